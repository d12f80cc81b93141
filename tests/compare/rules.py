"""The rules of a Chinese line and the paragraphs that show whether an engine keeps them.

A rule is (name, source, paragraphs, judge). Paragraphs put the text in question at every place of a
line: a lead of 28 down to 1 characters, the text, a tail. A judge gets one set paragraph (see
measure.py) and returns None, or what is wrong as a short text: the observed break, or a measurement.
"""

MEASURE = 28  # squares of one em in a line: the page of GB/T 9704
LEAD = "今年以来，各社区组织网格员入户走访核实住房安全与用电情况"
TAIL = "等，社区都已登记在册，并按时报送街道。"


def at_every_place(text, tail=TAIL):
    return [LEAD[k:] + text + tail for k in range(MEASURE)]


def whole(text):
    """No line ends inside the text."""
    def judge(para):
        for a, b in para.breaks():
            joined = a + b
            at = joined.find(text, max(0, len(a) - len(text) + 1), len(a) + len(text) - 1)
            while at >= 0:
                if at < len(a) < at + len(text):
                    return joined[at:len(a)] + "|" + joined[len(a):at + len(text)]
                at = joined.find(text, at + 1, len(a) + len(text) - 1)
        return None
    return judge


def whole_case(name, source, *texts):
    paragraphs, judges = [], []
    for text in texts:
        for p in at_every_place(text):
            paragraphs.append(p)
            judges.append(whole(text))
    return name, source, paragraphs, judges


def no_start(marks):
    def judge(para):
        for a, b in para.breaks():
            if b[0] in marks:
                return a[-1] + "|" + b[:2]
        return None
    return judge


def no_end(marks):
    def judge(para):
        for a, b in para.breaks():
            if a[-1] in marks:
                return a[-2:] + "|" + b[0]
        return None
    return judge


def same_judge(name, source, paragraphs, judge):
    return name, source, paragraphs, [judge] * len(paragraphs)


def distance(first, last, ems, tolerance=0.06):
    """From the pen of `first` to the pen of `last` in a natural (last) line, in em."""
    def judge(para):
        line = para.lines[-1]
        a, b = line.find(first), line.find(last)
        if a is None or b is None:
            return "?"
        got = (b.x - a.x) / para.em
        return None if abs(got - ems) <= tolerance else "%.2f em" % got
    return judge


def right_edge(para):
    """Full lines end where the measure ends: a square there, a mark with half of it."""
    for line in para.lines[:-1]:
        last = line.chars[-1]
        if not ("\u4e00" <= last.c <= "\u9fff"):
            continue
        off = last.x + para.em - (para.left + MEASURE * para.em)
        if abs(off) > 0.35:
            return "%+.1f pt" % off
    return None


def mark_at_end(para):
    for line in para.lines[:-1]:
        last = line.chars[-1]
        if last.c in "，。、；：！？”）》":
            off = (last.x - (para.left + MEASURE * para.em)) / para.em
            if abs(off + 0.5) > 0.06:
                return "%s占%.2f字" % (last.c, -off) if off < 0.01 else "%s悬出" % last.c
    return None


def opening_at_start(para):
    for line in para.lines:
        if line.chars[0].c in "（《“" and len(line.chars) > 1:
            at = (line.chars[1].x - para.left) / para.em
            if abs(at - 0.5) > 0.12:
                return "%s占%.2f字" % (line.chars[0].c, at)
    return None


def even_digits(para):
    for line in para.lines[:-1]:
        for a, b in zip(line.chars, line.chars[1:]):
            if a.c.isdigit() and b.c.isdigit():
                pitch = (b.x - a.x) / para.em
                if pitch > 0.52:  # 11 may be kerned
                    return "%s%s距%.2f em" % (a.c, b.c, pitch)
    return None


def even_word(para):
    for line in para.lines[:-1]:
        natural = {}
        for a, b in zip(line.chars, line.chars[1:]):
            if a.c in "oa" and b.c.isascii() and b.c.isalpha():
                natural.setdefault(a.c, []).append((b.x - a.x) / para.em)
        for c, widths in natural.items():
            if max(widths) - min(widths) > 0.03 or max(widths) > 0.58:
                return "字母%s宽%.2f em" % (c, max(widths))
    return None


def orphan(para):
    last = "".join(c.c for c in para.lines[-1].chars)
    han = sum("\u4e00" <= c <= "\u9fff" for c in last)
    return "末行只有“%s”" % last if len(para.lines) > 1 and han < 2 else None


