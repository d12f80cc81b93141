/* How wide a text is in a cell, and how it is written so that Excel reads back the same text. */
#ifndef XLSX_TEXT_H
#define XLSX_TEXT_H

#include <stddef.h>

struct arena;

/* Width in half characters: Han and full-width marks 2, Latin letters and digits 1. */
int xlsx_text_halves(const char *text);
/* Lines it takes when wrapped at `halves`; at least 1. */
int xlsx_text_lines(const char *text, int halves);
/*
 * The text with line breaks put in, where it takes several lines of `halves`: as many lines, about equally
 * long, so that no character stands alone on the last; after 其中, if that takes no more. The text itself
 * when it takes one, has breaks of its own or cannot be parted better.
 */
const char *xlsx_text_balanced(struct arena *arena, const char *text, int halves);
/*
 * The text as a cell stores it: what XML cannot hold as _xHHHH_ (ECMA-376 part 1, 22.9.2.19), a
 * literal _xHHHH_ protected, bytes that are not UTF-8 as U+FFFD. Returns `text` itself when there
 * is nothing to change. *ret_units: its length in UTF-16 units, which is how Excel counts.
 */
const char *xlsx_text_encode(struct arena *arena, const char *text, size_t *ret_units);
/* Without control characters and invalid bytes, trimmed: for properties and sheet names. */
char *xlsx_text_clean(struct arena *arena, const char *text);
/* No fewer bytes than the text, encoded and escaped, takes in XML. */
size_t xlsx_text_xml_bytes(const char *text);

#endif
