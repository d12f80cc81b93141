/*
 * proof: reading a finished text for what people get wrong.
 *
 * Owns      the rules of proofreading (leftovers, numbering, marks, amounts, names, repetitions,
 *           sections, personal data), and cutting a text or Markdown file into parts.
 * Protocol  proof_read_text, or parts made by whoever has a composed document; then proof_check.
 * Lifetime  parts belong to the arena given; proof_check keeps nothing.
 * Failure   findings are diagnostics PRF… of severity warning or note, with the place in the text;
 *           a rule that is switched off says nothing. Nothing here can fail.
 * Limits    time and memory are linear in the text.
 */
#ifndef HUIBAO_PROOF_H
#define HUIBAO_PROOF_H

#include <stdbool.h>
#include <stddef.h>

#include <huibao/base.h>

enum proof_kind {
    PROOF_TITLE,     /* of the document, or of one of several in a file: numbering starts anew */
    PROOF_HEADING,   /* its text begins with its number: 一、 （一） 1. （1） */
    PROOF_PARAGRAPH, /* a whole paragraph; it may begin with （一） … and a run-in heading */
    PROOF_CONTENTS,  /* a line of a table of contents */
    PROOF_OTHER      /* captions, cells, notes: words that are no sentences */
};

struct proof_part {
    enum proof_kind kind;
    int level;          /* HEADING: 1–4 */
    const char *text;   /* UTF-8, trimmed */
    bool continues;     /* the paragraph goes on in the next part */
    struct place place; /* of its first character; column 0 when only the line is known */
};

struct proof_options {
    const char *const *off; /* codes of rules that are switched off, NULL-terminated; or NULL */
};

/*
 * The parts of a text file, a line a part, or of Markdown (# headings, *lists*, paragraphs of
 * several lines). Front matter between --- lines is left out. `text` must be UTF-8.
 */
const struct proof_part *proof_read_text(struct arena *arena, const char *name, const char *text,
                                         size_t length, size_t *ret_count);
/* Adds a diagnostic for each finding, in the order of the text. */
void proof_check(const struct proof_part *parts, size_t count, const struct proof_options *options,
                 struct diags *diags);
/* Whether a code names a rule that can be switched off. */
bool proof_rule_exists(const char *code);
const struct diag_kind *const *proof_diags(size_t *ret_count);

#endif
