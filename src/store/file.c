/* The file itself: making it, opening it, recognising what it is. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <huibao/value.h>

#include "private.h"

static const char header_magic[16] = "SQLite format 3";

enum file_look { LOOK_FAILED, LOOK_MISSING, LOOK_EMPTY, LOOK_FILE };

/* `forbidden`: what it is when somebody has no right to it. */
static void fail_errno(const char *path, int error, const struct diag_kind *forbidden,
                       struct diags *diags)
{
    bool denied = error == EACCES || error == EPERM || error == EROFS;
    const struct diag_kind *kind = denied            ? forbidden
                                   : error == ENOSPC ? &STO009
                                   : error == EIO    ? &STO011
                                                     : &STO012;
    diag_add(diags, kind, NULL, DIAG_ARGS(path));
    if (kind == &STO012 && !denied)
        diag_detail(diags, "%s", strerror(error));
    diag_hint(diags, "%s",
              denied && forbidden == &STO016 ? "请让有权限的人放开它，或用 --db 指明另一个数据库"
              : denied ? "没有权限写那个文件夹：换一个文件夹，或让有权限的人放开它"
              : kind == &STO009 ? "请清理磁盘后再试；这次没有写入任何内容"
                                : "请检查文件夹是否存在、能否写入");
}

static void refuse_file(const char *path, bool folder, struct diags *diags)
{
    diag_add(diags, folder ? &STO014 : &STO002, NULL, DIAG_ARGS(path));
    diag_hint(diags, "请确认文件名；新的数据库用 huibao init 建立");
}

/*
 * What is there, without opening it: closing a file of one's own takes away all locks that this process
 * has on it, those of SQLite's other connections too, and then another process may take the log away
 * from under them.
 */
static enum file_look look_at(const char *path, struct diags *diags)
{
    struct stat status;
    bool there = stat(path, &status) == 0;
    if (!there && errno == ENOENT)
        return LOOK_MISSING;
    if (!there || faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) != 0) {
        fail_errno(path, errno, &STO016, diags);
        return LOOK_FAILED;
    }
    if (!S_ISREG(status.st_mode)) {
        refuse_file(path, S_ISDIR(status.st_mode), diags);
        return LOOK_FAILED;
    }
    return status.st_size == 0 ? LOOK_EMPTY : LOOK_FILE;
}

/* Whether an open file is a database or empty. SQLite would take a short text for an empty one. */
static bool check_header(sqlite3 *db, const char *path, struct diags *diags)
{
    char head[sizeof header_magic] = "";
    sqlite3_file *file = NULL;
    sqlite3_int64 size = 0;
    int status = sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (status == SQLITE_OK && file && file->pMethods)
        status = file->pMethods->xFileSize(file, &size);
    if (status == SQLITE_OK && size > 0)
        status = file->pMethods->xRead(file, head, sizeof head, 0);
    if (status != SQLITE_OK && status != SQLITE_IOERR_SHORT_READ) {
        store_fail(db, status, path, diags);
        return false;
    }
    if (size == 0 || memcmp(head, header_magic, sizeof head) == 0)
        return true;
    refuse_file(path, false, diags);
    return false;
}

/* SQLite gives ":memory:", "file:…" and "" a meaning; for the user they are names of files. */
static const char *plain_name(struct arena *arena, const char *path)
{
    return path[0] == '/' ? path : arena_printf(arena, "./%s", path);
}

/*
 * On a read-only disk (a CD, a write-protected stick) SQLite cannot make the shared memory of its
 * log. There nothing can change, so without a log the file is all there is and can be read alone.
 */
static bool is_on_readonly_disk(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? arena_strndup(arena, path, (size_t)(slash - path) + 1) : ".";
    struct statvfs disk;
    struct stat log;
    return statvfs(folder, &disk) == 0 && (disk.f_flag & ST_RDONLY) != 0 &&
           (stat(arena_printf(arena, "%s-wal", path), &log) != 0 || log.st_size == 0);
}

static const char *immutable_name(struct arena *arena, const char *path)
{
    struct buf name = {0};
    buf_puts(&name, "file:");
    for (const char *p = path; *p; p++) {
        if (strchr("%?#", *p))
            buf_printf(&name, "%%%02X", (unsigned)(unsigned char)*p);
        else
            buf_putc(&name, *p);
    }
    buf_puts(&name, "?immutable=1");
    const char *copy = buf_copy(&name, arena);
    buf_done(&name);
    return copy;
}

