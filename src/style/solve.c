/* From the values of a file to a page that can be: the grid, and what contradicts itself. */
#include "read.h"

#include "measure.h"
#include "style_diags.h"

/* The first of these keys that the file gives, for the place of a message. */
static const struct place *place_of(const struct style_file *file, const int *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (file->values[keys[i]])
            return &file->values[keys[i]]->place;
    return &file->place;
}
#define PLACE_OF(file, ...)                                                                        \
    place_of((file), (const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

static void check_side(struct style_file *file, int32_t margin, int32_t area, int32_t paper,
                       const char *const words[4])
{
    if (margin + area <= paper)
        return;
    struct arena *arena = file->reader.arena;
    const char *sum =
        arena_printf(arena, "%s %s 加%s %s 是 %s，%s %s", words[0], measure_show_mm(arena, margin),
                     words[1], measure_show_mm(arena, area), measure_show_mm(arena, margin + area),
                     words[2], measure_show_mm(arena, paper));
    diag_add(file->reader.diags, &STY011, PLACE_OF(file, TOP_AREA, TOP_MARGINS, TOP_PAPER),
             DIAG_ARGS(sum));
}

/* The text area must be there at all: margins may have eaten it. */
static bool check_area(struct style_file *file)
{
    struct style *style = &file->style;
    struct arena *arena = file->reader.arena;
    size_t errors = diags_count(file->reader.diags, DIAG_ERROR);
    check_side(file, style->margin_left, style->text_width, style->paper_width,
               (const char *const[]){"左边距", "版心宽", "纸宽", NULL});
    check_side(file, style->margin_top, style->text_height, style->paper_height,
               (const char *const[]){"上边距", "版心高", "纸高", NULL});
    int32_t least = style->text_width < style->text_height ? style->text_width : style->text_height;
    if (least < MM(20))
        diag_add(file->reader.diags, &STY011, PLACE_OF(file, TOP_MARGINS, TOP_AREA, TOP_PAPER),
                 DIAG_ARGS(arena_printf(arena, "页边之间只剩 %s",
                                        least < 0 ? "0" : measure_show_mm(arena, least))));
    return diags_count(file->reader.diags, DIAG_ERROR) == errors;
}

static void solve_chars(struct style_file *file)
{
    struct style *style = &file->style;
    struct arena *arena = file->reader.arena;
    int most = style->text_width / style->em;
    if (!style->chars_per_line)
        style->chars_per_line = most;
    style->pitch_x = style->text_width / style->chars_per_line;
    if (style->chars_per_line <= most)
        return;
    diag_add(file->reader.diags, &STY012, PLACE_OF(file, TOP_CHARS, TOP_SIZE, TOP_AREA),
             DIAG_ARGS(arena_printf(arena, "%d", style->chars_per_line),
                       measure_show_mm(arena, style->text_width), measure_show_pt(arena, style->em),
                       arena_printf(arena, "%d", most)));
    diag_hint(file->reader.diags, "写“每行字数: %d”或“每行字数: 自动”", most);
}

static void add_overlap(struct style_file *file, const struct place *place, const char *what,
                        int32_t pitch, int32_t size)
{
    struct arena *arena = file->reader.arena;
    diag_add(file->reader.diags, &STY014, place,
             DIAG_ARGS(what, measure_show_pt(arena, pitch), measure_show_pt(arena, size)));
}

/* Returns the pitch that the grid comes to; 0 if none can. */
static int32_t solve_lines(struct style_file *file)
{
    struct style *style = &file->style;
    struct arena *arena = file->reader.arena;
    const struct place *place = PLACE_OF(file, TOP_LINES, TOP_PITCH, TOP_SIZE, TOP_AREA);
    int32_t room = style->text_height - style->em;
    if (!style->lines_per_page && !style->line_pitch) {
        diag_add(file->reader.diags, &STY010, place, DIAG_ARGS("“每页行数: 自动”", "“行距: 铺满”"));
        diag_hint(file->reader.diags, "写明每页几行，或写明行距");
        return 0;
    }
    int32_t pitch = style->line_pitch;
    int most = pitch ? room / pitch + 1 : 0;
    if (!style->lines_per_page)
        style->lines_per_page = most;
    if (!pitch)
        pitch = room / (style->lines_per_page - 1);
    else if (style->lines_per_page > most) {
        diag_add(file->reader.diags, &STY013, place,
                 DIAG_ARGS(arena_printf(arena, "%d", style->lines_per_page),
                           measure_show_mm(arena, style->text_height),
                           measure_show_pt(arena, pitch), arena_printf(arena, "%d", most)));
        diag_hint(file->reader.diags, "写“每页行数: %d”或“每页行数: 自动”", most);
    }
    if (pitch >= style->em)
        return pitch;
    add_overlap(file, PLACE_OF(file, TOP_PITCH, TOP_LINES, TOP_SIZE, TOP_AREA), "正文", pitch,
                style->em);
    return 0;
}

static void check_zi(struct style_file *file, const struct place *place, const char *what, int zi)
{
    int chars = file->style.chars_per_line;
    struct arena *arena = file->reader.arena;
    if (2 * zi > chars)
        diag_add(file->reader.diags, &STY015, place,
                 DIAG_ARGS(what, arena_printf(arena, "%d", zi), arena_printf(arena, "%d", chars)));
}

/* The mark is one line and hangs free; every other element may run over two. */
static void check_element(struct style_file *file, enum style_element element, int32_t grid_pitch)
{
    const struct style_text *text = &file->style.text[element];
    const char *name = schema_elements.keys[element].word.chinese;
    const struct yaml *given = file->texts[element];
    const struct place *place =
        given ? &given->key->place : PLACE_OF(file, TOP_CHARS, TOP_PITCH, TOP_LINES, TOP_SIZE);
    int32_t pitch = text->line_pitch ? text->line_pitch : grid_pitch;
    bool single = element == STYLE_MARK || element == STYLE_PAGE_NUMBER;
    if (pitch < text->size && !single)
        add_overlap(file, place, name, pitch, text->size);
    check_zi(file, place, arena_printf(file->reader.arena, "%s缩进", name), text->indent_zi);
    check_zi(file, place, arena_printf(file->reader.arena, "%s悬挂", name), text->hang_zi);
}

static void check_page_number(struct style_file *file)
{
    const struct style *style = &file->style;
    struct arena *arena = file->reader.arena;
    int32_t left = style->paper_height - style->margin_top - style->text_height;
    int32_t needs = style->number_below + style->text[STYLE_PAGE_NUMBER].size / 2;
    if (needs > left)
        diag_add(file->reader.diags, &STY016,
                 PLACE_OF(file, TOP_NUMBER, TOP_MARGINS, TOP_AREA, TOP_PAPER),
                 DIAG_ARGS(measure_show_mm(arena, needs), measure_show_mm(arena, left)));
    check_zi(file, PLACE_OF(file, TOP_NUMBER, TOP_CHARS), "页码缩进", style->number_inset_zi);
}

static void check_tables(struct style_file *file)
{
    const struct style *style = &file->style;
    const struct style_text *cell = &style->text[STYLE_TABLE_CELL];
    struct arena *arena = file->reader.arena;
    int32_t needs = cell->line_pitch > cell->size ? cell->line_pitch : cell->size;
    if (style->table_row < needs)
        diag_add(file->reader.diags, &STY017, PLACE_OF(file, TOP_TABLES, TOP_ELEMENTS),
                 DIAG_ARGS(measure_show_pt(arena, style->table_row),
                           needs > cell->size ? "行距" : "字号", measure_show_pt(arena, needs)));
}

void style_file_solve(struct style_file *file)
{
    struct style *style = &file->style;
    style->first_baseline = (int32_t)((int64_t)style->em * 88 / 100);
    if (!check_area(file))
        return;
    solve_chars(file);
    int32_t pitch = solve_lines(file);
    for (int i = 0; pitch && i < STYLE_ELEMENT_COUNT; i++)
        check_element(file, (enum style_element)i, pitch);
    check_zi(file, PLACE_OF(file, TOP_LAST_LINE, TOP_CHARS), "末行至少", style->min_last_line_zi);
    check_page_number(file);
    check_tables(file);
}
