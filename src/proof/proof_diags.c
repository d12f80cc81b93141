#include "proof_diags.h"

#include <huibao/proof.h>

#include <string.h>

PROOF_DIAGS(DIAG_DEFINE)

static const struct diag_kind *const listed[] = {PROOF_DIAGS(DIAG_LISTED)};

const struct diag_kind *const *proof_diags(size_t *ret_count)
{
    *ret_count = BASE_COUNT(listed);
    return listed;
}

bool proof_rule_exists(const char *code)
{
    for (size_t i = 0; i < BASE_COUNT(listed); i++)
        if (strcmp(listed[i]->code, code) == 0)
            return true;
    return false;
}
