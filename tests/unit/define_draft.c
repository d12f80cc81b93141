/* Reports that are read beside a dictionary with mistakes: only what is wrong in them is said of them. */
#include "define_testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- small ones ---- */

static const char report[] =
    "---\nid: x\ntitle: 标题\nparams:\n"
    "  社区: {type: community, required: true}\n"
    "  期: {type: month, default: last}\n"
    "---\n# 一\n\n"
    "{{期|年月}}受理{{受理}}件，{{成功|带单位}}，成功率{{成功率|同比}}，{{首理}}件。"
    "{{#逐个 分类}}{{类别}}{{件数}}件{{/逐个}}。\n\n"
    "```table\ndata: 分类\ncolumns: [{title: 类别, value: 类别}]\n```\n";

#define COUNTS(sql, indicators) "纠纷:\n  sql: " sql "\n  indicators:\n" indicators
#define GOOD_SQL "SELECT 1 AS 受理, 1 AS 成功 FROM 纠纷 WHERE 社区 = :社区 AND 受理日期 >= :期初"
#define GOOD_INDICATORS                                                                                       \
    "    受理: {unit: 件}\n    成功: {unit: 件}\n    成功率: {expr: 100.0 * 成功 / 受理, unit: " \
    "\"%\"}\n"
#define ROWS                                                                                       \
    "分类: {sql: 'SELECT 类别, count(*) AS 件数 FROM 纠纷 WHERE 社区 = :社区 GROUP BY 1'}\n"

static const struct {
    const char *dictionary, *codes, *report_codes;
} cases[] = {
    {COUNTS(GOOD_SQL, GOOD_INDICATORS) ROWS, "", "DEF040 "},
    /* The SQL is wrong: nothing is known of its parameters. */
    {COUNTS("SELECT 1 AS 受理, 1 AS 成功 FROM 纠纷 WHERE 社区 = :社取", GOOD_INDICATORS) ROWS,
     "DEF082 ", "DEF040 "},
    {COUNTS("DELETE FROM 纠纷", GOOD_INDICATORS) ROWS, "DEF080 ", "DEF040 "},
    {COUNTS(GOOD_SQL, GOOD_INDICATORS) "分类: {sql: 'SELECT * FROM 纠纷 WHERE a = ?'}\n", "DEF083 ",
     "DEF040 "},
    /* An indicator is wrong, or what it is computed from. */
    {COUNTS(GOOD_SQL, "    受理: {unit: 件}\n    成功: 件\n"
                      "    成功率: {expr: 100.0 * 成功 / 受理, unit: \"%\"}\n") ROWS,
     "YML013 ", "DEF040 "},
    {COUNTS(GOOD_SQL, "    受理: {unit: 件}\n    成功: {unti: 件}\n"
                      "    成功率: {expr: 100.0 * 成功 /, unit: \"%\"}\n") ROWS,
     "YML010 DEF076 ", "DEF040 "},
    {COUNTS(GOOD_SQL, "    受理: {unit: 件}\n    成功: {expr: 成功率}\n"
                      "    成功率: {expr: 成功, unit: \"%\"}\n") ROWS,
     "DEF077 ", "DEF040 "},
    /* What the dictionary misses itself is told there. */
    {COUNTS(GOOD_SQL, "    受理: {unit: 件}\n    成功: {unit: 件}\n"
                      "    成功率: {expr: 100.0 * 首理 / 受理, unit: \"%\"}\n") ROWS,
     "DEF040 ", ""},
    /* A key of which the name is wrong: what it was to hold is not known. */
    {"纠纷:\n  sqll: " GOOD_SQL "\n  indicators:\n" GOOD_INDICATORS ROWS, "YML010 ", ""},
    {"纠纷:\n  sql: " GOOD_SQL "\n  indicatrs:\n" GOOD_INDICATORS ROWS, "YML010 ", ""},
    {"纠纷: [1]\n" ROWS, "YML013 ", ""},
    {COUNTS(GOOD_SQL, GOOD_INDICATORS) "纠纷: {sql: SELECT 1 AS 首理, indicators: {首理: }}\n" ROWS,
     "YML011 ", ""},
    {"纠纷:\n  sql: |\n    " GOOD_SQL "\n    indicators:\n" GOOD_INDICATORS ROWS, "DEF084 ", ""},
    /* The text is no YAML. */
    {"纠纷: {sql: [\n", "YML003 ", ""},
};

static char *codes_of(const struct diags *diags)
{
    struct buf codes = {0};
    buf_puts(&codes, "");
    for (size_t i = 0; i < diags_kept(diags); i++)
        buf_printf(&codes, "%s ", diags_at(diags, i)->kind->code);
    return codes.data;
}

static struct dictionary *read_draft(struct define_case *test, const char *folder, const char *file,
                                     const char *text)
{
    mkdir(tap_path(folder), 0700);
    tap_write(tap_path(file), text, strlen(text));
    return define_dictionary_draft(test->arena, tap_path(folder), &test->world, test->diags);
}

