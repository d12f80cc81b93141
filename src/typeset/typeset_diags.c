#include "typeset_diags.h"

#include <huibao/typeset.h>

TYPESET_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *typeset_diags(size_t *ret_count)
{
    static const struct diag_kind *const all[] = {TYPESET_DIAGS(DIAG_LISTED)};
    *ret_count = BASE_COUNT(all);
    return all;
}
