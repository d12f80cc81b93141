/*
 * define_deliver: when a report is due and where it goes (定时, 报送), a part of define's contract.
 *
 * Protocol, lifetime, failure  as define.h says. A report has both or neither; then it has exactly
 *           one parameter of the schedule's kind of period.
 * Limits    deadlines and reminders of at most 366 days.
 */
#ifndef HUIBAO_DEFINE_DELIVER_H
#define HUIBAO_DEFINE_DELIVER_H

#include <huibao/define.h>
#include <huibao/period.h>
#include <huibao/period_calendar.h>

struct define_argument { /* of a parameter that is neither the period nor the community */
    const char *name, *text;
    struct define_argument *next;
};

struct define_schedule {
    struct place place;
    enum period_kind every;
    struct period from; /* the first one that is reported */
    const struct define_param *period;
    const struct define_param *community; /* whom it is about: a community, street or district */
    bool all;                             /* of that level; else */
    const char *const *communities;       /* these, as written: names or codes */
    size_t community_count;
    struct define_argument *arguments;
};

struct define_reminder { /* so long before the deadline */
    struct period_span before;
    const char *text; /* as written */
    struct define_reminder *next;
};

struct define_deliver {
    const char *target; /* of huibao.conf */
    struct place target_place;
    bool has_deadline;
    struct period_span deadline; /* after the period's last day */
    const char *deadline_text;   /* as written */
    struct define_reminder *reminders;
    bool pdf, xlsx, csv;
    const char *name; /* of the package, with {期} and the like; NULL: its title */
};

#endif
