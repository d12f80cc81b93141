#include <string.h>

#include <huibao/define_check.h>

#include "check.h"
#include "define_diags.h"
#include "expr.h"
#include "indicator.h"
#include "scope.h"
#include "sql.h"

/* The dictionary while its files are read. */
struct builder {
    struct arena *arena;
    const struct world *world;
    struct diags *diags;
    struct reader reader; /* of the current file */
    struct dictionary *dictionary;
    struct define_dataset **dataset_tail;
    struct define_indicator **indicator_tail;
    struct define_check **check_tail;
    struct names *names[3]; /* → struct place: datasets, indicators, checks */
    struct names *binds;    /* the parameters that the dictionary's SQL may bind */
};

enum { NAMED_DATASET, NAMED_INDICATOR, NAMED_CHECK };

static struct builder *builder_new(struct arena *arena, const struct world *world,
                                   struct diags *diags)
{
    static const char *const binds[] = {"社区", "街道", "区县",   "网格",   "期",     "期初",
                                        "期末", "日期", "上期初", "上期末", "同期初", "同期末"};
    struct builder *builder = arena_alloc(arena, sizeof *builder);
    builder->arena = arena;
    builder->world = world;
    builder->diags = diags;
    builder->dictionary = arena_alloc(arena, sizeof *builder->dictionary);
    builder->dataset_tail = &builder->dictionary->datasets;
    builder->indicator_tail = &builder->dictionary->indicators;
    builder->check_tail = &builder->dictionary->checks;
    for (size_t i = 0; i < BASE_COUNT(builder->names); i++)
        builder->names[i] = names_new(arena);
    builder->binds = names_new(arena);
    for (size_t i = 0; i < BASE_COUNT(binds); i++)
        names_put(builder->binds, binds[i], builder);
    return builder;
}

/* Reports a name that was used before, in this file or another one. */
static bool is_new(struct builder *builder, int set, const char *name, const struct place *place,
                   const char *what)
{
    struct place *copy = arena_alloc(builder->arena, sizeof *copy);
    *copy = *place;
    const struct place *first = names_put(builder->names[set], name, copy);
    if (first == copy)
        return true;
    const char *who =
        arena_printf(builder->arena, "%s 第 %ld 行的%s", first->file, first->line, what);
    diag_add(builder->diags, &DEF018, place, DIAG_ARGS(what, name, who));
    return false;
}

static size_t errors_of(const struct builder *builder)
{
    return diags_count(builder->diags, DIAG_ERROR);
}

/* ---- indicators ---- */

/* As when the line with the next one's name is gone. */
static bool has_key_twice(const struct yaml *map)
{
    for (const struct yaml *node = map->first; node; node = node->next)
        for (const struct yaml *other = map->first; other != node && node->key; other = other->next)
            if (other->key && strcmp(other->key->text, node->key->text) == 0)
                return true;
    return false;
}

/* One of which only the name could be read. */
static struct define_indicator *lost_indicator(struct builder *builder, const struct yaml *node,
                                               const struct define_dataset *dataset)
{
    struct define_indicator *indicator = arena_alloc(builder->arena, sizeof *indicator);
    indicator->name = node->key->text;
    indicator->place = node->key->place;
    indicator->dataset = dataset;
    indicator->decimals = -1;
    return indicator;
}

static void read_indicators(struct builder *builder, const struct yaml *map,
                            const struct define_dataset *dataset, bool has_sql)
{
    struct names *seen = names_new(builder->arena);
    for (const struct yaml *node = map ? map->first : NULL; node; node = node->next) {
        size_t errors = errors_of(builder);
        if (!schema_name(&builder->reader, seen, node, "指标") ||
            !is_new(builder, NAMED_INDICATOR, node->key->text, &node->key->place, "指标")) {
            builder->dictionary->names_lost = true; /* what it should be called is not known */
            continue;
        }
        diag_context_push(builder->diags, "指标“%s”", node->key->text);
        struct define_indicator *indicator =
            indicator_read(&builder->reader, node, dataset, has_sql);
        diag_context_pop(builder->diags);
        if (!indicator)
            indicator = lost_indicator(builder, node, dataset);
        indicator->broken = errors_of(builder) > errors;
        builder->dictionary->names_lost |= indicator->broken && has_key_twice(node);
        *builder->indicator_tail = indicator;
        builder->indicator_tail = &indicator->next;
    }
}

/* ---- datasets ---- */

static void read_dataset(struct builder *builder, const struct yaml *node)
{
    struct reader *reader = &builder->reader;
    const struct yaml *values[DATASET_KEYS] = {0};
    size_t errors = errors_of(builder);
    schema_read(reader, &schema_dataset, node, values);
    struct define_dataset *dataset = arena_alloc(builder->arena, sizeof *dataset);
    dataset->name = node->key->text;
    dataset->place = node->key->place;
    dataset->scalar = values[DATASET_INDICATORS] != NULL;
    dataset->sql = "";
    const struct yaml *sql = values[DATASET_SQL];
    bool misread = errors_of(builder) > errors; /* which key was meant is not known */
    builder->dictionary->names_lost |= misread;
    if (sql) {
        const struct sql_bind *binds = NULL;
        builder->dictionary->names_lost |= !sql_read(reader, sql, dataset, &binds);
        sql_check_binds(reader, dataset, binds, builder->binds, "字典里可用的参数");
        if (sql_read_detail(reader, values[DATASET_DETAIL], dataset, &binds))
            sql_check_binds(reader, dataset->detail, binds, builder->binds, "字典里可用的参数");
    } else if (!dataset->scalar) {
        schema_missing(reader, &node->key->place, "数据", "sql");
    }
    dataset->broken = errors_of(builder) > errors;
    if (sql || dataset->broken) {
        *builder->dataset_tail = dataset;
        builder->dataset_tail = &dataset->next;
    }
    read_indicators(builder, values[DATASET_INDICATORS], dataset, sql || misread);
}

