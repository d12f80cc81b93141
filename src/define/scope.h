/*
 * Which names a report may use: its parameters, its data, the dictionary's indicators and data;
 * which of them it does use; and what follows from using them (parameters that a dataset binds,
 * periods that a comparison needs).
 */
#ifndef DEFINE_SCOPE_H
#define DEFINE_SCOPE_H

#include "reader.h"

struct scope_param {
    struct define_param *param;
    bool used;
};

struct scope_data {
    struct define_dataset *dataset;
    bool own; /* of the report, not of the dictionary */
    bool used;
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
    bool params_lost; /* they could not be read: no message about names that may be parameters */
    bool data_lost;
};

struct scope *scope_new(struct arena *arena, const struct dictionary *dictionary,
                        struct diags *diags);
void scope_add_param(struct scope *scope, struct define_param *param);
/* What the parameter is could not be read: no message about what follows from it. */
void scope_lose_param(struct scope *scope, const struct define_param *param);
void scope_add_data(struct scope *scope, struct define_dataset *dataset);

/* What a name stands for; both NULL when it is unknown (and that was reported). */
struct scope_found {
    const struct define_param *param;
    const struct define_indicator *indicator;
};
/* Whether there is a parameter or indicator of that name; the nearest there is, or NULL. */
bool scope_knows(const struct scope *scope, const char *name);
const char *scope_nearest(const struct scope *scope, const char *name);
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

bool scope_is_period(enum define_type type);

/* The dictionary's own check of its expressions: names, cycles, depth. */
void scope_check_dictionary(struct arena *arena, const struct dictionary *dictionary,
                            struct diags *diags);

#endif
