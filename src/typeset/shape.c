/*
 * Text to items. The one file that uses Pango (and HarfBuzz beneath it): for Latin words with
 * kerning and ligatures, combining marks, variation selectors and complex scripts. Squares, digits
 * and ASCII marks need no shaping beyond the cached glyph and advance.
 */
#include <hb-ft.h>
#include <pango/pango.h>

#include <string.h>

#include <huibao/base.h>
#include <huibao/fonts.h>

#include "context.h"
#include "para.h"
#include "typeset_diags.h"

#define INK_SLOTS 512
#define RUN_MAX 512 /* characters shaped together; more are no word, and marks cost their square */
#define RAISE_LEAST 2600 /* 1/65536 em: less is the face's own manner */
#define NAMED_MAX 40     /* characters a note names */

struct ink_slot {
    uint32_t glyph;
    uint16_t face;
    bool known;
    int32_t left, right, middle, height; /* 1/65536 em; middle above the baseline */
};

struct shaper {
    struct arena *arena;
    struct fonts *fonts;
    struct diags *diags;
    PangoGlyphString *glyphs;
    PangoLanguage *language;
    struct shape_char *chars;
    size_t count, capacity;
    struct context context;
    int role;                       /* of the text being shaped */
    uint8_t *refused, *substituted; /* bitmaps of code points already spoken of */
    size_t substituted_count;
    struct buf names; /* of the substituted characters */
    struct ink_slot ink[INK_SLOTS];
};

static void shaper_done(void *object)
{
    struct shaper *shaper = object;
    pango_glyph_string_free(shaper->glyphs);
    buf_done(&shaper->names);
}

struct shaper *typeset_shaper_new(struct arena *arena, struct fonts *fonts, struct diags *diags)
{
    struct shaper *shaper = arena_alloc(arena, sizeof *shaper);
    shaper->arena = arena;
    shaper->context.arena = arena;
    shaper->fonts = fonts;
    shaper->diags = diags;
    shaper->glyphs = pango_glyph_string_new();
    shaper->language = pango_language_from_string("zh-cn");
    arena_on_free(arena, shaper_done, shaper);
    return shaper;
}

/* ---- diagnostics ---- */

static bool bitmap_set(struct arena *arena, uint8_t **bitmap, uint32_t codepoint)
{
    if (!*bitmap)
        *bitmap = arena_alloc(arena, 0x110000 / 8);
    uint8_t bit = (uint8_t)(1u << (codepoint & 7));
    bool fresh = !((*bitmap)[codepoint >> 3] & bit);
    (*bitmap)[codepoint >> 3] |= bit;
    return fresh;
}

/* 正文; 表格“纠纷分类”第3行 */
static void source_describe(const struct shape_source *source, struct buf *out)
{
    buf_puts(out, source->what);
    if (source->name)
        buf_printf(out, "“%s”", source->name);
    if (source->row)
        buf_printf(out, "第%zu行", source->row);
}

/* One diagnostic for each character that cannot be set, where it first occurs. */
static void shape_refuse(struct shaper *shaper, const struct diag_kind *kind, uint32_t codepoint,
                         const struct shape_source *source)
{
    if (!bitmap_set(shaper->arena, &shaper->refused, codepoint))
        return;
    struct place place = {.file = source->file, .line = source->line};
    struct buf code = {0};
    struct buf where = {0};
    buf_printf(&code, "U+%04X", codepoint);
    source_describe(source, &where);
    if (kind == &TYP001) {
        char shown[5] = {0};
        text_encode(codepoint, shown);
        diag_add(shaper->diags, kind, &place, DIAG_ARGS(shown, code.data, where.data));
        diag_hint(shaper->diags, "换一个字，或者把有这个字的字体文件放进 fonts 目录");
    } else {
        diag_add(shaper->diags, kind, &place, DIAG_ARGS(code.data, where.data));
        diag_hint(shaper->diags, kind == &TYP002 ? "改用正式编码的字" : "删去这个字符");
    }
    buf_done(&code);
    buf_done(&where);
}

static void shape_note_fallback(struct shaper *shaper, uint32_t codepoint)
{
    if (!bitmap_set(shaper->arena, &shaper->substituted, codepoint))
        return;
    if (shaper->substituted_count++ < NAMED_MAX)
        buf_put_codepoint(&shaper->names, codepoint);
}

