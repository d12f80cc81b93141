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
