/*
 * Fuzzing line composition: any UTF-8 text as title, heading, paragraph and table cell. Pages come
 * exactly when there is no error; each line's parts account for its change; a justified line is as
 * wide as its measure; and the same text makes the same lines twice.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/base.h>
#include <huibao/fonts.h>
#include <huibao/model.h>
#include <huibao/page.h>
#include <huibao/style.h>
#include <huibao/typeset.h>

#define LONGEST 4096

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct fonts *fonts;

static void close_fonts(void)
{
    fonts_close(fonts);
}

static void open_fonts(const struct world *world)
{
    struct diags *diags = diags_new();
    const char *root = getenv("HUIBAO_ROOT");
    const char *dir = getenv("HUIBAO_FONTS");
    char path[4096];
    snprintf(path, sizeof path, "%s%sfonts", root ? root : "", root ? "/" : "");
    fonts = fonts_open(dir ? dir : path, world, diags);
    if (!fonts)
        abort();
    atexit(close_fonts);
    diags_free(diags);
}

/* The text at every place where text is composed. */
static struct model *model_of(const char *text, int width_zi)
{
    struct model *model = model_new();
    struct model_text plain = model_text_plain(model->arena, text);
    struct model_table *table = arena_alloc(model->arena, sizeof *table);
    struct model_column *columns = arena_array(model->arena, 2, sizeof *columns);
    struct model_cell *cells = arena_array(model->arena, 2, sizeof *cells);
    struct model_row *row = arena_alloc(model->arena, sizeof *row);
    columns[0] = (struct model_column){.title = "项目", .width_zi = width_zi, .share_of = -1};
    columns[1] = (struct model_column){.title = "内容", .share_of = -1};
    cells[0].text = cells[1].text = text;
    row->cells = cells;
    *table = (struct model_table){
        .name = "表", .columns = columns, .column_count = 2, .rows = row, .row_count = 1};
    model->title = plain;
    model_add(model, MODEL_HEADING)->text = plain;
    model_add(model, MODEL_PARAGRAPH)->text = plain;
    model_add(model, MODEL_TABLE)->table = table;
    return model;
}

static void check_line(const struct page_line *line)
{
    int64_t changed = 0;
    int64_t gaps = 0;
    for (int i = 0; i < PAGE_GLUE_COUNT; i++) {
        changed += line->adjusted[i].units;
        gaps += line->adjusted[i].gaps;
    }
    if (changed != line->width - line->natural)
        abort();
    if (strcmp(line->element, "正文") != 0 || line->last || gaps == 0)
        return;
    if (line->width > line->measure && line->relaxed != PAGE_RELAXED_WORD)
        abort();
}

static void compose(const char *text, int width_zi, const struct world *world, struct buf *out)
{
    struct diags *diags = diags_new();
    struct model *model = model_of(text, width_zi);
    struct pages *pages =
        typeset_model_measured(model, style_builtin("gbt9704"), fonts, world, diags);
    if (!pages != (diags_count(diags, DIAG_ERROR) > 0))
        abort();
    for (size_t p = 0; pages && p < pages->count; p++) {
        const struct page *page = &pages->pages[p];
        for (size_t i = 0; i < page->item_count; i++)
            if (page->items[i].kind == PAGE_RUN && page->items[i].run.line)
                check_line(page->items[i].run.line);
    }
    if (pages)
        pages_dump_lines(pages, out);
    pages_free(pages);
    model_free(model);
    diags_free(diags);
}

/* What of the bytes is text; the control characters, which are an error each, left out. */
static const char *text_of(struct arena *arena, const uint8_t *data, size_t size)
{
    struct buf text = {0};
    const char *cursor = (const char *)data;
    const char *end = cursor + size;
    buf_puts(&text, "");
    while (cursor < end) {
        const char *from = cursor;
        uint32_t codepoint = 0;
        if (!text_next(&cursor, end, &codepoint))
            cursor = from + 1;
        else if (codepoint >= ' ')
            buf_append(&text, from, (size_t)(cursor - from));
    }
    char *copy = buf_copy(&text, arena);
    buf_done(&text);
    return copy;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > LONGEST)
        return 0;
    struct world world;
    world_init(&world);
    world.now = 1762128000;
    if (!fonts)
        open_fonts(&world);
    struct arena *arena = arena_new();
    struct buf once = {0}, twice = {0};
    const char *text = text_of(arena, data + 1, size - 1);
    compose(text, 1 + data[0] % 20, &world, &once);
    compose(text, 1 + data[0] % 20, &world, &twice);
    if (once.length != twice.length ||
        (once.length && memcmp(once.data, twice.data, once.length) != 0))
        abort();
    buf_done(&once);
    buf_done(&twice);
    arena_free(arena);
    return 0;
}
