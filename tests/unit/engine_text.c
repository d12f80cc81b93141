/*
 * Text through typeset and draw and back out of the PDF by poppler: every character of
 * 通用规范汉字表 in every role, and random paragraphs, justified, gapped and compressed.
 */
#include <huibao/draw.h>
#include <huibao/fonts.h>
#include <huibao/model.h>
#include <huibao/page.h>
#include <huibao/style.h>
#include <huibao/typeset.h>

#include "../../src/typeset/typeset_diags.h"
#include "engine_testing.h"
#include "fonts_testing.h"

enum { LISTED = 8105 };

struct press { /* from text to text */
    struct arena *arena;
    struct world world;
    struct diags *diags;
    struct fonts *fonts;
    struct style style;
    struct model *model;
};

static struct press press_open(void)
{
    struct press press = {.arena = arena_new(), .diags = diags_new(), .model = model_new()};
    world_init(&press.world);
    press.fonts = fonts_open(fonts_testing_dir(), &press.world, press.diags);
    press.style = *style_builtin("gbt9704");
    return press;
}

static void press_close(struct press *press)
{
    model_free(press->model);
    fonts_close(press->fonts);
    diags_free(press->diags);
    arena_free(press->arena);
}

static void press_add(struct press *press, const char *text)
{
    model_add(press->model, MODEL_PARAGRAPH)->text = model_text_plain(press->model->arena, text);
}

/* What a command says of the PDF, without lines that hold a page number. */
static char *press_extract(struct press *press, const char *command, const char *path,
                           const char *rest)
{
    struct buf out = {0};
    char *line = NULL;
    size_t room = 0;
    FILE *pipe = popen(arena_printf(press->arena, "%s '%s' %s", command, path, rest), "r");
    CHECK(pipe != NULL);
    while (pipe && getline(&line, &room, pipe) > 0) {
        unsigned number;
        int used = 0;
        if (sscanf(line, " — %u —%n", &number, &used) == 1 && used)
            continue;
        buf_puts(&out, line);
    }
    CHECK(pipe && pclose(pipe) == 0);
    free(line);
    char *copy = buf_copy(&out, press->arena);
    buf_done(&out);
    return copy;
}

static bool press_print(struct press *press, const char *path)
{
    struct pages *pages =
        typeset_model(press->model, &press->style, press->fonts, &press->world, press->diags);
    bool drawn = pages && draw_pdf(pages, press->fonts, path, press->diags);
    pages_free(pages);
    return CHECK(drawn);
}

/*
 * Whether the extracted text is the paragraphs: a line end stands for nothing, for a blank between
 * Latin words, or for the end of a paragraph, and no other blank or character is new or missing.
 */
static bool same_text(const struct model *model, const char *got)
{
    for (size_t i = 0; i < model->block_count; i++) {
        const char *want = model->blocks[i].text.spans[0].text;
        const char *begin = want;
        for (; *want; got++) {
            if (*got == '\n' || *got == '\f') {
                want += *want == ' ';
            } else if (*got == *want) {
                want++;
            } else {
                printf("# paragraph %zu: “…%.40s”, extracted “%.40s” (%02x%02x%02x)\n", i + 1,
                       want - begin > 30 ? want - 30 : begin, got, (unsigned char)got[0],
                       (unsigned char)got[1], (unsigned char)got[2]);
                return false;
            }
        }
    }
    if (strspn(got, "\n\f ") == strlen(got))
        return true;
    printf("# left over: “%.60s”\n", got);
    return false;
}

/* ---- every character ---- */

static size_t read_list(struct press *press, char **characters)
{
    size_t length = 0;
    size_t count = 0;
    const char *path =
        arena_printf(press->arena, "%s/tongyong-guifan-hanzi.txt", fonts_testing_dir());
    const char *at = file_read(press->arena, path, 1 << 20, &length, press->diags);
    *characters = arena_alloc(press->arena, length + 1);
    char *out = *characters;
    for (const char *end = at ? at + length : at; at < end; at++) {
        if (*at == '#')
            at += strcspn(at, "\n");
        if (*at == '\n')
            continue;
        *out++ = *at;
        count += ((unsigned char)*at & 0xC0) != 0x80;
    }
    *out = '\0';
    return count;
}

