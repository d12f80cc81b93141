#include "batch.h"

#include "cli_diags.h"

#include <string.h>

static void refuse_empty_name(struct cli *cli)
{
    const char *given = cli_value(cli, "name");
    if (given && !text_trim(cli->arena, given)[0])
        diag_add(cli->diags, &CLI016, &PLACE_NONE, NULL);
}

static void refuse_double(struct cli *cli, const struct cli_batch *batch)
{
    size_t length = strlen(batch->each);
    for (size_t i = 0; i < batch->argument_count; i++) {
        const char *rest = batch->arguments[i] + length;
        if (strncmp(batch->arguments[i], batch->each, length) != 0)
            continue;
        if (*rest == '=' || strncmp(rest, "＝", strlen("＝")) == 0)
            diag_add(cli->diags, &CLI011, &PLACE_NONE, DIAG_ARGS(batch->each));
    }
}

void cli_batch_read(struct cli *cli, struct cli_batch *batch)
{
    *batch = (struct cli_batch){.each = cli_value(cli, "each")};
    batch->arguments = cli_values(cli, "param", &batch->argument_count);
    batch->request = (struct engine_request){.report = cli->args.operands[0],
                                             .arguments = batch->arguments,
                                             .out_dir = cli_value(cli, "output"),
                                             .file_name = cli_value(cli, "name"),
                                             .style = cli_value(cli, "style")};
    refuse_empty_name(cli);
    if (batch->each)
        refuse_double(cli, batch);
}

struct buf *cli_batch_result(struct cli *cli, const struct cli_batch *batch, bool done)
{
    struct buf *json = cli_result(cli);
    cli_json_member(json, "report", batch->request.report);
    if (batch->each)
        cli_json_member(json, "each", batch->request.distinct);
    buf_printf(json, ",\"done\":%s", done ? "true" : "false");
    return json;
}

/* Every community in one process; a failing one is reported and the next one is made. An argument
   that all of them share and that is wrong fails each alike, so that the first says it for all. */
static void run_each(struct cli *cli, struct cli_batch *batch,
                     bool (*make)(struct cli *cli, const struct cli_batch *batch))
{
    size_t count = 0, done = 0;
    const char *const *names = engine_each(cli_engine(cli), batch->request.report, batch->each,
                                           cli->arena, &count, cli->diags);
    bool hopeless = false;
    for (size_t i = 0; i < count && !hopeless; i++) {
        cli_progress(cli, arena_printf(cli->arena, "%zu/%zu %s", i + 1, count, names[i]));
        batch->arguments[batch->argument_count] =
            arena_printf(cli->arena, "%s=%s", batch->each, names[i]);
        batch->request.distinct = names[i];
        diag_context_push(cli->diags, "%s“%s”", batch->each, names[i]);
        done += make(cli, batch);
        diag_context_pop(cli->diags);
        hopeless = diags_exit_status(cli->diags) == DIAG_USAGE;
        cli_settle(cli);
    }
    if (done < count)
        diag_add(cli->diags, &CLI015, &PLACE_NONE,
                 DIAG_ARGS(arena_printf(cli->arena, "%zu", count),
                           arena_printf(cli->arena, "%zu", count - done)));
}

void cli_batch_run(struct cli *cli, struct cli_batch *batch,
                   bool (*make)(struct cli *cli, const struct cli_batch *batch))
{
    if (batch->each)
        run_each(cli, batch, make);
    else
        make(cli, batch);
}
