/* Opening sets: the whole one, parts of it, damaged ones, licensed faces, and every complaint. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <huibao/base.h>
#include <huibao/fonts.h>

#include "../../src/fonts/fonts_diags.h"
#include "fonts_testing.h"

#include "tap.h"

static bool said(const struct diags *diags, const struct diag_kind *kind, const char *file)
{
    for (size_t i = 0; i < diags_kept(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        if (diag->kind == kind && diag->place.file && strstr(diag->place.file, file))
            return true;
    }
    return false;
}

/* A fonts folder of its own with links to the named files under debian/. */
static const char *make_set(const char *name, const char *const *files)
{
    static char path[4096];
    char from[8192], to[8192];
    char cwd[2048];

    snprintf(path, sizeof path, "%s/%s", tap_dir(), name);
    mkdir(path, 0700);
    snprintf(to, sizeof to, "%s/debian", path);
    mkdir(to, 0700);
    snprintf(to, sizeof to, "%s/local", path);
    mkdir(to, 0700);
    if (!getcwd(cwd, sizeof cwd))
        abort();
    for (; *files; files++) {
        const char *root = fonts_testing_dir();
        snprintf(from, sizeof from, "%s%s%s/debian/%s", root[0] == '/' ? "" : cwd,
                 root[0] == '/' ? "" : "/", root, *files);
        snprintf(to, sizeof to, "%s/debian/%s", path, *files);
        CHECK(symlink(from, to) == 0);
    }
    return path;
}

static const char *in(const char *directory, const char *file)
{
    static char path[8192];

    snprintf(path, sizeof path, "%s/%s", directory, file);
    return path;
}

static struct fonts *open_set(const char *directory, struct diags *diags)
{
    struct world world;

    world_init(&world);
    return fonts_open(directory, &world, diags);
}

static const char *first_face(struct fonts *fonts, const char *role, enum fonts_script script,
                              uint32_t c)
{
    struct fonts_glyph glyph;

    if (!fonts_lookup(fonts, fonts_role(role), script, c, &glyph))
        return "none";
    return fonts_face(fonts, glyph.face).name;
}

TEST(whole_set_opens_without_a_word)
{
    struct diags *diags = diags_new();
    struct fonts *fonts = open_set(fonts_testing_dir(), diags);
    size_t count;

    CHECK(fonts != NULL);
    CHECK_INT(diags_kept(diags), 0);
    CHECK_STR(first_face(fonts, "仿宋", FONTS_HAN, 0x4E2D), "FandolFang-Regular");
    CHECK_STR(first_face(fonts, "楷体", FONTS_HAN, 0x4E2D), "FandolKai-Regular");
    CHECK_STR(first_face(fonts, "宋体", FONTS_HAN, 0x4E2D), "FandolSong-Regular");
    CHECK_STR(first_face(fonts, "黑体", FONTS_HAN, 0x4E2D), "FandolHei-Regular");
    CHECK_STR(first_face(fonts, "仿宋", FONTS_LATIN, '3'), "LiberationSerif");
    CHECK_STR(first_face(fonts, "小标宋", FONTS_LATIN, '3'), "LiberationSerif-Bold");
    fonts_role_names(&count);
    CHECK_INT(count, 5);
    CHECK_INT(fonts_role("微软雅黑"), -1);
    fonts_close(fonts);
    diags_free(diags);
}

TEST(face_numbers_do_not_depend_on_what_was_asked_first)
{
    struct diags *diags = diags_new();
    struct fonts *one = open_set(fonts_testing_dir(), diags);
    struct fonts *two = open_set(fonts_testing_dir(), diags);

    first_face(one, "楷体", FONTS_HAN, 0x4E2D);
    for (size_t i = 0; i < fonts_face_count(one); i++)
        CHECK_STR(fonts_face(one, (int)i).path, fonts_face(two, (int)i).path);
    fonts_close(one);
    fonts_close(two);
    diags_free(diags);
}

