/*
 * What people call columns, and the words they write for codes, from files that an office can add
 * to. Everything is kept per kind: a kind's own names go before the general ones, which serve every
 * kind that has the field.
 */
#include <huibao/yaml.h>

#include <string.h>

#include "private.h"

struct meaning {
    size_t field;
    const char *code; /* of a word */
    struct place place;
};

struct kind_names {
    struct names *own, *general; /* title → meaning */
    struct names *words;         /* field, a line break, word → meaning */
};

struct import_names {
    struct arena *arena;
    const struct store_kind *kinds;
    size_t kind_count;
    struct kind_names *of; /* per kind */
};

enum table { TABLE_OWN, TABLE_GENERAL, TABLE_WORDS };

struct import_names *import_names_new(struct arena *arena)
{
    struct import_names *names = arena_alloc(arena, sizeof *names);
    names->arena = arena;
    names->kinds = store_kinds(&names->kind_count);
    names->of = arena_array(arena, names->kind_count, sizeof *names->of);
    for (size_t i = 0; i < names->kind_count; i++)
        names->of[i] = (struct kind_names){names_new(arena), names_new(arena), names_new(arena)};
    return names;
}

/* ---- asking ---- */

static size_t field_named(const struct store_kind *kind, const char *name)
{
    for (size_t i = 0; i < kind->field_count; i++)
        if (strcmp(kind->fields[i].name, name) == 0)
            return i;
    return IMPORT_NO_FIELD;
}

static const struct kind_names *names_of(const struct import_names *names,
                                         const struct store_kind *kind)
{
    return names ? &names->of[kind - names->kinds] : NULL;
}

size_t import_field_meant(const struct import_names *names, const struct store_kind *kind,
                          const char *title)
{
    size_t field = field_named(kind, title);
    const struct kind_names *of = names_of(names, kind);
    if (field != IMPORT_NO_FIELD || !of)
        return field;
    const struct meaning *meaning = names_get(of->own, title);
    if (!meaning)
        meaning = names_get(of->general, title);
    return meaning ? meaning->field : IMPORT_NO_FIELD;
}

static const char *word_key(struct arena *arena, const char *field, const char *word)
{
    return arena_printf(arena, "%s\n%s", field, word);
}

const char *import_code_meant(const struct import_names *names, const struct store_kind *kind,
                              const struct store_field *field, const char *word,
                              struct arena *scratch)
{
    const struct kind_names *of = names_of(names, kind);
    const struct meaning *meaning =
        of ? names_get(of->words, word_key(scratch, field->name, word)) : NULL;
    return meaning ? meaning->code : NULL;
}

const char *const *import_titles_known(const struct import_names *names,
                                       const struct store_kind *kind, struct arena *arena,
                                       size_t *ret_count)
{
    const struct kind_names *of = names_of(names, kind);
    size_t own_count = 0, general_count = 0, count = 0;
    const char *const *own = of ? names_list(of->own, &own_count) : NULL;
    const char *const *general = of ? names_list(of->general, &general_count) : NULL;
    const char **titles =
        arena_array(arena, kind->field_count + own_count + general_count, sizeof *titles);
    for (size_t i = 0; i < kind->field_count; i++)
        titles[count++] = kind->fields[i].name;
    for (size_t i = 0; i < own_count; i++)
        titles[count++] = own[i];
    for (size_t i = 0; i < general_count; i++)
        titles[count++] = general[i];
    *ret_count = count;
    return titles;
}

const char *const *import_titles_of(const struct import_names *names, const struct store_kind *kind,
                                    const struct store_field *field, struct arena *arena,
                                    size_t *ret_count)
{
    /* A general title may mean another field in this kind, or be one of its own too. */
    size_t known = 0, count = 0;
    const char *const *all = import_titles_known(names, kind, arena, &known);
    struct names *seen = names_new(arena);
    const char **titles = arena_array(arena, known, sizeof *titles);
    for (size_t i = kind->field_count; i < known; i++) {
        size_t meant = import_field_meant(names, kind, all[i]);
        if (&kind->fields[meant] != field || names_get(seen, all[i]))
            continue;
        names_put(seen, all[i], titles);
        titles[count++] = all[i];
    }
    *ret_count = count;
    return titles;
}

