/* Units and measure words that belong to the number before them: units.c. */
#ifndef TYPESET_UNITS_H
#define TYPESET_UNITS_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the Chinese unit or measure word that `text` begins with (the longest); 0: none. */
size_t typeset_unit_match(const char *text, size_t length);
/* Whether a Latin word is a unit as it stands after a number and a space: km, m², kW·h. */
bool typeset_unit_latin(const char *text, size_t length);

#endif
