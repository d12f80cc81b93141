/*
 * What the rules share. A part's text is an array of code points, so that a place in it is an index.
 * Rules are functions over the whole document; rules.c lists them.
 */
#ifndef PROOF_PROOF_H
#define PROOF_PROOF_H

#include <huibao/proof.h>

#include "proof_diags.h"

struct proof_text {
    const struct proof_part *part;
    const char *bytes;
    const uint32_t *points;
    const uint32_t *offsets; /* of each point in `bytes`, and of their end */
    size_t count;
};

struct proof {
    struct arena *arena;
    struct diags *diags;
    const struct proof_options *options;
    const struct proof_text *texts;
    size_t count;
    struct proof_finding *findings;
    size_t finding_count, finding_capacity;
};

struct proof_finding {
    const struct diag_kind *kind;
    size_t text, from, length; /* where: a part, and code points in it */
    const char *const *args;
    const char *hint; /* or NULL */
};

/* ---- saying (check.c) ---- */

bool proof_is_off(const struct proof *proof, const struct diag_kind *kind);
/* Remembers a finding; args are arena texts for {1}…, NULL-terminated array made by PROOF_ARGS. */
struct proof_finding *proof_find(struct proof *proof, const struct diag_kind *kind, size_t text,
                                 size_t from, size_t length);
void proof_args(struct proof *proof, struct proof_finding *finding, const char *const *args);

/* ---- looking (look.c) ---- */

struct proof_text proof_text_read(struct arena *arena, const char *bytes);
/* The characters [from, from + length) as UTF-8. */
char *proof_copy(struct proof *proof, const struct proof_text *text, size_t from, size_t length);
/* Length in code points of `word` if it stands at index i, else 0. */
size_t proof_word_at(const struct proof_text *text, size_t i, const char *word);
/* The first of the words (NULL-terminated) that stands at i; its length, or 0. */
size_t proof_any_at(const struct proof_text *text, size_t i, const char *const *words);
/* The first place at or after `from` where the word stands; count if none. */
size_t proof_search(const struct proof_text *text, size_t from, const char *word);
bool proof_is_han(uint32_t point);
bool proof_is_digit(uint32_t point); /* 0–9 */
bool proof_is_stop(uint32_t point);  /* 。！？!? */
bool proof_is_pause(uint32_t point); /* ，；：、。！？ and their half-width forms */
uint32_t proof_point(const struct proof_text *text, size_t i); /* 0 outside */
/*
 * Number of digits at i (with a decimal point and separators), 0 if none. No more are looked at than any
 * number has: a page of 1.1.1.1 would be read again from each of them.
 */
enum { PROOF_NUMBER_LONGEST = 64 };
size_t proof_number_length(const struct proof_text *text, size_t i);
/* 一 … 九十九 at i: its value, and length in *ret_length; 0 if none. */
int proof_han_number(const struct proof_text *text, size_t i, size_t *ret_length);
const char *proof_han_name(struct proof *proof, int number); /* 二十三 */

/* （一） 1. 一、 and the like, at the beginning of a heading or paragraph. */
enum proof_label_kind {
    PROOF_LABEL_NONE,
    PROOF_LABEL_HAN,         /* 一、 */
    PROOF_LABEL_HAN_ROUND,   /* （一） */
    PROOF_LABEL_DIGIT,       /* 1. 1、 1． */
    PROOF_LABEL_DIGIT_ROUND, /* （1） */
    PROOF_LABEL_KINDS
};
struct proof_label {
    enum proof_label_kind kind;
    int number;
    size_t length; /* code points, with its mark */
};
struct proof_label proof_label_at(const struct proof_text *text, size_t i);
const char *proof_label_text(struct proof *proof, enum proof_label_kind kind, int number);

/* ---- the rules: each looks through all texts ---- */

void proof_rule_leftovers(struct proof *proof); /* leftovers.c */
void proof_rule_labels(struct proof *proof);    /* numbering.c */
void proof_rule_items(struct proof *proof);     /* numbering.c: 一是 … */
void proof_rule_claims(struct proof *proof);    /* claims.c */
void proof_rule_marks(struct proof *proof);     /* marks.c */
void proof_rule_pairs(struct proof *proof);     /* pairs.c */
void proof_rule_amounts(struct proof *proof);   /* amounts.c */
void proof_rule_rates(struct proof *proof);     /* rates.c */
void proof_rule_units(struct proof *proof);     /* amounts.c */
void proof_rule_dates(struct proof *proof);     /* dates.c */
void proof_rule_names(struct proof *proof);     /* names.c */
void proof_rule_repeats(struct proof *proof);   /* repeats.c */
void proof_rule_doubled(struct proof *proof);   /* repeats.c */
void proof_rule_sections(struct proof *proof);  /* sections.c */
void proof_rule_persons(struct proof *proof);   /* persons.c */
void proof_rule_words(struct proof *proof);     /* words.c */

#endif
