/* Looking before loading: what the import makes of columns and of the first rows. */
#include "import_support.h"
#include "tap.h"

#include <string.h>

static bool look(struct desk *desk, const char *kind, const char *text,
                 struct import_preview *preview)
{
    *preview = (struct import_preview){0};
    struct import_options options = {
        .names = desk->names, .dry_run = true, .preview = preview, .arena = desk->arena};
    diags_free(desk->diags);
    desk->diags = diags_new();
    tap_write(desk->file, text, strlen(text));
    return import_file(desk->store, store_kind_find(kind), desk->file, &options, &desk->world,
                       &desk->result, desk->diags);
}

TEST(preview_of_columns_and_rows)
{
    struct desk desk;
    struct import_preview preview;
    desk_open(&desk);
    CHECK(look(&desk, "households",
               "序号,编号,网格编码,户主姓名,迁入时间\n"
               "1,7,539902001001001,欧阳小明,2026年1月5日\n"
               "2,8,539902001001001,李四,46027\n",
               &preview));
    CHECK_INT(preview.column_count, 5);
    CHECK_INT(preview.columns[0].use, IMPORT_COLUMN_SKIPPED);
    CHECK(preview.columns[0].field == NULL);
    CHECK_STR(preview.columns[3].title, "户主姓名");
    CHECK_STR(preview.columns[3].field->name, "户主");
    CHECK_INT(preview.missing_count, 5);
    CHECK_STR(preview.missing[0]->name, "小区");
    CHECK_INT(preview.row_count, 2);
    CHECK_INT(preview.rows[1].line, 3);
    CHECK_STR(preview.rows[0].cells[0], "");
    CHECK_STR(preview.rows[0].cells[1], "7");
    CHECK_STR(preview.rows[0].cells[3], "欧阳某某");
    CHECK_STR(preview.rows[0].cells[4], "2026-01-05");
    CHECK_STR(preview.rows[1].cells[4], "2026-01-05");
    CHECK_STR(ask(&desk, "SELECT count(*) FROM 住户"), "1"); /* nothing was loaded */
    desk_close(&desk);
}

TEST(preview_keeps_the_day_of_birth_to_itself)
{
    struct desk desk;
    struct import_preview preview;
    desk_open(&desk);
    CHECK(look(&desk, "residents",
               "身份证号,户号,姓名,与户主关系,性别,出生日期,人员类别,居住状态,迁入日期\n" ID_ZHANG
               ",100001,张三,户主,男,1990年1月1日,户籍,在住,2020-05-01\n",
               &preview));
    CHECK_STR(preview.rows[0].cells[0], "539902********1233");
    CHECK_STR(preview.rows[0].cells[5], "1990-01-**");
    CHECK_STR(preview.rows[0].cells[8], "2020-05-01");
    desk_close(&desk);
}

TEST(preview_shows_what_each_type_is_stored_as)
{
    struct desk desk;
    struct import_preview preview;
    desk_open(&desk);
    CHECK(look(&desk, "disputes",
               "编号,社区,受理日期,类别,来源,结果,当事人数,涉及金额,办结日期\n"
               "JF-1,春晖社区,2026-10-03,邻里纠纷,依申请,成功,3,\"1,200.5\",2026/10/4\n",
               &preview));
    static const char *const stored[] = {"JF-1", "春晖社区", "2026-10-03",
                                         "邻里", "依申请",   "调解成功",
                                         "3",    "1200.50",  "2026-10-04"};
    for (size_t i = 0; i < BASE_COUNT(stored); i++)
        CHECK_STR(preview.rows[0].cells[i], stored[i]);
    CHECK(look(&desk, "services",
               "编号,社区,受理日期,方式,类别,事项,时限,结果,办结日期,回访\n"
               "FW-1,春晖社区,2026-10-03,窗口,行政事务,低保申请,2026-10-13,办结,2026-10-04,否\n",
               &preview));
    CHECK_STR(preview.rows[0].cells[9], "否");
    CHECK(look(&desk, "quantities", "社区,期,名称,数值,单位\n春晖社区,2026-10,面积,12.25,亩\n",
               &preview));
    CHECK_STR(preview.rows[0].cells[3], "12.25");
    desk_close(&desk);
}

TEST(preview_of_a_file_that_is_refused)
{
    struct desk desk;
    struct import_preview preview;
    desk_open(&desk);
    CHECK(!look(&desk, "households",
                "户号,网格编码,户主,迁入日期,备注\n"
                "7,539902001001001,张三,昨天,x\n8,539902001001001,李四,2020-01-01,\n",
                &preview));
    CHECK_INT(preview.column_count, 5);
    CHECK_INT(preview.columns[4].use, IMPORT_COLUMN_UNKNOWN);
    CHECK_INT(preview.row_count, 1); /* only what would be stored */
    CHECK_INT(preview.rows[0].line, 3);
    CHECK(!look(&desk, "households", "这不是表\n", &preview));
    CHECK_INT(preview.column_count, 0);
    desk_close(&desk);
}

TEST(preview_keeps_five_rows)
{
    struct desk desk;
    struct import_preview preview;
    struct buf text = {0};
    desk_open(&desk);
    buf_puts(&text, "户号,网格编码,户主,迁入日期\n");
    for (int i = 0; i < 50; i++)
        buf_printf(&text, "%d,539902001001001,张三,2020-01-01\n", i);
    CHECK(look(&desk, "households", text.data, &preview));
    CHECK_INT(preview.row_count, IMPORT_PREVIEW_ROWS);
    buf_done(&text);
    desk_close(&desk);
}
