/* The database file: made, opened, recognised; and each way in which that fails. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <huibao/store_outbox.h>

#include "private.h"
#include "store_support.h"
#include "tap.h"

static mode_t mode_of(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? status.st_mode & 0777 : 0;
}

/* The code with which opening fails; "" when it succeeds. The diagnostic names the file. */
static const char *open_code(const char *path, enum store_mode mode)
{
    static char code[8];
    struct world world;
    world_init(&world);
    struct diags *diags = diags_new();
    struct store *store = store_open(path, mode, &world, diags);
    snprintf(code, sizeof code, "%s", code_at(diags, 0));
    CHECK((store == NULL) == (code[0] != '\0'));
    if (!store) {
        CHECK_INT(diags_kept(diags), 1);
        CHECK(strstr(diags_at(diags, 0)->message, path) != NULL);
        CHECK_INT(diags_exit_status(diags), 3);
    }
    store_close(store);
    diags_free(diags);
    return code;
}

TEST(init_creates_once_and_keeps_others_out)
{
    struct fixture f;
    fixture_open(&f);
    CHECK_INT(mode_of(f.path), 0600);
    CHECK(begin(&f, "communities")); /* a write brings the side files */
    put(&f, "communities", 2, "539902001000|望澜街道|街道|");
    struct store_tally tally;
    CHECK(commit(&f, &tally));
    CHECK_INT(mode_of(arena_printf(f.arena, "%s-wal", f.path)), 0600);
    CHECK_INT(store_init(f.path, &f.world, f.diags), STORE_INIT_CURRENT);
    CHECK_STR(ask(&f, "PRAGMA journal_mode"), "wal");
    CHECK_STR(ask(&f, "SELECT count(*) FROM 社区"), "1");
    int64_t value = 0;
    CHECK(store_pragma(f.store->db, "PRAGMA synchronous", &value) == SQLITE_OK);
    CHECK_INT(value, 2);
    CHECK(store_pragma(f.store->db, "PRAGMA foreign_keys", &value) == SQLITE_OK);
    CHECK_INT(value, 1);
    CHECK(store_pragma(f.store->db, "PRAGMA busy_timeout", &value) == SQLITE_OK);
    CHECK_INT(value, 5000);
    CHECK_INT(diags_kept(f.diags), 0);
    fixture_close(&f);
}

TEST(names_that_mean_something_to_sqlite_are_files)
{
    struct world world;
    world_init(&world);
    struct diags *diags = diags_new();
    char before[4096];
    CHECK(getcwd(before, sizeof before) && chdir(tap_dir()) == 0);
    CHECK_INT(store_init(":memory:", &world, diags), STORE_INIT_CREATED);
    CHECK_INT(store_init("file:x?mode=memory", &world, diags), STORE_INIT_CREATED);
    CHECK(file_exists(":memory:") && file_exists("file:x?mode=memory"));
    CHECK(chdir(before) == 0);
    diags_free(diags);
}

TEST(STO001_a_missing_file)
{
    CHECK_STR(open_code(tap_path("missing.db"), STORE_READ), "STO001");
    CHECK(!file_exists(tap_path("missing.db")));
    struct diags *diags = diags_new();
    CHECK(store_reader_open(tap_path("missing.db"), diags) == NULL);
    CHECK_STR(code_at(diags, 0), "STO001");
    CHECK(strstr(diags_at(diags, 0)->hint, "huibao init") != NULL);
    diags_free(diags);
}