/* ---- reading ---- */

struct entry { /* one way of writing something */
    struct import_names *names;
    struct reader *reader;
    const struct yaml *node;
    const char *written;
};

static const char *meaning_name(const struct store_kind *kind, const struct meaning *meaning)
{
    return meaning->code ? meaning->code : kind->fields[meaning->field].name;
}

/* False when it was refused: then it is not tried for further kinds. */
static bool put(const struct entry *entry, enum table table, size_t kind_index,
                const struct meaning *meaning)
{
    struct arena *arena = entry->names->arena;
    const struct store_kind *kind = &entry->names->kinds[kind_index];
    struct kind_names *of = &entry->names->of[kind_index];
    struct names *into = table == TABLE_OWN       ? of->own
                         : table == TABLE_GENERAL ? of->general
                                                  : of->words;
    const char *key = table == TABLE_WORDS
                          ? word_key(arena, kind->fields[meaning->field].name, entry->written)
                          : entry->written;
    struct meaning *copy = arena_alloc(arena, sizeof *copy);
    *copy = *meaning;
    copy->place.file = arena_strdup(arena, meaning->place.file);
    copy->place.text = NULL;
    const struct meaning *first = names_put(into, key, copy);
    if (strcmp(meaning_name(kind, first), meaning_name(kind, meaning)) == 0)
        return true;
    const char *there = arena_printf(arena, "%s:%ld", first->place.file, first->place.line);
    diag_add(entry->reader->diags, &IMP062, &entry->node->place,
             DIAG_ARGS(entry->node->text, kind->chinese, meaning_name(kind, first), there,
                       meaning_name(kind, meaning)));
    diag_hint(entry->reader->diags, "一个写法只能指一项，请删去其中一处");
    return false;
}

static void put_title(const struct entry *entry, enum table table, size_t kind_index,
                      const char *field_name)
{
    for (size_t i = 0; i < entry->names->kind_count; i++) {
        const struct store_kind *kind = &entry->names->kinds[i];
        struct meaning meaning = {field_named(kind, field_name), NULL, entry->node->place};
        bool named = field_named(kind, entry->written) != IMPORT_NO_FIELD;
        if (meaning.field == IMPORT_NO_FIELD || (table == TABLE_OWN && i != kind_index))
            continue;
        if (named && table == TABLE_OWN) {
            diag_add(entry->reader->diags, &IMP063, &entry->node->place,
                     DIAG_ARGS(entry->node->text, kind->chinese, field_name));
            return;
        }
        if (!named && !put(entry, table, i, &meaning))
            return;
    }
}

static bool has_code(const struct store_field *field, const char *code)
{
    for (const char *const *one = field->codes; one && *one; one++)
        if (strcmp(*one, code) == 0)
            return true;
    return false;
}

static void put_word(const struct entry *entry, const char *field_name, const char *code)
{
    for (size_t i = 0; i < entry->names->kind_count; i++) {
        const struct store_kind *kind = &entry->names->kinds[i];
        struct meaning meaning = {field_named(kind, field_name), code, entry->node->place};
        if (meaning.field == IMPORT_NO_FIELD || !has_code(&kind->fields[meaning.field], code))
            continue;
        if (has_code(&kind->fields[meaning.field], entry->written)) {
            diag_add(entry->reader->diags, &IMP063, &entry->node->place,
                     DIAG_ARGS(entry->node->text, field_name, code));
            return;
        }
        if (!put(entry, TABLE_WORDS, i, &meaning))
            return;
    }
}

/* What one list of writings is for. */
struct target {
    struct import_names *names;
    struct reader *reader;
    enum table table;
    size_t kind;       /* TABLE_OWN */
    const char *field; /* canonical */
    const char *code;  /* TABLE_WORDS */
};

