#include "base_diags.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

#define DIAGS_MOST 500

BASE_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *base_diags(size_t *ret_count)
{
    static const struct diag_kind *const all[] = {BASE_DIAGS(DIAG_LISTED)};
    *ret_count = BASE_COUNT(all);
    return all;
}

const struct place PLACE_NONE = {0};

struct diags_context {
    struct diags_context *outer;
    const char *text; /* the whole path so far */
};

struct diags {
    struct arena *arena;
    struct diag *items;
    size_t count, capacity;
    size_t totals[DIAG_ERROR + 1];
    int status;
    bool last_kept; /* the last one added was kept, so that details and hints go to it */
    struct diags_context *context;
};

struct diags *diags_new(void)
{
    struct arena *arena = arena_new();
    struct diags *diags = arena_alloc(arena, sizeof *diags);
    diags->arena = arena;
    return diags;
}

void diags_free(struct diags *diags)
{
    if (diags)
        arena_free(diags->arena);
}

static const char *fill_in(struct arena *arena, const char *text, const char *const *args)
{
    size_t count = 0;
    while (args && args[count])
        count++;
    struct buf out = {0};
    for (const char *p = text; *p; p++) {
        if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}') {
            size_t index = (size_t)(p[1] - '1');
            buf_puts(&out, index < count ? args[index] : "？");
            p += 2;
        } else {
            buf_putc(&out, *p);
        }
    }
    const char *filled = buf_copy(&out, arena);
    buf_done(&out);
    return filled;
}

static const char *copy(struct arena *arena, const char *text)
{
    return text ? arena_strdup(arena, text) : NULL;
}

/* Counts it, and gives room for it unless there are too many. */
static struct diag *add(struct diags *diags, const struct diag_kind *kind,
                        const struct place *place)
{
    diags->totals[kind->severity]++;
    if (kind->severity == DIAG_ERROR && (int)kind->class > diags->status)
        diags->status = (int)kind->class;
    diags->last_kept = diags->count < DIAGS_MOST;
    if (!diags->last_kept)
        return NULL;
    diags->items = arena_grow(diags->arena, diags->items, diags->count, &diags->capacity,
                              sizeof *diags->items);
    struct diag *diag = &diags->items[diags->count++];
    *diag = (struct diag){.kind = kind, .place = place ? *place : PLACE_NONE};
    diag->place.file = copy(diags->arena, diag->place.file);
    diag->place.text = copy(diags->arena, diag->place.text);
    diag->context = diags->context ? diags->context->text : NULL;
    return diag;
}

void diag_add(struct diags *diags, const struct diag_kind *kind, const struct place *place,
              const char *const *args)
{
    struct diag *diag = add(diags, kind, place);
    if (diag)
        diag->message = fill_in(diags->arena, kind->text, args);
}

void diag_copy(struct diags *diags, const struct diag *other)
{
    struct diag *diag = add(diags, other->kind, &other->place);
    if (!diag)
        return;
    diag->message = copy(diags->arena, other->message);
    diag->detail = copy(diags->arena, other->detail);
    diag->hint = copy(diags->arena, other->hint);
    if (other->context)
        diag->context = copy(diags->arena, other->context);
}

static struct diag *last_diag(struct diags *diags)
{
    return diags->last_kept ? &diags->items[diags->count - 1] : NULL;
}

void diag_detail(struct diags *diags, const char *format, ...)
{
    struct diag *diag = last_diag(diags);
    va_list args;
    va_start(args, format);
    if (diag)
        diag->detail = base_vprintf(diags->arena, format, args);
    va_end(args);
}

void diag_hint(struct diags *diags, const char *format, ...)
{
    struct diag *diag = last_diag(diags);
    va_list args;
    va_start(args, format);
    if (diag)
        diag->hint = base_vprintf(diags->arena, format, args);
    va_end(args);
}

void diag_hint_nearest(struct diags *diags, const char *name, const char *const *candidates,
                       size_t count)
{
    const char *nearest = text_nearest(name, candidates, count);
    if (nearest)
        diag_hint(diags, "是不是“%s”？", nearest);
}

enum { AMONG_MOST = 10 };

void diag_hint_among(struct diags *diags, const char *name, const char *const *candidates,
                     size_t count)
{
    struct buf text = {0};
    const char *nearest = text_nearest(name, candidates, count);
    if (nearest)
        buf_printf(&text, "是不是“%s”？", nearest);
    size_t *far = arena_array(diags->arena, count, sizeof *far);
    for (size_t i = 0; i < count; i++)
        far[i] = text_distance(name, candidates[i]);
    for (size_t shown = 0; shown < count && shown < AMONG_MOST; shown++) {
        size_t best = 0;
        for (size_t i = 1; i < count; i++)
            if (far[i] < far[best])
                best = i;
        buf_printf(&text, "%s%s", shown ? "、" : "有：", candidates[best]);
        far[best] = SIZE_MAX;
    }
    if (count > AMONG_MOST)
        buf_printf(&text, " 等 %zu 个", count);
    if (text.length)
        diag_hint(diags, "%s", text.data);
    buf_done(&text);
}

void diag_context_push(struct diags *diags, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = base_vprintf(diags->arena, format, args);
    va_end(args);
    struct diags_context *context = arena_alloc(diags->arena, sizeof *context);
    context->outer = diags->context;
    context->text =
        context->outer ? arena_printf(diags->arena, "%s › %s", context->outer->text, text) : text;
    diags->context = context;
}

void diag_context_pop(struct diags *diags)
{
    if (diags->context)
        diags->context = diags->context->outer;
}

static int compare_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

static int compare_diags(const struct diag *a, const struct diag *b)
{
    int files = compare_text(a->place.file, b->place.file);
    if (files)
        return files;
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    return (a->place.column > b->place.column) - (a->place.column < b->place.column);
}

/* Insertion sort: stable, and the list is short and nearly in order. */
void diags_sort(struct diags *diags)
{
    for (size_t i = 1; i < diags->count; i++) {
        struct diag item = diags->items[i];
        size_t j = i;
        for (; j > 0 && compare_diags(&diags->items[j - 1], &item) > 0; j--)
            diags->items[j] = diags->items[j - 1];
        diags->items[j] = item;
    }
}

size_t diags_count(const struct diags *diags, enum diag_severity at_least)
{
    size_t count = 0;
    for (int severity = (int)at_least; severity <= DIAG_ERROR; severity++)
        count += diags->totals[severity];
    return count;
}

size_t diags_kept(const struct diags *diags)
{
    return diags->count;
}

const struct diag *diags_at(const struct diags *diags, size_t index)
{
    return index < diags->count ? &diags->items[index] : NULL;
}

int diags_exit_status(const struct diags *diags)
{
    return diags->status;
}
