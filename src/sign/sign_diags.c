#include "sign_diags.h"

#include <huibao/sign.h>

SIGN_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *sign_diags(size_t *ret_count)
{
    static const struct diag_kind *const kinds[] = {SIGN_DIAGS(DIAG_LISTED)};
    *ret_count = BASE_COUNT(kinds);
    return kinds;
}
