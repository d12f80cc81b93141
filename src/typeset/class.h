/*
 * Character classes: what a character is for line composition, and the two prohibitions.
 * Sources: CLREQ 3.1.2 (mark positions), 3.1.4 (line start and end); GB/T 15834-2011 §5.
 */
#ifndef TYPESET_CLASS_H
#define TYPESET_CLASS_H

#include <stdbool.h>
#include <stdint.h>

#include <huibao/style.h>

enum typeset_class {
    CLASS_HAN,         /* ideographs, kana, full-width symbols: a full square */
    CLASS_NONSTARTER,  /* 々 and small kana: a full square that cannot start a line */
    CLASS_OPEN,        /* “ 《 （ …: blank left half */
    CLASS_CLOSE,       /* ” 》 ） …: blank right half */
    CLASS_COMMA,       /* ， 、 ； ：: blank right half */
    CLASS_STOP,        /* 。 ？ ！: blank right half */
    CLASS_DOT,         /* · half a square */
    CLASS_SLASH,       /* ／ half a square; / */
    CLASS_DASH,        /* — */
    CLASS_ELLIPSIS,    /* … */
    CLASS_CONNECT,     /* ～ – */
    CLASS_SIGN,        /* ＋ － ± − in front of a number, full or half width */
    CLASS_PREFIX,      /* ￥ ＄ № */
    CLASS_POSTFIX,     /* ％ ‰ ℃ ° */
    CLASS_UNIT_SIGN,   /* ㎡ ㎞: a unit in one square */
    CLASS_DIGIT,       /* 0–9, and ０–９ */
    CLASS_LATIN,       /* letters of proportional scripts */
    CLASS_LATIN_OPEN,  /* ( [ {, and “ in Latin text */
    CLASS_LATIN_CLOSE, /* ) ] } . , : ; ! ?, and ” in Latin text */
    CLASS_LATIN_SYMBOL,
    CLASS_HYPHEN,
    CLASS_SPACE,
    CLASS_GLUE, /* no-break space */
    CLASS_COUNT
};

/* `han`: the character stands in Chinese text, which matters for “ ” ‘ ’ … — · only. */
enum typeset_class typeset_class_of(uint32_t codepoint, bool han);
/* Whether the glyph of a mark depends on its surroundings. */
bool typeset_class_shared(uint32_t codepoint);
/* Whether a character of this class comes from the Han face and stands on the square grid. */
bool typeset_class_wide(uint32_t codepoint, enum typeset_class class);
bool typeset_class_ideograph(uint32_t codepoint);
/* A combining mark, variation selector or joiner: part of the cluster before it. */
bool typeset_class_extends(uint32_t codepoint);
/* Invisible characters that are dropped: U+200B, U+FEFF, U+00AD … */
bool typeset_class_ignored(uint32_t codepoint);
bool typeset_class_private(uint32_t codepoint);
bool typeset_class_no_start(enum typeset_class class, enum style_breaking level);
bool typeset_class_no_end(enum typeset_class class, enum style_breaking level);
/* Full-width marks whose right (left) half is blank. */
bool typeset_class_blank_right(enum typeset_class class);
/* Letters, digits and marks of proportional width: no break between two of them by itself. */
bool typeset_class_latin(enum typeset_class class);

#endif