void typeset_shaper_report(struct shaper *shaper)
{
    if (!shaper->substituted_count)
        return;
    struct buf count = {0};
    buf_printf(&count, "%zu", shaper->substituted_count);
    if (shaper->substituted_count > NAMED_MAX)
        buf_puts(&shaper->names, "……");
    diag_add(shaper->diags, &TYP004, &PLACE_NONE, DIAG_ARGS(count.data, shaper->names.data));
    buf_done(&count);
}

/* ---- characters ---- */

static bool char_is_blank(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || (cp >= 0x2000 && cp <= 0x200A) ||
           cp == 0x2028 || cp == 0x2029 || cp == 0x205F;
}

static bool char_is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp & 0xFFFE) == 0xFFFE ||
           (cp >= 0xFDD0 && cp <= 0xFDEF);
}

static void shape_add_char(struct shaper *shaper, struct para *para, uint32_t cp)
{
    char bytes[5];
    size_t length = text_encode(cp, bytes);
    para->text = typeset_para_room(para, para->text, para->text_length + length + 1,
                                   &para->text_capacity, 1);
    memcpy(para->text + para->text_length, bytes, length);
    if (shaper->count == shaper->capacity)
        shaper->chars = arena_grow(shaper->arena, shaper->chars, shaper->count, &shaper->capacity,
                                   sizeof *shaper->chars);
    shaper->chars[shaper->count++] = (struct shape_char){
        .codepoint = cp,
        .text = (uint32_t)para->text_length,
        .bytes = (uint16_t)length,
        .han = true,
    };
    para->text_length += length;
}

/* The characters that will be set: blanks become one space, invisible ones go, bad ones are said. */
static void shape_read(struct shaper *shaper, struct para *para, const char *text,
                       const struct shape_source *source)
{
    const char *cursor = text;
    const char *end = text + strlen(text);
    uint32_t cp = 0;
    shaper->count = 0;
    bool blank = para->count == 0 || para->items[para->count - 1].class == CLASS_SPACE;
    while (cursor < end) {
        if (!text_next(&cursor, end, &cp)) {
            struct place place = {.file = source->file, .line = source->line};
            struct buf where = {0};
            source_describe(source, &where);
            diag_add(shaper->diags, &TYP011, &place, DIAG_ARGS(where.data));
            buf_done(&where);
            return;
        }
        if (char_is_blank(cp)) {
            if (!blank)
                shape_add_char(shaper, para, ' ');
            blank = true;
        } else if (char_is_control(cp)) {
            shape_refuse(shaper, &TYP003, cp, source);
        } else if (typeset_class_private(cp) && !typeset_class_extends(cp)) {
            shape_refuse(shaper, &TYP002, cp, source);
        } else if (!typeset_class_ignored(cp)) {
            shape_add_char(shaper, para, cp);
            blank = false;
        }
    }
}

/* ---- items ---- */

/* Where a glyph has ink, from its outline in font units. */
static const struct ink_slot *shape_ink(struct shaper *shaper, int face, uint32_t glyph)
{
    struct ink_slot *slot = &shaper->ink[(glyph * 31 + (uint32_t)face * 7) % INK_SLOTS];
    if (slot->known && slot->glyph == glyph && slot->face == face)
        return slot;
    hb_font_t *outlines = hb_ft_font_create(fonts_ft_face(shaper->fonts, face), NULL);
    hb_ft_font_set_load_flags(outlines, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING);
    int64_t em = hb_face_get_upem(hb_font_get_face(outlines));
    hb_glyph_extents_t ink = {0};
    hb_font_get_glyph_extents(outlines, glyph, &ink);
    hb_font_destroy(outlines);
    *slot = (struct ink_slot){
        .glyph = glyph,
        .face = (uint16_t)face,
        .known = true,
        .left = (int32_t)(ink.x_bearing * INT64_C(65536) / em),
        .right = (int32_t)((ink.x_bearing + ink.width) * INT64_C(65536) / em),
        .middle = (int32_t)((ink.y_bearing * 2 + ink.height) * INT64_C(32768) / em),
        .height = (int32_t)(-ink.height * INT64_C(65536) / em),
    };
    return slot;
}

