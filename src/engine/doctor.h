/* What the doctor's looks share. */
#ifndef ENGINE_DOCTOR_H
#define ENGINE_DOCTOR_H

#include "engine_state.h"

struct findings {
    struct arena *arena;
    bool targets; /* are to be asked */
    struct engine_finding *items;
    size_t count, capacity, bad;
};

void doctor_add(struct findings *findings, bool good, const char *about, const char *finding);
/* Every error in `diags` as a bad finding with its place and advice, every warning as one. */
void doctor_add_diags(struct findings *findings, const char *about, const struct diags *diags);

/* Whether the computer's time is before what was written last. */
void doctor_clock(struct engine *engine, struct findings *findings, struct store *store,
                  struct diags *diags);
/*
 * The configuration, the targets that scheduled definitions use (all of them when they are to be asked), and what is due, late or stuck.
 * definitions_good: their mistakes need not be told again.
 */
void doctor_delivery(struct engine *engine, bool definitions_good, struct findings *findings);

#endif
