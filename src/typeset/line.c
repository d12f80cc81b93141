/* A composed line to page runs: one run per face, with clusters, at absolute x and baseline 0. */
#include "para.h"

#include <string.h>

#include <huibao/base.h>
#include <huibao/page.h>

/* Left edges of the line's boxes, and where the last box ends. */
static int32_t line_place(struct para *para, const struct para_line *line, int32_t left)
{
    size_t count = line->end - line->first;
    para->xs = typeset_para_room(para, para->xs, 2 * count, &para->x_capacity, sizeof *para->xs);
    int32_t *gaps = para->xs + count;
    typeset_justify(para, line->first, line->end, line->width, gaps);
    int32_t x = left + line->indent;
    for (size_t k = 0; k < count; k++) {
        para->xs[k] = x;
        x += para->items[line->first + k].box + (k + 1 < count ? gaps[k] : 0);
    }
    return x;
}

/* Items [k, end) of the line as one run. */
static void line_fill_run(const struct para *para, const struct para_line *line, size_t k,
                          size_t end, struct page_run *run, struct arena *arena)
{
    const struct para_item *items = &para->items[line->first];
    size_t bytes = 0;
    size_t glyphs = 0;
    for (size_t i = k; i < end; i++) {
        bytes += items[i].bytes;
        glyphs += items[i].glyph_count;
    }
    /* One block for the run's three arrays. */
    struct page_glyph *out = arena_alloc(
        arena, glyphs * sizeof *out + (end - k) * sizeof(struct page_cluster) + bytes + 1);
    struct page_cluster *clusters = (struct page_cluster *)(out + glyphs);
    char *text = (char *)(clusters + (end - k));
    run->text = text;
    run->clusters = clusters;
    run->glyphs = out;
    run->cluster_count = end - k;
    run->glyph_count = glyphs;
    for (size_t i = k; i < end; i++) {
        const struct para_item *item = &items[i];
        memcpy(text, para->text + item->text, item->bytes);
        text += item->bytes;
        *clusters++ = (struct page_cluster){item->bytes, item->glyph_count};
        for (size_t g = 0; g < item->glyph_count; g++) {
            const struct para_glyph *glyph = &para->glyphs[item->glyph + g];
            *out++ = (struct page_glyph){glyph->glyph, para->xs[i] + item->pen + glyph->dx};
        }
    }
}

/* ---- measurements ---- */

/* The kind of the glue after an item: PAGE_GLUE_COUNT: none, it is rigid. */
static enum page_glue line_glue(const struct para_item *item)
{
    static const enum page_glue kinds[] = {
        [SHRINK_SPACE] = PAGE_GLUE_SPACE,       [SHRINK_DOT] = PAGE_GLUE_DOT,
        [SHRINK_BRACKET] = PAGE_GLUE_BRACKET,   [SHRINK_COMMA] = PAGE_GLUE_COMMA,
        [SHRINK_HANLATIN] = PAGE_GLUE_HANLATIN, [SHRINK_STOP] = PAGE_GLUE_STOP,
    };
    if (item->shrink_class != SHRINK_NONE)
        return kinds[item->shrink_class];
    return item->stretches ? PAGE_GLUE_OTHER : PAGE_GLUE_COUNT;
}

static enum page_relaxed line_relaxed(const struct para *para, const struct para_line *line)
{
    int32_t penalty = line->end < para->count ? para->items[line->end - 1].penalty : 0;
    if (penalty >= PENALTY_EMERGENCY)
        return PAGE_RELAXED_WORD;
    return penalty >= PENALTY_RELAX ? PAGE_RELAXED_NUMBER : PAGE_RELAXED_NONE;
}

static const char *copy_or_null(struct arena *arena, const char *text)
{
    return text ? arena_strdup(arena, text) : NULL;
}

/* How the line was composed, after line_place(); `count` items are printed. */
static const struct page_line *line_measure(const struct para *para, const struct para_line *line,
                                            size_t count, struct arena *arena)
{
    const struct para_item *items = &para->items[line->first];
    const int32_t *gaps = para->xs + (line->end - line->first);
    struct page_line *measured = arena_alloc(arena, sizeof *measured);
    *measured = (struct page_line){.element = para->source.what,
                                   .table = copy_or_null(arena, para->source.name),
                                   .row = para->source.row,
                                   .file = copy_or_null(arena, para->source.file),
                                   .file_line = para->source.line,
                                   .measure = line->measure,
                                   .natural = line->natural,
                                   .width = line->width,
                                   .last = line->end == para->count,
                                   .relaxed = line_relaxed(para, line)};
    for (size_t k = 0; k + 1 < line->end - line->first; k++) {
        enum page_glue kind = line_glue(&items[k]);
        if (kind == PAGE_GLUE_COUNT)
            continue;
        measured->adjusted[kind].units += gaps[k] - items[k].gap;
        measured->adjusted[kind].gaps++;
    }
    struct buf text = {0};
    for (size_t i = 0; i < count; i++)
        buf_append(&text, para->text + items[i].text, items[i].bytes);
    measured->text = buf_copy(&text, arena);
    buf_done(&text);
    const struct para_glyph *glyph = &para->glyphs[items[0].glyph];
    measured->lead = items[0].pen + (items[0].glyph_count ? glyph->dx : 0);
    return measured;
}

static bool line_same_run(const struct para_item *a, const struct para_item *b)
{
    return a->face == b->face && a->size == b->size && a->raise == b->raise;
}

const struct page_item *typeset_line_runs(struct para *para, const struct para_line *line,
                                          int32_t left, struct arena *arena, size_t *ret_count)
{
    int32_t right = line_place(para, line, left);
    const struct para_item *items = &para->items[line->first];
    size_t count = line->end - line->first;
    while (count && items[count - 1].class == CLASS_SPACE)
        count--;
    size_t runs = 0;
    for (size_t k = 0; k < count; k++)
        runs += k == 0 || !line_same_run(&items[k - 1], &items[k]);
    para->runs = typeset_para_room(para, para->runs, runs, &para->run_capacity, sizeof *para->runs);
    size_t r = 0;
    for (size_t k = 0; k < count;) {
        size_t end = k + 1;
        while (end < count && line_same_run(&items[k], &items[end]))
            end++;
        struct page_run *run = &para->runs[r].run;
        para->runs[r] = (struct page_item){.kind = PAGE_RUN};
        r++;
        run->face = items[k].face;
        run->size = items[k].size;
        run->y = -items[k].raise;
        run->color = para->color;
        run->end = end < count ? para->xs[end] + items[end].pen : right;
        line_fill_run(para, line, k, end, run, arena);
        k = end;
    }
    if (para->measured && runs)
        para->runs[0].run.line = line_measure(para, line, count, arena);
    *ret_count = runs;
    return para->runs;
}
