/*
 * compose: a report and its frame, into a model.
 *
 * Owns      walking the definition: which branches hold, how values and comparisons are put into
 *           words (增长12.5%, 与上月持平 …), numbering of headings and tables, filling tables
 *           with totals and shares, and evaluating the checks.
 * Lifetime  the model owns its own memory and needs neither report nor frame afterwards.
 * Failure   diagnostics CMP… (and the frame's); NULL when any error was added.
 * Limits    the frame's.
 */
#ifndef HUIBAO_COMPOSE_H
#define HUIBAO_COMPOSE_H

#include <stddef.h>

#include <huibao/define.h>

struct frame;
struct model;
struct diags;
struct world;

struct model *compose_report(const struct report *report, struct frame *frame,
                             enum define_stage stage, const struct world *world,
                             struct diags *diags);
const struct diag_kind *const *compose_diags(size_t *ret_count);

#endif
