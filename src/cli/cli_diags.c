#include "cli_diags.h"

CLI_DIAGS(DIAG_DEFINE)

static const struct diag_kind *const catalogue[] = {CLI_DIAGS(DIAG_LISTED)};

const struct diag_kind *const *cli_diags(size_t *ret_count)
{
    *ret_count = BASE_COUNT(catalogue);
    return catalogue;
}
