/*
 * Rows between the records that hold none: what every printed page has over again (the table's name, its
 * titles, the page's number), and 栏次 (甲, 乙, 1, 2 …) below the header.
 */
#include <stdlib.h>
#include <string.h>

#include "private.h"

/* ---- what is there over again ---- */

static const char *cell_at(const struct import_record *record, size_t column)
{
    return column < record->count ? record->cells[column] : "";
}

static bool is_same_row(const struct import_record *record, const struct import_record *other)
{
    size_t count = record->count > other->count ? record->count : other->count;
    for (size_t i = 0; i < count; i++)
        if (strcmp(cell_at(record, i), cell_at(other, i)) != 0)
            return false;
    return true;
}

/* 第 1 页，共 3 页, alone in its row */
static bool is_page_number(struct import_run *run, const struct import_record *record)
{
    const char *cell = "";
    for (size_t i = 0; i < record->count; i++) {
        if (*record->cells[i] != '\0' && *cell != '\0')
            return false;
        cell = *record->cells[i] != '\0' ? record->cells[i] : cell;
    }
    const char *text = import_title_plain(run->scratch, cell);
    if (strncmp(text, "第", strlen("第")) != 0)
        return false;
    text += strlen("第");
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && strncmp(text + digits, "页", strlen("页")) == 0;
}

static bool is_again(struct import_run *run, const struct import_record *record)
{
    for (size_t i = 0; i < run->head_count; i++)
        if (is_same_row(record, &run->heads[i]))
            return true;
    for (size_t i = 0; i < run->above; i++)
        if (is_same_row(record, &run->above_rows[i]) && import_row_lacks(run, record))
            return true;
    return is_page_number(run, record) && import_row_lacks(run, record);
}

/* ---- 栏次 ---- */

/* 甲 … 癸; the next number, also (1); a number made of others, 3=1-2. */
static bool is_column_id(const char *text, long *next)
{
    static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
    for (size_t i = 0; i < BASE_COUNT(stems); i++)
        if (strcmp(text, stems[i]) == 0)
            return true;
    char *end;
    long number = strtol(text + (*text == '('), &end, 10);
    if (number != *next || (*end != '\0' && *end != '=' && strcmp(end, ")") != 0))
        return false;
    ++*next;
    return true;
}

static bool is_ids(struct import_run *run, const struct import_record *record)
{
    enum { LEAST = 3 };
    size_t filled = 0;
    long next = 1;
    for (size_t i = 0; i < record->count; i++) {
        const char *text = text_halfwidth(run->scratch, text_trim(run->scratch, record->cells[i]));
        if (*text == '\0')
            continue;
        if (!is_column_id(text, &next))
            return false;
        filled++;
    }
    return filled >= LEAST && next > 1;
}

bool import_aside_pass(struct import_run *run, const struct import_record *record)
{
    struct place place = {run->path, record->line, 0, 0, NULL};
    if (is_again(run, record)) {
        run->repeated_line = run->repeated ? run->repeated_line : record->line;
        run->repeated++;
        return true;
    }
    if (run->rows > 0 || run->ids_passed || !is_ids(run, record))
        return false;
    run->ids_passed = true;
    diag_add(run->diags, &IMP071, &place, NULL);
    return true;
}

void import_asides_tell(struct import_run *run)
{
    struct place place = {run->path, run->repeated_line, 0, 0, NULL};
    if (run->repeated > 0 && !run->stopped)
        diag_add(run->diags, &IMP070, &place,
                 DIAG_ARGS(arena_printf(run->arena, "%zu", run->repeated)));
}
