/* Mending the end of cairo's PDF: exactly that, and nothing that looks otherwise. */
#include <string.h>

#include <huibao/base.h>

#include "tail.h"
#include "tap.h"

static void expect(const char *before, const char *after)
{
    struct buf pdf = {0};

    buf_puts(&pdf, before);
    draw_tail_mend(&pdf);
    CHECK_STR(pdf.data, after);
    CHECK_INT(pdf.length, strlen(after));
    buf_done(&pdf);
}

TEST(language_and_date)
{
    expect("1 0 obj\n<<   /CreationDate (20261101000000Z)\n>>\n2 0 obj\n<< /Type /Catalog\n>>\n"
           "xref\n0 1\nstartxref\n77\n%%EOF\n",
           "1 0 obj\n<< /CreationDate (D:20261101000000Z)\n>>\n2 0 obj\n<< /Type /Catalog\n"
           "   /Lang (zh-CN)\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\n"
           "xref\n0 1\nstartxref\n144\n%%EOF\n");
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
    };

    for (size_t i = 0; i < BASE_COUNT(other); i++)
        expect(other[i], other[i]);
}
