/* Reading the command line: global options before or after the command, the command's own after it. */
#include "cli.h"

#include "cli_diags.h"

#include <getopt.h>
#include <stdint.h>
#include <string.h>

#define LONG_BASE 1000 /* getopt_long's val of option i; above every letter */

struct table { /* the options that are allowed at this point, as getopt_long wants them */
    const struct cli_option **options;
    size_t count;
    struct option *longs;
    struct buf letters;
};

static void table_add(struct table *table, const struct cli_option *options, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        table->options[table->count] = &options[i];
        table->longs[table->count] =
            (struct option){.name = options[i].name,
                            .has_arg = options[i].argument ? required_argument : no_argument,
                            .val = LONG_BASE + (int)table->count};
        table->count++;
        if (options[i].letter)
            buf_printf(&table->letters, "%c%s", options[i].letter, options[i].argument ? ":" : "");
    }
}

/* `mode`: "+:" stops at the first operand, ":" takes operands anywhere. */
static void table_init(struct cli *cli, struct table *table, const char *mode)
{
    const struct cli_command *command = cli->command;
    size_t own = command ? command->option_count : 0;
    const struct cli_language *language = cli->language;
    size_t room = language->option_count + own + 1;
    *table = (struct table){.options = arena_array(cli->arena, room, sizeof *table->options),
                            .longs = arena_array(cli->arena, room, sizeof *table->longs)};
    buf_puts(&table->letters, mode);
    table_add(table, language->options, language->option_count);
    if (command)
        table_add(table, command->options, own);
}

static const struct cli_option *table_find(const struct table *table, int val)
{
    if (val >= LONG_BASE)
        return table->options[val - LONG_BASE];
    for (size_t i = 0; i < table->count; i++)
        if (val && table->options[i]->letter == val)
            return table->options[i];
    return NULL;
}

static const char *shown(struct cli *cli, const struct cli_option *option)
{
    return arena_printf(cli->arena, "--%s", option->name);
}

/* `--exte` or `-x`, as typed, was none of the options, or an abbreviation of several. */
static void unknown_option(struct cli *cli, const struct table *table, const char *typed)
{
    const char **names = arena_array(cli->arena, table->count, sizeof *names);
    const char *equals = strchr(typed, '=');
    const char *bare = equals ? arena_strndup(cli->arena, typed, (size_t)(equals - typed)) : typed;
    struct buf candidates = {0};
    size_t starts = 0;
    for (size_t i = 0; i < table->count; i++) {
        names[i] = shown(cli, table->options[i]);
        if (strlen(bare) < 3 || strncmp(names[i], bare, strlen(bare)) != 0)
            continue;
        buf_printf(&candidates, "%s%s", starts++ ? "、" : "", names[i]);
    }
    if (starts > 1) {
        diag_add(cli->diags, &CLI005, &PLACE_NONE, DIAG_ARGS(bare));
        diag_hint(cli->diags, "请写完整：%s", candidates.data);
    } else {
        diag_add(cli->diags, &CLI002, &PLACE_NONE, DIAG_ARGS(bare));
        diag_hint_nearest(cli->diags, bare, names, table->count);
    }
    buf_done(&candidates);
}

static void bad_option(struct cli *cli, const struct table *table, int result, const char *typed)
{
    const struct cli_option *option = table_find(table, optopt);
    if (result == ':' && option)
        diag_add(cli->diags, &CLI003, &PLACE_NONE, DIAG_ARGS(shown(cli, option), option->argument));
    else if (option)
        diag_add(cli->diags, &CLI004, &PLACE_NONE, DIAG_ARGS(shown(cli, option)));
    else if (optopt > ' ' && optopt < 127)
        unknown_option(cli, table, arena_printf(cli->arena, "-%c", optopt));
    else
        unknown_option(cli, table, typed);
}

static void add_given(struct cli *cli, const struct cli_option *option, const char *value)
{
    struct cli_args *args = &cli->args;
    args->given = arena_grow(cli->arena, args->given, args->given_count, &args->given_capacity,
                             sizeof *args->given);
    args->given[args->given_count++] = (struct cli_given){option, value};
}

/* Parses one stretch of argv (argv[0] is skipped); returns the index of the first operand. */
static int parse_stretch(struct cli *cli, const char *mode, int argc, char **argv)
{
    struct table table;
    table_init(cli, &table, mode);
    optind = 0; /* glibc: start afresh */
    opterr = 0;
    for (;;) {
        int result = getopt_long(argc, argv, table.letters.data, table.longs, NULL);
        if (result == -1)
            break;
        const struct cli_option *option = table_find(&table, result);
        if (option)
            add_given(cli, option, option->argument ? optarg : NULL);
        else
            bad_option(cli, &table, result, argv[optind - 1]);
    }
    buf_done(&table.letters);
    return optind;
}

const struct cli_command *cli_command_find(const struct cli_language *language, const char *name)
{
    for (size_t i = 0; i < language->command_count; i++)
        if (strcmp(language->commands[i]->name, name) == 0)
            return language->commands[i];
    return NULL;
}

