/* Explaining a printed number: from words to records. */
#include "engine_testing.h"

#include <huibao/engine_trace.h>

static const char *const october[] = {"社区=春晖社区", "期=2026-10", NULL};

struct explained {
    struct arena *arena;
    struct diags *diags;
    struct engine *engine;
    struct engine_answer answer;
    bool done;
};

static struct explained explain(const char *database, const char *name, const char *row)
{
    struct explained e = {.arena = arena_new(), .diags = diags_new()};
    e.engine = testing_loaded(database, e.diags);
    struct engine_request request = {.report = "monthly", .arguments = october};
    struct engine_question question = {.request = &request, .name = name, .row = row, .most = 5};
    e.done = engine_explain(e.engine, &question, e.arena, &e.answer, e.diags);
    return e;
}

static void done(struct explained *e)
{
    engine_free(e->engine);
    arena_free(e->arena);
    diags_free(e->diags);
}

TEST(an_indicator_leads_to_its_records_and_its_place_on_paper)
{
    struct explained e = explain("explain1.db", "调解成功", NULL);
    testing_show(e.diags);
    if (CHECK(e.done)) {
        const struct engine_source *source = e.answer.source;
        CHECK_STR(source->kind, "指标");
        CHECK_STR(source->unit, "件");
        CHECK_STR(source->before, "1");
        CHECK_STR(source->period, "2026年10月");
        CHECK_INT(source->line, 8);
        CHECK_INT(source->binding_count, 3);
        CHECK_INT(source->record_total, 1);
        CHECK_STR(source->records[0].cells[0], "JF001");
        CHECK_INT(source->records[0].line, 2);
        CHECK(strstr(source->records[0].file, "disputes.csv") != NULL);
        CHECK(e.answer.composed);
        CHECK_INT(e.answer.use_count, 1);
        CHECK_INT(e.answer.uses[0].line, 11);
        CHECK(strstr(e.answer.uses[0].text, "调解成功【1】") != NULL);
    }
    done(&e);
}

TEST(a_parameter_and_the_title_it_stands_in)
{
    struct explained e = explain("explain2.db", "期", NULL);
    if (CHECK(e.done)) {
        CHECK_STR(e.answer.source->kind, "参数");
        CHECK_STR(e.answer.source->after, "2026年10月");
        CHECK_INT(e.answer.use_count, 2);
        CHECK_INT(e.answer.uses[0].line, 3);
        CHECK(strstr(e.answer.uses[0].text, "【2026年10月】汇报") != NULL);
    }
    done(&e);
}

TEST(a_column_of_a_dataset_with_the_dot_of_a_chinese_keyboard)
{
    struct explained e = explain("explain3.db", "纠纷．调解受理", NULL);
    if (CHECK(e.done)) {
        CHECK_STR(e.answer.source->name, "纠纷.调解受理");
        CHECK_STR(e.answer.source->before, "2");
        CHECK_INT(e.answer.source->record_total, 2);
    }
    done(&e);
}

TEST(last_period_is_explained_with_its_own_bounds)
{
    struct explained e = explain("explain4.db", "上期.调解受理", NULL);
    if (CHECK(e.done)) {
        CHECK_STR(e.answer.source->period, "2026年9月");
        CHECK_STR(e.answer.source->before, "0");
        CHECK_INT(e.answer.source->record_total, 0);
        CHECK_INT(e.answer.use_count, 0);
    }
    done(&e);
}

static void wrong(const char *database, const char *name, const char *row, const char *code,
                  const char *hint)
{
    struct explained e = explain(database, name, row);
    CHECK(!e.done);
    const struct diag *diag = testing_find(e.diags, code);
    if (!CHECK(diag != NULL))
        testing_show(e.diags);
    else if (hint && !CHECK(diag->hint && strstr(diag->hint, hint)))
        testing_show(e.diags);
    done(&e);
}

TEST(wrong_names_get_the_nearest)
{
    wrong("explain5.db", "调解成工", NULL, "ENG017", "调解成功");
    wrong("explain6.db", "纠粉.调解受理", NULL, "ENG017", "纠纷.列名");
    wrong("explain7.db", "纠纷.调解收理", NULL, "ENG018", "调解受理");
    wrong("explain8.db", "上期.没有这个", NULL, "ENG017", NULL);
    wrong("explain9.db", "纠纷.调解受理", "9", "ENG019", "--row");
}
