/* Packages: sealed, read back, and every way they can be other than they were. */
#include "deliver_testing.h"

#include <unistd.h>

static bool verify(struct rig *rig)
{
    const struct deliver_manifest *manifest = NULL;
    return deliver_verify(rig->folder, &rig->world, rig->arena, &manifest, rig->diags);
}

/* Fails, and the one thing said is this. */
static void expect(struct rig *rig, const struct diag_kind *kind)
{
    CHECK(!verify(rig));
    expect_said(rig, kind);
}

#define HEX TESTING_HEX

TEST(moments_are_in_china_time)
{
    struct arena *arena = arena_new();
    CHECK_STR(deliver_moment(arena, 0), "1970-01-01T08:00:00+08:00");
    CHECK_STR(deliver_moment(arena, -8 * 3600 - 1), "1969-12-31T23:59:59+08:00");
    CHECK_STR(deliver_moment(arena, 951782399), "2000-02-29T07:59:59+08:00");
    arena_free(arena);
}

TEST(what_was_sealed_is_read_back)
{
    struct rig rig;
    rig_package(&rig, "back");
    const struct deliver_manifest *manifest = NULL;
    CHECK(deliver_verify(rig.folder, &rig.world, rig.arena, &manifest, rig.diags));
    if (CHECK(manifest != NULL)) {
        CHECK_STR(manifest->report, "monthly");
        CHECK_STR(manifest->title, rig.manifest.title);
        CHECK_STR(manifest->community, "春晖社区");
        CHECK_STR(manifest->code, "539902001001");
        CHECK_STR(manifest->period, "2026-10");
        CHECK_STR(manifest->made_at, rig.manifest.made_at);
        CHECK_STR(manifest->engine, "huibao 0.1.0");
        CHECK_STR(manifest->definition, HEX);
        CHECK_INT(manifest->file_count, 2);
        CHECK_STR(manifest->files[0].name, "汇报.pdf");
        CHECK_INT(manifest->files[0].bytes, 3);
        CHECK_STR(manifest->files[0].sha256, HEX);
        CHECK_STR(manifest->files[1].name, "汇报.xlsx");
    }
    CHECK_INT(diags_kept(rig.diags), 0);
    rig_done(&rig);
}

TEST(the_same_files_give_the_same_manifest)
{
    struct rig rig, other;
    rig_package(&rig, "same1");
    rig_package(&other, "same2");
    const char *one = file_read(rig.arena, within(&rig, DELIVER_MANIFEST), 9999, NULL, rig.diags);
    const char *two = file_read(rig.arena, within(&other, DELIVER_MANIFEST), 9999, NULL, rig.diags);
    CHECK_STR(one, two);
    rig_done(&rig);
    rig_done(&other);
}

TEST(each_difference_is_told)
{
    struct rig rig;
    rig_package(&rig, "differ");
    put(&rig, "汇报.pdf", "abd");
    expect(&rig, &DLV004);
    put(&rig, "汇报.pdf", "abcd");
    expect(&rig, &DLV003);
    unlink(within(&rig, "汇报.pdf"));
    expect(&rig, &DLV001);
    mkdir(within(&rig, "汇报.pdf"), 0700);
    expect(&rig, &DLV009);
    rmdir(within(&rig, "汇报.pdf"));
    put(&rig, "other", "abc"); /* the right bytes, but not in the folder */
    CHECK(rename(within(&rig, "other"), tap_path("elsewhere")) == 0);
    CHECK(symlink(tap_path("elsewhere"), within(&rig, "汇报.pdf")) == 0);
    expect(&rig, &DLV009);
    unlink(within(&rig, "汇报.pdf"));
    put(&rig, "汇报.pdf", "abc");
    CHECK(verify(&rig));
    put(&rig, ".hidden", "");
    expect(&rig, &DLV002);
    rig_done(&rig);
}

TEST(all_differences_in_one_run)
{
    struct rig rig;
    rig_package(&rig, "many");
    put(&rig, "汇报.pdf", "xyz");
    unlink(within(&rig, "汇报.xlsx"));
    mkdir(within(&rig, "附件"), 0700);
    CHECK(!verify(&rig));
    CHECK_INT(diags_count(rig.diags, DIAG_ERROR), 3);
    CHECK_INT(diags_exit_status(rig.diags), 1);
    rig_done(&rig);
}

TEST(what_is_no_package)
{
    struct rig rig;
    rig_init(&rig, "none");
    expect(&rig, &DLV005);
    CHECK(symlink("/etc/passwd", within(&rig, DELIVER_MANIFEST)) == 0);
    expect(&rig, &DLV005);
    rig.folder = tap_path("not-there");
    expect(&rig, &DLV005);
    rig_done(&rig);
}

