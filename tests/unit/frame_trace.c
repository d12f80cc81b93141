/* From a value to its query and its records. */
#include <huibao/frame_trace.h>

#include "frame_case.h"

static const char dictionary[] =
    "纠纷:\n"
    "  sql: |\n"
    "    SELECT count(*) AS 受理,\n"
    "      count(*) FILTER (WHERE 结果 = '调解成功') AS 成功,\n"
    "      coalesce(sum(涉及金额), 0) AS 金额,\n"
    "      count(DISTINCT 调解员) AS 人手,\n"
    "      max(涉及金额) AS 最多,\n"
    "      count(*) - count(*) FILTER (WHERE 结果 = '移送') AS 自办,\n"
    "      (SELECT rank() OVER w FROM 服务 WINDOW w AS (ORDER BY 受理日期)) AS 服务名次\n"
    "    FROM 纠纷 WHERE 社区 = :社区 AND 受理日期 BETWEEN :期初 AND :期末\n"
    "  indicators:\n"
    "    受理: {unit: 件}\n"
    "    成功: {unit: 件}\n"
    "    金额: {unit: 元}\n"
    "    人手: {unit: 人}\n"
    "    最多: {unit: 元}\n"
    "    自办: {unit: 件}\n"
    "    服务名次: {unit: 件}\n"
    "    成功率: {expr: 100.0 * 成功 / 受理, unit: '%', decimals: 1}\n"
    "    成功率变化: {expr: 成功率 - 上期.成功率, unit: '%', decimals: 1}\n"
    "难:\n"
    "  sql: WITH RECURSIVE 全(号) AS (SELECT 纠纷编号 FROM 纠纷 WHERE 社区 = :社区 UNION SELECT 号 "
    "FROM 全)\n"
    "    SELECT count(*) AS 难数 FROM 全\n"
    "  detail: SELECT 调解员 AS 谁, 纠纷编号, 批次, 行号 FROM 纠纷 WHERE 社区 = :社区 AND 调解员 "
    "IS NOT NULL\n"
    "    ORDER BY 纠纷编号\n"
    "  indicators: {难数: {unit: 件}}\n";

static const char report[] =
    "---\nid: r\ntitle: 报告\nstyle: gbt9704\n" CASE_PARAMS "data:\n"
    "  分类: {sql: 'SELECT 类别, count(*) AS 件数 FROM 纠纷 WHERE 社区 = :社区 AND 受理日期 "
    "BETWEEN :期初 AND :期末 GROUP BY 1 ORDER BY 1'}\n"
    "  清单: {sql: 'SELECT 纠纷编号, 调解员 FROM 纠纷 WHERE 社区 = :社区 ORDER BY 纠纷编号 DESC'}\n"
    "---\n# 甲\n\n{{受理}}\n\n```table\ndata: 分类\ncolumns: [{title: 类, value: 类别}]\n```\n\n"
    "```table\ndata: 清单\ncolumns: [{title: 号, value: 纠纷编号}]\n```\n";

static struct frame_case opened(const char *database)
{
    struct frame_case c = case_define(dictionary, report);
    case_open(&c, fixture_database(database));
    return c;
}

static struct frame_trace *trace_of(struct frame_case *c, enum define_shift shift, const char *name)
{
    struct define_name wanted = {.shift = shift, .name = name};
    struct frame_trace *trace = c->frame ? frame_trace_name(c->frame, &wanted, c->diags) : NULL;
    if (!CHECK(trace != NULL))
        case_say(c);
    return trace;
}

static const struct frame_records_request few = {3, false};

static struct frame_records records_of(struct frame_case *c, const char *name)
{
    struct frame_trace *trace = trace_of(c, DEFINE_CURRENT, name);
    return trace ? frame_trace_records(c->frame, trace, &few)
                 : (struct frame_records){.reason = "no trace"};
}

static bool has_text(const struct frame_records *records, size_t row, const char *text)
{
    for (size_t i = 0; i < records->column_count; i++) {
        struct value cell = records->items[row].cells[i];
        if (cell.kind == VALUE_TEXT && strcmp(cell.text, text) == 0)
            return true;
    }
    return false;
}

TEST(a_count_leads_to_its_records_with_file_and_line)
{
    struct frame_case c = opened("trace1.db");
    struct frame_records records = records_of(&c, "成功");
    CHECK(records.reason == NULL);
    CHECK_INT(records.total, 3);
    CHECK_INT(records.count, 3);
    if (records.count == 3) {
        CHECK(has_text(&records, 0, "J01") && has_text(&records, 1, "J02"));
        CHECK(has_text(&records, 0, "调解成功"));
        CHECK_INT(records.items[0].line, 2);
        CHECK_INT(records.items[2].line, 4);
        CHECK(records.items[0].batch > 0);
        CHECK_STR(records.items[0].file, "fixture.csv");
        CHECK(records.items[0].imported_at[0] == '2');
    }
    case_close(&c);
}

TEST(all_records_are_counted_though_few_are_listed)
{
    struct frame_case c = opened("trace2.db");
    struct frame_records records = records_of(&c, "受理");
    CHECK_INT(records.total, 5);
    CHECK_INT(records.count, 3);
    case_close(&c);
}

