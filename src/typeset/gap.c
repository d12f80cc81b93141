/*
 * Glue between items: the blank halves of marks, the gap between Han and Latin, word spaces; with
 * how much each may give and take. A line discards the glue at its end, so a full-width mark there
 * takes half a square and an opening mark at the start has lost its left half by itself.
 * Sources: CLREQ 3.1.6 (width of marks), 3.2.2 (Han and Latin), 3.6 (adjustment).
 */
#include "para.h"

struct glue {
    int32_t gap, shrink, stretch;
    enum shrink_class shrink_class;
    enum stretch_class stretch_class;
};

static const struct glue glue_none = {0, 0, 0, SHRINK_NONE, STRETCH_NONE};

static bool item_is_exclaim(const struct para_item *item)
{
    return item->codepoint == 0xFF01 || item->codepoint == 0xFF1F;
}

/* How many ？ ！ stand together up to item i: two take one square, three take two (GB/T 15834 5.1.9). */
static size_t exclaims_to(const struct para *para, size_t i)
{
    size_t count = 0;
    while (count < 4 && count <= i && item_is_exclaim(&para->items[i - count]))
        count++;
    return count;
}

static bool item_is_letter_han(const struct para_item *item)
{
    return item->wide && (item->class == CLASS_HAN || item->class == CLASS_NONSTARTER) &&
           item->codepoint != 0x3000;
}

static bool latin_before_han(const struct para_item *item)
{
    return !item->wide && (item->class == CLASS_DIGIT || item->class == CLASS_LATIN ||
                           item->class == CLASS_POSTFIX);
}

static bool latin_after_han(const struct para_item *item)
{
    return !item->wide && (item->class == CLASS_DIGIT || item->class == CLASS_LATIN ||
                           item->class == CLASS_PREFIX || item->class == CLASS_SIGN);
}

/* The blank half of a mark: half a square that compression may take away entirely. */
static struct glue glue_blank(const struct para *para, enum shrink_class class)
{
    int32_t half = para->zi - para->zi / 2;
    return (struct glue){half, half, 0, class, STRETCH_NONE};
}

static enum shrink_class blank_class(const struct para_item *mark)
{
    if (mark->class == CLASS_COMMA)
        return SHRINK_COMMA;
    return mark->class == CLASS_STOP ? SHRINK_STOP : SHRINK_BRACKET;
}

static struct glue glue_between(const struct para *para, const struct para_item *a,
                                const struct para_item *b, bool exclaims_even)
{
    bool right = a->wide && typeset_class_blank_right(a->class);
    bool left = b->wide && b->class == CLASS_OPEN;
    if (right && left)
        return glue_blank(para, SHRINK_BRACKET);
    if (right && b->wide && (typeset_class_blank_right(b->class) || b->class == CLASS_DOT))
        return glue_none;
    if (left && a->class == CLASS_OPEN)
        return glue_none;
    if (right && exclaims_even)
        return glue_none;
    if (right)
        return glue_blank(para, blank_class(a));
    if (left)
        return glue_blank(para, SHRINK_BRACKET);
    if ((item_is_letter_han(a) && latin_after_han(b)) ||
        (latin_before_han(a) && item_is_letter_han(b))) {
        int32_t gap = para->size / 4;
        return (struct glue){gap, gap - para->size / 8, para->size / 3 - gap, SHRINK_HANLATIN,
                             STRETCH_HANLATIN};
    }
    return glue_none;
}

/* A full-width mark, which stands off by itself. */
static bool item_is_mark(const struct para_item *item)
{
    return item->wide && (typeset_class_blank_right(item->class) || item->class == CLASS_OPEN ||
                          item->class == CLASS_DOT || item->class == CLASS_SLASH);
}

