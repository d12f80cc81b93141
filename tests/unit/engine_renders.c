/* The record of renders, and what is said when a closed period's figures change. */
#include "engine_testing.h"

#include <huibao/engine_renders.h>
#include <huibao/model.h>

#include "printed.h"

static const char *const october[] = {"社区=春晖社区", "期=2026-10", NULL};
static const char *const november[] = {"社区=春晖社区", "期=2026-11", NULL};
static const char *const to_september[] = {"期＝2026-09", NULL};
static const char *const none[] = {NULL};

struct made {
    struct arena *arena;
    struct diags *diags;
    struct engine *engine;
};

static struct made start(const char *database)
{
    struct made m = {arena_new(), diags_new(), NULL};
    m.engine = testing_loaded(database, m.diags);
    return m;
}

static void finish(struct made *m)
{
    engine_free(m->engine);
    diags_free(m->diags);
    arena_free(m->arena);
}

static const char *render(struct made *m, const char *const *arguments)
{
    struct engine_request request = {.report = "monthly",
                                     .arguments = arguments,
                                     .formats = ENGINE_XLSX,
                                     .out_dir = tap_path("renders-out")};
    const char *const *paths = NULL;
    if (!CHECK(engine_render(m->engine, &request, m->arena, &paths, m->diags))) {
        testing_show(m->diags);
        return "";
    }
    return paths[0];
}

static void import_one_more(struct made *m)
{
    static const char more[] = "纠纷编号,社区编码,受理日期,类别,来源,结果,当事人数,办结日期\n"
                               "JF009,春晖社区,2026-10-28,邻里,依申请,调解成功,2,2026-10-29\n";
    struct engine_import import = {0};
    testing_text("more.csv", more);
    CHECK(engine_import(m->engine, "纠纷", tap_path("more.csv"), &import, m->diags));
}

TEST(every_render_is_recorded)
{
    struct made m = start("made1.db");
    const char *path = render(&m, october);
    size_t count = 0;
    const struct engine_rendered *made =
        engine_renders(m.engine, NULL, 0, m.arena, &count, m.diags);
    if (CHECK_INT(count, 1)) {
        CHECK_STR(made[0].report, "monthly");
        CHECK_STR(made[0].arguments, "社区=春晖社区 期=2026-10");
        CHECK_STR(made[0].made_at, "2026-11-03 08:30:00");
        CHECK_STR(made[0].style, "gbt9704");
        CHECK(made[0].closed);
        CHECK_INT(strlen(made[0].data), 64);
        CHECK_INT(strlen(made[0].definition), 64);
        CHECK_INT(strlen(made[0].dictionary), 64);
        CHECK_INT(made[0].file_count, 1);
        CHECK_STR(made[0].files[0].name, path);
        CHECK_INT(strlen(made[0].files[0].sha256), 64);
    }
    render(&m, october);
    made = engine_renders(m.engine, "monthly", 0, m.arena, &count, m.diags);
    CHECK_INT(count, 2);
    CHECK_STR(made[0].data, made[1].data);
    CHECK_STR(made[0].files[0].sha256, made[1].files[0].sha256);
    CHECK_INT(diags_count(m.diags, DIAG_WARNING), 0);
    CHECK(!engine_renders(m.engine, "other", 0, m.arena, &count, m.diags));
    CHECK(testing_find(m.diags, "ENG001")); /* a name that was mistyped is not “never made” */
    finish(&m);
}

TEST(figures_of_a_closed_period_that_change_are_told)
{
    struct made m = start("made2.db");
    render(&m, october);
    import_one_more(&m);
    render(&m, october);
    const struct diag *diag = testing_find(m.diags, "ENG023");
    if (CHECK(diag != NULL)) {
        CHECK(strstr(diag->message, "数据修订") && strstr(diag->message, "2 处"));
        CHECK(strstr(diag->detail, "调解受理 2 → 3；调解成功 1 → 2") != NULL);
    }
    diags_free(m.diags);
    m.diags = diags_new();
    render(&m, october); /* told against the last render, which has the new figures */
    CHECK(testing_find(m.diags, "ENG023") == NULL);
    finish(&m);
}