TEST(sums_distinct_counts_and_extremes)
{
    struct frame_case c = opened("trace3.db");
    struct frame_records sum = records_of(&c, "金额"), people = records_of(&c, "人手");
    struct frame_records most = records_of(&c, "最多"), rest = records_of(&c, "自办");
    CHECK(!sum.reason && !people.reason && !most.reason && !rest.reason);
    CHECK_INT(sum.total, 2);
    CHECK_INT(people.total, 4);
    CHECK(people.what && strstr(people.what, "只算一次"));
    CHECK_INT(most.total, 1);
    CHECK(most.count == 1 && has_text(&most, 0, "J02"));
    CHECK_INT(rest.total, 5);
    CHECK(rest.what && strstr(rest.what, "参与"));
    case_close(&c);
}

TEST(what_cannot_be_listed_says_why)
{
    struct frame_case c = opened("trace4.db");
    struct frame_records records = records_of(&c, "服务名次");
    CHECK(records.reason && strstr(records.reason, "起了名称的窗口"));
    CHECK_INT(records.count, 0);
    case_close(&c);
}

TEST(the_authors_own_list_takes_over_and_hides_names)
{
    struct frame_case c = opened("trace5.db");
    struct frame_records records = records_of(&c, "难数");
    CHECK(!records.reason && records.given);
    CHECK_INT(records.total, 8);
    CHECK_INT(records.column_count, 2);
    if (CHECK(records.count == 3)) {
        CHECK(has_text(&records, 0, "王某")); /* though the column is called 谁 */
        CHECK(has_text(&records, 0, "J01"));
        CHECK_INT(records.items[0].line, 2);
    }
    struct frame_records_request open = {3, true};
    struct frame_trace *trace = trace_of(&c, DEFINE_CURRENT, "难数");
    if (trace) {
        records = frame_trace_records(c.frame, trace, &open);
        CHECK(records.count == 3 && has_text(&records, 0, "王强"));
    }
    case_close(&c);
}

TEST(a_formula_is_a_tree_and_repeats_nothing)
{
    struct frame_case c = opened("trace6.db");
    struct frame_trace *trace = trace_of(&c, DEFINE_CURRENT, "成功率变化");
    if (trace) {
        CHECK_STR(trace->parts->name, "成功率");
        CHECK_STR(trace->parts->parts->name, "成功");
        CHECK_STR(trace->parts->next->name, "上期.成功率");
        CHECK_STR(trace->parts->next->parts->name, "上期.成功");
        CHECK_STR(trace->parts->next->step, "上期");
        CHECK(trace->parts->next->next == NULL);
        const struct frame_trace *leaf = trace->parts->next->parts;
        CHECK_INT(leaf->binding_count, 3);
        CHECK_INT(frame_trace_records(c.frame, leaf, &few).total, 3);
        CHECK(strstr(leaf->sql, "成功") && !strstr(leaf->sql, "金额"));
    }
    case_close(&c);
}

static const struct define_dataset *dataset_named(const struct report *of, const char *name)
{
    const struct define_dataset *d = of->data;
    while (d && strcmp(d->name, name) != 0)
        d = d->next;
    return d;
}

TEST(a_cell_of_a_group_and_a_row_of_a_list)
{
    struct frame_case c = opened("trace7.db");
    const struct define_dataset *groups = dataset_named(c.report, "分类");
    const struct define_dataset *list = dataset_named(c.report, "清单");
    CHECK(frame_table(c.frame, groups, c.diags) && frame_table(c.frame, list, c.diags));
    struct frame_trace *cell = frame_trace_cell(c.frame, groups, "件数", 1, c.diags);
    if (CHECK(cell != NULL)) {
        CHECK_STR(cell->name, "分类.件数");
        struct frame_records records = frame_trace_records(c.frame, cell, &few);
        CHECK_INT(records.total, cell->scalar.value.integer);
    }
    cell = frame_trace_cell(c.frame, list, "调解员", 8, c.diags);
    if (CHECK(cell != NULL)) {
        struct frame_records records = frame_trace_records(c.frame, cell, &few);
        CHECK(records.reason == NULL);
        CHECK_INT(records.total, 1);
        CHECK(records.count == 1 && records.items[0].line == 2); /* J01 is the last of nine */
    }
    CHECK(frame_trace_cell(c.frame, list, "调解员", 9, c.diags) == NULL);
    CHECK(frame_trace_cell(c.frame, list, "没有", 0, c.diags) == NULL);
    case_close(&c);
}

TEST(every_count_of_the_dictionary_is_proved_or_refused)
{
    /* For each derived list: as many records as the value says. */
    struct frame_case c = opened("trace8.db");
    static const char *const names[] = {"受理", "成功"};
    for (size_t i = 0; i < BASE_COUNT(names); i++) {
        struct frame_trace *trace = trace_of(&c, DEFINE_PREVIOUS, names[i]);
        struct frame_records records = frame_trace_records(c.frame, trace, &few);
        CHECK_INT(records.total, trace->scalar.value.integer);
    }
    case_close(&c);
}
