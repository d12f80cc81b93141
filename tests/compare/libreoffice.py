"""Paragraphs as a flat OpenDocument text, configured as a Chinese user of LibreOffice can."""
from html import escape

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"
 xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:settings><config:config-item-set config:name="ooo:configuration-settings">
 <config:config-item config:name="CharacterCompressionType" config:type="short">1</config:config-item>
 <config:config-item config:name="IsKernAsianPunctuation" config:type="boolean">true</config:config-item>
</config:config-item-set></office:settings>
<office:font-face-decls>
 <style:font-face style:name="han" svg:font-family="FandolFang"/>
 <style:font-face style:name="latin" svg:font-family="'Liberation Serif'"/>
</office:font-face-decls>
<office:styles><style:default-style style:family="paragraph">
 <style:paragraph-properties fo:text-align="justify" style:justify-single-word="false" fo:margin-bottom="12pt"
  fo:line-height="26pt" style:line-break="strict" style:punctuation-wrap="simple"
  style:text-autospace="ideograph-alpha" fo:orphans="0" fo:widows="0" fo:text-indent="0pt"/>
 <style:text-properties style:font-name="latin" style:font-name-asian="han" fo:font-size="{size}pt"
  style:font-size-asian="{size}pt" fo:language="en" fo:country="US" style:language-asian="zh"
  style:country-asian="CN" fo:hyphenate="false"/>
</style:default-style></office:styles>
<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties
 fo:page-width="595pt" fo:page-height="842pt" fo:margin-left="72pt" fo:margin-top="72pt" fo:margin-bottom="72pt"
 fo:margin-right="{right}pt"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"/></office:master-styles>
<office:body><office:text>
{paragraphs}
</office:text></office:body></office:document>
"""


def document(texts, width, size):
    return DOCUMENT.format(size=size, right=595 - 72 - width,
                           paragraphs="\n".join("<text:p>%s</text:p>" % escape(t) for t in texts))
