/*
 * Defined names, so that other workbooks and formulas can say 纠纷分类_受理 instead of Sheet!$B$5:$B$10:
 * of a table its head and rows, of each column its data and its 合计.
 */
#include "book.h"
#include "names.h"
#include "text.h"

#include <huibao/base.h>

#include <string.h>
#include <strings.h>

enum { MOST_COLUMNS = 256 }; /* of a table, for names of each: they are kept in sorted lists */
enum { MOST_BYTES = 54 };    /* of a table's and of a column's word: the library cuts at 127 */

/* ---- what a name may be ---- */

/* Letters and digits; marks, spaces and brackets are not. (ECMA-376 part 1, 18.17.2.5) */
static bool is_letter(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {{'0', '9'},       {'A', 'Z'},       {'a', 'z'},        {0xC0, 0xD6},
                  {0xD8, 0xF6},     {0xF8, 0x24F},    {0x391, 0x3C9},    {0x410, 0x44F},
                  {0x3005, 0x3007}, {0x3041, 0x3096}, {0x30A1, 0x30FA},  {0x3400, 0x4DBF},
                  {0x4E00, 0x9FFF}, {0xF900, 0xFAD9}, {0x20000, 0x323AF}};
    for (size_t i = 0; i < BASE_COUNT(ranges); i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

/* 受理（件） without its unit; the whole when it is nothing else. */
static size_t without_unit(const char *text)
{
    static const char *const ends[] = {"）", ")"}, *const starts[] = {"（", "("};
    size_t length = strlen(text);
    for (size_t i = 0; i < BASE_COUNT(ends); i++) {
        size_t end = strlen(ends[i]);
        const char *start = strstr(text, starts[i]);
        if (length > end && strcmp(text + length - end, ends[i]) == 0 && start && start > text)
            return (size_t)(start - text);
    }
    return length;
}

/* The letters of a title, with _ for what stands between them. */
static const char *word_of(struct arena *arena, const char *text)
{
    struct buf out = {0};
    const char *half = text_halfwidth(arena, arena_strndup(arena, text, without_unit(text)));
    const char *cursor = half, *end = half + strlen(half);
    bool gap = false;
    uint32_t c;
    while (cursor < end) {
        bool letter = text_next(&cursor, end, &c) && is_letter(c);
        if (letter && out.length + 5 > MOST_BYTES)
            break;
        if (letter && gap && out.length)
            buf_putc(&out, '_');
        if (letter)
            buf_put_codepoint(&out, c);
        gap = !letter;
    }
    const char *word = out.length ? buf_copy(&out, arena) : "";
    buf_done(&out);
    return word;
}

static const char digits[] = "0123456789";

/* R, C, R1C1: a row, a column or both. */
static bool is_row_column(const char *name)
{
    const char *p = name;
    if (*p == 'R' || *p == 'r')
        p += 1 + strspn(p + 1, digits);
    if (*p == 'C' || *p == 'c')
        p += 1 + strspn(p + 1, digits);
    return p > name && !*p;
}

/* What a formula would read as something else (A1, R1C1, TRUE), and what begins with a digit. */
static bool is_reserved(const char *name)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    size_t word = strspn(name, letters), number = strspn(name + word, digits);
    bool cell = word >= 1 && word <= 3 && number > 0 && !name[word + number];
    bool truth = strcasecmp(name, "true") == 0 || strcasecmp(name, "false") == 0;
    return cell || truth || is_row_column(name) || (*name && strchr(digits, *name));
}

const char *xlsx_defined_name(struct arena *arena, const char *table, const char *column)
{
    const char *base = word_of(arena, table), *more = word_of(arena, column);
    if (!*base)
        base = "表";
    const char *name = *more ? arena_printf(arena, "%s_%s", base, more) : base;
    return is_reserved(name) ? arena_printf(arena, "_%s", name) : name;
}

/* ---- the names of a table ---- */

/* Gives `wish`, or wish_2 where that is taken, to a range; the name given comes back. */
static const char *define_range(struct xlsx_book *book, const struct xlsx_part *part,
                                const char *wish, const char *range)
{
    struct xlsx_taken *taken = &book->defined;
    const char *name = wish;
    for (size_t n = 2; xlsx_name_taken(name, taken->names, taken->count); n++)
        name = arena_printf(book->arena, "%s_%zu", wish, n);
    xlsx_taken_add(book->arena, taken, name);
    const char *formula = arena_printf(book->arena, "='%s'!%s", part->name, range);
    lxw_error error = workbook_define_name(book->workbook, name, formula);
    if (error && !book->error)
        book->error = error;
    return name;
}

static const char *define(struct xlsx_sheet *sheet, const char *wish, lxw_row_t first_row,
                          lxw_col_t first_column, lxw_row_t last_row, lxw_col_t last_column)
{
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range_abs(range, first_row, first_column, last_row, last_column);
    return define_range(sheet->book, sheet->part, wish, range);
}

const char *xlsx_define_cell(struct xlsx_book *book, const struct xlsx_part *part, const char *wish,
                             lxw_row_t row, lxw_col_t column)
{
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range_abs(range, row, column, row, column);
    return define_range(book, part, wish, range);
}

static bool same_words(struct arena *arena, const struct model_table *table, size_t column)
{
    const char *own = word_of(arena, xlsx_column_title(table, column));
    for (size_t c = 0; c < table->column_count; c++)
        if (c != column && strcmp(own, word_of(arena, xlsx_column_title(table, c))) == 0)
            return true;
    return false;
}

/* 受理; where another column is called the same, with the heads above it: 本月_受理. */
static const char *column_word(struct arena *arena, const struct model_table *table, size_t column)
{
    const char *word = "";
    bool alone = !same_words(arena, table, column);
    for (size_t h = 0; !alone && h < table->head_count; h++) {
        const struct model_head *head = &table->heads[h];
        if (column >= head->first && column < head->first + head->count)
            word = arena_printf(arena, "%s%s_", word, word_of(arena, head->title));
    }
    word = arena_printf(arena, "%s%s", word, word_of(arena, xlsx_column_title(table, column)));
    return *word ? word : arena_printf(arena, "第%zu列", column + 1);
}

struct extent {        /* rows of the table, on the sheet at hand */
    size_t first, end; /* of data; equal: none, or with other rows among them */
    size_t total;      /* the only 合计, or SIZE_MAX */
};

static struct extent extent_of(const struct xlsx_part *part)
{
    struct extent extent = {0, 0, SIZE_MAX};
    size_t stretches = 0, totals = 0;
    for (size_t r = part->first; r < part->end; r++) {
        bool data = xlsx_row_kind(part->table, r) == MODEL_ROW_DATA;
        if (data && extent.end < r + 1 && (stretches == 0 || extent.end != r)) {
            stretches++;
            extent.first = r;
        }
        extent.end = data ? r + 1 : extent.end;
        if (xlsx_row_kind(part->table, r) == MODEL_ROW_TOTAL) {
            extent.total = r;
            totals++;
        }
    }
    if (stretches != 1)
        extent.first = extent.end;
    if (totals != 1)
        extent.total = SIZE_MAX;
    return extent;
}

static void define_column(struct xlsx_sheet *sheet, const char *base, size_t column,
                          const struct extent *extent)
{
    struct arena *arena = sheet->book->arena;
    const struct model_table *table = sheet->table;
    const char *name = xlsx_defined_name(arena, base, column_word(arena, table, column));
    lxw_row_t top = sheet->first_row - (lxw_row_t)sheet->part->first;
    lxw_col_t col = (lxw_col_t)column;
    if (extent->first < extent->end)
        define(sheet, name, top + (lxw_row_t)extent->first, col, top + (lxw_row_t)extent->end - 1,
               col);
    if (extent->total != SIZE_MAX && table->columns[column].total != MODEL_TOTAL_NONE) {
        lxw_row_t row = top + (lxw_row_t)extent->total;
        define(sheet, arena_printf(arena, "%s_合计", name), row, col, row, col);
    }
}

void xlsx_defined_write(struct xlsx_sheet *sheet)
{
    const struct xlsx_part *part = sheet->part;
    const struct model_table *table = sheet->table;
    struct arena *arena = sheet->book->arena;
    const char *base = xlsx_defined_name(arena, table->name ? table->name : part->name, "");
    struct extent extent = extent_of(part);
    if (part->block->kind != MODEL_TABLE || part->first == part->end || table->column_count == 0)
        return;
    if (part->number > 1)
        base = arena_printf(arena, "%s_续%zu", base, part->number);
    lxw_row_t last = sheet->first_row + (lxw_row_t)(part->end - part->first) - 1;
    base = define(sheet, base, sheet->head_row, 0, last, xlsx_last_column(table));
    for (size_t c = 0; c < table->column_count && table->column_count <= MOST_COLUMNS; c++)
        define_column(sheet, base, c, &extent);
}