static sqlite3 *connect(const char *path, int flags, struct diags *diags)
{
    struct arena *arena = arena_new();
    sqlite3 *db = NULL;
    /* Nobody asks how much memory SQLite has: counting it locks a mutex at each allocation. Refused
       when SQLite is in use already, and then it is counted. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    const char *name = plain_name(arena, path);
    if ((flags & SQLITE_OPEN_READONLY) && is_on_readonly_disk(arena, path)) {
        name = immutable_name(arena, name);
        flags |= SQLITE_OPEN_URI;
    }
    int status =
        sqlite3_open_v2(name, &db, flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, NULL);
    arena_free(arena);
    if (status != SQLITE_OK) {
        store_fail(db, status, path, diags);
        sqlite3_close(db);
        return NULL;
    }
    if (!check_header(db, path, diags)) {
        sqlite3_close(db);
        return NULL;
    }
    /* Half a megabyte of small blocks: what a record's row needs does not go to malloc each time. */
    sqlite3_db_config(db, SQLITE_DBCONFIG_LOOKASIDE, NULL, 512, 1000);
    sqlite3_busy_timeout(db, STORE_BUSY_SECONDS * 1000);
    return db;
}

/* ---- whose database it is ---- */

enum identity { IDENTITY_FAILED, IDENTITY_EMPTY, IDENTITY_OURS };

static enum identity identify(sqlite3 *db, const char *path, int64_t *ret_version,
                              struct diags *diags)
{
    int64_t application = 0, version = 0, objects = 0;
    int status = store_pragma(db, "PRAGMA application_id", &application);
    if (status == SQLITE_OK)
        status = store_pragma(db, "PRAGMA user_version", &version);
    if (status == SQLITE_OK)
        status = store_pragma(db, "SELECT count(*) FROM sqlite_schema", &objects);
    if (status != SQLITE_OK) {
        store_fail(db, status, path, diags);
        return IDENTITY_FAILED;
    }
    *ret_version = version;
    if (application == STORE_APPLICATION_ID)
        return IDENTITY_OURS;
    if (application == 0 && version == 0 && objects == 0)
        return IDENTITY_EMPTY;
    diag_add(diags, &STO003, NULL, DIAG_ARGS(path));
    diag_hint(diags, "请确认文件名；本系统的数据库用 huibao init 建立");
    return IDENTITY_FAILED;
}

static void add_version(struct diags *diags, const struct diag_kind *kind, const char *path,
                        int64_t version)
{
    struct arena *arena = arena_new();
    const char *has = arena_printf(arena, "%lld", (long long)version);
    const char *knows = arena_printf(arena, "%d", store_schema_version());
    diag_add(diags, kind, NULL, DIAG_ARGS(path, has, knows));
    diag_hint(diags, kind == &STO004 ? "请改用新版本的 huibao" : "请先运行 huibao init");
    arena_free(arena);
}

static bool is_current(sqlite3 *db, const char *path, struct diags *diags)
{
    int64_t version = 0;
    enum identity identity = identify(db, path, &version, diags);
    if (identity == IDENTITY_EMPTY) {
        diag_add(diags, &STO006, NULL, DIAG_ARGS(path));
        diag_hint(diags, "请先运行 huibao init");
    }
    if (identity != IDENTITY_OURS)
        return false;
    if (version == store_schema_version())
        return true;
    add_version(diags, version > store_schema_version() ? &STO004 : &STO005, path, version);
    return false;
}

/* ---- init ---- */

/* A new file is for its owner only; SQLite gives its -wal and -shm the same mode. */
static bool create_file(const char *path, struct diags *diags)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        fail_errno(path, errno, &STO012, diags);
        return false;
    }
    close(fd);
    return true;
}

static enum store_init_result init_database(struct store *store, struct diags *diags)
{
    sqlite3 *db = store->db;
    const char *path = store->path;
    size_t count;
    const struct store_migration *list = store_migrations(&count);
    int64_t version = 0;
    enum identity identity = identify(db, path, &version, diags);
    if (identity == IDENTITY_FAILED)
        return STORE_INIT_FAILED;
    if (version > store_schema_version()) {
        add_version(diags, &STO004, path, version);
        return STORE_INIT_FAILED;
    }
    if (identity == IDENTITY_OURS && version == store_schema_version())
        return STORE_INIT_CURRENT;
    /* An older file keeps the log it has: several machines may share it. */
    bool wal = identity == IDENTITY_EMPTY && !store_is_network_type(store_disk_type(path));
    int status = sqlite3_exec(db,
                              wal ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"
                                  : "PRAGMA synchronous = FULL",
                              NULL, NULL, NULL);
    if (status != SQLITE_OK) {
        store_fail(db, status, path, diags);
        return STORE_INIT_FAILED;
    }
    if (!store_migrate(store, list, count, diags))
        return STORE_INIT_FAILED;
    return identity == IDENTITY_EMPTY ? STORE_INIT_CREATED : STORE_INIT_MIGRATED;
}