TEST(STO002_a_file_of_another_kind_is_left_alone)
{
    const char *path = tap_path("text.db");
    const char *long_text = "这不是数据库，只是一段文字，长得超过十六个字节。";
    tap_write(path, long_text, strlen(long_text));
    CHECK_STR(open_code(path, STORE_WRITE), "STO002");
    struct world world;
    world_init(&world);
    struct diags *diags = diags_new();
    CHECK_INT(store_init(path, &world, diags), STORE_INIT_FAILED);
    CHECK_STR(code_at(diags, 0), "STO002");
    tap_write(path, "短", 3);
    CHECK_STR(open_code(path, STORE_WRITE), "STO002");
    CHECK_STR(open_code("/dev/null", STORE_READ), "STO002");
    char broken[4096] = "SQLite format 3"; /* the magic alone makes no database */
    memset(broken + 16, 'x', sizeof broken - 16);
    tap_write(path, broken, sizeof broken);
    CHECK_STR(open_code(path, STORE_READ), "STO002");
    diags_free(diags);
}

TEST(STO003_the_database_of_another_program)
{
    const char *path = tap_path("foreign.db");
    meddle(path, "CREATE TABLE bookmarks (url TEXT)");
    CHECK_STR(open_code(path, STORE_READ), "STO003");
    struct world world;
    world_init(&world);
    struct diags *diags = diags_new();
    CHECK_INT(store_init(path, &world, diags), STORE_INIT_FAILED);
    CHECK_STR(code_at(diags, 0), "STO003");
    diags_free(diags);
    const char *other = tap_path("other.db");
    meddle(other, "PRAGMA application_id = 77");
    CHECK_STR(open_code(other, STORE_READ), "STO003");
}

TEST(STO004_a_newer_structure)
{
    struct fixture f;
    fixture_open(&f);
    meddle(f.path, "PRAGMA user_version = 99");
    CHECK_STR(open_code(f.path, STORE_READ), "STO004");
    CHECK_INT(store_init(f.path, &f.world, f.diags), STORE_INIT_FAILED);
    CHECK_STR(code_at(f.diags, 0), "STO004");
    CHECK(strstr(diags_at(f.diags, 0)->message, "99") != NULL);
    fixture_close(&f);
}

TEST(STO005_an_older_structure_is_brought_up_by_init)
{
    const char *path = tap_path("older.db");
    meddle(path, "PRAGMA application_id = 1212301647; PRAGMA user_version = 0;"
                 "CREATE TABLE kept (x); INSERT INTO kept VALUES (7)");
    CHECK_STR(open_code(path, STORE_WRITE), "STO005");
    struct world world;
    world_init(&world);
    struct diags *diags = diags_new();
    CHECK_INT(store_init(path, &world, diags), STORE_INIT_MIGRATED);
    CHECK_INT(diags_kept(diags), 0);
    CHECK_STR(open_code(path, STORE_WRITE), "");
    diags_free(diags);
}

TEST(STO006_an_empty_file_is_what_a_crash_leaves_of_init)
{
    const char *path = tap_path("empty.db");
    tap_write(path, "", 0);
    CHECK_STR(open_code(path, STORE_READ), "STO006");
    struct world world;
    world_init(&world);
    struct diags *diags = diags_new();
    CHECK_INT(store_init(path, &world, diags), STORE_INIT_CREATED);
    CHECK_STR(open_code(path, STORE_READ), "");
    const char *wal = tap_path("bare.db");
    meddle(wal, "PRAGMA journal_mode = WAL"); /* killed a moment later: a header, no tables */
    CHECK_STR(open_code(wal, STORE_READ), "STO006");
    CHECK_INT(store_init(wal, &world, diags), STORE_INIT_CREATED);
    diags_free(diags);
}

TEST(STO014_a_directory)
{
    CHECK_STR(open_code(tap_dir(), STORE_READ), "STO014");
}

TEST(STO012_a_place_that_does_not_exist)
{
    struct world world;
    world_init(&world);
    struct diags *diags = diags_new();
    CHECK_INT(store_init(tap_path("no/such/folder.db"), &world, diags), STORE_INIT_FAILED);
    CHECK_STR(code_at(diags, 0), "STO012");
    CHECK(diags_at(diags, 0)->hint != NULL);
    diags_free(diags);
}

/* ---- as somebody who may not write ---- */

