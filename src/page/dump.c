/*
 * The display list as text, for golden files and bug hunts: one line per item, in drawing order,
 * numbers in units. Faces are named, not numbered, so a dump does not depend on which other faces
 * are installed. Glyph numbers are left out for the same reason.
 */
#include <inttypes.h>

#include <huibao/base.h>
#include <huibao/fonts.h>
#include <huibao/page.h>

static void put_quoted(struct buf *out, const char *text, size_t length)
{
    struct arena *arena = arena_new();

    buf_put_json(out, arena_strndup(arena, text, length));
    arena_free(arena);
}

static void put_color(struct buf *out, uint32_t color)
{
    if (color)
        buf_printf(out, " color %06" PRIx32, color);
}

/* `count` equal steps in a row: 16171×28 */
static void put_step(struct buf *out, int32_t step, size_t count)
{
    if (count == 1)
        buf_printf(out, " %" PRId32, step);
    else if (count > 1)
        buf_printf(out, " %" PRId32 "×%zu", step, count);
}

/* From each cluster to the next, and from the last to the run's end. */
static void put_steps(struct buf *out, const struct page_run *run)
{
    const struct page_glyph *glyph = run->glyphs;
    int32_t x = run->glyph_count ? glyph->x : run->end;
    int32_t last = 0;
    size_t same = 0, used = 0;

    for (size_t i = 0; i < run->cluster_count; i++) {
        used += run->clusters[i].glyphs;
        int32_t next = used < run->glyph_count ? glyph[used].x : run->end;
        if (same && next - x != last) {
            put_step(out, last, same);
            same = 0;
        }
        last = next - x;
        same++;
        x = next;
    }
    put_step(out, last, same);
}

static size_t run_bytes(const struct page_run *run)
{
    size_t bytes = 0;

    for (size_t i = 0; i < run->cluster_count; i++)
        bytes += run->clusters[i].bytes;
    return bytes;
}

static void dump_run(const struct page_run *run, const struct fonts *fonts, struct buf *out)
{
    int32_t x = run->glyph_count ? run->glyphs[0].x : run->end;

    buf_printf(out, "%s %" PRId32 ",%" PRId32 " %" PRId32 " %s", run->turned ? "turned" : "run", x,
               run->y, run->size, fonts_face(fonts, run->face).name);
    put_color(out, run->color);
    buf_putc(out, ' ');
    put_quoted(out, run->text, run_bytes(run));
    put_steps(out, run);
    buf_putc(out, '\n');
}

static void dump_rule(const struct page_rule *rule, struct buf *out)
{
    buf_printf(out, "rule %" PRId32 ",%" PRId32 " %" PRId32 ",%" PRId32 " width %" PRId32, rule->x0,
               rule->y0, rule->x1, rule->y1, rule->width);
    put_color(out, rule->color);
    buf_putc(out, '\n');
}

static void dump_box(const struct page_box *box, struct buf *out)
{
    buf_printf(out, "box %" PRId32 ",%" PRId32 " %" PRId32 "×%" PRId32, box->x, box->y, box->width,
               box->height);
    put_color(out, box->color);
    buf_putc(out, '\n');
}

static void dump_link(const struct page_link *link, struct buf *out)
{
    buf_printf(out, "link %" PRId32 ",%" PRId32 " %" PRId32 "×%" PRId32 " to %zu %" PRId32 "\n",
               link->x, link->y, link->width, link->height, link->page + 1, link->target_y);
}

/* path line 1 #000000 fill slash #333333: M 1,2 L 3,4 C 5,6 7,8 9,10 Z */
static void dump_path(const struct page_path *path, struct buf *out)
{
    static const char *const fills[] = {"none",  "solid",      "slash",    "backslash",
                                        "cross", "horizontal", "vertical", "dots"};
    static const char letters[] = {'M', 'L', 'C', 'Z'};
    static const size_t takes[] = {1, 1, 3, 0};
    size_t point = 0;

    buf_printf(out, "path fill %s", fills[path->fill]);
    put_color(out, path->fill ? path->color : 0);
    buf_printf(out, " line %" PRId32, path->line_width);
    put_color(out, path->line_width ? path->line_color : 0);
    if (path->dash)
        buf_printf(out, " dash %" PRId32, path->dash);
    for (size_t i = 0; i < path->step_count; i++) {
        buf_printf(out, " %c", letters[path->steps[i]]);
        for (size_t n = 0; n < takes[path->steps[i]] && point < path->point_count; n++, point++)
            buf_printf(out, " %" PRId32 ",%" PRId32, path->points[point].x, path->points[point].y);
    }
    buf_putc(out, '\n');
}

static void dump_item(const struct page_item *item, const struct fonts *fonts, struct buf *out)
{
    switch (item->kind) {
    case PAGE_RUN:
        dump_run(&item->run, fonts, out);
        break;
    case PAGE_RULE:
        dump_rule(&item->rule, out);
        break;
    case PAGE_BOX:
        dump_box(&item->box, out);
        break;
    case PAGE_LINK:
        dump_link(&item->link, out);
        break;
    case PAGE_PATH:
        dump_path(&item->path, out);
        break;
    }
}

static void dump_field(struct buf *out, const char *name, const char *text)
{
    if (!text)
        return;
    buf_printf(out, "%s ", name);
    buf_put_json(out, text);
    buf_putc(out, '\n');
}

void pages_dump(const struct pages *pages, const struct fonts *fonts, struct buf *out)
{
    dump_field(out, "title", pages->title);
    dump_field(out, "author", pages->author);
    dump_field(out, "subject", pages->subject);
    buf_printf(out, "created %" PRId64 "\n", pages->created);
    for (size_t i = 0; i < pages->bookmark_count; i++) {
        const struct page_bookmark *mark = &pages->bookmarks[i];
        buf_printf(out, "bookmark %d page %zu %" PRId32 " ", mark->level, mark->page + 1, mark->y);
        buf_put_json(out, mark->title);
        buf_putc(out, '\n');
    }
    for (size_t i = 0; i < pages->count; i++) {
        const struct page *page = &pages->pages[i];
        buf_printf(out, "\npage %zu %" PRId32 "×%" PRId32 " label ", i + 1, page->width,
                   page->height);
        buf_put_json(out, page->label);
        buf_putc(out, '\n');
        for (size_t n = 0; n < page->item_count; n++)
            dump_item(&page->items[n], fonts, out);
    }
}
