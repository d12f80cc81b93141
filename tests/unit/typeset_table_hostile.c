/*
 * Tables as no reader would let them through: what a cell covers does not add up, heads overlap or
 * stand outside, texts are missing. They are printed or refused; nothing is lost that can be printed.
 */
#include <limits.h>

#include "tap.h"
#include "typeset_table_testing.h"

enum { ROWS = 5, COLUMNS = 4 };

struct hostile {
    struct model_column columns[COLUMNS];
    struct model_cell cells[ROWS][COLUMNS];
    struct model_row rows[ROWS];
    struct model_head heads[4];
    struct model_table table;
};

static void hostile_init(struct hostile *hostile)
{
    static const char *const texts[ROWS][COLUMNS] = {{"子", "丑", "寅", "卯"},
                                                     {"辰", "巳", "午", "未"},
                                                     {"申", "酉", "戌", "亥"},
                                                     {"鼠", "牛", "虎", "兔"},
                                                     {"龙", "蛇", "马", "羊"}};
    *hostile = (struct hostile){0};
    for (size_t i = 0; i < COLUMNS; i++)
        hostile->columns[i] = (struct model_column){
            .title = "列", .align = (enum model_align)i, .share_of = -1, .format.decimals = -1};
    for (size_t r = 0; r < ROWS; r++) {
        for (size_t i = 0; i < COLUMNS; i++)
            hostile->cells[r][i] = (struct model_cell){.text = texts[r][i]};
        hostile->rows[r].cells = hostile->cells[r];
    }
    hostile->table = (struct model_table){.columns = hostile->columns,
                                          .column_count = COLUMNS,
                                          .heads = hostile->heads,
                                          .rows = hostile->rows,
                                          .row_count = ROWS};
}

static const char *hostile_print(struct rig *rig, const struct hostile *hostile)
{
    struct model *model = model_new();
    model_add(model, MODEL_TABLE)->table = &hostile->table;
    struct pages *pages = typeset_model(model, rig->style, rig->fonts, &rig->world, rig->diags);
    const char *runs = pages ? table_runs(rig, pages) : NULL;
    pages_free(pages);
    model_free(model);
    return runs;
}

TEST(spans_of_any_size_cover_what_is_marked)
{
    struct rig *rig = rig_new();
    struct hostile hostile;
    hostile_init(&hostile);
    for (size_t r = 0; r < ROWS; r++)
        for (size_t i = 0; i < COLUMNS; i++)
            hostile.cells[r][i].rows = hostile.cells[r][i].columns = UINT32_MAX;
    const char *runs = hostile_print(rig, &hostile);
    /* Nothing is covered, so every cell is printed. */
    CHECK(runs && strstr(runs, "子") && strstr(runs, "羊") && strstr(runs, "酉"));
    hostile.cells[1][1].covered = hostile.cells[1][2].covered = true;
    hostile.cells[2][0].covered = hostile.cells[4][3].covered = true;
    runs = hostile_print(rig, &hostile);
    CHECK(runs && strstr(runs, "辰") && !strstr(runs, "巳") && !strstr(runs, "羊"));
    for (size_t r = 0; r < ROWS; r++)
        for (size_t i = 0; i < COLUMNS; i++)
            hostile.cells[r][i].covered = true;
    CHECK(hostile_print(rig, &hostile) != NULL);
    rig_free(rig);
}

/* Two cells that claim the same places. */
TEST(spans_that_cross)
{
    struct rig *rig = rig_new();
    struct hostile hostile;
    hostile_init(&hostile);
    hostile.cells[0][1].rows = 3;
    hostile.cells[1][0].rows = 2;
    hostile.cells[1][0].columns = 2;
    hostile.cells[1][1].covered = hostile.cells[2][0].covered = hostile.cells[2][1].covered = true;
    const char *runs = hostile_print(rig, &hostile);
    CHECK(runs && strstr(runs, "丑") && strstr(runs, "辰"));
    rig_free(rig);
}

TEST(heads_that_overlap_or_stand_outside)
{
    struct rig *rig = rig_new();
    struct hostile hostile;
    hostile_init(&hostile);
    hostile.table.head_count = 4;
    hostile.table.head_levels = 2;
    hostile.heads[0] = (struct model_head){"天", 0, 1, SIZE_MAX};
    hostile.heads[1] = (struct model_head){"地", 0, 0, 3};
    hostile.heads[2] = (struct model_head){"玄", INT_MAX, 0, 1};
    hostile.heads[3] = (struct model_head){"黄", -1, SIZE_MAX, 0};
    const char *runs = hostile_print(rig, &hostile);
    CHECK(runs && strstr(runs, "天") && strstr(runs, "地") && !strstr(runs, "玄"));
    hostile.table.head_levels = INT_MAX;
    CHECK(hostile_print(rig, &hostile) == NULL && rig_diag(rig, &TYP012));
    rig_free(rig);
}

TEST(texts_that_are_missing)
{
    struct rig *rig = rig_new();
    struct hostile hostile;
    hostile_init(&hostile);
    struct model_form form = {0};
    struct model_head head = {NULL, 0, 1, 2};
    hostile.table.heads = &head;
    hostile.table.head_count = 1;
    hostile.table.head_levels = 1;
    hostile.table.form = &form;
    hostile.rows[1].kind = MODEL_ROW_GROUP;
    for (size_t i = 0; i < COLUMNS; i++) {
        hostile.columns[i].title = NULL;
        hostile.columns[i].width_zi = i ? INT_MAX : -1;
        hostile.cells[1][i].text = NULL;
        hostile.cells[2][i].text = NULL;
    }
    const char *runs = hostile_print(rig, &hostile);
    CHECK(runs && strstr(runs, "子") && strstr(runs, "羊"));
    hostile.table.row_count = 0;
    CHECK(hostile_print(rig, &hostile) != NULL);
    rig_free(rig);
}