/* Runs `fn` as nobody when the tests run as root, who may write everywhere. */
static void as_nobody(void (*fn)(const char *path), const char *path)
{
    bool root = geteuid() == 0;
    CHECK(chmod(tap_dir(), 0755) == 0);
    CHECK(!root || seteuid(65534) == 0);
    fn(path);
    CHECK(!root || seteuid(0) == 0);
}

static void open_unwritable(const char *path)
{
    CHECK_STR(open_code(path, STORE_WRITE), "STO007");
}

static void open_unreadable(const char *path)
{
    CHECK_STR(open_code(path, STORE_READ), "STO016");
}

static void init_unwritable(const char *path)
{
    struct world world;
    world_init(&world);
    struct diags *diags = diags_new();
    CHECK_INT(store_init(path, &world, diags), STORE_INIT_FAILED);
    CHECK_STR(code_at(diags, 0), "STO012");
    CHECK(strstr(diags_at(diags, 0)->hint, "没有权限写那个文件夹"));
    CHECK(!diags_at(diags, 0)->detail);
    diags_free(diags);
}

TEST(STO007_a_file_or_folder_that_may_not_be_written)
{
    struct fixture f;
    fixture_open(&f);
    store_close(f.store);
    f.store = NULL;
    CHECK(mkdir(tap_path("locked"), 0755) == 0);
    const char *path = tap_path("locked/records.db");
    CHECK(rename(f.path, path) == 0);
    CHECK(chmod(path, 0444) == 0 && chmod(tap_path("locked"), 0555) == 0);
    as_nobody(open_unwritable, path);
    as_nobody(init_unwritable, tap_path("locked/new.db"));
    CHECK(chmod(path, 0000) == 0);
    as_nobody(open_unreadable, path);
    CHECK(chmod(tap_path("locked"), 0755) == 0);
    fixture_close(&f);
}

/* ---- while it is used ---- */