static void put_manifest(struct rig *rig, const char *format, const char *file)
{
    put(rig, DELIVER_MANIFEST,
        arena_printf(rig->arena,
                     "{\"format\": %s, \"report\": \"r\", \"title\": \"t\", \"made_at\": \"m\","
                     " \"engine\": \"e\", \"definition_sha256\": \"" HEX
                     "\", \"dictionary_sha256\": \"" HEX "\", \"files\": [%s]}",
                     format, file));
}

static const char *file_entry(struct rig *rig, const char *name)
{
    return arena_printf(rig->arena, "{\"name\": \"%s\", \"bytes\": 3, \"sha256\": \"" HEX "\"}",
                        name);
}

TEST(names_do_not_leave_their_folder)
{
    static const char *const names[] = {"../x",           "/etc/passwd",    "a/b", "..", ".", "",
                                        DELIVER_MANIFEST, DELIVER_SIGNATURE};
    struct rig rig;
    rig_init(&rig, "names");
    put_manifest(&rig, "1", "");
    CHECK(verify(&rig));
    for (size_t i = 0; i < BASE_COUNT(names); i++) {
        put_manifest(&rig, "1", file_entry(&rig, names[i]));
        expect(&rig, &DLV006);
    }
    const char *entry = file_entry(&rig, "a");
    put_manifest(&rig, "1", arena_printf(rig.arena, "%s, %s", entry, entry));
    expect(&rig, &DLV006);
    rig_done(&rig);
}

TEST(manifests_are_read_strictly)
{
    static const char *const files[] = {
        "{\"name\": \"a\", \"bytes\": -1, \"sha256\": \"" HEX "\"}",
        "{\"name\": \"a\", \"bytes\": 99999999999999999999, \"sha256\": \"" HEX "\"}",
        "{\"name\": \"a\", \"bytes\": 3, \"sha256\": \"BA7816\"}",
    };
    static const char *const broken[] = {
        "", "[]", "{", "{\"format\": 1}", "\xFF\xFE", "format: 1\nextra: 2", "&a [*a, *a]",
    };
    struct rig rig;
    rig_init(&rig, "strict");
    for (size_t i = 0; i < BASE_COUNT(files); i++) {
        put_manifest(&rig, "1", files[i]);
        expect(&rig, &DLV008);
    }
    put_manifest(&rig, "2", "");
    expect(&rig, &DLV007);
    for (size_t i = 0; i < BASE_COUNT(broken); i++) {
        size_t before = diags_count(rig.diags, DIAG_ERROR);
        put(&rig, DELIVER_MANIFEST, broken[i]);
        CHECK(!verify(&rig));
        CHECK(diags_count(rig.diags, DIAG_ERROR) > before);
    }
    put_manifest(&rig, "1", "3, [4], {\"name\": \"a\"}");
    CHECK(!verify(&rig));
    rig_done(&rig);
}

TEST(the_end_of_the_log_is_read_as_strictly)
{
    static const char *const wrong[] = {
        "\"\"",           "\"3\"",          "3",   "\":" HEX "\"",
        "\"3:" HEX "0\"", "\"-3:" HEX "\"", "[1]", "\"12345678901234567890:" HEX "\""};
    const struct deliver_manifest *manifest = NULL;
    struct rig rig;
    rig_package(&rig, "log-end");
    CHECK(deliver_verify(rig.folder, &rig.world, rig.arena, &manifest, rig.diags));
    CHECK_STR(manifest->log_end, "12:" HEX);
    rig_done(&rig);
    rig_init(&rig, "log-end2");
    put_manifest(&rig, "1", "");
    CHECK(deliver_verify(rig.folder, &rig.world, rig.arena, &manifest, rig.diags));
    CHECK(manifest->log_end == NULL);
    for (size_t i = 0; i < BASE_COUNT(wrong); i++) {
        size_t before = diags_count(rig.diags, DIAG_ERROR);
        put(&rig, DELIVER_MANIFEST,
            arena_printf(rig.arena,
                         "{\"format\": 1, \"report\": \"r\", \"title\": \"t\", \"made_at\": \"m\","
                         " \"engine\": \"e\", \"definition_sha256\": \"" HEX
                         "\", \"dictionary_sha256\": \"" HEX "\", \"log_end\": %s, \"files\": []}",
                         wrong[i]));
        CHECK(!verify(&rig));
        CHECK_INT(diags_count(rig.diags, DIAG_ERROR), before + 1);
    }
    rig_done(&rig);
}

TEST(a_folder_in_the_folder_cannot_be_sealed)
{
    struct rig rig;
    rig_init(&rig, "nested");
    mkdir(within(&rig, "sub"), 0700);
    CHECK(!seal(&rig));
    CHECK(!file_exists(within(&rig, DELIVER_MANIFEST)));
    rig_done(&rig);
}
