/*
 * 审核: the dictionary's rules about what the report prints. A rule is evaluated when everything it
 * mentions comes from datasets the report uses, so a report is never stopped by, nor made to fetch,
 * what it does not print. A rule that misses a value is not judged.
 */
#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "compose_diags.h"
#include "composer.h"
#include "printed.h"

/* ---- a = b as two sides ---- */

struct sides {
    size_t left_end, right_start;
};

/* Words that make an expression more than one comparison. */
static bool is_joining(const char *word, size_t length)
{
    static const char *const words[] = {"AND", "OR", "NOT", "BETWEEN", "IN", "IS", "LIKE", "CASE"};
    for (size_t i = 0; i < BASE_COUNT(words); i++) {
        if (strlen(words[i]) == length && strncasecmp(words[i], word, length) == 0)
            return true;
    }
    return false;
}

/* Bytes of the quoted text that begins here, or 0. */
static size_t quoted_length(const char *at)
{
    if (*at != '\'' && *at != '"')
        return 0;
    const char *end = strchr(at + 1, *at);
    return end ? (size_t)(end - at) + 1 : strlen(at);
}

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* Finds the one comparison that stands outside all brackets; false when it is not just that. */
static bool split(const char *sql, struct sides *ret_sides)
{
    int depth = 0, found = 0;
    struct sides sides = {0};
    for (size_t i = 0; sql[i];) {
        size_t length = quoted_length(sql + i);
        if (length == 0 && is_word_byte(sql[i])) {
            while (is_word_byte(sql[i + length]))
                length++;
            if (is_joining(sql + i, length))
                return false;
        } else if (length == 0) {
            depth += sql[i] == '(' ? 1 : sql[i] == ')' ? -1 : 0;
            length = strspn(sql + i, "<>=!");
            if (length && depth == 0) {
                sides = (struct sides){i, i + length};
                found++;
            }
            length = length ? length : 1;
        }
        i += length;
    }
    if (found == 1)
        *ret_sides = sides;
    return found == 1;
}

/* ---- what is said ---- */

static const char *show_value(struct arena *arena, struct value value)
{
    struct value_format plain = {VALUE_STYLE_PLAIN, -1, NULL};
    return compose_clean(arena, value_show(arena, value, &plain));
}

static bool side_value(struct composer *composer, const struct define_expr *rule, const char *text,
                       struct value *ret_value)
{
    struct define_expr side = *rule;
    side.sql = text;
    return frame_value(composer->frame, &side, ret_value, composer->diags);
}

/* 调解成功 = 12，调解受理 = 11，相差 1 */
static const char *both_sides(struct composer *composer, const struct define_expr *rule,
                              struct sides sides)
{
    struct arena *arena = composer->arena;
    const char *left = text_trim(arena, arena_strndup(arena, rule->sql, sides.left_end));
    const char *right = text_trim(arena, rule->sql + sides.right_start);
    struct value a, b;
    if (!side_value(composer, rule, left, &a) || !side_value(composer, rule, right, &b))
        return "";
    struct buf text = {0};
    buf_printf(&text, "%s = %s", left, show_value(arena, a));
    if (strcmp(right, show_value(arena, b)) == 0) /* a bare number says itself */
        buf_printf(&text, "，应与 %s 比较", right);
    else
        buf_printf(&text, "，%s = %s", right, show_value(arena, b));
    if (value_is_number(a) && value_is_number(b)) {
        struct value apart = value_real(fabs(value_as_real(a) - value_as_real(b)));
        buf_printf(&text, "，相差 %s", show_value(arena, apart));
    }
    const char *said = buf_copy(&text, arena);
    buf_done(&text);
    return said;
}

static bool is_repeated(const struct define_expr *rule, size_t index)
{
    const struct define_name *name = &rule->names[index];
    bool repeated = false;
    for (size_t i = 0; i < index && !repeated; i++)
        repeated =
            rule->names[i].shift == name->shift && strcmp(rule->names[i].name, name->name) == 0;
    return repeated;
}

static const char *all_names(struct composer *composer, const struct define_expr *rule)
{
    static const char *const prefixes[] = {
        [DEFINE_CURRENT] = "", [DEFINE_PREVIOUS] = "上期.", [DEFINE_LAST_YEAR] = "同期."};
    struct buf text = {0};
    for (size_t i = 0; i < rule->name_count; i++) {
        struct frame_scalar scalar;
        const struct define_name *name = &rule->names[i];
        if (!is_repeated(rule, i) && frame_scalar(composer->frame, name, &scalar, composer->diags))
            buf_printf(&text, "%s%s%s = %s", text.length ? "，" : "", prefixes[name->shift],
                       name->name, show_value(composer->arena, scalar.value));
    }
    const char *said = text.length ? buf_copy(&text, composer->arena) : "";
    buf_done(&text);
    return said;
}

static void judge(struct composer *composer, const struct define_check *check,
                  enum define_verdict verdict)
{
    struct value value;
    if (!frame_value(composer->frame, &check->rule, &value, composer->diags))
        return;
    bool fails = value_is_number(value) && !(value_as_real(value) < 0 || value_as_real(value) > 0);
    if (!fails)
        return;
    struct sides sides = {0};
    const char *values = split(check->rule.sql, &sides) ? both_sides(composer, &check->rule, sides)
                                                        : all_names(composer, &check->rule);
    diag_add(composer->diags, verdict == DEFINE_BLOCK ? &CMP011 : &CMP010, &check->rule.place,
             DIAG_ARGS(check->id, check->says ? check->says : check->rule.sql, values));
}

static bool needs_period(const struct define_expr *expr)
{
    bool needs = false;
    for (size_t i = 0; i < expr->name_count; i++)
        needs = needs || expr->names[i].shift != DEFINE_CURRENT;
    return needs;
}

void compose_checks(struct composer *composer, enum define_stage stage)
{
    const struct dictionary *dictionary = composer->report->dictionary;
    struct used used;
    struct period period;
    bool has_period = frame_period(composer->frame, DEFINE_CURRENT, &period);
    used_collect(&used, composer->arena, composer->report);
    for (const struct define_check *c = dictionary ? dictionary->checks : NULL; c; c = c->next) {
        bool fits = used_covers(&used, &c->rule) && (has_period || !needs_period(&c->rule));
        if (fits && c->verdict[stage] != DEFINE_OFF)
            judge(composer, c, c->verdict[stage]);
    }
}
