#include "class.h"

#include <stddef.h>

#include <huibao/base.h>

struct class_range {
    uint32_t first, last;
    enum typeset_class class;
};

/* Sorted. What is not listed is CLASS_LATIN below U+2E80 and CLASS_HAN above. */
static const struct class_range ranges[] = {
    {0x20, 0x20, CLASS_SPACE},
    {'!', '!', CLASS_LATIN_CLOSE},
    {'"', '"', CLASS_LATIN_SYMBOL},
    {'#', '$', CLASS_PREFIX},
    {'%', '%', CLASS_POSTFIX},
    {'&', '\'', CLASS_LATIN_SYMBOL},
    {'(', '(', CLASS_LATIN_OPEN},
    {')', ')', CLASS_LATIN_CLOSE},
    {'*', '*', CLASS_LATIN_SYMBOL},
    {'+', '+', CLASS_SIGN},
    {',', ',', CLASS_LATIN_CLOSE},
    {'-', '-', CLASS_HYPHEN},
    {'.', '.', CLASS_LATIN_CLOSE},
    {'/', '/', CLASS_SLASH},
    {'0', '9', CLASS_DIGIT},
    {':', ';', CLASS_LATIN_CLOSE},
    {'<', '>', CLASS_LATIN_SYMBOL},
    {'?', '?', CLASS_LATIN_CLOSE},
    {'@', '@', CLASS_LATIN_SYMBOL},
    {'[', '[', CLASS_LATIN_OPEN},
    {'\\', '\\', CLASS_LATIN_SYMBOL},
    {']', ']', CLASS_LATIN_CLOSE},
    {'^', '`', CLASS_LATIN_SYMBOL},
    {'{', '{', CLASS_LATIN_OPEN},
    {'|', '|', CLASS_LATIN_SYMBOL},
    {'}', '}', CLASS_LATIN_CLOSE},
    {'~', '~', CLASS_LATIN_SYMBOL},
    {0xA0, 0xA0, CLASS_GLUE},
    {0xA3, 0xA5, CLASS_PREFIX},
    {0xB0, 0xB0, CLASS_POSTFIX},
    {0xB1, 0xB1, CLASS_SIGN},
    {0xD7, 0xD7, CLASS_LATIN_SYMBOL},
    {0xF7, 0xF7, CLASS_LATIN_SYMBOL},
    {0x2010, 0x2011, CLASS_HYPHEN},
    {0x2012, 0x2013, CLASS_CONNECT},
    {0x202F, 0x202F, CLASS_GLUE},
    {0x2030, 0x2033, CLASS_POSTFIX},
    {0x203C, 0x203C, CLASS_STOP},
    {0x2047, 0x2049, CLASS_STOP},
    {0x20AC, 0x20AC, CLASS_PREFIX},
    {0x2103, 0x2103, CLASS_POSTFIX},
    {0x2109, 0x2109, CLASS_POSTFIX},
    {0x2116, 0x2116, CLASS_PREFIX},
    {0x2190, 0x21FF, CLASS_HAN},
    {0x2212, 0x2212, CLASS_SIGN},
    {0x2236, 0x2236, CLASS_LATIN_SYMBOL},
    {0x2248, 0x2248, CLASS_SIGN},
    {0x2260, 0x2260, CLASS_SIGN},
    {0x2264, 0x2267, CLASS_SIGN},
    {0x2460, 0x24FF, CLASS_HAN},
    {0x2500, 0x27BF, CLASS_HAN},
    {0x2E3A, 0x2E3A, CLASS_DASH},
    {0x3000, 0x3000, CLASS_HAN},
    {0x3001, 0x3001, CLASS_COMMA},
    {0x3002, 0x3002, CLASS_STOP},
    {0x3005, 0x3005, CLASS_NONSTARTER},
    {0x3008, 0x3008, CLASS_OPEN},
    {0x3009, 0x3009, CLASS_CLOSE},
    {0x300A, 0x300A, CLASS_OPEN},
    {0x300B, 0x300B, CLASS_CLOSE},
    {0x300C, 0x300C, CLASS_OPEN},
    {0x300D, 0x300D, CLASS_CLOSE},
    {0x300E, 0x300E, CLASS_OPEN},
    {0x300F, 0x300F, CLASS_CLOSE},
    {0x3010, 0x3010, CLASS_OPEN},
    {0x3011, 0x3011, CLASS_CLOSE},
    {0x3014, 0x3014, CLASS_OPEN},
    {0x3015, 0x3015, CLASS_CLOSE},
    {0x3016, 0x3016, CLASS_OPEN},
    {0x3017, 0x3017, CLASS_CLOSE},
    {0x301C, 0x301C, CLASS_CONNECT},
    {0x301D, 0x301D, CLASS_OPEN},
    {0x301E, 0x301F, CLASS_CLOSE},
    {0x303B, 0x303B, CLASS_NONSTARTER},
    {0x3041, 0x3041, CLASS_NONSTARTER},
    {0x3043, 0x3043, CLASS_NONSTARTER},
    {0x3045, 0x3045, CLASS_NONSTARTER},
    {0x3047, 0x3047, CLASS_NONSTARTER},
    {0x3049, 0x3049, CLASS_NONSTARTER},
    {0x3063, 0x3063, CLASS_NONSTARTER},
    {0x3083, 0x3083, CLASS_NONSTARTER},
    {0x3085, 0x3085, CLASS_NONSTARTER},
    {0x3087, 0x3087, CLASS_NONSTARTER},
    {0x308E, 0x308E, CLASS_NONSTARTER},
    {0x3095, 0x3096, CLASS_NONSTARTER},
    {0x309B, 0x309E, CLASS_NONSTARTER},
    {0x30A1, 0x30A1, CLASS_NONSTARTER},
    {0x30A3, 0x30A3, CLASS_NONSTARTER},
    {0x30A5, 0x30A5, CLASS_NONSTARTER},
    {0x30A7, 0x30A7, CLASS_NONSTARTER},
    {0x30A9, 0x30A9, CLASS_NONSTARTER},
    {0x30C3, 0x30C3, CLASS_NONSTARTER},
    {0x30E3, 0x30E3, CLASS_NONSTARTER},
    {0x30E5, 0x30E5, CLASS_NONSTARTER},
    {0x30E7, 0x30E7, CLASS_NONSTARTER},
    {0x30EE, 0x30EE, CLASS_NONSTARTER},
    {0x30F5, 0x30F6, CLASS_NONSTARTER},
    {0x30FB, 0x30FB, CLASS_DOT},
    {0x30FC, 0x30FE, CLASS_NONSTARTER},
    {0x3371, 0x337A, CLASS_UNIT_SIGN},
    {0x3380, 0x33DF, CLASS_UNIT_SIGN},
    {0xFF01, 0xFF01, CLASS_STOP},
    {0xFF04, 0xFF04, CLASS_PREFIX},
    {0xFF05, 0xFF05, CLASS_POSTFIX},
    {0xFF08, 0xFF08, CLASS_OPEN},
    {0xFF09, 0xFF09, CLASS_CLOSE},
    {0xFF0B, 0xFF0B, CLASS_SIGN},
    {0xFF0C, 0xFF0C, CLASS_COMMA},
    {0xFF0D, 0xFF0D, CLASS_SIGN},
    {0xFF0E, 0xFF0E, CLASS_STOP},
    {0xFF0F, 0xFF0F, CLASS_SLASH},
    {0xFF10, 0xFF19, CLASS_DIGIT},
    {0xFF1A, 0xFF1B, CLASS_COMMA},
    {0xFF1C, 0xFF1E, CLASS_SIGN},
    {0xFF1F, 0xFF1F, CLASS_STOP},
    {0xFF3B, 0xFF3B, CLASS_OPEN},
    {0xFF3D, 0xFF3D, CLASS_CLOSE},
    {0xFF5B, 0xFF5B, CLASS_OPEN},
    {0xFF5D, 0xFF5D, CLASS_CLOSE},
    {0xFF5E, 0xFF5E, CLASS_CONNECT},
    {0xFFE1, 0xFFE1, CLASS_PREFIX},
    {0xFFE5, 0xFFE5, CLASS_PREFIX},
};