static int32_t shape_middle(struct shaper *shaper, int role, uint32_t codepoint, int32_t size)
{
    enum fonts_script script = codepoint < 0x80 ? FONTS_LATIN : FONTS_HAN;
    struct fonts_glyph found;
    if (!fonts_lookup(shaper->fonts, role, script, codepoint, &found))
        return size * 3 / 8;
    return fonts_scale(shape_ink(shaper, found.face, found.glyph)->middle, size);
}

int32_t typeset_shape_dash_middle(struct shaper *shaper, int role, int32_t size)
{
    return shape_middle(shaper, role, 0x2014, size);
}

int32_t typeset_shape_han_middle(struct shaper *shaper, int role, int32_t size)
{
    return shape_middle(shaper, role, 0x56FD, size);
}

int32_t typeset_shape_digit_middle(struct shaper *shaper, int role, int32_t size)
{
    return shape_middle(shaper, role, '0', size);
}

/*
 * Dashes join end to end. The dots of two ellipses keep one distance: three round dots are as high
 * as they are wide, which gives it.
 */
static int32_t item_join(struct shaper *shaper, const struct para *para,
                         const struct para_item *item)
{
    if (item->class != CLASS_ELLIPSIS)
        return item->advance;
    const struct ink_slot *ink = shape_ink(shaper, item->face, para->glyphs[item->glyph].glyph);
    int32_t join = fonts_scale((ink->right - ink->left - ink->height) * 3 / 2, para->size);
    return join > item->advance / 2 && join < item->advance ? join : item->advance;
}

/*
 * ～ and － stand in the middle of the square, where dashes do (GB/T 15834 5.1.6): what a face draws
 * elsewhere is brought there. Fandol's 黑体, 楷体 and 宋体 have ～ a third of an em too high.
 */
static int32_t item_centre(struct shaper *shaper, const struct para *para,
                           const struct para_item *item)
{
    struct fonts_glyph dash;
    if (!fonts_lookup(shaper->fonts, shaper->role, FONTS_HAN, 0x2014, &dash))
        return 0;
    int32_t middle = shape_ink(shaper, dash.face, dash.glyph)->middle;
    middle -= shape_ink(shaper, item->face, para->glyphs[item->glyph].glyph)->middle;
    return middle < RAISE_LEAST && middle > -RAISE_LEAST ? 0 : fonts_scale(middle, para->size);
}

/*
 * The box of a square character and where its glyph stands in it. Marks have half a square: the
 * half that a mainland face leaves blank is glue (CLREQ 3.1.2). A face that centres a mark gets
 * its ink centred in the half. An ideograph of a fallback face, set a little larger to look like its
 * neighbours, keeps their square.
 */
static void item_place_wide(struct shaper *shaper, const struct para *para, struct para_item *item)
{
    int32_t half = para->zi / 2;
    bool open = item->class == CLASS_OPEN;
    bool narrow = item->class == CLASS_DOT || item->class == CLASS_SLASH;
    bool fitted = item->class == CLASS_HAN && item->size != para->size;
    int32_t least = fitted ? item->advance * 7 / 8 : item->advance;
    item->box = para->zi > least ? para->zi : item->advance;
    item->pen = (item->box - item->advance) / 2;
    if (item->class == CLASS_DASH || item->class == CLASS_ELLIPSIS)
        item->join = item_join(shaper, para, item);
    if (item->class == CLASS_CONNECT || item->codepoint == 0xFF0D)
        item->raise += item_centre(shaper, para, item);
    if (!open && !narrow && !typeset_class_blank_right(item->class))
        return;
    const struct ink_slot *ink = shape_ink(shaper, item->face, para->glyphs[item->glyph].glyph);
    int32_t left = fonts_scale(ink->left, para->size);
    int32_t right = fonts_scale(ink->right, para->size);
    if (open)
        item->pen -= item->box - half;
    item->box = half;
    int32_t tolerance = para->zi / 50;
    if (narrow || item->pen + left < -tolerance || item->pen + right > half + tolerance)
        item->pen = half / 2 - (left + right) / 2;
}

