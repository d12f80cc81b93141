#include "typeset_testing.h"

#include <stdio.h>
#include <stdlib.h>

#include "fonts_testing.h"
#include "tap.h"

static struct fonts *shared_fonts;

static void close_fonts(void)
{
    fonts_close(shared_fonts);
}

struct rig *rig_new(void)
{
    struct arena *arena = arena_new();
    struct rig *rig = arena_alloc(arena, sizeof *rig);
    rig->arena = arena;
    world_init(&rig->world);
    rig->world.now = 1762128000;
    rig->diags = diags_new();
    if (!shared_fonts) {
        atexit(close_fonts);
        shared_fonts = fonts_open(fonts_testing_dir(), &rig->world, rig->diags);
    }
    rig->fonts = shared_fonts;
    rig->style = style_builtin("gbt9704");
    rig->shaper = typeset_shaper_new(arena, rig->fonts, rig->diags);
    rig->para = typeset_para_new(arena);
    rig->shape = (struct fit_shape){.measure = rig->style->text_width,
                                    .indent = 2 * rig->style->pitch_x,
                                    .justify = true,
                                    .min_last = 2 * rig->style->pitch_x};
    return rig;
}

void rig_free(struct rig *rig)
{
    diags_free(rig->diags);
    arena_free(rig->arena);
}

static void rig_shape(struct rig *rig, const char *text, enum style_element element)
{
    const struct style_text *style = &rig->style->text[element];
    struct shape_source source = {.what = "正文", .file = "test.md", .line = 7};
    typeset_para_reset(rig->para, style->size, typeset_grid_zi(rig->style, style->size),
                       rig->style->breaking);
    typeset_shape(rig->shaper, rig->para, fonts_role(style->role), text, &source);
    typeset_para_prepare(rig->para);
}

const char *rig_text(struct rig *rig, size_t first, size_t end)
{
    struct buf text = {0};
    for (size_t i = first; i < end; i++)
        buf_append(&text, rig->para->text + rig->para->items[i].text, rig->para->items[i].bytes);
    while (text.length && text.data[text.length - 1] == ' ')
        text.data[--text.length] = 0;
    char *copy = buf_copy(&text, rig->arena);
    buf_done(&text);
    return copy;
}

static const char *rig_join(struct rig *rig)
{
    struct buf out = {0};
    for (size_t i = 0; i < rig->para->line_count; i++) {
        const struct para_line *line = &rig->para->lines[i];
        buf_puts(&out, i ? "|" : "");
        buf_puts(&out, rig_text(rig, line->first, line->end));
    }
    char *copy = buf_copy(&out, rig->arena);
    buf_done(&out);
    return copy;
}

const char *rig_lines(struct rig *rig, const char *text)
{
    rig_shape(rig, text, STYLE_BODY);
    typeset_fit(rig->para, &rig->shape, &rig->report);
    return rig_join(rig);
}

const char *rig_narrow(struct rig *rig, const char *text, int zi)
{
    rig->shape.measure = zi * rig->style->pitch_x;
    rig->shape.indent = 0;
    return rig_lines(rig, text);
}

const char *rig_title(struct rig *rig, const char *text)
{
    rig_shape(rig, text, STYLE_TITLE);
    typeset_title_fit(rig->para, rig->style->text_width);
    return rig_join(rig);
}

static bool complain(struct rig *rig, size_t line, const char *what)
{
    printf("# line %zu “%s”: %s\n", line + 1,
           rig_text(rig, rig->para->lines[line].first, rig->para->lines[line].end), what);
    return false;
}

/* Least and most a glue may be after adjustment. */
static bool check_gaps(struct rig *rig, size_t l, const int32_t *gaps)
{
    const struct para_line *line = &rig->para->lines[l];
    for (size_t k = 0; k + 1 < line->end - line->first; k++) {
        const struct para_item *item = &rig->para->items[line->first + k];
        if (gaps[k] < item->gap - item->shrink)
            return complain(rig, l, "a glue is shrunk beyond its limit");
        if (!item->stretches && gaps[k] > item->gap + item->stretch)
            return complain(rig, l, "a rigid pair is stretched");
    }
    return true;
}

static bool check_line(struct rig *rig, size_t l)
{
    const struct para *para = rig->para;
    const struct para_line *line = &para->lines[l];
    const struct para_item *first = &para->items[line->first];
    const struct para_item *last = &para->items[line->end - 1];
    bool final = line->end == para->count;
    if (line->end <= line->first)
        return complain(rig, l, "it is empty");
    if (l > 0 && typeset_class_no_start(first->class, para->breaking))
        return complain(rig, l, "it starts with a forbidden character");
    if (!final && last->class != CLASS_SPACE && typeset_class_no_end(last->class, para->breaking))
        return complain(rig, l, "it ends with a forbidden character");
    int32_t target = rig->shape.measure - (l == 0 ? rig->shape.indent : rig->shape.hang);
    int64_t gaps_open = para->sums[line->end - 1].gaps - para->sums[line->first].gaps;
    if (line->width > target)
        return complain(rig, l, "it is wider than the measure");
    if (!final && rig->shape.justify && gaps_open > 0 && line->width != target)
        return complain(rig, l, "its width is not the measure");
    int32_t *gaps = arena_array(rig->arena, line->end - line->first, sizeof *gaps);
    int32_t reached = typeset_justify(para, line->first, line->end, line->width, gaps);
    int64_t sum = 0;
    for (size_t k = 0; k < line->end - line->first; k++)
        sum += para->items[line->first + k].box + (k + 1 < line->end - line->first ? gaps[k] : 0);
    if (sum != reached || reached != line->width)
        return complain(rig, l, "its parts do not sum to its width");
    return check_gaps(rig, l, gaps);
}

bool rig_check(struct rig *rig)
{
    const struct para *para = rig->para;
    size_t next = 0;
    for (size_t l = 0; l < para->line_count; l++) {
        if (para->lines[l].first != next)
            return complain(rig, l, "it does not follow the one before");
        next = para->lines[l].end;
        if (!check_line(rig, l))
            return false;
    }
    return next == para->count;
}

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
    int32_t up = run->size * 3 / 4;
    int32_t down = run->size / 10;
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
                struct box other = run_box(&page->items[k].run);
                if (page->items[k].kind == PAGE_RUN && boxes_overlap(&box, &other))
                    good = page_complain(run, name, p, "lies over other text");
            }
        }
    }
    return good;
}
