#include <string.h>

#include "body.h"
#include "check.h"
#include "define_diags.h"
#include "deliver.h"
#include "elements.h"
#include "indicator.h"
#include "inlines.h"
#include "param.h"
#include "scope.h"
#include "sql.h"

/* ---- data ---- */

static void check_binds(struct reader *reader, const struct define_dataset *dataset,
                        const struct sql_bind *binds)
{
    if (!reader->scope->params_lost)
        sql_check_binds(reader, dataset, binds, reader->scope->binds, "本报表的参数");
    for (size_t i = 0; i < dataset->parameter_count; i++) {
        struct scope_param *entry = names_get(reader->scope->binds, dataset->parameters[i]);
        if (entry)
            entry->used = true;
    }
}

static struct define_dataset *read_dataset(struct reader *reader, const struct yaml *node,
                                           const struct yaml **ret_indicators)
{
    const struct yaml *values[DATASET_KEYS] = {0};
    struct define_dataset *dataset = arena_alloc(reader->arena, sizeof *dataset);
    dataset->name = node->key->text;
    dataset->place = node->key->place;
    dataset->sql = "";
    *ret_indicators = NULL;
    if (node->kind != YAML_MAP) {
        schema_misfit(reader, node, NULL, "“sql: …”");
        return dataset;
    }
    schema_read(reader, &schema_dataset, node, values);
    *ret_indicators = values[DATASET_INDICATORS];
    dataset->scalar = values[DATASET_INDICATORS] != NULL;
    if (!values[DATASET_SQL]) {
        schema_missing(reader, &node->key->place, "数据", "sql");
        return dataset;
    }
    const struct sql_bind *binds = NULL;
    if (!sql_read(reader, values[DATASET_SQL], dataset, &binds))
        reader->scope->params_lost = true;
    check_binds(reader, dataset, binds);
    if (sql_read_detail(reader, values[DATASET_DETAIL], dataset, &binds))
        check_binds(reader, dataset->detail, binds);
    return dataset;
}

/* The report's own indicators, a list before the dictionary's. */
struct own {
    struct define_indicator *first, **tail;
    size_t count;
};

static void read_indicators(struct reader *reader, const struct yaml *map,
                            const struct define_dataset *dataset, struct own *own)
{
    struct names *seen = names_new(reader->arena);
    for (const struct yaml *node = map ? map->first : NULL; node; node = node->next) {
        if (!schema_name(reader, seen, node, "指标"))
            continue;
        diag_context_push(reader->diags, "指标“%s”", node->key->text);
        struct define_indicator *indicator =
            indicator_read(reader, node, dataset, dataset->sql_place.line > 0);
        if (indicator && scope_add_indicator(reader->scope, indicator)) {
            *own->tail = indicator;
            own->tail = &indicator->next;
            own->count++;
        }
        diag_context_pop(reader->diags);
    }
}

/* What the report's names may mean: its own indicators first, then the dictionary's. */
static void join_dictionary(struct reader *reader, struct own *own, struct report *report)
{
    if (!own->count)
        return;
    struct dictionary *joined = arena_alloc(reader->arena, sizeof *joined);
    if (report->dictionary)
        *joined = *report->dictionary;
    *own->tail = joined->indicators;
    joined->indicators = own->first;
    report->dictionary = joined;
    report->indicator_count = own->count;
    scope_check_own(reader->scope, own->first, own->count);
}

static void read_data(struct reader *reader, const struct yaml *map, struct report *report)
{
    struct names *seen = names_new(reader->arena);
    struct define_dataset **tail = &report->data;
    struct own own = {.tail = &own.first};
    for (const struct yaml *node = map ? map->first : NULL; node; node = node->next) {
        if (!schema_name(reader, seen, node, "数据"))
            continue;
        diag_context_push(reader->diags, "数据“%s”", node->key->text);
        const struct yaml *indicators = NULL;
        *tail = read_dataset(reader, node, &indicators);
        scope_add_data(reader->scope, *tail);
        read_indicators(reader, indicators, *tail, &own);
        tail = &(*tail)->next;
        diag_context_pop(reader->diags);
    }
    join_dictionary(reader, &own, report);
}

/* ---- the rest of the front matter ---- */

/* An id goes into file names and command lines. */
static const char *read_id(struct reader *reader, const struct yaml *node)
{
    const char *id = schema_plain(reader, node);
    for (size_t at = 0; id && id[at];) {
        uint32_t codepoint = 0;
        size_t bytes = source_peek(id, strlen(id), at, &codepoint);
        bool good = source_is_name(codepoint) || (at && codepoint == '-');
        if (!good) {
            diag_add(reader->diags, &DEF017, &node->place,
                     DIAG_ARGS(id, "编号只能用汉字、字母、数字、下划线和连字符"));
            return NULL;
        }
        at += bytes;
    }
    return id;
}