TEST(a_report_is_not_blamed_for_its_dictionary)
{
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct define_case test;
        define_case_init(&test);
        struct dictionary *dictionary =
            read_draft(&test, "small", "small/a.yaml", cases[i].dictionary);
        char *codes = codes_of(test.diags);
        if (!CHECK_STR(codes, cases[i].codes))
            printf("# case %zu\n", i);
        CHECK_INT(dictionary->bad, *cases[i].codes != '\0');
        free(codes);
        struct diags *diags = diags_new();
        define_report_text(test.arena, "x.md", report, strlen(report), dictionary, &test.world,
                           diags);
        codes = codes_of(diags);
        if (!CHECK_STR(codes, cases[i].report_codes))
            printf("# report of case %zu\n", i);
        free(codes);
        diags_free(diags);
        define_case_done(&test);
    }
}

/* ---- the shipped ones ---- */

#define EVERY 41 /* lines: one in so many is spoilt, each in several ways */

static void add_spoilt(struct buf *out, const char *line, size_t length, int how)
{
    const char *colon = memchr(line, ':', length), *brace = memchr(line, '}', length);
    const char *drop = how == 1 ? colon : brace;
    if (how == 2)
        buf_printf(out, "%.*s\"", (int)length, line);
    else if (how == 3)
        buf_printf(out, "  %.*s", (int)length, line);
    else if (how && drop)
        buf_printf(out, "%.*s%.*s", (int)(drop - line), line, (int)(line + length - drop - 1),
                   drop + 1);
    else if (how)
        buf_printf(out, "%.*s )", (int)length, line);
    buf_puts(out, how ? "\n" : ""); /* 0: the line is gone */
}

/* The text with one of its lines spoilt. */
static char *spoil(const char *text, size_t which, int how)
{
    struct buf out = {0};
    for (size_t i = 0; *text; i++) {
        size_t length = strcspn(text, "\n");
        if (i == which)
            add_spoilt(&out, text, length, how);
        else
            buf_printf(&out, "%.*s\n", (int)length, text);
        text += length + (text[length] == '\n');
    }
    return out.data;
}

struct shipped {
    struct define_case *test;
    const char *templates, *name; /* the dictionary's file that is spoilt */
    const char *const *reports;
    size_t report_count, drafts;
};

static void check_spoilt(struct shipped *shipped, const char *text, size_t line, int how)
{
    struct define_case *test = shipped->test;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    tap_write(tap_path(arena_printf(arena, "shipped/%s", shipped->name)), text, strlen(text));
    struct dictionary *dictionary =
        define_dictionary_draft(arena, tap_path("shipped"), &test->world, diags);
    size_t wrong = diags_count(diags, DIAG_ERROR);
    dictionary->sections = arena_printf(arena, "%s/sections", shipped->templates);
    for (size_t r = 0; dictionary->bad && r < shipped->report_count; r++) {
        if (strcmp(shipped->reports[r], "README.md") == 0)
            continue;
        const char *path = arena_printf(arena, "%s/%s", shipped->templates, shipped->reports[r]);
        define_report(arena, path, dictionary, &test->world, diags);
        if (!CHECK_INT(diags_count(diags, DIAG_ERROR), wrong))
            printf("# %s line %zu spoilt as %d: %s\n", shipped->name, line + 1, how, path);
        wrong = diags_count(diags, DIAG_ERROR);
    }
    shipped->drafts += dictionary->bad;
    diags_free(diags);
    arena_free(arena);
}

/* Whichever line of the dictionary is spoilt, and how: if that is a mistake there, it is one there only. */
TEST(a_spoilt_line_of_the_shipped_dictionary_is_no_mistake_of_the_reports)
{
    struct define_case test;
    define_case_init(&test);
    struct shipped shipped = {.test = &test};
    size_t count = 0, lines = 0;
    const char *folder = define_root(test.arena, "report-templates/indicators");
    shipped.templates = define_root(test.arena, "report-templates");
    shipped.reports =
        file_list(test.arena, shipped.templates, ".md", &shipped.report_count, test.diags);
    const char *const *files = file_list(test.arena, folder, ".yaml", &count, test.diags);
    mkdir(tap_path("shipped"), 0700);
    for (size_t f = 0; f < count; f++) {
        size_t length = 0;
        char *text = define_read_file(test.arena,
                                      arena_printf(test.arena, "%s/%s", folder, files[f]), &length);
        tap_write(tap_path(arena_printf(test.arena, "shipped/%s", files[f])), text, length);
    }
    for (size_t f = 0; f < count; f++) {
        size_t length = 0, line = 0;
        const char *path = arena_printf(test.arena, "%s/%s", folder, files[f]);
        char *text = define_read_file(test.arena, path, &length);
        shipped.name = files[f];
        for (const char *at = text; *at; at += strcspn(at, "\n") + 1, line++, lines++)
            for (int how = 0; lines % EVERY == 0 && how < 5; how++) {
                char *spoilt = spoil(text, line, how);
                check_spoilt(&shipped, spoilt, line, how);
                free(spoilt);
            }
        tap_write(tap_path(arena_printf(test.arena, "shipped/%s", files[f])), text, length);
    }
    CHECK(shipped.drafts > 40);
    define_case_done(&test);
}
