/* 来源附表: an attachment that says where each printed figure comes from. */
#include "compose_case.h"

static const char dictionary[] = "纠纷情况:\n"
                                 "  sql: SELECT count(*) AS 受理 FROM 纠纷 WHERE 社区 = :社区 AND "
                                 "受理日期 BETWEEN :期初 AND :期末\n"
                                 "  indicators:\n"
                                 "    受理: {unit: 件, means: 受理的纠纷}\n"
                                 "    翻倍: {expr: 2 * 受理, unit: 件}\n"
                                 "    没印: {expr: 3 * 受理, unit: 件}\n";

#define HEAD "---\nid: r\ntitle: 报告\nstyle: gbt9704\n"
#define BODY                                                                                                    \
    "data:\n  分类: {sql: 'SELECT 类别, count(*) AS 件数 FROM 纠纷 WHERE 社区 = :社区 GROUP BY "    \
    "1'}\n---\n# 甲\n\n{{社区}}{{期}}{{受理}}件，{{受理|环比}}，{{翻倍}}。\n\n```table\ndata: " \
    "分类\ncaption: 纠纷分类\ncolumns: [{title: 类, value: 类别}, {title: 件, value: "                \
    "件数}]\n```\n"

TEST(each_printed_figure_has_one_row)
{
    struct composed made =
        compose_text_case(fixture_database("sources1.db"), dictionary,
                          HEAD "sources-annex: true\n" CASE_PARAMS BODY, DEFINE_PREVIEW);
    composed_has(&made, "attachment 附件 | 数据来源");
    composed_has(&made, "table 数据来源");
    composed_has(&made, "受理的纠纷");
    composed_has(&made, "算式：2 * 受理");
    composed_has(&made, "纠纷分类");
    composed_has(&made, "fixture.csv");
    if (made.model) {
        const struct model_block *last = &made.model->blocks[made.model->block_count - 1];
        CHECK_INT(last->kind, MODEL_TABLE);
        CHECK_INT(last->table->row_count, 3); /* 受理 once, 翻倍, 分类; no parameter */
        CHECK_STR(last->table->rows[0].cells[1].text, "受理");
        CHECK_STR(last->table->rows[0].cells[3].text, "纠纷情况");
        CHECK_STR(last->table->rows[1].cells[4].text, last->table->rows[0].cells[4].text);
        CHECK_STR(last->table->rows[2].cells[2].text, "表中各数");
        CHECK_INT(made.model->companion_count, 1);
    }
    composed_has(&made, "companion 来源文件");
    composed_close(&made);
}

TEST(without_the_key_there_is_no_annex)
{
    struct composed made = compose_text_case(fixture_database("sources2.db"), dictionary,
                                             HEAD CASE_PARAMS BODY, DEFINE_PREVIEW);
    CHECK(made.dump.data && !strstr(made.dump.data, "数据来源"));
    composed_close(&made);
}

TEST(a_report_without_figures_has_none_either)
{
    struct composed made = compose_text_case(
        fixture_database("sources3.db"), dictionary,
        HEAD "来源附表: 是\n" CASE_PARAMS "---\n# 甲\n\n{{社区}}{{期}}。\n", DEFINE_PREVIEW);
    CHECK(made.dump.data && !strstr(made.dump.data, "数据来源"));
    composed_close(&made);
}

