/*
 * Which columns of a query's result show who somebody is, and how they are printed: 张某, an ID
 * number's ends, a year of birth. A column is followed from the records through the statement, by
 * SQLite's own account of where it comes from and by the words of every SELECT.
 */
#ifndef FRAME_PERSONAL_H
#define FRAME_PERSONAL_H

#include <huibao/store.h>

#include "state.h"

struct personal_column {
    enum store_privacy privacy; /* STORE_PUBLIC: nothing to mask */
    const char *made; /* made from this personal column, so that it cannot be masked; or NULL */
    bool makes_text;  /* by what makes texts, whatever the records hold */
    const char
        *birth;   /* worked out from this day of birth: an age, or the day once more; or NULL */
    bool whole;   /* such a number tells the day, unless it is of years */
    bool divided; /* it may be */
    bool shown;   /* personal, but the definition says that it is shown, and why */
};

struct personal {
    const struct personal_column *columns; /* one per column; NULL: none of them is personal */
    const char *const *literals;           /* texts that the query itself writes into them: 无 */
    size_t literal_count;
};

/* Of a dataset's statement, whose column names are the table's. */
struct personal personal_find(struct frame *frame, const struct define_dataset *dataset,
                              sqlite3_stmt *statement, const struct frame_table *table);
/* What is printed for a value; a VALUE_TEXT for what is hidden. */
struct value personal_mask(struct arena *arena, struct value value, enum store_privacy privacy);
/* The same for a value of that column of the result, in place. False with FRM057: it cannot be. */
bool personal_value(struct arena *arena, const struct define_dataset *dataset,
                    const struct personal *personal, const struct frame_table *table, size_t column,
                    struct value *value, struct diags *diags);
/* Texts made from personal columns, told without running anything (FRM057); for `huibao check`. */
void personal_check(const struct define_dataset *dataset, const struct personal *personal,
                    const struct frame_table *table, struct diags *diags);

#endif
