/* Sheet names that Excel, WPS and LibreOffice accept. */
#ifndef XLSX_NAMES_H
#define XLSX_NAMES_H

#include <stddef.h>

struct arena;

enum { XLSX_NAME_UNITS = 31 }; /* Excel's limit, in UTF-16 units */

/*
 * A name for a sheet from `wish` (a caption; NULL or blank: 表N), unlike the `count` names taken.
 * Forbidden marks []:*?/\ and # become their full-width forms, ' becomes ’.
 */
const char *xlsx_name_make(struct arena *arena, const char *wish, int number,
                           const char *const *taken, size_t count);
/* The name of the `number`-th sheet of the table whose first one is called `first`: …（续2）. */
const char *xlsx_name_continue(struct arena *arena, const char *first, size_t number,
                               const char *const *taken, size_t count);

#endif
