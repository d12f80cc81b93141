#include "deliver_diags.h"

#include <huibao/deliver.h>

DELIVER_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *deliver_diags(size_t *ret_count)
{
    static const struct diag_kind *const kinds[] = {DELIVER_DIAGS(DIAG_LISTED)};
    *ret_count = BASE_COUNT(kinds);
    return kinds;
}
