/*
 * What a licensed face in local/ calls itself: its file name first, then the names inside the file.
 */
#include "set.h"

#include FT_SFNT_NAMES_H
#include FT_TRUETYPE_IDS_H

#include "names.h"

enum { MAX_NAMES = 256 };

static bool is_wanted_name(const FT_SfntName *name)
{
    return name->platform_id == TT_PLATFORM_MICROSOFT &&
           (name->name_id == TT_NAME_ID_FONT_FAMILY || name->name_id == TT_NAME_ID_FULL_NAME ||
            name->name_id == TT_NAME_ID_PS_NAME || name->name_id == TT_NAME_ID_TYPOGRAPHIC_FAMILY);
}

/* UTF-16BE without surrogates: names of fonts hold none. */
static void put_utf16(struct buf *out, const FT_SfntName *name)
{
    for (FT_UInt i = 0; i + 1 < name->string_len; i += 2) {
        uint32_t c = (uint32_t)name->string[i] << 8 | name->string[i + 1];
        if (c >= 0x20 && (c < 0xD800 || c > 0xDFFF))
            buf_put_codepoint(out, c);
    }
}

static int role_of_face(FT_Face ft, struct local_use *use)
{
    FT_UInt count = FT_Get_Sfnt_Name_Count(ft);
    const char *name = FT_Get_Postscript_Name(ft);
    int role = name ? fonts_local_role(name, &use->latin, &use->bold) : -1;

    for (FT_UInt i = 0; role < 0 && i < count && i < MAX_NAMES; i++) {
        struct buf text = {0};
        FT_SfntName entry;
        if (FT_Get_Sfnt_Name(ft, i, &entry) || !is_wanted_name(&entry))
            continue;
        put_utf16(&text, &entry);
        if (text.length)
            role = fonts_local_role(text.data, &use->latin, &use->bold);
        buf_done(&text);
    }
    return role;
}

struct local_use fonts_local_use(FT_Library library, const char *path, const char *file)
{
    struct local_use use = {.role = -1};
    FT_Face ft = NULL;

    use.role = fonts_local_role(file, &use.latin, &use.bold);
    if (use.role >= 0 || FT_New_Face(library, path, 0, &ft))
        return use;
    use.role = role_of_face(ft, &use);
    FT_Done_Face(ft);
    return use;
}
