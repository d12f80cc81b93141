#include "compose_diags.h"

#include <huibao/compose.h>

COMPOSE_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *compose_diags(size_t *ret_count)
{
    static const struct diag_kind *const kinds[] = {COMPOSE_DIAGS(DIAG_LISTED)};
    *ret_count = BASE_COUNT(kinds);
    return kinds;
}