/* ---- checks ---- */

static void add_check(struct builder *builder, const struct yaml *node)
{
    size_t errors = errors_of(builder);
    struct define_check *check = check_read(&builder->reader, node);
    if (check)
        check->broken = errors_of(builder) > errors;
    if (!check || !is_new(builder, NAMED_CHECK, check->id, &check->id_place, "审核"))
        return;
    *builder->check_tail = check;
    builder->check_tail = &check->next;
}

/* ---- files ---- */

static bool is_checks(const struct yaml *node)
{
    return strcmp(node->key->text, "checks") == 0 || strcmp(node->key->text, "审核") == 0;
}

static void read_entry(struct builder *builder, struct names *seen, const struct yaml *node)
{
    if (!schema_name(&builder->reader, seen, node, "数据")) {
        builder->dictionary->names_lost = true;
        return;
    }
    enum yaml_kind want = is_checks(node) ? YAML_LIST : YAML_MAP;
    if (node->kind != want) {
        builder->dictionary->names_lost = true;
        schema_misfit(&builder->reader, node, NULL, want == YAML_LIST ? "列表" : "一组“键: 值”");
        const char *const known[] = {"checks", "审核"};
        if (node->kind == YAML_LIST)
            hint_nearest(builder->diags, node->key->text, known, BASE_COUNT(known));
        return;
    }
    if (want == YAML_LIST) {
        for (const struct yaml *check = node->first; check; check = check->next)
            add_check(builder, check);
        return;
    }
    if (!is_new(builder, NAMED_DATASET, node->key->text, &node->key->place, "数据")) {
        builder->dictionary->names_lost = true;
        return;
    }
    diag_context_push(builder->diags, "数据“%s”", node->key->text);
    read_dataset(builder, node);
    diag_context_pop(builder->diags);
}

static void read_text(struct builder *builder, const char *name, const char *text, size_t length)
{
    size_t errors = errors_of(builder);
    struct source *source = yaml_source(builder->arena, name, text, length, builder->diags);
    builder->reader = (struct reader){builder->arena, source, builder->diags, NULL};
    const struct yaml *root = source ? yaml_read(source, 0, source->length, builder->diags) : NULL;
    builder->dictionary->names_lost |= errors_of(builder) > errors;
    struct names *seen = names_new(builder->arena);
    for (const struct yaml *node = root ? root->first : NULL; node; node = node->next)
        read_entry(builder, seen, node);
}

/* `errors`: how many there were before it was read. */
static struct dictionary *finish(struct builder *builder, size_t errors)
{
    scope_check_dictionary(builder->arena, builder->dictionary, builder->diags);
    diags_sort(builder->diags);
    builder->dictionary->bad = errors_of(builder) > errors;
    return builder->dictionary;
}

static struct dictionary *good_one(struct dictionary *dictionary)
{
    return dictionary->bad ? NULL : dictionary;
}

struct dictionary *define_dictionary_text(struct arena *arena, const char *name, const char *text,
                                          size_t length, const struct world *world,
                                          struct diags *diags)
{
    size_t errors = diags_count(diags, DIAG_ERROR);
    struct builder *builder = builder_new(arena, world, diags);
    read_text(builder, name, text, length);
    return good_one(finish(builder, errors));
}

struct dictionary *define_dictionary_draft(struct arena *arena, const char *directory,
                                           const struct world *world, struct diags *diags)
{
    size_t errors = diags_count(diags, DIAG_ERROR), count = 0;
    const char *const *files = file_list(arena, directory, ".yaml", &count, diags);
    struct builder *builder = builder_new(arena, world, diags);
    builder->dictionary->sections = arena_printf(arena, "%s/../sections", directory);
    bool unread = !files;
    for (size_t i = 0; files && i < count; i++) {
        const char *path = arena_printf(arena, "%s/%s", directory, files[i]);
        size_t length = 0;
        const char *text = file_read(arena, path, world->max_file_bytes, &length, diags);
        unread |= !text;
        if (text)
            read_text(builder, path, text, length);
    }
    builder->dictionary->names_lost |= unread;
    return finish(builder, errors);
}

struct dictionary *define_dictionary(struct arena *arena, const char *directory,
                                     const struct world *world, struct diags *diags)
{
    return good_one(define_dictionary_draft(arena, directory, world, diags));
}

const struct define_indicator *define_indicator_find(const struct dictionary *dictionary,
                                                     const char *name)
{
    const struct define_indicator *indicator = dictionary ? dictionary->indicators : NULL;
    while (indicator && strcmp(indicator->name, name) != 0)
        indicator = indicator->next;
    return indicator;
}
