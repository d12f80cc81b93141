#include <huibao/store.h>

#include "store_diags.h"

STORE_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *store_diags(size_t *ret_count)
{
    static const struct diag_kind *const all[] = {STORE_DIAGS(DIAG_LISTED)};
    *ret_count = BASE_COUNT(all);
    return all;
}
