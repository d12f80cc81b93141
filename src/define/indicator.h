/* An indicator: what stands behind its name, in the dictionary or in a report's own data. */
#ifndef DEFINE_INDICATOR_H
#define DEFINE_INDICATOR_H

#include "reader.h"

/*
 * has_sql: the dataset has rows to take it from. Its expression's names are not yet checked. NULL after a
 * message when it is not a map.
 */
struct define_indicator *indicator_read(struct reader *reader, const struct yaml *node,
                                        const struct define_dataset *dataset, bool has_sql);

#endif
