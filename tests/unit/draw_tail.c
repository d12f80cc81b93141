/* Mending the end of cairo's PDF: exactly that, and nothing that looks otherwise. */
#include <string.h>

#include <huibao/base.h>

#include "tail.h"
#include "tap.h"

static void expect(const char *before, const char *after)
{
    struct buf pdf = {0};

    buf_puts(&pdf, before);
    draw_tail_mend(&pdf, "<x/>");
    CHECK_STR(pdf.data, after);
    CHECK_INT(pdf.length, strlen(after));
    buf_done(&pdf);
}

TEST(language_title_xmp_and_date)
{
    expect("1 0 obj\n<<   /CreationDate (20261101000000Z)\n>>\n2 0 obj\n<< /Type /Catalog\n>>\n"
           "xref\n0 3\n0000000000 65535 f \ntrailer\n<< /Size 3\n>>\nstartxref\n77\n%%EOF\n",
           "1 0 obj\n<< /CreationDate (D:20261101000000Z)\n>>\n2 0 obj\n<< /Type /Catalog\n"
           "   /Lang (zh-CN)\n   /ViewerPreferences << /DisplayDocTitle true >>\n"
           "   /Metadata 3 0 R\n>>\n"
           "3 0 obj\n<< /Type /Metadata /Subtype /XML /Length 4 >>\nstream\n<x/>\nendstream\n"
           "endobj\nxref\n0 4\n0000000000 65535 f \n0000000163 00000 n \n"
           "trailer\n<< /Size 4\n>>\nstartxref\n246\n%%EOF\n");
}

TEST(what_looks_otherwise_stays)
{
    static const char *const other[] = {
        "%PDF",
        "<< /Type /Catalog\n>>\n",
        "<< /Type /Catalog\n>>\nxref\nstartxref\n999999999999999999999\n",
        "<< /Type /Catalog\n>>\nxref\nstartxref\n20\n",
        "xref\nstartxref\n0\n<< /Type /Catalog\n>>\n",
        "   /CreationDate (D:20261101)\n",
        /* the numbers of objects differ; the table is not where it is said to be */
        "<< /Type /Catalog\n>>\nxref\n0 3\ntrailer\n<< /Size 4\nstartxref\n21\n",
        "<< /Type /Catalog\n>>\nxref\n0 3\ntrailer\n<< /Size 3\nstartxref\n22\n",
        "<< /Type /Catalog\n>>\nxref\n0 \ntrailer\n<< /Size 3\nstartxref\n21\n",
    };

    for (size_t i = 0; i < BASE_COUNT(other); i++)
        expect(other[i], other[i]);
}
