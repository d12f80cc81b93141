/* Records out of bytes: lines, quotes, limits, and every way of cutting the input into pieces. */
#include <stdio.h>

#include "private.h"
#include "tap.h"

static void note_record(void *context, const struct import_record *record)
{
    struct buf *out = context;
    buf_printf(out, "%ld:", record->line);
    for (size_t i = 0; i < record->count; i++)
        buf_printf(out, "[%s]", record->cells[i]);
    buf_putc(out, ' ');
}

/* All records of a text, read `step` bytes at a time, and then the diagnostics. */
static const char *read_all(struct arena *arena, const char *text, size_t step, size_t limit)
{
    struct buf out = {0};
    struct diags *diags = diags_new();
    struct arena *own = arena_new();
    struct import_csv *csv = import_csv_new(own, "f.csv", limit, note_record, &out, diags);
    size_t length = strlen(text);
    bool going = true;
    for (size_t at = 0; at < length && going; at += step)
        going = import_csv_feed(csv, text + at, at + step < length ? step : length - at);
    if (going)
        import_csv_finish(csv);
    for (size_t i = 0; i < diags_kept(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        buf_printf(&out, "%s@%ld:%ld ", diag->kind->code, diag->place.line, diag->place.column);
    }
    const char *result = out.data ? buf_copy(&out, arena) : "";
    arena_free(own);
    diags_free(diags);
    buf_done(&out);
    return result;
}

static void check_read(const char *text, const char *want)
{
    struct arena *arena = arena_new();
    for (size_t step = 1; step <= strlen(text) + 1; step++)
        if (!CHECK_STR(read_all(arena, text, step, 1000), want))
            break;
    arena_free(arena);
}

TEST(plain_records)
{
    check_read("", "");
    check_read("a,b\nc,d\n", "1:[a][b] 2:[c][d] ");
    check_read("a,b\nc,d", "1:[a][b] 2:[c][d] ");
    check_read("a,b\r\nc,d\r\n", "1:[a][b] 2:[c][d] ");
    check_read("a,b\rc,d\r", "1:[a][b] 2:[c][d] ");
    check_read("a\rb\nc\n", "1:[a] 2:[b] 3:[c] ");
    check_read("a,,\n,,\n,\n", "1:[a][][] 2:[][][] 3:[][] ");
    check_read("\n\n a , b \n\n\nc\n", "3:[a][b] 6:[c] ");
    check_read("\r\n\r\na\r\n", "3:[a] ");
}

TEST(quoted_records)
{
    check_read("\"a,b\",\"c\"\"d\"\n\"\",\"\"\"\"\n", "1:[a,b][c\"d] 2:[][\"] ");
    check_read("\"a\nb\",c\nd\n", "1:[a\nb][c] 3:[d] ");
    check_read("x\n\"a\r\nb\r\n\",c\r\nd\r\n", "1:[x] 2:[a\r\nb\r\n][c] 5:[d] ");
    check_read("\"a\" , \"b\"\n", "1:[a][b] ");
    check_read("\"a\"", "1:[a] ");
}

TEST(the_equals_sign_that_keeps_excel_from_reading_numbers)
{
    check_read("=\"007\",b,=\"a\"\"b\"\n=\"1\"\n", "1:[007][b][a\"b] 2:[1] ");
    check_read("a,=\"7\"", "1:[a][7] ");
    check_read("=,=1,a=\n=", "1:[=][=1][a=] 2:[=] ");
    check_read("a=\"b\",c\nd\n", "2:[d] IMP012@1:1 ");
    check_read("\"a,=\"\"b\"\"\",c\n", "1:[a,=\"b\"][c] ");
    check_read("\"a\"=\"b\"\nd\n", "2:[d] IMP012@1:1 ");
    check_read("=\"a", "IMP011@1:1 ");
}

TEST(IMP011_a_quote_that_is_never_closed)
{
    check_read("a,b\nc,\"d\ne,f\ng,h\n", "1:[a][b] IMP011@2:2 ");
    check_read("\"a", "IMP011@1:1 ");
    check_read("a,b,\"c\"\"d\n", "IMP011@1:3 ");
    check_read("a\n\"", "1:[a] IMP011@2:1 ");
    check_read("\"x\ny\",\"z\n", "IMP011@2:2 ");
}

TEST(IMP012_quotes_in_wrong_places)
{
    check_read("a,5\" pipe,c\nd,e,f\n", "2:[d][e][f] IMP012@1:2 ");
    check_read("\"a\"b,c\nd,e\n", "2:[d][e] IMP012@1:1 ");
    check_read("a,b\nx,\"y\nz\",\"w\"v\nd,e\n", "1:[a][b] 4:[d][e] IMP012@3:3 ");
    /* a missing end swallows up to the next quote; reading goes on after that line */
    check_read("a,\"b\nc,d\ne,\"f\"\ng,h\n", "4:[g][h] IMP012@3:2 ");
    check_read("a\"\nb\"\nc\n", "3:[c] IMP012@1:1 IMP012@2:1 ");
    check_read("a\"", "IMP012@1:1 ");
}

TEST(IMP010_a_record_that_is_too_long)
{
    struct arena *arena = arena_new();
    for (size_t step = 1; step < 30; step++) {
        CHECK_STR(read_all(arena, "ab,cd\n0123456789\nx\n", step, 10), "1:[ab][cd] IMP010@2:0 ");
        CHECK_STR(read_all(arena, "ab,cd\n012345678\nx\n", step, 10),
                  "1:[ab][cd] 2:[012345678] 3:[x] ");
        CHECK_STR(read_all(arena, "a\n\"b\nc\nd\ne\nf\ng\nh\n", step, 10), "1:[a] IMP011@2:1 ");
        CHECK_STR(read_all(arena, "\n\n\n\n\n\n\n\n\n\n\n\n\na\n", step, 10), "14:[a] ");
        CHECK_STR(read_all(arena, "a\"23456789012\nb\n", step, 10), "IMP012@1:1 IMP010@1:0 ");
    }
    arena_free(arena);
}

/* Whatever cells hold, writing them by RFC 4180 and reading them gives them back. */
TEST(what_is_written_is_read)
{
    static const char *const parts[] = {"", "a", "\"", ",", "\n", "\r\n", "张三", " ", "'", ";"};
    unsigned seed = 1;
    struct arena *arena = arena_new();
    for (int round = 0; round < 300; round++) {
        struct buf text = {0}, want = {0};
        long line = 1;
        for (int row = 0; row < 3; row++) {
            buf_printf(&want, "%ld:", line);
            for (int cell = 0; cell < 3; cell++) {
                buf_puts(&text, cell ? ",\"" : "\"");
                buf_putc(&want, '[');
                for (int i = 0; i < 4; i++) {
                    seed = seed * 1103515245U + 12345U;
                    const char *part = parts[seed >> 16 & 7U];
                    buf_puts(&text, *part == '"' ? "\"\"" : part);
                    buf_puts(&want, part);
                    line += strchr(part, '\n') != NULL;
                }
                buf_putc(&text, '"');
                buf_putc(&want, ']');
            }
            buf_putc(&text, '\n');
            buf_putc(&want, ' ');
            line++;
        }
        bool same = CHECK_STR(read_all(arena, text.data, 1 + seed % 7, 10000), want.data);
        buf_done(&text);
        buf_done(&want);
        if (!same)
            break;
    }
    arena_free(arena);
}
