"""Where each character of a PDF stands, by mutool, and what pdftotext reads."""
import html
import re
import statistics
import subprocess
from dataclasses import dataclass, field

CHAR = re.compile(r'<char [^>]*?\bx="([-.0-9]+)" y="([-.0-9]+)"[^>]*?\bc="([^"]*)"')


@dataclass
class Char:
    c: str
    x: float
    y: float
    page: int


@dataclass
class Line:
    chars: list

    def find(self, c):
        return next((char for char in self.chars if char.c == c), None)

    def text(self):
        return "".join(char.c for char in self.chars)


@dataclass
class Paragraph:
    text: str
    em: float
    left: float
    lines: list = field(default_factory=list)

    def breaks(self):
        texts = [line.text() for line in self.lines]
        return list(zip(texts, texts[1:]))


def plain(text):
    return re.sub(r"[\s\u200b\u00a0]", "", text)


def characters(pdf):
    out = subprocess.run(["mutool", "draw", "-q", "-F", "stext", "-o", "-", pdf], check=True,
                         capture_output=True, text=True).stdout
    chars, page = [], 0
    for line in out.splitlines():
        if "<page " in line:
            page += 1
        for x, y, c in CHAR.findall(line):
            c = html.unescape(c)
            if plain(c):
                chars.append(Char(c, float(x), float(y), page))
    return chars


def lines_of(chars, em):
    """By page and baseline, left to right; page numbers (smaller, below all) are dropped by matching."""
    rows = []
    for char in sorted(chars, key=lambda c: (c.page, c.y)):
        if rows and rows[-1][0].page == char.page and abs(rows[-1][0].y - char.y) < em / 3:
            rows[-1].append(char)
        else:
            rows.append([char])
    return [Line(sorted(row, key=lambda c: c.x)) for row in rows]


def paragraphs(pdf, texts, em):
    """The set lines of each text, in order; raises if a text does not come out."""
    lines = [line for line in lines_of(characters(pdf), em)
             if not re.fullmatch(r"—?\d+—?", line.text())]
    # Lines that begin with a trimmed mark begin further left.
    left = statistics.median(line.chars[0].x for line in lines)
    result, at = [], 0
    for text in texts:
        para = Paragraph(text, em, left)
        want, got = plain(text), ""
        while at < len(lines) and not want.startswith(lines[at].text()):
            at += 1  # a title
        while len(got) < len(want) and at < len(lines):
            para.lines.append(lines[at])
            got += lines[at].text()
            at += 1
        if got != want:
            raise SystemExit("%s: expected %s, found %s" % (pdf, want, got))
        result.append(para)
    return result


def read_text(pdf):
    """By pdftotext, lines joined, without page numbers."""
    out = subprocess.run(["pdftotext", "-raw", "-nopgbrk", pdf, "-"], check=True, capture_output=True,
                         text=True).stdout
    return "".join(line for line in out.splitlines() if not re.fullmatch(r"— ?\d+ ?—|\d+", line))


def difference(pdf, texts):
    """The first place where the text read from the PDF is not that of the paragraphs; None: it is."""
    want, got = "".join(texts), read_text(pdf)
    got = got[max(0, got.find(texts[0][:4])):]
    n = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
    return None if got == want else "“%s”成了“%s”" % (want[max(0, n - 2):n + 3], got[max(0, n - 2):n + 4])
