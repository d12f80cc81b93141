"""Reads workbooks back with openpyxl. Called by xlsx-readback.

    xlsx_readback.py dump BOOK             everything a user can see or recalculate, as text
    xlsx_readback.py forget BOOK NEW       the same workbook without the results of its formulas
    xlsx_readback.py compare BOOK OTHER    cell values of two workbooks, as recalculated
    xlsx_readback.py looks BOOK OTHER      what cells and sheets of two workbooks look like, as LibreOffice saves them again
    xlsx_readback.py agree BOOK CSV…       whether every row of the tables stands in the workbook, number by number
    xlsx_readback.py correct BOOK NEW      the same workbook with SHEET!CELL=NUMBER … put in
    xlsx_readback.py colours PAGE…         how many patches of each mark's colour the pages (PPM) show
"""
import csv
import re
import sys
import zipfile

import openpyxl
from openpyxl.utils import get_column_letter


def decoded(text):
    """_x000d_ and _x000D_ are one character; openpyxl leaves them to its caller."""
    return re.sub("_x[0-9A-Fa-f]{4}_", lambda m: m.group().upper(), text)


def shown(value):
    if hasattr(value, "isoformat"):
        return "date " + value.isoformat()[:10]
    if isinstance(value, (int, float)):
        return "number %.15g" % value
    unseen = re.compile("[\x00-\x1f\x7f\ufffe\uffff]")
    return "text " + unseen.sub(lambda m: "<%04X>" % ord(m.group()), value)


def edges(border):
    letters = {"medium": "M", "thin": "t", None: "-"}
    return "".join(letters[getattr(border, side).style] for side in ("top", "bottom", "left", "right"))


