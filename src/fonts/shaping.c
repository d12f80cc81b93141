/*
 * Faces for Pango, for the runs that need shaping. Pango picks faces by description through
 * fontconfig; so it gets a private set in which every face of ours has a family name of its own,
 * and a description can mean nothing but that file. Made only when the first run asks.
 */
#include <fontconfig/fontconfig.h>

#include <fontconfig/fcfreetype.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangoft2.h>

#include "set.h"

#include FT_FONT_FORMATS_H

struct shaping {
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
    GHashTable *fonts; /* face and size → PangoFont */
};

/* No hinting: glyphs stand where the outline says, at every size the same. */
static void set_up_pattern(FcPattern *pattern, gpointer data)
{
    (void)data;
    FcPatternDel(pattern, FC_HINTING);
    FcPatternAddBool(pattern, FC_HINTING, FcFalse);
    FcPatternDel(pattern, FC_DPI);
    FcPatternAddDouble(pattern, FC_DPI, 72.0);
}

static struct shaping *shaping_new(void)
{
    struct shaping *shaping = g_new0(struct shaping, 1);

    shaping->config = FcConfigCreate();
    FcConfigBuildFonts(shaping->config); /* of no directories: an empty set to add to */
    FcConfigSetCurrent(shaping->config); /* or Pango's thread reads the system's configuration */
    shaping->map = pango_ft2_font_map_new();
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(shaping->map), shaping->config);
    pango_ft2_font_map_set_resolution(PANGO_FT2_FONT_MAP(shaping->map), 72, 72);
    pango_fc_font_map_set_default_substitute(PANGO_FC_FONT_MAP(shaping->map), set_up_pattern, NULL,
                                             NULL);
    shaping->context = pango_font_map_create_context(shaping->map);
    pango_context_set_round_glyph_positions(shaping->context, FALSE);
    shaping->fonts = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_object_unref);
    return shaping;
}

void fonts_shaping_done(struct fonts *fonts)
{
    struct shaping *shaping = fonts->shaping;

    if (!shaping)
        return;
    g_hash_table_destroy(shaping->fonts);
    g_object_unref(shaping->context);
    pango_fc_font_map_shutdown(PANGO_FC_FONT_MAP(shaping->map));
    g_object_unref(shaping->map);
    FcConfigDestroy(shaping->config);
    g_free(shaping);
    fonts->shaping = NULL;
}

static struct shaping *shaping_of(struct fonts *fonts)
{
    if (!fonts->shaping)
        fonts->shaping = shaping_new();
    return fonts->shaping;
}

struct _PangoContext *fonts_pango_context(struct fonts *fonts)
{
    return shaping_of(fonts)->context;
}

/* Adds the face to the private set under its own family name; weight and style say nothing. */
static void make_shapeable(struct shaping *shaping, struct face *face, const char *family)
{
    FcPattern *pattern = FcPatternCreate();
    FcCharSet *characters = FcFreeTypeCharSet(face->ft, NULL);

    face->ft->charmap = NULL; /* fontconfig has selected one */
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
    FcPatternAddString(pattern, FC_FILE, (const FcChar8 *)face->path);
    FcPatternAddInteger(pattern, FC_INDEX, face->index);
    FcPatternAddInteger(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR);
    FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddInteger(pattern, FC_WIDTH, FC_WIDTH_NORMAL);
    /* Pango leaves out what HarfBuzz cannot read, going by this. */
    FcPatternAddString(pattern, FC_FONTFORMAT, (const FcChar8 *)FT_Get_Font_Format(face->ft));
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    FcPatternAddBool(pattern, FC_OUTLINE, FcTrue);
    if (characters) {
        FcPatternAddCharSet(pattern, FC_CHARSET, characters);
        FcCharSetDestroy(characters);
    }
    FcFontSetAdd(FcConfigGetFonts(shaping->config, FcSetSystem), pattern);
    pango_fc_font_map_config_changed(PANGO_FC_FONT_MAP(shaping->map));
    face->shapeable = true;
}

static PangoFont *load_font(struct fonts *fonts, int number, int32_t size)
{
    struct shaping *shaping = shaping_of(fonts);
    struct face *face = &fonts->faces[number];
    const char *family = arena_printf(fonts->arena, "huibao-%d", number);
    PangoFontDescription *description;
    PangoFont *font;

    if (!face->shapeable)
        make_shapeable(shaping, face, family);
    description = pango_font_description_new();
    pango_font_description_set_family(description, family);
    pango_font_description_set_absolute_size(description, size);
    font = pango_font_map_load_font(shaping->map, shaping->context, description);
    pango_font_description_free(description);
    return font;
}

struct _PangoFont *fonts_pango_font(struct fonts *fonts, int number, int32_t size)
{
    struct shaping *shaping = shaping_of(fonts);
    gint64 key = (gint64)number << 32 | (uint32_t)size;
    PangoFont *font = g_hash_table_lookup(shaping->fonts, &key);

    if (font || !fonts_face_ready(fonts, &fonts->faces[number]))
        return font;
    font = load_font(fonts, number, size);
    if (font)
        g_hash_table_insert(shaping->fonts, g_memdup2(&key, sizeof key), font);
    return font;
}
