/* Column widths, and which way a sheet is printed. */
#include "tap.h"
#include "xlsx_samples.h"

#include <huibao/base.h>

#include <stdlib.h>
#include <string.h>

static const char *sheet_of(const char *text, const char *part, struct model **ret_model)
{
    struct diags *diags = diags_new();
    *ret_model = model_read("手写.model", text, strlen(text), diags);
    CHECK(*ret_model && sample_write(*ret_model, "widths.xlsx", diags));
    CHECK_INT(diags_kept(diags), 0);
    diags_free(diags);
    return sample_part((*ret_model)->arena, "widths.xlsx", part);
}

/* A form of thirteen columns, too wide for an upright page, with `rows` rows. */
static const char *form_of(size_t rows, struct model **ret_model)
{
    struct buf text = {0};
    buf_puts(&text, "model 1\ntitle 月报\ntable 表\ncaption 月报\nform-head 表号 | 人调1表\n"
                    "column 指标名称 | left\ncolumn 代码 | center\n");
    for (int c = 0; c < 11; c++)
        buf_puts(&text, c % 2 ? "column 上年同月 | right\n" : "column 本月 | right\n");
    for (size_t r = 0; r < rows; r++)
        buf_puts(&text, "row 房屋宅基地纠纷 | 01 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11\n");
    const char *sheet = sheet_of(text.data, "xl/worksheets/sheet1.xml", ret_model);
    buf_done(&text);
    return sheet;
}

/* The widths of a sheet's columns, added up, in digits. */
static double total_width(const char *sheet)
{
    double total = 0;
    for (const char *at = strstr(sheet, "<cols>"); at && (at = strstr(at, " width=\""));)
        total += strtod(at += strlen(" width=\""), NULL);
    return total;
}

TEST(a_wide_table_lies_across_but_a_long_one_that_fits_a_page_stands_upright)
{
    struct model *few, *many, *most;
    CHECK(strstr(form_of(8, &few), "orientation=\"landscape\""));
    CHECK(strstr(form_of(28, &many), "orientation=\"portrait\""));
    CHECK(strstr(form_of(80, &most), "orientation=\"landscape\"")); /* two pages in any case */
    model_free(few);
    model_free(many);
    model_free(most);
}

#define LONG "各社区应当按照规定的时限登记并逐项核对台账里的每一条记录"

TEST(columns_of_text_give_way_where_print_would_be_too_small)
{
    struct model *words, *numbers;
    const char *sheet =
        sheet_of("model 1\ntitle 汇报\ntable 表\ncaption 表\ncolumn 甲\ncolumn 乙\ncolumn 丙\n"
                 "column 丁\ncolumn 戊\ncolumn 数 | right\n"
                 "row " LONG " | " LONG " | " LONG " | " LONG " | " LONG " | 1234567 = 1234567\n",
                 "xl/worksheets/sheet1.xml", &words);
    double width = total_width(sheet);
    CHECK(width > 140 && width < 165); /* 1,293 px of 8 px a digit: three quarters of the size */
    CHECK(strstr(sheet, "<row r=\"4\" spans=\"1:6\" ht=\"33.75\"")); /* a row of two lines */
    sheet = sheet_of(
        "model 1\ntitle 汇报\ntable 表\ncaption 表\ncolumn 甲 | width 40\ncolumn 乙 | width 40\n"
        "column 丙 | width 40\nrow " LONG " | " LONG " | " LONG "\n",
        "xl/worksheets/sheet1.xml", &numbers);
    CHECK(total_width(sheet) > 240); /* as the definition asks */
    model_free(words);
    model_free(numbers);
}