bool cli_hint_command(struct cli *cli, const char *name)
{
    size_t count = cli->language->command_count;
    const char **names = arena_array(cli->arena, count, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = cli->language->commands[i]->name;
    if (!text_nearest(name, names, count))
        return false;
    diag_hint_nearest(cli->diags, name, names, count);
    return true;
}

static void unknown_command(struct cli *cli, const char *name)
{
    diag_add(cli->diags, &CLI001, &PLACE_NONE, DIAG_ARGS(name));
    if (!cli_hint_command(cli, name))
        diag_hint(cli->diags, "huibao help 列出所有命令");
}

/* People type －p or —each with the Chinese keyboard on; that is then no option but an operand. */
static bool looks_like_option(const char *text)
{
    static const char *const dashes[] = {"－", "—", "–", "−"};
    for (size_t i = 0; i < BASE_COUNT(dashes); i++)
        if (strncmp(text, dashes[i], strlen(dashes[i])) == 0)
            return true;
    return false;
}

/* The commonest reasons for an operand too many: a parameter without its -p or its =, and an option
   that lacks its value and so took the next option for it. */
static void hint_extra(struct cli *cli)
{
    bool takes_params = false;
    for (size_t i = 0; i < cli->command->option_count; i++)
        takes_params |= strcmp(cli->command->options[i].name, "param") == 0;
    if (takes_params)
        diag_hint(cli->diags, "参数写作 -p 名称=值，例如 -p 社区=春晖社区");
    for (size_t i = 0; i < cli->args.given_count; i++) {
        const struct cli_given *given = &cli->args.given[i];
        if (given->value && given->value[0] == '-' && given->value[1])
            diag_hint(cli->diags, "选项 %s 后面少了%s，“%s”被当成了它", shown(cli, given->option),
                      given->option->argument, given->value);
    }
}

static const char *missing_operand(const struct cli *cli)
{
    const struct cli_command *command = cli->command;
    if (cli->args.operand_count != 1 || !command->kind_operand)
        return command->operand;
    return file_exists(cli->args.operands[0]) ? command->kind_operand : command->file_operand;
}

static void check_operands(struct cli *cli)
{
    const struct cli_command *command = cli->command;
    const struct cli_args *args = &cli->args;
    bool alone = command->alone && cli_has(cli, command->alone);
    for (size_t i = 0; i < args->operand_count; i++) {
        bool dash = looks_like_option(args->operands[i]);
        if (!dash && !alone && i < command->max_operands)
            continue;
        diag_add(cli->diags, &CLI007, &PLACE_NONE, DIAG_ARGS(args->operands[i]));
        if (dash)
            diag_hint(cli->diags, "选项前面要用半角的减号“-”");
        else if (alone)
            diag_hint(cli->diags, "--%s 单独用，不写文件", command->alone);
        else
            hint_extra(cli);
    }
    if (args->operand_count < command->min_operands && !alone)
        diag_add(cli->diags, &CLI006, &PLACE_NONE, DIAG_ARGS(missing_operand(cli)));
}

/* After an unknown command: --json and the like still count, the rest cannot be judged. */
static void parse_globals(struct cli *cli, int argc, char **argv)
{
    struct diags *kept = cli->diags;
    cli->diags = diags_new();
    parse_stretch(cli, ":", argc, argv);
    diags_free(cli->diags);
    cli->diags = kept;
}

bool cli_parse(struct cli *cli, int argc, char **argv)
{
    int first = parse_stretch(cli, "+:", argc, argv);
    if (first < argc) {
        cli->command = cli_command_find(cli->language, argv[first]);
        if (!cli->command) {
            unknown_command(cli, argv[first]);
            parse_globals(cli, argc - first, argv + first);
        }
    }
    if (cli->command) {
        int rest = argc - first;
        char **from = argv + first;
        for (int i = parse_stretch(cli, ":", rest, from); i < rest; i++) {
            struct cli_args *args = &cli->args;
            args->operands = arena_grow(cli->arena, args->operands, args->operand_count,
                                        &args->operand_capacity, sizeof *args->operands);
            args->operands[args->operand_count++] = from[i];
        }
        /* The value of an unknown option would be taken for an operand. */
        if (!cli_has(cli, "help") && diags_count(cli->diags, DIAG_ERROR) == 0)
            check_operands(cli);
    }
    return diags_count(cli->diags, DIAG_ERROR) == 0;
}

bool cli_has(const struct cli *cli, const char *option)
{
    for (size_t i = 0; i < cli->args.given_count; i++)
        if (strcmp(cli->args.given[i].option->name, option) == 0)
            return true;
    return false;
}

const char *cli_value(const struct cli *cli, const char *option)
{
    const char *value = NULL;
    for (size_t i = 0; i < cli->args.given_count; i++)
        if (strcmp(cli->args.given[i].option->name, option) == 0)
            value = cli->args.given[i].value;
    return value;
}

const char **cli_values(const struct cli *cli, const char *option, size_t *ret_count)
{
    const char **values = arena_array(cli->arena, cli->args.given_count + 2, sizeof *values);
    *ret_count = 0;
    for (size_t i = 0; i < cli->args.given_count; i++)
        if (strcmp(cli->args.given[i].option->name, option) == 0)
            values[(*ret_count)++] = cli->args.given[i].value;
    return values;
}
