/* Parameters that are computed from others: what they mention, and that none comes back to itself. */
#include <string.h>

#include "define_diags.h"
#include "param.h"
#include "scope.h"
#include "sql.h"

enum { CHAIN_MOST = 32 };

struct compute_node {
    struct define_param *param;
    const struct sql_bind *binds;
    bool open, done;
};

struct compute_chain {
    struct reader *reader;
    struct names *nodes; /* parameters that are computed → struct compute_node */
    struct compute_node *path[CHAIN_MOST];
    size_t depth;
    bool broken;
    const struct define_param **tail;
};

void param_compute_read(struct reader *reader, const struct yaml *const *values,
                        struct define_param *param, struct names *nodes)
{
    static const int others[] = {PARAM_REQUIRED, PARAM_DEFAULT, PARAM_CHOICES};
    const struct yaml *node = values[PARAM_COMPUTE];
    if (!node)
        return;
    for (size_t i = 0; i < BASE_COUNT(others); i++) {
        const struct yaml *other = values[others[i]];
        if (other && other->key)
            diag_add(reader->diags, &DEF150, &other->key->place,
                     DIAG_ARGS(param->name, other->key->text));
    }
    struct define_dataset *computed = arena_alloc(reader->arena, sizeof *computed);
    struct compute_node *entry = arena_alloc(reader->arena, sizeof *entry);
    computed->name = param->name;
    computed->place = node->place;
    entry->param = param;
    sql_read_expression(reader, node, computed, &entry->binds);
    param->computed = computed;
    names_put(nodes, param->name, entry);
}

static void add_cycle(struct compute_chain *chain, const struct compute_node *node)
{
    struct buf spelt = {0};
    size_t from = 0;
    while (from < chain->depth && chain->path[from] != node)
        from++;
    for (size_t i = from; i < chain->depth; i++)
        buf_printf(&spelt, "%s → ", chain->path[i]->param->name);
    buf_puts(&spelt, node->param->name);
    diag_add(chain->reader->diags, &DEF151, &node->param->computed->sql_place,
             DIAG_ARGS(spelt.data));
    diag_hint(chain->reader->diags, "其中一个要改为只用给出的参数来算");
    buf_done(&spelt);
    chain->broken = true;
}

static void walk(struct compute_chain *chain, struct compute_node *node)
{
    struct scope *scope = chain->reader->scope;
    const struct define_dataset *computed = node->param->computed;
    if (node->done)
        return;
    if (node->open) {
        add_cycle(chain, node);
        return;
    }
    if (chain->depth == CHAIN_MOST) {
        diag_add(chain->reader->diags, &DEF007, &node->param->place, DIAG_ARGS("32"));
        chain->broken = true;
        return;
    }
    node->open = true;
    chain->path[chain->depth++] = node;
    bool moves = false;
    for (size_t i = 0; i < computed->parameter_count && !chain->broken; i++) {
        struct scope_param *used = names_get(scope->binds, computed->parameters[i]);
        struct compute_node *part = used ? names_get(chain->nodes, used->param->name) : NULL;
        if (part)
            walk(chain, part);
        if (used)
            used->used = true;
        moves = moves || (used && (used->param == scope->period || used->moves));
    }
    struct scope_param *own = names_get(scope->params, node->param->name);
    if (own)
        own->moves = moves;
    chain->depth--;
    node->open = false;
    node->done = true;
    *chain->tail = node->param;
    chain->tail = &node->param->computed_next;
}

const struct define_param *param_compute_order(struct reader *reader, struct names *nodes)
{
    const struct define_param *first = NULL;
    struct compute_chain chain = {.reader = reader, .nodes = nodes, .tail = &first};
    size_t count = 0;
    const char *const *names = names_list(nodes, &count);
    for (size_t i = 0; i < count; i++) {
        struct compute_node *node = names_get(nodes, names[i]);
        diag_context_push(reader->diags, "参数“%s”", node->param->name);
        sql_check_binds(reader, node->param->computed, node->binds, reader->scope->binds,
                        "本报表的参数");
        diag_context_pop(reader->diags);
    }
    for (size_t i = 0; i < count; i++) {
        chain.broken = false;
        walk(&chain, names_get(nodes, names[i]));
    }
    return first;
}
