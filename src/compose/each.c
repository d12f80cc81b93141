/* {{#each}}: what it rules, once for each row of its data. */
#include <string.h>

#include <huibao/define_repeat.h>

#include "cells.h"
#include "compose_diags.h"
#include "printed.h"

enum {
    ROUNDS_MOST = 10000,   /* of a whole report, rows within rows counted */
    LOOKED_MOST = 10000000 /* rows looked at for 同 X */
};

struct shares { /* of one column */
    const char *column;
    int decimals;
    const double *parts; /* per row; NULL: there are none */
    struct shares *next;
};

struct rounds {
    struct composer *composer;
    struct rounds *outer;
    const struct define_each *each;
    const struct frame_table *table; /* NULL: it could not be fetched */
    struct frame_row row;
    bool inside;       /* the row has been entered */
    size_t next;       /* row to look at */
    int same;          /* column that must be as the row around has it, or −1 */
    struct value wish; /* that */
    size_t errors;     /* before the round: one message is enough, not one for each row */
    struct shares *shares;
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

static bool belongs(const struct rounds *rounds, size_t row)
{
    const struct frame_table *table = rounds->table;
    return rounds->same < 0 ||
           is_same(table->cells[row * table->column_count + (size_t)rounds->same], rounds->wish);
}

/* The next row that belongs to it, from rounds->next on; false if there is none. */
static bool find_row(struct rounds *rounds)
{
    const struct frame_table *table = rounds->table;
    bool enough = rounds->each->first && rounds->row.number == (size_t)rounds->each->first;
    for (; table && !enough && rounds->next < table->row_count; rounds->next++) {
        if (belongs(rounds, rounds->next) || ++rounds->composer->looked > LOOKED_MOST)
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
    if (rounds->inside) {
        frame_leave(rounds->composer->frame);
        rounds->composer->within = rounds->outer;
    }
    rounds->inside = find_row(rounds) && may_go_on(rounds);
    if (!rounds->inside)
        return false;
    rounds->outer = rounds->composer->within;
    rounds->composer->within = rounds;
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

/* ---- shares ---- */

static struct value share_value(const struct rounds *rounds, int column, size_t row)
{
    return rounds->table->cells[row * rounds->table->column_count + (size_t)column];
}

/* Per cent of each row; NULL when the rows add up to nothing, or cannot. */
static const double *share_out(const struct rounds *rounds, const struct define_inline *inl,
                               int decimals)
{
    const struct frame_table *table = rounds->table;
    struct arena *arena = rounds->composer->arena;
    int index = cells_find(table, inl->name.name);
    double *parts = arena_array(arena, table->row_count + 1, sizeof *parts), total = 0;
    for (size_t r = 0; index >= 0 && r < table->row_count; r++) {
        struct value value = share_value(rounds, index, r);
        if (!belongs(rounds, r) || value.kind == VALUE_NULL)
            continue;
        parts[r] = value_as_real(value);
        if (!value_is_number(value) || parts[r] < 0) {
            const char *what = value_is_number(value) ? "负数" : printed_kind(arena, value);
            diag_add(rounds->composer->diags, &CMP006, &inl->place,
                     DIAG_ARGS(inl->name.name, arena_printf(arena, "%zu", r + 1), what));
            return NULL;
        }
        total += parts[r];
    }
    if (!(total > 0))
        return NULL;
    for (size_t r = 0; r < table->row_count; r++)
        parts[r] = parts[r] / total * 100.0;
    return value_round_parts(arena, parts, table->row_count, 100.0, decimals, parts) ? parts : NULL;
}

static struct rounds *rounds_of(const struct composer *composer, const struct define_each *each)
{
    struct rounds *rounds = each ? composer->within : NULL;
    while (rounds && rounds->each != each)
        rounds = rounds->outer;
    return rounds;
}

size_t compose_each_row(const struct composer *composer, const struct define_each *each)
{
    const struct rounds *rounds = rounds_of(composer, each);
    return rounds ? rounds->row.row + 1 : 0;
}

bool compose_each_share(struct composer *composer, const struct define_inline *inl, int decimals,
                        double *ret_share)
{
    const char *column = inl->name.name;
    struct rounds *rounds = rounds_of(composer, inl->name.each);
    if (!rounds)
        return false;
    struct shares *shares = rounds->shares;
    while (shares && (strcmp(shares->column, column) != 0 || shares->decimals != decimals))
        shares = shares->next;
    if (!shares) {
        shares = arena_alloc(composer->arena, sizeof *shares);
        *shares =
            (struct shares){column, decimals, share_out(rounds, inl, decimals), rounds->shares};
        rounds->shares = shares;
    }
    if (!shares->parts ||
        share_value(rounds, cells_find(rounds->table, column), rounds->row.row).kind == VALUE_NULL)
        return false;
    *ret_share = shares->parts[rounds->row.row];
    return true;
}
