#include "model_diags.h"

#include <huibao/model.h>

MODEL_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *model_diags(size_t *ret_count)
{
    static const struct diag_kind *const kinds[] = {MODEL_DIAGS(DIAG_LISTED)};
    *ret_count = BASE_COUNT(kinds);
    return kinds;
}