def dump_sheet(sheet, cached, most_rows=16):
    print("sheet", sheet.title)
    setup, margins = sheet.page_setup, sheet.page_margins
    print("  paper", setup.paperSize, setup.orientation, "wide", setup.fitToWidth, "high", setup.fitToHeight,
          "centred", sheet.print_options.horizontalCentered)
    print("  margins mm", *(round(25.4 * getattr(margins, m)) for m in ("left", "right", "top", "bottom")))
    print("  footer", sheet.oddFooter.center.text)
    print("  freeze", sheet.freeze_panes, "titles", sheet.print_title_rows, "area", sheet.print_area)
    print("  widths", *("%s=%.1f" % (get_column_letter(i + 1), sheet.column_dimensions[get_column_letter(i + 1)].width)
                        for i in range(sheet.max_column)))
    merged = sorted(str(r) for r in sheet.merged_cells.ranges)
    links = {cell.coordinate: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    print("  links", *("%s→%s" % link for link in sorted(links.items())))
    print("  merged", *(merged if len(merged) < 60 else merged[:6] + ["…"] + merged[-6:] + [len(merged)]))
    last = sheet.max_row  # openpyxl counts anew each time
    for row in sheet.iter_rows():
        number = row[0].row
        if most_rows // 2 < number <= last - most_rows // 2:
            continue
        print("  row %d %.4gpt" % (number, sheet.row_dimensions[number].height or 0))
        for cell in row:
            if cell.value is None and not cell.has_style:
                continue
            formula = cell.data_type == "f"
            value = cached.get(cell.coordinate)
            line = "    %s %s" % (cell.coordinate, "blank" if cell.value is None else shown(value))
            if formula:
                line += " | " + cell.value
            alignment = cell.alignment
            print(line, "|", cell.number_format, "|", alignment.horizontal, "wrap" if alignment.wrap_text else "fit" if alignment.shrink_to_fit else "",
                  *(["indent %d" % alignment.indent] if alignment.horizontal == "left" and alignment.indent else []),
                  edges(cell.border), "|", cell.font.name, "%g" % cell.font.size, "bold" if cell.font.bold else "")


def dump_marks(sheet):
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            fill, font = rule.dxf.fill.bgColor.rgb, rule.dxf.font.color.rgb
            print("  mark %d" % rule.priority, area.sqref, rule.type, "=" + rule.formula[0], font, "on", fill)


def line_of(part):
    """The colour, pattern or absence of a shape's inside or outline."""
    if part is None:
        return "auto"
    if part.noFill:
        return "none"
    color = lambda choice: getattr(choice.srgbClr, "val", choice.srgbClr)
    if getattr(part, "pattFill", None):
        return "%s/%s" % (part.pattFill.prst, color(part.pattFill.fgClr))
    return color(part.solidFill) if part.solidFill else "auto"


def dump_series(series):
    print("    series", series.tx.strRef.f, "of", series.cat.strRef.f, "is", series.val.numRef.f)
    looks = series.spPr
    if looks:
        print("      inside", line_of(looks), "outline", line_of(looks.ln), looks.ln.prstDash or "solid" if looks.ln else "")
    if getattr(series, "marker", None) and series.marker.spPr:
        print("      marker", series.marker.symbol, line_of(series.marker.spPr))
    for point in series.dPt:
        print("      sector", point.idx, line_of(point.spPr))
    labels = series.dLbls
    if labels:
        print("      labels", labels.numFmt, "at", labels.dLblPos, "on", line_of(labels.spPr),
              "in", labels.txPr.p[0].pPr.defRPr.latin.typeface)


def dump_axis(name, axis):
    title = "".join(run.t for run in axis.title.tx.rich.p[0].r) if axis.title else "-"
    print("    axis", name, "title", title, "format", axis.numFmt.formatCode if axis.numFmt else "-", axis.scaling.orientation,
          "crosses", axis.crosses, "grid" if axis.majorGridlines else "no grid")


def dump_chart(chart):
    start, end = chart.anchor._from, chart.anchor.to
    title = "".join(run.t for run in chart.title.tx.rich.p[0].r)
    print("  chart", chart.tagname, getattr(chart, "barDir", "") or "", getattr(chart, "grouping", "") or "", title)
    print("    from", start.col, start.row, "to", end.col, end.colOff, end.row, "legend", chart.legend.position if chart.legend else "-")
    for series in chart.series:
        dump_series(series)
    for name in ("x_axis", "y_axis"):
        if hasattr(chart, name):
            dump_axis(name, getattr(chart, name))


def results(path):
    """The values of each sheet by their cells, read as a stream: long sheets with merged cells are slow otherwise."""
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    values = {sheet.title: {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row
                            if cell.value is not None} for sheet in book}
    book.close()
    return values


def dump(path):
    book = openpyxl.load_workbook(path)
    cached = results(path)
    properties = book.properties
    print("title", properties.title)
    print("subject", properties.subject)
    print("author", properties.creator)
    print("keywords", properties.keywords)
    for name, defined in sorted(book.defined_names.items() if hasattr(book.defined_names, "items") else
                                ((d.name, d) for d in book.defined_names.definedName)):
        print("name", name, defined.attr_text)
    print("created", properties.created.isoformat(), "active", book.active.title)
    normal = book._fonts[0]
    print("normal face", normal.name, "%g" % normal.size)
    for sheet in book:
        dump_sheet(sheet, cached[sheet.title])
        dump_marks(sheet)
        for chart in sheet._charts:
            dump_chart(chart)


def forget(path, new):
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as out:
        for part in book.namelist():
            data = book.read(part)
            if part.startswith("xl/worksheets/"):
                data = re.sub(rb"</f><v>[^<]*</v>", b"</f>", data)
            out.writestr(part, data)


def correct(path, new, *figures):
    book = openpyxl.load_workbook(path)
    for figure in figures:
        where, number = figure.split("=")
        sheet, cell = where.split("!")
        book[sheet][cell] = float(number)
    book.save(new)


MARKS = {"red": (0xFF, 0xC7, 0xCE), "amber": (0xFF, 0xEB, 0x9C)}


def patches(pixels, width, colour):
    """Rectangles of a colour: runs of a line that do not go on from the line above."""
    found, above = 0, []
    for start in range(0, len(pixels), width * 3):
        line, runs, x = pixels[start:start + width * 3], [], 0
        while x < width:
            begin = x
            while x < width and line[x * 3:x * 3 + 3] == colour:
                x += 1
            if x - begin > 20:  # what is within characters is narrower
                runs.append((begin, x))
            x += 1
        found += sum(not any(a < end and begin < b for a, b in above) for begin, end in runs)
        above = runs
    return found


def colours(*pages):
    found = dict.fromkeys(MARKS, 0)
    for page in pages:
        data = open(page, "rb").read()
        size = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
        for name, colour in MARKS.items():
            found[name] += patches(data[size.end():], int(size.group(1)), bytes(colour))
    print(*("%s %d" % pair for pair in found.items()))


def plain_format(number_format):
    """The format whichever way its literal characters are marked; a literal % is none that multiplies."""
    quoted = re.sub(r"\\(.)", r'"\1"', number_format)
    return re.sub('"([^"]*)"', lambda m: m.group(1).replace("%", "<%>"), quoted)


def looks(path):
    """What a cell and a sheet look like, but for what LibreOffice writes in its own way."""
    found = {}
    for sheet in openpyxl.load_workbook(path):
        found[sheet.title, "merged"] = sorted(map(str, sheet.merged_cells.ranges))
        found[sheet.title, "paper"] = (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth or 1,
                                       sheet.print_title_rows, sheet.print_area, len(sheet._charts))
        default = sheet.sheet_format.defaultColWidth or sheet.sheet_format.baseColWidth
        for column in range(1, sheet.max_column + 1):
            spans = [d.width for d in sheet.column_dimensions.values() if d.min <= column <= d.max]
            found[sheet.title, "width of", get_column_letter(column)] = round(spans[0] if spans else default)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                align, font, border = cell.alignment, cell.font, cell.border
                found[sheet.title, cell.coordinate] = (
                    plain_format(cell.number_format), align.horizontal, align.indent, bool(align.wrap_text), align.vertical,
                    font.sz, bool(font.b), edges(border)[:3], cell.hyperlink.location if cell.hyperlink else None)
    return found


def compare_looks(path, other):
    ours, theirs = looks(path), looks(other)
    differences = [key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key)]
    for key in sorted(differences, key=str)[:20]:
        print(*key, ours.get(key), theirs.get(key))
    print(len(ours), "looks,", len(differences), "differences")
    return 1 if differences or not ours else 0