static void read_front(struct reader *reader, const struct yaml *root, struct report *report)
{
    const struct yaml *values[REPORT_KEYS] = {0};
    schema_read(reader, &schema_report, root, values);
    report->id = read_id(reader, values[REPORT_ID]);
    report->summary = schema_plain(reader, values[REPORT_SUMMARY]);
    report->style = schema_plain(reader, values[REPORT_STYLE]);
    report->style_place = (struct place){.file = report->file};
    if (values[REPORT_STYLE])
        report->style_place = values[REPORT_STYLE]->place;
    if (!report->style)
        report->style = "gbt9704";
    report->params = param_read_all(reader, values[REPORT_PARAMS], &report->computed);
    read_data(reader, values[REPORT_DATA], report);
    report->title = inlines_read(reader, values[REPORT_TITLE]);
    report->salutation = inlines_read(reader, values[REPORT_SALUTATION]);
    elements_read(reader, values, report);
    report->checks = checks_read(reader, values[REPORT_CHECKS], report->dictionary);
    deliver_read(reader, values[REPORT_SCHEDULE], values[REPORT_DELIVER], report);
    schema_bool(reader, values[REPORT_AUDIT_ANNEX], &report->audit_annex);
    schema_bool(reader, values[REPORT_SOURCES_ANNEX], &report->sources_annex);
}

/* ---- the file ---- */

/* The end of the line that starts at `at` (without spaces) and the start of the next one. */
static size_t line_end(const struct source *source, size_t at, size_t *ret_next)
{
    size_t line = source_line(source, at);
    *ret_next = line + 1 < source->line_count ? source->lines[line + 1] : source->length;
    size_t end = *ret_next;
    while (end > at && strchr(" \t\r\n", source->text[end - 1]))
        end--;
    return end;
}

static bool is_rule(const struct source *source, size_t at, size_t *ret_next)
{
    size_t end = line_end(source, at, ret_next);
    return end - at == 3 && memcmp(source->text + at, "---", 3) == 0;
}

/* Where the front matter and the body are; false with a diagnostic if they are not. */
static bool find_parts(struct reader *reader, size_t *ret_start, size_t *ret_end, size_t *ret_body)
{
    struct source *source = reader->source;
    size_t next = 0;
    struct place place = source_place(source, 0, 0);
    if (!is_rule(source, 0, &next)) {
        diag_add(reader->diags, &DEF001, &place, NULL);
        return false;
    }
    *ret_start = next;
    for (size_t at = next; at < source->length; at = next) {
        if (!is_rule(source, at, &next))
            continue;
        *ret_end = at;
        *ret_body = next;
        return true;
    }
    place = source_place(source, 0, 3);
    diag_add(reader->diags, &DEF002, &place, NULL);
    return false;
}

static struct report *read_report(struct reader *reader, const struct dictionary *dictionary)
{
    size_t start = 0, end = 0, body = 0;
    if (!find_parts(reader, &start, &end, &body))
        return NULL;
    struct report *report = arena_alloc(reader->arena, sizeof *report);
    report->file = reader->source->name;
    report->dictionary = dictionary;
    struct yaml *root = yaml_read(reader->source, start, end, reader->diags);
    if (root && !root->first)
        root->place = source_place(reader->source, 0, 3);
    if (root)
        read_front(reader, root, report);
    if (!root)
        reader->scope->params_lost = reader->scope->data_lost = true;
    report->blocks = body_read(reader, body);
    scope_check_unused(reader->scope, report);
    return report;
}

struct report *define_report_text(struct arena *arena, const char *name, const char *text,
                                  size_t length, const struct dictionary *dictionary,
                                  const struct world *world, struct diags *diags)
{
    size_t errors = diags_count(diags, DIAG_ERROR);
    struct source *source = yaml_source(arena, name, text, length, diags);
    struct report *report = NULL;
    if (source) {
        struct reader reader = {arena, source, diags, scope_new(arena, dictionary, diags)};
        include_init(&reader.scope->include, arena, name, dictionary, world);
        report = read_report(&reader, dictionary);
    }
    bool good = diags_count(diags, DIAG_ERROR) == errors;
    if (!good && report && dictionary && dictionary->refused)
        dictionary->refused(dictionary->context, report, diags);
    diags_sort(diags);
    return good ? report : NULL;
}

struct report *define_report(struct arena *arena, const char *path,
                             const struct dictionary *dictionary, const struct world *world,
                             struct diags *diags)
{
    size_t length = 0;
    const char *text = file_read(arena, path, world->max_file_bytes, &length, diags);
    if (!text)
        return NULL;
    return define_report_text(arena, path, text, length, dictionary, world, diags);
}

const struct define_param *define_param_find(const struct report *report, const char *name)
{
    const struct define_param *param = report ? report->params : NULL;
    while (param && strcmp(param->name, name) != 0)
        param = param->next;
    return param;
}

const struct define_dataset *define_dataset_find(const struct report *report, const char *name)
{
    const struct define_dataset *lists[] = {
        report->data, report->dictionary ? report->dictionary->datasets : NULL};
    for (size_t i = 0; i < BASE_COUNT(lists); i++)
        for (const struct define_dataset *d = lists[i]; d; d = d->next)
            if (strcmp(d->name, name) == 0)
                return d;
    return NULL;
}
