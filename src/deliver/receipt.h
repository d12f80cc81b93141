/* The far side's answer, read as a receipt by the rules of the configuration. */
#ifndef DELIVER_RECEIPT_H
#define DELIVER_RECEIPT_H

#include <huibao/deliver_targets.h>

#include <stddef.h>

struct reader;
struct yaml;

struct receipt_words {
    const char *const *words;
    size_t count;
};
struct receipt_rules { /* names of fields, of fields in fields with points between; NULL: none */
    const char *number, *state, *words;
    struct receipt_words accepted, refused, waiting; /* what may stand in the field of the state */
};

/* The key 回执 of a target. */
const struct receipt_rules *receipt_rules_read(struct reader *reader, const struct yaml *node);
/*
 * Writes number, words and state of the receipt. False when the answer is no JSON object or its
 * state is none of the words; *ret_why then says what was wrong. An answer without a state is
 * accepted when the rules have none.
 */
bool receipt_read(const struct receipt_rules *rules, const char *answer, size_t length,
                  struct arena *arena, struct deliver_receipt *receipt, const char **ret_why);

#endif
