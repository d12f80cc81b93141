/*
 * The peer of the benchmark: the same pages, kept as bare glyph ids and positions in a file, drawn by
 * cairo with no text, no clusters, no layout and no data: the floor under any program that draws
 * these pages through cairo.
 */
#ifndef BENCH_REPLAY_H
#define BENCH_REPLAY_H

#include <stdbool.h>

struct pages;
struct fonts;

bool replay_save(const struct pages *pages, const struct fonts *fonts, const char *path);
/* Draws the saved pages `times` times into PDF files of the same name. */
bool replay_run(const char *saved, const char *pdf, int times);

#endif
