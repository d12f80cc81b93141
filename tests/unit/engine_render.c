/* From a definition and records to files: all of a request or none. */
#include "engine_testing.h"

#include <dirent.h>
#include <unistd.h>

static struct engine_request request_for(const char *report, const char *const *arguments,
                                         const char *out)
{
    return (struct engine_request){.report = report,
                                   .arguments = arguments,
                                   .formats = ENGINE_PDF | ENGINE_XLSX | ENGINE_PNG,
                                   .out_dir = tap_path(out)};
}

static const char *const october[] = {"社区=春晖社区", "期＝2026-10", NULL};

/* Names in a directory, hidden ones too, without . and … */
static size_t files_in(const char *path)
{
    DIR *directory = opendir(path);
    size_t count = 0;
    for (struct dirent *entry = directory ? readdir(directory) : NULL; entry;
         entry = readdir(directory))
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    if (directory)
        closedir(directory);
    return count;
}

TEST(one_call_writes_all_its_files)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("render.db", diags);
    struct engine_request request = request_for("monthly", october, "out/deep");
    const char *const *paths = NULL;
    CHECK(engine_render(engine, &request, arena, &paths, diags));
    testing_show(diags);
    if (CHECK(paths != NULL)) {
        CHECK_STR(paths[0], tap_path("out/deep/春晖社区2026年10月汇报.pdf"));
        CHECK_STR(paths[1], tap_path("out/deep/春晖社区2026年10月汇报.xlsx"));
        CHECK_STR(paths[2], tap_path("out/deep/春晖社区2026年10月汇报-1.png"));
        CHECK(paths[3] == NULL);
        for (size_t i = 0; paths[i]; i++)
            CHECK(access(paths[i], R_OK) == 0);
    }
    CHECK_INT(files_in(tap_path("out/deep")), 3);
    struct engine_times times = engine_last_times(engine);
    CHECK(times.define && times.data && times.compose && times.typeset && times.draw && times.xlsx);
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}

TEST(the_second_render_gives_the_same_bytes)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("twice.db", diags);
    struct engine_request request = request_for("monthly", october, "twice");
    const char *const *paths = NULL;
    request.file_name = "a.pdf";
    CHECK(engine_render(engine, &request, arena, &paths, diags));
    request.file_name = "b";
    CHECK(engine_render(engine, &request, arena, &paths, diags));
    static const char *const ends[] = {".pdf", ".xlsx", "-1.png"};
    for (size_t i = 0; i < BASE_COUNT(ends); i++) {
        size_t first = 0, second = 0;
        char *a = file_read(arena, arena_printf(arena, "%s%s", tap_path("twice/a"), ends[i]),
                            1 << 24, &first, diags);
        char *b = file_read(arena, arena_printf(arena, "%s%s", tap_path("twice/b"), ends[i]),
                            1 << 24, &second, diags);
        CHECK(a && b && first == second && memcmp(a, b, first) == 0);
    }
    testing_show(diags);
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}

TEST(distinct_keeps_names_apart)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("distinct.db", diags);
    struct engine_request request = request_for("monthly", october, "distinct");
    const char *const *paths = NULL;
    request.formats = ENGINE_XLSX;
    request.distinct = "春晖社区"; /* already in the title */
    CHECK(engine_render(engine, &request, arena, &paths, diags));
    CHECK(paths && strstr(paths[0], "/春晖社区2026年10月汇报.xlsx") != NULL);
    request.file_name = "汇报";
    CHECK(engine_render(engine, &request, arena, &paths, diags));
    CHECK(paths && strstr(paths[0], "/春晖社区-汇报.xlsx") != NULL);
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}

/* A directory stands where the XLSX belongs: the PDF, which could be written, is not. */
TEST(all_files_or_none)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("none.db", diags);
    struct engine_request request = request_for("monthly", october, "half");
    const char *const *paths = NULL;
    request.file_name = "x";
    mkdir(tap_path("half"), 0700);
    mkdir(tap_path("half/x.xlsx"), 0700);
    CHECK(!engine_render(engine, &request, arena, &paths, diags));
    CHECK(paths == NULL);
    CHECK_INT(diags_exit_status(diags), 3);
    const struct diag *diag = testing_find(diags, "BAS006");
    CHECK(diag && strstr(diag->message, "half/x.xlsx") != NULL);
    CHECK_INT(files_in(tap_path("half")), 1);
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}

TEST(an_output_directory_that_is_a_file_is_said)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("file.db", diags);
    struct engine_request request = request_for("monthly", october, "communities.csv/out");
    const char *const *paths = NULL;
    CHECK(!engine_render(engine, &request, arena, &paths, diags));
    CHECK(testing_find(diags, "BAS008") != NULL);
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}

