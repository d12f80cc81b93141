#include "check.h"

#include <stdlib.h>
#include <string.h>

#include <huibao/define_check.h>

#include "define_diags.h"
#include "expr.h"
#include "scope.h"

/* 0.5 or 1%: how far apart the sides of a comparison may be. */
static void read_tolerance(struct reader *reader, const struct yaml *node,
                           struct define_check *check)
{
    const char *text = schema_plain(reader, node);
    if (!text)
        return;
    bool digits = text[0] >= '0' && text[0] <= '9';
    size_t most = strspn(text, "0123456789.");
    char *end = NULL;
    double number = digits && most < 20 ? strtod(text, &end) : -1;
    const char *rest = number >= 0 ? end : "";
    bool percent = strcmp(rest, "%") == 0 || strcmp(rest, "％") == 0;
    if (number < 0 || (*rest && !percent) || (percent && number > 100)) {
        diag_add(reader->diags, &DEF140, &node->place, DIAG_ARGS(text));
        diag_hint(reader->diags, "写一个数（容差: 0.5）或不超过 100%% 的百分数（容差: 1%%）");
        return;
    }
    check->tolerance = number;
    check->tolerance_percent = percent;
    if (check->relation == DEFINE_NO_RELATION || check->relation == DEFINE_UNEQUAL)
        diag_add(reader->diags, &DEF141, &node->place, NULL);
}

static void read_verdicts(struct reader *reader, const struct yaml *const *values,
                          struct define_check *check)
{
    int verdicts[DEFINE_STAGE_COUNT] = {DEFINE_WARN, DEFINE_BLOCK, DEFINE_BLOCK};
    for (int stage = 0; stage < DEFINE_STAGE_COUNT; stage++) {
        schema_word(reader, values[CHECK_PREVIEW + stage], &words_verdict, &verdicts[stage]);
        check->verdict[stage] = (enum define_verdict)verdicts[stage];
    }
}

struct define_check *check_read(struct reader *reader, const struct yaml *node)
{
    const struct yaml *values[CHECK_KEYS] = {0};
    if (node->kind != YAML_MAP) {
        schema_misfit(reader, node, "审核", "“编号: …, 规则: …, 说明: …”");
        return NULL;
    }
    schema_read(reader, &schema_check, node, values);
    const struct yaml *id = values[CHECK_ID], *rule = values[CHECK_RULE];
    if (!id || !rule)
        return NULL;
    struct define_check *check = arena_alloc(reader->arena, sizeof *check);
    check->id = schema_plain(reader, id);
    check->id_place = id->place;
    check->says = schema_plain(reader, values[CHECK_SAYS]);
    check->rule = *expr_read_rule(reader, &rule->excerpt);
    check_split(reader->arena, check);
    check->each = schema_plain(reader, values[CHECK_EACH]);
    if (check->each)
        check->each_place = values[CHECK_EACH]->place;
    read_tolerance(reader, values[CHECK_TOLERANCE], check);
    read_verdicts(reader, values, check);
    return check->id ? check : NULL;
}

/* ---- of a report ---- */

/* The columns of the rows that are judged are not known here; parameters are. */
static void use_names(struct scope *scope, const struct define_check *check)
{
    for (size_t i = 0; i < check->rule.name_count; i++) {
        const struct define_name *name = &check->rule.names[i];
        bool may_be_column = check->each && !name->aggregate && name->shift == DEFINE_CURRENT;
        if (!may_be_column || names_get(scope->params, name->name))
            scope_use_name(scope, name);
    }
}

static const struct define_check *same_id(const struct define_check *check, const char *id)
{
    while (check && strcmp(check->id, id) != 0)
        check = check->next;
    return check;
}

struct define_check *checks_read(struct reader *reader, const struct yaml *list,
                                 const struct dictionary *dictionary)
{
    struct define_check *first = NULL, **tail = &first;
    for (const struct yaml *node = list ? list->first : NULL; node; node = node->next) {
        struct define_check *check = check_read(reader, node);
        if (!check)
            continue;
        const struct define_check *same = same_id(first, check->id);
        if (!same && dictionary)
            same = same_id(dictionary->checks, check->id);
        if (same) {
            const char *who = arena_printf(reader->arena, "%s 第 %ld 行的审核", same->id_place.file,
                                           same->id_place.line);
            diag_add(reader->diags, &DEF018, &check->id_place, DIAG_ARGS("审核", check->id, who));
            continue;
        }
        diag_context_push(reader->diags, "审核“%s”", check->id);
        if (check->each)
            scope_use_data(reader->scope, check->each, &check->each_place);
        use_names(reader->scope, check);
        diag_context_pop(reader->diags);
        *tail = check;
        tail = &check->next;
    }
    return first;
}
