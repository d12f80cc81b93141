/* XLSX as other programs write it, and as nobody should. */
#include "sheet_testing.h"

#include <stdio.h>
#include <string.h>

#include "tap.h"

static void check(const char *sheet, const char *strings, const char *styles, const char *want)
{
    struct arena *arena = arena_new();
    CHECK_STR(sheet_text(arena, workbook_write(sheet, strings, styles), 0), want);
    arena_free(arena);
}

TEST(shared_inline_and_rich_texts)
{
    check(SHEET("<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c>"
                "<c r=\"C1\" t=\"s\"><v>0</v></c></row>"
                "<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><r><t>王</t></r><r><t>某</t></r>"
                "<rPh sb=\"0\" eb=\"1\"><t>wang</t></rPh></is></c></row></sheetData>"),
          "<sst><si><t>姓名</t></si><si><r><t>户</t></r><r><t>号</t></r><rPh><t>hu</t></rPh></si>"
          "</sst>",
          NULL, "1: 户号||姓名|\n3: |王某|\n");
}

TEST(cells_and_rows_without_references)
{
    check(SHEET("<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>5</v></c>"
                "</row></sheetData>"),
          NULL, NULL, "1: 1||3|\n3: 5|\n");
}

TEST(rows_that_are_hidden)
{
    check(SHEET("<sheetData><row r=\"1\" hidden=\"0\"><c><v>1</v></c></row>"
                "<row r=\"2\" hidden=\"1\"><c><v>2</v></c></row>"
                "<row r=\"4\" hidden=\"true\"><c><v>4</v></c></row>"
                "<row><c><v>5</v></c></row></sheetData>"),
          NULL, NULL, "1: 1|\n2 hidden: 2|\n4 hidden: 4|\n5: 5|\n");
}

TEST(numbers_in_full)
{
    check(SHEET("<sheetData><row r=\"1\"><c><v>0.30000000000000004</v></c><c><v>1E3</v></c>"
                "<c><v>123456789012345</v></c><c><v>1.1010519900307801E+17</v></c>"
                "<c><v>-0.5</v></c><c><v>1.0000000000000001E-5</v></c></row></sheetData>"),
          NULL, NULL, "1: 0.3|1000|123456789012345|1.10105199003078E+17|-0.5|0.00001|\n");
}

#define STYLES                                                                                       \
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;" \
    "\"/><numFmt numFmtId=\"165\" formatCode=\"0&quot;days&quot;\"/></numFmts><cellStyleXfs>"        \
    "<xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"         \
    "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"22\"/><xf numFmtId=\"31\"/>"         \
    "</cellXfs></styleSheet>"

TEST(dates_by_their_format)
{
    check(SHEET("<sheetData><row r=\"1\"><c s=\"1\"><v>46027</v></c><c s=\"2\"><v>46296</v></c>"
                "<c s=\"3\"><v>46027</v></c><c s=\"4\"><v>46027.354166666664</v></c>"
                "<c s=\"5\"><v>60</v></c><c s=\"1\"><v>1</v></c><c s=\"1\"><v>0.5</v></c>"
                "<c s=\"1\"><v>-3</v></c><c s=\"99\"><v>46027</v></c></row></sheetData>"),
          NULL, STYLES,
          "1: 2026-01-05|2026-10-01|46027|2026-01-05 "
          "08:30:00|1900-02-28|1900-01-01|12:00:00|-3|46027|\n");
}

/* SHT009 for a formula without a value, also as openpyxl writes it; an error value as in a CSV file. */
TEST(formulas_logical_values_and_errors)
{
    check(SHEET("<sheetData><row r=\"1\"><c><f>A2</f><v>12</v></c><c t=\"str\"><f>B2</f><v>甲</v>"
                "</c><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c></row>"
                "<row r=\"2\"><c r=\"A2\"><f>B1</f></c><c r=\"B2\" t=\"e\"><v>#N/A</v></c>"
                "<c r=\"C2\"><f>B1</f><v></v></c><c r=\"D2\"><f>B1</f><v/></c>"
                "<c r=\"E2\" t=\"str\"><f>B1</f><v></v></c></row></sheetData>"),
          NULL, NULL, "1: 12|甲|是|否|\n2: |#N/A|\nSHT009 2:1\nSHT009 2:3\nSHT009 2:4\n");
}

