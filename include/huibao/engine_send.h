/*
 * engine, sending: packages to the targets of the configuration file (world->config).
 *
 * Protocol  an engine that is open. No database is needed; when there is one, each sending and what
 *           came of it are entries of its log (a note when they cannot be written).
 * Lifetime  what is returned belongs to the arena given.
 * Failure   diagnostics DLV…, those of yaml about the configuration.
 */
#ifndef HUIBAO_ENGINE_SEND_H
#define HUIBAO_ENGINE_SEND_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct diags;
struct engine;

/* Whether the configuration file is right and has such a target, before anything is sent. */
bool engine_has_target(struct engine *engine, const char *target, struct diags *diags);

enum engine_sent { /* as enum deliver_outcome */
                   ENGINE_SENT_REFUSED,
                   ENGINE_SENT_LATER,
                   ENGINE_SENT,
                   ENGINE_SENT_THERE
};
struct engine_receipt {
    enum engine_sent outcome;
    const char *place;  /* where it stands; NULL */
    const char *number; /* 回执号; NULL */
    const char *words;  /* what the far side said; NULL */
    const char *state; /* 已接收, 已退回, 待处理 by its answer; NULL: it gave no receipt */
    int status;        /* of HTTP; 0: none */
    int64_t retry_after; /* seconds it asks to wait; 0: not said */
};
/* Sends a package. False with diagnostics when it is not there afterwards, or was not accepted;
   the receipt is written all the same. */
bool engine_send(struct engine *engine, const char *package, const char *target,
                 struct arena *arena, struct engine_receipt *ret_receipt, struct diags *diags);

#endif
