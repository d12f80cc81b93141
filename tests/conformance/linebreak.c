/*
 * Unicode's LineBreakTest.txt (UAX #14) against typeset's breaks, where its characters are ours.
 * Every difference must be a tailoring of the table below; Debian's package unicode-data has the file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance.h"

#define FILE_NAME "/usr/share/unicode/auxiliary/LineBreakTest.txt"
#define CHARS_MAX 200

struct sample { /* one line of the file */
    uint32_t chars[CHARS_MAX];
    bool breaks[CHARS_MAX]; /* after the character */
    size_t at[CHARS_MAX];   /* offset in the text */
    size_t count;
    char text[CHARS_MAX * 4 + 1];
};

/* What the file means by a class whose sample our faces lack: a character of the same class. */
static uint32_t sample_char(uint32_t codepoint)
{
    switch (codepoint) {
    case 0x231A: /* ⌚ ID */
        return 0x4E2D;
    case 0x2329: /* 〈 OP */
        return 0x3008;
    case 0x17D6: /* NS */
        return 0x3005;
    case 0x2024: /* ․ IN */
        return 0x2026;
    default:
        return codepoint;
    }
}

static bool is_combining(uint32_t codepoint)
{
    return codepoint == 0x301 || codepoint == 0x308;
}

/* Han, kana, their marks, ASCII, and what stands among them in Chinese text. */
static bool is_ours(uint32_t codepoint)
{
    static const uint32_t others[] = {0xA0,   0xA3,   0xA7,   0x301, 0x308,
                                      0x2014, 0x2019, 0x2026, 0x2212};
    for (size_t i = 0; i < BASE_COUNT(others); i++)
        if (others[i] == codepoint)
            return true;
    return (codepoint >= 0x20 && codepoint < 0x7F) || (codepoint > 0x3000 && codepoint < 0x3100) ||
           (codepoint >= 0x4E00 && codepoint < 0xA000) ||
           (codepoint > 0xFF00 && codepoint < 0xFF5F);
}

/* Spaces inside, one at a time, and combining marks on something: others are not composed as such. */
static bool sample_is_ours(const struct sample *sample)
{
    size_t last = sample->count - 1;
    if (sample->count < 2 || sample->chars[0] == ' ' || sample->chars[last] == ' ' ||
        is_combining(sample->chars[0]))
        return false;
    for (size_t i = 0; i <= last; i++) {
        uint32_t next = i < last ? sample->chars[i + 1] : 0;
        if (!is_ours(sample->chars[i]) ||
            (sample->chars[i] == ' ' && (next == ' ' || is_combining(next))))
            return false;
    }
    return true;
}

static bool sample_read(struct sample *sample, char *line)
{
    size_t length = 0;
    sample->count = 0;
    line[strcspn(line, "#\n")] = 0;
    for (char *word = strtok(line, " \t"); word; word = strtok(NULL, " \t")) {
        bool breaks = strcmp(word, "÷") == 0;
        if (breaks || strcmp(word, "×") == 0) {
            if (sample->count)
                sample->breaks[sample->count - 1] = breaks;
        } else if (sample->count < CHARS_MAX) {
            uint32_t cp = sample_char((uint32_t)strtoul(word, NULL, 16));
            sample->at[sample->count] = length;
            sample->chars[sample->count++] = cp;
            length += text_encode(cp, sample->text + length);
        }
    }
    sample->text[length] = 0;
    return sample->count > 0 && sample_is_ours(sample);
}

/* ---- tailorings ---- */

enum tailoring {
    SAME,
    NO_START, /* layout: - – — / % ‰ and …, also after a space, start no line */
    NO_END,   /* layout: / # $ and brackets, also before a space, end no line */
    WORD,     /* a row of proportional characters is one word, whatever its signs */
    NUMBER,   /* numbers and numerals stay with their units */
    QUOTES,   /* straight quotation marks open and close by turns, instead of never breaking */
    UNEXPLAINED,
    TAILORING_COUNT
};
static const char *const tailoring_names[] = {"same",    "line start", "line end",   "words",
                                              "numbers", "quotes",     "unexplained"};

