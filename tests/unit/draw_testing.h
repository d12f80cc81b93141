/* Lines of text as pages, for the draw tests: a typesetter of a few lines. */
#ifndef DRAW_TESTING_H
#define DRAW_TESTING_H

#include <stdio.h>
#include <stdlib.h>

#include <huibao/base.h>
#include <huibao/draw.h>
#include <huibao/fonts.h>
#include <huibao/page.h>

#include "fonts_testing.h"
#include "tap.h"

enum { TEST_SIZE = 16128, TEST_PITCH = 30331, TEST_RUN = 256 };

struct line {
    const char *role;
    int spread;  /* hundredths of an em between all characters */
    int mixed;   /* hundredths of an em between Han characters and digits or letters */
    int squeeze; /* hundredths of an em taken from each full-width mark */
    const char *text;
};

struct set {
    struct diags *diags;
    struct fonts *fonts;
    struct pages *pages;
};

static inline struct set set_open(void)
{
    struct set set = {.diags = diags_new(), .pages = pages_new()};
    struct world world;

    world_init(&world);
    set.fonts = fonts_open(fonts_testing_dir(), &world, set.diags);
    set.pages->created = 1793491200; /* 2026-11-01 */
    return set;
}

static inline void set_close(struct set *set)
{
    pages_free(set->pages);
    fonts_close(set->fonts);
    diags_free(set->diags);
}

static inline struct page_run *add_run(struct set *set, struct page *page, int face, int32_t y)
{
    struct page_run *run = &page_add(set->pages, page, PAGE_RUN)->run;
    struct arena *arena = set->pages->arena;

    run->face = face;
    run->size = TEST_SIZE;
    run->y = y;
    run->text = arena_alloc(arena, 4 * TEST_RUN);
    run->clusters = arena_array(arena, TEST_RUN, sizeof *run->clusters);
    run->glyphs = arena_array(arena, TEST_RUN, sizeof *run->glyphs);
    return run;
}

static inline void add_character(struct page_run *run, uint32_t c, uint32_t glyph, int32_t x)
{
    char *text = (char *)(uintptr_t)run->text;
    struct page_cluster *clusters = (struct page_cluster *)(uintptr_t)run->clusters;
    struct page_glyph *glyphs = (struct page_glyph *)(uintptr_t)run->glyphs;
    size_t length = strlen(text);
    size_t bytes = text_encode(c, text + length);

    text[length + bytes] = '\0';
    clusters[run->cluster_count++] = (struct page_cluster){(uint16_t)bytes, 1};
    glyphs[run->glyph_count++] = (struct page_glyph){glyph, x};
}

static inline bool is_han(uint32_t c)
{
    return c >= 0x3400 && c < 0xFF00;
}

/* Sets one line from x = 80000; a run for each stretch of one face. */
static inline void add_line(struct set *set, struct page *page, int32_t y, const struct line *line)
{
    const char *cursor = line->text, *end = cursor + strlen(cursor);
    struct page_run *run = NULL;
    int32_t x = 80000;
    uint32_t before = 0;

    while (cursor < end) {
        struct fonts_glyph glyph = {0};
        uint32_t c = 0;
        text_next(&cursor, end, &c);
        if (!CHECK(fonts_lookup(set->fonts, fonts_role(line->role),
                                c < 0x80 ? FONTS_LATIN : FONTS_HAN, c, &glyph)))
            return;
        if (before && c != ' ' && before != ' ' && (is_han(c) || is_han(before)) &&
            (c < 0x80) != (before < 0x80))
            x += TEST_SIZE * line->mixed / 100;
        if (run)
            run->end = x;
        if (!run || run->face != glyph.face)
            run = add_run(set, page, glyph.face, y);
        add_character(run, c, glyph.glyph, x);
        x += fonts_scale(glyph.advance, TEST_SIZE);
        run->end = x;
        x += TEST_SIZE * line->spread / 100;
        if (c > 0x80 && !is_han(c))
            x -= TEST_SIZE * line->squeeze / 100;
        before = c;
    }
}

static inline void add_lines(struct set *set, const struct line *lines, size_t count)
{
    struct page *page = NULL;
    int32_t y = 0;

    for (size_t i = 0; i < count; i++) {
        if (!page || y > 780000) {
            page = pages_add(set->pages, 609449, 862080);
            page->label = arena_printf(set->pages->arena, "%zu", set->pages->count);
            y = 80000;
        }
        add_line(set, page, y, &lines[i]);
        y += TEST_PITCH;
    }
}

/* What a command prints; fails the test if the command does not exist or fails. */
static inline char *run_command(const char *command)
{
    struct buf out = {0};
    char block[4096];
    size_t got;
    FILE *pipe = popen(command, "r");

    CHECK(pipe != NULL);
    while (pipe && (got = fread(block, 1, sizeof block, pipe)) > 0)
        buf_append(&out, block, got);
    if (pipe && pclose(pipe) != 0)
        tap_check_str(command, "works", __FILE__, __LINE__, "exit status");
    buf_append(&out, "", 0);
    return out.data;
}

/* The command's output with the file's path after it. */
static inline char *run_on(const char *command, const char *path, const char *rest)
{
    char line[8192];

    snprintf(line, sizeof line, "%s '%s' %s", command, path, rest);
    return run_command(line);
}

static inline char *read_file(const char *path, size_t *ret_length)
{
    struct buf out = {0};
    char block[65536];
    size_t got;
    FILE *file = fopen(path, "rb");

    CHECK(file != NULL);
    while (file && (got = fread(block, 1, sizeof block, file)) > 0)
        buf_append(&out, block, got);
    if (file)
        fclose(file);
    *ret_length = out.length;
    return out.data;
}

#endif
