#include <huibao/base.h>
#include <huibao/page.h>

#include "xmp.h"

static void put_escaped(struct buf *out, const char *text)
{
    for (; *text; text++)
        if (*text == '&')
            buf_puts(out, "&amp;");
        else if (*text == '<')
            buf_puts(out, "&lt;");
        else if (*text == '>')
            buf_puts(out, "&gt;");
        else if ((unsigned char)*text >= 0x20)
            buf_putc(out, *text);
}

/* <dc:title><rdf:Alt><rdf:li xml:lang="x-default">…; `list` is Alt or Seq. Nothing for no text. */
static void put_list(struct buf *out, const char *name, const char *list, const char *text)
{
    if (!text || !text[0])
        return;
    buf_printf(out, "<%s><rdf:%s><rdf:li%s>", name, list,
               list[0] == 'A' ? " xml:lang=\"x-default\"" : "");
    put_escaped(out, text);
    buf_printf(out, "</rdf:li></rdf:%s></%s>\n", list, name);
}

void draw_xmp(const struct pages *pages, const char *date, struct buf *out)
{
    buf_puts(out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
                  "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                  "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                  "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
                  "<dc:format>application/pdf</dc:format>\n"
                  "<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>\n");
    put_list(out, "dc:title", "Alt", pages->title);
    put_list(out, "dc:creator", "Seq", pages->author);
    put_list(out, "dc:description", "Alt", pages->subject);
    buf_printf(out,
               "<xmp:CreateDate>%s</xmp:CreateDate>\n"
               "<xmp:CreatorTool>huibao " HUIBAO_VERSION "</xmp:CreatorTool>\n"
               "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>",
               date);
}
