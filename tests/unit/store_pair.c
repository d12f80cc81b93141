/* Two sources side by side: what is in one, in both, different, twice, over. */
#include <huibao/store_pair.h>

#include "store_support.h"
#include "tap.h"

struct seen {
    struct arena *arena;
    const struct store_kind *kind;
    struct buf text;
};

static void note(void *context, const struct store_finding *finding)
{
    static const char *const words[] = {"differs", "first", "second", "twice-first",
                                        "twice-second"};
    struct seen *seen = context;
    const char *const *record = finding->fields[0] ? finding->fields[0] : finding->fields[1];
    buf_printf(&seen->text, "%s %s", words[finding->kind], record[0]);
    for (size_t i = 0; i < seen->kind->field_count && finding->kind == STORE_DIFFERS; i++)
        if (finding->differs[i])
            buf_printf(&seen->text, " %s=%s/%s", seen->kind->fields[i].name, finding->fields[0][i],
                       finding->fields[1][i]);
    buf_printf(&seen->text, " @%s|%s\n", finding->places[0] ? finding->places[0] : "",
               finding->places[1] ? finding->places[1] : "");
}

static size_t field(const struct store_kind *kind, const char *name)
{
    size_t i = 0;
    while (strcmp(kind->fields[i].name, name) != 0)
        i++;
    return i;
}

static struct store_pair *open_pair(struct fixture *f, const struct store_kind *kind,
                                    const char *by, struct store *records)
{
    bool chosen[32] = {false};
    chosen[field(kind, by)] = true;
    return store_pair_new(kind, chosen, records, &f->world, f->diags);
}

/* 联络员, 报到党员数 and the two dates of a unit; the rest is the same. */
static bool put_unit(struct fixture *f, struct store_pair *pair, int side, long line,
                     const char *code, const char *name, int64_t members)
{
    const struct store_kind *kind = store_kind_find("units");
    struct value values[32];
    for (size_t i = 0; i < kind->field_count; i++)
        values[i] = value_null();
    values[field(kind, "统一社会信用代码")] = code ? value_text(code) : value_null();
    values[field(kind, "社区编码")] = value_text(side ? "539902001001" : "春晖社区");
    values[field(kind, "单位名称")] = value_text(name);
    values[field(kind, "报到党员数")] = value_integer(members);
    if (members < 0)
        values[field(kind, "解约日期")] = value_date(17000); /* 2016-07-18 */
    return store_pair_put(pair, side, values, line, f->diags);
}

static void all_columns(struct store_pair *pair, const struct store_kind *kind)
{
    long columns[32];
    for (size_t i = 0; i < kind->field_count; i++)
        columns[i] = (long)i + 1;
    store_pair_columns(pair, 0, columns);
    columns[field(kind, "联络员")] = 0;
    store_pair_columns(pair, 1, columns);
}

TEST(units_of_two_sources)
{
    struct fixture f;
    fixture_open_with_places(&f);
    const struct store_kind *kind = store_kind_find("units");
    struct seen seen = {f.arena, kind, {0}};
    struct store_pair *pair = open_pair(&f, kind, "统一社会信用代码", f.store);
    if (CHECK(pair != NULL)) {
        all_columns(pair, kind);
        CHECK(put_unit(&f, pair, 0, 2, "A", "春晖（物业）公司", 3));
        CHECK(put_unit(&f, pair, 0, 3, "B", "只在甲", 1));
        CHECK(put_unit(&f, pair, 0, 4, "C", "一致", 1));
        CHECK(put_unit(&f, pair, 0, 5, "C", "又一个", 1));
        CHECK(put_unit(&f, pair, 0, 6, "D", "早已解约", -1));
        CHECK(put_unit(&f, pair, 0, 7, NULL, "没有代码", 1));
        CHECK(put_unit(&f, pair, 1, 2, "E", "只在乙", 1));
        CHECK(put_unit(&f, pair, 1, 3, "C", "一致", 1));
        CHECK(put_unit(&f, pair, 1, 4, "A", "春晖(物业) 公司", 4));
        struct store_pair_tally tally;
        CHECK(store_pair_compare(pair, note, &seen, &tally, f.diags));
        CHECK_STR(seen.text.data, "differs A 报到党员数=3/4 @第 2 行|第 4 行\n"
                                  "first B @第 3 行|\nfirst  @第 7 行|\n"
                                  "second E @|第 2 行\n"
                                  "twice-first C @第 5 行|第 4 行\n");
        CHECK_INT(tally.records[0], 5);
        CHECK_INT(tally.records[1], 3);
        CHECK_INT(tally.twice[0], 1);
        CHECK_INT(tally.only[0], 2);
        CHECK_INT(tally.only[1], 1);
        CHECK_INT(tally.ended[0], 1);
        CHECK_INT(tally.same, 1);
        CHECK_INT(tally.different, 1);
        CHECK_INT(tally.differing[field(kind, "报到党员数")], 1);
        CHECK(!tally.compared[field(kind, "联络员")]);
        CHECK(!tally.compared[field(kind, "统一社会信用代码")]);
        CHECK(tally.compared[field(kind, "单位名称")]);
    }
    store_pair_free(pair);
    buf_done(&seen.text);
    fixture_close(&f);
}

TEST(a_file_and_the_records)
{
    struct fixture f;
    fixture_open_with_places(&f);
    const struct store_kind *kind = store_kind_find("disputes");
    CHECK_INT(put_alone(&f, "disputes",
                        "JF1|春晖社区|539902001001001|2026-10-08|邻里|依申请|调解成功||2|150050||"
                        "2026-10-09"),
              STORE_ADDED);
    CHECK_INT(put_alone(&f, "disputes",
                        "JF2|春晖社区|539902001001001|2026-10-08|邻里|依申请|调解成功||2|||"
                        "2026-10-09"),
              STORE_ADDED);
    struct seen seen = {f.arena, kind, {0}};
    struct store_pair *pair = open_pair(&f, kind, "纠纷编号", f.store);
    struct value values[32];
    long columns[32] = {0};
    for (size_t i = 0; i < kind->field_count; i++)
        values[i] = value_null();
    values[field(kind, "纠纷编号")] = value_text("JF1");
    values[field(kind, "社区编码")] = value_text("春晖社区");
    values[field(kind, "涉及金额")] = value_integer(150050);
    columns[field(kind, "纠纷编号")] = 1;
    columns[field(kind, "社区编码")] = 2;
    columns[field(kind, "涉及金额")] = 3;
    values[field(kind, "网格编码")] = value_text("第一网格"); /* as the file has it */
    columns[field(kind, "网格编码")] = 4;
    struct store_pair_tally tally;
    if (CHECK(pair != NULL) && CHECK(store_pair_records(pair, NULL, f.diags))) {
        store_pair_columns(pair, 0, columns);
        CHECK(store_pair_put(pair, 0, values, 2, f.diags));
        values[field(kind, "纠纷编号")] = value_text("JF2"); /* stored without an amount */
        CHECK(store_pair_put(pair, 0, values, 3, f.diags));
        CHECK(store_pair_compare(pair, note, &seen, &tally, f.diags));
        CHECK_INT(tally.same, 1);
        CHECK(strstr(seen.text.data, "differs JF2 涉及金额=1500.50/ @第 3 行|第 ") != NULL);
        CHECK(strstr(seen.text.data, " 批第 ") != NULL);
    }
    store_pair_free(pair);
    buf_done(&seen.text);
    fixture_close(&f);
}