def pulled_in(para):
    """28 squares and a mark fit by taking half the commas' blanks; pushing out opens every gap."""
    first = "".join(c.c for c in para.lines[0].chars)
    return None if len(first) == MEASURE + 1 else "第一行%d字，推出%s" % (len(first), para.text[len(first) - 1:MEASURE + 1])


MARKED = [LEAD[k:] + "受理诉求（含热线转办）三十六件；其中“一老一小”事项二十件，《民法典》咨询八件。"
          "群众评价：满意！还有《居民公约》、“积分制”等。" for k in range(len(LEAD))]
MIXED = [LEAD[k:] + "使用Pango和Word工具，2026年11月登记12345人，其中residents有1284人，" + TAIL
         for k in range(len(LEAD))]

RULES = [
    same_judge("行首不出现 ，。、；：？！）》”", "CLREQ 3.1.3", MARKED, no_start("，。、；：？！）》”")),
    same_judge("行末不出现 （《“", "CLREQ 3.1.3", MARKED, no_end("（《“")),
    same_judge("行末标点占半字，正文右边齐", "CLREQ 3.1.2", MARKED, mark_at_end),
    same_judge("行首的（《“去掉左边半字", "CLREQ 3.1.2", MARKED, opening_at_start),
    same_judge("两端对齐：整行正好到版心边", "CLREQ 3.2", MARKED, right_edge),
    same_judge("先挤进，后推出", "CLREQ 3.2.2",
               ["今年以来，各社区组织网格员，入户走访核实住房安全与用电况。" + TAIL], pulled_in),
    same_judge("末行至少两个字（孤字）", "CLREQ 3.4",
               [(LEAD + "，登记居民信息，按时报送街道和有关的各部门")[:n] + "。"
                for n in range(27, 48)], orphan),
    same_judge("连用的标点占一字半", "CLREQ 3.1.2", ["甲好”，乙来"], distance("好", "乙", 2.5)),
    same_judge("？！合占一字", "CLREQ 3.1.2", ["甲好？！乙来"], distance("好", "乙", 2.0)),
    same_judge("间隔号占半字", "CLREQ 3.1.2", ["甲好·乙来"], distance("好", "乙", 1.5)),
    same_judge("省略号占两字", "GB/T 15834", ["甲好……乙来"], distance("好", "乙", 3.0)),
    whole_case("省略号不拆", "GB/T 15834", "……"),
    same_judge("破折号占两字", "GB/T 15834", ["甲好——乙来"], distance("好", "乙", 3.0)),
    whole_case("破折号不拆", "GB/T 15834", "——"),
    same_judge("汉字与数字间空四分之一字", "CLREQ 3.2.1", ["甲好36户"], distance("好", "3", 1.25)),
    same_judge("数字与全角标点间不另加空", "CLREQ 3.2.1", ["甲好，36户"], distance("，", "3", 1.0)),
    same_judge("汉字间的引号占一字", "CLREQ 3.1.2", ["甲好“乙来"], distance("好", "乙", 2.0)),
    same_judge("数字内不加空", "CLREQ 3.2.2", MIXED, even_digits),
    same_judge("西文词内不加空", "CLREQ 3.2.2", MIXED, even_word),
    whole_case("西文词不拆", "CLREQ", "Pango", "residents"),
    whole_case("数字不拆", "GB/T 15835", "12345", "1,284.50"),
    whole_case("数字与量词不拆", "GB/T 15835", "36户", "3.5万元", "5.2个百分点"),
    whole_case("数字与单位符号不拆", "GB/T 15835", "120㎡", "12.5％", "12.5%"),
    whole_case("日期的数字与年月日不拆", "GB/T 15835", "2026年", "11月", "30日"),
    whole_case("范围不拆", "GB/T 15835", "5～10", "2020—2025年"),
    whole_case("序数不拆", "GB/T 15835", "第3季度", "第12条"),
    whole_case("负号与数字不拆", "GB/T 15835", "－5.2％", "-5.2%"),
    whole_case("文号不拆", "GB/T 9704", "〔2026〕3号"),
    whole_case("时间、比例不拆", "GB/T 15835", "15:30", "3∶1"),
    whole_case("千分空的数不拆", "GB/T 15835", "2\u00a0316人次"),
]
READ_BACK = ("从PDF取回的文字一字不差", "pdftotext")  # of MIXED, in a document of their own
