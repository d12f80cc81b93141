/* What is around a table's columns: the form, or the crosstab instead of them. */
#include <string.h>

#include "define_diags.h"
#include "inlines.h"
#include "table.h"
#include "tag.h"

/* ---- the form ---- */

static void add_pair(struct reader *reader, struct define_pair ***tail, const char *label,
                     const struct yaml *value)
{
    struct define_pair *pair = arena_alloc(reader->arena, sizeof *pair);
    pair->label = label;
    if (value && value->text[0])
        pair->value = inlines_read(reader, value);
    **tail = pair;
    *tail = &pair->next;
}

static void add_map(struct reader *reader, struct define_pair ***tail, const struct yaml *map)
{
    for (const struct yaml *value = map->first; value; value = value->next) {
        if (value->kind == YAML_SCALAR)
            add_pair(reader, tail, arena_strdup(reader->arena, value->key->text), value);
        else
            schema_misfit(reader, value, NULL, "文字");
    }
}

/* [单位负责人, 填表人: 王某某], or a map of them. */
static struct define_pair *read_people(struct reader *reader, const struct yaml *people)
{
    struct define_pair *first = NULL, **tail = &first;
    bool list = people->kind == YAML_LIST;
    if (people->kind == YAML_MAP) {
        add_map(reader, &tail, people);
    } else if (!list) {
        schema_misfit(reader, people, NULL, "一列“名称”或“名称: 内容”");
        return NULL;
    }
    for (const struct yaml *item = list ? people->first : NULL; item; item = item->next) {
        const char *label = item->kind == YAML_SCALAR ? schema_plain(reader, item) : NULL;
        if (item->kind == YAML_MAP)
            add_map(reader, &tail, item);
        else if (item->kind == YAML_LIST || !item->text[0])
            schema_misfit(reader, item, "表尾的一项", "“名称”或“名称: 内容”");
        else if (label)
            add_pair(reader, &tail, label, NULL);
    }
    if (!people->first)
        diag_add(reader->diags, &DEF070, &people->place,
                 DIAG_ARGS(arena_printf(reader->arena, "“%s”", people->key->text)));
    return first;
}

struct define_form *form_read(struct reader *reader, const struct yaml *map)
{
    static const struct {
        int key;
        const char *label;
    } heads[] = {{FORM_NUMBER, "表号"},
                 {FORM_ORGAN, "制定机关"},
                 {FORM_APPROVAL, "批准文号"},
                 {FORM_VALID, "有效期至"}};
    const struct yaml *values[FORM_KEYS] = {0};
    schema_read(reader, &schema_form, map, values);
    struct define_form *form = arena_alloc(reader->arena, sizeof *form);
    struct define_pair **tail = &form->heads;
    for (size_t i = 0; i < BASE_COUNT(heads); i++)
        if (values[heads[i].key])
            add_pair(reader, &tail, heads[i].label, values[heads[i].key]);
    form->reporter = inlines_read(reader, values[FORM_REPORTER]);
    form->period = inlines_read(reader, values[FORM_PERIOD]);
    if (values[FORM_PEOPLE])
        form->feet = read_people(reader, values[FORM_PEOPLE]);
    return form;
}

void define_table_texts(const struct define_table *table,
                        void (*visit)(void *context, const struct define_inline *text),
                        void *context)
{
    visit(context, table->caption);
    if (!table->form)
        return;
    for (const struct define_pair *pair = table->form->heads; pair; pair = pair->next)
        visit(context, pair->value);
    visit(context, table->form->reporter);
    visit(context, table->form->period);
    for (const struct define_pair *pair = table->form->feet; pair; pair = pair->next)
        visit(context, pair->value);
}

/* ---- the crosstab ---- */

struct define_cross *cross_read(struct reader *reader, const struct yaml *map)
{
    const struct yaml *values[CROSS_KEYS] = {0};
    schema_read(reader, &schema_cross, map, values);
    struct define_cross *cross = arena_alloc(reader->arena, sizeof *cross);
    struct define_source *const sources[] = {&cross->rows, &cross->columns, &cross->value};
    for (int i = 0; i < 3; i++) { /* the first three keys, in this order */
        *sources[i] = source_read(reader, values[i]);
        for (int before = 0; before < i && sources[i]->name; before++) {
            if (!sources[before]->name || strcmp(sources[before]->name, sources[i]->name) != 0)
                continue;
            diag_add(reader->diags, &DEF116, &sources[i]->place,
                     DIAG_ARGS(values[before]->key->text, values[i]->key->text, sources[i]->name));
            break;
        }
    }
    if (values[CROSS_FORMAT])
        cross->format.given =
            tag_read_format(reader, &values[CROSS_FORMAT]->excerpt, &cross->format.value);
    schema_bool(reader, values[CROSS_TOTAL], &cross->total);
    return cross;
}