static void take_writing(const struct target *target, const struct yaml *node)
{
    if (node->kind != YAML_SCALAR || *text_trim(target->reader->arena, node->text) == '\0') {
        schema_misfit(target->reader, node, "写法", "不空的文字");
        return;
    }
    struct arena *arena = target->names->arena;
    struct entry entry = {target->names, target->reader, node, NULL};
    if (target->table == TABLE_WORDS) {
        entry.written = text_trim(arena, text_halfwidth(arena, node->text));
        put_word(&entry, target->field, target->code);
    } else {
        entry.written = import_title_plain(arena, node->text);
        put_title(&entry, target->table, target->kind, target->field);
    }
}

/* A list, or one writing alone. */
static void take_writings(const struct target *target, const struct yaml *node)
{
    if (node->kind == YAML_MAP) {
        schema_misfit(target->reader, node, NULL, "列表");
        return;
    }
    if (node->kind == YAML_SCALAR)
        take_writing(target, node);
    else
        for (const struct yaml *one = node->first; one; one = one->next)
            take_writing(target, one);
}

/* ---- names that the file refers to ---- */

static bool find_field(const struct import_names *names, size_t kind, const char *name)
{
    for (size_t i = 0; i < names->kind_count; i++)
        if ((kind == i || kind == names->kind_count) &&
            field_named(&names->kinds[i], name) != IMPORT_NO_FIELD)
            return true;
    return false;
}

static void hint_field(struct reader *reader, const struct import_names *names, size_t kind,
                       const char *name)
{
    struct names *all = names_new(reader->arena);
    for (size_t i = 0; i < names->kind_count; i++)
        for (size_t f = 0;
             (kind == i || kind == names->kind_count) && f < names->kinds[i].field_count; f++)
            names_put(all, names->kinds[i].fields[f].name, all);
    size_t count = 0;
    const char *const *list = names_list(all, &count);
    hint_nearest(reader->diags, name, list, count);
}

/* `kind` is kind_count for all of them. */
static bool check_field(struct reader *reader, const struct import_names *names, size_t kind,
                        const struct yaml *node)
{
    if (find_field(names, kind, node->key->text))
        return true;
    const char *whose = kind == names->kind_count ? "哪种记录都" : names->kinds[kind].chinese;
    diag_add(reader->diags, &IMP061, &node->key->place, DIAG_ARGS(whose, node->key->text));
    hint_field(reader, names, kind, node->key->text);
    return false;
}

static void read_fields(struct reader *reader, struct import_names *names, size_t kind,
                        const struct yaml *map)
{
    struct names *seen = names_new(reader->arena);
    for (const struct yaml *node = map->first; node; node = node->next) {
        struct target target = {names, reader, TABLE_OWN, kind, node->key->text, NULL};
        if (kind == names->kind_count)
            target.table = TABLE_GENERAL;
        if (schema_first(reader, seen, node, "项") && check_field(reader, names, kind, node))
            take_writings(&target, node);
    }
}

/* The kind's index; kind_count for 通用; SIZE_MAX with a diagnostic. */
static size_t kind_named(struct reader *reader, const struct import_names *names,
                         const struct yaml *node)
{
    const char *name = node->key->text;
    if (strcmp(name, "通用") == 0 || strcmp(name, "any") == 0)
        return names->kind_count;
    const struct store_kind *kind = store_kind_find(name);
    if (kind)
        return (size_t)(kind - names->kinds);
    const char **list = arena_array(reader->arena, names->kind_count + 1, sizeof *list);
    for (size_t i = 0; i < names->kind_count; i++)
        list[i] = names->kinds[i].chinese;
    list[names->kind_count] = "通用";
    diag_add(reader->diags, &IMP060, &node->key->place, DIAG_ARGS(name));
    hint_nearest(reader->diags, name, list, names->kind_count + 1);
    return SIZE_MAX;
}

