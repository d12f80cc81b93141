/* Sheet names that Excel, WPS and LibreOffice accept. */
#ifndef XLSX_NAMES_H
#define XLSX_NAMES_H

#include <stdbool.h>
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

/* Names in use; Excel takes upper and lower case as equal. */
struct xlsx_taken {
    const char **names;
    size_t count, capacity;
};
bool xlsx_name_taken(const char *name, const char *const *taken, size_t count);
void xlsx_taken_add(struct arena *arena, struct xlsx_taken *taken, const char *name);

/*
 * 纠纷分类_受理 from the names of a table and of a column (which may be ""): what Excel takes as a
 * defined name. Units in brackets and marks are left out; A1, R1C1 and the like get _ before them.
 */
const char *xlsx_defined_name(struct arena *arena, const char *table, const char *column);

#endif
