/* engine_forget: taking a person out of the records, a part of engine's contract. */
#ifndef HUIBAO_ENGINE_FORGET_H
#define HUIBAO_ENGINE_FORGET_H

#include <huibao/engine.h>

struct engine_forgetting {
    const char *kind; /* 居民, 党员, 共建单位, or English */
    const char *key;  /* the ID number, the member's number, the unit's code; never logged */
    bool dry_run;     /* only counts */
    bool lift;        /* takes a forgetting back: the next file may bring the person in again */
    /* results */
    const char *chinese; /* the kind's */
    bool found;          /* false: they were forgotten before, there is nothing to do */
    int64_t households, corrections, renders, explanations;
};

/* Whether somebody of that kind can be forgotten; else a diagnostic. ret_asked: 身份证号 … */
bool engine_can_forget(struct engine *engine, const char *kind, const char **ret_asked,
                       struct diags *diags);
bool engine_forget(struct engine *engine, struct engine_forgetting *forgetting,
                   struct diags *diags);

#endif
