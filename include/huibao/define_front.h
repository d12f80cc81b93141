/*
 * define_front: what stands around the body of a report, a part of define's contract.
 *
 * Owns      版头, 出席, 附件 that are not printed, 落款, 版记, what is said of proofreading and 个人信息; the
 *           right form of a 发文字号.
 * Protocol, lifetime, failure  as define.h says.
 * Limits    none of its own.
 */
#ifndef HUIBAO_DEFINE_FRONT_H
#define HUIBAO_DEFINE_FRONT_H

#include <huibao/define.h>

struct define_text { /* of a list, such as 抄送 */
    struct define_inline *inlines;
    struct place place;
    struct define_text *next;
};

struct define_date {
    const char *day;             /* `today`, `period-end`, or an ISO date; or NULL, and */
    struct define_inline *words; /* words that give it */
    struct place place;
};

struct define_signature {
    struct define_text *organs; /* one, or those that sign together */
    struct place place;
    struct define_date date;
    struct define_inline *note; /* 附注, or NULL */
};

struct define_letterhead { /* 版头; what is NULL is not there */
    struct define_text *organs, *signers;
    struct define_inline *number, *secrecy, *urgency, *issuer;
    struct place number_place;
    const struct define_date *date;
};

struct define_imprint { /* 版记 */
    struct define_text *copies;
    struct define_inline *organ;    /* or NULL */
    const struct define_date *date; /* or NULL */
};

struct define_attendance { /* 出席, 请假, 列席 of minutes */
    const char *label;
    struct define_text *names;
    struct define_attendance *next;
};

struct define_waiver { /* a rule of proofreading that is not applied to this report, and why */
    const char *code;  /* PRF013 */
    const char *reason;
    struct define_waiver *next;
};

struct define_personal { /* 个人信息: a column printed without masking, and why */
    const char *column;
    const char *reason;
    struct place place;
    struct define_personal *next;
};

/* Every running text of the front matter, in source order. */
void define_front_texts(const struct report *report,
                        void (*visit)(void *context, const struct define_inline *text),
                        void *context);
/*
 * The 发文字号 as GB/T 9704-2012 7.2.5 has it — 春晖居〔2026〕3号 — when `text` is one that is written
 * otherwise ([2026], 〔26〕, 03号, 第3号), else NULL. U+FFFC stands for a value not known yet.
 */
const char *define_number_right(struct arena *arena, const char *text);

#endif