TEST(the_files_are_told_with_their_batches_and_what_is_kept_of_them)
{
    struct composed made = {.c = case_define(dictionary, HEAD CASE_PARAMS BODY)};
    case_open(&made.c, fixture_database("sources4.db"));
    struct compose_task task = {.stage = DEFINE_PREVIEW, .with_sources = true};
    made.model = compose_audited(made.c.report, made.c.frame, &task, &made.c.world, made.c.diags);
    if (!CHECK(made.model) || !CHECK_INT(made.model->companion_count, 2))
        return;
    model_dump(made.model, &made.dump);
    CHECK(composed_is_whole(&made.dump));
    CHECK(!strstr(made.dump.data, "attachment"));
    const struct model_table *figures = made.model->companions[0].table;
    const struct model_table *files = made.model->companions[1].table;
    CHECK_STR(figures->caption, "数据来源");
    CHECK_INT(figures->row_count, 3);
    CHECK_STR(files->name, "来源文件");
    const struct model_cell *cells = files->rows[0].cells;
    CHECK_INT(files->row_count, 1);
    CHECK_STR(cells[0].text, "纠纷");
    CHECK_STR(cells[2].text, "fixture.csv");
    CHECK(cells[4].value.kind == VALUE_INTEGER && cells[4].value.integer > 0);
    CHECK_INT(cells[5].value.integer, cells[4].value.integer);
    CHECK_STR(cells[6].text, "受理、翻倍、纠纷分类");
    composed_close(&made);
}

/* The text of a cell of the annex. */
static const char *annex_cell(const struct composed *made, size_t row, size_t column)
{
    return made->model->blocks[made->model->block_count - 1].table->rows[row].cells[column].text;
}

TEST(the_last_import_is_the_last_of_the_community)
{
    static const char *const elsewhere[] = {
        "K01|510100001002||2026-10-12|合同|依申请|移送||2||赵敏|2026-10-13", NULL};
    static const char report[] = HEAD
        "sources-annex: true\nparams:\n  街道: {type: %s, required: true}\ndata:\n"
        "  分类: {sql: 'SELECT 类别, count(*) AS 件数 FROM 纠纷 WHERE 社区 IN (SELECT 社区 FROM "
        "下级 WHERE 上级 = :街道) GROUP BY 1'}\n  全部: {sql: SELECT 类别 FROM 纠纷}\n"
        "  申报: {sql: 'SELECT 名称 FROM 数量 WHERE 社区 = :街道'}\n---\n{{街道}}"
        "\n\n```table\ndata: 分类\ncolumns: [类别]\n```\n\n"
        "```table\ndata: 全部\ncolumns: [类别]\n```\n\n"
        "```table\ndata: 申报\ncolumns: [名称]\n```\n";
    static const char *const own[] = {"510100001000|2026|辖区面积|3|平方公里", NULL};
    static const struct {
        const char *type, *argument, *file;
    } cases[] = {{"community", "街道=春晖社区", "fixture.csv"},
                 {"community", "街道=桂苑社区", "桂苑.csv"},
                 {"street", "街道=和平街道", "桂苑.csv"}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        const char *path = fixture_database(arena_printf(arena, "sources5-%zu.db", i));
        struct world world = fixture_world();
        struct diags *diags = diags_new();
        struct store *store = store_open(path, STORE_WRITE, &world, diags);
        fixture_put_file(store, "disputes", "/tmp/桂苑.csv", elsewhere, diags);
        fixture_put_file(store, "quantities", "/tmp/街道.csv", own, diags);
        store_close(store);
        struct composed made = {.c = case_define(NULL, arena_printf(arena, report, cases[i].type))};
        struct frame_argument argument = {"街道", strchr(cases[i].argument, '=') + 1};
        made.c.frame = frame_open(path, made.c.report, &argument, 1, &made.c.world, made.c.diags);
        if (CHECK(made.c.frame))
            made.model = compose_report(made.c.report, made.c.frame, DEFINE_PREVIEW, &made.c.world,
                                        made.c.diags);
        if (CHECK(made.model)) {
            CHECK(strstr(annex_cell(&made, 0, 4), cases[i].file));
            CHECK(strstr(annex_cell(&made, 1, 4), "桂苑.csv")); /* of whatever community */
            CHECK(!strstr(annex_cell(&made, 1, 4), "/"));
            bool street = strcmp(cases[i].type, "street") == 0; /* it has records of its own */
            CHECK(!street || strstr(annex_cell(&made, 2, 4), "街道.csv"));
        }
        composed_close(&made);
        diags_free(diags);
    }
    arena_free(arena);
}
