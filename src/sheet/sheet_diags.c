#include "sheet_diags.h"

#include <huibao/sheet.h>

SHEET_DIAGS(DIAG_DEFINE)

static const struct diag_kind *const listed[] = {SHEET_DIAGS(DIAG_LISTED)};

const struct diag_kind *const *sheet_diags(size_t *ret_count)
{
    *ret_count = BASE_COUNT(listed);
    return listed;
}
