/*
 * How many words SQLite makes of a statement: it takes a WITH table apart anew each time that the table
 * is used, so that tables which each use the one before twice double from one to the next. Preparing
 * takes memory and time by this number, and no time limit holds while SQLite prepares.
 */
#ifndef FRAME_EXTENT_H
#define FRAME_EXTENT_H

#include <stddef.h>

struct arena;

enum { EXTENT_MOST = 100000 }; /* words beyond the statement's own: some 25 MB and 0.1 s */

struct extent {
    size_t own;   /* words as written */
    size_t words; /* with each table taken apart where it is used; beyond own + MOST not counted */
    const char
        *table; /* the first WITH table that is too much by itself, the arena's; "" for none */
};

struct extent extent_of(struct arena *arena, const char *sql);

#endif
