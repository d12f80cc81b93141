/* Columns whose meaning the user has said. */
#include <string.h>

#include "import_support.h"
#include "tap.h"

static bool take_mapped(struct desk *desk, const char *text, const char *const *maps,
                        const char *const *ignored)
{
    struct import_options options = {.names = desk->names, .maps = maps, .ignored = ignored};
    diags_free(desk->diags);
    desk->diags = diags_new();
    tap_write(desk->file, text, strlen(text));
    return import_file(desk->store, store_kind_find("households"), desk->file, &options,
                       &desk->world, &desk->result, desk->diags);
}

static const struct diag *coded(struct desk *desk, const char *code)
{
    for (size_t i = 0; i < diags_kept(desk->diags); i++)
        if (strcmp(diags_at(desk->diags, i)->kind->code, code) == 0)
            return diags_at(desk->diags, i);
    return NULL;
}

#define MAPS(...) ((const char *const[]){__VA_ARGS__, NULL})

TEST(a_column_under_any_name)
{
    struct desk desk;
    desk_open(&desk);
    /* 房主 is nobody's synonym; 姓名, which is, holds something else */
    CHECK(take_mapped(&desk,
                      "门牌编号,网格编码,姓名,房 主,入住,备注\n"
                      "7,539902001001001,联系人甲,张三,2020-01-01,x\n",
                      MAPS("户号=门牌编号", "户主 = 房主", "迁入日期＝入住"),
                      MAPS("姓名", "备注")));
    CHECK_STR(ask(&desk, "SELECT 户主 || 迁入日期 FROM 住户 WHERE 户号 = '7'"), "张三2020-01-01");
    /* a field by its synonym */
    CHECK(take_mapped(&desk, "户号,网格编码,谁,迁入日期\n7,539902001001001,李四,2020-01-01\n",
                      MAPS("户主姓名=谁"), NULL));
    CHECK_STR(ask(&desk, "SELECT 户主 FROM 住户 WHERE 户号 = '7'"), "李四");
    desk_close(&desk);
}

static void refused_map(struct desk *desk, const char *map, const char *code, const char *hint)
{
    CHECK(!take_mapped(desk, "户号,网格编码,谁,迁入日期\n7,539902001001001,李四,2020-01-01\n",
                       MAPS(map), MAPS("谁")));
    CHECK_STR(diags_at(desk->diags, 0)->kind->code, code);
    CHECK(strstr(hint_of(desk, 0), hint) != NULL);
    CHECK_STR(ask(desk, "SELECT count(*) FROM 住户"), "1");
}

TEST(IMP056_IMP057_IMP058_what_is_no_map)
{
    struct desk desk;
    desk_open(&desk);
    refused_map(&desk, "户主", "IMP056", "项在前");
    refused_map(&desk, "=谁", "IMP056", "项在前");
    refused_map(&desk, "户主=", "IMP056", "项在前");
    refused_map(&desk, "户主名称的=谁", "IMP057", "");
    refused_map(&desk, "小曲=谁", "IMP057", "小区");
    refused_map(&desk, "序号=谁", "IMP057", "");
    refused_map(&desk, "小区=迁入日斯", "IMP058", "迁入日期");
    desk_close(&desk);
}

TEST(a_field_mapped_and_met_again)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(!take_mapped(&desk,
                       "户号,网格编码,户主,谁,迁入日期\n7,539902001001001,李四,张三,2020-01-01\n",
                       MAPS("户主=谁"), NULL));
    CHECK_STR(diags_at(desk.diags, 0)->kind->code, "IMP023");
    CHECK(strstr(hint_of(&desk, 0), "--ignore") != NULL);
    desk_close(&desk);
}

/* As an import with a saved mapping reads it. */
static bool take_saved(struct desk *desk, const char *text, struct import_preview *preview)
{
    struct import_options options = {.names = desk->names,
                                     .maps = MAPS("户主=房主", "户号=门牌编号"),
                                     .ignored = MAPS("备注"),
                                     .saved = "老 表",
                                     .arena = desk->arena,
                                     .preview = preview};
    diags_free(desk->diags);
    desk->diags = diags_new();
    tap_write(desk->file, text, strlen(text));
    return import_file(desk->store, store_kind_find("households"), desk->file, &options,
                       &desk->world, &desk->result, desk->diags);
}

TEST(IMP066_a_saved_column_that_is_gone)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(!take_saved(
        &desk, "门牌号编,网格编码,房主,入住时间,备注\n7,539902001001001,李四,2020-01-01,\n", NULL));
    const struct diag *diag = coded(&desk, "IMP066");
    if (CHECK(diag != NULL)) {
        CHECK(strstr(diag->message, "“门牌编号”") && strstr(diag->message, "“老 表”") &&
              strstr(diag->message, "户号"));
        CHECK(strstr(diag->hint, "是不是改叫“门牌号编”了？") != NULL);
        CHECK(strstr(diag->hint,
                     "--map 户主=房主 --map 户号=门牌号编 --ignore 备注 --as '老 表'") != NULL);
    }
    CHECK(coded(&desk, "IMP022") == NULL); /* it is told once */
    /* nothing near */
    CHECK(!take_saved(&desk, "门牌编号,网格编码,某某,入住时间\n7,539902001001001,李四,2020-01-01\n",
                      NULL));
    diag = coded(&desk, "IMP066");
    CHECK(diag && strstr(diag->hint, "重新保存：huibao import 住户 ") &&
          strstr(diag->hint, " --map 户主=列名 --map 户号=门牌编号 --as"));
    CHECK_STR(ask(&desk, "SELECT count(*) FROM 住户"), "1");
    desk_close(&desk);
}

TEST(a_saved_column_that_is_left_out_may_be_missing)
{
    struct desk desk;
    struct import_preview preview = {0};
    desk_open(&desk);
    CHECK(take_saved(
        &desk,
        "序号,门牌编号,网格编码（必填）,房主,入住时间\n1,7,539902001001001,李四,2020-01-01\n",
        &preview));
    CHECK_STR(ask(&desk, "SELECT 户主 FROM 住户 WHERE 户号 = '7'"), "李四");
    CHECK_INT(preview.columns[0].source, IMPORT_BY_NAME);
    CHECK_INT(preview.columns[1].source, IMPORT_AS_SAVED);
    CHECK_INT(preview.columns[2].source, IMPORT_BY_NAME);
    CHECK_INT(preview.columns[3].source, IMPORT_AS_SAVED);
    CHECK_INT(preview.columns[4].source, IMPORT_BY_SYNONYM);
    if (CHECK_INT(desk.result.said_count, 3)) {
        CHECK_STR(desk.result.said[1].column, "门牌编号");
        CHECK_STR(desk.result.said[1].field->name, "户号");
        CHECK(desk.result.said[2].field == NULL);
    }
    desk_close(&desk);
}
