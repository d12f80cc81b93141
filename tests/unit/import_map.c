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
