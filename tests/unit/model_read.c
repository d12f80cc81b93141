/* The reader: what it makes of lines written by hand, and each MOD diagnostic with its place. */
#include <stdlib.h>

#include <huibao/base.h>
#include <huibao/model.h>
#include <huibao/model_finding.h>

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

TEST(a_formula_of_columns_that_are_there)
{
    static const char *const bad[] = {
        "[3]",     "[0]",     "[1",           "[1] +", "( [1]",   "[1] )",
        "[1] [2]", "* [1]",   "1. + [1]",     "",      "=A1",     "[1] ^ 2",
        "[1];[2]", "[1] & 2", "HYPERLINK(1)", "()",    "[1] (2)", "[99999999999999999999]"};
    for (size_t i = 0; i < BASE_COUNT(bad); i++) {
        struct arena *arena = arena_new();
        refused_text(
            arena_printf(arena, "model 1\ntable 甲\ncolumn 乙\ncolumn 丙 | formula %s\n", bad[i]),
            "MOD004", 2, 0);
        arena_free(arena);
    }
    refused_text("model 1\ntable 甲\ncolumn 乙 | total same\n", "MOD004", 2, 0);
    struct diags *diags = diags_new();
    struct model *model = read_text("model 1\ntable 甲\ncolumn 乙\n"
                                    "column 丙 | total same | formula 100.0 * ([1] - -2) / [1]\n",
                                    diags);
    CHECK(model != NULL);
    model_free(model);
    diags_free(diags);
}

TEST(MOD010_heads_that_do_not_fit)
{
    /* over columns that do not exist, overlapping, out of order, crossing, without one above */
    refused_text("model 1\ntable 甲\nhead 1 2-3 | 头\ncolumn 乙\ncolumn 丙\n", "MOD010", 3, 0);
    refused_text("model 1\ntable 甲\nhead 1 1-2|头\nhead 1 2|头\ncolumn 乙\ncolumn 丙\n", "MOD010",
                 4, 0);
    refused_text("model 1\ntable 甲\nhead 1 2|头\nhead 1 1|头\ncolumn 乙\ncolumn 丙\n", "MOD010", 4,
                 0);
    refused_text("model 1\ntable 甲\nhead 1 1|头\nhead 2 1-2|头\ncolumn 乙\ncolumn 丙\n", "MOD010",
                 4, 0);
    refused_text("model 1\ntable 甲\nhead 1 1|头\nhead 2 2|头\ncolumn 乙\ncolumn 丙\n", "MOD010", 4,
                 0);
    refused_text("model 1\ntable 甲\nhead 2 1|头\ncolumn 乙\n", "MOD010", 3, 0);
    refused_text("model 1\ntable 甲\nhead 1 1|头\nhead 3 1|头\ncolumn 乙\n", "MOD010", 4, 0);
    refused_text("model 1\ntable 甲\nhead 1 1|头\nhead 2 1|头\nhead 1 2|头\ncolumn 乙\ncolumn 丙\n",
                 "MOD010", 5, 0);
    refused_text("model 1\ntable 甲\nhead 1 3-2 | 头\ncolumn 乙\n", "MOD004", 3, 10);
    refused_text("model 1\ntable 甲\nhead 0 1 | 头\ncolumn 乙\n", "MOD004", 3, 6);
}

#define TWO "model 1\ntable 表\ncolumn 甲\ncolumn 乙\n"

TEST(a_detail_holds_values_alone)
{
    refused_text(TWO "detail\nrow 1 @ columns 2 | @ covered\n", "MOD004", 6, 5);
    refused_text(TWO "detail\nrow 1 | 2 = 3\n", "MOD004", 6, 9);
    refused_text(TWO "detail\nrow 1 @ indent 2 | 2\n", "MOD004", 6, 5);
    refused_text(TWO "row 1 | 2\ndetail\n", "MOD003", 6, 7);
    refused_text(TWO "detail\ncolumn 丙\n", "MOD003", 6, 8);
    refused_text(TWO "detail 3\n", "MOD004", 5, 8);
    refused_text(TWO "detail\ndetail\n", "MOD008", 6, 1);
}

