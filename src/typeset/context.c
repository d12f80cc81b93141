/*
 * Which script the shared marks belong to: “ ” ‘ ’ … — · are Latin when the letters on both sides
 * are (or on the only side that has any), otherwise Chinese; digits and other marks do not decide.
 * A pair of quotation marks is Chinese if one of them is, and no side is looked for beyond the pair
 * that a mark stands in. …… and —— are Chinese. Source: CLREQ 3.1.1.2, 3.2.1.
 */
#include "context.h"

#include <huibao/base.h>

#include "class.h"

#define NO_PAIR UINT32_MAX

enum strong { STRONG_NONE, STRONG_HAN, STRONG_LATIN };

static enum strong char_strength(const struct shape_char *c)
{
    if (typeset_class_shared(c->codepoint) || typeset_class_extends(c->codepoint))
        return STRONG_NONE;
    enum typeset_class class = typeset_class_of(c->codepoint, true);
    if (typeset_class_wide(c->codepoint, class))
        return STRONG_HAN;
    return class == CLASS_LATIN ? STRONG_LATIN : STRONG_NONE;
}

static bool char_opens(const struct shape_char *c)
{
    return c->codepoint == 0x201C || c->codepoint == 0x2018;
}

static bool char_is_apostrophe(const struct shape_char *chars, size_t count, size_t i)
{
    return chars[i].codepoint == 0x2019 && i > 0 && i + 1 < count &&
           char_strength(&chars[i - 1]) == STRONG_LATIN &&
           char_strength(&chars[i + 1]) == STRONG_LATIN;
}

static void context_push(struct context *context, size_t *depth, uint32_t value)
{
    if (*depth == context->capacity)
        context->stack = arena_grow(context->arena, context->stack, *depth, &context->capacity,
                                    sizeof *context->stack);
    context->stack[(*depth)++] = value;
}

/* Quotation marks find each other; ’ that closes nothing is an apostrophe, ‘ left open is let go. */
static void context_pair(struct context *context, struct shape_char *chars, size_t count)
{
    size_t depth = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t cp = chars[i].codepoint;
        chars[i].pair = NO_PAIR;
        if (char_opens(&chars[i]))
            context_push(context, &depth, (uint32_t)i);
        if ((cp != 0x201D && cp != 0x2019) || char_is_apostrophe(chars, count, i))
            continue;
        uint32_t opening = cp - 1;
        while (cp == 0x201D && depth && chars[context->stack[depth - 1]].codepoint != opening)
            depth--;
        if (depth && chars[context->stack[depth - 1]].codepoint == opening) {
            chars[i].pair = context->stack[--depth];
            chars[chars[i].pair].pair = (uint32_t)i;
        }
    }
}

/* The nearest letters before each character, within the pair it stands in. */
static void context_left(struct context *context, struct shape_char *chars, size_t count)
{
    size_t depth = 0;
    enum strong left = STRONG_NONE;
    for (size_t i = 0; i < count; i++) {
        enum strong here = char_strength(&chars[i]);
        bool paired = chars[i].pair != NO_PAIR;
        chars[i].left = (uint8_t)left;
        if (paired && char_opens(&chars[i])) {
            context_push(context, &depth, left);
            left = STRONG_NONE;
        } else if (paired) {
            enum strong outside = (enum strong)context->stack[--depth];
            left = left != STRONG_NONE ? left : outside;
        }
        left = here != STRONG_NONE ? here : left;
    }
}

static void context_right(struct context *context, struct shape_char *chars, size_t count)
{
    size_t depth = 0;
    enum strong right = STRONG_NONE;
    for (size_t i = count; i-- > 0;) {
        enum strong here = char_strength(&chars[i]);
        bool paired = chars[i].pair != NO_PAIR;
        chars[i].right = (uint8_t)right;
        if (paired && !char_opens(&chars[i])) {
            context_push(context, &depth, right);
            right = STRONG_NONE;
        } else if (paired) {
            enum strong outside = (enum strong)context->stack[--depth];
            right = right != STRONG_NONE ? right : outside;
        }
        right = here != STRONG_NONE ? here : right;
    }
}

static bool char_is_doubled(const struct shape_char *chars, size_t count, size_t i)
{
    uint32_t cp = chars[i].codepoint;
    return (cp == 0x2014 || cp == 0x2026) && ((i > 0 && chars[i - 1].codepoint == cp) ||
                                              (i + 1 < count && chars[i + 1].codepoint == cp));
}

static void context_weigh(struct context *context, struct shape_char *chars, size_t count)
{
    context_pair(context, chars, count);
    context_left(context, chars, count);
    context_right(context, chars, count);
    for (size_t i = 0; i < count; i++) {
        struct shape_char *c = &chars[i];
        bool latin = c->left == STRONG_LATIN ? c->right != STRONG_HAN
                                             : c->left == STRONG_NONE && c->right == STRONG_LATIN;
        c->han = !latin || char_is_doubled(chars, count, i);
    }
    for (size_t i = 0; i < count; i++) {
        if (char_is_apostrophe(chars, count, i))
            chars[i].han = false;
        else if (chars[i].pair != NO_PAIR && chars[chars[i].pair].han)
            chars[i].han = true;
    }
}

static size_t digits_end(const struct shape_char *chars, size_t count, size_t i)
{
    while (i < count && chars[i].class == CLASS_DIGIT && !chars[i].wide)
        i++;
    return i;
}

/*
 * 2 316人次: the space between groups of three digits (千分空, GB/T 15835-2011) is part of the number;
 * so is that between groups of four after one of three or four (telephones, card numbers). The first
 * group begins no word or decimals.
 */
static size_t context_join_groups(struct shape_char *chars, size_t count, size_t first)
{
    size_t end = digits_end(chars, count, first);
    enum typeset_class before = first > 0 ? chars[first - 1].class : CLASS_HAN;
    size_t digits = end - first;
    if (digits > 4 || before == CLASS_LATIN || before == CLASS_LATIN_CLOSE)
        return end;
    size_t next =
        end < count && chars[end].codepoint == ' ' ? digits_end(chars, count, end + 1) : 0;
    size_t group = next > end ? next - end - 1 : 0;
    if (!(group == 3 && digits <= 3) && !(group == 4 && digits >= 3))
        return end;
    while (end < count && chars[end].codepoint == ' ' &&
           digits_end(chars, count, end + 1) == end + 1 + group) {
        chars[end].class = CLASS_GLUE;
        end += 1 + group;
    }
    return end;
}

void typeset_context(struct context *context, struct shape_char *chars, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++)
        any = any || typeset_class_shared(chars[i].codepoint);
    if (any)
        context_weigh(context, chars, count);
    for (size_t i = 0; i < count; i++) {
        enum typeset_class class = typeset_class_of(chars[i].codepoint, chars[i].han);
        chars[i].class = (uint8_t) class;
        chars[i].wide = typeset_class_wide(chars[i].codepoint, class);
    }
    for (size_t i = 0; i < count;)
        i = chars[i].class == CLASS_DIGIT && !chars[i].wide ? context_join_groups(chars, count, i)
                                                            : i + 1;
}
