#include <huibao/import.h>

#include "import_diags.h"

IMPORT_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *import_diags(size_t *ret_count)
{
    static const struct diag_kind *const all[] = {IMPORT_DIAGS(DIAG_LISTED)};
    *ret_count = BASE_COUNT(all);
    return all;
}
