/* The parameters of a report: types, defaults, choices. */
#ifndef DEFINE_PARAM_H
#define DEFINE_PARAM_H

#include "reader.h"

/*
 * Reads them all and makes them names of the scope; NULL for a NULL map. *ret_computed: those that
 * are computed, each after what it needs.
 */
struct define_param *param_read_all(struct reader *reader, const struct yaml *map,
                                    const struct define_param **ret_computed);

/* param_compute.c: 计算 of a parameter, if it has one; it is put among `nodes`. */
void param_compute_read(struct reader *reader, const struct yaml *const *values,
                        struct define_param *param, struct names *nodes);
/* Once all are names of the scope: what they mention, and the order to compute them in. */
const struct define_param *param_compute_order(struct reader *reader, struct names *nodes);

/* Whether a text can be the parameter's value, as far as the definition alone tells. */
bool param_takes(const struct define_param *param, const char *text);

#endif
