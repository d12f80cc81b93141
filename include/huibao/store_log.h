/*
 * store_log: the audit log, a part of store's contract.
 *
 * Owns      an append-only table in which every entry carries the hash of the one before, so that
 *           a changed, removed or inserted entry is noticed.
 * Protocol  store_log_add inside the transaction of the act, where the act is in the database: then
 *           there is neither an act without an entry nor an entry without its act. Alone it is a
 *           transaction of its own. For files: the entry first, then the file gets its name.
 * Never     names of persons, ID numbers or free text that may hold them: nothing in the log can
 *           be erased. A person is a salted hash, a file its SHA-256, a record its number.
 * Lifetime, failure  as store.h says; what is returned belongs to the arena.
 * Limits    whoever can write the file can make a whole new chain. That is noticed only by a head
 *           (number and hash) that was kept elsewhere: in a manifest, on paper.
 */
#ifndef HUIBAO_STORE_LOG_H
#define HUIBAO_STORE_LOG_H

#include <huibao/store.h>

enum store_log_kind {
    STORE_LOG_INIT,        /* the log begins */
    STORE_LOG_MIGRATION,   /* the structure was brought up to date */
    STORE_LOG_IMPORT,      /* a batch */
    STORE_LOG_UNDO,        /* of a batch */
    STORE_LOG_RENDER,      /* files of a report, about to get their names */
    STORE_LOG_ACCESS,      /* personal data shown or written without masking, with the reason */
    STORE_LOG_PACKAGE,     /* a package, about to get its name */
    STORE_LOG_DELIVERY,    /* one is about to be handed over */
    STORE_LOG_RECEIPT,     /* how that ended, what the receiver said */
    STORE_LOG_EXPLANATION, /* of a failing check */
    STORE_LOG_WITHDRAWAL,  /* of an explanation */
    STORE_LOG_FORGETTING,  /* of a person, and lifting that */
    STORE_LOG_OUTBOX,      /* a person ordered something about a unit to be delivered */
    STORE_LOG_FAILURE,     /* an entry before was not followed by its act */
    STORE_LOG_KINDS
};
const char *store_log_kind_name(enum store_log_kind kind);    /* English, as kept: import */
const char *store_log_kind_chinese(enum store_log_kind kind); /* 导入 */
bool store_log_kind_find(const char *name, enum store_log_kind *ret_kind); /* either */

/* One member of an entry's details: a text, else a list (NULL-terminated), else a number. They
   are kept as one JSON object without spaces, its keys in the order of their bytes. */
struct store_log_detail {
    const char *key; /* English */
    const char *text;
    const char *const *list;
    int64_t number;
};

struct store_log_new {
    enum store_log_kind kind;
    const char *subject; /* what it is about, for people: 月报 春晖社区 2026-10; 第 3 批 居民 */
    const struct store_log_detail *details;
    size_t detail_count;
};

/* The time is world->clock, which --now does not move; who is user@host. ret_number may be NULL. */
bool store_log_add(struct store *store, const struct store_log_new *entry, int64_t *ret_number,
                   struct diags *diags);

struct store_log_entry {
    int64_t number;   /* from 1, without gaps */
    const char *at;   /* 2026-11-03 08:30:00, in China */
    const char *who;  /* user@host */
    const char *kind; /* English */
    const char *subject;
    const char *details;  /* canonical JSON; what is none (tampered with) is listed as a string */
    const char *previous; /* the hash of the entry before; 64 zeros for the first */
    const char *hash;     /* SHA-256 of number, at, who, kind, subject, details, previous, each
                                with a closing NUL */
};
struct store_log_query { /* what does not matter is NULL or 0 */
    const char *since;   /* a time or the beginning of one: 2026-11 */
    const char *kind;    /* English */
    const char *subject; /* a part of it */
    int64_t most;        /* the last ones */
};
/* In the order they were made. */
const struct store_log_entry *store_log_entries(struct store *store, struct arena *arena,
                                                const struct store_log_query *query,
                                                size_t *ret_count, struct diags *diags);

struct store_log_head { /* of a log without entries: 0 and 64 zeros */
    int64_t number;
    char hash[65];
};
bool store_log_head(struct store *store, struct store_log_head *ret_head, struct diags *diags);

/*
 * Whether the chain holds: the first entry that does not fit is a diagnostic (number, time, what).
 * `last` > 0: only so many entries at the end. `kept`: a head that was kept elsewhere, or NULL; its
 * entry must still stand.
 */
bool store_log_verify(struct store *store, int64_t last, const struct store_log_head *kept,
                      struct store_log_head *ret_head, struct diags *diags);

#endif
