#include "style_diags.h"

#include <huibao/style.h>

STYLE_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *style_diags(size_t *ret_count)
{
    static const struct diag_kind *const kinds[] = {STYLE_DIAGS(DIAG_LISTED)};
    *ret_count = BASE_COUNT(kinds);
    return kinds;
}
