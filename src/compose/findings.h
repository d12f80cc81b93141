/* A failing check, with the cells of the document's tables that show what it compares, into the model. */
#ifndef COMPOSE_FINDINGS_H
#define COMPOSE_FINDINGS_H

#include "check_words.h"

enum { FINDINGS_ROWS = 200 }; /* of a rule about rows: those that are marked */

/*
 * `row`: the one that fails, of a rule about rows; else NULL. `figures` says how. Nothing is added when no
 * table shows any of it. When all tables are there.
 */
void findings_add(struct composer *composer, const struct audit_line *line,
                  const struct frame_cursor *row, const char *figures);

#endif
