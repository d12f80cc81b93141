/* What people call columns and codes, from files. */
#include <stdio.h>
#include <string.h>

#include "import_support.h"
#include "private.h"
#include "tap.h"

static const char *written(struct desk *desk, const char *name, const char *text)
{
    const char *path = arena_printf(desk->arena, "%s/%s", tap_dir(), name);
    tap_write(path, text, strlen(text));
    return path;
}

static bool add(struct desk *desk, const char *name, const char *text)
{
    const char *path = written(desk, name, text);
    diags_free(desk->diags);
    desk->diags = diags_new();
    return import_names_read(desk->names, path, &desk->world, desk->diags);
}

TEST(an_office_adds_its_own)
{
    struct desk desk;
    desk_open(&desk);
    CHECK(add(
        &desk, "本单位.yaml",
        "列名:\n  住户:\n    户号: [门牌＊ 编号]\n    户主: 房主\n  通用:\n    迁入日期: [落户日]\n"
        "words: {性别: {男: [公]}}\n"));
    CHECK(take(&desk, "households",
               "门牌编号,网格编码,房主（必填）,落户日\n7,539902001001001,张三,2020-01-01\n"));
    CHECK_STR(ask(&desk, "SELECT 户主 || 迁入日期 FROM 住户 WHERE 户号 = '7'"), "张三2020-01-01");
    CHECK(take(&desk, "residents",
               "身份证号,户号,姓名,与户主关系,性别,出生日期,人员类别,居住状态,落户日\n" ID_ZHANG
               ",7,张三,本人,公,1990-01-01,户籍,在住,2020-01-01\n"));
    CHECK_STR(ask(&desk, "SELECT 性别 FROM 居民"), "男");
    desk_close(&desk);
}

TEST(without_files_only_the_fields_own_names)
{
    struct desk desk;
    desk_open(&desk);
    desk.names = NULL;
    CHECK(!take(&desk, "households",
                "编号,网格编码,户主,迁入日期\n7,539902001001001,张三,2020-01-01\n"));
    found(&desk, 0, "IMP021", 1, 1);
    CHECK(take(&desk, "households",
               "户号,网格编码,户主,迁入日期\n7,539902001001001,张三,2020-01-01\n"));
    desk_close(&desk);
}

/* A kind's own goes before the general one; and what is a field of the kind stays that. */
TEST(own_before_general)
{
    struct desk desk;
    const struct store_kind *units = store_kind_find("units"), *grids = store_kind_find("grids");
    desk_open(&desk);
    CHECK(add(&desk, "本单位.yaml",
              "列名:\n  共建单位: {签约日期: 建档日}\n  通用: {成立日期: 建档日,"
              " 受理日期: 签约日期}\n"));
    size_t field = import_field_meant(desk.names, units, "建档日");
    CHECK(field < units->field_count && strcmp(units->fields[field].name, "签约日期") == 0);
    field = import_field_meant(desk.names, grids, "建档日");
    CHECK(field < grids->field_count && strcmp(grids->fields[field].name, "成立日期") == 0);
    desk_close(&desk);
}

static void wrong(struct desk *desk, const char *text, const char *code, long line, long column)
{
    CHECK(!add(desk, "错.yaml", text));
    bool right = CHECK_INT(diags_kept(desk->diags), 1) && found(desk, 0, code, line, column);
    for (size_t i = 0; !right && i < diags_kept(desk->diags); i++)
        printf("# %s\n", diags_at(desk->diags, i)->message);
}