static void remove_new(const char *path)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(suffixes); i++)
        unlink(arena_printf(arena, "%s%s", path, suffixes[i]));
    arena_free(arena);
}

enum store_init_result store_init(const char *path, const struct world *world, struct diags *diags)
{
    enum store_init_result result = STORE_INIT_FAILED;
    enum file_look look = look_at(path, diags);
    if (look == LOOK_FAILED || (look == LOOK_MISSING && !create_file(path, diags)))
        return result;
    sqlite3 *db = connect(path, SQLITE_OPEN_READWRITE, diags);
    if (db) {
        struct store store = {.path = path, .db = db, .world = world};
        result = init_database(&store, diags);
        sqlite3_close(db);
    }
    if (result == STORE_INIT_FAILED && look == LOOK_MISSING)
        remove_new(path);
    return result;
}

/* ---- open ---- */

static sqlite3 *open_current(const char *path, int flags, struct diags *diags)
{
    enum file_look look = look_at(path, diags);
    if (look == LOOK_MISSING || look == LOOK_EMPTY) {
        diag_add(diags, look == LOOK_MISSING ? &STO001 : &STO006, NULL, DIAG_ARGS(path));
        diag_hint(diags, "请先运行 huibao init，或用 --db 指明数据库文件");
    }
    if (look != LOOK_FILE)
        return NULL;
    sqlite3 *db = connect(path, flags, diags);
    if (db && !is_current(db, path, diags)) {
        sqlite3_close(db);
        db = NULL;
    }
    return db;
}

/*
 * date(x, '+0 days') of the schema's constraints: x itself when it is a day, else no value. SQLite's own
 * date does the same by way of a Julian day, which took a seventh of an import.
 */
static void day_itself(sqlite3_context *context, int count, sqlite3_value **values)
{
    const char *text = (const char *)sqlite3_value_text(values[0]);
    int32_t day = 0;
    (void)count;
    if (text && sqlite3_value_type(values[0]) == SQLITE_TEXT &&
        sqlite3_value_bytes(values[0]) == (int)strlen("2026-01-05") &&
        value_date_parse_iso(text, &day))
        sqlite3_result_value(context, values[0]);
    else
        sqlite3_result_null(context);
}

/* The page cache holds the key index of a million records, so that loading stays linear. */
static int set_up(sqlite3 *db, enum store_mode mode)
{
    const char *pragmas = mode == STORE_WRITE
                              ? "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
                                "PRAGMA cache_size = -65536"
                              : "PRAGMA query_only = ON";
    if (mode == STORE_WRITE)
        sqlite3_create_function(db, "date", 2,
                                SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                day_itself, NULL, NULL);
    return sqlite3_exec(db, pragmas, NULL, NULL, NULL);
}

struct store *store_open(const char *path, enum store_mode mode, const struct world *world,
                         struct diags *diags)
{
    sqlite3 *db = open_current(
        path, mode == STORE_WRITE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, diags);
    if (!db)
        return NULL;
    int status = set_up(db, mode);
    /* SQLite falls back to reading when it may not write; better now than at the first record. */
    if (status == SQLITE_OK && mode == STORE_WRITE && sqlite3_db_readonly(db, "main") == 1)
        status = SQLITE_READONLY;
    if (status != SQLITE_OK) {
        store_fail(status == SQLITE_READONLY ? NULL : db, status, path, diags);
        sqlite3_close(db);
        return NULL;
    }
    if (mode == STORE_WRITE)
        store_warn_network(db, path, store_disk_type(path), diags);
    struct arena *arena = arena_new();
    struct store *store = arena_alloc(arena, sizeof *store);
    store->arena = arena;
    store->path = arena_strdup(arena, path);
    store->db = db;
    store->world = world;
    return store;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    store_batch_rollback(store);
    sqlite3_close(store->db);
    arena_free(store->arena);
}

struct sqlite3 *store_reader_open(const char *path, struct diags *diags)
{
    size_t count;
    const struct store_migration *list = store_migrations(&count);
    sqlite3 *db = NULL;
    struct store empty = {.path = ":memory:"};
    if (path) {
        db = open_current(path, SQLITE_OPEN_READONLY, diags);
    } else if (sqlite3_open(":memory:", &db) != SQLITE_OK ||
               (empty.db = db, !store_migrate(&empty, list, count, diags))) {
        sqlite3_close(db);
        db = NULL;
    }
    if (db)
        set_up(db, STORE_READ);
    return db;
}
