/* Packages: a report's files and their manifest, whole or not at all. */
#include "engine_testing.h"

#include <huibao/engine_log.h>

#include <dirent.h>
#include <unistd.h>

static const char *const october[] = {"社区=春晖社区", "期=2026-10", NULL};

static struct engine_request request_for(const char *out)
{
    return (struct engine_request){
        .report = "monthly", .arguments = october, .out_dir = tap_path(out)};
}

/* The names in a folder, hidden ones too, joined by |. */
static const char *names_in(struct arena *arena, const char *folder)
{
    struct diags *diags = diags_new();
    size_t count = 0;
    const char *const *names = file_entries(arena, folder, &count, diags);
    struct buf joined = {0};
    buf_puts(&joined, "");
    for (size_t i = 0; i < count; i++)
        buf_printf(&joined, "%s%s", i ? "|" : "", names[i]);
    const char *copy = buf_copy(&joined, arena);
    buf_done(&joined);
    diags_free(diags);
    return copy;
}

TEST(a_package_holds_the_files_and_says_what_they_are)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("package.db", diags);
    struct engine_request request = request_for("post/deep/");
    const char *folder = NULL;
    CHECK(engine_package(engine, &request, arena, &folder, diags));
    testing_show(diags);
    if (CHECK(folder != NULL)) {
        CHECK_STR(folder, tap_path("post/deep/春晖社区2026年10月汇报"));
        CHECK_STR(names_in(arena, folder),
                  "manifest.json|春晖社区2026年10月汇报.pdf|春晖社区2026年10月汇报.xlsx");
        const struct engine_parcel *parcel = NULL;
        CHECK(engine_verify(engine, &(struct engine_claim){folder, NULL}, arena, &parcel, diags));
        CHECK_STR(parcel->report, "monthly");
        CHECK_STR(parcel->title, "春晖社区2026年10月汇报");
        CHECK_STR(parcel->community, "春晖社区");
        CHECK_STR(parcel->period, "2026-10");
        CHECK_STR(parcel->made_at, "2026-11-03T08:30:00+08:00");
        CHECK_INT(parcel->files, 2);
        const char *end = NULL; /* the end then still stands */
        CHECK(engine_log_verify(engine, parcel->log_end, arena, &end, diags));
        CHECK(end && strcmp(end, parcel->log_end) != 0);
        const char *text =
            file_read(arena, arena_printf(arena, "%s/manifest.json", folder), 9999, NULL, diags);
        CHECK(text && strstr(text, "\"community_code\": \"539902001001\""));
    }
    CHECK_STR(names_in(arena, tap_path("post/deep")), "春晖社区2026年10月汇报");
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}

TEST(a_package_holds_the_formats_asked_for)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("package-formats.db", diags);
    struct engine_request request = request_for("formats");
    const char *folder = NULL;
    request.formats = ENGINE_XLSX;
    if (CHECK(engine_package(engine, &request, arena, &folder, diags))) {
        const struct engine_parcel *parcel = NULL;
        CHECK_STR(names_in(arena, folder), "manifest.json|春晖社区2026年10月汇报.xlsx");
        CHECK(engine_verify(engine, &(struct engine_claim){folder, NULL}, arena, &parcel, diags));
        CHECK_INT(parcel->files, 1);
    }
    testing_show(diags);
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}

/* All but the end of the log, which the first of two makes longer. */
static const char *but_log(struct arena *arena, const char *text)
{
    const char *member = text ? strstr(text, "  \"log_end\"") : NULL;
    const char *after = member ? strchr(member, '\n') : NULL;
    return after ? arena_printf(arena, "%.*s%s", (int)(member - text), text, after + 1) : "";
}

TEST(the_same_report_makes_the_same_package)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("again.db", diags);
    static const char *const outs[] = {"again1", "again2"};
    const char *texts[2] = {"1", "2"};
    for (size_t i = 0; i < 2; i++) {
        struct engine_request request = request_for(outs[i]);
        const char *folder = "";
        CHECK(engine_package(engine, &request, arena, &folder, diags));
        texts[i] =
            file_read(arena, arena_printf(arena, "%s/manifest.json", folder), 9999, NULL, diags);
    }
    CHECK(strcmp(texts[0], texts[1]) != 0);
    CHECK(but_log(arena, texts[0])[0]);
    CHECK_STR(but_log(arena, texts[0]), but_log(arena, texts[1]));
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}

