/* A 明细表: the same as a table of the same data, but on disk. */
#include "compose_case.h"

#include <huibao/model_detail.h>

static struct composed compose_rows(const char *values, const char *table)
{
    struct arena *arena = arena_new();
    char *report = arena_printf(arena,
                                "---\nid: t\ntitle: 标题\ndata:\n  表: {sql: \"SELECT column1 AS "
                                "名, column2 AS 数, column3 "
                                "AS 日 FROM (VALUES %s)\"}\n---\n```table\ndata: 表\n%s```\n",
                                values, table);
    struct composed made = compose_text_case(NULL, NULL, report, DEFINE_PREVIEW);
    arena_free(arena);
    return made;
}

/* From the table on, without the line that says where the rows are. */
static const char *table_text(struct composed *made)
{
    const char *text = made->dump.data ? strstr(made->dump.data, "\ntable ") : NULL;
    const char *detail = text ? strstr(text, "  detail\n") : NULL;
    if (!text || !detail)
        return text ? text : "";
    return arena_printf(made->c.arena, "%.*s%s", (int)(detail - text), text,
                        detail + strlen("  detail\n"));
}

static void same_table(const char *values, const char *table)
{
    struct composed plain = compose_rows(values, table);
    char *with = arena_printf(plain.c.arena, "%sdetail: true\n", table);
    struct composed detail = compose_rows(values, with);
    CHECK(detail.dump.data && strstr(detail.dump.data, "  detail\n"));
    CHECK_STR(table_text(&detail), table_text(&plain));
    composed_close(&detail);
    composed_close(&plain);
}

#define THREE "('甲', 3, '2026-10-01'), ('乙', 0.125, NULL), (NULL, 12345.678, '2026-10-02')"
#define NAME "columns:\n  - {title: 名, value: 名}\n"

TEST(a_detail_is_the_table_of_the_same_rows)
{
    same_table(THREE, NAME);
    same_table(THREE,
               "ids: true\n" NAME "  - {title: 数, value: 数}\n  - {title: 日, value: 日}\n");
    same_table(THREE, NAME "  - {title: 数, value: 数, total: sum}\n");
    same_table(THREE, NAME "  - {title: 数, value: 数, format: 万元 1, total: sum}\n");
    same_table(THREE, NAME "  - {title: 数, value: 数, format: 千分位, align: center}\n");
    same_table(THREE, "total-label: 总计\nids: true\ncolumns:\n  - {title: 序号, value: 序号}\n"
                      "  - {title: 名, value: 名}\n  - title: 头\n    columns:\n"
                      "      - {title: 数, value: 数, total: sum}\n"
                      "      - {title: 日, value: 日, format: 年月, width: 9, id: 丁}\n");
    same_table("('甲', 1, NULL), ('乙', 2, NULL)", NAME "  - {title: 数, value: 数, total: sum}\n");
    same_table("('a\\n\\tb', NULL, NULL)", NAME "  - {title: 数, value: 数, total: sum}\n");
    same_table("(1, '字', NULL), ('二', 2.5, NULL)", NAME "  - {title: 数, value: 数}\n");
}

TEST(print_says_where_the_rows_are)
{
    struct composed made = compose_rows(THREE, "caption: 名单\ndetail: true\n" NAME);
    composed_has(&made, "paragraph 表1“名单”共3行，见随附的电子表格。\n");
    composed_close(&made);
    made = compose_rows(THREE, "明细：是\n" NAME);
    composed_has(&made, "paragraph “表”共3行，见随附的电子表格。\n");
    composed_close(&made);
}

TEST(a_detail_without_rows_is_its_sentence)
{
    struct arena *arena = arena_new();
    struct composed made = compose_text_case(
        NULL, NULL,
        "---\nid: t\ntitle: 标题\ndata:\n  表: {sql: SELECT 1 AS 名 WHERE 0}\n---\n```table\ndata: "
        "表\ndetail: true\nempty: 没有。\n" NAME "```\n",
        DEFINE_PREVIEW);
    composed_has(&made, "paragraph 没有。\n");
    CHECK(!strstr(made.dump.data, "table"));
    composed_close(&made);
    arena_free(arena);
}

static void refused(const char *values, const char *table, const char *code)
{
    struct composed made = compose_rows(values, table);
    case_said(&made.c, code);
    composed_close(&made);
}

TEST(mistakes_of_a_detail_are_those_of_a_table)
{
    refused(THREE, "detail: true\n" NAME "  - {title: 名字, value: 名, format: 万元}\n", "CMP002");
    refused("('甲', 1, NULL), ('乙', '二', NULL)",
            "detail: true\n" NAME "  - {title: 数, value: 数, total: sum}\n", "CMP004");
    refused("('甲', 9000000000000000000, NULL), ('乙', 9000000000000000000, NULL)",
            "detail: true\n" NAME "  - {title: 数, value: 数, total: sum}\n", "CMP005");
    refused(THREE, "detail: true\n" NAME "  - {title: 数, value: 树}\n", "CMP007");
}
