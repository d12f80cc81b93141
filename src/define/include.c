#include "include.h"

#include <string.h>

#include "define_diags.h"
#include "scope.h"

#define SUFFIX ".md"

void include_init(struct include_state *state, struct arena *arena, const char *report,
                  const struct dictionary *dictionary, const struct world *world)
{
    const char *slash = strrchr(report, '/');
    *state = (struct include_state){.world = world};
    if (slash)
        state->folders[0] = arena_printf(arena, "%.*s/sections", (int)(slash - report), report);
    else
        state->folders[0] = "sections";
    state->folders[1] = dictionary ? dictionary->sections : NULL;
}

/* A plain name: no path leads out of the folder. */
static bool is_plain(const char *name)
{
    size_t length = strlen(name);
    for (size_t at = 0; at < length;) {
        uint32_t codepoint = 0;
        at += source_peek(name, length, at, &codepoint);
        if (!source_is_name(codepoint) && codepoint != '-')
            return false;
    }
    return length > 0;
}

const char *include_read(struct reader *reader, const struct excerpt *inside, struct tag *tag)
{
    if (!inside->length) {
        diag_add(reader->diags, &DEF130, &tag->place, DIAG_ARGS(tag->shown, "没有写名称"));
        diag_hint(reader->diags, "写作 {{#引用 名称}}，印出 sections/名称.md 的内容");
        return NULL;
    }
    char *name = text_halfwidth(reader->arena, excerpt_copy(reader->arena, inside));
    size_t length = strlen(name), suffix = strlen(SUFFIX);
    if (length > suffix && strcmp(name + length - suffix, SUFFIX) == 0)
        name[length - suffix] = '\0';
    tag->name.place = excerpt_place(inside, 0, inside->length);
    if (is_plain(name))
        return name;
    diag_add(reader->diags, &DEF130, &tag->name.place,
             DIAG_ARGS(tag->shown, "名称只能用汉字、字母、数字、_ 和 -"));
    return NULL;
}

/* ---- which file ---- */

static const char *find_file(const struct reader *reader, const char *name)
{
    const struct include_state *state = &reader->scope->include;
    for (size_t i = 0; i < BASE_COUNT(state->folders); i++) {
        const char *path =
            state->folders[i] ? arena_printf(reader->arena, "%s/%s" SUFFIX, state->folders[i], name)
                              : NULL;
        if (path && file_exists(path))
            return path;
    }
    return NULL;
}

static void add_missing(struct reader *reader, const struct tag *tag)
{
    const struct include_state *state = &reader->scope->include;
    diag_add(reader->diags, &DEF131, &tag->name.place,
             DIAG_ARGS(tag->name.name, state->folders[0]));
    const char *nearest = NULL;
    struct diags *quiet = diags_new();
    for (size_t i = 0; i < BASE_COUNT(state->folders) && !nearest; i++) {
        size_t count = 0;
        const char *const *files =
            state->folders[i] ? file_list(reader->arena, state->folders[i], SUFFIX, &count, quiet)
                              : NULL;
        const char **names = arena_array(reader->arena, count + 1, sizeof *names);
        for (size_t f = 0; files && f < count; f++)
            names[f] = arena_strndup(reader->arena, files[f], strlen(files[f]) - strlen(SUFFIX));
        nearest = name_nearest(tag->name.name, names, files ? count : 0);
    }
    diags_free(quiet);
    if (nearest)
        diag_hint_nearest(reader->diags, tag->name.name, &nearest, 1);
}

/* Whether the section is being read already: it would include itself for ever. */
static bool is_cycle(struct reader *reader, const struct tag *tag)
{
    struct buf chain = {0};
    bool found = false;
    buf_puts(&chain, tag->name.name);
    for (const struct include *i = reader->scope->include.inner; i && !found; i = i->outer) {
        const char *after = arena_strdup(reader->arena, chain.data);
        buf_clear(&chain);
        buf_printf(&chain, "%s → %s", i->name, after);
        found = strcmp(i->name, tag->name.name) == 0;
    }
    if (found)
        diag_add(reader->diags, &DEF132, &tag->name.place, DIAG_ARGS(chain.data));
    buf_done(&chain);
    return found;
}

static bool within_depth(struct reader *reader, const struct tag *tag)
{
    const struct include *inner = reader->scope->include.inner;
    if (!inner || inner->depth < INCLUDE_DEPTH_MAX)
        return true;
    const char *most = arena_printf(reader->arena, "%d", INCLUDE_DEPTH_MAX);
    diag_add(reader->diags, &DEF007, &tag->name.place, DIAG_ARGS(most));
    return false;
}

/* Sections within sections could be endless without a cycle. */
static bool within_limits(struct reader *reader, const struct tag *tag, size_t length)
{
    struct include_state *state = &reader->scope->include;
    size_t most = state->world->max_file_bytes;
    state->bytes += length;
    if (state->count <= INCLUDE_COUNT_MAX && state->bytes <= most)
        return true;
    const char *count = arena_printf(reader->arena, "%d", INCLUDE_COUNT_MAX);
    if (!state->full)
        diag_add(reader->diags, &DEF133, &tag->name.place,
                 DIAG_ARGS(count, arena_printf(reader->arena, "%zu", most >> 10)));
    state->full = true;
    return false;
}

static bool has_front(struct reader *reader, struct source *source)
{
    bool front = source->length >= 3 && memcmp(source->text, "---", 3) == 0;
    struct place place = source_place(source, 0, front ? 3 : 0);
    if (front) {
        diag_add(reader->diags, &DEF134, &place, NULL);
        diag_hint(reader->diags, "参数和数据写在引用它的报表里，这里只写正文");
    }
    return front;
}

struct source *include_enter(struct reader *reader, const struct tag *tag)
{
    struct include_state *state = &reader->scope->include;
    size_t length = 0;
    state->count++;
    if (is_cycle(reader, tag) || !within_depth(reader, tag) || !within_limits(reader, tag, 0))
        return NULL;
    const char *path = find_file(reader, tag->name.name);
    if (!path) {
        add_missing(reader, tag);
        return NULL;
    }
    const char *text =
        file_read(reader->arena, path, state->world->max_file_bytes, &length, reader->diags);
    if (!text || !within_limits(reader, tag, length))
        return NULL;
    struct source *source = yaml_source(reader->arena, path, text, length, reader->diags);
    if (!source || has_front(reader, source))
        return NULL;
    struct include *include = arena_alloc(reader->arena, sizeof *include);
    *include =
        (struct include){tag->name.name, state->inner ? state->inner->depth + 1 : 1, state->inner};
    state->inner = include;
    return source;
}

void include_leave(struct reader *reader)
{
    struct include_state *state = &reader->scope->include;
    state->inner = state->inner->outer;
}
