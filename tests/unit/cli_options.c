#include "cli.h"
#include "cli_diags.h"

#include "tap.h"

#include <stdint.h>

static void run_nothing(struct cli *cli)
{
    (void)cli;
}

static const struct cli_option global_options[] = {{"db", 0, "文件", ""},
                                                   {"json", 0, NULL, ""},
                                                   {"quiet", 'q', NULL, ""},
                                                   {"help", 'h', NULL, ""}};

static const struct cli_option paint_options[] = {{"param", 'p', "名称=值", ""},
                                                  {"output", 'o', "文件夹", ""},
                                                  {"dry-run", 'n', NULL, ""},
                                                  {"dry-cold", 0, NULL, ""}};

static const struct cli_command paint = {.name = "paint",
                                         .operand = "一面墙",
                                         .min_operands = 1,
                                         .max_operands = 2,
                                         .options = paint_options,
                                         .option_count = BASE_COUNT(paint_options),
                                         .run = run_nothing};
static const struct cli_command doctor = {.name = "doctor", .run = run_nothing};
static const struct cli_command *const commands[] = {&paint, &doctor};
static const struct cli_language language = {global_options, BASE_COUNT(global_options), commands,
                                             BASE_COUNT(commands)};

/* Parses the words up to a NULL. */
static bool parse(struct cli *cli, const char *const *words)
{
    *cli = (struct cli){.language = &language, .arena = arena_new(), .diags = diags_new()};
    int argc = 1;
    while (words[argc - 1])
        argc++;
    char **argv = arena_array(cli->arena, (size_t)argc + 1, sizeof *argv);
    argv[0] = arena_strdup(cli->arena, "huibao");
    for (int i = 1; i < argc; i++)
        argv[i] = arena_strdup(cli->arena, words[i - 1]);
    return cli_parse(cli, argc, argv);
}
#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void done(struct cli *cli)
{
    diags_free(cli->diags);
    arena_free(cli->arena);
}

/* The words give exactly one diagnostic, this one. */
static void check_refused(const char *const *words, const char *code, const char *message,
                          const char *hint)
{
    struct cli cli;
    CHECK(!parse(&cli, words));
    CHECK_INT(diags_kept(cli.diags), 1);
    if (diags_kept(cli.diags) > 0) {
        const struct diag *diag = diags_at(cli.diags, 0);
        CHECK_STR(diag->kind->code, code);
        CHECK_STR(diag->message, message);
        CHECK_STR(diag->hint, hint);
        CHECK_INT(diag->kind->class, DIAG_USAGE);
    }
    done(&cli);
}

TEST(global_options_may_stand_on_either_side)
{
    struct cli cli;
    CHECK(parse(&cli, WORDS("--db", "a.db", "paint", "wall", "-q", "--json")));
    CHECK(cli.command == &paint);
    CHECK_STR(cli_value(&cli, "db"), "a.db");
    CHECK(cli_has(&cli, "quiet") && cli_has(&cli, "json") && !cli_has(&cli, "help"));
    CHECK_INT(cli.args.operand_count, 1);
    CHECK_STR(cli.args.operands[0], "wall");
    done(&cli);
    CHECK(parse(&cli, WORDS("paint", "--db=b.db", "wall", "--db", "c.db")));
    CHECK_STR(cli_value(&cli, "db"), "c.db");
    done(&cli);
}

TEST(options_and_operands_in_any_order)
{
    struct cli cli;
    CHECK(parse(&cli, WORDS("paint", "-p", "a=1", "wall", "-nofolder", "--param=b=2", "roof")));
    size_t count = 0;
    const char **values = cli_values(&cli, "param", &count);
    CHECK_INT(count, 2);
    CHECK_STR(values[0], "a=1");
    CHECK_STR(values[1], "b=2");
    CHECK(values[2] == NULL && values[3] == NULL);
    CHECK_STR(cli_value(&cli, "output"), "folder");
    CHECK(cli_has(&cli, "dry-run"));
    CHECK_INT(cli.args.operand_count, 2);
    CHECK_STR(cli.args.operands[1], "roof");
    done(&cli);
}

