/*
 * How the lines were composed, as text for golden files and as JSON for programs:
 *   正文 82177,146373 measure 420392 natural 419000 width 420392 slack 1392 other +1392/24 last "…"
 * `comma -1200/3`: three glues of that kind gave 1200 units between them. Lengths are units.
 */
#include <inttypes.h>

#include <huibao/base.h>
#include <huibao/page.h>

static const char *const glue_names[PAGE_GLUE_COUNT] = {"space",     "dot",  "bracket", "comma",
                                                        "han-latin", "stop", "other"};
static const char *const relaxed_names[] = {NULL, "number", "word"};

/* Left edge of the line that the run begins, along the direction of writing. */
static int32_t line_x(const struct page_run *run)
{
    return (run->glyph_count ? run->glyphs[0].x : run->end) - run->line->lead;
}

static const struct page_run *item_line(const struct page_item *item)
{
    return item->kind == PAGE_RUN && item->run.line ? &item->run : NULL;
}

static void dump_line(const struct page_run *run, struct buf *out)
{
    const struct page_line *line = run->line;

    buf_puts(out, line->element);
    if (line->table) {
        buf_putc(out, ' ');
        buf_put_json(out, line->table);
    }
    if (line->row)
        buf_printf(out, " row %zu", line->row);
    buf_printf(out, "%s %" PRId32 ",%" PRId32 " measure %" PRId32 " natural %" PRId32,
               run->turned ? " turned" : "", line_x(run), run->y, line->measure, line->natural);
    buf_printf(out, " width %" PRId32 " slack %" PRId32, line->width,
               line->measure - line->natural);
    for (size_t i = 0; i < PAGE_GLUE_COUNT; i++)
        if (line->adjusted[i].units)
            buf_printf(out, " %s %+" PRId32 "/%" PRId32, glue_names[i], line->adjusted[i].units,
                       line->adjusted[i].gaps);
    if (line->last)
        buf_puts(out, " last");
    if (line->relaxed)
        buf_printf(out, " relaxed %s", relaxed_names[line->relaxed]);
    buf_putc(out, ' ');
    buf_put_json(out, line->text);
    buf_putc(out, '\n');
}

void pages_dump_lines(const struct pages *pages, struct buf *out)
{
    for (size_t i = 0; i < pages->count; i++) {
        const struct page *page = &pages->pages[i];
        buf_printf(out, "%spage %zu label ", i ? "\n" : "", i + 1);
        buf_put_json(out, page->label);
        buf_putc(out, '\n');
        for (size_t n = 0; n < page->item_count; n++)
            if (item_line(&page->items[n]))
                dump_line(&page->items[n].run, out);
    }
}

/* ---- JSON ---- */

static void put_text(struct buf *out, const char *key, const char *text)
{
    buf_printf(out, ",\"%s\":", key);
    if (text)
        buf_put_json(out, text);
    else
        buf_puts(out, "null");
}

static void put_number(struct buf *out, const char *key, int64_t number)
{
    buf_printf(out, ",\"%s\":%" PRId64, key, number);
}

static void put_adjusted(struct buf *out, const struct page_line *line)
{
    buf_puts(out, ",\"adjusted\":{");
    for (size_t i = 0; i < PAGE_GLUE_COUNT; i++)
        buf_printf(out, "%s\"%s\":{\"units\":%" PRId32 ",\"gaps\":%" PRId32 "}", i ? "," : "",
                   glue_names[i], line->adjusted[i].units, line->adjusted[i].gaps);
    buf_putc(out, '}');
}

static void put_line(struct buf *out, size_t page, const struct page_run *run)
{
    const struct page_line *line = run->line;

    buf_printf(out, "{\"page\":%zu", page + 1);
    put_text(out, "element", line->element);
    put_text(out, "table", line->table);
    put_number(out, "row", (int64_t)line->row);
    put_text(out, "file", line->file);
    put_number(out, "line", line->file_line);
    put_text(out, "text", line->text);
    buf_printf(out, ",\"turned\":%s", run->turned ? "true" : "false");
    put_number(out, "x", line_x(run));
    put_number(out, "baseline", run->y);
    put_number(out, "size", run->size);
    put_number(out, "measure", line->measure);
    put_number(out, "natural", line->natural);
    put_number(out, "width", line->width);
    put_number(out, "slack", line->measure - line->natural);
    put_adjusted(out, line);
    buf_printf(out, ",\"last\":%s", line->last ? "true" : "false");
    put_text(out, "relaxed", relaxed_names[line->relaxed]);
    buf_putc(out, '}');
}

void pages_dump_lines_json(const struct pages *pages, struct buf *out)
{
    bool first = true;

    buf_puts(out, "{\"unit\":\"1/1024 pt\",\"lines\":[");
    for (size_t i = 0; i < pages->count; i++) {
        const struct page *page = &pages->pages[i];
        for (size_t n = 0; n < page->item_count; n++) {
            const struct page_run *run = item_line(&page->items[n]);
            if (!run)
                continue;
            if (!first)
                buf_putc(out, ',');
            put_line(out, i, run);
            first = false;
        }
    }
    buf_puts(out, "]}");
}
