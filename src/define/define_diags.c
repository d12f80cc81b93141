#include "define_diags.h"

#include <huibao/define.h>

DEFINE_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *define_diags(size_t *ret_count)
{
    static const struct diag_kind *const kinds[] = {DEFINE_DIAGS(DIAG_LISTED)};
    *ret_count = BASE_COUNT(kinds);
    return kinds;
}