TEST(MOD011_spans_that_do_not_fit)
{
    refused_text(TWO "row 1 @ columns 2 | 2\n", "MOD011", 5, 5);
    refused_text(TWO "row 1 | 2 @ columns 2\n", "MOD011", 5, 9);
    refused_text(TWO "row 1 | @ covered\n", "MOD011", 5, 9);
    refused_text(TWO "row 1 @ rows 2 | 2\nrow 3 | 4\n", "MOD011", 6, 5);
    refused_text(TWO "row 1 @ rows 2 | 2\n", "MOD011", 5, 0);
    refused_text(TWO "row 1 @ rows 2 | 2\ngroup 三\n", "MOD011", 6, 7);
    refused_text(TWO "row 1 @ rows 2 | 2\ntotal @ covered | 4\n", "MOD011", 6, 7);
    refused_text(TWO "total 1 @ rows 2 | 2\n", "MOD011", 5, 7);
    refused_text(TWO "row 1 | 2 @ rows 2\nrow 3 @ columns 2 | @ covered\n", "MOD011", 6, 5);
    refused_text(TWO "row 1 @ rows 0 | 2\n", "MOD004", 5, 14);
    refused_text(TWO "row 1 @ lines 2 | 2\n", "MOD004", 5, 9);
    refused_text(TWO "row 1 | 2 @ indent 1\n", "MOD004", 5, 13);
    refused_text(TWO "row 1 @ covered | 2\n", "MOD004", 5, 9);
    refused_text(TWO "group 1 | 2\n", "MOD005", 5, 7);
    refused_text(TWO "group 1 @ columns 2\n", "MOD004", 5, 11);
    refused_text("model 1\ntable 表\ngroup 1\n", "MOD005", 3, 7);
}

TEST(MOD012_a_point_for_each_category)
{
    refused_text("model 1\nchart 图\ncategories 1月 | 2月\nseries 甲\npoints 1\n", "MOD012", 5, 8);
    refused_text("model 1\nchart 图\ncategories 1月\nseries 甲\nseries 乙\npoints 1\n", "MOD012", 4,
                 0);
    refused_text("model 1\nchart 图\ncategories 1月\nseries 甲\n", "MOD012", 4, 0);
    refused_text("model 1\nchart 图\npoints 1\n", "MOD003", 3, 8);
    refused_text("model 1\nchart 图\ncategories 1月\nseries 甲\npoints 1\npoints 2\n", "MOD008", 6,
                 8);
    refused_text("model 1\nchart 图\ncategories 1月\nseries 甲\npoints 1 @ rows 2\n", "MOD004", 5,
                 12);
    refused_text("model 1\nchart 图\nseries 甲 | width 3\n", "MOD004", 3, 12);
    refused_text("model 1\nchart 图\nkind cake\n", "MOD004", 3, 6);
}

TEST(MOD013_charts_that_cannot_be_drawn)
{
    refused_text("model 1\nchart 图\nkind pie\nseries 甲\nseries 乙\n", "MOD013", 2, 0);
    refused_text("model 1\nchart 图\nkind ring\nparagraph\n", "MOD013", 2, 0);
    refused_text("model 1\nchart 图\nkind line\nstacked\n", "MOD013", 2, 0);
}

#define TABLE "model 1\ntable 甲\ncolumn 乙\nrow 1\n"

