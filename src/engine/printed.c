#include "printed.h"

#include <stdlib.h>
#include <string.h>

#include <huibao/base.h>
#include <huibao/digest.h>
#include <huibao/model_detail.h>

struct collector {
    struct arena *arena;
    struct printed_item *items;
    size_t count, capacity;
};

static void add(struct collector *collector, const char *name, const char *text)
{
    collector->items = arena_grow(collector->arena, collector->items, collector->count,
                                  &collector->capacity, sizeof *collector->items);
    collector->items[collector->count] = (struct printed_item){name, text, collector->count};
    collector->count++;
}

static void add_text(struct collector *collector, const struct model_text *text)
{
    for (size_t i = 0; i < text->count; i++) {
        if (text->spans[i].source)
            add(collector, text->spans[i].source, text->spans[i].text);
    }
}

/* A row is known by what it begins with, not by its place: rows come and go. */
static size_t naming_column(const struct model_table *table)
{
    bool numbered = table->column_count > 1 && strcmp(table->columns[0].title, "序号") == 0;
    return numbered ? 1 : 0;
}

static void add_table(struct collector *collector, const struct model_table *table)
{
    size_t naming = naming_column(table);
    for (size_t r = 0; r < table->row_count; r++) {
        const struct model_row *row = &table->rows[r];
        if (row->kind == MODEL_ROW_GROUP)
            continue;
        const char *label = row->cells[row->kind == MODEL_ROW_DATA ? naming : 0].text;
        for (size_t c = naming + 1; c < table->column_count; c++) {
            if (!row->cells[c].covered)
                add(collector,
                    arena_printf(collector->arena, "%s.%s[%s]", table->name,
                                 table->columns[c].title, label),
                    row->cells[c].text);
        }
    }
}

/* Too many to be kept one by one: how many rows there are, and what they are known by. */
static void add_detail(struct collector *collector, const struct model_table *table)
{
    enum { SHOWN = 16 };
    struct digest *digest = digest_new(collector->arena);
    struct model_detail_reader *reader = model_detail_open(table);
    size_t length = 0;
    for (const void *row; (row = model_detail_next_bytes(reader, &length));) {
        digest_add(digest, &length, sizeof length);
        digest_add(digest, row, length);
    }
    model_detail_done(reader);
    add(collector, arena_printf(collector->arena, "%s（明细）", table->name),
        arena_printf(collector->arena, "%zu行，校验值%.*s", model_detail_count(table->detail),
                     SHOWN, digest_take(digest)));
}

static void add_chart(struct collector *collector, const struct model_chart *chart)
{
    for (size_t s = 0; s < chart->series_count; s++) {
        for (size_t c = 0; c < chart->category_count; c++)
            add(collector,
                arena_printf(collector->arena, "%s.%s[%s]（图）", chart->name,
                             chart->series[s].title, chart->categories[c]),
                chart->series[s].points[c].text);
    }
}

static int by_name(const void *a, const void *b)
{
    const struct printed_item *one = a, *other = b;
    int order = strcmp(one->name, other->name);
    if (order == 0)
        order = strcmp(one->text, other->text);
    return order ? order : one->order < other->order ? -1 : one->order > other->order;
}

static bool same_pair(const struct printed_item *a, const struct printed_item *b)
{
    return strcmp(a->name, b->name) == 0 && strcmp(a->text, b->text) == 0;
}

/* Sorted, and of equal pairs only the first. */
static struct printed sorted(struct printed_item *items, size_t count)
{
    struct printed printed = {items, 0};
    if (count)
        qsort(items, count, sizeof *items, by_name);
    for (size_t i = 0; i < count; i++) {
        if (printed.count == 0 || !same_pair(&items[printed.count - 1], &items[i]))
            items[printed.count++] = items[i];
    }
    return printed;
}

struct printed printed_collect(struct arena *arena, const struct model *model)
{
    struct collector collector = {.arena = arena};
    add_text(&collector, &model->title);
    add_text(&collector, &model->salutation);
    for (size_t i = 0; i < model->block_count; i++) {
        const struct model_block *block = &model->blocks[i];
        add_text(&collector, &block->text);
        if (block->kind == MODEL_TABLE)
            add_table(&collector, block->table);
        if (block->kind == MODEL_TABLE && block->table->detail)
            add_detail(&collector, block->table);
        if (block->kind == MODEL_CHART)
            add_chart(&collector, block->chart);
    }
    return sorted(collector.items, collector.count);
}

