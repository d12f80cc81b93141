/* Models with one chart, and the boxes of what is printed. */
#ifndef TYPESET_CHART_TESTING_H
#define TYPESET_CHART_TESTING_H

#include <math.h>

#include "chart.h"
#include "typeset_testing.h"

struct chart_case {
    const char *kind; /* as the model's text form has it */
    size_t categories, series;
    const char *const *names; /* NULL: 1月 2月 … */
    const char *unit, *note;
    bool stacked, labels;
    int height;
    double (*value)(size_t series, size_t category); /* NaN: none */
};

/* Lines of text before and after it, in paragraphs of two. */
static inline const char *chart_model(struct arena *arena, const struct chart_case *chart,
                                      int before, int after)
{
    static const char two_lines[] =
        "paragraph 今年以来，社区坚持把矛盾化解在基层，受理各类纠纷二百三十六件，没有发生一起"
        "民转刑案件。\n";
    struct buf out = {0};
    buf_puts(&out, "model 1\ntitle 工作情况汇报\n\n");
    for (int i = 0; i < before; i += 2)
        buf_puts(&out, two_lines);
    buf_printf(&out, "\nchart 数据\n  at test.md:30\n  number 1\n  caption 题名\n");
    if (chart->unit)
        buf_printf(&out, "  unit %s\n", chart->unit);
    if (chart->note)
        buf_printf(&out, "  note %s\n", chart->note);
    buf_printf(&out, "  kind %s\n%s%s", chart->kind, chart->stacked ? "  stacked\n" : "",
               chart->labels ? "  labels\n" : "");
    if (chart->height)
        buf_printf(&out, "  height %d\n", chart->height);
    buf_puts(&out, "  categories ");
    for (size_t i = 0; i < chart->categories; i++) {
        const char *name = chart->names ? chart->names[i] : arena_printf(arena, "%zu月", i + 1);
        buf_printf(&out, "%s%s", i ? " | " : "", name);
    }
    for (size_t s = 0; s < chart->series; s++) {
        buf_printf(&out, "\n  series 第%zu类\n  points ", s + 1);
        for (size_t i = 0; i < chart->categories; i++) {
            double value = chart->value(s, i);
            buf_puts(&out, i ? " | " : "");
            if (isnan(value))
                buf_puts(&out, "— = null");
            else
                buf_printf(&out, "%.12g = %.12g", value, value);
        }
    }
    buf_puts(&out, "\n\n");
    for (int i = 0; i < after; i += 2)
        buf_puts(&out, two_lines);
    const char *copy = buf_copy(&out, arena);
    buf_done(&out);
    return copy;
}

static inline bool is_ascii(const struct page_run *run)
{
    for (const char *p = run->text; *p; p++)
        if ((unsigned char)*p >= 0x80)
            return false;
    return true;
}

/* Where the ink of a run may be. */
static inline struct chart_box run_box(const struct page_run *run)
{
    bool ascii = is_ascii(run);
    int32_t left = run->glyph_count ? run->glyphs[0].x : run->end;
    if (strncmp(run->text, "（", strlen("（")) == 0)
        left += run->size / 2; /* its blank half is cut at the beginning of a line */
    return (struct chart_box){left, run->y - run->size * (ascii ? 68 : 80) / 100, run->end,
                              run->y + run->size * (ascii ? 2 : 10) / 100};
}

#endif