/* A typed space: the gap that is due there anyway, none beside a mark, else a word space. */
static struct glue glue_space(const struct para *para, size_t i)
{
    const struct para_item *space = &para->items[i];
    struct glue glue = glue_none;
    if (i > 0 && i + 1 < para->count)
        glue = glue_between(para, &space[-1], &space[1],
                            item_is_exclaim(&space[-1]) && exclaims_to(para, i - 1) % 2 == 0);
    if (glue.gap || (i > 0 && item_is_mark(&space[-1])) ||
        (i + 1 < para->count && item_is_mark(&space[1])))
        return glue;
    int32_t least = para->size / 4;
    int32_t most = para->size / 2;
    glue.gap = space->advance;
    glue.shrink_class = SHRINK_SPACE;
    glue.shrink = glue.gap > least ? glue.gap - least : 0;
    glue.stretch_class = STRETCH_SPACE;
    glue.stretch = most > glue.gap ? most - glue.gap : 0;
    return glue;
}

static bool item_is_long(const struct para_item *item)
{
    return item->class == CLASS_DASH || item->class == CLASS_ELLIPSIS;
}

/* ～ – - ／ and one dash alone: nothing is opened around them (CLREQ 3.6.4). */
static bool item_is_tight(const struct para *para, size_t i)
{
    const struct para_item *item = &para->items[i];
    if (item->class == CLASS_DASH)
        return (i == 0 || item[-1].class != CLASS_DASH) &&
               (i + 1 == para->count || item[1].class != CLASS_DASH);
    return item->class == CLASS_CONNECT || item->class == CLASS_HYPHEN ||
           item->class == CLASS_SLASH;
}

/* Pairs that stay rigid even in the general stretch: within words, numbers and long marks, between
   a number and its signs (CLREQ 3.1.5, 3.6.4). Its measure word is a character like others. */
static bool pair_is_rigid(const struct para *para, size_t i)
{
    const struct para_item *a = &para->items[i];
    const struct para_item *b = &para->items[i + 1];
    if ((!a->wide && !b->wide) || (a->class == b->class && item_is_long(a)))
        return true;
    if (item_is_tight(para, i) || item_is_tight(para, i + 1))
        return true;
    if (a->class == CLASS_PREFIX || a->class == CLASS_SIGN || b->class == CLASS_POSTFIX ||
        b->class == CLASS_UNIT_SIGN)
        return true;
    return (a->class == CLASS_DIGIT || b->class == CLASS_DIGIT) && a->penalty >= PENALTY_RELAX &&
           a->penalty != PENALTY_UNIT;
}

/* —— and …… join: each follows at its own distance, centred as a whole (CLREQ 3.1.5). */
static size_t gap_join(struct para *para, size_t first)
{
    enum typeset_class class = para->items[first].class;
    bool joins = para->items[first].wide && (class == CLASS_DASH || class == CLASS_ELLIPSIS);
    size_t end = first + 1;
    while (joins && end < para->count && para->items[end].class == class && para->items[end].wide)
        end++;
    int32_t count = (int32_t)(end - first);
    for (int32_t k = 0; count > 1 && k < count; k++) {
        struct para_item *item = &para->items[first + (size_t)k];
        int32_t whole = (count - 1) * item->join + item->advance;
        item->pen = (count * item->box - whole) / 2 + k * (item->join - item->box);
    }
    return end;
}

void typeset_gap(struct para *para)
{
    for (size_t i = 0; i < para->count; i++) {
        struct para_item *a = &para->items[i];
        struct glue glue = glue_none;
        a->stretches = false;
        if (i + 1 < para->count && a[1].class != CLASS_SPACE) {
            bool even = item_is_exclaim(a) && exclaims_to(para, i) % 2 == 0;
            glue =
                a->class == CLASS_SPACE ? glue_space(para, i) : glue_between(para, a, &a[1], even);
            a->stretches = a->class == CLASS_SPACE || !pair_is_rigid(para, i);
        }
        a->gap = glue.gap;
        a->shrink = glue.shrink;
        a->stretch = glue.stretch;
        a->shrink_class = (uint8_t)glue.shrink_class;
        a->stretch_class = (uint8_t)glue.stretch_class;
    }
    for (size_t i = 0; i < para->count;)
        i = gap_join(para, i);
}