TEST(two_dashes_end_the_options)
{
    struct cli cli;
    CHECK(parse(&cli, WORDS("paint", "--", "-q", "--db")));
    CHECK(!cli_has(&cli, "quiet"));
    CHECK_INT(cli.args.operand_count, 2);
    done(&cli);
}

TEST(an_unambiguous_abbreviation_is_enough)
{
    struct cli cli;
    CHECK(parse(&cli, WORDS("paint", "--out", "x", "wall")));
    CHECK_STR(cli_value(&cli, "output"), "x");
    done(&cli);
}

TEST(nothing_and_help_need_no_operands)
{
    struct cli cli;
    CHECK(parse(&cli, (const char *const[]){NULL}));
    CHECK(cli.command == NULL);
    done(&cli);
    CHECK(parse(&cli, WORDS("paint", "--help")));
    done(&cli);
    CHECK(parse(&cli, WORDS("--help", "paint")));
    CHECK(cli.command == &paint && cli_has(&cli, "help"));
    done(&cli);
}

TEST(what_is_typed_wrongly_is_said)
{
    check_refused(WORDS("doktor"), "CLI001", "没有命令“doktor”", "是不是“doctor”？");
    check_refused(WORDS("完全不对"), "CLI001", "没有命令“完全不对”", "huibao help 列出所有命令");
    check_refused(WORDS("paint", "w", "--ouput", "x"), "CLI002", "没有选项 --ouput",
                  "是不是“--output”？");
    check_refused(WORDS("doctor", "--jsno"), "CLI002", "没有选项 --jsno", "是不是“--json”？");
    check_refused(WORDS("doctor", "-z"), "CLI002", "没有选项 -z", NULL);
    check_refused(WORDS("doctor", "-p", "a=1"), "CLI002", "没有选项 -p", NULL);
    check_refused(WORDS("paint", "w", "-p"), "CLI003", "选项 --param 后面少了名称=值", NULL);
    check_refused(WORDS("paint", "w", "--db"), "CLI003", "选项 --db 后面少了文件", NULL);
    check_refused(WORDS("--json=1", "doctor"), "CLI004", "选项 --json 后面不能带值", NULL);
    check_refused(WORDS("paint", "w", "--dry"), "CLI005", "选项 --dry 的写法对应好几个选项",
                  "请写完整：--dry-run、--dry-cold");
    check_refused(WORDS("paint"), "CLI006", "少了一面墙", NULL);
    check_refused(WORDS("paint", "a", "b", "c"), "CLI007", "多了“c”",
                  "参数写作 -p 名称=值，例如 -p 社区=春晖社区");
    check_refused(WORDS("paint", "w", "x", "-o", "-q", "y"), "CLI007", "多了“y”",
                  "选项 --output 后面少了文件夹，“-q”被当成了它");
    check_refused(WORDS("doctor", "x"), "CLI007", "多了“x”", NULL);
    check_refused(WORDS("paint", "w", "－q"), "CLI007", "多了“－q”", "选项前面要用半角的减号“-”");
    check_refused(WORDS("paint", "w", "—json"), "CLI007", "多了“—json”",
                  "选项前面要用半角的减号“-”");
}

TEST(after_an_unknown_command_the_global_options_count)
{
    struct cli cli;
    CHECK(!parse(&cli, WORDS("paitn", "-x", "--json", "--db", "a.db", "wall")));
    CHECK_INT(diags_kept(cli.diags), 1);
    CHECK(cli_has(&cli, "json"));
    CHECK_STR(cli_value(&cli, "db"), "a.db");
    done(&cli);
}

TEST(several_mistakes_in_one_run)
{
    struct cli cli;
    CHECK(!parse(&cli, WORDS("--jsno", "paint", "--ouput=x", "-z")));
    CHECK_INT(diags_kept(cli.diags), 3);
    done(&cli);
}

TEST(catalogue_is_listed)
{
    size_t count = 0;
    const struct diag_kind *const *kinds = cli_diags(&count);
    CHECK(count > 20);
    for (size_t i = 0; i < count; i++)
        CHECK(strncmp(kinds[i]->code, "CLI", 3) == 0 && kinds[i]->severity == DIAG_ERROR);
}
