/*
 * What cairo 1.16 gets wrong or cannot write in the last objects of a PDF, put right in its bytes:
 *   - the creation date lacks the D: that ISO 32000-1 §7.9.4 asks for; two of the three blanks
 *     before it make room, so that nothing moves;
 *   - the catalog has no /Lang, nothing that makes a reader show the title instead of the file's
 *     name, and no XMP. It is the last object before the cross-reference table, so only the table
 *     itself moves and gets one entry more, and with it the number after startxref.
 * A file that does not look as expected, from another cairo, is left as it is.
 */
#include <stdlib.h>
#include <string.h>

#include "tail.h"

static const char date_found[] = "   /CreationDate (2";
static const char date_wanted[] = " /CreationDate (D:2";
static const char catalog[] = "<< /Type /Catalog\n";
static const char table_start[] = "xref\n0 ";
static const char trailer[] = "trailer\n<< /Size ";
static const char start[] = "startxref\n";

/* The last place of a text in the PDF; NULL: nowhere. */
static char *find_last(const struct buf *pdf, const char *text)
{
    size_t length = strlen(text);

    for (size_t i = pdf->length; i >= length; i--)
        if (memcmp(pdf->data + i - length, text, length) == 0)
            return pdf->data + i - length;
    return NULL;
}

static void mend_date(struct buf *pdf)
{
    char *date = find_last(pdf, date_found);

    if (date)
        memcpy(date, date_wanted, strlen(date_wanted));
}

struct tail {           /* places in the PDF's bytes */
    size_t catalog;     /* behind the catalog's first line */
    size_t table;       /* xref */
    size_t entries;     /* behind the line with the number of objects */
    size_t trailer;     /* trailer */
    size_t after_count; /* behind the number of objects in it */
    size_t start;       /* startxref */
    size_t end;         /* behind its number */
    unsigned long long objects;
};

static bool is_at(const struct buf *pdf, size_t place, const char *text)
{
    size_t length = strlen(text);

    return place <= pdf->length && pdf->length - place >= length &&
           memcmp(pdf->data + place, text, length) == 0;
}

static bool read_tail(const struct buf *pdf, struct tail *ret)
{
    const char *root = find_last(pdf, catalog), *tail = find_last(pdf, start),
               *list = find_last(pdf, trailer);
    struct tail at = {0};
    char *end;

    if (!root || !tail || !list || list < root || tail < list)
        return false;
    at.catalog = (size_t)(root - pdf->data) + strlen(catalog);
    at.start = (size_t)(tail - pdf->data);
    at.table = strtoull(tail + strlen(start), &end, 10);
    at.end = (size_t)(end - pdf->data);
    at.trailer = (size_t)(list - pdf->data);
    if (at.table < at.catalog || at.table > at.trailer || !is_at(pdf, at.table, table_start))
        return false;
    at.objects = strtoull(pdf->data + at.table + strlen(table_start), &end, 10);
    at.entries = (size_t)(end - pdf->data) + 1;
    if (*end != '\n' || strtoull(list + strlen(trailer), &end, 10) != at.objects)
        return false;
    at.after_count = (size_t)(end - pdf->data);
    *ret = at;
    return true;
}

/* Everything from the catalog's first line on, with what it lacks, and the XMP behind it. */
static void mend_catalog(struct buf *pdf, const char *xmp)
{
    struct buf rest = {0};
    struct tail at;
    size_t object, table;

    if (!read_tail(pdf, &at))
        return;
    buf_printf(&rest,
               "   /Lang (zh-CN)\n   /ViewerPreferences << /DisplayDocTitle true >>\n"
               "   /Metadata %llu 0 R\n",
               at.objects);
    buf_append(&rest, pdf->data + at.catalog, at.table - at.catalog);
    object = at.catalog + rest.length;
    buf_printf(&rest,
               "%llu 0 obj\n<< /Type /Metadata /Subtype /XML /Length %zu >>\nstream\n%s\n"
               "endstream\nendobj\n",
               at.objects, strlen(xmp), xmp);
    table = at.catalog + rest.length;
    buf_printf(&rest, "%s%llu\n", table_start, at.objects + 1);
    buf_append(&rest, pdf->data + at.entries, at.trailer - at.entries);
    buf_printf(&rest, "%010zu 00000 n \n%s%llu", object, trailer, at.objects + 1);
    buf_append(&rest, pdf->data + at.after_count, at.start - at.after_count);
    buf_printf(&rest, "%s%zu", start, table);
    buf_append(&rest, pdf->data + at.end, pdf->length - at.end);
    pdf->length = at.catalog;
    buf_append(pdf, rest.data, rest.length);
    buf_done(&rest);
}

void draw_tail_mend(struct buf *pdf, const char *xmp)
{
    mend_date(pdf);
    mend_catalog(pdf, xmp);
}
