/* What the store room's unit tests share: a fresh database, and records written as one line. */
#ifndef TESTS_STORE_SUPPORT_H
#define TESTS_STORE_SUPPORT_H

#include <sqlite3.h>

#include <huibao/base.h>
#include <huibao/store.h>

struct fixture {
    struct world world;
    struct arena *arena;
    struct diags *diags;
    const char *path;
    struct store *store;
};

/* A new database with one open store; the path is unique to the call. */
void fixture_open(struct fixture *fixture);
/* The same, holding a street (望澜街道) and 春晖社区 with two grids and a household in the first. */
void fixture_open_with_places(struct fixture *fixture);
void fixture_close(struct fixture *fixture);
void fixture_forget(struct fixture *fixture); /* a new, empty list of diagnostics */

bool begin(struct fixture *fixture, const char *kind);
/* Fields parted by |, as canonical text; an empty one is NULL. */
enum store_outcome put(struct fixture *fixture, const char *kind, long line, const char *record);
bool commit(struct fixture *fixture, struct store_tally *ret_tally);
/* One batch of one record. */
enum store_outcome put_alone(struct fixture *fixture, const char *kind, const char *record);

/* The first column of the first row through a reader of its own, in `arena`; NULL when there is none. */
const char *ask(struct fixture *fixture, const char *sql);
/* Runs SQL on a connection of its own, as another program would. */
void meddle(const char *path, const char *sql);
/* The code of diagnostic `index`, "" when there is none. */
const char *code_at(const struct diags *diags, size_t index);

#define ID_ZHANG "539902199001011233"
#define ID_LI "539902198505055543"
#define HOUSEHOLD "100001|539902001001001|张三|春晖苑|3栋|1|301|2020-05-01|"

#endif