def tokens(cells):
    """What a row holds, whatever its columns: numbers as they are shown, texts, days."""
    found = []
    for cell in cells:
        value, places = cell if isinstance(cell, tuple) else (cell, None)
        if value in (None, "", "—"):
            continue
        if hasattr(value, "isoformat"):
            value = value.isoformat()[:10]
        elif isinstance(value, (int, float)):
            value = "%.*f" % (places, value)
        found.append(decoded(value).lstrip("'").replace("\n", " "))
    return tuple(found)


def places_of(number_format):
    match = re.match(r"#?,?#*0(?:\.(0+))?", number_format)
    return len(match.group(1) or "") if match else 15


def agree(path, *tables):
    """Every row of the tables, as CSV files have them, stands in the workbook with the same numbers."""
    formats, rows = openpyxl.load_workbook(path), set()
    for sheet in openpyxl.load_workbook(path, data_only=True):
        for row in sheet.iter_rows():
            rows.add(tokens((cell.value, places_of(formats[sheet.title][cell.coordinate].number_format)) for cell in row))
    wrong = count = 0
    for table in tables:
        lines = list(csv.reader(open(table, encoding="utf-8", newline="")))
        beside = [i for i, title in enumerate(lines[0]) if title in ("行别", "分组", "层级")]
        for line in lines[1:]:
            wanted = tokens(cell for i, cell in enumerate(line) if i not in beside)
            count += 1
            if wanted not in rows:
                wrong += 1
                print(table, wanted)
    print(count, "rows of", len(tables), "tables,", wrong, "not in the workbook")
    return 1 if wrong or (tables and not count) else 0


def compare(path, other):
    ours, theirs = results(path), results(other)
    differences = cells = 0
    assert list(ours) == list(theirs), (list(ours), list(theirs))
    for sheet in ours:
        cells += len(ours[sheet])
        for cell in ours[sheet].keys() | theirs[sheet].keys():
            a, b = ours[sheet].get(cell), theirs[sheet].get(cell)
            if isinstance(a, str) and isinstance(b, str):
                a, b = decoded(a), decoded(b)
            same = abs(a - b) <= 1e-9 * max(1, abs(a)) if isinstance(a, (int, float)) and \
                isinstance(b, (int, float)) else a == b
            if not same:
                differences += 1
                print(sheet, cell, repr(a), repr(b))
    print(cells, "cells,", differences, "differences")
    return 1 if differences or cells == 0 else 0


if sys.argv[1] == "dump":
    dump(sys.argv[2])
elif sys.argv[1] == "forget":
    forget(sys.argv[2], sys.argv[3])
elif sys.argv[1] == "correct":
    correct(*sys.argv[2:])
elif sys.argv[1] == "agree":
    sys.exit(agree(*sys.argv[2:]))
elif sys.argv[1] == "looks":
    sys.exit(compare_looks(sys.argv[2], sys.argv[3]))
elif sys.argv[1] == "colours":
    colours(*sys.argv[2:])
else:
    sys.exit(compare(sys.argv[2], sys.argv[3]))
