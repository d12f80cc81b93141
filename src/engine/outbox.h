/* Units to be delivered: what the schedules of the definitions and the rows of the store make of them. */
#ifndef ENGINE_OUTBOX_H
#define ENGINE_OUTBOX_H

#include <huibao/define_deliver.h>
#include <huibao/engine_due.h>
#include <huibao/store_outbox.h>

#include "engine_state.h"

enum outbox_lost { /* no definition has the unit any more, but there is a row */
                   OUTBOX_NOT_LOST,
                   OUTBOX_UNREAD, /* one of the definitions is wrong: perhaps that one */
                   OUTBOX_DELETED,
                   OUTBOX_UNSCHEDULED,
                   OUTBOX_OUTSIDE /* of the schedule's communities or periods */
};

struct outbox_unit {
    const struct report *report; /* NULL: lost */
    enum outbox_lost lost;
    struct period period;
    bool over;                    /* the period is */
    struct store_outbox_unit row; /* id 0: not kept yet */
    int32_t deadline;             /* the day; 0: none, or it is not known */
    bool behind;
};

struct outbox {
    struct engine *engine;
    struct arena *arena;
    struct store *store;
    int64_t now;
    const char *folder; /* <database>.outbox */
    struct outbox_unit *units;
    size_t count, capacity;
    bool read; /* the definitions could be listed */
};

/* Reads all units that there are, in order; false with diagnostics when that cannot be done. */
bool outbox_open(struct outbox *outbox, struct engine *engine, struct arena *arena,
                 enum store_mode mode, struct diags *diags);
/* Reads the rows once more, for the same units. */
bool outbox_reread(struct outbox *outbox, struct diags *diags);
/* An earlier unit of the same report and community is open, or was itself behind one. Lost ones are in nobody's
   way. */
bool outbox_is_behind(const struct outbox *outbox, const struct outbox_unit *unit);
/* The day of a deadline that is kept as such a second. */
int32_t outbox_deadline_day(int64_t end);
/* The second in which the deadline is over, in UTC; 0: there is none, or it is not known. */
int64_t outbox_deadline_end(const struct outbox_unit *unit);
/* What it is for others; belongs to the outbox's arena. */
struct engine_due outbox_show(const struct outbox *outbox, const struct outbox_unit *unit);
bool outbox_is_done(enum store_outbox_state state);
/* Sent, and the far side's receipt says that nobody has looked at it yet. */
bool outbox_is_waiting(const struct store_outbox_unit *row);
/* Somebody else who still lives holds the unit. */
bool outbox_is_busy(const struct outbox *outbox, const struct store_outbox_unit *row);

/* ---- what the definitions no longer have: outbox_lost.c ---- */

/* A unit for a row that has none. */
struct outbox_unit outbox_lost(const struct outbox *outbox, const struct store_outbox_unit *row);
/* Why, in words; NULL: it is not lost. */
const char *outbox_lost_words(enum outbox_lost lost);
/* What a person can do about one that is not done; NULL: nothing need be done. */
const char *outbox_advice(const struct outbox *outbox, const struct outbox_unit *unit);

/* ---- its folder: outbox_folder.c ---- */

/* Folders that no unit names and nobody can be filling go. */
void outbox_sweep(const struct outbox *outbox);
/* Where a unit's package stands; NULL: it has none. */
const char *outbox_package(const struct outbox *outbox, const struct store_outbox_unit *row);
enum outbox_found {
    OUTBOX_WHOLE,
    OUTBOX_DAMAGED,   /* it, or a part of it, is gone or is not what was made */
    OUTBOX_UNREADABLE /* that could not be found out */
};
/* The unit's package beside its manifest and the row; `said` holds what is wrong. */
enum outbox_found outbox_look(const struct outbox *outbox, const struct store_outbox_unit *row,
                              struct diags *said);
/* It arrived, nothing more will be heard of it, and its package was kept for so many months. */
bool outbox_is_expired(const struct outbox *outbox, const struct store_outbox_unit *row,
                       int months);
/* Of a claimed unit with a package: somebody before may have begun to send it. */
bool outbox_was_tried(const struct store_outbox_unit *row);

#endif
