/*
 * Opening a set of faces: which files are there, which role each serves, and what to say about
 * those that are missing or damaged.
 */
#include <strings.h>
#include <sys/stat.h>

#include "fonts_diags.h"
#include "names.h"
#include "set.h"

#include FT_MODULE_H

#define FETCH_HINT                                                                                            \
    "请在 huibao 的源代码文件夹运行 make fonts（即 fonts/fetch）取得字体，或用 --fonts " \
    "指出有字体的文件夹"

struct opening { /* what only fonts_open needs */
    struct fonts *fonts;
    struct diags *diags;
    int numbers[UINT8_MAX + 1]; /* file of the roles table → face number, −1: not usable */
    struct local_use *local;    /* by face number from local_first on */
    size_t local_first, local_capacity;
};

static bool is_directory(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static int add_face(struct fonts *fonts, const char *path, const char *wanted)
{
    struct face *face;
    const char *slash = strrchr(path, '/');

    fonts->faces = arena_grow(fonts->arena, fonts->faces, fonts->face_count, &fonts->face_capacity,
                              sizeof *fonts->faces);
    face = &fonts->faces[fonts->face_count];
    *face = (struct face){.path = path, .file = slash ? slash + 1 : path, .wanted = wanted};
    return (int)fonts->face_count++;
}

/* Whether the file can be used; a damaged one is said. */
static bool is_usable(struct opening *opening, const char *path)
{
    const char *fault = fonts_file_fault(path);
    struct place place = {.file = path};

    if (!fault)
        return true;
    diag_add(opening->diags, &FNT003, &place, DIAG_ARGS(fault));
    diag_hint(opening->diags, "请删除这个文件，再放入完好的；Debian的字体可用fonts/fetch重新取得");
    return false;
}

static int find_debian_face(struct opening *opening, unsigned file)
{
    const struct file_spec *spec = fonts_file_spec(file);
    struct fonts *fonts = opening->fonts;
    const char *path = arena_printf(fonts->arena, "%s/debian/%s", fonts->directory, spec->file);

    if (!file_exists(path) || !is_usable(opening, path))
        return -1;
    return add_face(fonts, path, spec->wanted);
}

static void find_debian_faces(struct opening *opening, const uint8_t *wanted)
{
    for (size_t i = 0; i < ROLE_FILES && wanted[i] != FILE_NONE; i++)
        if (opening->numbers[wanted[i]] < -1)
            opening->numbers[wanted[i]] = find_debian_face(opening, wanted[i]);
}

static bool is_font_name(const char *file)
{
    const char *dot = strrchr(file, '.');

    return dot && (strcasecmp(dot, ".ttf") == 0 || strcasecmp(dot, ".otf") == 0 ||
                   strcasecmp(dot, ".ttc") == 0);
}

static void add_local_face(struct opening *opening, const char *directory, const char *file)
{
    struct fonts *fonts = opening->fonts;
    const char *path = arena_printf(fonts->arena, "%s/%s", directory, file);
    struct place place = {.file = path};
    size_t count = fonts->face_count - opening->local_first;
    struct local_use use;

    if (!is_usable(opening, path))
        return;
    use = fonts_local_use(fonts->library, path, file);
    if (use.role < 0) {
        diag_add(opening->diags, &FNT005, &place, DIAG_ARGS(file));
        diag_hint(opening->diags, "请让文件名含有“仿宋”“楷体”“黑体”“宋体”或“小标宋”");
        return;
    }
    opening->local = arena_grow(fonts->arena, opening->local, count, &opening->local_capacity,
                                sizeof *opening->local);
    opening->local[count] = use;
    add_face(fonts, path, NULL);
}

static void find_local_faces(struct opening *opening)
{
    struct fonts *fonts = opening->fonts;
    const char *directory = arena_printf(fonts->arena, "%s/local", fonts->directory);
    const char *const *names;
    size_t count = 0;

    opening->local_first = fonts->face_count;
    if (!is_directory(directory))
        return;
    names = file_list(fonts->arena, directory, "", &count, opening->diags);
    for (size_t i = 0; names && i < count; i++)
        if (is_font_name(names[i]))
            add_local_face(opening, directory, names[i]);
}

static void chain_add(struct role *role, enum fonts_script script, int number)
{
    if (number >= 0)
        role->chain[script][role->count[script]++] = (uint16_t)number;
}

static void chain_add_local(const struct opening *opening, struct role *role, int index,
                            enum fonts_script script)
{
    const struct role_spec *spec = &fonts_role_specs(&(size_t){0})[index];
    size_t count = opening->fonts->face_count - opening->local_first;

    for (size_t i = 0; i < count; i++) {
        const struct local_use *use = &opening->local[i];
        bool serves = use->latin ? script == FONTS_LATIN && spec->times && use->bold == spec->bold
                                 : script == FONTS_HAN && use->role == index;
        if (serves)
            chain_add(role, script, (int)(opening->local_first + i));
    }
}

static void chain_add_files(const struct opening *opening, struct role *role,
                            enum fonts_script script, const uint8_t *wanted)
{
    for (size_t i = 0; i < ROLE_FILES && wanted[i] != FILE_NONE; i++)
        chain_add(role, script, opening->numbers[wanted[i]]);
}

/* The files of a list, as a message names them. */
static void put_files(struct buf *out, const uint8_t *wanted)
{
    for (size_t i = 0; i < ROLE_FILES && wanted[i] != FILE_NONE; i++)
        buf_printf(out, "%sdebian/%s", i ? "、" : "", fonts_file_spec(wanted[i])->file);
}

/* Says that a role's usual file is not there and what stands in for it. */
static void say_substitute(const struct opening *opening, const char *what, unsigned usual,
                           uint16_t number)
{
    struct place place = {.file = opening->fonts->directory};

    diag_add(opening->diags, &FNT004, &place,
             DIAG_ARGS(fonts_file_spec(usual)->file, what, opening->fonts->faces[number].file));
    diag_hint(opening->diags, FETCH_HINT);
}

static bool say_missing(const struct opening *opening, const struct role_spec *spec)
{
    struct place place = {.file = opening->fonts->directory};
    struct buf files = {0};

    put_files(&files, spec->han);
    buf_printf(&files, "，以及local/里的%s字体", spec->name);
    diag_add(opening->diags, &FNT002, &place, DIAG_ARGS(spec->name, files.data));
    diag_hint(opening->diags, FETCH_HINT "，或把有授权的字体放进 local/");
    buf_done(&files);
    return false;
}

static bool build_role(struct opening *opening, int index)
{
    struct fonts *fonts = opening->fonts;
    const struct role_spec *spec = &fonts_role_specs(&(size_t){0})[index];
    struct role *role = &fonts->roles[index];
    size_t local_han, local_latin, own_han, own_latin;

    for (int script = FONTS_HAN; script <= FONTS_LATIN; script++)
        role->chain[script] =
            arena_array(fonts->arena, fonts->face_count + 4 * ROLE_FILES, sizeof(uint16_t));
    chain_add_local(opening, role, index, FONTS_HAN);
    local_han = role->count[FONTS_HAN];
    chain_add_files(opening, role, FONTS_HAN, spec->han);
    own_han = role->count[FONTS_HAN];
    chain_add_local(opening, role, index, FONTS_LATIN);
    local_latin = role->count[FONTS_LATIN];
    chain_add_files(opening, role, FONTS_LATIN, spec->latin);
    own_latin = role->count[FONTS_LATIN];
    if (own_han == 0)
        return say_missing(opening, spec);
    for (size_t i = 0; i < own_han; i++)
        chain_add(role, FONTS_LATIN, role->chain[FONTS_HAN][i]);
    for (size_t i = 0; i < own_latin; i++)
        chain_add(role, FONTS_HAN, role->chain[FONTS_LATIN][i]);
    role->first[FONTS_HAN] = role->chain[FONTS_HAN][0];
    role->first[FONTS_LATIN] = role->chain[FONTS_LATIN][0];
    if (!local_han && opening->numbers[spec->han[0]] < 0)
        say_substitute(opening, spec->name, spec->han[0], role->first[FONTS_HAN]);
    if (!local_latin && opening->numbers[spec->latin[0]] < 0)
        say_substitute(opening, arena_printf(fonts->arena, "%s的西文", spec->name), spec->latin[0],
                       role->first[FONTS_LATIN]);
    return true;
}

static bool open_set(struct opening *opening)
{
    struct fonts *fonts = opening->fonts;
    struct place place = {.file = fonts->directory};
    const struct role_spec *specs;
    bool complete = true;
    size_t count;

    specs = fonts_role_specs(&count);
    fonts->roles = arena_array(fonts->arena, count, sizeof *fonts->roles);
    if (!is_directory(fonts->directory)) {
        diag_add(opening->diags, &FNT001, &place, DIAG_ARGS(fonts->directory));
        diag_hint(opening->diags, FETCH_HINT "，或用--fonts指明字体文件夹");
        return false;
    }
    for (size_t i = 0; i < BASE_COUNT(opening->numbers); i++)
        opening->numbers[i] = -2; /* not looked for yet */
    for (size_t i = 0; i < count; i++) {
        find_debian_faces(opening, specs[i].han);
        find_debian_faces(opening, specs[i].latin);
    }
    find_local_faces(opening);
    if (fonts->face_count == 0) {
        diag_add(opening->diags, &FNT007, &place, DIAG_ARGS(fonts->directory));
        diag_hint(opening->diags, FETCH_HINT);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        complete = build_role(opening, (int)i) && complete;
    return complete;
}

struct fonts *fonts_open(const char *directory, const struct world *world, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct fonts *fonts = arena_alloc(arena, sizeof *fonts);
    struct opening *opening = arena_alloc(arena, sizeof *opening);

    *opening = (struct opening){.fonts = fonts, .diags = diags};
    fonts->arena = arena;
    fonts->directory = arena_strdup(arena, directory);
    fonts->max_file_bytes = world->max_file_bytes;
    fonts->library = fonts_library_new();
    if (open_set(opening))
        return fonts;
    fonts_close(fonts);
    return NULL;
}

void fonts_close(struct fonts *fonts)
{
    if (!fonts)
        return;
    fonts_shaping_done(fonts);
    for (size_t i = 0; i < fonts->face_count; i++)
        FT_Done_Face(fonts->faces[i].ft);
    FT_Done_Library(fonts->library);
    arena_free(fonts->arena);
}
