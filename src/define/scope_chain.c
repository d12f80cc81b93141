/* Formulas of indicators: the names they mention, and that none comes back to itself. */
#include <string.h>

#include <huibao/define_check.h>

#include "define_diags.h"
#include "scope.h"

enum { CHAIN_MOST = 32 };

struct chain_node {
    struct define_indicator *indicator;
    bool open, done;
};

struct chain {
    struct scope *scope;
    struct names *nodes;
    struct chain_node *path[CHAIN_MOST];
    size_t depth;
    bool broken; /* a cycle or an endless chain was reported on the way down */
};

static void add_cycle(struct chain *chain, const struct chain_node *node)
{
    struct buf spelt = {0};
    size_t from = 0;
    while (from < chain->depth && chain->path[from] != node)
        from++;
    for (size_t i = from; i < chain->depth; i++)
        buf_printf(&spelt, "%s → ", chain->path[i]->indicator->name);
    buf_puts(&spelt, node->indicator->name);
    diag_add(chain->scope->diags, &DEF077, &node->indicator->expr->place, DIAG_ARGS(spelt.data));
    diag_hint(chain->scope->diags, "其中一个指标要改为直接从数据里取");
    buf_done(&spelt);
    chain->broken = true;
}

static void walk_chain(struct chain *chain, struct chain_node *node)
{
    if (node->done)
        return;
    if (node->open) {
        add_cycle(chain, node);
        return;
    }
    if (chain->depth == CHAIN_MOST) {
        diag_add(chain->scope->diags, &DEF007, &node->indicator->place, DIAG_ARGS("32"));
        chain->broken = true;
        return;
    }
    node->open = true;
    chain->path[chain->depth++] = node;
    const struct define_expr *expr = node->indicator->expr;
    for (size_t i = 0; expr && i < expr->name_count && !chain->broken; i++) {
        struct chain_node *part = names_get(chain->nodes, expr->names[i].name);
        if (part)
            walk_chain(chain, part);
    }
    node->indicator->broken |= chain->broken;
    chain->depth--;
    node->open = false;
    node->done = true;
}

static void check_data(struct scope *scope, const char *data, const struct place *place)
{
    if (names_get(scope->data, data) || scope_may_be_lost(scope, data))
        return;
    size_t count = 0;
    const char *const *known = names_list(scope->data, &count);
    diag_add(scope->diags, &DEF092, place, DIAG_ARGS(data));
    hint_nearest(scope->diags, data, known, count);
}

/* A report's own formulas may mention its parameters too. */
static void check_names(struct scope *scope, const struct define_expr *expr)
{
    for (size_t i = 0; i < expr->name_count; i++) {
        const struct define_name *name = &expr->names[i];
        if (name->aggregate && name->aggregate->children) {
            if (name->aggregate->column)
                scope_check_child(scope, name);
            continue;
        }
        if (name->aggregate) {
            check_data(scope, name->aggregate->data, &name->place);
            continue;
        }
        if (names_get(scope->indicators, name->name) || names_get(scope->binds, name->name) ||
            scope_may_be_lost(scope, name->name))
            continue;
        size_t count = 0;
        const char *const *known = names_list(scope->indicators, &count);
        diag_add(scope->diags, &DEF040, &name->place, DIAG_ARGS(name->name, "指标"));
        hint_nearest(scope->diags, name->name, known, count);
    }
}

static void walk_all(struct chain *chain, struct define_indicator *first)
{
    for (struct define_indicator *i = first; i; i = i->next) {
        struct chain_node *node = arena_alloc(chain->scope->arena, sizeof *node);
        node->indicator = i;
        names_put(chain->nodes, i->name, node);
    }
    for (const struct define_indicator *i = first; i; i = i->next) {
        chain->broken = false;
        walk_chain(chain, names_get(chain->nodes, i->name));
    }
}

void scope_check_own(struct scope *scope, struct define_indicator *own, size_t count)
{
    struct chain chain = {.scope = scope, .nodes = names_new(scope->arena)};
    const struct define_indicator *indicator = own;
    for (size_t i = 0; i < count; i++, indicator = indicator->next)
        if (indicator->expr && !scope->params_lost)
            check_names(scope, indicator->expr);
    if (count)
        walk_all(&chain, own);
}

void scope_check_dictionary(struct arena *arena, struct dictionary *dictionary, struct diags *diags)
{
    struct chain chain = {.scope = scope_new(arena, dictionary, diags), .nodes = names_new(arena)};
    size_t errors = diags_count(diags, DIAG_ERROR);
    chain.scope->missing = dictionary->missing = names_new(arena);
    for (struct define_indicator *i = dictionary->indicators; i; i = i->next) {
        if (i->expr)
            check_names(chain.scope, i->expr);
        i->broken |= diags_count(diags, DIAG_ERROR) > errors;
        errors = diags_count(diags, DIAG_ERROR);
    }
    walk_all(&chain, dictionary->indicators);
    for (struct define_check *check = dictionary->checks; check; check = check->next) {
        errors = diags_count(diags, DIAG_ERROR);
        if (check->each) /* its names may be columns, which only the database knows */
            check_data(chain.scope, check->each, &check->each_place);
        else
            check_names(chain.scope, &check->rule);
        check->broken |= diags_count(diags, DIAG_ERROR) > errors;
    }
}
