#include "private.h"

IMPORT_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *import_diags(size_t *ret_count)
{
    static const struct diag_kind *const all[] = {IMPORT_DIAGS(DIAG_LISTED)};
    *ret_count = BASE_COUNT(all);
    return all;
}

bool import_add(struct import_run *run, const struct diag_kind *kind, const struct place *place,
                const char *const *args)
{
    size_t kept = diags_kept(run->diags);
    diag_add(run->diags, kind, place, args);
    return diags_kept(run->diags) > kept && run->told < IMPORT_TOLD_MOST;
}