TEST(STO008_another_program_is_writing)
{
    struct fixture f;
    fixture_open(&f);
    sqlite3 *other = NULL;
    CHECK(sqlite3_open(f.path, &other) == SQLITE_OK);
    CHECK(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_busy_timeout(f.store->db, 20);
    CHECK(!begin(&f, "communities"));
    CHECK_STR(code_at(f.diags, 0), "STO008");
    CHECK_INT(diags_exit_status(f.diags), 3);
    CHECK(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(other);
    fixture_forget(&f);
    CHECK_INT(put_alone(&f, "communities", "539902001000|望澜街道|街道|"), STORE_ADDED);
    fixture_close(&f);
}

/* Puts records until the database gives up; what was there before is still there. */
static void fill_until(struct fixture *f, const char *code)
{
    CHECK(begin(f, "grids"));
    char filler[2001];
    memset(filler, 'x', sizeof filler - 1);
    filler[sizeof filler - 1] = '\0';
    enum store_outcome outcome = STORE_ADDED;
    for (int i = 3; i < 1000 && outcome == STORE_ADDED; i++) {
        struct buf record = {0};
        buf_printf(&record, "539902001001%03d|春晖社区|%s||2020-01-01|", i, filler);
        outcome = put(f, "grids", i, record.data);
        buf_done(&record);
    }
    CHECK_INT(outcome, STORE_FAILED);
    if (outcome == STORE_FAILED) {
        CHECK_STR(code_at(f->diags, 0), code);
        CHECK_INT(put(f, "grids", 1, "539902001001099|春晖社区|x||2020-01-01|"), STORE_FAILED);
    }
    struct store_tally tally = {.added = -1, .changed = -1, .same = -1};
    CHECK(!commit(f, &tally));
    CHECK_INT(tally.added, -1);
    CHECK_STR(code_at(f->diags, 0), code);
    CHECK_INT(diags_kept(f->diags), 1);
    CHECK_STR(ask(f, "SELECT count(*) FROM 网格"), "3");
    CHECK_STR(ask(f, "PRAGMA integrity_check"), "ok");
}

TEST(STO009_a_full_disk_leaves_what_was_there)
{
    struct fixture f;
    fixture_open_with_places(&f);
    CHECK(sqlite3_exec(f.store->db, "PRAGMA max_page_count = 120; PRAGMA cache_size = 5", NULL,
                       NULL, NULL) == SQLITE_OK);
    fill_until(&f, "STO009");
    fixture_forget(&f);
    CHECK(sqlite3_exec(f.store->db, "PRAGMA max_page_count = 100000", NULL, NULL, NULL) ==
          SQLITE_OK);
    CHECK_INT(put_alone(&f, "grids", "539902001001003|春晖社区|第三网格||2020-01-01|"),
              STORE_ADDED);
    fixture_close(&f);
}

TEST(STO011_a_disk_that_fails)
{
    struct fixture f;
    fixture_open_with_places(&f);
    CHECK(sqlite3_exec(f.store->db, "PRAGMA cache_size = 5", NULL, NULL, NULL) == SQLITE_OK);
    struct rlimit before, small;
    CHECK(getrlimit(RLIMIT_FSIZE, &before) == 0);
    small = before;
    small.rlim_cur = 300000;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    CHECK(setrlimit(RLIMIT_FSIZE, &small) == 0);
    fill_until(&f, "STO011");
    CHECK(setrlimit(RLIMIT_FSIZE, &before) == 0);
    signal(SIGXFSZ, handler);
    fixture_close(&f);
}

TEST(STO013_memory_runs_out)
{
    struct fixture f;
    /* The store has SQLite not count its memory, and then there is no limit to reach. */
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 1);
    sqlite3_initialize();
    fixture_open_with_places(&f);
    CHECK(begin(&f, "grids"));
    struct buf huge = {0};
    buf_puts(&huge, "539902001001003|春晖社区|");
    for (int i = 0; i < 400000; i++)
        buf_puts(&huge, "很长的名称");
    buf_puts(&huge, "||2020-01-01|");
    sqlite3_int64 limit = sqlite3_memory_used() + 1000000;
    sqlite3_int64 before = sqlite3_hard_heap_limit64(limit);
    CHECK_INT(put(&f, "grids", 5, huge.data), STORE_FAILED);
    sqlite3_hard_heap_limit64(before);
    CHECK_STR(code_at(f.diags, 0), "STO013");
    store_batch_rollback(f.store);
    buf_done(&huge);
    fixture_close(&f);
}

static void overwrite(const char *path, off_t from, size_t length)
{
    int fd = open(path, O_WRONLY);
    char *noise = malloc(length);
    memset(noise, 0x5A, length);
    CHECK(pwrite(fd, noise, length, from) == (ssize_t)length);
    free(noise);
    close(fd);
}

TEST(STO010_and_STO040_a_damaged_file)
{
    struct fixture f;
    fixture_open_with_places(&f);
    CHECK(store_verify(f.store, f.diags));
    CHECK_INT(diags_kept(f.diags), 0);
    store_close(f.store);
    struct stat status;
    CHECK(stat(f.path, &status) == 0);
    overwrite(f.path, 4096, (size_t)status.st_size - 4096); /* all but the schema's first page */
    f.store = store_open(f.path, STORE_WRITE, &f.world, f.diags);
    if (f.store) {
        CHECK(!store_verify(f.store, f.diags));
        CHECK_STR(code_at(f.diags, 0), "STO040");
        fixture_forget(&f);
        CHECK(!begin(&f, "communities"));
    }
    CHECK_STR(code_at(f.diags, 0), "STO010");
    CHECK_INT(diags_exit_status(f.diags), 3);
    fixture_close(&f);
}

TEST(STO041_references_to_nothing)
{
    struct fixture f;
    fixture_open_with_places(&f);
    meddle(f.path, "PRAGMA foreign_keys = OFF; DELETE FROM grids WHERE name = '第一网格'");
    CHECK(!store_verify(f.store, f.diags));
    CHECK_STR(code_at(f.diags, 0), "STO041");
    CHECK_STR(diags_at(f.diags, 0)->message, "表 households 有 1 条记录指向不存在的 grids 记录");
    fixture_close(&f);
}

/* ---- migrations ---- */

static const char *const second[] = {
    "CREATE TABLE visits (id INTEGER PRIMARY KEY, household_id INTEGER REFERENCES households (id))",
    "ALTER TABLE households ADD COLUMN remark TEXT", NULL};
static const char *const broken[] = {"CREATE TABLE half (x)", "CREATE TABLE half (x)", NULL};
static const char *const orphan[] = {"INSERT INTO visits (household_id) VALUES (4711)", NULL};

TEST(a_later_migration_is_run_once_and_keeps_the_records)
{
    struct fixture f;
    fixture_open_with_places(&f);
    size_t count;
    int newest = store_schema_version();
    struct store_migration list[2] = {store_migrations(&count)[0], {newest + 1, second}};
    CHECK(store_migrate(f.store, list, 2, f.diags));
    CHECK(store_migrate(f.store, list, 2, f.diags));
    CHECK_STR(open_code(f.path, STORE_READ), "STO004");
    int64_t value = 0;
    CHECK(store_pragma(f.store->db, "PRAGMA user_version", &value) == SQLITE_OK);
    CHECK_INT(value, newest + 1);
    CHECK(store_pragma(f.store->db, "SELECT count(*) FROM 住户", &value) == SQLITE_OK);
    CHECK_INT(value, 1);
    CHECK(store_pragma(f.store->db, "SELECT count(*) FROM visits", &value) == SQLITE_OK);
    fixture_close(&f);
}

TEST(STO015_a_migration_that_fails_leaves_nothing)
{
    struct fixture f;
    fixture_open_with_places(&f);
    size_t count;
    struct store_migration list[2] = {store_migrations(&count)[0],
                                      {store_schema_version() + 1, broken}};
    CHECK(!store_migrate(f.store, list, 2, f.diags));
    CHECK_STR(code_at(f.diags, 0), "STO015");
    CHECK(diags_at(f.diags, 0)->detail != NULL);
    CHECK_STR(ask(&f, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), "0");
    CHECK_STR(ask(&f, "PRAGMA user_version"), arena_printf(f.arena, "%d", store_schema_version()));
    fixture_close(&f);
}

TEST(a_migration_that_breaks_references_is_undone)
{
    struct fixture f;
    fixture_open_with_places(&f);
    size_t count;
    int newest = store_schema_version();
    struct store_migration list[3] = {
        store_migrations(&count)[0], {newest + 1, second}, {newest + 2, orphan}};
    CHECK(!store_migrate(f.store, list, 3, f.diags));
    int64_t value = 0;
    CHECK(store_pragma(f.store->db, "PRAGMA user_version", &value) == SQLITE_OK);
    CHECK_INT(value, newest + 1);
    CHECK(store_pragma(f.store->db, "SELECT count(*) FROM visits", &value) == SQLITE_OK);
    CHECK_INT(value, 0);
    fixture_close(&f);
}

TEST(a_database_on_a_share_is_locked_in_a_way_that_reaches_every_machine)
{
    static const struct store_outbox_unit unit = {
        .report = "月报", .community = "", .period = "2026-10", .target = "区"};
    struct fixture f;
    size_t count = 0;
    bool claimed = false;
    fixture_open(&f);
    CHECK(store_is_network_type(0x6969) && store_is_network_type(0xFF534D42));
    CHECK(!store_is_network_type(0xEF53) && store_disk_type(f.path) != 0); /* ext4 */
    store_warn_network(f.store->db, f.path, 0xEF53, f.diags);
    CHECK_INT(diags_kept(f.diags), 0);
    store_warn_network(f.store->db, f.path, 0x6969, f.diags);
    CHECK_STR(code_at(f.diags, 0), "STO065");
    fixture_forget(&f);
    CHECK(store_set_shared(f.store, true, f.diags));
    CHECK_STR(ask(&f, "PRAGMA journal_mode"), "delete");
    store_warn_network(f.store->db, f.path, 0x6969, f.diags);
    CHECK_INT(diags_kept(f.diags), 0);
    CHECK_INT(store_init(f.path, &f.world, f.diags), STORE_INIT_CURRENT); /* and stays so */
    CHECK_STR(ask(&f, "PRAGMA journal_mode"), "delete");
    /* Another machine: its claim holds until its lease is over, since nobody here can look. */
    CHECK(store_outbox_add(f.store, &unit, f.diags));
    struct world there = f.world;
    snprintf(there.host, sizeof there.host, "elsewhere");
    struct store *other = store_open(f.path, STORE_WRITE, &there, f.diags);
    if (CHECK(other != NULL)) {
        struct store_outbox_unit theirs = store_outbox_units(other, f.arena, &count, f.diags)[0];
        CHECK(store_outbox_claim(other, &theirs, 60, &claimed, f.diags) && claimed);
        struct store_outbox_unit ours = store_outbox_units(f.store, f.arena, &count, f.diags)[0];
        CHECK(store_outbox_claim(f.store, &ours, 60, &claimed, f.diags) && !claimed);
        store_close(other);
    }
    f.world.clock += 61;
    struct store_outbox_unit ours = store_outbox_units(f.store, f.arena, &count, f.diags)[0];
    CHECK(store_outbox_claim(f.store, &ours, 60, &claimed, f.diags) && claimed);
    CHECK(store_set_shared(f.store, false, f.diags));
    CHECK_STR(ask(&f, "PRAGMA journal_mode"), "wal");
    CHECK_INT(diags_kept(f.diags), 0);
    fixture_close(&f);
}

TEST(STO066_the_log_is_not_changed_under_somebody)
{
    struct fixture f;
    sqlite3 *reader = NULL;
    fixture_open(&f);
    CHECK_INT(sqlite3_open_v2(f.path, &reader, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM communities", NULL, NULL, NULL);
    sqlite3_busy_timeout(f.store->db, 10);
    CHECK(!store_set_shared(f.store, true, f.diags));
    CHECK_STR(code_at(f.diags, 0), "STO066");
    CHECK_STR(ask(&f, "PRAGMA journal_mode"), "wal");
    sqlite3_close(reader);
    fixture_close(&f);
}

/* Whether a process has a lock on the bytes that SQLite's readers share, as another process sees it. */
static bool somebody_reads(const char *path)
{
    enum { SHARED_FIRST = 0x40000002, SHARED_SIZE = 510 };
    pid_t child = fork();
    int status = 0;
    if (child == 0) {
        int fd = open(path, O_RDWR | O_CLOEXEC);
        struct flock lock = {
            .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = SHARED_FIRST, .l_len = SHARED_SIZE};
        _exit(fd >= 0 && fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK);
    }
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
           WEXITSTATUS(status) == 1;
}

TEST(opening_it_once_more_does_not_take_the_locks_of_who_has_it_open)
{
    struct fixture f;
    fixture_open(&f);
    CHECK_STR(ask(&f, "SELECT count(*) FROM communities"), "0"); /* opens and closes a reader */
    CHECK_INT(store_community_code(f.store, f.arena, "无", f.diags) == NULL,
              true); /* it has read */
    CHECK(somebody_reads(f.path));
    struct store *again = store_open(f.path, STORE_READ, &f.world, f.diags);
    CHECK(again != NULL);
    CHECK(somebody_reads(f.path));
    store_close(again);
    CHECK(somebody_reads(f.path));
    CHECK_INT(store_init(f.path, &f.world, f.diags), STORE_INIT_CURRENT);
    CHECK(somebody_reads(f.path));
    fixture_close(&f);
}
