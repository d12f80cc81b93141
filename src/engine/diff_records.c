/* The records behind figures that differ: those that one side counts and the other does not. */
#include "diff_records.h"

#include <stdlib.h>
#include <string.h>

#include <huibao/frame_trace.h>

#include "explain.h"

enum { MOST_LISTED = 5, MOST_COUNTED = 200000, SHOWN_CELLS = 3 };

/* What a figure counts on one side; a reason when that cannot be listed. */
static struct frame_records records_of(struct diff_side *side, const char *name)
{
    static const struct frame_records_request all = {MOST_COUNTED, false};
    struct frame_records none = {.reason = "没有"};
    const struct define_indicator *indicator =
        side->report->dictionary ? define_indicator_find(side->report->dictionary, name) : NULL;
    if (!side->frame || !indicator || !indicator->dataset)
        return none;
    const struct define_name wanted = {.shift = DEFINE_CURRENT, .name = name};
    struct diags *unused = diags_new();
    const struct frame_trace *trace = frame_trace_name(side->frame, &wanted, unused);
    if (trace && trace->dataset)
        none = frame_trace_records(side->frame, trace, &all);
    diags_free(unused);
    return none;
}

/* A record stands where it was imported: a correction makes another of it. */
static int compare_places(const void *left, const void *right)
{
    const struct frame_record *a = left, *b = right;
    if (a->batch != b->batch)
        return a->batch < b->batch ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

static struct frame_record *sorted(struct arena *arena, const struct frame_records *records)
{
    struct frame_record *copy = arena_array(arena, records->count + 1, sizeof *copy);
    if (records->count) {
        memcpy(copy, records->items, records->count * sizeof *copy);
        qsort(copy, records->count, sizeof *copy, compare_places);
    }
    return copy;
}

/* 纠纷编号 JF005，受理日期 2026-10-20，类别 邻里（台账.csv 第 6 行） */
static const char *show(struct arena *arena, const struct frame_records *records,
                        const struct frame_record *record)
{
    struct buf text = {0};
    size_t shown = 0;
    for (size_t c = 0; c < records->column_count && shown < SHOWN_CELLS; c++) {
        if (record->cells[c].kind == VALUE_NULL)
            continue;
        buf_printf(&text, "%s%s %s", shown++ ? "，" : "", records->columns[c],
                   explain_value(arena, record->cells[c]));
    }
    if (record->file[0])
        buf_printf(&text, "（%s 第 %lld 行）", record->file, (long long)record->line);
    const char *copy = arena_strdup(arena, text.data ? text.data : "");
    buf_done(&text);
    return copy;
}

/* Those of `here` that `there` (sorted; NULL: everything) has not, and that came after a batch. */
static struct engine_behind only_in(struct arena *arena, const struct frame_records *here,
                                    const struct frame_record *there, size_t there_count,
                                    int64_t after)
{
    struct engine_behind behind = {0};
    const char **listed = arena_array(arena, MOST_LISTED, sizeof *listed);
    for (size_t i = 0; i < here->count; i++) {
        const struct frame_record *record = &here->items[i];
        if (record->batch <= after ||
            (there && bsearch(record, there, there_count, sizeof *there, compare_places)))
            continue;
        if (behind.total++ < MOST_LISTED)
            listed[behind.count++] = show(arena, here, record);
    }
    behind.records = listed;
    return behind;
}

void diff_records(struct arena *arena, struct diff_side *before, struct diff_side *after,
                  struct engine_figure *figure)
{
    struct frame_records now = records_of(after, figure->name);
    if (now.reason)
        return;
    if (!before) { /* a render, whose records are known only by when they came */
        figure->come = only_in(arena, &now, NULL, 0, after->since);
        return;
    }
    struct frame_records then = records_of(before, figure->name);
    if (then.reason)
        return;
    figure->come = only_in(arena, &now, sorted(arena, &then), then.count, 0);
    figure->gone = only_in(arena, &then, sorted(arena, &now), now.count, 0);
}
