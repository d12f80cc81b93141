/* The reader: what it makes of lines written by hand, and each MOD diagnostic with its place. */
#include <stdlib.h>

#include <huibao/base.h>
#include <huibao/model.h>

#include "tap.h"

static struct model *read_text(const char *text, struct diags *diags)
{
    return model_read("手写.model", text, strlen(text), diags);
}

/* The text is refused with just this code, at this place. */
static bool refused(const char *text, size_t length, const char *code, long line, long column)
{
    struct diags *diags = diags_new();
    struct model *model = model_read("手写.model", text, length, diags);
    bool right = CHECK(model == NULL) && CHECK_INT(diags_kept(diags), 1);
    if (right) {
        const struct diag *diag = diags_at(diags, 0);
        right = CHECK_STR(diag->kind->code, code) && CHECK_INT(diag->place.line, line) &&
                CHECK_INT(diag->place.column, column) && CHECK_STR(diag->place.file, "手写.model");
    }
    model_free(model);
    diags_free(diags);
    return right;
}

static bool refused_text(const char *text, const char *code, long line, long column)
{
    return refused(text, strlen(text), code, line, column);
}

TEST(a_model_written_by_hand_is_read)
{
    struct diags *diags = diags_new();
    struct model *model =
        read_text("model 1\r\n# 注释\n\ntitle 标题\nparagraph 甲\n - 乙\n-  12件 = 12 @ 受理\n"
                  "table 表\ncolumn 甲|center|width 3\nrow  邻里\nrow\ntotal 12 = 12.5",
                  diags);
    if (CHECK(model != NULL)) {
        CHECK_INT(model->block_count, 2);
        const struct model_block *block = &model->blocks[0];
        CHECK_INT(block->text.count, 3);
        CHECK_STR(block->text.spans[0].text, "甲");
        CHECK_STR(block->text.spans[2].text, "12件");
        CHECK_STR(block->text.spans[2].source, "受理");
        CHECK_INT(block->text.spans[2].value.integer, 12);
        const struct model_table *table = model->blocks[1].table;
        CHECK_INT(table->row_count, 3);
        CHECK_INT(table->columns[0].share_of, -1);
        CHECK_INT(table->columns[0].format.decimals, -1);
        CHECK_INT(table->columns[0].width_zi, 3);
        CHECK_INT(table->columns[0].align, MODEL_ALIGN_CENTER);
        CHECK_STR(table->rows[0].cells[0].value.text, "邻里");
        CHECK_STR(table->rows[1].cells[0].text, "");
        CHECK_INT(table->rows[2].kind, MODEL_ROW_TOTAL);
        CHECK(value_equal(table->rows[2].cells[0].value, value_real(12.5)));
    }
    CHECK_INT(diags_kept(diags), 0);
    model_free(model);
    diags_free(diags);
}

TEST(MOD001_something_else_is_not_a_model)
{
    refused_text("", "MOD001", 1, 0);
    refused_text("---\nid: monthly\n", "MOD001", 1, 1);
    refused_text("model 2\n", "MOD001", 1, 1);
    refused_text("\nmodel 1\n", "MOD001", 1, 1);
}

TEST(MOD002_an_unknown_word_gets_the_nearest)
{
    refused_text("model 1\ntitle 甲\n  paragraf 乙\n", "MOD002", 3, 3);
    struct diags *diags = diags_new();
    CHECK(read_text("model 1\nparagraf 乙\n", diags) == NULL);
    CHECK(strstr(diags_at(diags, 0)->hint, "paragraph") != NULL);
    diags_free(diags);
}

TEST(MOD003_a_line_in_the_wrong_place)
{
    refused_text("model 1\n- 甲\n", "MOD003", 2, 1);
    refused_text("model 1\nrow 甲\n", "MOD003", 2, 1);
    refused_text("model 1\ntitle 甲\n  at x.md:1\n", "MOD003", 3, 3);
    refused_text("model 1\nparagraph\n  organ 甲\n", "MOD003", 3, 3);
    refused_text("model 1\ntable 甲\ncolumn 乙\nrow 丙\ncolumn 丁\n", "MOD003", 5, 8);
}

