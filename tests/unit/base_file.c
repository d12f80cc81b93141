#include <huibao/base.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base_diags.h"
#include "tap.h"

static void expect(struct diags *diags, const struct diag_kind *kind)
{
    CHECK_INT(diags_kept(diags), 1);
    CHECK(diags_at(diags, 0) && diags_at(diags, 0)->kind == kind);
    diags_free(diags);
}

TEST(file_read_whole)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    size_t length = 0;
    tap_write(tap_path("a.txt"), "甲\0乙", 7);
    char *text = file_read(arena, tap_path("a.txt"), 100, &length, diags);
    CHECK_INT(length, 7);
    CHECK(text && memcmp(text, "甲\0乙", 8) == 0);
    CHECK_INT(diags_kept(diags), 0);
    diags_free(diags);
    arena_free(arena);
}

TEST(file_read_refuses_with_reasons)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    CHECK(!file_read(arena, tap_path("none"), 10, NULL, diags));
    expect(diags, &BAS001);
    diags = diags_new();
    CHECK(!file_read(arena, tap_dir(), 10, NULL, diags));
    expect(diags, &BAS002);
    diags = diags_new();
    mkfifo(tap_path("pipe"), 0600);
    CHECK(!file_read(arena, tap_path("pipe"), 10, NULL, diags));
    expect(diags, &BAS003);
    diags = diags_new();
    tap_write(tap_path("long"), "12345678901", 11);
    CHECK(!file_read(arena, tap_path("long"), 10, NULL, diags));
    expect(diags, &BAS004);
    diags = diags_new();
    CHECK(!file_read(arena, "/proc/self/mem", 10, NULL, diags));
    expect(diags, &BAS005);
    arena_free(arena);
}

TEST(file_folders)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    CHECK(file_make_dirs(tap_path("x/y/z"), diags));
    CHECK(file_make_dirs(tap_path("x/y/z"), diags));
    CHECK(file_exists(tap_path("x/y/z")) && !file_exists(tap_path("x/q")));
    tap_write(tap_path("x/b.md"), "", 0);
    tap_write(tap_path("x/a.md"), "", 0);
    tap_write(tap_path("x/.hidden.md"), "", 0);
    size_t count = 0;
    const char *const *names = file_list(arena, tap_path("x"), ".md", &count, diags);
    CHECK_INT(count, 2);
    CHECK(names && names[2] == NULL);
    CHECK_STR(names[0], "a.md");
    CHECK_STR(names[1], "b.md");
    CHECK_INT(diags_kept(diags), 0);
    CHECK(!file_list(arena, tap_path("x/none"), ".md", &count, diags));
    expect(diags, &BAS009);
    diags = diags_new();
    CHECK(!file_make_dirs(tap_path("x/a.md/w"), diags));
    expect(diags, &BAS008);
    arena_free(arena);
}

TEST(outfile_appears_whole_or_not_at_all)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    tap_write(tap_path("out"), "old", 3);
    struct outfile *file = outfile_open(tap_path("out"), diags);
    CHECK(outfile_write(file, "新的", 6));
    CHECK_STR(file_read(arena, tap_path("out"), 10, NULL, diags), "old");
    CHECK(outfile_commit(file, diags));
    CHECK_STR(file_read(arena, tap_path("out"), 10, NULL, diags), "新的");
    struct stat status;
    CHECK(stat(tap_path("out"), &status) == 0 && (status.st_mode & 0777) == 0600);
    file = outfile_open(tap_path("out"), diags);
    const char *temp = arena_strdup(arena, outfile_temp(file));
    CHECK(file_exists(temp));
    outfile_abort(file);
    CHECK(!file_exists(temp));
    outfile_abort(NULL);
    CHECK_INT(diags_kept(diags), 0);
    diags_free(diags);
    arena_free(arena);
}

TEST(outfile_failures_are_said_and_leave_nothing)
{
    struct diags *diags = diags_new();
    CHECK(!outfile_open(tap_path("nowhere/out"), diags));
    expect(diags, &BAS006);
    diags = diags_new();
    CHECK(!outfile_open(tap_dir(), diags));
    expect(diags, &BAS006);
    diags = diags_new();
    /* The place becomes a folder in the meantime: the rename fails, the temporary file goes. */
    struct arena *arena = arena_new();
    struct outfile *file = outfile_open(tap_path("taken"), diags);
    const char *temp = arena_strdup(arena, outfile_temp(file));
    CHECK(file_make_dirs(tap_path("taken/full"), diags));
    CHECK(!outfile_commit(file, diags));
    CHECK(!file_exists(temp));
    expect(diags, &BAS007);
    arena_free(arena);
}

