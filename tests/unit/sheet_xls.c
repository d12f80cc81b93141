/* Old workbooks, record by record ([MS-XLS]). */
#include <stdio.h>
#include <string.h>

#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-outfile.h>
#include <gsf/gsf-output-stdio.h>

#include "sheet_testing.h"
#include "tap.h"

/* ---- records ---- */

static void put16(struct buf *out, unsigned value)
{
    buf_putc(out, (char)(value & 0xFF));
    buf_putc(out, (char)(value >> 8 & 0xFF));
}

static void put32(struct buf *out, uint32_t value)
{
    put16(out, value & 0xFFFF);
    put16(out, value >> 16);
}

static void put_double(struct buf *out, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    put32(out, (uint32_t)bits);
    put32(out, (uint32_t)(bits >> 32));
}

static size_t begin(struct buf *out, unsigned type)
{
    put16(out, type);
    put16(out, 0);
    return out->length;
}

static void end(struct buf *out, size_t from)
{
    size_t length = out->length - from;
    out->data[from - 2] = (char)(length & 0xFF);
    out->data[from - 1] = (char)(length >> 8);
}

static void put_bof(struct buf *out, unsigned version, unsigned type)
{
    size_t from = begin(out, 0x0809);
    put16(out, version);
    put16(out, type);
    put32(out, 0x0DBB07CC);
    put32(out, 0);
    put32(out, 6);
    end(out, from);
}

static void put_eof(struct buf *out)
{
    end(out, begin(out, 0x000A));
}

static void put_xf(struct buf *out, unsigned format)
{
    size_t from = begin(out, 0x00E0);
    put16(out, 0);
    put16(out, format);
    for (int i = 0; i < 16; i++)
        buf_putc(out, 0);
    end(out, from);
}

static void put_format(struct buf *out, unsigned id, const char *code)
{
    size_t from = begin(out, 0x041E);
    put16(out, id);
    put16(out, (unsigned)strlen(code));
    buf_putc(out, 0);
    buf_puts(out, code);
    end(out, from);
}

/* Where its sheet begins stands in the first four bytes. */
static size_t put_boundsheet(struct buf *out, const char *name, unsigned hidden)
{
    size_t from = begin(out, 0x0085);
    put32(out, 0);
    put16(out, hidden);
    buf_putc(out, (char)strlen(name));
    buf_putc(out, 0);
    buf_puts(out, name);
    end(out, from);
    return from;
}

static void begin_sheet(struct buf *out, size_t boundsheet, unsigned rows, unsigned columns)
{
    uint32_t at = (uint32_t)out->length;
    for (size_t i = 0; i < 4; i++)
        out->data[boundsheet + i] = (char)(at >> 8 * i & 0xFF);
    put_bof(out, 0x0600, 0x0010);
    size_t from = begin(out, 0x0200);
    put32(out, 0);
    put32(out, rows);
    put16(out, 0);
    put16(out, columns);
    put16(out, 0);
    end(out, from);
}

enum { XF_GENERAL, XF_DATE, XF_PERCENT, XF_CHINESE_DATE };

static size_t begin_cell(struct buf *out, unsigned type, unsigned row, unsigned column, unsigned xf)
{
    size_t from = begin(out, type);
    put16(out, row);
    put16(out, column);
    put16(out, xf);
    return from;
}

static void put_number(struct buf *out, unsigned row, unsigned column, unsigned xf, double number)
{
    size_t from = begin_cell(out, 0x0203, row, column, xf);
    put_double(out, number);
    end(out, from);
}

static void put_rk(struct buf *out, unsigned row, unsigned column, unsigned xf, uint32_t rk)
{
    size_t from = begin_cell(out, 0x027E, row, column, xf);
    put32(out, rk);
    end(out, from);
}

static void end_formula(struct buf *out, size_t from)
{
    put16(out, 0);
    put32(out, 0);
    put16(out, 0);
    end(out, from);
}

static void put_formula(struct buf *out, unsigned row, unsigned column, unsigned xf, double number)
{
    size_t from = begin_cell(out, 0x0006, row, column, xf);
    put_double(out, number);
    end_formula(out, from);
}

/* A formula's result that is no number: 0 text, 1 logical, 2 error, 3 an empty text. */
static void put_result(struct buf *out, unsigned row, unsigned column, unsigned kind,
                       unsigned value)
{
    size_t from = begin_cell(out, 0x0006, row, column, XF_GENERAL);
    put16(out, kind);
    put16(out, value);
    put16(out, 0);
    put16(out, 0xFFFF);
    end_formula(out, from);
}

static void put_string(struct buf *out, unsigned count, const char *units, size_t length)
{
    size_t from = begin(out, 0x0207);
    put16(out, count);
    buf_putc(out, 1);
    buf_append(out, units, length);
    end(out, from);
}

