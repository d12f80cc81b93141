/*
 * store_outbox: what must be reported, and how far each of it is, a part of store's contract.
 *
 * Owns      a row for each unit (a report of one community for one period) that ever was due: it says
 *           whether it was sent. Events that somebody must be told of.
 * Protocol  whoever works on a unit claims it first, as it was read: the claim is granted only when
 *           nobody changed the unit since and nobody alive holds it, and it adds one to the fence.
 *           store_outbox_put must bring the same fence. So two processes never both write what came
 *           of it. Every change and its entry in the log are one transaction.
 * Lifetime, failure  as store.h says.
 * Limits    a claim of a process on this machine ends with that process; of one on another machine,
 *           or of one whose machine is unknown, with its lease. Between machines on a share the
 *           database must be shared (store_set_shared): WAL's locks do not reach so far.
 */
#ifndef HUIBAO_STORE_OUTBOX_H
#define HUIBAO_STORE_OUTBOX_H

#include <huibao/store.h>

enum store_outbox_state {
    STORE_OUTBOX_DUE,       /* the period is over; not made yet */
    STORE_OUTBOX_AUDIT,     /* a check stops it */
    STORE_OUTBOX_UNMADE,    /* it could not be made for another reason */
    STORE_OUTBOX_PACKED,    /* the package stands; to be sent from next_at on */
    STORE_OUTBOX_SENT,      /* handed over; no receipt, or a waiting one */
    STORE_OUTBOX_ACCEPTED,  /* the receipt says so */
    STORE_OUTBOX_REFUSED,   /* the far side, or its receipt, says no: a person must look */
    STORE_OUTBOX_DEAD,      /* tried for too long: a person must look */
    STORE_OUTBOX_CANCELLED, /* by a person: need not be reported */
    STORE_OUTBOX_STATES
};
const char *store_outbox_state_name(enum store_outbox_state state); /* as kept: packed */

struct store_outbox_unit {
    int64_t id;                              /* given when it is added */
    const char *report, *community, *period; /* ids and keys; community "": none */
    enum store_outbox_state state;
    const char *target; /* of the configuration file */
    int64_t deadline;   /* the second it ends, in UTC; 0: none */
    int64_t generation; /* 1; one more each time it is made anew on request */
    int64_t fence;
    const char *owner;   /* of the claim, or NULL */
    int64_t lease_until; /* seconds of the real clock; the claim holds until then */
    const char
        *package; /* path below the outbox's folder; NULL: not made, or kept for long enough */
    const char *manifest; /* SHA-256 of its manifest; NULL: not made */
    const char *key;      /* of unit and manifest, unique, in the log; never sent; NULL: not made */
    int64_t packed_at, next_at, attempts; /* seconds as world->now; attempts to send */
    const char *place, *receipt;          /* where it arrived, the number it got; NULL */
    const char *receipt_state; /* accepted, refused, waiting: what the receipt says; NULL: none */
    const char *words;         /* what was said last: of a failure, of the far side; NULL */
    const char *changed_at;    /* 2026-11-03 08:30:00 in China; written by every change */
};

/* All units, by report, community, then period. */
const struct store_outbox_unit *store_outbox_units(struct store *store, struct arena *arena,
                                                   size_t *ret_count, struct diags *diags);
/* A unit of that report, community and period, in state DUE; nothing when there is one. */
bool store_outbox_add(struct store *store, const struct store_outbox_unit *unit,
                      struct diags *diags);
/*
 * Claims the unit as it was read, for this process and `seconds`. *ret_claimed: nobody has changed it
 * since and nobody alive holds it; unit->fence is then the claim's.
 */
bool store_outbox_claim(struct store *store, struct store_outbox_unit *unit, int64_t seconds,
                        bool *ret_claimed, struct diags *diags);
/* Writes all of a claimed unit but what it is about, and ends the claim. *ret_kept: false when
   another claim came between: then nothing is written. */
bool store_outbox_put(struct store *store, const struct store_outbox_unit *unit, bool *ret_kept,
                      struct diags *diags);

/*
 * Notes that units were looked at now. *ret_right: false when the clock is more than 35 days ahead of
 * the last time, by *ret_days, and nobody saw it so before: then it may be wrong, and periods that
 * seem over may not be.
 */
bool store_outbox_clock(struct store *store, int64_t now, bool *ret_right, int64_t *ret_days,
                        struct diags *diags);

/* A process, for ever: machine (name, machine-id), its start, the process, its start. Belongs to the arena. */
const char *store_outbox_owner(struct arena *arena, const struct world *world);
/* Whether somebody who holds something until `lease_until` still does. */
bool store_outbox_owner_holds(const char *owner, int64_t lease_until, const struct world *world);

/* What somebody must be told once. */
struct store_outbox_event {
    int64_t unit;
    const char *kind;    /* reminder, late, lost, audit, unmade, refused, dead */
    const char *subject; /* tells one from another of its kind */
    const char *text;    /* for people */
};
/* Adds an event, unless the unit has one of this kind and subject. */
bool store_outbox_tell(struct store *store, const struct store_outbox_event *event,
                       struct diags *diags);
/* Those nobody has been told of, in the order they were made. */
const struct store_outbox_event *store_outbox_untold(struct store *store, struct arena *arena,
                                                     size_t *ret_count, struct diags *diags);
bool store_outbox_told(struct store *store, const struct store_outbox_event *event,
                       struct diags *diags);
/* The unit has left what its events of this kind were about: the next time they are told again. */
bool store_outbox_forget(struct store *store, int64_t unit, const char *kind, struct diags *diags);

#endif