TEST(FNT001_no_such_folder)
{
    struct diags *diags = diags_new();

    CHECK(open_set("/no/such/fonts", diags) == NULL);
    CHECK(said(diags, &FNT001, "/no/such/fonts"));
    CHECK_INT(diags_exit_status(diags), 3);
    CHECK(strstr(diags_at(diags, 0)->hint, "make fonts") != NULL);
    diags_free(diags);
}

TEST(FNT007_folder_without_faces)
{
    static const char *const none[] = {NULL};
    struct diags *diags = diags_new();
    const char *set = make_set("empty", none);

    CHECK(open_set(set, diags) == NULL);
    CHECK_INT(diags_kept(diags), 1);
    CHECK(said(diags, &FNT007, "empty"));
    diags_free(diags);
}

TEST(FNT002_roles_without_a_face)
{
    static const char *const latin_only[] = {"LiberationSerif-Regular.ttf", NULL};
    struct diags *diags = diags_new();
    const char *set = make_set("latin", latin_only);

    CHECK(open_set(set, diags) == NULL);
    CHECK_INT(diags_count(diags, DIAG_ERROR), 5);
    CHECK(said(diags, &FNT002, "latin"));
    CHECK(strstr(diags_at(diags, 0)->message, "FandolFang-Regular.otf") != NULL);
    diags_free(diags);
}

TEST(FNT003_damaged_files_are_skipped)
{
    static const char *const serif[] = {"NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc",
                                        NULL};
    struct diags *diags = diags_new();
    const char *set = make_set("damaged", serif);
    struct fonts *fonts;
    char start[4096];
    FILE *whole;

    tap_write(in(set, "debian/FandolKai-Regular.otf"), "", 0);
    tap_write(in(set, "debian/FandolHei-Regular.otf"), "<!DOCTYPE html><html>404</html>", 31);
    whole = fopen(in(fonts_testing_dir(), "debian/FandolFang-Regular.otf"), "rb");
    CHECK(whole && fread(start, 1, sizeof start, whole) == sizeof start);
    if (whole)
        fclose(whole);
    tap_write(in(set, "debian/FandolFang-Regular.otf"), start, sizeof start);
    memcpy(start, "ttcf\0\1\0\0\0\0\0\3\0\0\0\x18", 16);
    tap_write(in(set, "debian/NotoSerifCJK-Bold.ttc"), start, 16);
    fonts = open_set(set, diags);
    CHECK(fonts != NULL);
    CHECK(said(diags, &FNT003, "FandolFang-Regular.otf"));
    CHECK(said(diags, &FNT003, "FandolKai-Regular.otf"));
    CHECK(said(diags, &FNT003, "FandolHei-Regular.otf"));
    CHECK(said(diags, &FNT003, "NotoSerifCJK-Bold.ttc"));
    CHECK_STR(first_face(fonts, "仿宋", FONTS_HAN, 0x4E2D), "NotoSerifCJKsc-Regular");
    fonts_close(fonts);
    diags_free(diags);
}

TEST(a_file_damaged_inside_is_passed_over_as_fallback)
{
    static const char *const serif[] = {"NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc",
                                        NULL};
    struct diags *diags = diags_new();
    const char *set = make_set("inside", serif);
    struct fonts *fonts;
    struct fonts_glyph glyph;
    FILE *whole = fopen(in(fonts_testing_dir(), "debian/FandolFang-Regular.otf"), "rb");
    size_t size = (size_t)8 << 20, length = 0;
    char *bytes = malloc(size);

    if (whole) {
        length = fread(bytes, 1, size, whole);
        fclose(whole);
    }
    CHECK(length > 4096);
    memset(bytes + 1024, 0, length - 1024); /* the directory is right, the tables are nothing */
    tap_write(in(set, "debian/FandolFang-Regular.otf"), bytes, length);
    free(bytes);
    fonts = open_set(set, diags);
    CHECK(fonts != NULL);
    CHECK(fonts_lookup(fonts, fonts_role("仿宋"), FONTS_HAN, 0x4E2D, &glyph));
    CHECK(glyph.fallback);
    CHECK_STR(fonts_face(fonts, glyph.face).name, "NotoSerifCJKsc-Regular");
    for (size_t i = 0; i < fonts_face_count(fonts); i++)
        CHECK(fonts_face(fonts, (int)i).name != NULL);
    fonts_close(fonts);
    diags_free(diags);
}

