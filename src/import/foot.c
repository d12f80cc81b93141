/*
 * What stands below a spreadsheet's records: their total, notes, who filled it in. Such rows are held
 * until the file ends, and told then; when a record follows, they were no foot, and are mistakes.
 */
#include <string.h>

#include "private.h"

#define HELD_MOST 50 /* a foot is short */

static const char *plain_text(struct import_run *run, const char *cell)
{
    return import_title_plain(run->scratch, cell); /* half-width, without spaces and colons */
}

static bool is_total(struct import_run *run, const char *cell)
{
    static const char *const words[] = {"合计", "小计",     "总计",    "共计",
                                        "累计", "本页合计", "本页小计"};
    const char *text = plain_text(run, cell);
    size_t i = 0;
    while (i < BASE_COUNT(words) && strcmp(text, words[i]) != 0)
        i++;
    return i < BASE_COUNT(words);
}

/* 注：…, 填表人：张三 */
static bool is_remark(struct import_run *run, const char *cell)
{
    static const char *const words[] = {
        "注",       "备注",       "附注",       "说明",       "填表说明", "填表人",   "填报人",
        "制表人",   "制表",       "审核人",     "审核",       "复核人",   "复核",     "经办人",
        "负责人",   "单位负责人", "统计负责人", "主要负责人", "填报单位", "填表单位", "制表单位",
        "填报日期", "填表日期",   "制表日期",   "报出日期",   "日期",     "联系人",   "联系电话"};
    const char *text = text_halfwidth(run->scratch, cell);
    const char *colon = strchr(text, ':');
    if (!colon)
        return false;
    const char *label = plain_text(run, arena_strndup(run->scratch, text, (size_t)(colon - text)));
    size_t i = 0;
    while (i < BASE_COUNT(words) && strcmp(label, words[i]) != 0)
        i++;
    return i < BASE_COUNT(words);
}

/* Whether a cell that every record needs is empty, or the row ends before it. */
bool import_row_lacks(struct import_run *run, const struct import_record *record)
{
    for (size_t i = 0; i < run->column_count; i++) {
        bool wanted =
            run->fields[i] < run->kind->field_count && import_is_wanted(run, run->fields[i]);
        if (wanted && (i >= record->count || *text_trim(run->scratch, record->cells[i]) == '\0'))
            return true;
    }
    return false;
}

/* Whether Han characters may be what the field holds. */
static bool may_hold_words(const struct store_field *field)
{
    return field->type == STORE_TEXT || field->type == STORE_CODE ||
           (field->type == STORE_REFERENCE && strcmp(field->refers_to, "communities") == 0);
}

/* 二组, 以下空白: words that stand in a row alone, where a number or a date should be. */
static bool is_alone(const struct import_run *run, const struct import_record *record)
{
    size_t filled = 0, column = 0;
    for (size_t i = 0; i < record->count && filled < 2; i++)
        if (*record->cells[i] != '\0' && filled++ == 0)
            column = i;
    if (filled != 1)
        return false;
    size_t field = column < run->column_count ? run->fields[column] : IMPORT_UNTITLED;
    if (field < run->kind->field_count && may_hold_words(&run->kind->fields[field]))
        return false;
    const char *p = record->cells[column];
    while ((unsigned char)*p > 0 && (unsigned char)*p < 0x80)
        p++;
    return *p != '\0';
}

/* A quick no for nearly all rows, by the first character of the first cell: those of the words above,
   or a space of any kind. */
static bool may_be_foot(const struct import_record *record)
{
    static const char firsts[] = "合小总共累本注备附说填制审复经负单统主报日联\u3000\u00A0";
    size_t column = 0;
    while (column < record->count && *record->cells[column] == '\0')
        column++;
    if (column == record->count)
        return false;
    const char *cell = record->cells[column];
    uint32_t first = 0, c = 0;
    if ((unsigned char)*cell < 0x80)
        return *cell <= ' ';
    text_next(&cell, cell + strlen(cell), &first);
    for (const char *p = firsts; *p && c != first;)
        text_next(&p, firsts + sizeof firsts - 1, &c);
    return c == first;
}

static bool is_foot(struct import_run *run, const struct import_record *record, size_t *ret_column)
{
    size_t column = 0;
    while (column < record->count && *text_trim(run->scratch, record->cells[column]) == '\0')
        column++;
    if (column == record->count)
        return false;
    *ret_column = column;
    size_t field = column < run->column_count ? run->fields[column] : IMPORT_UNTITLED;
    bool text = field < run->kind->field_count && run->kind->fields[field].type == STORE_TEXT;
    const char *cell = record->cells[column];
    return (is_total(run, cell) && (!text || import_row_lacks(run, record))) ||
           ((is_alone(run, record) || is_remark(run, cell)) && import_row_lacks(run, record));
}

static void refuse(struct import_run *run, const struct import_record *record, size_t column)
{
    struct place place = {run->path, record->line, (long)column + 1, 0, NULL};
    run->rows++;
    import_row_begin(run);
    if (import_add(run, &IMP015, &place,
                   DIAG_ARGS(import_one_line(run->scratch, record->cells[column]))))
        diag_hint(run->diags, "合计行和说明请删去，或者放在最下面，只留一条一条的记录");
    import_row_end(run, record);
}

void import_foot_flush(struct import_run *run)
{
    for (size_t i = 0; i < run->foot_count; i++)
        refuse(run, &run->foot[i].record, run->foot[i].column);
    run->foot_count = 0;
}

bool import_foot_hold(struct import_run *run, const struct import_record *record)
{
    size_t column;
    if ((!may_be_foot(record) && !is_alone(run, record)) || !is_foot(run, record, &column))
        return false;
    if (run->foot_count == HELD_MOST)
        import_foot_flush(run);
    run->foot =
        arena_grow(run->arena, run->foot, run->foot_count, &run->foot_capacity, sizeof *run->foot);
    run->foot[run->foot_count++] =
        (struct import_foot){import_record_copy(run->arena, record), column};
    return true;
}

void import_foot_tell(struct import_run *run)
{
    if (run->foot_count == 0 || run->stopped)
        return;
    const struct import_foot *first = &run->foot[0];
    struct place place = {run->path, first->record.line, 0, 0, NULL};
    diag_add(run->diags, &IMP069, &place,
             DIAG_ARGS(arena_printf(run->arena, "%zu", run->foot_count),
                       import_one_line(run->arena, first->record.cells[first->column])));
}
