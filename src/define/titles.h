/* Titles of headings and attachments: what the page adds by itself, and what it does not want. */
#ifndef DEFINE_TITLES_H
#define DEFINE_TITLES_H

#include "reader.h"

/* A number written by hand before the words: 一、 （一） 1. (1) 第一章. */
void titles_check_number(struct reader *reader, const struct define_inline *title);
/* The same, 附件1 too, and a mark at the end (GB/T 9704-2012 7.3.5: none behind 附件名称). */
void titles_check_attachment(struct reader *reader, const struct define_inline *title);

#endif
