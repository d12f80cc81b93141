/* Building the display list: everything grows in the pages' own arena. */
#include <huibao/base.h>
#include <huibao/page.h>

struct pages *pages_new(void)
{
    struct arena *arena = arena_new();
    struct pages *pages = arena_alloc(arena, sizeof *pages);

    pages->arena = arena;
    return pages;
}

void pages_free(struct pages *pages)
{
    if (pages)
        arena_free(pages->arena);
}

struct page *pages_add(struct pages *pages, int32_t width, int32_t height)
{
    struct page *page;

    pages->pages = arena_grow(pages->arena, pages->pages, pages->count, &pages->capacity,
                              sizeof *pages->pages);
    page = &pages->pages[pages->count++];
    *page = (struct page){.width = width, .height = height, .label = ""};
    return page;
}

struct page_item *page_add(struct pages *pages, struct page *page, enum page_item_kind kind)
{
    struct page_item *item;

    page->items = arena_grow(pages->arena, page->items, page->item_count, &page->item_capacity,
                             sizeof *page->items);
    item = &page->items[page->item_count++];
    *item = (struct page_item){.kind = kind};
    return item;
}

static void move_points(struct arena *arena, struct page_path *path, int32_t dx, int32_t dy)
{
    struct page_point *points = arena_array(arena, path->point_count, sizeof *points);

    for (size_t i = 0; i < path->point_count; i++)
        points[i] = (struct page_point){path->points[i].x + dx, path->points[i].y + dy};
    path->points = points;
}

static void move_run(struct arena *arena, struct page_run *run, int32_t dx, int32_t dy)
{
    int32_t along = run->turned ? dy : dx;

    run->y += run->turned ? dx : dy;
    run->end += along;
    if (along == 0)
        return;
    struct page_glyph *glyphs = arena_array(arena, run->glyph_count, sizeof *glyphs);
    for (size_t i = 0; i < run->glyph_count; i++)
        glyphs[i] = (struct page_glyph){run->glyphs[i].glyph, run->glyphs[i].x + along};
    run->glyphs = glyphs;
}

void page_item_move(struct arena *arena, struct page_item *item, int32_t dx, int32_t dy)
{
    switch (item->kind) {
    case PAGE_RUN:
        move_run(arena, &item->run, dx, dy);
        break;
    case PAGE_RULE:
        item->rule.x0 += dx;
        item->rule.x1 += dx;
        item->rule.y0 += dy;
        item->rule.y1 += dy;
        break;
    case PAGE_BOX:
        item->box.x += dx;
        item->box.y += dy;
        break;
    case PAGE_LINK:
        item->link.x += dx;
        item->link.y += dy;
        break;
    case PAGE_PATH:
        move_points(arena, &item->path, dx, dy);
        break;
    }
}

void pages_bookmark(struct pages *pages, int level, const char *title, size_t page, int32_t y)
{
    pages->bookmarks = arena_grow(pages->arena, pages->bookmarks, pages->bookmark_count,
                                  &pages->bookmark_capacity, sizeof *pages->bookmarks);
    pages->bookmarks[pages->bookmark_count++] = (struct page_bookmark){
        .level = level,
        .title = arena_strdup(pages->arena, title),
        .page = page,
        .y = y,
    };
}
