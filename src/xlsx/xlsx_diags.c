#include "xlsx_diags.h"

#include <huibao/xlsx.h>

XLSX_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *xlsx_diags(size_t *ret_count)
{
    static const struct diag_kind *const kinds[] = {XLSX_DIAGS(DIAG_LISTED)};
    *ret_count = BASE_COUNT(kinds);
    return kinds;
}
