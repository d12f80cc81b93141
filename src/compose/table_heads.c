/* What stands above a table's rows: heads of several levels, 栏次, the form around it. */
#include <string.h>

#include "table.h"

/* ---- heads ---- */

struct heads { /* of one level, being gathered */
    struct making *making;
    struct model_head *list;
    size_t count, capacity;
    int level;
    size_t leaf; /* of the next column without any below */
};

static size_t count_leaves(const struct define_column *column)
{
    size_t count = 0;
    for (; column; column = column->next)
        count += column->columns ? count_leaves(column->columns) : 1;
    return count;
}

/* Adds the heads at heads->level of a list of columns that stands at `level`. */
static void gather(struct heads *heads, const struct define_column *column, int level)
{
    struct arena *arena = heads->making->composer->arena;
    for (; column; column = column->next) {
        if (!column->columns) {
            heads->leaf++;
        } else if (level < heads->level) {
            gather(heads, column->columns, level + 1);
        } else {
            size_t count = count_leaves(column->columns);
            heads->list =
                arena_grow(arena, heads->list, heads->count, &heads->capacity, sizeof *heads->list);
            heads->list[heads->count++] =
                (struct model_head){.title = compose_clean(arena, column->title),
                                    .level = level,
                                    .first = heads->leaf,
                                    .count = count};
            heads->leaf += count;
        }
    }
}

void table_heads(struct making *making)
{
    struct heads heads = {.making = making};
    size_t before = 0;
    do {
        before = heads.count;
        heads.leaf = 0;
        gather(&heads, making->define->columns, 0);
        heads.level++;
    } while (heads.count > before);
    making->table->heads = heads.list;
    making->table->head_count = heads.count;
    making->table->head_levels = heads.level - 1;
}

/* ---- 栏次 ---- */

static bool is_text(struct making *making, size_t column)
{
    if (making->columns[column].total != MODEL_TOTAL_NONE || making->leaves[column]->share_of)
        return false;
    const char *value = making->leaves[column]->value;
    return (value && strcmp(value, TABLE_ROW_NUMBER) == 0) || making->kinds[column].text;
}

/* The texts from the left are 甲 乙 丙, all that follows is 1 2 3. An author's own one stays. */
void table_ids(struct making *making)
{
    static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
    struct arena *arena = making->composer->arena;
    size_t stem = 0, number = 0;
    for (size_t i = 0; i < making->table->column_count; i++) {
        const char *own = making->leaves[i]->id;
        if (making->define->ids && !number && stem < BASE_COUNT(stems) && is_text(making, i))
            making->columns[i].id = stems[stem++];
        else if (making->define->ids)
            making->columns[i].id = arena_printf(arena, "%zu", ++number);
        if (own)
            making->columns[i].id = compose_clean(arena, own);
    }
}

/* ---- the form ---- */

static const char *flat(struct composer *composer, const struct define_inline *inlines)
{
    struct model_text text = compose_text(composer, inlines);
    return model_text_flat(composer->arena, &text);
}

static const struct model_pair *pairs(struct composer *composer, const struct define_pair *define,
                                      size_t *ret_count)
{
    size_t count = 0;
    for (const struct define_pair *pair = define; pair; pair = pair->next)
        count++;
    struct model_pair *list = arena_array(composer->arena, count, sizeof *list);
    for (size_t i = 0; i < count; i++, define = define->next) {
        list[i].label = compose_clean(composer->arena, define->label);
        list[i].value = define->value ? flat(composer, define->value) : "";
    }
    *ret_count = count;
    return list;
}

const struct model_form *table_form(struct composer *composer, const struct define_form *define)
{
    struct model_form *form = arena_alloc(composer->arena, sizeof *form);
    form->heads = pairs(composer, define->heads, &form->head_count);
    form->reporter = define->reporter ? flat(composer, define->reporter) : NULL;
    form->period = define->period ? flat(composer, define->period) : NULL;
    form->feet = pairs(composer, define->feet, &form->foot_count);
    return form;
}