TEST(percentages_as_they_are_shown)
{
    check(SHEET("<sheetData><row r=\"1\"><c s=\"1\"><v>0.356</v></c><c s=\"2\"><v>0.07</v></c>"
                "<c s=\"3\"><v>1</v></c><c s=\"4\"><v>0.5</v></c></row></sheetData>"),
          NULL,
          "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/><numFmt "
          "numFmtId=\"165\" formatCode=\"0&quot;%&quot;\"/></numFmts><cellXfs><xf numFmtId=\"0\"/>"
          "<xf numFmtId=\"164\"/><xf numFmtId=\"9\"/><xf numFmtId=\"10\"/><xf numFmtId=\"165\"/>"
          "</cellXfs></styleSheet>",
          "1: 35.6%|7%|100%|0.5|\n");
}

TEST(a_cell_merged_downwards_stands_in_every_row)
{
    check(SHEET("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"
                "<row r=\"2\"><c r=\"A2\"/><c r=\"B2\"><v>3</v></c></row>"
                "<row r=\"3\"><c r=\"B3\"><v>4</v></c></row>"
                "<row r=\"4\"><c r=\"B4\"><v>5</v></c></row></sheetData>"
                "<mergeCells><mergeCell ref=\"A1:A3\"/><mergeCell ref=\"B1:C1\"/></mergeCells>"),
          NULL, NULL, "1: 1|2|\n2: 1|3|\n3: 1|4|\n4: |5|\n");
}

TEST(escaped_control_characters_are_left_out)
{
    check(SHEET("<sheetData><row><c t=\"inlineStr\"><is><t>甲_x000D_乙_x4E00_</t></is></c></row>"
                "</sheetData>"),
          NULL, NULL, "1: 甲乙_x4E00_|\n");
}

TEST(SHT001_archives_that_are_no_workbook)
{
    static const struct part_text parts[] = {{"readme.txt", "x"}, {NULL, NULL}};
    struct arena *arena = arena_new();
    CHECK_STR(sheet_text(arena, package_write(parts), 0), "SHT001 0:0\n");
    arena_free(arena);
}

static void check_hint(const struct part_text *parts, const char *word)
{
    struct diags *diags = diags_new();
    CHECK(!sheet_open(package_write(parts), 1000, diags));
    if (CHECK_INT(diags_kept(diags), 1)) {
        CHECK_STR(diags_at(diags, 0)->kind->code, "SHT001");
        CHECK(strstr(diags_at(diags, 0)->hint, word) != NULL);
    }
    diags_free(diags);
}

TEST(SHT001_tables_of_other_formats)
{
    static const struct part_text ods[] = {
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
        {"content.xml", "<office:document-content/>"},
        {NULL, NULL}};
    static const struct part_text xlsb[] = {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" "
                        "Target=\"xl/workbook.bin\"/></Relationships>"},
        {"xl/workbook.bin", "\x83\x01"},
        {NULL, NULL}};
    check_hint(ods, "ODS");
    check_hint(xlsb, "XLSB");
}

TEST(SHT002_damage)
{
    check("<worksheet><sheetData><row>", NULL, NULL, "SHT002 0:0\n");
    check(SHEET("<sheetData><row><c t=\"s\"><v>7</v></c></row></sheetData>"), NULL, NULL,
          "SHT002 0:0\n");
    tap_write(tap_path("half.xlsx"), "PK\3\4 and no more", 16);
    struct arena *arena = arena_new();
    CHECK_STR(sheet_text(arena, tap_path("half.xlsx"), 0), "SHT002 0:0\n");
    arena_free(arena);
}

TEST(SHT005_a_bomb)
{
    struct buf sheet = {0};
    buf_puts(&sheet, "<worksheet><sheetData>");
    while (sheet.length < 40 << 20)
        buf_puts(&sheet, "                                                                ");
    buf_puts(&sheet, "</sheetData></worksheet>");
    check(sheet.data, NULL, NULL, "SHT005 0:0\n");
    buf_done(&sheet);
}

TEST(SHT006_entities)
{
    check("<!DOCTYPE w [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet><sheetData>"
          "<row><c><v>&b;</v></c></row></sheetData></worksheet>",
          NULL, NULL, "SHT006 0:0\n");
}

TEST(SHT007_columns_beyond_reason)
{
    check(SHEET("<sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData>"), NULL, NULL,
          "SHT007 1:0\n");
}