TEST(an_open_period_may_change)
{
    struct made m = start("made3.db");
    render(&m, november);
    static const char more[] = "纠纷编号,社区编码,受理日期,类别,来源,结果,当事人数,办结日期\n"
                               "JF010,春晖社区,2026-11-02,邻里,依申请,正在调解,2,\n";
    struct engine_import import = {0};
    testing_text("november.csv", more);
    CHECK(engine_import(m.engine, "纠纷", tap_path("november.csv"), &import, m.diags));
    render(&m, november);
    CHECK(testing_find(m.diags, "ENG023") == NULL);
    size_t count = 0;
    const struct engine_rendered *made =
        engine_renders(m.engine, NULL, 0, m.arena, &count, m.diags);
    CHECK(count == 2 && !made[0].closed);
    CHECK(count == 2 && strcmp(made[0].data, made[1].data) != 0);
    finish(&m);
}

static bool diff(struct made *m, const char *const *with, int64_t id,
                 struct engine_difference *difference)
{
    struct engine_request request = {.report = "monthly", .arguments = october};
    struct engine_diff asked = {.request = &request, .with = with, .render = id};
    return engine_diff(m->engine, &asked, m->arena, difference, m->diags);
}

TEST(a_render_is_compared_with_now_and_the_imports_since)
{
    struct made m = start("made4.db");
    struct engine_difference difference = {0};
    CHECK(!diff(&m, none, 0, &difference));
    CHECK(testing_find(m.diags, "ENG025") != NULL);
    CHECK(!diff(&m, none, 7, &difference));
    CHECK(testing_find(m.diags, "ENG026") != NULL);
    render(&m, october);
    CHECK(diff(&m, none, 0, &difference));
    CHECK_INT(difference.count, 0);
    CHECK_INT(difference.batch_count, 0);
    import_one_more(&m);
    if (CHECK(diff(&m, none, 1, &difference)) && CHECK_INT(difference.count, 2)) {
        CHECK_STR(difference.figures[0].name, "调解受理");
        CHECK_STR(difference.figures[0].before, "2");
        CHECK_STR(difference.figures[0].after, "3");
        CHECK(!difference.definition_changed);
        CHECK_INT(difference.batch_count, 1);
        CHECK_INT(difference.batches[0].added, 1);
    }
    finish(&m);
}

TEST(two_periods_are_compared)
{
    struct made m = start("made5.db");
    struct engine_difference difference = {0};
    if (CHECK(diff(&m, to_september, 0, &difference))) {
        CHECK_STR(difference.before, "春晖社区2026年10月汇报");
        CHECK_STR(difference.after, "春晖社区2026年9月汇报");
        CHECK_INT(difference.count, 3); /* 期, 调解受理, 调解成功; the community is the same */
        CHECK_INT(difference.same, 1);
        CHECK_STR(difference.figures[0].name, "期");
        CHECK_STR(difference.figures[1].before, "2");
        CHECK_STR(difference.figures[1].after, "0");
    }
    finish(&m);
}

TEST(names_that_stand_on_one_side_only)
{
    struct arena *arena = arena_new();
    static const struct store_printed before[] = {
        {"乙", "1"}, {"甲", "2"}, {"甲", "两"}, {"乙", "1"}};
    static const struct store_printed after[] = {{"丙", "1"}, {"甲", "两"}, {"甲", "2"}};
    struct printed a = printed_from(arena, before, 4), b = printed_from(arena, after, 3);
    size_t count = 0;
    CHECK_INT(a.count, 3);
    printed_compare(arena, &a, &b, false, &count);
    CHECK_INT(count, 0);
    struct printed_change *changes = printed_compare(arena, &a, &b, true, &count);
    if (CHECK_INT(count, 2)) {
        CHECK(changes[0].after == NULL || changes[1].after == NULL);
        CHECK(changes[0].before == NULL || changes[1].before == NULL);
    }
    CHECK_STR(printed_list(arena, &a)[0].name, "乙");
    CHECK(strcmp(printed_hash(arena, &a), printed_hash(arena, &b)) != 0);
    struct printed empty = printed_from(arena, NULL, 0);
    printed_compare(arena, &empty, &empty, true, &count);
    CHECK_INT(count, 0);
    arena_free(arena);
}