static void put_logical(struct buf *out, unsigned row, unsigned column, unsigned value, bool error)
{
    size_t from = begin_cell(out, 0x0205, row, column, XF_GENERAL);
    buf_putc(out, (char)value);
    buf_putc(out, error);
    end(out, from);
}

static void put_merge(struct buf *out, unsigned first, unsigned last, unsigned column)
{
    size_t from = begin(out, 0x00E5);
    put16(out, 1);
    put16(out, first);
    put16(out, last);
    put16(out, column);
    put16(out, column);
    end(out, from);
}

static void put_globals(struct buf *out)
{
    put_bof(out, 0x0600, 0x0005);
    put_format(out, 164, "yyyy\"-\"mm");
    put_format(out, 165, "0.0%");
    static const unsigned formats[] = {
        [XF_GENERAL] = 0, [XF_DATE] = 164, [XF_PERCENT] = 165, [XF_CHINESE_DATE] = 31};
    for (size_t i = 0; i < BASE_COUNT(formats); i++)
        put_xf(out, formats[i]);
}

/* ---- files ---- */

static const char *compound_write(const char *name, const struct buf *stream)
{
    const char *path = tap_path(name);
    GsfOutput *bytes = gsf_output_stdio_new(path, NULL);
    GsfOutfile *file = gsf_outfile_msole_new(bytes);
    GsfOutput *book = gsf_outfile_new_child(file, "Workbook", FALSE);
    CHECK(gsf_output_write(book, stream->length, (const guint8 *)stream->data));
    gsf_output_close(book);
    gsf_output_close(GSF_OUTPUT(file));
    g_object_unref(book);
    g_object_unref(file);
    g_object_unref(bytes);
    return path;
}

static void put_everything(struct buf *out)
{
    put_globals(out);
    size_t sheet = put_boundsheet(out, "Sheet1", 0);
    put_eof(out);
    begin_sheet(out, sheet, 6, 4);
    put_number(out, 0, 0, XF_GENERAL, 12.5);
    put_number(out, 0, 1, XF_CHINESE_DATE, 46027);
    put_number(out, 0, 2, XF_PERCENT, 0.356);
    put_rk(out, 0, 3, XF_PERCENT, 7 << 2 | 3); /* 7 hundredths */
    put_formula(out, 1, 0, XF_GENERAL, 1235);
    put_formula(out, 1, 1, XF_DATE, 46296);
    put_formula(out, 1, 2, XF_PERCENT, 0.5);
    put_result(out, 1, 3, 3, 0);
    put_result(out, 2, 0, 0, 0);
    put_string(out, 2, "\x57\x7F\xC7\x52", 4); /* 罗勇 */
    put_result(out, 2, 1, 1, 1);
    put_result(out, 2, 2, 2, 0x07);
    put_logical(out, 2, 3, 0x2A, true);
    put_logical(out, 3, 0, 0, false);
    put_merge(out, 3, 4, 0);
    put_number(out, 3, 1, XF_GENERAL, 1);
    put_number(out, 4, 1, XF_GENERAL, 2);
    put_result(out, 5, 0, 0, 0);
    put_string(out, 3, "\x57\x7F\xC7\x52", 4);
    size_t from = begin(out, 0x003C); /* the last of three characters in one byte */
    buf_puts(out, (const char[]){0, 0});
    buf_putc(out, 0);
    buf_putc(out, 'A');
    end(out, from);
    put_eof(out);
}

TEST(what_formulas_and_formats_show)
{
    struct arena *arena = arena_new();
    struct buf out = {0};
    put_everything(&out);
    CHECK_STR(sheet_text(arena, compound_write("all.xls", &out), 0),
              "1: 12.5|2026-01-05|35.6%|7%|\n"
              "2: 1235|2026-10-01|50%|\n"
              "3: 罗勇|是|#DIV/0!|#N/A|\n"
              "4: 否|1|\n"
              "5: 否|2|\n"
              "6: 罗勇A|\n");
    buf_done(&out);
    arena_free(arena);
}

/* ---- texts ---- */

static void put_shared_cell(struct buf *out, unsigned row, unsigned column, uint32_t index)
{
    size_t from = begin_cell(out, 0x00FD, row, column, XF_GENERAL);
    put32(out, index);
    end(out, from);
}

static void put_label(struct buf *out, unsigned type, unsigned column, unsigned count,
                      const char *bytes, size_t length)
{
    size_t from = begin_cell(out, type, 0, column, XF_GENERAL);
    put16(out, count);
    buf_append(out, bytes, length);
    end(out, from);
}

#define LITERAL(text) text, sizeof(text) - 1

