#include "number.h"
#include "tap.h"

#include <huibao/base.h>

/* What a value becomes in a column of a format, as “kind number format”. */
static const char *content(struct arena *arena, struct value value, const char *spec)
{
    static const char *const kinds[] = {"blank", "missing", "text", "number", "date"};
    struct value_format format;
    if (!CHECK(value_format_parse(arena, spec, &format)))
        return "";
    struct model_cell cell = {.value = value, .text = value_show(arena, value, &format)};
    struct xlsx_content made = xlsx_content_of(&cell, &format);
    const char *number = xlsx_number_format(arena, &made);
    if (!number)
        return arena_printf(arena, "%s%s", kinds[made.kind], made.inexact ? "!" : "");
    return arena_printf(arena, "%s %.15g %s", kinds[made.kind], made.number, number);
}

TEST(numbers_are_stored_as_printed)
{
    struct arena *arena = arena_new();
    CHECK_STR(content(arena, value_integer(36), "整数"), "number 36 0");
    CHECK_STR(content(arena, value_integer(-36), "原样"), "number -36 0");
    CHECK_STR(content(arena, value_real(1.375), "原样"), "number 1.375 0.000");
    CHECK_STR(content(arena, value_real(2.675), "小数 2"), "number 2.68 0.00");
    CHECK_STR(content(arena, value_real(-2.675), "小数 2"), "number -2.68 0.00");
    CHECK_STR(content(arena, value_integer(3), "小数 1"), "number 3 0.0");
    CHECK_STR(content(arena, value_real(80.56), "百分比 1"), "number 80.6 0.0\"%\"");
    CHECK_STR(content(arena, value_real(100), "百分比 0"), "number 100 0\"%\"");
    CHECK_STR(content(arena, value_real(1234567.5), "千分位 2"), "number 1234567.5 #,##0.00");
    CHECK_STR(content(arena, value_integer(12), "千分位"), "number 12 #,##0");
    CHECK_STR(content(arena, value_real(123456), "万元 2"), "number 12.35 0.00\"万元\"");
    CHECK_STR(content(arena, value_real(-123456), "万元 1"), "number -12.3 0.0\"万元\"");
    CHECK_STR(content(arena, value_real(123456789), "亿元"), "number 1.23 0.00\"亿元\"");
    CHECK_STR(content(arena, value_real(0.1), "原样"), "number 0.1 0.0");
    arena_free(arena);
}

TEST(the_stored_number_is_the_double_nearest_to_the_print)
{
    struct arena *arena = arena_new();
    struct value_format format = {VALUE_STYLE_DECIMAL, 2, NULL};
    for (int64_t n = -250000; n <= 250000; n += 7) {
        struct value value = value_real((double)n / 100);
        struct model_cell cell = {.value = value, .text = value_show(arena, value, &format)};
        struct xlsx_content made = xlsx_content_of(&cell, &format);
        if (!CHECK(made.kind == XLSX_KIND_NUMBER && !(made.number < value.real) &&
                   !(made.number > value.real)))
            break;
    }
    arena_free(arena);
}

TEST(units_are_quoted_in_number_formats)
{
    struct arena *arena = arena_new();
    struct value_format format = {VALUE_STYLE_INTEGER, 0, "户"};
    struct model_cell cell = {.value = value_integer(36), .text = "36户"};
    struct xlsx_content made = xlsx_content_of(&cell, &format);
    CHECK_STR(xlsx_number_format(arena, &made), "0\"户\"");
    cell.text = "36%;[Red]\"@\"";
    made = xlsx_content_of(&cell, &format);
    CHECK_STR(xlsx_number_format(arena, &made), "0\"%;[Red]\"\\\"\"@\"\\\"\"\"");
    /* A unit that does not fit a format leaves the cell as printed. */
    cell.text = "36这个单位长得放不进任何一种数字格式里去因为格式最多一百二十七个字节而它还要更长一"
                "些再长一些";
    made = xlsx_content_of(&cell, &format);
    CHECK_INT(made.kind, XLSX_KIND_TEXT);
    CHECK(!made.inexact);
    cell.text = "36\xFF";
    CHECK_INT(xlsx_content_of(&cell, &format).kind, XLSX_KIND_TEXT);
    arena_free(arena);
}

TEST(dates_are_real_dates_where_excel_has_them)
{
    struct arena *arena = arena_new();
    struct value day = value_date(value_date_from_civil((struct value_civil){2026, 1, 5}));
    CHECK_STR(content(arena, day, "日期"), "date 46027 yyyy\"年\"m\"月\"d\"日\"");
    CHECK_STR(content(arena, day, "原样"), "date 46027 yyyy\"年\"m\"月\"d\"日\"");
    CHECK_STR(content(arena, day, "短日期"), "date 46027 yyyy-mm-dd");
    CHECK_STR(content(arena, day, "年月"), "date 46027 yyyy\"年\"m\"月\"");
    CHECK_STR(content(arena, day, "年"), "date 46027 yyyy\"年\"");
    CHECK_STR(content(arena, day, "月"), "date 46027 m\"月\"");
    CHECK_STR(content(arena, day, "汉字日期"), "text");
    day.date = value_date_from_civil((struct value_civil){1900, 3, 1});
    CHECK_STR(content(arena, day, "短日期"), "date 61 yyyy-mm-dd");
    day.date--;
    CHECK_STR(content(arena, day, "短日期"), "text!");
    day.date = value_date_from_civil((struct value_civil){9999, 12, 31});
    CHECK_STR(content(arena, day, "短日期"), "date 2958465 yyyy-mm-dd");
    day.date++;
    CHECK_STR(content(arena, day, "短日期"), "text!");
    arena_free(arena);
}

TEST(what_is_no_number_stays_text)
{
    struct arena *arena = arena_new();
    CHECK_STR(content(arena, value_null(), "整数"), "missing");
    CHECK_STR(content(arena, value_text("=1+1"), "原样"), "text");
    CHECK_STR(content(arena, value_text("36"), "原样"), "text");
    CHECK_STR(content(arena, value_integer(120), "中文数字"), "text");
    CHECK_STR(content(arena, value_integer(120), "大写"), "text");
    CHECK_STR(content(arena, value_integer(999999999999999), "原样"), "number 999999999999999 0");
    CHECK_STR(content(arena, value_integer(1000000000000000), "原样"), "text!");
    CHECK_STR(content(arena, value_integer(INT64_MIN), "原样"), "text!");
    struct value_format plain = {.decimals = -1};
    struct model_cell cell = {.value = value_integer(36),
                              .text = "***"}; /* masked in print, so here too */
    CHECK_INT(xlsx_content_of(&cell, &plain).kind, XLSX_KIND_TEXT);
    CHECK(!xlsx_content_of(&cell, &plain).inexact);
    cell.text = "";
    CHECK_INT(xlsx_content_of(&cell, &plain).kind, XLSX_KIND_BLANK);
    cell.text = NULL;
    CHECK_INT(xlsx_content_of(&cell, &plain).kind, XLSX_KIND_BLANK);
    arena_free(arena);
}
