#include "frame_diags.h"

#include <huibao/frame.h>

FRAME_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *frame_diags(size_t *ret_count)
{
    static const struct diag_kind *const kinds[] = {FRAME_DIAGS(DIAG_LISTED)};
    *ret_count = BASE_COUNT(kinds);
    return kinds;
}