TEST(IMP060_IMP061_names_that_are_none)
{
    struct desk desk;
    desk_open(&desk);
    wrong(&desk, "列名:\n  居民户: {户号: [甲]}\n", "IMP060", 2, 3);
    wrong(&desk, "列名:\n  住户: {户主名: [甲]}\n", "IMP061", 2, 8);
    CHECK_STR(message(&desk, 0), "住户没有“户主名”这一项");
    CHECK(strstr(hint_of(&desk, 0), "户主") != NULL);
    wrong(&desk, "列名:\n  通用: {身份证好: [甲]}\n", "IMP061", 2, 8);
    CHECK_STR(message(&desk, 0), "哪种记录都没有“身份证好”这一项");
    wrong(&desk, "用语:\n  文化程渡: {大专: [甲]}\n", "IMP061", 2, 3);
    CHECK(strstr(hint_of(&desk, 0), "文化程度") != NULL);
    wrong(&desk, "列明:\n  住户: {户号: [甲]}\n", "YML010", 1, 1);
    wrong(&desk, "列名:\n  住户: {户号: {甲: 乙}}\n", "YML013", 2, 12);
    wrong(&desk, "列名:\n  住户: [甲]\n", "YML013", 2, 7);
    wrong(&desk, "列名:\n  住户: {户号: ['']}\n", "YML013", 2, 14);
    wrong(&desk, "用语:\n  性别: 男\n", "YML013", 2, 7);
    wrong(&desk, "列名:\n  住户: {户号: 甲, 户号: 乙}\n", "YML011", 2, 15);
    desk_close(&desk);
}

TEST(IMP062_one_writing_two_meanings)
{
    struct desk desk;
    desk_open(&desk);
    wrong(&desk, "列名:\n  住户:\n    户主: [楼主]\n    小区: [楼主]\n", "IMP062", 4, 10);
    CHECK(strstr(message(&desk, 0), "“楼主”在住户里已经指“户主”（") != NULL);
    CHECK(strstr(message(&desk, 0), "错.yaml:3），不能又指“小区”") != NULL);
    /* against the shipped file; said once, though many kinds have both */
    wrong(&desk, "列名: {通用: {迁出日期: [入住日期]}}\n", "IMP062", 1, 18);
    wrong(&desk, "用语: {性别: {女: [男性]}}\n", "IMP062", 1, 15);
    CHECK(add(&desk, "同.yaml", "列名: {住户: {户号: [编号]}}\n")); /* nothing new */
    desk_close(&desk);
}

TEST(IMP063_a_field_is_no_synonym)
{
    struct desk desk;
    desk_open(&desk);
    wrong(&desk, "列名: {住户: {户主: [户号]}}\n", "IMP063", 1, 16);
    CHECK_STR(message(&desk, 0), "“户号”本身就是住户的一项，不能又指“户主”");
    wrong(&desk, "用语: {性别: {男: [女]}}\n", "IMP063", 1, 15);
    desk_close(&desk);
}

TEST(IMP064_IMP065_words_of_codes)
{
    struct desk desk;
    desk_open(&desk);
    wrong(&desk, "用语:\n  文化程度: {大学本课: [读过大学]}\n", "IMP064", 2, 10);
    CHECK(strstr(hint_of(&desk, 0), "大学本科") != NULL);
    wrong(&desk, "用语:\n  姓名: {张三: [老张]}\n", "IMP065", 2, 3);
    desk_close(&desk);
}

TEST(what_else_a_column_may_be_called)
{
    struct desk desk;
    desk_open(&desk);
    size_t kinds = 0, told = 0;
    const struct store_kind *all = store_kinds(&kinds);
    for (size_t k = 0; k < kinds; k++)
        for (size_t i = 0; i < all[k].field_count; i++) {
            size_t count = 0;
            const char *const *titles =
                import_titles_of(desk.names, &all[k], &all[k].fields[i], desk.arena, &count);
            for (size_t t = 0; t < count; t++, told++)
                CHECK_INT(import_field_meant(desk.names, &all[k], titles[t]), i);
        }
    CHECK(told > 300);
    const struct store_kind *kind = store_kind_find("party_members");
    const struct store_field *field = kind->fields;
    while (strcmp(field->name, "党员类型") != 0)
        field++;
    size_t count = 0;
    const char *const *titles = import_titles_of(desk.names, kind, field, desk.arena, &count);
    CHECK_STR(titles[0], "党员类别");
    import_titles_of(NULL, kind, field, desk.arena, &count);
    CHECK_INT(count, 0);
    desk_close(&desk);
}