/* The marks that Unicode shares between scripts: their class in Chinese, and in Latin text. */
static const struct {
    uint32_t codepoint;
    enum typeset_class han, latin;
} shared[] = {
    {0x00B7, CLASS_DOT, CLASS_LATIN_SYMBOL},     /* · */
    {0x2014, CLASS_DASH, CLASS_LATIN_SYMBOL},    /* — */
    {0x2015, CLASS_DASH, CLASS_LATIN_SYMBOL},    /* ― */
    {0x2018, CLASS_OPEN, CLASS_LATIN_OPEN},      /* ‘ */
    {0x2019, CLASS_CLOSE, CLASS_LATIN_CLOSE},    /* ’ */
    {0x201C, CLASS_OPEN, CLASS_LATIN_OPEN},      /* “ */
    {0x201D, CLASS_CLOSE, CLASS_LATIN_CLOSE},    /* ” */
    {0x2026, CLASS_ELLIPSIS, CLASS_LATIN_CLOSE}, /* … */
    {0x2027, CLASS_DOT, CLASS_LATIN_SYMBOL},     /* ‧ */
};

bool typeset_class_shared(uint32_t codepoint)
{
    if (codepoint != 0xB7 && (codepoint < 0x2014 || codepoint > 0x2027))
        return false;
    for (size_t i = 0; i < BASE_COUNT(shared); i++)
        if (shared[i].codepoint == codepoint)
            return true;
    return false;
}

