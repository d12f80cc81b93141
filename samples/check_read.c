/* Reads the written files back: decoding, CSV, headers and the typed forms undone. */
#include "sample.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[TABLE_KINDS] = {
    "communities", "grids",      "households", "residents", "tags",      "party_members",
    "units",       "agreements", "disputes",   "services",  "quantities"};

void evidence_init(struct evidence *evidence)
{
    *evidence = (struct evidence){0};
    for (int i = 0; i < TABLE_KINDS; i++) {
        evidence->tables[i].kind = kinds[i];
    }
}

void evidence_done(struct evidence *evidence)
{
    for (int i = 0; i < TABLE_KINDS; i++) {
        struct table *table = &evidence->tables[i];
        for (size_t row = 0; row < table->count; row++) {
            for (int column = 0; column < COLUMNS_MAX; column++) {
                free(table->rows[row][column]);
            }
            free(table->rows[row]);
        }
        free(table->rows);
    }
}

struct table *evidence_table(struct evidence *evidence, const char *kind)
{
    for (int i = 0; i < TABLE_KINDS; i++) {
        if (strcmp(evidence->tables[i].kind, kind) == 0) {
            return &evidence->tables[i];
        }
    }
    return NULL;
}

/* ---- encoding ---- */

static char *decoded(const struct sheet_plan *plan, const char *bytes, size_t length)
{
    size_t mark = plan->encoding == ENCODING_UTF8_BOM ? 3 : 0;
    const char *from = plan->encoding == ENCODING_GB18030 ? "GB18030" : "UTF-8";
    size_t room = length * 2 + 1;
    char *text = malloc(room);
    char *in = malloc(length + 1);
    iconv_t converter = iconv_open("UTF-8", from);
    if (text == NULL || in == NULL || converter == (iconv_t)-1 || length < mark) {
        free(text);
        free(in);
        return NULL;
    }
    memcpy(in, bytes + mark, length - mark);
    char *source = in;
    char *target = text;
    size_t in_left = length - mark;
    size_t out_left = room - 1;
    bool good = iconv(converter, &source, &in_left, &target, &out_left) != (size_t)-1;
    iconv_close(converter);
    free(in);
    *target = '\0';
    if (!good) {
        free(text);
        return NULL;
    }
    return text;
}

/* ---- cells ---- */

/* Full-width digits to ASCII, in place. */
static void narrow(char *cell)
{
    char *out = cell;
    for (const char *p = cell; *p != '\0';) {
        if (strncmp(p, "\xEF\xBC", 2) == 0 && (unsigned char)p[2] >= 0x90 &&
            (unsigned char)p[2] <= 0x99) {
            *out++ = (char)('0' + ((unsigned char)p[2] - 0x90));
            p += 3;
        } else {
            *out++ = *p++;
        }
    }
    *out = '\0';
}

static void trim(char *cell)
{
    size_t from = strspn(cell, " ");
    size_t length = strlen(cell + from);
    memmove(cell, cell + from, length + 1);
    for (;;) {
        if (length > 0 && cell[length - 1] == ' ') {
            length--;
        } else if (length >= 3 && strncmp(cell + length - 3, "\xE3\x80\x80", 3) == 0) {
            length -= 3;
        } else {
            break;
        }
    }
    cell[length] = '\0';
}

/* Reads one CSV cell; returns what follows it, its delimiter in *ret_end (',', '\n' or '\0'). */
static const char *cell_read(const char *p, char *ret_cell, char *ret_end)
{
    size_t length = 0;
    bool quoted = *p == '"';
    p += quoted ? 1 : 0;
    while (*p != '\0' && (quoted || (*p != ',' && *p != '\r' && *p != '\n'))) {
        if (quoted && *p == '"' && p[1] != '"') {
            quoted = false;
            p++;
            continue;
        }
        p += quoted && *p == '"' ? 1 : 0;
        if (length + 1 < CELL_MAX) {
            ret_cell[length++] = *p;
        }
        p++;
    }
    ret_cell[length] = '\0';
    narrow(ret_cell);
    trim(ret_cell);
    p += *p == '\r' ? 1 : 0;
    *ret_end = *p;
    return *p == '\0' ? p : p + 1;
}

static char **row_new(struct table *table)
{
    table->rows = grown(table->rows, table->count, &table->room, sizeof(*table->rows));
    char **row = calloc(COLUMNS_MAX, sizeof(*row));
    table->rows[table->count++] = row;
    return row;
}

bool evidence_read(struct evidence *evidence, const struct sheet_plan *plan, const char *bytes,
                   size_t length)
{
    struct table *table = evidence_table(evidence, plan->kind);
    const char *canonical = kind_columns(plan->kind);
    int target[COLUMNS_MAX];
    int columns = 0;
    char cell[CELL_MAX];
    char end = ',';
    char *text = decoded(plan, bytes, length);
    bool good = text != NULL;
    const char *p = text;
    while (good && end == ',') {
        p = cell_read(p, cell, &end);
        target[columns] = list_index(canonical, header_canonical(plan->kind, cell));
        good = target[columns] >= 0 && ++columns < COLUMNS_MAX;
    }
    while (good && *p != '\0') {
        char **row = row_new(table);
        int column = 0;
        for (end = ','; good && end == ','; column++) {
            p = cell_read(p, cell, &end);
            good = column < columns;
            if (good) {
                row[target[column]] = strdup(cell);
            }
        }
        good = good && column == columns;
    }
    free(text);
    return good;
}

/* ---- lookup ---- */

static int compare_keys(const void *left, const void *right)
{
    return strcmp(**(char **const *)left, **(char **const *)right);
}

void table_sort(struct table *table)
{
    if (table->count > 0) {
        qsort(table->rows, table->count, sizeof(*table->rows), compare_keys);
    }
}

char **table_find(const struct table *table, const char *key)
{
    size_t lo = 0;
    size_t hi = table->count;
    while (lo < hi) {
        size_t middle = lo + (hi - lo) / 2;
        int order = strcmp(table->rows[middle][0], key);
        if (order == 0) {
            return table->rows[middle];
        }
        if (order < 0) {
            lo = middle + 1;
        } else {
            hi = middle;
        }
    }
    return NULL;
}

int day_parse(const char *text)
{
    if (text[0] == '\0') {
        return DAY_OPEN;
    }
    int parts[3] = {0};
    const char *p = text;
    for (int i = 0; i < 3; i++) {
        size_t digits = strspn(p, "0123456789");
        if (digits == 0 || digits > 4) {
            return DAY_NONE;
        }
        parts[i] = atoi(p);
        p += digits;
        if (i < 2) {
            p += strspn(p, "-./");
            p += strncmp(p, "年", 3) == 0 || strncmp(p, "月", 3) == 0 ? 3 : 0;
        }
    }
    p += strncmp(p, "日", 3) == 0 ? 3 : 0;
    int day = day_of(parts[0], parts[1], parts[2]);
    struct civil c = civil_of(day);
    bool exact = c.year == parts[0] && c.month == parts[1] && c.day == parts[2];
    return *p == '\0' && exact ? day : DAY_NONE;
}
