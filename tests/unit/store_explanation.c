/* Explanations of failing checks: one stands per check, none is forgotten. */
#include "store_support.h"

#include "tap.h"

#define ABOUT .report = "monthly", .community = "春晖社区", .period = "2026-10"

static size_t count_of(struct fixture *f, const struct store_explanation *about,
                       const struct store_explanation **ret_list)
{
    size_t count = 0;
    *ret_list = store_explanations(f->store, f->arena, about, &count, f->diags);
    return *ret_list ? count : SIZE_MAX;
}

TEST(the_latest_explanation_stands)
{
    struct fixture f;
    fixture_open(&f);
    struct store_explanation first = {ABOUT, .check = "D01", .figures = "1 ≠ 2", .because = "笔误",
                                      .by = "张三"};
    struct store_explanation second = first;
    second.because = "口径'不同'";
    second.by = "李四";
    CHECK(store_explain(f.store, &first, f.diags));
    CHECK(store_explain(f.store, &second, f.diags));
    const struct store_explanation *list = NULL;
    if (CHECK_INT(count_of(&f, &first, &list), 2)) {
        CHECK_STR(list[0].because, "笔误");
        CHECK_STR(list[0].withdrawn_by, "李四");
        CHECK(list[0].withdrawn_at != NULL);
        CHECK_STR(list[1].because, "口径'不同'");
        CHECK_STR(list[1].figures, "1 ≠ 2");
        CHECK(list[1].at && !list[1].withdrawn_at && !list[1].withdrawn_by);
    }
    fixture_close(&f);
}

TEST(explanations_are_told_apart)
{
    struct fixture f;
    fixture_open(&f);
    static const struct store_explanation all[] = {
        {ABOUT, .check = "D01", .because = "甲", .by = "张三"},
        {ABOUT, .check = "D02", .because = "乙", .by = "张三"},
        {.report = "monthly",
         .community = "春晖社区",
         .period = "2026-11",
         .check = "D01",
         .because = "丙",
         .by = "张三"},
        {.report = "monthly",
         .community = "桂苑社区",
         .period = "2026-10",
         .check = "D01",
         .because = "丁",
         .by = "张三"},
        {.report = "party", .check = "D01", .because = "戊", .by = "张三"}, /* of no community */
    };
    for (size_t i = 0; i < BASE_COUNT(all); i++)
        CHECK(store_explain(f.store, &all[i], f.diags));
    const struct store_explanation *list = NULL;
    const struct store_explanation october = {ABOUT}, party = {.report = "party"};
    CHECK_INT(count_of(&f, &october, &list), 2);
    CHECK_INT(count_of(&f, &all[1], &list), 1);
    CHECK_STR(list[0].because, "乙");
    CHECK_INT(count_of(&f, &party, &list), 1);
    CHECK_STR(list[0].community, "");
    bool stood = false;
    CHECK(store_explanation_withdraw(f.store, &all[0], &stood, f.diags) && stood);
    CHECK(store_explanation_withdraw(f.store, &all[0], &stood, f.diags) && !stood);
    CHECK_INT(count_of(&f, &all[0], &list), 1);
    CHECK_STR(list[0].withdrawn_by, "张三");
    CHECK_INT(count_of(&f, &all[1], &list), 1);
    CHECK(!list[0].withdrawn_at);
    fixture_close(&f);
}

TEST(an_empty_reason_is_refused_and_nothing_changes)
{
    struct fixture f;
    fixture_open(&f);
    struct store_explanation good = {ABOUT, .check = "D01", .because = "甲", .by = "张三"};
    struct store_explanation empty = good;
    empty.because = " ";
    CHECK(store_explain(f.store, &good, f.diags));
    CHECK(!store_explain(f.store, &empty, f.diags));
    CHECK(diags_count(f.diags, DIAG_ERROR) == 1);
    const struct store_explanation *list = NULL;
    CHECK_INT(count_of(&f, &good, &list), 1);
    CHECK(!list[0].withdrawn_at); /* the transaction was taken back as a whole */
    fixture_close(&f);
}

TEST(a_damaged_database_is_told)
{
    struct fixture f;
    fixture_open(&f);
    struct store_explanation good = {ABOUT, .check = "D01", .because = "甲", .by = "张三"};
    meddle(f.path, "DROP TABLE explanations");
    bool stood = true;
    size_t count = 7;
    CHECK(!store_explain(f.store, &good, f.diags));
    CHECK(!store_explanation_withdraw(f.store, &good, &stood, f.diags));
    CHECK(!store_explanations(f.store, f.arena, &good, &count, f.diags));
    CHECK(stood && count == 7); /* written on success only */
    CHECK_INT(diags_count(f.diags, DIAG_ERROR), 3);
    fixture_close(&f);
}