/* The one note on characters of fallback faces, which gives their number; 0: none. */
static size_t noted(const struct diags *diags)
{
    for (size_t i = 0; i < diags_kept(diags); i++)
        if (diags_at(diags, i)->kind == &TYP004)
            return (size_t)strtoul(diags_at(diags, i)->message + strlen("有"), NULL, 10);
    return 0;
}

static void print_list_in(const char *role)
{
    struct press press = press_open();
    char *characters;
    struct fonts_coverage coverage = {0};
    const char *path = tap_path("list.pdf");
    CHECK_INT(read_list(&press, &characters), LISTED);
    press.style.text[STYLE_BODY].role = role;
    press_add(&press, characters);
    if (press_print(&press, path)) {
        CHECK(same_text(press.model, press_extract(&press, "pdftotext -nopgbrk -raw", path, "-")));
        CHECK(same_text(press.model, press_extract(&press, "pdftotext -nopgbrk", path, "-")));
    }
    CHECK(fonts_cover(press.fonts, fonts_role(role), &coverage, press.diags));
    CHECK_INT(noted(press.diags), coverage.fallback);
    CHECK_INT(diags_kept(press.diags), coverage.fallback > 0);
    press_close(&press);
}

TEST(all_8105_characters_print_and_come_back_in_every_role)
{
    size_t count;
    const char *const *roles = fonts_role_names(&count);
    for (size_t i = 0; i < count; i++)
        print_list_in(roles[i]);
    CHECK_INT(count, 5);
}

/* ---- random paragraphs ---- */

struct dice {
    uint32_t state;
    bool plain; /* no blanks, and no variation sequences: mupdf takes their surrogates apart */
};

static uint32_t roll(struct dice *dice, uint32_t sides)
{
    dice->state = dice->state * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)dice->state * sides) >> 32);
}

static const char *pick(struct dice *dice, const char *const *words, size_t count)
{
    return words[roll(dice, (uint32_t)count)];
}

static void add_phrase(struct dice *dice, const char *characters, struct buf *out)
{
    static const char *const pieces[] = {
        "低保户36户",
        "12.5％",
        "3.5万元",
        "2026年11月3日",
        "5～10人",
        "2020—2025年",
        "〔2026〕3号",
        "Pango 1.50",
        "“七联”",
        "《民法典》",
        "（二）",
        "第3季度",
        "1 284件",
        "120㎡",
        "－5.2％",
        "——",
        "……",
        "“‘五好’家庭”",
        "A级",
        "https://example.org/a/b",
        "community work",
        "春晖·听雨",
        "（“三会一课”）",
        "𬱖女士",
        "〇二六",
        "葛\xF3\xA0\x84\x80",
        "3:15",
        "①",
        "100%",
        "12345热线",
    };
    if (roll(dice, 4) == 0) {
        const char *piece = pick(dice, pieces, BASE_COUNT(pieces));
        buf_puts(out, dice->plain && strpbrk(piece, " \xF3") ? "葛" : piece);
        return;
    }
    for (uint32_t n = 2 + roll(dice, 12); n > 0; n--) {
        const char *at = characters + 3 * roll(dice, roll(dice, 8) ? 600 : 3000); /* BMP: 3 bytes */
        buf_append(out, at, 3);
    }
}

static void add_random_paragraph(struct press *press, struct dice *dice, const char *characters)
{
    static const char *const marks[] = {"，", "，", "、", "。",  "；",
                                        "：", "？", "！", "，“", "”，"};
    struct buf text = {0};
    bool quoted = false;
    for (uint32_t n = 4 + roll(dice, 24); n > 0; n--) {
        add_phrase(dice, characters, &text);
        const char *mark = pick(dice, marks, BASE_COUNT(marks));
        if (strlen(mark) > 3 && (mark[0] == '\xE2') != quoted)
            continue;
        quoted = strlen(mark) > 3 ? !quoted : quoted;
        buf_puts(&text, mark);
    }
    buf_puts(&text, quoted ? "完”。" : "完。");
    press_add(press, buf_copy(&text, press->model->arena));
    buf_done(&text);
}