/* Four texts over three records: broken within a character row, before one, within marks of formatting. */
static void put_shared(struct buf *out)
{
    size_t from = begin(out, 0x00FC);
    put32(out, 9);
    put32(out, 4);
    buf_append(out, LITERAL("\x03\x00\x01\x57\x7F\xC7\x52")); /* 罗勇 and, in the next, A */
    end(out, from);
    from = begin(out, 0x003C);
    buf_append(out, LITERAL("\x00"
                            "A"));
    /* rich and phonetic: one run, five bytes of phonetic marks */
    buf_append(out, LITERAL("\x02\x00\x0C\x01\x00\x05\x00\x00\x00"
                            "BC"
                            "\x00\x00\x00\x00"
                            "pp"));
    end(out, from);
    from = begin(out, 0x003C);
    buf_append(out, LITERAL("ppp"));
    buf_append(out, LITERAL("\x02\x00\x01\x42\xD8\xB7\xDF"));         /* 𠮷 */
    buf_append(out, LITERAL("\x03\x00\x01\x42\xD8\x41\x00\x00\x00")); /* half of a pair, A, NUL */
    end(out, from);
}

TEST(shared_texts_over_several_records)
{
    struct arena *arena = arena_new();
    struct buf out = {0};
    put_globals(&out);
    size_t sheet = put_boundsheet(&out, "Sheet1", 0);
    put_shared(&out);
    put_eof(&out);
    begin_sheet(&out, sheet, 2, 4);
    for (unsigned i = 0; i < 4; i++)
        put_shared_cell(&out, 0, i, i);
    put_shared_cell(&out, 1, 0, 4); /* there is none */
    put_shared_cell(&out, 1, 1, UINT32_MAX);
    put_label(&out, 0x0204, 2, 2, LITERAL("\x01\x57\x7F\xC7\x52"));
    put_label(&out, 0x00D6, 3, 2,
              LITERAL("\x00"
                      "DE"
                      "\x00\x00"));
    put_eof(&out);
    CHECK_STR(sheet_text(arena, compound_write("shared.xls", &out), 0), "1: 罗勇A|BC|罗勇|DE|\n");
    buf_done(&out);
    arena_free(arena);
}

TEST(pairs_and_halves_of_them)
{
    struct arena *arena = arena_new();
    struct buf out = {0};
    put_globals(&out);
    size_t sheet = put_boundsheet(&out, "Sheet1", 0);
    put_shared(&out);
    put_eof(&out);
    begin_sheet(&out, sheet, 2, 4);
    put_shared_cell(&out, 0, 0, 2);
    put_shared_cell(&out, 0, 1, 3);
    put_eof(&out);
    CHECK_STR(sheet_text(arena, compound_write("pairs.xls", &out), 0), "1: 𠮷|\xEF\xBF\xBD"
                                                                       "A|\n");
    buf_done(&out);
    arena_free(arena);
}

/* BIFF 5, as Excel 95 wrote it: texts in the code page of its Windows. */
static const char *excel_95(struct arena *arena, unsigned code_page)
{
    struct buf out = {0};
    put_bof(&out, 0x0500, 0x0005);
    size_t from = begin(&out, 0x0042);
    put16(&out, code_page);
    end(&out, from);
    from = begin(&out, 0x0085);
    size_t sheet = from;
    put32(&out, 0);
    put16(&out, 0);
    buf_append(&out, LITERAL("\x04\xBE\xD3\xC3\xF1")); /* 居民 */
    end(&out, from);
    put_eof(&out);
    begin_sheet(&out, sheet, 1, 2);
    put_label(&out, 0x0204, 0, 4, LITERAL("\xC2\xDE\xD3\xC2"));
    put_label(&out, 0x0204, 1, 2, LITERAL("OK"));
    put_eof(&out);
    const char *text = sheet_text(arena, compound_write("95.xls", &out), 0);
    buf_done(&out);
    return text;
}

TEST(SHT002_texts_in_a_code_page)
{
    struct arena *arena = arena_new();
    CHECK_STR(excel_95(arena, 936), "1: 罗勇|OK|\n");
    CHECK_STR(excel_95(arena, 932), "SHT002 1:1\n");
    arena_free(arena);
}

TEST(SHT003_encrypted_records)
{
    struct arena *arena = arena_new();
    struct buf out = {0};
    put_globals(&out);
    size_t from = begin(&out, 0x002F);
    put16(&out, 1);
    end(&out, from);
    buf_puts(&out, "nothing that can be read");
    CHECK_STR(sheet_text(arena, compound_write("locked.xls", &out), 0), "SHT003 0:0\n");
    buf_done(&out);
    arena_free(arena);
}

