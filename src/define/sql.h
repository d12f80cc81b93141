/* A dataset's SQL: one SELECT, its :parameters, and nothing that two databases would read apart. */
#ifndef DEFINE_SQL_H
#define DEFINE_SQL_H

#include "reader.h"

struct sql_bind {
    const char *name;
    struct place place;
};

/*
 * Fills sql, sql_place and parameters; *ret_binds receives each parameter's first place. False when a key of the
 * dataset was taken for SQL: its indicators are not known.
 */
bool sql_read(struct reader *reader, const struct yaml *node, struct define_dataset *dataset,
              const struct sql_bind **ret_binds);
/* The same for an expression over parameters. */
void sql_read_expression(struct reader *reader, const struct yaml *node,
                         struct define_dataset *dataset, const struct sql_bind **ret_binds);
/* The same for the query of 明细, which becomes dataset->detail; NULL when there is no such key. */
struct define_dataset *sql_read_detail(struct reader *reader, const struct yaml *node,
                                       struct define_dataset *dataset,
                                       const struct sql_bind **ret_binds);
/* Checks the binds against the names given; `what` completes “SQL 用到的 :x 不是…”. */
void sql_check_binds(struct reader *reader, const struct define_dataset *dataset,
                     const struct sql_bind *binds, const struct names *known, const char *what);
/*
 * The columns that the text of a query names, in its order; those without a name are left out.
 * False when there are more (SELECT *): only the database knows them.
 */
bool sql_columns(struct arena *arena, const char *sql, const char *const **ret_names,
                 size_t *ret_count);

#endif