static struct para_item *shape_add_item(struct para *para, const struct shape_char *c, int face)
{
    para->items =
        typeset_para_room(para, para->items, para->count + 1, &para->capacity, sizeof *para->items);
    struct para_item *item = &para->items[para->count++];
    *item = (struct para_item){
        .codepoint = c->codepoint,
        .text = c->text,
        .glyph = (uint32_t)para->glyph_count,
        .bytes = c->bytes,
        .face = (uint16_t)face,
        .size = para->size,
        .class = c->class,
        .wide = c->wide,
        .shrink_class = SHRINK_NONE,
        .stretch_class = STRETCH_NONE,
    };
    return item;
}

static void shape_add_glyph(struct para *para, uint32_t glyph, int32_t dx)
{
    para->glyphs = typeset_para_room(para, para->glyphs, para->glyph_count + 1,
                                     &para->glyph_capacity, sizeof *para->glyphs);
    para->glyphs[para->glyph_count++] = (struct para_glyph){glyph, dx};
    para->items[para->count - 1].glyph_count++;
}

/* A character of a fallback face is noted, and if it fills a square, set so that it does not stand out. */
static struct fonts_fit shape_fallback(struct shaper *shaper, const struct para *para, int role,
                                       const struct shape_char *c, const struct fonts_glyph *found)
{
    struct fonts_fit as_is = {.scale = para->size};
    if (found->fallback)
        shape_note_fallback(shaper, c->codepoint);
    if (!found->fallback || c->class != CLASS_HAN)
        return as_is;
    struct fonts_fit fit = fonts_fit(shaper->fonts, role, found->face);
    return (struct fonts_fit){fonts_scale(fit.scale, para->size),
                              fonts_scale(fit.raise, para->size)};
}

static void item_finish(struct shaper *shaper, const struct para *para, struct para_item *item)
{
    if (item->wide)
        item_place_wide(shaper, para, item);
    else
        item->box = item->class == CLASS_SPACE ? 0 : item->advance;
}

/* ---- runs that need shaping ---- */

static bool script_is_rtl(uint32_t cp)
{
    return (cp >= 0x590 && cp <= 0x8FF) || (cp >= 0xFB1D && cp <= 0xFDFF) ||
           (cp >= 0xFE70 && cp <= 0xFEFC) || (cp >= 0x10800 && cp <= 0x10FFF);
}

static bool char_is_complex(const struct shaper *shaper, size_t i)
{
    const struct shape_char *c = &shaper->chars[i];
    return c->class == CLASS_LATIN || typeset_class_extends(c->codepoint) ||
           (i + 1 < shaper->count && typeset_class_extends(shaper->chars[i + 1].codepoint));
}

/* Behind a character and what extends it: of ❤ with a selector, ❤ is what cannot be set. */
static size_t shape_cluster_end(const struct shaper *shaper, size_t first)
{
    size_t end = first + 1;
    while (end < shaper->count && typeset_class_extends(shaper->chars[end].codepoint))
        end++;
    return end;
}

/* End of the run from `first` that one face can set together. */
static size_t shape_run_end(struct shaper *shaper, size_t first, int role, enum fonts_script script,
                            int face)
{
    const struct shape_char *head = &shaper->chars[first];
    size_t i = first + 1;
    for (; i < shaper->count && i - first < RUN_MAX; i++) {
        const struct shape_char *c = &shaper->chars[i];
        if (typeset_class_extends(c->codepoint))
            continue;
        bool joined = shaper->chars[i - 1].codepoint == 0x200D;
        if (!joined && (head->wide || !char_is_complex(shaper, i) || c->wide ||
                        script_is_rtl(c->codepoint) != script_is_rtl(head->codepoint)))
            break;
        struct fonts_glyph found;
        if (!fonts_lookup(shaper->fonts, role, script, c->codepoint, &found) || found.face != face)
            break;
    }
    return i;
}