bool typeset_class_ideograph(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3007 ||
           (cp >= 0x20000 && cp <= 0x3FFFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
           (cp >= 0x2E80 && cp <= 0x2FDF);
}

static enum typeset_class class_in_table(uint32_t cp)
{
    size_t low = 0;
    size_t high = BASE_COUNT(ranges);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (cp > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < BASE_COUNT(ranges) && cp >= ranges[low].first)
        return ranges[low].class;
    /* Beyond the squares: emoji and everything of the supplementary planes but letters. */
    if (cp >= 0xAC00 && cp <= 0xD7AF)
        return CLASS_HAN;
    if (cp >= 0xA000 && cp <= 0xF8FF)
        return CLASS_LATIN;
    if ((cp >= 0xFB00 && cp <= 0xFDFF) || (cp >= 0xFE70 && cp <= 0xFEFF))
        return CLASS_LATIN;
    if (cp >= 0x10000 && cp < 0x1F000)
        return CLASS_LATIN;
    return cp < 0x2E80 ? CLASS_LATIN : CLASS_HAN;
}

enum typeset_class typeset_class_of(uint32_t codepoint, bool han)
{
    if (typeset_class_ideograph(codepoint))
        return CLASS_HAN;
    if (codepoint < 0x80 || codepoint >= 0x2E80)
        return class_in_table(codepoint);
    for (size_t i = 0; i < BASE_COUNT(shared); i++)
        if (shared[i].codepoint == codepoint)
            return han ? shared[i].han : shared[i].latin;
    return class_in_table(codepoint);
}

bool typeset_class_wide(uint32_t cp, enum typeset_class class)
{
    switch (class) {
    case CLASS_HAN:
    case CLASS_NONSTARTER:
    case CLASS_OPEN:
    case CLASS_CLOSE:
    case CLASS_COMMA:
    case CLASS_STOP:
    case CLASS_DOT:
    case CLASS_DASH:
    case CLASS_ELLIPSIS:
    case CLASS_UNIT_SIGN:
        return true;
    case CLASS_CONNECT:
    case CLASS_SIGN:
    case CLASS_PREFIX:
    case CLASS_POSTFIX:
    case CLASS_SLASH:
    case CLASS_DIGIT:
        return cp >= 0x2E80 || cp == 0x2103 || cp == 0x2109 || cp == 0x2116;
    case CLASS_LATIN:
    case CLASS_LATIN_OPEN:
    case CLASS_LATIN_CLOSE:
    case CLASS_LATIN_SYMBOL:
    case CLASS_HYPHEN:
    case CLASS_SPACE:
    case CLASS_GLUE:
    case CLASS_COUNT:
        break;
    }
    return false;
}

bool typeset_class_extends(uint32_t cp)
{
    return (cp >= 0x300 && cp <= 0x36F) || (cp >= 0x1AB0 && cp <= 0x1AFF) ||
           (cp >= 0x1DC0 && cp <= 0x1DFF) || (cp >= 0x20D0 && cp <= 0x20FF) ||
           (cp >= 0x302A && cp <= 0x302F) || (cp >= 0x3099 && cp <= 0x309A) ||
           (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xFE20 && cp <= 0xFE2F) || cp == 0x200D ||
           (cp >= 0xE0100 && cp <= 0xE01EF) || (cp >= 0x1F3FB && cp <= 0x1F3FF);
}

bool typeset_class_ignored(uint32_t cp)
{
    return cp == 0xAD || cp == 0x200B || cp == 0x200C || cp == 0x200E || cp == 0x200F ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF;
}

bool typeset_class_private(uint32_t cp)
{
    return (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000;
}

/*
 * The least strict level at which a class may not start (end) a line; −1: it always may.
 * CLREQ 3.1.4: 基本 keeps closing marks, connectors and the interpunct from the start and opening
 * marks from the end; GB adds the slash at the end; strict adds dashes and ellipses at the start.
 */
static const struct {
    signed char start, end;
} prohibitions[CLASS_COUNT] = {
    [CLASS_HAN] = {-1, -1},
    [CLASS_NONSTARTER] = {STYLE_BREAK_BASIC, -1},
    [CLASS_OPEN] = {-1, STYLE_BREAK_BASIC},
    [CLASS_CLOSE] = {STYLE_BREAK_BASIC, -1},
    [CLASS_COMMA] = {STYLE_BREAK_BASIC, -1},
    [CLASS_STOP] = {STYLE_BREAK_BASIC, -1},
    [CLASS_DOT] = {STYLE_BREAK_BASIC, -1},
    [CLASS_SLASH] = {STYLE_BREAK_BASIC, STYLE_BREAK_GB},
    [CLASS_DASH] = {STYLE_BREAK_STRICT, -1},
    [CLASS_ELLIPSIS] = {STYLE_BREAK_STRICT, -1},
    [CLASS_CONNECT] = {STYLE_BREAK_BASIC, -1},
    [CLASS_SIGN] = {-1, -1},
    [CLASS_PREFIX] = {-1, STYLE_BREAK_BASIC},
    [CLASS_POSTFIX] = {STYLE_BREAK_BASIC, -1},
    [CLASS_UNIT_SIGN] = {-1, -1},
    [CLASS_DIGIT] = {-1, -1},
    [CLASS_LATIN] = {-1, -1},
    [CLASS_LATIN_OPEN] = {-1, STYLE_BREAK_BASIC},
    [CLASS_LATIN_CLOSE] = {STYLE_BREAK_BASIC, -1},
    [CLASS_LATIN_SYMBOL] = {-1, -1},
    [CLASS_HYPHEN] = {STYLE_BREAK_BASIC, -1},
    [CLASS_SPACE] = {STYLE_BREAK_BASIC, -1},
    [CLASS_GLUE] = {STYLE_BREAK_BASIC, STYLE_BREAK_BASIC},
};

bool typeset_class_no_start(enum typeset_class class, enum style_breaking level)
{
    return prohibitions[class].start >= 0 && (int)level >= prohibitions[class].start;
}

bool typeset_class_no_end(enum typeset_class class, enum style_breaking level)
{
    return prohibitions[class].end >= 0 && (int)level >= prohibitions[class].end;
}

bool typeset_class_blank_right(enum typeset_class class)
{
    return class == CLASS_CLOSE || class == CLASS_COMMA || class == CLASS_STOP;
}

bool typeset_class_latin(enum typeset_class class)
{
    return class == CLASS_DIGIT || class == CLASS_LATIN || class == CLASS_LATIN_OPEN ||
           class == CLASS_LATIN_CLOSE || class == CLASS_LATIN_SYMBOL || class == CLASS_HYPHEN ||
           class == CLASS_SLASH;
}
