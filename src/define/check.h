/* 审核关系 of the dictionary and of reports: reading them, and the names they may use. */
#ifndef DEFINE_CHECK_H
#define DEFINE_CHECK_H

#include "reader.h"

struct define_check;

/* NULL after a diagnostic, when it has no id or no rule. */
struct define_check *check_read(struct reader *reader, const struct yaml *node);
/* Takes the rule apart: its relation, both sides and their terms. */
void check_split(struct arena *arena, struct define_check *check);
/* The front matter's list; ids are told apart from each other's and from the dictionary's. */
struct define_check *checks_read(struct reader *reader, const struct yaml *list,
                                 const struct dictionary *dictionary);

#endif
