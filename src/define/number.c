/* 发文字号: 机关代字, the year in 〔〕 with four digits, and 3号 without 第 and zeros before it. */
#include <string.h>

#include <huibao/define_front.h>
#include <huibao/yaml.h>

#define SLOT 0xFFFC /* a value not known yet */

struct scan {
    const char *at, *end;
};

static uint32_t peek(const struct scan *scan, const char **ret_next)
{
    uint32_t codepoint = 0;
    *ret_next = scan->at;
    if (scan->at < scan->end)
        text_next(ret_next, scan->end, &codepoint);
    return source_halfwidth(codepoint);
}

static bool take(struct scan *scan, const char *wanted)
{
    const char *next = NULL, *cursor = wanted, *end = wanted + strlen(wanted);
    uint32_t found = peek(scan, &next), one = 0;
    while (found && cursor < end) {
        text_next(&cursor, end, &one);
        if (one != found)
            continue;
        scan->at = next;
        return true;
    }
    return false;
}

static void skip_spaces(struct scan *scan)
{
    while (take(scan, " "))
        continue;
}

/* Digits in ASCII, or a slot; "" if there are none. */
static const char *take_digits(struct scan *scan, struct arena *arena)
{
    struct buf digits = {0};
    const char *next = NULL;
    for (uint32_t c; (c = peek(scan, &next)); scan->at = next) {
        bool slot = c == SLOT && !digits.length;
        if (!slot && (c < '0' || c > '9' || (digits.data && digits.data[0] & 0x80)))
            break;
        buf_put_codepoint(&digits, c);
    }
    const char *taken = digits.data ? buf_copy(&digits, arena) : "";
    buf_done(&digits);
    return taken;
}

/* 〔26〕 at the scan: its year, or NULL and the scan is not moved. */
static const char *take_year(struct scan *scan, struct arena *arena)
{
    struct scan try = *scan;
    if (!take(&try, "〔[【("))
        return NULL;
    skip_spaces(&try);
    const char *year = take_digits(&try, arena);
    take(&try, "年");
    skip_spaces(&try);
    bool slot = year[0] & 0x80;
    if ((!slot && strlen(year) != 4 && strlen(year) != 2) || !take(&try, "〕]】)"))
        return NULL;
    *scan = try;
    return strlen(year) == 2 ? arena_printf(arena, "20%s", year) : year;
}

/* 第03号 to the end of the text: 3, or NULL. */
static const char *take_rest(struct scan *scan, struct arena *arena)
{
    skip_spaces(scan);
    take(scan, "第");
    skip_spaces(scan);
    const char *number = take_digits(scan, arena);
    skip_spaces(scan);
    take(scan, "号");
    skip_spaces(scan);
    while (number[0] == '0' && number[1])
        number++;
    return number[0] && scan->at == scan->end ? number : NULL;
}

const char *define_number_right(struct arena *arena, const char *text)
{
    for (struct scan scan = {text, text + strlen(text)}; scan.at < scan.end;) {
        struct scan from = scan;
        const char *year = take_year(&scan, arena);
        const char *number = year ? take_rest(&scan, arena) : NULL;
        if (number) {
            const char *organ =
                text_trim(arena, arena_strndup(arena, text, (size_t)(from.at - text)));
            const char *right = arena_printf(arena, "%s〔%s〕%s号", organ, year, number);
            return strcmp(right, text) == 0 ? NULL : right;
        }
        scan = from;
        peek(&from, &scan.at);
    }
    return NULL;
}
