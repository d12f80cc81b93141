/*
 * Merged cells stand behind the rows in a sheet's part, so they are read in a pass of their own:
 * only those that reach down, since their value belongs to every row they cover.
 */
#include <stdlib.h>
#include <string.h>

#include "book.h"

struct reading {
    struct arena *arena;
    struct merge *merges;
    size_t count, capacity;
};

static void on_start(void *context, const char *name, const char *const *attributes)
{
    struct reading *reading = context;
    const char *range = strcmp(name, "mergeCell") == 0 ? part_attribute(attributes, "ref") : NULL;
    const char *colon = range ? strchr(range, ':') : NULL;
    if (!colon || colon - range > 12 || reading->count == SHEET_MERGES_MOST)
        return;
    char from[16] = {0};
    memcpy(from, range, (size_t)(colon - range));
    size_t column = 0, last_column = 0;
    long first = 0, last = 0;
    if (!cell_reference(from, &column, &first) || !cell_reference(colon + 1, &last_column, &last) ||
        first <= 0 || last <= first || last > SHEET_ROWS_MOST || column >= SHEET_COLUMNS_MOST)
        return;
    reading->merges = arena_grow(reading->arena, reading->merges, reading->count,
                                 &reading->capacity, sizeof *reading->merges);
    reading->merges[reading->count++] = (struct merge){first, last, column};
}

static int compare(const void *a, const void *b)
{
    const struct merge *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

void merges_sort(struct merge *merges, size_t count)
{
    if (count)
        qsort(merges, count, sizeof *merges, compare);
}

/* ---- filling ---- */

struct merge_down { /* the merge that reaches down a column now */
    long last;      /* 0: none */
    const char *text;
};

void merges_begin(struct merge_fill *fill, struct arena *arena, struct merge *merges, size_t count)
{
    *fill = (struct merge_fill){.arena = arena, .merges = merges, .count = count};
    fill->downs = arena_array(arena, count ? SHEET_COLUMNS_MOST : 1, sizeof *fill->downs);
    for (size_t c = 0; count && c < SHEET_COLUMNS_MOST; c++)
        fill->downs[c] = (struct merge_down){0, ""};
}

void merges_fill(struct merge_fill *fill, struct gather *gather, long row)
{
    if (!fill->count)
        return;
    struct sheet_row cells = gather_row(gather, row);
    while (fill->next < fill->count && fill->merges[fill->next].first <= row) {
        const struct merge *merge = &fill->merges[fill->next++];
        bool here = merge->first == row && merge->column < cells.count;
        fill->downs[merge->column] = (struct merge_down){
            merge->last, here ? arena_strdup(fill->arena, cells.cells[merge->column]) : ""};
    }
    for (size_t c = 0; c < SHEET_COLUMNS_MOST; c++) {
        const struct merge_down *down = &fill->downs[c];
        bool covered = down->last >= row && *down->text;
        if (!covered || (c < cells.count && *cells.cells[c]))
            continue;
        gather_begin(gather, c);
        buf_puts(&gather->text, down->text);
        gather_end(gather);
    }
}

bool package_read_merges(struct sheet_book *book, const char *part, struct arena *arena,
                         struct merge **ret_merges, size_t *ret_count, struct diags *diags)
{
    static const struct part_handlers handlers = {.start = on_start};
    struct reading reading = {.arena = arena};
    struct part_reading how = {&handlers, &reading, NULL};
    if (!part_read(book, part, true, &how, diags))
        return false;
    merges_sort(reading.merges, reading.count);
    *ret_merges = reading.merges;
    *ret_count = reading.count;
    return true;
}
