/*
 * A long 明细表 from the command line, beside a bare loop that steps through the same query and writes each
 * cell with libxlsxwriter as it comes: what definitions, masking, widths, number formats, the record of the
 * render and a workbook that is whole or not there cost.
 */
#include "detail.h"
#include "run.h"

#include <huibao/base.h>
#include <huibao/value.h>

#include <sqlite3.h>
#include <xlsxwriter.h>

#include <stdio.h>
#include <string.h>

enum { ROUNDS = 5 };

/* ---- the peer ---- */

/* The query is that of tests/bench/detail.md. */
static const char *query_of(struct arena *arena)
{
    struct diags *diags = diags_new();
    const char *text = file_read(arena, "tests/bench/detail.md", 1 << 16, NULL, diags);
    const char *from = text ? strstr(text, "WITH") : NULL, *to = from ? strchr(from, '"') : NULL;
    diags_free(diags);
    if (!to)
        bench_fail("no query in tests/bench/detail.md");
    return arena_strndup(arena, from, (size_t)(to - from));
}

static void write_text(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text,
                       lxw_format *const *formats)
{
    int32_t date = 0;
    if (value_date_parse_iso(text, &date))
        worksheet_write_number(sheet, row, column, date + 25569.0, formats[2]);
    else
        worksheet_write_string(sheet, row, column, text, formats[3]);
}

static void write_cell(lxw_worksheet *sheet, lxw_row_t row, int column, sqlite3_stmt *statement,
                       lxw_format *const *formats)
{
    lxw_col_t at = (lxw_col_t)column;
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        worksheet_write_number(sheet, row, at, (double)sqlite3_column_int64(statement, column),
                               formats[0]);
        break;
    case SQLITE_FLOAT:
        worksheet_write_number(sheet, row, at, sqlite3_column_double(statement, column),
                               formats[1]);
        break;
    default:
        write_text(sheet, row, at, (const char *)sqlite3_column_text(statement, column), formats);
        break;
    }
}

bool detail_run_bare(const char *path, int rows)
{
    static const char *const numbers[] = {"0", "0.0", "yyyy\"年\"m\"月\"d\"日\"", "General"};
    struct arena *arena = arena_new();
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK ||
        sqlite3_prepare_v2(db, query_of(arena), -1, &statement, NULL) != SQLITE_OK)
        return false;
    sqlite3_bind_int(statement, 1, rows);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *workbook = workbook_new_opt(path, &options);
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, "明细");
    lxw_format *formats[BASE_COUNT(numbers)];
    for (size_t i = 0; i < BASE_COUNT(numbers); i++) {
        formats[i] = workbook_add_format(workbook);
        format_set_num_format(formats[i], numbers[i]);
        format_set_border(formats[i], LXW_BORDER_THIN);
    }
    int columns = sqlite3_column_count(statement);
    lxw_row_t row = 0;
    for (int c = 0; c < columns; c++)
        worksheet_write_string(sheet, row, (lxw_col_t)c, sqlite3_column_name(statement, c), NULL);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        row++;
        for (int c = 0; c < columns; c++)
            write_cell(sheet, row, c, statement, formats);
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    arena_free(arena);
    return workbook_close(workbook) == LXW_NO_ERROR && row == (lxw_row_t)rows;
}

/* ---- both ---- */

void bench_detail(const char *huibao, const char *self, const char *directory, struct arena *arena)
{
    static const char *const sizes[] = {"100000", "1000000"};
    const char *path = arena_printf(arena, "%s/detail-bare.xlsx", directory);
    const char *database = arena_printf(arena, "%s/bench.db", directory);
    printf("\n%-43s %10s %10s %8s %10s\n", "明细表，从命令行，8 列", "huibao", "光写格子", "倍数",
           "内存");
    for (size_t i = 0; i < BASE_COUNT(sizes); i++) {
        const char *argument = arena_printf(arena, "行数=%s", sizes[i]);
        const char *const ours[] = {huibao,       "--db",    database, "--now",
                                    "2026-11-03", "-q",      "render", "tests/bench/detail.md",
                                    "-p",         argument,  "-f",     "xlsx",
                                    "-o",         directory, "--name", "detail",
                                    NULL};
        const char *const bare[] = {self, "--detail", path, sizes[i], NULL};
        struct sample first[ROUNDS], second[ROUNDS];
        for (size_t r = 0; r < ROUNDS; r++) {
            first[r] = bench_run(ours);
            second[r] = bench_run(bare);
        }
        struct sample mine = bench_median(first, ROUNDS), other = bench_median(second, ROUNDS);
        printf("%36s 行 %8.2f s %8.2f s %8.2f %7.1f MB\n", sizes[i], mine.seconds, other.seconds,
               mine.seconds / other.seconds, mine.megabytes);
    }
}