TEST(findings_name_cells_that_are_there)
{
    struct diags *diags = diags_new();
    static const char text[] = TABLE
        "finding D08 | 应相等 | 1 ≠ 3\n because 有原因\n grave\n relation at-most | 0.5 | percent\n"
        " left minus 1 1 1 | 1 | 10000\n left | 2.5 | 1\n right constant | 3 | 1\n";
    struct model *model = model_read("甲.model", text, strlen(text), diags);
    if (CHECK(model) && CHECK_INT(model->finding_count, 1)) {
        const struct model_finding *finding = &model->findings[0];
        CHECK(finding->grave && finding->room_percent && finding->relation == MODEL_AT_MOST);
        CHECK_INT(finding->count, 3);
        CHECK_INT(finding->left_count, 2);
        CHECK(finding->operands[0].table == model->blocks[0].table && finding->operands[0].minus);
        CHECK(!finding->operands[1].table && !finding->operands[1].constant);
        CHECK(finding->operands[2].constant);
    }
    model_free(model);
    diags_free(diags);
    refused_text(TABLE "finding D08 | 应相等\n", "MOD004", 5, 15);
    refused_text(TABLE "finding a | b | c\n left 1 1 2 | 1 | 1\n", "MOD004", 6, 7);
    refused_text(TABLE "finding a | b | c\n left 2 1 1 | 1 | 1\n", "MOD004", 6, 7);
    refused_text(TABLE "finding a | b | c\n left 1 1 1 | 1 | 0\n", "MOD004", 6, 19);
    refused_text(TABLE "finding a | b | c\n left 1 1 1 | 一 | 1\n", "MOD004", 6, 15);
    refused_text(TABLE "finding a | b | c\n right | 1 | 1\n left | 1 | 1\n", "MOD004", 7, 13);
    refused_text(TABLE "finding a | b | c\n relation same | 1\n", "MOD004", 6, 11);
    refused_text(TABLE "finding a | b | c\n relation less | 1 | twice\n", "MOD004", 6, 22);
    refused_text(TABLE " grave\n", "MOD003", 5, 2);
}

TEST(what_a_finding_fails_by)
{
    static const struct {
        enum model_relation relation;
        bool below, near, equal, above; /* fails with 8, 9.9, 10 and 12 against 10 */
    } cases[] = {
        {MODEL_RELATION_NONE, true, true, true, true}, {MODEL_EQUAL, true, false, false, true},
        {MODEL_UNEQUAL, false, true, true, false},     {MODEL_LESS, false, false, false, true},
        {MODEL_AT_MOST, false, false, false, true},    {MODEL_MORE, true, false, false, false},
        {MODEL_AT_LEAST, true, false, false, false},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct model_finding exact = {.relation = cases[i].relation};
        for (int percent = 0; percent < 2; percent++) {
            struct model_finding finding = {
                .relation = cases[i].relation, .room = percent ? 5 : 0.5, .room_percent = percent};
            CHECK(model_finding_fails(&finding, 8, 10) == cases[i].below);
            CHECK(model_finding_fails(&finding, 9.9, 10) == cases[i].near);
            CHECK(model_finding_fails(&finding, 10, 10) == cases[i].equal);
            CHECK(model_finding_fails(&finding, 12, 10) == cases[i].above);
        }
        bool strict = cases[i].relation == MODEL_LESS || cases[i].relation == MODEL_MORE ||
                      cases[i].relation == MODEL_UNEQUAL ||
                      cases[i].relation == MODEL_RELATION_NONE;
        CHECK(model_finding_fails(&exact, 0.1 + 0.2, 0.3) == strict);
    }
}