TEST(random_paragraphs_come_back_exactly)
{
    struct dice dice = {20261103, false};
    for (int round = 0; round < 4; round++) {
        struct press press = press_open();
        char *characters;
        const char *path = tap_path("random.pdf");
        read_list(&press, &characters);
        for (int i = 0; i < 60; i++)
            add_random_paragraph(&press, &dice, characters);
        if (press_print(&press, path)) {
            CHECK(same_text(press.model,
                            press_extract(&press, "pdftotext -nopgbrk -raw", path, "-")));
            CHECK(same_text(press.model, press_extract(&press, "pdftotext -nopgbrk", path, "-")));
        }
        press_close(&press);
    }
}

/* mupdf 1.21 does not know ActualText: it shows what a plain reader sees, but for the gaps' fillers. */
TEST(plain_readers_see_no_spaces_in_gaps)
{
    struct dice dice = {3, true};
    struct press press = press_open();
    char *characters;
    const char *path = tap_path("plain.pdf");
    read_list(&press, &characters);
    for (int i = 0; i < 60; i++)
        add_random_paragraph(&press, &dice, characters);
    if (press_print(&press, path))
        CHECK(same_text(press.model, press_extract(&press, "mutool draw -q -F txt", path,
                                                   "2>/dev/null | sed 's/\xE2\x80\x8B//g'")));
    press_close(&press);
}

/* ---- titles, headings, cells ---- */

static void add_random_row(struct dice *dice, const char *characters, struct buf *model,
                           struct buf *wanted)
{
    buf_puts(model, "  row");
    for (int column = 0; column < 3; column++) {
        struct buf cell = {0};
        for (uint32_t n = 1 + roll(dice, 4); n > 0; n--)
            add_phrase(dice, characters, &cell);
        buf_printf(model, "%s %s", column ? " |" : "", cell.data);
        buf_printf(wanted, "%s\n", cell.data);
        buf_done(&cell);
    }
    buf_puts(model, "\n");
}

/* A document of everything but running text; `wanted` gets its texts, one a line. */
static void write_random_document(struct dice *dice, const char *characters, bool landscape,
                                  struct buf *model, struct buf *wanted)
{
    static const char *const titles[] = {"title ", "heading 1 一、 | ", "heading 2 （一） | "};
    buf_puts(model, "model 1\n");
    for (size_t i = 0; i < BASE_COUNT(titles); i++) {
        struct buf text = {0};
        for (uint32_t n = 3 + roll(dice, 6); n > 0; n--)
            add_phrase(dice, characters, &text);
        buf_printf(model, "%s%s\n", titles[i], text.data);
        buf_printf(wanted, "%s\n", text.data);
        buf_done(&text);
    }
    buf_printf(model,
               "table 表\n  number 1\n  caption 题%s\n  column 甲 | left\n"
               "  column 乙 | center\n  column 丙 | left\n",
               landscape ? "\n  page landscape" : "");
    for (int row = 0; row < 25; row++)
        add_random_row(dice, characters, model, wanted);
}

/* Whether each text stands in what was extracted, with nothing but line ends within. */
static void check_all_there(char *got, char *wanted)
{
    char *out = got;
    for (const char *in = got; *in; in++)
        if (*in != '\n' && *in != '\f')
            *out++ = *in;
    *out = '\0';
    for (char *text = strtok(wanted, "\n"); text; text = strtok(NULL, "\n")) {
        if (!CHECK(strstr(got, text) != NULL))
            printf("# missing: %s\n", text);
    }
}

TEST(titles_headings_and_cells_come_back)
{
    struct dice dice = {7, true};
    for (int round = 0; round < 6; round++) {
        struct press press = press_open();
        struct buf model = {0}, wanted = {0};
        char *characters;
        const char *path = tap_path("cells.pdf");
        read_list(&press, &characters);
        write_random_document(&dice, characters, round % 2, &model, &wanted);
        model_free(press.model);
        press.model = model_read("cells.model", model.data, model.length, press.diags);
        for (size_t i = 0; i < diags_kept(press.diags); i++)
            printf("# %s\n", diags_at(press.diags, i)->message);
        if (CHECK(press.model != NULL) && press_print(&press, path))
            check_all_there(press_extract(&press, "pdftotext -nopgbrk -raw", path, "-"),
                            wanted.data);
        buf_done(&model);
        buf_done(&wanted);
        press_close(&press);
    }
}
