/* Names and moments as people write them: file names from titles, and --now. */
#include "engine_state.h"

#include "engine_diags.h"

#include <huibao/value.h>

#include <string.h>

#define NAME_BYTES 200 /* leaves room for -9999.png in the 255 bytes of a file name */

/* What a character unsafe in file names on Linux or Windows becomes; 0: it is safe. */
static uint32_t safe_form(uint32_t c)
{
    static const struct {
        uint32_t from, to;
    } forms[] = {{'/', 0xFF0F}, {'\\', 0xFF3C}, {':', 0xFF1A}, {'*', 0xFF0A}, {'?', 0xFF1F},
                 {'"', 0xFF02}, {'<', 0xFF1C},  {'>', 0xFF1E}, {'|', 0xFF5C}};
    for (size_t i = 0; i < BASE_COUNT(forms); i++)
        if (c == forms[i].from)
            return forms[i].to;
    bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
    bool invisible = c == 0xFEFF || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
                     (c >= 0x2060 && c <= 0x2069);
    return control || invisible ? '_' : 0;
}

char *engine_file_name(struct arena *arena, const char *text)
{
    const char *trimmed = text_trim(arena, text);
    const char *cursor = trimmed, *end = trimmed + strlen(trimmed);
    struct buf name = {0};
    while (cursor < end) {
        uint32_t c = 0;
        if (!text_next(&cursor, end, &c))
            c = '_';
        uint32_t safe = safe_form(c);
        if (c == '.' && name.length == 0)
            safe = '_'; /* a leading dot hides a file */
        char encoded[4];
        if (name.length + text_encode(safe ? safe : c, encoded) > NAME_BYTES)
            break;
        buf_put_codepoint(&name, safe ? safe : c);
    }
    while (name.length > 0 && strchr(" .", name.data[name.length - 1])) /* Windows drops these */
        name.data[--name.length] = '\0';
    char *copy = name.data ? buf_copy(&name, arena) : arena_strdup(arena, "");
    buf_done(&name);
    return copy;
}

/* What stands for {word} in a file name; NULL: nothing does. */
static const char *filling(const struct engine_facts *facts, const char *word, size_t length)
{
    const struct {
        const char *chinese, *english, *text;
    } words[] = {{"标题", "title", facts->title},
                 {"报表", "report", facts->report},
                 {"社区", "community", facts->community},
                 {"社区编码", "code", facts->code},
                 {"期", "period", facts->period}};
    for (size_t i = 0; i < BASE_COUNT(words); i++) {
        bool chinese =
            strlen(words[i].chinese) == length && memcmp(words[i].chinese, word, length) == 0;
        bool english =
            strlen(words[i].english) == length && memcmp(words[i].english, word, length) == 0;
        if (chinese || english)
            return words[i].text;
    }
    return NULL;
}

const char *engine_name_fill(struct arena *arena, const char *name,
                             const struct engine_facts *facts, struct diags *diags)
{
    struct buf filled = {0};
    bool good = true;
    buf_puts(&filled, "");
    while (*name && good) {
        const char *end = *name == '{' ? strchr(name, '}') : NULL;
        if (!end) {
            buf_putc(&filled, *name++);
            continue;
        }
        const char *text = filling(facts, name + 1, (size_t)(end - name) - 1);
        buf_puts(&filled, text ? text : "");
        good = text != NULL;
        if (!good) {
            const char *field = arena_strndup(arena, name, (size_t)(end - name) + 1);
            diag_add(diags, &ENG022, &PLACE_NONE, DIAG_ARGS(field));
            diag_hint(diags, "可以用 {标题}、{报表}、{社区}、{社区编码}、{期}；"
                             "后三个要报表有社区参数、期参数");
        }
        name = end + 1;
    }
    char *copy = buf_copy(&filled, arena);
    buf_done(&filled);
    return good ? copy : NULL;
}

/* Two digits below `limit` at *cursor after `before`. */
static bool read_two(const char **cursor, char before, int limit, int *ret_number)
{
    const char *p = *cursor;
    if (p[0] != before || p[1] < '0' || p[1] > '9' || p[2] < '0' || p[2] > '9')
        return false;
    int number = (p[1] - '0') * 10 + (p[2] - '0');
    if (number >= limit)
        return false;
    *ret_number = number;
    *cursor = p + 3;
    return true;
}

bool engine_time_parse(const char *text, int64_t *ret_seconds)
{
    struct arena *arena = arena_new();
    char *moment = text_trim(arena, text_halfwidth(arena, text));
    char *clock = strpbrk(moment, "T ");
    int32_t date = 0;
    int hour = 0, minute = 0, second = 0;
    bool good = true;
    if (clock) {
        const char *cursor = clock;
        good = read_two(&cursor, *clock, 24, &hour) && read_two(&cursor, ':', 60, &minute) &&
               (*cursor == '\0' || read_two(&cursor, ':', 60, &second)) && *cursor == '\0';
        *clock = '\0';
    }
    good = good && value_date_parse(moment, &date);
    if (good)
        *ret_seconds = (int64_t)date * 86400 + hour * 3600 + minute * 60 + second - 8 * 3600;
    arena_free(arena);
    return good;
}
