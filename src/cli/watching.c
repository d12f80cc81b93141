/* --watch: a command again each time a definition, dictionary, section or style is written. */
#include "cli.h"

#include "cli_diags.h"

#include <huibao/base_watch.h>
#include <huibao/engine.h>

#include <string.h>

static const char *const suffixes[] = {".md", ".yaml", NULL};

/* The folder of a report given by its path, and the sections beside it. */
static bool add_operand(struct cli *cli, struct watch *watch, const char *operand)
{
    const char *slash = strrchr(operand, '/');
    const char *directory =
        slash ? arena_strndup(cli->arena, operand, (size_t)(slash - operand)) : ".";
    if (!slash && !file_exists(operand))
        return true; /* an id: its file is in the templates' folder */
    if (slash == operand)
        directory = "/";
    return watch_add(watch, directory, cli->diags) &&
           watch_add(watch, arena_printf(cli->arena, "%s/sections", directory), cli->diags);
}

static bool add_folders(struct cli *cli, struct watch *watch)
{
    static const char *const below[] = {"", "/indicators", "/sections", "/styles"};
    bool good = true;
    for (size_t i = 0; good && i < BASE_COUNT(below); i++)
        good =
            watch_add(watch, arena_printf(cli->arena, "%s%s", cli->world.templates_dir, below[i]),
                      cli->diags);
    for (size_t i = 0; good && i < cli->args.operand_count; i++)
        good = add_operand(cli, watch, cli->args.operands[i]);
    return good;
}

/* Everything is read anew, and it is later. */
static void start_again(struct cli *cli)
{
    struct world now;
    world_init(&now);
    if (!cli_has(cli, "now"))
        cli->world.now = now.now;
    engine_free(cli->engine);
    cli->engine = NULL;
    cli->errors = cli->warnings = 0;
}

/* What is said between the runs goes to stderr, so that stdout holds results alone. */
static void say(struct cli *cli, const char *text)
{
    if (!cli->quiet)
        cli_say(text);
}

void cli_watch(struct cli *cli, void (*run)(struct cli *cli))
{
    if (cli->json) {
        diag_add(cli->diags, &CLI020, &PLACE_NONE, DIAG_ARGS("--watch", "--json"));
        return;
    }
    struct watch *watch = watch_open(suffixes, cli->diags);
    enum watch_result result = watch && add_folders(cli, watch) ? WATCH_CHANGED : WATCH_TIMEOUT;
    bool watching = false;
    while (result == WATCH_CHANGED) {
        const char *name = "";
        run(cli);
        watching = diags_exit_status(cli->diags) != DIAG_USAGE; /* that no change of a file mends */
        cli_settle(cli);
        if (!watching)
            break;
        say(cli, "等待改动…（Ctrl-C 结束）\n");
        result = watch_wait(watch, -1, &name);
        start_again(cli);
        if (result == WATCH_CHANGED)
            say(cli, arena_printf(cli->arena, "\n%s 改了\n", name));
    }
    watch_close(watch);
    if (watching)
        cli->status = 0;
}
