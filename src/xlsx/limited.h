/* xlsx_write with a smaller sheet than Excel's, so that tests need no million rows. */
#ifndef XLSX_LIMITED_H
#define XLSX_LIMITED_H

#include <stdbool.h>
#include <stddef.h>

struct diags;
struct model;
struct world;

bool xlsx_write_limited(const struct model *model, const char *path, const struct world *world,
                        size_t row_limit, struct diags *diags);

#endif
