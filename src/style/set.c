/* The styles of a folder: each file read when it is first asked for, and what they start from. */
#include "read.h"

#include <string.h>

#include "style_diags.h"

static const char suffix[] = ".yaml";

struct style_set *style_set_new(struct arena *arena, const char *directory,
                                const char *const *roles, size_t role_count,
                                const struct world *world)
{
    struct style_set *set = arena_alloc(arena, sizeof *set);
    *set = (struct style_set){.arena = arena,
                              .directory = directory,
                              .roles = roles,
                              .role_count = role_count,
                              .world = world};
    return set;
}

static struct style_entry *find_entry(const struct style_set *set, const char *name)
{
    struct style_entry *entry = set->entries;
    while (entry && strcmp(entry->name, name) != 0)
        entry = entry->next;
    return entry;
}

/* The entry of that name, a new one in its place if there is none. */
static struct style_entry *add_entry(struct style_set *set, const char *name)
{
    struct style_entry **place = &set->entries;
    while (*place && strcmp((*place)->name, name) < 0)
        place = &(*place)->next;
    if (*place && strcmp((*place)->name, name) == 0)
        return *place;
    struct style_entry *entry = arena_alloc(set->arena, sizeof *entry);
    entry->name = arena_strdup(set->arena, name);
    entry->next = *place;
    *place = entry;
    return entry;
}

/* Which names there are: the folder's files, and the built-in styles that no file replaces. */
static void list_names(struct style_set *set, struct diags *diags)
{
    if (set->listed)
        return;
    set->listed = true;
    size_t count = 0;
    const char *const *files = file_exists(set->directory)
                                   ? file_list(set->arena, set->directory, suffix, &count, diags)
                                   : NULL;
    for (size_t i = 0; files && i < count; i++) {
        size_t length = strlen(files[i]) - strlen(suffix);
        if (files[i][0] == '.' || !length)
            continue;
        struct style_entry *entry = add_entry(set, arena_strndup(set->arena, files[i], length));
        entry->path = arena_printf(set->arena, "%s/%s", set->directory, files[i]);
    }
    const char *const *names = style_names(&count);
    for (size_t i = 0; i < count; i++) {
        struct style_entry *entry = add_entry(set, names[i]);
        if (!entry->path)
            entry->style = style_builtin(names[i]);
    }
}

static void read_entry(struct style_set *set, struct style_entry *entry, struct diags *diags)
{
    size_t length = 0;
    char *text = file_read(set->arena, entry->path, set->world->max_file_bytes, &length, diags);
    entry->reading = true;
    entry->bad = !text || !style_file_read(set, entry, text, length, diags);
    entry->reading = false;
}

const char *style_set_advice(struct style_set *set, const char *name)
{
    const char **names = NULL;
    size_t count = 0, capacity = 0;
    struct buf all = {0};
    for (const struct style_entry *entry = set->entries; entry; entry = entry->next) {
        names = arena_grow(set->arena, names, count, &capacity, sizeof *names);
        names[count++] = entry->name;
        buf_printf(&all, "%s%s", all.length ? "、" : "", entry->name);
    }
    const char *near = name_nearest(name, names, count);
    const char *asks = near ? arena_printf(set->arena, "是不是“%s”？", near) : "";
    const char *advice = arena_printf(set->arena, "%s现有的版式：%s", asks, all.data);
    buf_done(&all);
    return advice;
}

bool style_set_has(struct style_set *set, const char *name, struct diags *diags)
{
    list_names(set, diags);
    return find_entry(set, name) != NULL;
}

const struct style *style_set_find(struct style_set *set, const char *name,
                                   const struct place *asked, struct diags *diags)
{
    list_names(set, diags);
    struct style_entry *entry = find_entry(set, name);
    if (!entry) {
        diag_add(diags, &STY001, asked, DIAG_ARGS(name));
        diag_hint(diags, "%s", style_set_advice(set, name));
        return NULL;
    }
    if (entry->bad) {
        diag_add(diags, &STY006, asked, DIAG_ARGS(name));
        diag_hint(diags, "先按上面列出的改好它");
        return NULL;
    }
    if (!entry->style)
        read_entry(set, entry, diags);
    return entry->style;
}

/* a → b → a, of the files whose base is being found; they stand in the order of their asking. */
static const char *show_circle(const struct style_set *set, const char *name)
{
    struct buf text = {0};
    const struct style_entry *entry = find_entry(set, name);
    size_t steps = 0;
    for (; entry && steps < 100; entry = entry->base ? find_entry(set, entry->base) : NULL) {
        buf_printf(&text, "%s%s", steps++ ? " → " : "", entry->name);
        if (steps > 1 && strcmp(entry->name, name) == 0)
            break;
    }
    char *copy = buf_copy(&text, set->arena);
    buf_done(&text);
    return copy;
}

const struct style *style_set_base(struct style_set *set, const char *name,
                                   const struct place *place, struct diags *diags)
{
    list_names(set, diags);
    const struct style_entry *entry = find_entry(set, name);
    if (!entry || !entry->reading)
        return style_set_find(set, name, place, diags);
    diag_add(diags, &STY002, place, DIAG_ARGS(show_circle(set, name)));
    diag_hint(diags, "删去其中一处“基于”：不写就从内置的公文版式开始");
    return NULL;
}

const struct style_info *style_set_list(struct style_set *set, size_t *ret_count,
                                        struct diags *diags)
{
    struct style_info *list = NULL;
    size_t count = 0, capacity = 0;
    list_names(set, diags);
    for (struct style_entry *entry = set->entries; entry; entry = entry->next) {
        if (!entry->style && !entry->bad)
            read_entry(set, entry, diags);
        list = arena_grow(set->arena, list, count, &capacity, sizeof *list);
        list[count++] = (struct style_info){entry->name, entry->summary, entry->base, entry->path};
    }
    *ret_count = count;
    return list;
}

const struct style *style_set_read(struct style_set *set, const char *name, const char *text,
                                   size_t length, struct diags *diags)
{
    list_names(set, diags);
    struct style_entry *entry = add_entry(set, name);
    entry->style = NULL;
    entry->reading = true;
    entry->bad = !style_file_read(set, entry, text, length, diags);
    entry->reading = false;
    return entry->style;
}
