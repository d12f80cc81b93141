/* {{#each}}: what it rules, once for each row of its data. */
#include <string.h>

#include <huibao/define_repeat.h>

#include "cells.h"
#include "compose_diags.h"

enum {
    ROUNDS_MOST = 10000,   /* of a whole report, rows within rows counted */
    LOOKED_MOST = 10000000 /* rows looked at for 同 X */
};

struct rounds {
    struct composer *composer;
    const struct define_each *each;
    const struct frame_table *table; /* NULL: it could not be fetched */
    struct frame_row row;
    bool inside;       /* the row has been entered */
    size_t next;       /* row to look at */
    int same;          /* column that must be as the row around has it, or −1 */
    struct value wish; /* that */
    size_t errors;     /* before the round: one message is enough, not one for each row */
};

static struct rounds begin(struct composer *composer, const struct define_each *each)
{
    struct rounds rounds = {.composer = composer, .each = each, .same = -1};
    rounds.table = frame_table(composer->frame, each->data, composer->diags);
    rounds.row = (struct frame_row){.each = each, .table = rounds.table};
    rounds.errors = diags_count(composer->diags, DIAG_ERROR);
    if (!rounds.table || !each->same)
        return rounds;
    struct frame_scalar scalar;
    struct define_name name = {DEFINE_CURRENT, each->same, each->same_place, each->same_around,
                               NULL};
    rounds.same =
        cells_find_or_tell(composer, rounds.table, each->data, each->same, &each->same_place);
    bool found = rounds.same >= 0 && frame_scalar(composer->frame, &name, &scalar, composer->diags);
    if (found)
        rounds.wish = scalar.value;
    else
        rounds.table = NULL;
    return rounds;
}

static bool is_same(struct value a, struct value b)
{
    if (value_is_number(a) && value_is_number(b))
        return !(value_as_real(a) < value_as_real(b)) && !(value_as_real(a) > value_as_real(b));
    if (a.kind != b.kind)
        return false;
    if (a.kind == VALUE_TEXT)
        return strcmp(a.text, b.text) == 0;
    return a.kind == VALUE_DATE && a.date == b.date;
}

/* The next row that belongs to it, from rounds->next on; false if there is none. */
static bool find_row(struct rounds *rounds)
{
    const struct frame_table *table = rounds->table;
    bool enough = rounds->each->first && rounds->row.number == (size_t)rounds->each->first;
    for (; table && !enough && rounds->next < table->row_count; rounds->next++) {
        const struct value *cells = table->cells + rounds->next * table->column_count;
        bool fits = rounds->same < 0 || is_same(cells[rounds->same], rounds->wish);
        if (fits || ++rounds->composer->looked > LOOKED_MOST)
            return true;
    }
    return false;
}

static bool may_go_on(struct rounds *rounds)
{
    struct composer *composer = rounds->composer;
    if (diags_count(composer->diags, DIAG_ERROR) > rounds->errors)
        return false;
    if (++composer->rounds <= ROUNDS_MOST && composer->looked <= LOOKED_MOST)
        return true;
    char *most = arena_printf(composer->arena, "%d",
                              composer->looked > LOOKED_MOST ? LOOKED_MOST : ROUNDS_MOST);
    diag_add(composer->diags, &CMP022, &rounds->each->data_place, DIAG_ARGS(most));
    diag_hint(composer->diags, "在查询里用 WHERE、LIMIT 少取几行，或写 |前10");
    return false;
}

/* Leaves the row at hand and enters the next; false after the last. */
static bool turn(struct rounds *rounds)
{
    if (rounds->inside)
        frame_leave(rounds->composer->frame);
    rounds->inside = find_row(rounds) && may_go_on(rounds);
    if (!rounds->inside)
        return false;
    rounds->row.row = rounds->next++;
    rounds->row.number++;
    frame_enter(rounds->composer->frame, &rounds->row);
    return true;
}

void compose_each(struct composer *composer, const struct define_block *block)
{
    size_t before = composer->model->block_count;
    struct rounds rounds = begin(composer, block->each);
    while (turn(&rounds))
        compose_blocks(composer, block->branches->blocks);
    const struct define_branch *otherwise = block->branches->next;
    if (composer->model->block_count == before && otherwise)
        compose_blocks(composer, otherwise->blocks);
}

struct model_text *compose_each_texts(struct composer *composer, const struct define_inline *inl,
                                      size_t *ret_count)
{
    struct model_text *texts = NULL;
    size_t count = 0, capacity = 0;
    struct rounds rounds = begin(composer, inl->each);
    while (turn(&rounds)) {
        struct model_text text = compose_text(composer, inl->branches->inlines);
        if (text.count == 0)
            continue;
        texts = arena_grow(composer->arena, texts, count, &capacity, sizeof *texts);
        texts[count++] = text;
    }
    *ret_count = count;
    return texts;
}