TEST(MOD004_a_bad_value)
{
    refused_text("model 1\nheading 5 一、 | 甲\n", "MOD004", 2, 9);
    refused_text("model 1\nheading\n", "MOD004", 2, 8);
    refused_text("model 1\nparagraph\n - 甲 = 十二\n", "MOD004", 3, 8);
    refused_text("model 1\nparagraph\n - 甲 = 0x12\n", "MOD004", 3, 8);
    refused_text("model 1\nparagraph\n - 甲 = 1e999\n", "MOD004", 3, 8);
    refused_text("model 1\nparagraph\n - 甲 = 99999999999999999999\n", "MOD004", 3, 8);
    refused_text("model 1\nparagraph\n - 甲 = 2026-02-30\n", "MOD004", 3, 8);
    refused_text("model 1\nparagraph\n - 甲 = day 99999999999\n", "MOD004", 3, 8);
    refused_text("model 1\nparagraph\n - 甲 =\n", "MOD004", 3, 7);
    refused_text("model 1\nparagraph\n at x.md\n", "MOD004", 3, 5);
    refused_text("model 1\nparagraph\n at x.md:y\n", "MOD004", 3, 10);
    refused_text("model 1\ntable 甲\n number -1\n", "MOD004", 3, 9);
    refused_text("model 1\ntable 甲\n column 乙 | wide\n", "MOD004", 3, 13);
    refused_text("model 1\ntable 甲\n column 乙 | format 整数\n", "MOD004", 3, 20);
    refused_text("model 1\ntable 甲\n column 乙 | format percent 99\n", "MOD004", 3, 28);
    refused_text("model 1\ntable 甲\n column 乙 | width 1001\n", "MOD004", 3, 19);
    refused_text("model 1\ntable 甲\n column 乙 | share-of 0\n", "MOD004", 3, 22);
    refused_text("model 1\ntable 甲\n column 乙 | total all\n", "MOD004", 3, 13);
}

TEST(MOD005_cells_must_match_the_columns)
{
    refused_text("model 1\ntable 甲\ncolumn 乙\nrow 1 | 2\n", "MOD005", 4, 5);
    refused_text("model 1\ntable 甲\ncolumn 乙\ncolumn 丙\ntotal 1\n", "MOD005", 5, 7);
    refused_text("model 1\ntable 甲\nrow 1\n", "MOD005", 3, 5);
}

TEST(MOD006_bytes_that_are_no_text)
{
    refused("model 1\nparagraph 甲\xff\n", 23, "MOD006", 2, 12);
    refused("model 1\nparagraph \0\n", 20, "MOD006", 2, 11);
    refused("\xff\xfe", 2, "MOD006", 1, 1);
}

TEST(MOD007_unknown_escapes)
{
    refused_text("model 1\nparagraph 甲\\q\n", "MOD007", 2, 12);
    refused_text("model 1\nparagraph 甲\\", "MOD007", 2, 12);
    refused_text("model 1\nparagraph \\x8", "MOD007", 2, 11);
    refused_text("model 1\nparagraph \\x80", "MOD007", 2, 11);
    refused_text("model 1\nparagraph \\x00", "MOD007", 2, 11);
    refused_text("model 1\nparagraph \\甲", "MOD007", 2, 11);
}

TEST(MOD008_twice)
{
    refused_text("model 1\ntitle 甲\ntitle 乙\n", "MOD008", 3, 1);
    refused_text("model 1\ntable 甲\nunit 件\n unit 人\n", "MOD008", 4, 2);
    struct diags *diags = diags_new();
    struct model *model = read_text("model 1\ntable 甲\nunit 件\ntable 乙\nunit 人\n", diags);
    CHECK(model != NULL); /* once in each block is right */
    model_free(model);
    diags_free(diags);
}

TEST(MOD009_a_share_of_no_column)
{
    refused_text("model 1\ntable 甲\ncolumn 乙 | share-of 2\nparagraph\n", "MOD009", 2, 0);
    refused_text("model 1\ntable 甲\ncolumn 乙 | share-of 2\n", "MOD009", 2, 0);
}

TEST(all_mistakes_in_one_run)
{
    struct diags *diags = diags_new();
    CHECK(read_text("model 1\nfoo\nheading 9 | a\nrow 1\ntable 甲\nrow \\q\n", diags) == NULL);
    CHECK_INT(diags_count(diags, DIAG_ERROR), 4);
    diags_free(diags);
}

/* A text is read without a diagnostic, or refused with one. */
static bool read_or_refused(const char *text, size_t length)
{
    struct diags *diags = diags_new();
    struct model *model = model_read("损坏.model", text, length, diags);
    bool right = (model == NULL) == (diags_count(diags, DIAG_ERROR) > 0);
    model_free(model);
    diags_free(diags);
    return right;
}

TEST(every_prefix_and_every_changed_byte_is_read_or_refused)
{
    static const char good[] =
        "model 1\ntitle 甲\nheading 1 一、 | 乙\n  at x.md:3\nparagraph\n"
        "  - 12件 = 12 @ 受理\ntable 表\n  column 甲 | right | format percent 1\n"
        "  row 1\\| = 2.5\n  total = null\nsignature\n  organ 甲\n  date 乙\n";
    for (size_t i = 0; i < sizeof good; i++) {
        CHECK(read_or_refused(good, i));
        char *bytes = malloc(sizeof good);
        memcpy(bytes, good, sizeof good);
        bytes[i] = (char)(bytes[i] ^ (1 << (i % 8)));
        CHECK(read_or_refused(bytes, sizeof good - 1));
        free(bytes);
    }
}
