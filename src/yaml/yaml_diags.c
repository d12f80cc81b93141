#include "yaml_diags.h"

#include <huibao/yaml.h>

YAML_DIAGS(DIAG_DEFINE)

const struct diag_kind *const *yaml_diags(size_t *ret_count)
{
    static const struct diag_kind *const kinds[] = {YAML_DIAGS(DIAG_LISTED)};
    *ret_count = BASE_COUNT(kinds);
    return kinds;
}
