/* Which datasets a report takes indicators from, in any of its branches: what its checks may ask. */
#include <string.h>

#include <huibao/define_chart.h>
#include <huibao/define_check.h>
#include <huibao/define_front.h>
#include <huibao/define_repeat.h>
#include <huibao/define_table.h>

#include "composer.h"

static void use_dataset(struct used *used, const struct define_dataset *dataset)
{
    for (size_t i = 0; i < used->count; i++) {
        if (used->datasets[i] == dataset)
            return;
    }
    used->datasets = arena_grow(used->arena, used->datasets, used->count, &used->capacity,
                                sizeof *used->datasets);
    used->datasets[used->count++] = dataset;
}

static void use_expr(struct used *used, const struct define_expr *expr);

/* Each indicator is looked at once, so formulas that refer to each other end. */
static void use_indicator(struct used *used, const struct define_indicator *indicator)
{
    for (size_t i = 0; i < used->indicator_count; i++) {
        if (used->indicators[i] == indicator)
            return;
    }
    used->indicators = arena_grow(used->arena, used->indicators, used->indicator_count,
                                  &used->indicator_capacity, sizeof *used->indicators);
    used->indicators[used->indicator_count++] = indicator;
    if (indicator->expr)
        use_expr(used, indicator->expr);
    else if (indicator->dataset)
        use_dataset(used, indicator->dataset);
}

static const struct define_indicator *find_indicator(const struct used *used, const char *name)
{
    const struct dictionary *dictionary = used->report->dictionary;
    if (!dictionary || define_param_find(used->report, name))
        return NULL;
    return define_indicator_find(dictionary, name);
}

static void use_name(struct used *used, const struct define_name *name)
{
    bool other = name->each || name->aggregate;
    const struct define_indicator *indicator = other ? NULL : find_indicator(used, name->name);
    if (indicator)
        use_indicator(used, indicator);
}

static void use_expr(struct used *used, const struct define_expr *expr)
{
    for (size_t i = 0; i < expr->name_count; i++)
        use_name(used, &expr->names[i]);
}

static void use_inlines(struct used *used, const struct define_inline *inl)
{
    for (; inl; inl = inl->next) {
        if (inl->kind == DEFINE_INLINE_VALUE)
            use_name(used, &inl->name);
        if (inl->each)
            use_dataset(used, inl->each->data);
        for (const struct define_branch *b = inl->branches; b; b = b->next) {
            if (b->condition)
                use_expr(used, b->condition);
            use_inlines(used, b->inlines);
        }
    }
}

static void use_chart(struct used *used, const struct define_chart *chart)
{
    use_inlines(used, chart->caption);
    use_dataset(used, chart->data);
}

static void use_text(void *context, const struct define_inline *text)
{
    use_inlines(context, text);
}

static void use_blocks(struct used *used, const struct define_block *block)
{
    for (; block; block = block->next) {
        use_inlines(used, block->inlines);
        if (block->each)
            use_dataset(used, block->each->data);
        if (block->list)
            use_inlines(used, block->list->lead);
        if (block->kind == DEFINE_TABLE) {
            define_table_texts(block->table, use_text, used);
            use_dataset(used, block->table->data);
        }
        if (block->kind == DEFINE_CHART)
            use_chart(used, block->chart);
        for (const struct define_branch *b = block->branches; b; b = b->next) {
            if (b->condition)
                use_expr(used, b->condition);
            use_blocks(used, b->blocks);
        }
    }
}

static void use_front_text(void *context, const struct define_inline *text)
{
    use_inlines(context, text);
}

void used_collect(struct used *used, struct arena *arena, const struct report *report)
{
    *used = (struct used){.arena = arena, .report = report};
    define_front_texts(report, use_front_text, used);
    use_blocks(used, report->blocks);
}

static bool has_dataset(const struct used *used, const struct define_dataset *dataset)
{
    bool found = false;
    for (size_t i = 0; i < used->count && !found; i++)
        found = used->datasets[i] == dataset;
    return found;
}

static bool has_named(const struct used *used, const char *name)
{
    const struct define_dataset *dataset = define_dataset_find(used->report, name);
    return dataset && has_dataset(used, dataset);
}

/* Whether there are communities below: of a street, of a district. */
static bool has_parent(const struct report *report)
{
    bool has = false;
    for (const struct define_param *p = report->params; p && !has; p = p->next)
        has = p->type == DEFINE_STREET || p->type == DEFINE_DISTRICT;
    return has;
}

bool used_covers(struct used *used, const struct define_check *check)
{
    /* The rule's own datasets, by the same walk, must all be among the report's. */
    struct used own = {.arena = used->arena, .report = used->report};
    const struct define_expr *expr = &check->rule;
    if (check->each && !has_named(used, check->each))
        return false;
    bool covered = true;
    for (size_t i = 0; i < expr->name_count && covered; i++) {
        const struct define_name *name = &expr->names[i];
        if (name->aggregate && name->aggregate->children)
            covered = has_parent(used->report);
        else if (name->aggregate)
            covered = has_named(used, name->aggregate->data);
        else
            covered = check->each || find_indicator(used, name->name) ||
                      define_param_find(used->report, name->name);
    }
    if (!check->each)
        use_expr(&own, expr);
    for (size_t i = 0; i < own.count && covered; i++)
        covered = has_dataset(used, own.datasets[i]);
    return covered;
}
