/* Forgetting a person: the store does it, this finds the kind. */
#include <huibao/engine_forget.h>

#include <string.h>

#include <huibao/store_forget.h>

#include "engine_diags.h"
#include "engine_state.h"

bool engine_can_forget(struct engine *engine, const char *kind, const char **ret_asked,
                       struct diags *diags)
{
    const struct store_kind *found = store_kind_find(kind);
    if (found && store_can_forget(found)) {
        size_t i = 0;
        while (i + 1 < found->field_count && !found->fields[i].key)
            i++;
        *ret_asked = found->fields[i].name;
        return true;
    }
    static const char *const known[] = {"居民", "党员", "共建单位"};
    bool number = strspn(kind, "0123456789Xx") >= 11; /* somebody's, which is not repeated */
    diag_add(diags, &ENG044, &PLACE_NONE, DIAG_ARGS(number ? "…" : kind));
    const char *nearest = text_nearest(kind, known, BASE_COUNT(known));
    diag_hint(diags,
              "%s%s%s命令后面写种类：居民、党员、共建单位（删的是联络员和电话）；"
              "号码从标准输入读，不写在命令里",
              nearest ? "是不是“" : "", nearest ? nearest : "", nearest ? "”？" : "");
    (void)engine;
    return false;
}

bool engine_forget(struct engine *engine, struct engine_forgetting *forgetting, struct diags *diags)
{
    const char *asked = NULL;
    if (!engine_can_forget(engine, forgetting->kind, &asked, diags))
        return false;
    struct store *store = engine_store(engine, STORE_WRITE, diags);
    if (!store)
        return false;
    struct store_forgetting request = {.kind = store_kind_find(forgetting->kind),
                                       .key = forgetting->key,
                                       .dry_run = forgetting->dry_run};
    forgetting->chinese = request.kind->chinese;
    if (forgetting->lift)
        return store_forget_lift(store, request.kind, forgetting->key, diags);
    bool done = store_forget(store, &request, diags);
    forgetting->found = request.person != NULL;
    forgetting->households = request.households;
    forgetting->corrections = request.corrections;
    forgetting->renders = request.renders;
    forgetting->explanations = request.explanations;
    return done;
}