struct printed printed_from(struct arena *arena, const struct store_printed *list, size_t count)
{
    struct printed_item *items = arena_array(arena, count, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = (struct printed_item){list[i].name, list[i].text, i};
    return sorted(items, count);
}

static int by_order(const void *a, const void *b)
{
    const struct printed_item *one = a, *other = b;
    return one->order < other->order ? -1 : one->order > other->order;
}

const struct store_printed *printed_list(struct arena *arena, const struct printed *printed)
{
    struct printed_item *items = arena_array(arena, printed->count, sizeof *items);
    struct store_printed *list = arena_array(arena, printed->count, sizeof *list);
    if (printed->count) {
        memcpy(items, printed->items, printed->count * sizeof *items);
        qsort(items, printed->count, sizeof *items, by_order);
    }
    for (size_t i = 0; i < printed->count; i++)
        list[i] = (struct store_printed){items[i].name, items[i].text};
    return list;
}

const char *printed_hash(struct arena *arena, const struct printed *printed)
{
    struct digest *digest = digest_new(arena);
    for (size_t i = 0; i < printed->count; i++) {
        digest_add_text(digest, printed->items[i].name);
        digest_add_text(digest, printed->items[i].text);
    }
    return digest_take(digest);
}

/* ---- comparing ---- */

struct side { /* the pairs of one name */
    const struct printed *printed;
    size_t from, to;
};

static size_t end_of_name(const struct printed *printed, size_t from)
{
    size_t to = from;
    while (to < printed->count && strcmp(printed->items[to].name, printed->items[from].name) == 0)
        to++;
    return to;
}

static const char *joined(struct arena *arena, const struct side *side)
{
    if (side->from == side->to)
        return NULL;
    struct buf text = {0};
    for (size_t i = side->from; i < side->to; i++)
        buf_printf(&text, "%s%s", i > side->from ? "、" : "", side->printed->items[i].text);
    const char *copy = buf_copy(&text, arena);
    buf_done(&text);
    return copy;
}

static bool same_texts(const struct side *a, const struct side *b)
{
    bool same = a->to - a->from == b->to - b->from;
    for (size_t i = 0; same && i < a->to - a->from; i++)
        same =
            strcmp(a->printed->items[a->from + i].text, b->printed->items[b->from + i].text) == 0;
    return same;
}

/* Both sides at the smaller of their next names; the other side may be empty. */
static const char *next_name(struct side *a, struct side *b)
{
    a->from = a->to;
    b->from = b->to;
    bool has_a = a->from < a->printed->count, has_b = b->from < b->printed->count;
    if (!has_a && !has_b)
        return NULL;
    const char *name_a = has_a ? a->printed->items[a->from].name : NULL;
    const char *name_b = has_b ? b->printed->items[b->from].name : NULL;
    int order = !has_a ? 1 : !has_b ? -1 : strcmp(name_a, name_b);
    if (order <= 0)
        a->to = end_of_name(a->printed, a->from);
    if (order >= 0)
        b->to = end_of_name(b->printed, b->from);
    return order <= 0 ? name_a : name_b;
}

static size_t order_of(const struct side *side)
{
    return side->printed->items[side->from].order;
}

static int by_change_order(const void *a, const void *b)
{
    const struct printed_change *one = a, *other = b;
    return one->order < other->order ? -1 : one->order > other->order;
}

struct printed_change *printed_compare(struct arena *arena, const struct printed *before,
                                       const struct printed *after, bool added, size_t *ret_count)
{
    struct printed_change *changes = NULL;
    size_t count = 0, capacity = 0;
    struct side a = {before, 0, 0}, b = {after, 0, 0};
    const char *name;
    while ((name = next_name(&a, &b)) != NULL) {
        bool both = a.from < a.to && b.from < b.to;
        if (both ? same_texts(&a, &b) : !added)
            continue;
        changes = arena_grow(arena, changes, count, &capacity, sizeof *changes);
        changes[count++] = (struct printed_change){name, joined(arena, &a), joined(arena, &b),
                                                   order_of(b.from < b.to ? &b : &a)};
    }
    if (count)
        qsort(changes, count, sizeof *changes, by_change_order);
    *ret_count = count;
    return changes;
}
