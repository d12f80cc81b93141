/*
 * The conformance suite: cases in *.cases, composed by typeset itself (README.md has the format).
 *   cases.c    reads a file, one case a line, and says what became of each
 *   checks.c   the checks that a case can ask for
 *   linebreak.c Unicode's LineBreakTest
 *   settings.c the settings in which a rule must hold: body text, table cells, titles
 */
#ifndef CONFORMANCE_H
#define CONFORMANCE_H

#include "../unit/typeset_testing.h"

enum mode { MODE_BODY, MODE_CELL, MODE_TITLE, MODE_COUNT };

struct setting {
    enum mode mode;
    int measure_zi;
    int shift; /* Han characters in front of the text, so that it meets the edge everywhere */
};

struct run { /* one case being checked */
    struct rig *rig;
    enum style_breaking level;
    unsigned modes; /* bits of enum mode that a rule is tried in */
    struct buf why; /* the reason of the first failure */
};

bool fail(struct run *run, const char *format, ...) BASE_PRINTF(2, 3);

/* ---- settings.c ---- */

/* Shapes and prepares; nothing is fitted yet. */
void compose(struct run *run, enum mode mode, const char *text, int shift);
void fit(struct run *run, const struct setting *setting);
/* Calls fn in every setting of the rule's modes, text composed; stops when it returns false. */
typedef bool each_fn(struct run *run, const struct setting *setting, void *context);
bool each_setting(struct run *run, const char *text, each_fn *fn, void *context);
/* Lines of the composed paragraph joined by |. */
const char *lines_joined(struct run *run);
const char *setting_name(struct run *run, const struct setting *setting);

/* ---- linebreak.c ---- */

/* Prints one TAP line; false when there is a difference that no tailoring explains. */
bool linebreak_run(size_t number);

/* ---- checks.c ---- */

struct check {
    const char *name;
    bool (*fn)(struct run *run, char *argument);
};
const struct check *check_find(const char *name, size_t length);

#endif
