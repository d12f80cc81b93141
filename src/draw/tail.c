/*
 * What cairo 1.16 gets wrong or cannot write in the last objects of a PDF, put right in its bytes:
 *   - the creation date lacks the D: that ISO 32000-1 §7.9.4 asks for; two of the three blanks
 *     before it make room, so that nothing moves;
 *   - the catalog has no /Lang, and nothing that makes a reader show the title instead of the file's
 *     name. It is the last object before the cross-reference table, so only the
 *     table itself moves, and with it the number after startxref.
 * A file that does not look as expected, from another cairo, is left as it is.
 */
#include <stdlib.h>
#include <string.h>

#include "tail.h"

static const char date_found[] = "   /CreationDate (2";
static const char date_wanted[] = " /CreationDate (D:2";
static const char catalog[] = "<< /Type /Catalog\n";
static const char language[] = "   /Lang (zh-CN)\n"
                               "   /ViewerPreferences << /DisplayDocTitle true >>\n";
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

/* Everything from the catalog's first line on, with the language and the table's new place. */
static void add_language(struct buf *pdf)
{
    const char *at = find_last(pdf, catalog), *tail = find_last(pdf, start);
    struct buf rest = {0};
    unsigned long long table;
    size_t keep;
    char *end;

    if (!at || !tail || tail < at)
        return;
    keep = (size_t)(at - pdf->data) + strlen(catalog);
    table = strtoull(tail + strlen(start), &end, 10);
    if (table < keep || table > pdf->length || strncmp(pdf->data + table, "xref\n", 5) != 0)
        return;
    buf_puts(&rest, language);
    buf_append(&rest, pdf->data + keep, (size_t)(tail - pdf->data) - keep);
    buf_printf(&rest, "%s%llu", start, table + strlen(language));
    buf_append(&rest, end, (size_t)(pdf->data + pdf->length - end));
    pdf->length = keep;
    buf_append(pdf, rest.data, rest.length);
    buf_done(&rest);
}

void draw_tail_mend(struct buf *pdf)
{
    mend_date(pdf);
    add_language(pdf);
}
