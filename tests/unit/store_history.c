/* What batches have changed, listing them and taking them back. */
#include "store_support.h"

#include <string.h>

#include "tap.h"

#define CHANGED "100001|539902001001002|李四|春晖苑|3栋|1|301|2020-05-01|"
#define SECOND "100002|539902001001001|王五|||||2021-01-01|"

static int64_t load(struct fixture *f, const char *kind, const char *const *records)
{
    struct store_tally tally = {0};
    CHECK(begin(f, kind));
    for (long line = 2; *records; records++, line++)
        CHECK(put(f, kind, line, *records) <= STORE_SAME);
    CHECK(commit(f, &tally));
    return tally.batch;
}

static bool undo(struct fixture *f, int64_t batch, int64_t removed, int64_t restored)
{
    struct store_tally tally = {0};
    return CHECK(store_batch_undo(f->store, batch, &tally, f->diags)) &&
           CHECK_INT(tally.added, removed) && CHECK_INT(tally.changed, restored);
}

static void list_change(void *context, const struct store_change *change)
{
    buf_printf(context, "%lld %s %s:%s>%s;", (long long)change->line, change->key, change->field,
               change->before, change->after);
}

TEST(a_batch_knows_what_it_changed)
{
    struct fixture f;
    struct buf text = {0};
    fixture_open_with_places(&f);
    int64_t batch = load(&f, "households", (const char *const[]){CHANGED, SECOND, NULL});
    CHECK(store_batch_changes(f.store, batch, list_change, &text, f.diags));
    CHECK_STR(text.data,
              "2 100001 网格编码:539902001001001>539902001001002;2 100001 户主:张三>李四;");
    buf_done(&text);
    fixture_close(&f);
}

TEST(undoing_removes_what_was_added_and_gives_back_what_was_changed)
{
    struct fixture f;
    fixture_open_with_places(&f);
    const char *state =
        "SELECT group_concat(number || head || grid_id || batch || line) FROM households";
    const char *before = ask(&f, state);
    int64_t batch = load(&f, "households", (const char *const[]){CHANGED, SECOND, NULL});
    CHECK_STR(ask(&f, "SELECT count(*) FROM households"), "2");
    undo(&f, batch, 1, 1);
    CHECK_STR(ask(&f, state), before);
    CHECK_STR(ask(&f, "SELECT count(*) FROM history"), "0");
    /* It may come again, as a batch of its own. */
    int64_t again = load(&f, "households", (const char *const[]){CHANGED, SECOND, NULL});
    CHECK(again > batch);
    fixture_close(&f);
}

TEST(STO036_and_STO037_a_batch_that_is_not_there)
{
    struct fixture f;
    struct store_tally tally;
    fixture_open_with_places(&f);
    CHECK(!store_batch_undo(f.store, 4711, &tally, f.diags));
    CHECK_STR(code_at(f.diags, 0), "STO036");
    int64_t batch = load(&f, "households", (const char *const[]){SECOND, NULL});
    undo(&f, batch, 1, 0);
    fixture_forget(&f);
    CHECK(!store_batch_undo(f.store, batch, &tally, f.diags));
    CHECK_STR(code_at(f.diags, 0), "STO037");
    fixture_close(&f);
}

TEST(STO038_a_later_batch_changed_the_same)
{
    struct fixture f;
    struct store_tally tally;
    fixture_open_with_places(&f);
    int64_t first = load(&f, "households", (const char *const[]){SECOND, NULL});
    int64_t later =
        load(&f, "households",
             (const char *const[]){"100002|539902001001001|王六|||||2021-01-01|", NULL});
    CHECK(!store_batch_undo(f.store, first, &tally, f.diags));
    CHECK_STR(code_at(f.diags, 0), "STO038");
    CHECK_STR(ask(&f, "SELECT head FROM households WHERE number = '100002'"), "王六");
    undo(&f, later, 0, 1);
    CHECK_STR(ask(&f, "SELECT head FROM households WHERE number = '100002'"), "王五");
    undo(&f, first, 1, 0);
    fixture_close(&f);
}

TEST(STO039_other_records_refer_to_it)
{
    struct fixture f;
    struct store_tally tally;
    fixture_open_with_places(&f);
    int64_t grids =
        load(&f, "grids",
             (const char *const[]){"539902001001003|539902001001|第三网格||2020-01-01|", NULL});
    int64_t homes =
        load(&f, "households",
             (const char *const[]){"100003|539902001001003|赵六|||||2021-01-01|", NULL});
    CHECK(!store_batch_undo(f.store, grids, &tally, f.diags));
    CHECK_STR(code_at(f.diags, 0), "STO039");
    CHECK_STR(ask(&f, "SELECT count(*) FROM grids WHERE code = '539902001001003'"), "1");
    undo(&f, homes, 1, 0);
    undo(&f, grids, 1, 0);
    fixture_close(&f);
}

TEST(batches_are_listed_the_last_first)
{
    struct fixture f;
    size_t count = 0;
    fixture_open_with_places(&f);
    int64_t batch = load(&f, "households", (const char *const[]){CHANGED, SECOND, NULL});
    const struct store_batch_info *list = store_batches(f.store, f.arena, 2, &count, f.diags);
    if (CHECK(list && count == 2)) {
        CHECK_INT(list[0].id, batch);
        CHECK_INT(list[0].added, 1);
        CHECK_INT(list[0].changed, 1);
        CHECK_STR(list[0].kind, "住户");
        CHECK(list[0].undone_at == NULL && strlen(list[0].imported_at) == 19);
    }
    undo(&f, batch, 1, 1);
    list = store_batches(f.store, f.arena, 1, &count, f.diags);
    CHECK(list && list[0].undone_at != NULL);
    CHECK_STR(ask(&f, "SELECT 新增 || 更正 || (撤销时间 IS NOT NULL) FROM 导入批次 ORDER BY 批次 "
                      "DESC LIMIT 1"),
              "111");
    fixture_close(&f);
}