static void read_columns(struct reader *reader, struct import_names *names, const struct yaml *map)
{
    struct names *seen = names_new(reader->arena);
    for (const struct yaml *node = map->first; node; node = node->next) {
        if (!schema_first(reader, seen, node, "种类"))
            continue;
        size_t kind = kind_named(reader, names, node);
        if (kind == SIZE_MAX)
            continue;
        if (node->kind == YAML_MAP)
            read_fields(reader, names, kind, node);
        else
            schema_misfit(reader, node, NULL, "一组“项: [写法, …]”");
    }
}

/* All codes of the fields of that name, in all kinds. */
static struct names *codes_of(struct reader *reader, const struct import_names *names,
                              const char *field_name)
{
    struct names *codes = names_new(reader->arena);
    for (size_t i = 0; i < names->kind_count; i++) {
        size_t field = field_named(&names->kinds[i], field_name);
        if (field == IMPORT_NO_FIELD)
            continue;
        const char *const *code = names->kinds[i].fields[field].codes;
        for (; code && *code; code++)
            names_put(codes, *code, codes);
    }
    return codes;
}

static void read_codes(struct reader *reader, struct import_names *names, const struct yaml *map)
{
    struct names *codes = codes_of(reader, names, map->key->text);
    struct names *seen = names_new(reader->arena);
    size_t count = 0;
    const char *const *list = names_list(codes, &count);
    if (count == 0) {
        diag_add(reader->diags, &IMP065, &map->key->place, DIAG_ARGS(map->key->text));
        return;
    }
    for (const struct yaml *node = map->first; node; node = node->next) {
        if (!schema_first(reader, seen, node, "说法"))
            continue;
        if (names_get(codes, node->key->text)) {
            const char *code = arena_strdup(names->arena, node->key->text);
            struct target target = {names, reader, TABLE_WORDS, 0, map->key->text, code};
            take_writings(&target, node);
            continue;
        }
        diag_add(reader->diags, &IMP064, &node->key->place,
                 DIAG_ARGS(map->key->text, node->key->text));
        hint_nearest(reader->diags, node->key->text, list, count);
    }
}

static void read_words(struct reader *reader, struct import_names *names, const struct yaml *map)
{
    struct names *seen = names_new(reader->arena);
    for (const struct yaml *node = map->first; node; node = node->next) {
        if (!schema_first(reader, seen, node, "项") ||
            !check_field(reader, names, names->kind_count, node))
            continue;
        if (node->kind == YAML_MAP)
            read_codes(reader, names, node);
        else
            schema_misfit(reader, node, NULL, "一组“标准说法: [写法, …]”");
    }
}

bool import_names_read(struct import_names *names, const char *path, const struct world *world,
                       struct diags *diags)
{
    enum { TOP_COLUMNS, TOP_WORDS, TOP_COUNT };
    static const struct key keys[] = {
        {.word = {"columns", "列名", TOP_COLUMNS, NULL}, .shape = KEY_MAP},
        {.word = {"words", "用语", TOP_WORDS, NULL}, .shape = KEY_MAP},
    };
    static const struct schema schema = {"同义词文件", keys, BASE_COUNT(keys)};
    size_t errors = diags_count(diags, DIAG_ERROR), length = 0;
    struct arena *arena = arena_new();
    const struct yaml *values[TOP_COUNT] = {0};
    char *text = file_read(arena, path, world->max_file_bytes, &length, diags);
    struct source *source = text ? yaml_source(arena, path, text, length, diags) : NULL;
    const struct yaml *root = source ? yaml_read(source, 0, source->length, diags) : NULL;
    struct reader reader = {arena, source, diags, NULL};
    if (root)
        schema_read(&reader, &schema, root, values);
    if (values[TOP_COLUMNS])
        read_columns(&reader, names, values[TOP_COLUMNS]);
    if (values[TOP_WORDS])
        read_words(&reader, names, values[TOP_WORDS]);
    arena_free(arena);
    return root && diags_count(diags, DIAG_ERROR) == errors;
}
