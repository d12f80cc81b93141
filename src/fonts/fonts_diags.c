/* The room's diagnostics as objects, and their list. */
#include <huibao/fonts.h>

#include "fonts_diags.h"

FONTS_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *fonts_diags(size_t *ret_count)
{
    static const struct diag_kind *const kinds[] = {FONTS_DIAGS(DIAG_LISTED)};

    *ret_count = BASE_COUNT(kinds);
    return kinds;
}
