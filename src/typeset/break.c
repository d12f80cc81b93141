/*
 * Break opportunities: the penalty of ending a line after each item.
 * Sources: CLREQ 3.1.3 (line start and end), 3.1.4 (inseparable marks), 3.2.1 (Latin words).
 */
#include "para.h"

#include <string.h>

static bool url_break_after(uint32_t codepoint)
{
    return codepoint == '/' || codepoint == '?' || codepoint == '&' || codepoint == '=' ||
           codepoint == '-' || codepoint == '_';
}

static bool item_is_alphanumeric(const struct para_item *item)
{
    return item->class == CLASS_LATIN || item->class == CLASS_DIGIT;
}

/* Two proportional characters side by side. */
static int32_t break_in_latin(const struct para_item *items, size_t i)
{
    const struct para_item *a = &items[i];
    const struct para_item *b = &items[i + 1];
    bool before_letter = b->class == CLASS_LATIN;
    bool after_letter = i > 0 && items[i - 1].class == CLASS_LATIN;
    if (a->class == CLASS_HYPHEN && before_letter && after_letter)
        return PENALTY_URL;
    if ((a->codepoint == 0x2014 || a->codepoint == 0x2026) && before_letter)
        return PENALTY_URL;
    return PENALTY_NEVER;
}

static int32_t break_between(const struct para *para, size_t i)
{
    const struct para_item *a = &para->items[i];
    const struct para_item *b = &para->items[i + 1];
    if (typeset_class_no_start(b->class, para->breaking) ||
        typeset_class_no_end(a->class, para->breaking))
        return PENALTY_NEVER;
    if (a->class == b->class && (a->class == CLASS_DASH || a->class == CLASS_ELLIPSIS))
        return PENALTY_NEVER;
    if (a->class != CLASS_SPACE && typeset_class_latin(a->class) && typeset_class_latin(b->class))
        return break_in_latin(para->items, i);
    return 0;
}

/* A run of Latin items from `first`: its own break points if it is a URL. */
static size_t break_url(struct para *para, size_t first)
{
    size_t end = first;
    bool url = false;
    while (end < para->count && typeset_class_latin(para->items[end].class)) {
        const struct para_item *item = &para->items[end];
        url = url || (end + 2 < para->count && item->codepoint == ':' && item[1].codepoint == '/' &&
                      item[2].codepoint == '/');
        end++;
    }
    const char *text = para->text + para->items[first].text;
    size_t rest = para->text_length - para->items[first].text;
    url = url || (rest >= 4 && strncmp(text, "www.", 4) == 0);
    for (size_t i = first; url && i + 1 < end; i++) {
        struct para_item *item = &para->items[i];
        if (url_break_after(item->codepoint) && item_is_alphanumeric(&item[1]))
            item->penalty = PENALTY_URL;
    }
    return end;
}

void typeset_break(struct para *para)
{
    for (size_t i = 0; i + 1 < para->count; i++)
        para->items[i].penalty = break_between(para, i);
    if (para->count)
        para->items[para->count - 1].penalty = 0;
    for (size_t i = 0; i < para->count;)
        i = para->items[i].class == CLASS_LATIN ? break_url(para, i) : i + 1;
}