TEST(hostile_references_and_numbers)
{
    check(SHEET("<sheetData><row r=\"99999999999\"><c r=\"\"><v>1</v></c></row>"
                "<row r=\"-5\"><c r=\"ZZZZ9\" s=\"-1\"><v>2</v></c><c r=\"A\"><v>nan</v></c></row>"
                "</sheetData><mergeCells><mergeCell ref=\"A5:A1\"/><mergeCell ref=\"x\"/>"
                "<mergeCell ref=\"A1:A99999999\"/></mergeCells>"),
          NULL, NULL, "1: 1|\n2: nan|\n");
}

/* What packs no better than a sheet does, so that only its length is wrong. */
static void put_noise(struct buf *out, size_t length)
{
    uint32_t seed = 1;
    for (size_t end = out->length + length; out->length < end;) {
        seed = seed * 1664525 + 1013904223;
        buf_putc(out, (char)('a' + seed / 7 % 26));
    }
}

TEST(pieces_that_never_end)
{
    struct arena *arena = arena_new();
    struct buf text = {0};
    buf_puts(&text, "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>");
    put_noise(&text, 3 << 20);
    buf_puts(&text, "</t></is></c></row></sheetData></worksheet>");
    check(text.data, NULL, NULL, "SHT002 0:0\n");
    buf_clear(&text);
    buf_puts(&text, "<worksheet><sheetData><row a=\"");
    put_noise(&text, 3 << 20);
    buf_puts(&text, "\"/></sheetData></worksheet>");
    check(text.data, NULL, NULL, "SHT002 0:0\n");
    buf_clear(&text);
    buf_puts(&text, "<sst><si><t>");
    put_noise(&text, 3 << 20);
    buf_puts(&text, "</t></si></sst>");
    check(SHEET("<sheetData/>"), text.data, NULL, "SHT002 0:0\n");
    /* 400,000 bytes in one cell are odd, and read */
    buf_clear(&text);
    buf_puts(&text, "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>");
    put_noise(&text, 400000);
    buf_puts(&text, "</t></is></c></row></sheetData></worksheet>");
    const char *rows = sheet_text(arena, workbook_write(text.data, NULL, NULL), 0);
    CHECK_INT(strlen(rows), 400000 + strlen("1: |\n"));
    buf_done(&text);
    arena_free(arena);
}

TEST(SHT010_no_sheet)
{
    static const struct part_text parts[] = {
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" "
                        "Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/workbook.xml", "<workbook><sheets/></workbook>"},
        {"xl/_rels/workbook.xml.rels", "<Relationships/>"},
        {NULL, NULL}};
    struct arena *arena = arena_new();
    CHECK_STR(sheet_text(arena, package_write(parts), 0), "SHT010 0:0\n");
    arena_free(arena);
}

TEST(two_hundred_thousand_rows_and_a_stop)
{
    struct buf sheet = {0};
    buf_puts(&sheet, "<worksheet><sheetData>");
    for (int i = 1; i <= 200000; i++)
        buf_printf(&sheet, "<row r=\"%d\"><c r=\"A%d\"><v>%d</v></c></row>", i, i, i);
    buf_puts(&sheet, "</sheetData></worksheet>");
    struct arena *arena = arena_new();
    const char *text = sheet_text(arena, workbook_write(sheet.data, NULL, NULL), 0);
    size_t lines = 0;
    for (const char *at = text; (at = strchr(at, '\n')); at++)
        lines++;
    CHECK_INT(lines, 200000);
    buf_done(&sheet);
    arena_free(arena);
}

TEST(SHT003_a_password)
{
    static const char bytes[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
                                "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    struct arena *arena = arena_new();
    tap_write(tap_path("locked.xlsx"), bytes, sizeof bytes);
    CHECK_STR(sheet_text(arena, tap_path("locked.xlsx"), 0), "SHT003 0:0\n");
    arena_free(arena);
}

TEST(SHT011_too_much_shared_text)
{
    struct buf strings = {0};
    buf_puts(&strings, "<sst>");
    for (int i = 0; strings.length < 500000; i++)
        buf_printf(&strings, "<si><t>%d-%d</t></si>", i, i * 7919);
    buf_puts(&strings, "</sst>");
    check(SHEET("<sheetData/>"), strings.data, NULL, "SHT011 0:0\n");
    buf_done(&strings);
}