TEST(the_same_word_means_what_its_block_says)
{
    struct diags *diags = diags_new();
    struct model *model = read_text(
        "model 1\nletterhead\n number 春〔2026〕3号\n date 甲\ntable 表\n number 2\n"
        "chart 图\n number 3\n note 注\nsignature\n date 乙\n note 附\nimprint\n date 丙\n"
        "enclosure 附件甲\n",
        diags);
    if (CHECK(model != NULL)) {
        CHECK_STR(model->letterhead->number, "春〔2026〕3号");
        CHECK_STR(model->letterhead->date, "甲");
        CHECK_INT(model->blocks[0].table->number, 2);
        CHECK_INT(model->blocks[1].chart->number, 3);
        CHECK_STR(model->blocks[1].chart->note, "注");
        CHECK_STR(model->signature->date, "乙");
        CHECK_STR(model->signature->note, "附");
        CHECK_STR(model->imprint->date, "丙");
        CHECK_STR(model->enclosures[0], "附件甲");
    }
    model_free(model);
    diags_free(diags);
    refused_text("model 1\nsignature\n number 3\n", "MOD003", 3, 2);
    refused_text("model 1\nenclosure 甲\n organ 乙\n", "MOD003", 3, 2);
    refused_text("model 1\nlandscape now\n", "MOD004", 2, 11);
    refused_text("model 1\ntable 甲\npage upright\n", "MOD004", 3, 6);
}

TEST(a_group_is_one_cell_over_all_columns)
{
    struct diags *diags = diags_new();
    struct model *model = read_text(
        "model 1\ntable 表\nhead 1 2-3 | 头\nhead 2 3 | 下\ncolumn 甲\ncolumn 乙\n"
        "column 丙\ngroup 北片 = text 北\nrow 1 @ rows 2 indent 1 | 2 | 3\nrow @ covered | 4 | 5\n",
        diags);
    if (CHECK(model != NULL)) {
        const struct model_table *table = model->blocks[0].table;
        CHECK_INT(table->head_levels, 2);
        CHECK_INT(table->heads[0].first, 1);
        CHECK_INT(table->heads[0].count, 2);
        const struct model_row *group = &table->rows[0];
        CHECK_INT(group->kind, MODEL_ROW_GROUP);
        CHECK_STR(group->cells[0].text, "北片");
        CHECK_STR(group->cells[0].value.text, "北");
        CHECK_INT(group->cells[0].columns, 3);
        CHECK(group->cells[1].covered && group->cells[2].covered);
        CHECK_STR(group->cells[2].text, "");
        CHECK_INT(table->rows[1].indent, 1);
        CHECK_INT(table->rows[1].cells[0].rows, 2);
        CHECK(table->rows[2].cells[0].covered);
        CHECK_INT(table->rows[2].cells[0].value.kind, VALUE_NULL);
    }
    model_free(model);
    diags_free(diags);
}

TEST(a_column_after_a_row_that_is_refused)
{
    struct diags *diags = diags_new();
    CHECK(read_text("model 1\ntable 甲\ncolumn 乙\nrow 1 @ rows 2 indent x\ncolumn 丙\nrow 1 | 2\n",
                    diags) == NULL);
    CHECK_INT(diags_count(diags, DIAG_ERROR), 3);
    CHECK_STR(diags_at(diags, 1)->kind->code, "MOD003");
    diags_free(diags);
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
        "  row 1\\| = 2.5\n  total = null\nsignature\n  organ 甲\n  date 乙\n"
        "table 二\n form-head 表号 | 丙\n head 1 2-3 | 头\n head 2 3 | 下\n column 甲 | id 甲\n"
        " column 乙 | carry\n column 丙\n group 北\n row 1 @ rows 2 columns 2 | @ covered | 3\n"
        " row @ covered | @ covered | 4\n subtotal 5 | 6 | 7\nchart 图\n kind bar\n stacked\n"
        " categories 甲 | 乙\n series 丙 | unit 件\n points 1 = 1 | 2 = 2\npage-break\n"
        "attachment 附件1 | 丁\nattendance 出席 | 王\nenclosure 丁\nimprint\n copies 戊\n";
    for (size_t i = 0; i < sizeof good; i++) {
        CHECK(read_or_refused(good, i));
        char *bytes = malloc(sizeof good);
        memcpy(bytes, good, sizeof good);
        bytes[i] = (char)(bytes[i] ^ (1 << (i % 8)));
        CHECK(read_or_refused(bytes, sizeof good - 1));
        free(bytes);
    }
}
