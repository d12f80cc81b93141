/* What the import room's unit tests share: a database with places, and files made from texts. */
#ifndef TESTS_IMPORT_SUPPORT_H
#define TESTS_IMPORT_SUPPORT_H

#include <huibao/base.h>
#include <huibao/import.h>
#include <huibao/store.h>

struct desk {
    struct world world; /* now is 2026-11-24 */
    struct arena *arena;
    struct diags *diags;
    const char *database, *file;
    struct store *store;
    struct import_names *names; /* the shipped synonyms */
    struct import_result result;
};

/* A database with a street, two communities, three grids and a household, and no diagnostics. */
void desk_open(struct desk *desk);
void desk_close(struct desk *desk);

/* Writes the bytes to desk->file and imports it with a new list of diagnostics. */
bool take_bytes(struct desk *desk, const char *kind, const void *bytes, size_t length);
bool take(struct desk *desk, const char *kind, const char *text);
bool take_path(struct desk *desk, const char *kind, const char *path);

/* How the file is refused: the only diagnostic has this code and place. */
bool refused(struct desk *desk, const char *kind, const char *text, const char *code, long line,
             long column);
bool found(struct desk *desk, size_t index, const char *code, long line, long column);
const char *message(struct desk *desk, size_t index);
const char *hint_of(struct desk *desk, size_t index);
/* The first value a query gives, read through a connection of its own. */
const char *ask(struct desk *desk, const char *sql);

#define ID_ZHANG "539902199001011233"
#define ID_LI "539902198505055542"

#endif