static const struct para_item *item_of(const struct para *para, size_t offset)
{
    size_t i = 0;
    while (i + 1 < para->count && para->items[i + 1].text <= offset)
        i++;
    return &para->items[i];
}

/* Why we differ from the file after character i. */
static enum tailoring explain(const struct para *para, const struct sample *sample, size_t i,
                              bool ours)
{
    const struct para_item *a = item_of(para, sample->at[i]);
    const struct para_item *b = item_of(para, sample->at[i + 1]);
    const struct para_item *before = a->class == CLASS_SPACE && a > para->items ? a - 1 : a;
    bool quotes = before->codepoint == '"' || b->codepoint == '"';
    if (ours || quotes)
        return quotes ? QUOTES : UNEXPLAINED;
    if (typeset_class_no_start(b->class, para->breaking))
        return NO_START;
    if (typeset_class_no_end(before->class, para->breaking))
        return NO_END;
    if (!a->wide && !b->wide && a->class != CLASS_SPACE)
        return WORD;
    return a->penalty >= PENALTY_RELAX && a->penalty < PENALTY_NEVER ? NUMBER : UNEXPLAINED;
}

/* Whether every character was set; one that no face has leaves the sample out. */
static bool is_whole(const struct para *para, const struct sample *sample)
{
    size_t bytes = 0;
    for (size_t i = 0; i < para->count; i++)
        bytes += para->items[i].bytes;
    return bytes == strlen(sample->text);
}

static void compare(const struct para *para, const struct sample *sample, size_t *counts)
{
    for (size_t i = 0; i + 1 < sample->count; i++) {
        const struct para_item *item = item_of(para, sample->at[i]);
        bool inside = item == item_of(para, sample->at[i + 1]);
        bool ours = !inside && item->penalty < PENALTY_RELAX;
        enum tailoring why = ours == sample->breaks[i] ? SAME : explain(para, sample, i, ours);
        counts[why]++;
        if (why == UNEXPLAINED)
            printf("# %s: U+%04X %c U+%04X in “%s”\n", ours ? "we break" : "Unicode breaks",
                   sample->chars[i], ours ? '|' : '-', sample->chars[i + 1], sample->text);
    }
}

static size_t compare_all(FILE *file, size_t *counts)
{
    static struct sample sample;
    char line[8192];
    size_t samples = 0;
    struct rig *rig = rig_new();
    struct run run = {.rig = rig, .level = STYLE_BREAK_STRICT};
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#' || !sample_read(&sample, line))
            continue;
        compose(&run, MODE_BODY, sample.text, 0);
        if (!is_whole(rig->para, &sample))
            continue;
        samples++;
        compare(rig->para, &sample, counts);
    }
    rig_free(rig);
    return samples;
}

bool linebreak_run(size_t number)
{
    size_t counts[TAILORING_COUNT] = {0};
    FILE *file = fopen(FILE_NAME, "r");
    if (!file) {
        printf("ok %zu - Unicode LineBreakTest # skip %s (package unicode-data) is not there\n",
               number, FILE_NAME);
        return true;
    }
    size_t samples = compare_all(file, counts);
    fclose(file);
    printf("# LineBreakTest: %zu samples;", samples);
    for (int i = 0; i < TAILORING_COUNT; i++)
        printf(" %s %zu%s", tailoring_names[i], counts[i], i + 1 < TAILORING_COUNT ? "," : "\n");
    bool good = samples > 1000 && counts[SAME] > 2500 && counts[UNEXPLAINED] == 0;
    printf("%s %zu - Unicode LineBreakTest: every difference is a tailoring\n",
           good ? "ok" : "not ok", number);
    return good;
}