/* Renders with these arguments; the diagnostic of that code must come, and nothing be written. */
static void check_arguments(const char *const *arguments, const char *code, int status)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("arguments.db", diags);
    struct engine_request request = request_for("monthly", arguments, "refused");
    const char *const *paths = NULL;
    CHECK(!engine_render(engine, &request, arena, &paths, diags));
    if (!CHECK(testing_find(diags, code) != NULL))
        testing_show(diags);
    CHECK_INT(diags_exit_status(diags), status);
    CHECK_INT(files_in(tap_path("refused")), 0);
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}

TEST(arguments_are_checked)
{
    check_arguments((const char *const[]){"春晖社区", NULL}, "ENG002", 2);
    check_arguments((const char *const[]){"=春晖社区", NULL}, "ENG002", 2);
    check_arguments((const char *const[]){"社区=春晖社区", "社区=桂苑社区", NULL}, "FRM003", 2);
    check_arguments((const char *const[]){"社区=春晖社区", "日=1", NULL}, "FRM001", 2);
    check_arguments((const char *const[]){"社区=春辉社区", NULL}, "FRM005", 1);
    check_arguments((const char *const[]){"社区=春晖社区", "期=2026-13", NULL}, "FRM004", 2);
    check_arguments(NULL, "FRM002", 2);
}

TEST(a_name_of_nothing_is_refused)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("noname.db", diags);
    struct engine_request request = request_for("monthly", october, "noname");
    const char *const *paths = NULL;
    request.file_name = " ";
    CHECK(!engine_render(engine, &request, arena, &paths, diags));
    CHECK(testing_find(diags, "ENG012") != NULL);
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}

TEST(each_gives_the_communities)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("each.db", diags);
    size_t count = 0;
    const char *const *names = engine_each(engine, "monthly", "社区", arena, &count, diags);
    CHECK_INT(count, 2);
    CHECK(names && strcmp(names[0], "春晖社区") == 0 && strcmp(names[1], "桂苑社区") == 0);
    CHECK_INT(diags_kept(diags), 0);
    CHECK(engine_each(engine, "monthly", "设区", arena, &count, diags) == NULL);
    const struct diag *diag = testing_find(diags, "ENG008");
    CHECK(diag && strcmp(diag->hint, "是不是“社区”？有：社区、期") == 0);
    CHECK(engine_each(engine, "monthly", "期", arena, &count, diags) == NULL);
    CHECK(testing_find(diags, "ENG009") != NULL);
    engine_free(engine);
    remove(tap_path("each-empty.db"));
    engine = testing_engine("each-empty.db");
    CHECK_INT(engine_init(engine, diags), ENGINE_INIT_CREATED);
    CHECK(engine_each(engine, "monthly", "社区", arena, &count, diags) == NULL);
    CHECK(testing_find(diags, "ENG010") != NULL);
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}

TEST(every_stage_can_be_dumped)
{
    static const char *const wants[] = {"monthly", "春晖社区", "受理矛盾纠纷", "受"};
    struct diags *diags = diags_new();
    struct engine *engine = testing_loaded("dump.db", diags);
    struct engine_request request = {.report = "monthly", .arguments = october};
    for (size_t i = 0; i < BASE_COUNT(wants); i++) {
        struct buf out = {0};
        CHECK(engine_dump(engine, &request, (enum engine_stage)i, &out, diags));
        if (!CHECK(out.data && strstr(out.data, wants[i])))
            printf("# stage %zu: %s\n", i, out.data ? out.data : "nothing");
        buf_done(&out);
    }
    testing_show(diags);
    engine_free(engine);
    diags_free(diags);
}

TEST(the_doctor_finds_a_good_world_good)
{
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = testing_loaded("doctor.db", diags);
    struct engine_checkup checkup = {.targets = false};
    CHECK(engine_doctor(engine, &checkup, arena, diags));
    bool counted = false, batch = false;
    for (size_t i = 0; i < checkup.count; i++) {
        const struct engine_finding *found = &checkup.findings[i];
        if (!CHECK(found->good))
            printf("# %s: %s\n", found->about, found->finding);
        counted |= strstr(found->finding, "社区 4，") && strstr(found->finding, "纠纷 3");
        batch |= strstr(found->finding, "disputes.csv") != NULL;
    }
    CHECK(counted && batch);
    CHECK_INT(diags_kept(diags), 0);
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}

TEST(the_doctor_says_what_is_wrong_and_what_to_do)
{
    testing_files();
    testing_text("t/monthly.md", "---\nid: monthly\n");
    struct world world = testing_world();
    world.fonts_dir = tap_path("nofonts");
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct engine *engine = engine_new(&world, tap_path("missing.db"));
    struct engine_checkup checkup = {.targets = false};
    size_t bad = 0;
    CHECK(!engine_doctor(engine, &checkup, arena, diags));
    for (size_t i = 0; i < checkup.count; i++)
        bad += !checkup.findings[i].good;
    CHECK(bad >= 3);
    CHECK_INT(diags_kept(diags), 1);
    CHECK(testing_find(diags, "ENG011") != NULL);
    CHECK_INT(access(tap_path("missing.db"), F_OK), -1);
    engine_free(engine);
    arena_free(arena);
    diags_free(diags);
}
