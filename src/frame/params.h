/* A report's parameters, resolved: what -p said, or the default, typed. */
#ifndef FRAME_PARAMS_H
#define FRAME_PARAMS_H

#include <huibao/frame.h>

#include "guard.h"

struct frame_param {
    const struct define_param *define;
    struct value value; /* integer, text, date, or null when left out; of a period its first day */
    bool mistyped;      /* not given, but one whose name is nearly the same */
    bool is_period;
    struct period period;
    int32_t last; /* of a period: the last day it has figures for, its end or, until then, today */
};

struct frame_params {
    struct frame_param *items;
    size_t count;
};

/*
 * From the arguments to values. Every mistake becomes a diagnostic, and false; `all` holds every
 * parameter even then (null for a wrong one), so that the communities can be checked in the same run.
 */
bool params_resolve(struct arena *arena, const struct report *report,
                    const struct frame_argument *arguments, size_t argument_count,
                    const struct world *world, struct frame_params *all, struct diags *diags);
/*
 * Puts a computed value into its parameter; false when it is not of its type, with how it looks.
 * params_expected says what it should be.
 */
bool params_take(struct arena *arena, struct value value, struct frame_param *param,
                 const char **ret_shown);
const char *params_expected(struct arena *arena, const struct define_param *define);
/* Values for trying: the defaults, else the last period, today, 1; none of communities and texts. */
void params_sample(struct arena *arena, const struct report *report, const struct world *world,
                   struct frame_params *all);
/* Checks community parameters against the records, and replaces codes by names. */
bool params_find_communities(struct arena *arena, struct frame_params *params, struct guard *store,
                             struct diags *diags);
/* The same parameters for 上期 or 同期. The first period parameter makes the step; for 同期 all do. */
struct frame_params params_shift(struct arena *arena, const struct frame_params *params,
                                 enum define_shift shift);
const struct frame_param *params_period(const struct frame_params *params); /* the first, or NULL */
/*
 * What :name (or a name in an expression) stands for: a parameter X, or X初 and X末 of a period.
 * Periods are their key, 2026-10. False when it is no parameter.
 */
bool params_lookup(struct arena *arena, const struct frame_params *params, const char *name,
                   struct value *ret_value, const struct frame_param **ret_param);
/* Every name params_lookup knows, for messages. */
const char *const *params_names(struct arena *arena, const struct frame_params *params,
                                size_t *ret_count);

#endif