TEST(charts_in_a_sheet_and_beside_it)
{
    struct arena *arena = arena_new();
    struct buf out = {0};
    put_globals(&out);
    size_t chart = put_boundsheet(&out, "Chart1", 0x0200);
    size_t sheet = put_boundsheet(&out, "Sheet1", 0);
    put_eof(&out);
    begin_sheet(&out, chart, 1, 1);
    put_number(&out, 0, 0, XF_GENERAL, 7);
    put_eof(&out);
    begin_sheet(&out, sheet, 2, 2);
    put_number(&out, 0, 0, XF_GENERAL, 1);
    put_number(&out, 1, 1, XF_GENERAL, 2);
    put_bof(&out, 0x0600, 0x0020);
    put_number(&out, 0, 1, XF_GENERAL, 99); /* the chart's own copy of a number */
    put_eof(&out);
    put_merge(&out, 0, 1, 0);
    put_eof(&out);
    CHECK_STR(sheet_text(arena, compound_write("charts.xls", &out), 0), "1: 1|\n2: 1|2|\n");
    buf_done(&out);
    arena_free(arena);
}

static void put_row(struct buf *out, unsigned row, unsigned flags)
{
    size_t from = begin(out, 0x0208);
    put16(out, row);
    put32(out, 0);
    put16(out, 0x00FF);
    put32(out, 0);
    put16(out, flags);
    put16(out, 0x000F);
    end(out, from);
}

TEST(hidden_rows)
{
    struct arena *arena = arena_new();
    struct buf out = {0};
    put_globals(&out);
    size_t sheet = put_boundsheet(&out, "Sheet1", 0);
    put_eof(&out);
    begin_sheet(&out, sheet, 1, 1);
    put_row(&out, 0, 0x0100);
    put_row(&out, 1, 0x0120);
    put_row(&out, 65535, 0x0120);
    end(&out, begin(&out, 0x0208)); /* a record too short to say anything */
    put_number(&out, 0, 0, XF_GENERAL, 1);
    put_number(&out, 1, 0, XF_GENERAL, 2);
    put_number(&out, 65535, 0, XF_GENERAL, 3);
    put_eof(&out);
    CHECK_STR(sheet_text(arena, compound_write("rows.xls", &out), 0),
              "1: 1|\n2 hidden: 2|\n65536 hidden: 3|\n");
    buf_done(&out);
    arena_free(arena);
}

TEST(SHT011_too_much_shared_text_of_an_old_book)
{
    struct buf out = {0};
    put_globals(&out);
    put_boundsheet(&out, "Sheet1", 0);
    put_shared(&out);
    put_eof(&out);
    struct diags *diags = diags_new();
    CHECK(!sheet_open(compound_write("much.xls", &out), 5, diags));
    CHECK_STR(diags_at(diags, 0)->kind->code, "SHT011");
    diags_free(diags);
    buf_done(&out);
}

TEST(hidden_sheets)
{
    struct buf out = {0};
    put_globals(&out);
    size_t first = put_boundsheet(&out, "Seen", 0), second = put_boundsheet(&out, "Hidden", 1);
    put_eof(&out);
    begin_sheet(&out, first, 1, 1);
    put_eof(&out);
    begin_sheet(&out, second, 1, 1);
    put_eof(&out);
    struct diags *diags = diags_new();
    struct sheet_book *book = sheet_open(compound_write("hidden.xls", &out), 1000, diags);
    if (CHECK(book) && CHECK_INT(sheet_count(book), 2)) {
        CHECK(!sheet_is_hidden(book, 0));
        CHECK(sheet_is_hidden(book, 1));
    }
    sheet_close(book);
    diags_free(diags);
    buf_done(&out);
}

/* Each byte wrong in turn: rows or a diagnostic, and no crash. */
TEST(every_byte_wrong_in_turn)
{
    struct arena *arena = arena_new();
    struct buf out = {0};
    put_everything(&out);
    for (size_t i = 0; i < out.length; i++) {
        char was = out.data[i];
        out.data[i] = (char)(was ^ (i % 3 == 0 ? 0xFF : i % 3 == 1 ? 0x80 : 1));
        CHECK(sheet_text(arena, compound_write("wrong.xls", &out), 0) != NULL);
        out.data[i] = was;
    }
    for (size_t length = 0; length < out.length; length += 7) {
        struct buf part = {0};
        buf_append(&part, out.data, length);
        CHECK(sheet_text(arena, compound_write("short.xls", &part), 0) != NULL);
        buf_done(&part);
    }
    buf_done(&out);
    arena_free(arena);
}

TEST(SHT004_compound_files_that_are_no_workbook)
{
    struct arena *arena = arena_new();
    struct buf out = {0};
    buf_puts(&out, "no records");
    CHECK_STR(sheet_text(arena, compound_write("word.xls", &out), 0), "SHT004 0:0\n");
    buf_done(&out);
    arena_free(arena);
}