TEST(FNT004_parts_of_the_set)
{
    static const char *const noto[] = {"NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", NULL};
    struct diags *diags = diags_new();
    const char *set = make_set("noto", noto);
    struct fonts *fonts = open_set(set, diags);
    struct fonts_glyph glyph;

    CHECK(fonts != NULL);
    CHECK_INT(diags_count(diags, DIAG_WARNING), 0);
    CHECK(said(diags, &FNT004, "noto"));
    CHECK(strstr(diags_at(diags, 0)->message, "NotoSerifCJK-Regular.ttc") != NULL);
    CHECK_STR(first_face(fonts, "楷体", FONTS_HAN, 0x4E2D), "NotoSerifCJKsc-Regular");
    CHECK_STR(first_face(fonts, "黑体", FONTS_HAN, 0x4E2D), "NotoSansCJKsc-Regular");
    CHECK(fonts_lookup(fonts, fonts_role("仿宋"), FONTS_LATIN, '3', &glyph));
    CHECK(!glyph.fallback);
    fonts_close(fonts);
    diags_free(diags);
}

TEST(FNT006_the_list_must_be_whole)
{
    static const char *const noto[] = {"NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", NULL};
    struct diags *diags = diags_new();
    const char *set = make_set("list", noto);
    struct fonts *fonts = open_set(set, diags);
    struct fonts_coverage coverage = {.total = 77};

    CHECK(!fonts_cover(fonts, 0, &coverage, diags)); /* no list at all: base says so */
    CHECK_INT(diags_count(diags, DIAG_ERROR), 1);
    tap_write(in(set, "tongyong-guifan-hanzi.txt"), "# 注\n一乙一\xff\n# 二丁\n", 24);
    CHECK(!fonts_cover(fonts, 0, &coverage, diags));
    CHECK(said(diags, &FNT006, "tongyong-guifan-hanzi.txt"));
    CHECK(strstr(diags_at(diags, diags_kept(diags) - 1)->message, "有2个") != NULL);
    CHECK_INT(coverage.total, 77);
    fonts_close(fonts);
    diags_free(diags);
}

TEST(licensed_faces_come_first)
{
    static const char *const fandol[] = {"FandolFang-Regular.otf",   "FandolKai-Regular.otf",
                                         "FandolHei-Regular.otf",    "FandolSong-Regular.otf",
                                         "FandolSong-Bold.otf",      "LiberationSerif-Regular.ttf",
                                         "LiberationSerif-Bold.ttf", "LiberationSans-Regular.ttf",
                                         "NotoSerifCJK-Bold.ttc",    NULL};
    struct diags *diags = diags_new();
    const char *set = make_set("licensed", fandol);
    char link_to[8192];
    struct fonts *fonts;

    /* Recognised by file name; a real licensed face cannot be in a test. */
    CHECK(realpath(in(set, "debian/FandolSong-Bold.otf"), link_to) != NULL);
    CHECK(symlink(link_to, in(set, "local/方正小标宋_GBK.OTF")) == 0);
    /* Recognised by the family name inside: “FandolFang Regular” holds no name we know, Kai does. */
    CHECK(realpath(in(set, "debian/FandolSong-Regular.otf"), link_to) != NULL);
    CHECK(symlink(link_to, in(set, "local/fzfsk.ttf")) == 0);
    CHECK(symlink(link_to, in(set, "local/other.otf")) == 0);
    tap_write(in(set, "local/README.txt"), "x", 1);
    fonts = open_set(set, diags);
    CHECK(fonts != NULL);
    CHECK_STR(first_face(fonts, "小标宋", FONTS_HAN, 0x4E2D), "FandolSong-Bold");
    CHECK_STR(first_face(fonts, "仿宋", FONTS_HAN, 0x4E2D), "FandolSong-Regular");
    CHECK(said(diags, &FNT005, "other.otf"));
    CHECK_INT(diags_kept(diags), 1);
    fonts_close(fonts);
    diags_free(diags);
}
