/* What of personal data flows into the columns of a statement, told from its words. */
#ifndef FRAME_PERSONAL_WORDS_H
#define FRAME_PERSONAL_WORDS_H

#include <huibao/store.h>

#include "guard.h"

struct personal_flow {
    unsigned kinds;     /* bits 1 << enum store_privacy; 0: nothing of anybody */
    bool computed;      /* not such a column as it is: joined, cut, replaced */
    bool text;          /* computed by what makes texts */
    bool whole;         /* a number that tells the day of birth: a count of days, 19500930 */
    bool divided;       /* by something: perhaps years */
    bool other;         /* something that is not personal may come out as well */
    const char *column; /* the first personal column in it */
};

struct personal_named {
    const char *name; /* of a column, of the views or given by AS */
    struct personal_flow flow;
};

struct personal_words {
    const struct personal_flow *columns; /* of the result, */
    size_t column_count;                 /* as many as are written; 0: no SELECT */
    bool star;                           /* a * is among them: only their names can tell */
    bool compound;                       /* UNION, INTERSECT or EXCEPT outermost */
    const struct personal_named *names;  /* all through which personal data flows */
    size_t name_count;
    const char *const *literals; /* texts that may come out as they are written: 无 */
    size_t literal_count;
};

/* What flows into columns of one name, wherever they stand, is added up: rather too much than too little. */
struct personal_words personal_words_read(struct arena *arena, const struct guard *guard,
                                          const char *sql);
/* Of a column behind a *: by its name. */
struct personal_flow personal_words_named(const struct personal_words *words, const char *name);

#endif
