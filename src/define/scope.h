/*
 * Which names a report may use: its parameters, its data, the dictionary's indicators and data;
 * which of them it does use; and what follows from using them (parameters that a dataset binds,
 * periods that a comparison needs).
 */
#ifndef DEFINE_SCOPE_H
#define DEFINE_SCOPE_H

#include "include.h"
#include "reader.h"

struct scope_param {
    struct define_param *param;
    bool used;
    bool moves; /* it is computed from the report's period */
};

struct scope_data {
    struct define_dataset *dataset;
    bool own; /* of the report, not of the dictionary */
    bool used;
    bool whole;                 /* its text names all its columns; if looked at: */
    struct names *known;        /* them, or NULL when not yet looked at */
    const char *const *columns; /* the same in their order */
    size_t column_count;
};

struct scope {
    struct arena *arena;
    struct diags *diags;
    const struct dictionary *dictionary;
    struct names *indicators;          /* → struct scope_indicator */
    struct names *params;              /* → struct scope_param */
    struct names *binds;               /* 期, 期初, 期末 → struct scope_param */
    struct names *data;                /* → struct scope_data */
    const struct define_param *period; /* the first period parameter, or NULL */
    struct include_state include;      /* which shared section is being read */
    struct scope_row *row;             /* the innermost part that is open, or NULL */
    bool params_lost; /* they could not be read: no message about names that may be parameters */
    bool data_lost;
    struct names
        *missing; /* takes what the dictionary mentions and has not, while that is checked */
    bool leans;   /* on what is broken in the dictionary: which parameters are used is not known */
};

struct scope *scope_new(struct arena *arena, const struct dictionary *dictionary,
                        struct diags *diags);
void scope_add_param(struct scope *scope, struct define_param *param);
/* All are there: 上期初, 上期末, 同期初 and 同期末 become names of the report's period. */
void scope_end_params(struct scope *scope);
/* What the parameter is could not be read: no message about what follows from it. */
void scope_lose_param(struct scope *scope, const struct define_param *param);
void scope_add_data(struct scope *scope, struct define_dataset *dataset);
/* An indicator of the report's own data; false after a message if the name is taken. */
bool scope_add_indicator(struct scope *scope, const struct define_indicator *indicator);

/*
 * scope_row.c: the parts {{#if}}, {{#each}} and {{#list}} around the text being read. Within an each the
 * columns of its data are names, and go before parameters and indicators.
 */
enum scope_part { SCOPE_IF, SCOPE_EACH, SCOPE_LIST };
void scope_open(struct scope *scope, enum scope_part part, const struct define_each *each);
void scope_else(struct scope *scope); /* the else of the innermost part: an each's rows are gone */
void scope_close(struct scope *scope, enum scope_part part);
/* The innermost each whose rows have that column (序号: any), or NULL. */
const struct define_each *scope_each(const struct scope *scope, const char *name);
/* The columns of a dataset, read from its text once; NULL if there is no such dataset. */
const struct scope_data *scope_columns(struct scope *scope, const struct define_dataset *dataset);
/* The innermost each around, or NULL. */
const struct define_each *scope_around(const struct scope *scope);

/* An each around has columns that could not be read: an unknown name may be one. */
bool scope_columns_lost(const struct scope *scope);

/* What a name stands for; all false when it is unknown (and that was reported). */
struct scope_found {
    const struct define_param *param;
    const struct define_indicator *indicator;
    bool column; /* of the rows of the each that the name gives */
};
/*
 * The unknown name may be one of the dictionary's that could not be read, or was told of where the dictionary
 * itself mentions it: nothing is said of it.
 */
bool scope_may_be_lost(struct scope *scope, const char *name);
/* Whether there is a parameter or indicator of that name; the nearest there is, or NULL. */
bool scope_knows(const struct scope *scope, const char *name);
const char *scope_nearest(const struct scope *scope, const char *name);
/* The unit of the indicator of that name (which a column may have too), "" when it could not be read; or NULL. */
const char *scope_unit(const struct scope *scope, const char *name);
struct scope_found scope_use_name(struct scope *scope, const struct define_name *name);
void scope_use_expr(struct scope *scope, const struct define_expr *expr);
/* |环比 and |同比 of an indicator. */
void scope_use_comparison(struct scope *scope, const struct define_name *name,
                          const struct define_indicator *indicator,
                          enum define_comparison comparison);
const struct define_dataset *scope_use_data(struct scope *scope, const char *name,
                                            const struct place *place);
/* The errors about what was never used. */
void scope_check_unused(struct scope *scope, const struct report *report);

/* 合计(下级.指标): whether there is that indicator, and it can be added up. */
bool scope_check_child(struct scope *scope, const struct define_name *name);
bool scope_is_period(enum define_type type);

/*
 * The same of a report's own indicators, the first `count` of a list that goes on with the
 * dictionary's.
 */
void scope_check_own(struct scope *scope, struct define_indicator *own, size_t count);
/* The dictionary's own check of its expressions: names, cycles, depth. What is wrong is marked as broken. */
void scope_check_dictionary(struct arena *arena, struct dictionary *dictionary,
                            struct diags *diags);

#endif
