/*
 * Break opportunities: the penalty of ending a line after each item.
 * Sources: CLREQ 3.1.4 (line start and end), 3.1.5 (inseparable marks), 3.2.4 (Latin words).
 */
#include "para.h"

#define HYPHEN_SIDE 3 /* letters on either side of a hyphen at which a line may end */
#define URL_MIN 12    /* a shorter address is a word */

static bool url_break_after(uint32_t codepoint)
{
    return codepoint == '/' || codepoint == '?' || codepoint == '&' || codepoint == '=' ||
           codepoint == '-' || codepoint == '_';
}

static bool item_is_alphanumeric(const struct para_item *item)
{
    return item->class == CLASS_LATIN || item->class == CLASS_DIGIT;
}

/* Proportional and no space: two of them side by side are one word. */
static bool item_in_word(const struct para_item *item)
{
    return !item->wide && item->class != CLASS_SPACE;
}

/* At least HYPHEN_SIDE letters end before item i, and begin after it. */
static bool letters_around(const struct para *para, size_t i)
{
    if (i < HYPHEN_SIDE || i + HYPHEN_SIDE >= para->count)
        return false;
    for (size_t k = 1; k <= HYPHEN_SIDE; k++)
        if (para->items[i - k].class != CLASS_LATIN || para->items[i + k].class != CLASS_LATIN)
            return false;
    return true;
}

/* Two characters of one word side by side. */
static int32_t break_in_word(const struct para *para, size_t i)
{
    const struct para_item *a = &para->items[i];
    bool before_letter = a[1].class == CLASS_LATIN;
    if (a->class == CLASS_HYPHEN && letters_around(para, i))
        return PENALTY_URL;
    if ((a->codepoint == 0x2014 || a->codepoint == 0x2026 || a->codepoint == 0x2013) &&
        before_letter)
        return PENALTY_URL;
    return PENALTY_NEVER;
}

/* One dash alone joins what stands on its sides; it is no 破折号, and starts no line either. */
static bool dash_is_connector(const struct para *para, size_t i)
{
    const struct para_item *item = &para->items[i];
    return item->class == CLASS_DASH && (i == 0 || item[-1].class != CLASS_DASH) &&
           (i + 1 == para->count || item[1].class != CLASS_DASH);
}

static int32_t break_between(const struct para *para, size_t i)
{
    const struct para_item *a = &para->items[i];
    const struct para_item *b = &para->items[i + 1];
    /* A typed space does not let what is before it end the line. */
    const struct para_item *end = a->class == CLASS_SPACE && i > 0 ? &a[-1] : a;
    if (typeset_class_no_start(b->class, para->breaking) ||
        typeset_class_no_end(end->class, para->breaking) || dash_is_connector(para, i + 1))
        return PENALTY_NEVER;
    if (a->class == b->class && (a->class == CLASS_DASH || a->class == CLASS_ELLIPSIS))
        return PENALTY_NEVER;
    if (item_in_word(a) && item_in_word(b))
        return break_in_word(para, i);
    return 0;
}

/* A Latin word from `first` that is an address with parts: its own break points. */
static size_t break_url(struct para *para, size_t first)
{
    size_t end = first;
    bool url = false;
    bool dotted = false; /* a letter has followed a point: example.cn */
    bool mail = false;
    while (end < para->count && item_in_word(&para->items[end])) {
        const struct para_item *item = &para->items[end];
        bool more = end + 1 < para->count;
        url = url || (end + 2 < para->count && item->codepoint == ':' && item[1].codepoint == '/' &&
                      item[2].codepoint == '/');
        url = url || (dotted && item->codepoint == '/' && more && end - first + 1 >= URL_MIN);
        dotted = dotted || (item->codepoint == '.' && more && item[1].class == CLASS_LATIN);
        mail = mail || item->codepoint == '@';
        end++;
    }
    for (size_t i = first; url && !mail && i + 1 < end; i++) {
        struct para_item *item = &para->items[i];
        if (url_break_after(item->codepoint) && item_is_alphanumeric(&item[1]))
            item->penalty = PENALTY_URL;
    }
    for (size_t i = first; mail && !url && i + 1 < end; i++)
        if (para->items[i].penalty == PENALTY_URL)
            para->items[i].penalty = PENALTY_NEVER;
    return end > first ? end : first + 1;
}

/* Straight quotation marks open and close by turns: the first ends no line, the second starts
   none; with a space beside it neither. */
static void break_straight_quotes(struct para *para)
{
    bool open = false;
    for (size_t i = 0; i < para->count; i++) {
        if (para->items[i].codepoint != '"')
            continue;
        open = !open;
        if (open)
            para->items[i].penalty = PENALTY_NEVER;
        else if (i > 0)
            para->items[i - 1].penalty = PENALTY_NEVER;
    }
}

void typeset_break(struct para *para)
{
    for (size_t i = 0; i + 1 < para->count; i++)
        para->items[i].penalty = break_between(para, i);
    if (para->count)
        para->items[para->count - 1].penalty = 0;
    break_straight_quotes(para);
    for (size_t i = 0; i < para->count;)
        i = para->items[i].class == CLASS_LATIN ? break_url(para, i) : i + 1;
}