/* The manifest's two hashes change with the definition and with the dictionary. */
TEST(the_manifest_tells_what_the_report_was_made_by)
{
    struct arena *arena = arena_new();
    const char *texts[4] = {"", "", "", ""};
    for (size_t i = 0; i < 4; i++) {
        struct diags *diags = diags_new();
        struct engine *engine = testing_loaded("made-by.db", diags);
        if (i == 1)
            testing_report("t/monthly.md", "monthly", "{{社区}}{{期|年月}}汇报", TESTING_BODY "\n");
        if (i == 2)
            testing_text("t/indicators/空.yaml", "# 还没有\n");
        if (i == 3) {
            unlink(tap_path("t/indicators/空.yaml"));
            mkdir(tap_path("t/sections"), 0700);
            testing_text("t/sections/空.md", "还没有\n");
        }
        struct engine_request request = request_for("made-by");
        request.file_name = arena_printf(arena, "%zu", i);
        const char *folder = "";
        CHECK(engine_package(engine, &request, arena, &folder, diags));
        testing_show(diags);
        texts[i] =
            file_read(arena, arena_printf(arena, "%s/manifest.json", folder), 9999, NULL, diags);
        engine_free(engine);
        diags_free(diags);
    }
    unlink(tap_path("t/sections/空.md"));
    const char *definition[4], *dictionary[4];
    for (size_t i = 0; i < 4; i++) {
        definition[i] = texts[i] ? strstr(texts[i], "definition_sha256") : NULL;
        dictionary[i] = texts[i] ? strstr(texts[i], "dictionary_sha256") : NULL;
        if (!CHECK(definition[i] && dictionary[i]))
            return;
    }
    CHECK(strncmp(definition[0], definition[1], 80) != 0);
    CHECK(strncmp(definition[0], definition[2], 80) == 0);
    CHECK(strncmp(dictionary[0], dictionary[1], 80) == 0);
    CHECK(strncmp(dictionary[0], dictionary[2], 80) != 0);
    CHECK(strncmp(dictionary[0], dictionary[3], 80) != 0);
    arena_free(arena);
}

TEST(nothing_is_overwritten_and_nothing_is_left)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("taken.db", diags);
    struct engine_request request = request_for("kept");
    const char *folder = NULL;
    request.file_name = "十月";
    mkdir(tap_path("kept"), 0700);
    testing_text("kept/十月", "别动");
    CHECK(!engine_package(engine, &request, arena, &folder, diags));
    CHECK(folder == NULL);
    CHECK(testing_find(diags, "BAS011") != NULL);
    CHECK_STR(names_in(arena, tap_path("kept")), "十月");
    CHECK_STR(file_read(arena, tap_path("kept/十月"), 99, NULL, diags), "别动");
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}

TEST(a_report_with_mistakes_makes_no_package)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("mistake.db", diags);
    struct engine_request request = request_for("mistake");
    const char *folder = NULL;
    static const char *const unknown[] = {"社区=没有社区", "期=2026-10", NULL};
    request.arguments = unknown;
    CHECK(!engine_package(engine, &request, arena, &folder, diags));
    CHECK(diags_count(diags, DIAG_ERROR) > 0);
    CHECK_STR(names_in(arena, tap_path("mistake")), "");
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}

/* A check that only 上报 is strict about: the report may be printed, but makes no package. */
TEST(the_checks_are_those_of_upload)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("checks.db", diags);
    struct buf checked = {0};
    buf_printf(&checked,
               "%schecks:\n  - {id: A1, rule: 调解成功 = 调解受理, preview: 不查,"
               " publish: 提示, upload: 阻断, says: 都要成功}\n",
               testing_dictionary);
    testing_text("t/indicators/纠纷.yaml", checked.data);
    buf_done(&checked);
    struct engine_request request = request_for("checks");
    const char *folder = NULL;
    const char *const *paths = NULL;
    request.formats = ENGINE_XLSX;
    bool rendered = engine_render(engine, &request, arena, &paths, diags);
    CHECK(rendered);
    if (!rendered)
        testing_show(diags);
    CHECK(!engine_package(engine, &request, arena, &folder, diags));
    CHECK_INT(diags_exit_status(diags), 1);
    testing_text("t/indicators/纠纷.yaml", testing_dictionary);
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}

TEST(names_are_filled_in)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("named.db", diags);
    static const char *const names[][2] = {
        {"{社区编码}-{报表}-{期}", "539902001001-monthly-2026-10"},
        {"{title}/{community}", "春晖社区2026年10月汇报／春晖社区"},
        {"{code}{report}{period}", "539902001001monthly2026-10"},
        {"a{b", "a{b"},
        {"..{期}", "_.2026-10"},
    };
    struct engine_request request = request_for("named");
    request.formats = ENGINE_XLSX;
    for (size_t i = 0; i < BASE_COUNT(names); i++) {
        const char *const *paths = NULL;
        request.file_name = names[i][0];
        CHECK(engine_render(engine, &request, arena, &paths, diags));
        const char *want = arena_printf(arena, "%s/%s.xlsx", tap_path("named"), names[i][1]);
        CHECK_STR(paths ? paths[0] : "", want);
    }
    testing_show(diags);
    static const char *const wrong[] = {"{社区编号}", "{}", "{期}{ 期}"};
    for (size_t i = 0; i < BASE_COUNT(wrong); i++) {
        struct diags *said = diags_new();
        const char *const *paths = NULL;
        request.file_name = wrong[i];
        CHECK(!engine_render(engine, &request, arena, &paths, said));
        CHECK(testing_find(said, "ENG022") != NULL);
        CHECK_INT(diags_exit_status(said), 2);
        diags_free(said);
    }
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}
