/* The builder: blocks, texts, labels, the catalogue. */
#include <huibao/base.h>
#include <huibao/model.h>

#include "tap.h"

TEST(a_new_model_is_empty_and_can_be_freed)
{
    struct model *model = model_new();
    CHECK_INT(model->block_count, 0);
    CHECK_INT(model->title.count, 0);
    CHECK(model->arena != NULL);
    CHECK(model->signature == NULL);
    model_free(model);
    model_free(NULL);
}

TEST(blocks_keep_their_order_and_content_while_the_list_grows)
{
    struct model *model = model_new();
    for (int i = 0; i < 1000; i++) {
        struct model_block *block = model_add(model, i % 2 ? MODEL_PARAGRAPH : MODEL_HEADING);
        block->level = i % 4 + 1;
        block->line = i;
    }
    CHECK_INT(model->block_count, 1000);
    bool right = true;
    for (int i = 0; i < 1000; i++) {
        const struct model_block *block = &model->blocks[i];
        right = right && block->line == i && block->level == i % 4 + 1 &&
                block->kind == (i % 2 ? MODEL_PARAGRAPH : MODEL_HEADING);
    }
    CHECK(right);
    model_free(model);
}

TEST(flat_text_joins_the_spans)
{
    struct arena *arena = arena_new();
    struct model_span spans[] = {{.text = "受理"},
                                 {.text = "12件", .source = "调解受理", .value = value_integer(12)},
                                 {.text = "。"}};
    struct model_text text = {.spans = spans, .count = 3};
    CHECK_STR(model_text_flat(arena, &text), "受理12件。");
    struct model_text none = {0};
    CHECK_STR(model_text_flat(arena, &none), "");
    struct model_text plain = model_text_plain(arena, "各位领导：");
    CHECK_INT(plain.count, 1);
    CHECK_STR(plain.spans[0].text, "各位领导：");
    CHECK(plain.spans[0].source == NULL);
    CHECK_INT(plain.spans[0].value.kind, VALUE_NULL);
    arena_free(arena);
}

TEST(heading_labels_follow_gbt9704)
{
    struct arena *arena = arena_new();
    CHECK_STR(model_heading_label(arena, 1, 1), "一、");
    CHECK_STR(model_heading_label(arena, 1, 12), "十二、");
    CHECK_STR(model_heading_label(arena, 2, 4), "（四）");
    CHECK_STR(model_heading_label(arena, 2, 21), "（二十一）");
    CHECK_STR(model_heading_label(arena, 3, 1), "1.");
    CHECK_STR(model_heading_label(arena, 4, 10), "（10）");
    arena_free(arena);
}

TEST(the_catalogue_lists_every_code_once)
{
    size_t count = 0;
    const struct diag_kind *const *kinds = model_diags(&count);
    CHECK_INT(count, 13);
    for (size_t i = 0; i + 1 < count; i++)
        CHECK(strcmp(kinds[i]->code, kinds[i + 1]->code) < 0);
}

/* The rows of a table of one number column that count, as a text of 1 and 0. */
static bool counts_are(const char *rows, const char *want)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    const char *text =
        arena_printf(arena, "model 1\ntable 表\ncolumn 项目\ncolumn 数 | right\n%s", rows);
    struct model *model = model_read("手写.model", text, strlen(text), diags);
    bool right = CHECK(model != NULL);
    if (right) {
        const struct model_table *table = model->blocks[0].table;
        bool *counts = arena_array(arena, table->row_count + 1, sizeof *counts);
        char *found = arena_alloc(arena, table->row_count + 1);
        model_table_counts(table, 1, counts);
        for (size_t r = 0; r < table->row_count; r++)
            found[r] = counts[r] ? '1' : '0';
        right = CHECK_STR(found, want);
    }
    model_free(model);
    diags_free(diags);
    arena_free(arena);
    return right;
}

TEST(rows_that_are_part_of_a_row_above_do_not_count_again)
{
    counts_are("row 甲 | 1 = 1\nrow 乙 | 2 = 2\ntotal 合计 | 3 = 3\n", "110");
    counts_are("row 人口 | 9 = 9\nrow 其中：女 @ indent 2 | 5 = 5\nrow 户 | 3 = 3\n", "101");
    /* a heading without a number leaves the counting to what is below it */
    counts_are("row 人口 | — = null\nrow 男 @ indent 1 | 4 = 4\nrow 女 @ indent 1 | 5 = 5\n",
               "111");
    counts_are("row 人口 | — = null\nrow 男 @ indent 1 | 4 = 4\nrow 其中：老 @ indent 2 | 5 = 5\n"
               "row 少 @ indent 3 | 1 = 1\nrow 女 @ indent 1 | 5 = 5\n",
               "11001");
    /* a number two levels up holds what is below a heading without one */
    counts_are("row 人口 | 9 = 9\nrow 按性别 @ indent 1 | — = null\nrow 男 @ indent 2 | 4 = 4\n",
               "100");
    /* groups stand for themselves */
    counts_are("group 甲\nrow 人口 | 9 = 9\nsubtotal 小计 | 9 = 9\ngroup 乙\n"
               "row 女 @ indent 1 | 4 = 4\n",
               "01001");
}
