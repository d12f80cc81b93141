/* The parameters of a report: types, defaults, choices. */
#ifndef DEFINE_PARAM_H
#define DEFINE_PARAM_H

#include "reader.h"

/* Reads them all and makes them names of the scope; NULL for a NULL map. */
struct define_param *param_read_all(struct reader *reader, const struct yaml *map);

#endif
