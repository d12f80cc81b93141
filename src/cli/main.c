/* huibao, the program: reads the command line, sets up the world, runs one command. */
#include "cli.h"

#include "cli_diags.h"

#include <huibao/engine.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The option's value, else the variable's (an empty one counts as none), else NULL. */
static const char *setting(const struct cli *cli, const char *option, const char *variable)
{
    const char *value = cli_value(cli, option);
    if (value)
        return value;
    value = getenv(variable);
    return value && value[0] ? value : NULL;
}

/* Here, or where it was installed. */
static const char *data_dir(const struct cli *cli, const char *given, const char *name)
{
    if (given)
        return given;
    const char *installed = arena_printf(cli->arena, "%s/%s", HUIBAO_DATADIR, name);
    return !file_exists(name) && file_exists(installed) ? installed : name;
}

static void set_world(struct cli *cli)
{
    world_init(&cli->world);
    cli->world.templates_dir =
        data_dir(cli, setting(cli, "templates", "HUIBAO_TEMPLATES"), "report-templates");
    cli->world.fonts_dir = data_dir(cli, setting(cli, "fonts", "HUIBAO_FONTS"), "fonts");
    const char *config = setting(cli, "config", "HUIBAO_CONFIG");
    if (config)
        cli->world.config = config;
    const char *database = setting(cli, "db", "HUIBAO_DB");
    cli->database = database ? database : "huibao.db";
    const char *now = cli_value(cli, "now");
    if (now && !engine_time_parse(now, &cli->world.now)) {
        diag_add(cli->diags, &CLI008, &PLACE_NONE, DIAG_ARGS(now));
        diag_hint(cli->diags, "写法：--now 2026-11-01，--now 2026-11-01T08:30 或 --now '2026-11-01 "
                              "08:30'（北京时间）");
    }
}

static void run(struct cli *cli)
{
    bool help = cli_has(cli, "help");
    if (cli->command && help) {
        cli_help_command(cli->command, &cli->out);
        cli_text(cli);
    } else if (cli->command) {
        cli->command->run(cli);
    } else if (help) {
        cli_help_all(&cli->out);
        cli_text(cli);
    } else {
        cli_command_version.run(cli);
    }
}

int main(int argc, char **argv)
{
    cli_guard_descriptors();
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is then an error of write(), with a message */
    signal(SIGXFSZ, SIG_IGN); /* and so is a file that grows beyond the allowed size */
    struct cli cli = {.language = &cli_language, .arena = arena_new(), .diags = diags_new()};
    bool good = cli_parse(&cli, argc, argv);
    cli.json = cli_has(&cli, "json");
    cli.quiet = cli_has(&cli, "quiet");
    cli.terminal = !cli.json && !cli.quiet && isatty(STDERR_FILENO);
    if (good)
        set_world(&cli);
    if (good && !cli.command && !cli_has(&cli, "help") && !cli_has(&cli, "version")) {
        struct buf text = {0};
        cli_help_short(&text);
        (void)!write(STDERR_FILENO, text.data, text.length);
        buf_done(&text);
        cli.status = DIAG_USAGE;
    } else if (good && diags_count(cli.diags, DIAG_ERROR) == 0) {
        run(&cli);
    }
    return cli_finish(&cli);
}
