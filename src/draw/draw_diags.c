/* The room's diagnostics as objects, and their list. */
#include <huibao/draw.h>

#include "draw_diags.h"

DRAW_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *draw_diags(size_t *ret_count)
{
    static const struct diag_kind *const kinds[] = {DRAW_DIAGS(DIAG_LISTED)};

    *ret_count = BASE_COUNT(kinds);
    return kinds;
}
