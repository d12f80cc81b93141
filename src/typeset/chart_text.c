/* Texts of a chart: shaped and broken as everywhere, then moved to where the drawing wants them. */
#include "chart.h"

#include <string.h>

#include <huibao/base.h>

int32_t typeset_chart_pitch(const struct chart *chart, int32_t size)
{
    const struct style_text *text = &chart->c->style->text[STYLE_CHART];
    if (!text->line_pitch)
        return size * 4 / 3;
    return (int32_t)((int64_t)text->line_pitch * size / text->size);
}

static void text_shape(struct chart *chart, const char *text, int32_t size)
{
    struct composer *c = chart->c;
    struct shape_source source = {.what = "图",
                                  .name = chart->model->name,
                                  .file = chart->block->file,
                                  .line = chart->block->line};
    typeset_para_reset(c->para, size, size, c->style->breaking);
    typeset_shape(c->shaper, c->para, c->roles[STYLE_CHART], text, &source);
    typeset_para_prepare(c->para);
}

int32_t typeset_chart_width(struct chart *chart, const char *text, int32_t size)
{
    text_shape(chart, text, size);
    return typeset_fit_natural(chart->c->para, 0, chart->c->para->count);
}

static void text_add_line(struct chart *chart, struct chart_text *text,
                          const struct para_line *line, const struct chart_face *face)
{
    struct composer *c = chart->c;
    int32_t spare = text->width - line->width;
    int32_t x = face->align == STYLE_RIGHT ? spare : face->align == STYLE_CENTER ? spare / 2 : 0;
    struct para_line flush = *line;
    flush.indent = 0;
    size_t count = 0;
    const struct page_item *runs = typeset_line_runs(c->para, &flush, x, c->pages->arena, &count);
    struct page_item *items = arena_array(c->scratch, text->count + count, sizeof *items);
    if (text->count)
        memcpy(items, text->items, text->count * sizeof *items);
    int32_t middle = typeset_shape_han_middle(c->shaper, c->roles[STYLE_CHART], face->size);
    for (size_t i = 0; i < count; i++) {
        struct page_item *item = &items[text->count + i];
        *item = runs[i];
        item->run.y +=
            face->size / 2 + middle + (int32_t)text->lines * typeset_chart_pitch(chart, face->size);
        item->run.color = face->color;
    }
    text->items = items;
    text->count += count;
    text->lines++;
}

struct chart_text typeset_chart_text(struct chart *chart, const char *text,
                                     const struct chart_face *face, int32_t measure)
{
    struct para *para = chart->c->para;
    struct chart_text result = {0};
    text_shape(chart, text, face->size);
    typeset_title_fit(para, measure);
    result.broken = typeset_fit_unbreakable(para) > measure;
    for (size_t i = 0; i < para->line_count; i++)
        if (para->lines[i].width > result.width)
            result.width = para->lines[i].width;
    for (size_t i = 0; i < para->line_count; i++)
        text_add_line(chart, &result, &para->lines[i], face);
    if (result.lines)
        result.height =
            face->size + (int32_t)(result.lines - 1) * typeset_chart_pitch(chart, face->size);
    return result;
}

void typeset_chart_put(struct chart *chart, const struct chart_text *text, int32_t x, int32_t y)
{
    for (size_t i = 0; i < text->count; i++) {
        struct page_item *item = typeset_chart_add(chart, PAGE_RUN);
        *item = text->items[i];
        page_item_move(chart->c->pages->arena, item, x, y);
    }
}

int32_t typeset_chart_digits(int32_t size)
{
    return size * 3 / 4;
}

void typeset_chart_put_number(struct chart *chart, const struct chart_text *text, int32_t x,
                              int32_t middle)
{
    struct composer *c = chart->c;
    int32_t size = text->height;
    int role = c->roles[STYLE_CHART];
    int32_t han = typeset_shape_han_middle(c->shaper, role, size);
    int32_t digit = typeset_shape_digit_middle(c->shaper, role, size);
    typeset_chart_put(chart, text, x, middle - size / 2 + digit - han);
}