TEST(world_days_are_of_china)
{
    struct world world;
    world_init(&world);
    CHECK(world.now > 1700000000);
    CHECK(world.max_rows > 1048576); /* a table may be longer than a sheet of Excel */
    world.now = 16 * 3600 - 1;       /* 23:59:59 in China on 1 January 1970 */
    CHECK_INT(world_today(&world), 0);
    world.now++;
    CHECK_INT(world_today(&world), 1);
    world.now = -8 * 3600 - 1;
    CHECK_INT(world_today(&world), -1);
    CHECK(world_ticks() <= world_ticks());
}

TEST(outdir_appears_whole_or_not_at_all)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct outdir *folder = outdir_open(tap_path("parcels/new"), diags);
    tap_write(arena_printf(arena, "%s/一.txt", outdir_temp(folder)), "1", 1);
    tap_write(arena_printf(arena, "%s/.二", outdir_temp(folder)), "2", 1);
    size_t count = 0;
    CHECK(!file_exists(tap_path("parcels/new/十月")));
    CHECK(outdir_commit(folder, "十月", diags));
    const char *const *names = file_entries(arena, tap_path("parcels/new/十月"), &count, diags);
    CHECK_INT(count, 2);
    CHECK_STR(names[0], ".二");
    CHECK(file_is_regular(tap_path("parcels/new/十月/一.txt")));
    CHECK(!file_is_regular(tap_path("parcels/new/十月")));
    folder = outdir_open(tap_path("parcels/new"), diags);
    tap_write(arena_printf(arena, "%s/三", outdir_temp(folder)), "3", 1);
    outdir_abort(folder);
    file_entries(arena, tap_path("parcels/new"), &count, diags);
    CHECK_INT(count, 1);
    CHECK_INT(diags_kept(diags), 0);
    diags_free(diags);
    arena_free(arena);
}

TEST(outdir_does_not_take_a_name_that_is_taken)
{
    struct arena *arena = arena_new();
    mkdir(tap_path("occupied"), 0700);
    mkdir(tap_path("occupied/folder"), 0700);
    tap_write(tap_path("occupied/file"), "", 0);
    CHECK(symlink("/nowhere", tap_path("occupied/link")) == 0);
    static const char *const names[] = {"folder", "file", "link"};
    for (size_t i = 0; i < BASE_COUNT(names); i++) {
        struct diags *diags = diags_new();
        struct outdir *folder = outdir_open(tap_path("occupied"), diags);
        tap_write(arena_printf(arena, "%s/x", outdir_temp(folder)), "x", 1);
        CHECK(!outdir_commit(folder, names[i], diags));
        expect(diags, &BAS011);
        diags = diags_new();
        CHECK(!outdir_is_free(tap_path("occupied"), names[i], diags));
        expect(diags, &BAS011);
    }
    struct diags *diags = diags_new();
    size_t count = 0;
    CHECK(outdir_is_free(tap_path("occupied"), "other", diags));
    file_entries(arena, tap_path("occupied"), &count, diags);
    CHECK_INT(count, 3);
    CHECK(!outdir_commit(outdir_open(tap_path("occupied"), diags), "no/such", diags));
    expect(diags, &BAS010);
    diags = diags_new();
    CHECK(!outdir_open(tap_path("occupied/file"), diags));
    expect(diags, &BAS008);
    arena_free(arena);
}

TEST(a_file_that_is_not_there_is_told_with_its_neighbour)
{
    struct diags *diags = diags_new();
    tap_write(tap_path("纠纷台账.csv"), "x", 1);
    CHECK_INT(file_open_input(tap_path("纠分台账.csv"), diags), -1);
    const struct diag *diag = diags_at(diags, 0);
    CHECK_STR(diag->kind->code, "BAS001");
    CHECK(diag->hint && strstr(diag->hint, "是不是“") && strstr(diag->hint, "/纠纷台账.csv”？"));
    CHECK_INT(file_open_input(tap_path("没有这个/x.csv"), diags), -1);
    CHECK_STR(diags_at(diags, 1)->hint, "请核对文件名和它所在的文件夹");
    CHECK(!outfile_open(tap_path("没有这个/x.csv"), diags));
    CHECK_STR(diags_at(diags, 2)->hint, "请先建好它所在的文件夹");
    diags_free(diags);
}
