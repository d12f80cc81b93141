#include "typeset_testing.h"

#include <stdio.h>

#include "tap.h"

struct pages *rig_pages(struct rig *rig, const char *text)
{
    struct model *model = model_read("test.model", text, strlen(text), rig->diags);
    if (!model)
        return NULL;
    struct pages *pages =
        typeset_model_measured(model, rig->style, rig->fonts, &rig->world, rig->diags);
    model_free(model);
    return pages;
}

const char *rig_page_text(struct rig *rig, const struct page *page)
{
    struct buf out = {0};
    buf_puts(&out, "");
    for (size_t i = 0; i < page->item_count; i++)
        if (page->items[i].kind == PAGE_RUN)
            buf_puts(&out, page->items[i].run.text);
    char *copy = buf_copy(&out, rig->arena);
    buf_done(&out);
    return copy;
}

const struct diag *rig_diag(const struct rig *rig, const struct diag_kind *kind)
{
    for (size_t i = 0; i < diags_kept(rig->diags); i++)
        if (diags_at(rig->diags, i)->kind == kind)
            return diags_at(rig->diags, i);
    return NULL;
}

bool rig_near(int32_t a, int32_t b)
{
    if (a - b <= STYLE_UNIT / 4 && b - a <= STYLE_UNIT / 4)
        return true;
    printf("# %.2f is not %.2f pt\n", a / 1024.0, b / 1024.0);
    return false;
}

const struct page_run *rig_run(const struct pages *pages, size_t page, const char *text, int n)
{
    static const struct page_run none = {.text = ""};
    for (size_t i = 0; pages && page < pages->count && i < pages->pages[page].item_count; i++) {
        const struct page_item *item = &pages->pages[page].items[i];
        if (item->kind == PAGE_RUN && strstr(item->run.text, text) && n-- == 0)
            return &item->run;
    }
    tap_check(false, __FILE__, __LINE__, text);
    return &none;
}

int32_t rig_left(const struct page_run *run)
{
    return run->glyph_count ? run->glyphs[0].x : run->end;
}

/* ---- pages ---- */

struct box {
    int32_t left, top, right, bottom;
};

static bool opens(const char *text)
{
    static const char *const marks[] = {"（", "《", "“", "〔"};
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}

static struct box run_box(const struct page_run *run)
{
    int32_t up = run->size * 7 / 10;
    int32_t down = run->size / 16;
    /* The blank half of an opening mark is cut at the beginning of a line. */
    if (!run->turned && opens(run->text))
        return (struct box){rig_left(run) + run->size / 2, run->y - up, run->end, run->y + down};
    if (run->turned)
        return (struct box){run->y - down, rig_left(run), run->y + up, run->end};
    return (struct box){rig_left(run), run->y - up, run->end, run->y + down};
}

static bool box_within(const struct box *a, const struct style *style)
{
    return a->left >= style->margin_left - 64 && a->top >= style->margin_top - 64 &&
           a->right <= style->margin_left + style->text_width + 64 &&
           a->bottom <= style->margin_top + style->text_height + 64;
}

/* The page number's place, below the 版心 of the upright page. */
static bool box_is_number(const struct box *a, const struct style *style)
{
    return a->top >= style->margin_top + style->text_height;
}

static bool page_complain(const struct page_run *run, const char *name, size_t page,
                          const char *what)
{
    printf("# %s, page %zu: “%s” %s\n", name, page + 1, run->text, what);
    return false;
}

static bool check_place(const struct rig *rig, const struct page *page, const struct page_run *run)
{
    struct style landscape;
    struct box box = run_box(run);
    bool lying = page->width > page->height;
    style_landscape(rig->style, &landscape);
    if (box_within(&box, lying ? &landscape : rig->style))
        return true;
    if (run->turned)
        return box.right <= landscape.margin_left && box.left > 0;
    if (box_is_number(&box, rig->style))
        return box.bottom < page->height - rig->style->margin_top / 4;
    /* A letter's first page has its own top and bottom. */
    return rig->style->form == STYLE_FORM_LETTER && box.left >= rig->style->margin_left - 64 &&
           box.right <= rig->style->margin_left + rig->style->text_width + 64;
}

static bool boxes_overlap(const struct box *a, const struct box *b)
{
    int32_t slack = STYLE_UNIT / 2;
    return a->left + slack < b->right && b->left + slack < a->right && a->top + slack < b->bottom &&
           b->top + slack < a->bottom;
}

bool rig_check_pages(struct rig *rig, const struct pages *pages, const char *name)
{
    bool good = true;
    for (size_t p = 0; p < pages->count; p++) {
        const struct page *page = &pages->pages[p];
        for (size_t i = 0; i < page->item_count; i++) {
            const struct page_run *run = &page->items[i].run;
            if (page->items[i].kind != PAGE_RUN)
                continue;
            struct box box = run_box(run);
            if (!check_place(rig, page, run))
                good = page_complain(run, name, p, "is out of place");
            for (size_t k = i + 1; k < page->item_count; k++) {
                if (page->items[k].kind != PAGE_RUN)
                    continue;
                struct box other = run_box(&page->items[k].run);
                if (boxes_overlap(&box, &other))
                    good = page_complain(run, name, p, "lies over other text");
            }
        }
    }
    return good;
}
