/*
 * engine_due: reports that must be delivered each period, a part of engine's contract.
 *
 * A unit is a scheduled report of one community for one period (定时, 报送 in the definition). Its state
 * is in the database, its package in the folder beside it (<database>.outbox), so whoever runs next
 * goes on where the last one stopped, and nothing is sent twice.
 *
 * Lifetime  what is returned belongs to the arena given.
 * Failure   diagnostics ENG…, those of the rooms that make and send.
 */
#ifndef HUIBAO_ENGINE_DUE_H
#define HUIBAO_ENGINE_DUE_H

#include <huibao/engine.h>

struct store_outbox_event;

struct engine_due {
    int64_t id;                     /* for `huibao outbox`; 0: nothing has been done about it yet */
    const char *report;             /* its id */
    const char *community, *period; /* "" and key: 2026-10 */
    const char *shown;              /* 春晖社区2026年10月 */
    const char
        *state; /* waiting, due, audit, unmade, packed, sent, accepted, refused, dead, cancelled */
    const char *word; /* 未到期, 待报 …; 待处理: sent, and the receipt says waiting */
    const char *target;
    const char *deadline; /* 2026-11-05; NULL: none */
    bool done;            /* sent, accepted or cancelled */
    bool stuck;           /* a person must do something */
    bool by_itself;       /* and when that is done, the next run makes it: no retry is needed */
    bool late;            /* the deadline is over and it is not done */
    bool behind;          /* an earlier period must go first */
    bool busy;            /* another process is at it */
    int64_t attempts;
    const char *next;    /* when it is tried again; NULL */
    const char *package; /* where it stands; NULL */
    const char *place, *receipt,
        *words;         /* where it arrived, its number; what was said last; NULL */
    const char *lost;   /* why no definition has it any more: it is not reported by itself; NULL */
    const char *advice; /* what to do about that; NULL */
    const char *receipt_state; /* accepted, refused, waiting by the receipt; NULL: there is none */
    const char *changed_at;    /* NULL: no row yet */
};
/* In the order in which they go. all: also those done before the last period; else only those that
   are not done, and the newest of each report and community. */
const struct engine_due *engine_due(struct engine *engine, bool all, struct arena *arena,
                                    size_t *ret_count, struct diags *diags);

struct engine_run_due {
    /* Told of each unit that was worked on; may be NULL. The diagnostics are still being written. */
    void (*worked)(void *context, const struct engine_due *unit);
    void *context;
    bool opened; /* results: the database could be opened */
    size_t made, sent, stuck;
    size_t tried;   /* those that anything was done about */
    size_t late;    /* not there, though the deadline is over */
    size_t waiting; /* to be sent at a later time, or behind those */
    size_t expired; /* packages that arrived and were kept for long enough: removed */
};
/* Makes, audits, packages and sends what is due. False when something could not be looked at at all. */
bool engine_run_due(struct engine *engine, struct engine_run_due *run, struct diags *diags);

enum engine_outbox_order {
    ENGINE_OUTBOX_RETRY,  /* what is stuck is tried again; a package that stands is sent again */
    ENGINE_OUTBOX_REMAKE, /* made anew, also after it was sent: a correction */
    ENGINE_OUTBOX_CANCEL  /* need not be reported */
};
/* reason: of a cancellation. *ret_unit: what it is now. */
bool engine_outbox(struct engine *engine, int64_t id, enum engine_outbox_order order,
                   const char *reason, struct arena *arena, const struct engine_due **ret_unit,
                   struct diags *diags);

/* What somebody should be told, and has not been. */
struct engine_news {
    const char *const *lines;
    size_t count;
    const struct store_outbox_event *events; /* the same, for engine_outbox_heard */
};
bool engine_outbox_news(struct engine *engine, struct arena *arena, struct engine_news *ret_news,
                        struct diags *diags);
/* Whom the configuration file names for it: a program with its arguments, which gets the text on its stdin,
   and addresses; each NULL-terminated, or NULL. False when the file has mistakes. */
struct engine_notice {
    const char *const *command, *const *mail;
};
bool engine_notice(struct engine *engine, struct engine_notice *ret_notice, struct diags *diags);
/* A text as a word of a letter's head (RFC 2047). */
const char *engine_mail_word(struct arena *arena, const char *text);
/* They have been told of these; what came since is told next time. */
bool engine_outbox_heard(struct engine *engine, const struct engine_news *news,
                         struct diags *diags);

#endif