/* Items from a shaped run, one per cluster; a right-to-left run is one item. */
static void shape_add_clusters(struct shaper *shaper, struct para *para, size_t first, size_t end,
                               int face)
{
    const PangoGlyphString *shaped = shaper->glyphs;
    const struct shape_char *chars = shaper->chars;
    bool whole = chars[first].wide || script_is_rtl(chars[first].codepoint);
    size_t at = first;
    struct para_item *item = NULL;
    for (int i = 0; i < shaped->num_glyphs; i++) {
        const PangoGlyphInfo *info = &shaped->glyphs[i];
        uint32_t offset = chars[first].text + (uint32_t)shaped->log_clusters[i];
        while (!whole && at + 1 < end && chars[at].text < offset)
            at++;
        /* A selector whose glyph is invisible stays with its base. */
        bool extends = item && typeset_class_extends(chars[at].codepoint);
        if (!item || (!whole && !extends && offset != item->text)) {
            if (item)
                item->bytes = (uint16_t)(chars[at].text - item->text);
            item = shape_add_item(para, &chars[at], face);
        }
        if (info->glyph != PANGO_GLYPH_EMPTY)
            shape_add_glyph(para, info->glyph, item->advance + info->geometry.x_offset);
        item->advance += info->geometry.width;
    }
    if (item)
        item->bytes = (uint16_t)(chars[end - 1].text + chars[end - 1].bytes - item->text);
}

static size_t shape_complex(struct shaper *shaper, struct para *para, int role, size_t first,
                            const struct shape_source *source)
{
    const struct shape_char *head = &shaper->chars[first];
    enum fonts_script script = head->wide ? FONTS_HAN : FONTS_LATIN;
    struct fonts_glyph found;
    if (!fonts_lookup(shaper->fonts, role, script, head->codepoint, &found)) {
        shape_refuse(shaper, &TYP001, head->codepoint, source);
        return shape_cluster_end(shaper, first);
    }
    size_t end = shape_run_end(shaper, first, role, script, found.face);
    const struct shape_char *last = &shaper->chars[end - 1];
    int length = (int)(last->text + last->bytes - head->text);
    struct fonts_fit fit = shape_fallback(shaper, para, role, head, &found);
    PangoAnalysis analysis = {
        .font = fonts_pango_font(shaper->fonts, found.face, fit.scale),
        .level = script_is_rtl(head->codepoint),
        .language = shaper->language,
        .script = (guint8)g_unichar_get_script(head->codepoint),
    };
    pango_shape(para->text + head->text, length, &analysis, shaper->glyphs);
    for (int i = 0; i < shaper->glyphs->num_glyphs; i++) {
        PangoGlyph glyph = shaper->glyphs->glyphs[i].glyph;
        if (glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG)) {
            uint32_t cp = glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
            shape_refuse(shaper, &TYP001, cp < 0x110000 ? cp : head->codepoint, source);
            return end;
        }
    }
    size_t before = para->count;
    shape_add_clusters(shaper, para, first, end, found.face);
    for (size_t i = before; i < para->count; i++) {
        para->items[i].size = fit.scale;
        para->items[i].raise = fit.raise;
        item_finish(shaper, para, &para->items[i]);
    }
    return end;
}

static void shape_simple(struct shaper *shaper, struct para *para, int role, size_t i,
                         const struct shape_source *source)
{
    const struct shape_char *c = &shaper->chars[i];
    struct fonts_glyph found;
    /* ―― is typed for ——, which mainland faces have. */
    uint32_t drawn = c->codepoint == 0x2015 && c->wide ? 0x2014 : c->codepoint;
    if (!fonts_lookup(shaper->fonts, role, c->wide ? FONTS_HAN : FONTS_LATIN, drawn, &found)) {
        shape_refuse(shaper, &TYP001, c->codepoint, source);
        return;
    }
    struct fonts_fit fit = shape_fallback(shaper, para, role, c, &found);
    struct para_item *item = shape_add_item(para, c, found.face);
    item->size = fit.scale;
    item->raise = fit.raise;
    item->advance = fonts_scale(found.advance, fit.scale);
    shape_add_glyph(para, found.glyph, 0);
    item_finish(shaper, para, item);
}

void typeset_shape(struct shaper *shaper, struct para *para, int role, const char *text,
                   const struct shape_source *source)
{
    if (para->count == 0)
        para->source = *source;
    shaper->role = role;
    shape_read(shaper, para, text, source);
    typeset_context(&shaper->context, shaper->chars, shaper->count);
    for (size_t i = 0; i < shaper->count;) {
        if (char_is_complex(shaper, i)) {
            i = shape_complex(shaper, para, role, i, source);
        } else {
            shape_simple(shaper, para, role, i, source);
            i++;
        }
    }
}
