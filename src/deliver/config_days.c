/* 节假日: which days are off and which weekends are worked, as the State Council arranges them each year. */
#include "config_days.h"

#include <stdlib.h>
#include <string.h>

#include <huibao/value.h>

#include "deliver_diags.h"

enum year_key { YEAR_OFF, YEAR_ON, YEAR_KEYS };
enum { MOST_DAYS = 366 };

static const struct key year_keys[] = {
    {{"off", "放假", YEAR_OFF, NULL}, KEY_LIST, true, false},
    {{"on", "上班", YEAR_ON, NULL}, KEY_LIST, false, false},
};
static const struct schema year_schema = {"节假日", year_keys, BASE_COUNT(year_keys)};

struct days {
    struct reader *reader;
    int year;
    int32_t *items;
    size_t count;
};

static int compare_days(const void *left, const void *right)
{
    const int32_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static bool parse_day(const struct days *days, const char *text, int32_t *ret_day)
{
    return value_date_parse(text, ret_day) && value_date_to_civil(*ret_day).year == days->year;
}

/* 2026-10-01, or 2026-10-01 至 2026-10-07. */
static bool parse_range(const struct days *days, const char *text, int32_t *ret_first,
                        int32_t *ret_last)
{
    static const char *const between[] = {"至", "..", "~"};
    struct arena *arena = days->reader->arena;
    for (size_t i = 0; i < BASE_COUNT(between); i++) {
        const char *sign = strstr(text, between[i]);
        if (!sign)
            continue;
        const char *first = text_trim(arena, arena_strndup(arena, text, (size_t)(sign - text)));
        const char *last = text_trim(arena, sign + strlen(between[i]));
        return parse_day(days, first, ret_first) && parse_day(days, last, ret_last) &&
               *ret_first <= *ret_last;
    }
    return parse_day(days, text, ret_first) && parse_day(days, text, ret_last);
}

static void add_days(struct days *days, const struct yaml *item)
{
    const char *text = item->kind == YAML_SCALAR ? schema_text(days->reader, item) : NULL;
    int32_t first = 0, last = 0;
    if (text && parse_range(days, text, &first, &last)) {
        for (int32_t day = first; day <= last && days->count < MOST_DAYS; day++)
            days->items[days->count++] = day;
        return;
    }
    diag_add(days->reader->diags, &DLV042, &item->place,
             DIAG_ARGS(arena_printf(days->reader->arena, "%d", days->year), text ? text : ""));
    diag_hint(days->reader->diags, "写 %d-10-01 或 %d-10-01 至 %d-10-07", days->year, days->year,
              days->year);
}

static struct days read_days(struct reader *reader, const struct yaml *list, int year)
{
    struct days days = {reader, year, arena_array(reader->arena, MOST_DAYS, sizeof(int32_t)), 0};
    for (const struct yaml *item = list ? list->first : NULL; item; item = item->next)
        add_days(&days, item);
    qsort(days.items, days.count, sizeof *days.items, compare_days);
    size_t kept = 0;
    for (size_t i = 0; i < days.count; i++)
        if (kept == 0 || days.items[i] != days.items[kept - 1])
            days.items[kept++] = days.items[i];
    days.count = kept;
    return days;
}

/* A day cannot be off and worked. */
static void check_both(const struct days *off, const struct days *on, const struct yaml *node)
{
    static const struct value_format iso = {VALUE_STYLE_DATE_ISO, -1, NULL};
    struct arena *arena = off->reader->arena;
    for (size_t i = 0; i < on->count; i++)
        if (bsearch(&on->items[i], off->items, off->count, sizeof *off->items, compare_days))
            diag_add(off->reader->diags, &DLV043, &node->place,
                     DIAG_ARGS(value_show(arena, value_date(on->items[i]), &iso)));
}

static struct deliver_year *read_year(struct reader *reader, const struct yaml *node)
{
    const struct yaml *values[YEAR_KEYS] = {NULL};
    const char *name = node->key->text;
    int32_t first = 0;
    if (strlen(name) != 4 ||
        !value_date_parse_iso(arena_printf(reader->arena, "%s-01-01", name), &first)) {
        diag_add(reader->diags, &DLV044, &node->key->place, DIAG_ARGS(name));
        return NULL;
    }
    if (node->kind != YAML_MAP) {
        schema_misfit(reader, node, NULL, "{放假: […], 上班: […]}");
        return NULL;
    }
    schema_read(reader, &year_schema, node, values);
    int year = value_date_to_civil(first).year;
    struct days off = read_days(reader, values[YEAR_OFF], year);
    struct days on = read_days(reader, values[YEAR_ON], year);
    check_both(&off, &on, node);
    struct deliver_year *read = arena_alloc(reader->arena, sizeof *read);
    *read = (struct deliver_year){year, off.items, on.items, off.count, on.count, NULL};
    return read;
}

const struct deliver_year *config_days_read(struct reader *reader, const struct yaml *map)
{
    struct names *seen = names_new(reader->arena);
    struct deliver_year *first = NULL, **tail = &first;
    for (const struct yaml *node = map ? map->first : NULL; node; node = node->next) {
        if (!schema_first(reader, seen, node, "节假日"))
            continue;
        *tail = read_year(reader, node);
        if (*tail)
            tail = &(*tail)->next;
    }
    return first;
}
