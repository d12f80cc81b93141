#include "cli.h"

#include <huibao/engine.h>

enum { SHOWN = 20, SHOWN_MOST = 100000 };

static void put_json(struct cli *cli, const struct engine_batch *batch)
{
    struct buf *json = cli_result(cli);
    buf_printf(json, "\"batch\":%lld,\"rows\":%lld,\"added\":%lld,\"changed\":%lld",
               (long long)batch->id, (long long)batch->rows, (long long)batch->added,
               (long long)batch->changed);
    cli_json_member(json, "kind", batch->kind);
    cli_json_member(json, "file", batch->file);
    cli_json_member(json, "imported_at", batch->imported_at);
    cli_json_member(json, "undone_at", batch->undone_at);
    buf_putc(json, '}');
}

static void put_line(struct cli *cli, const struct engine_batch *batch)
{
    buf_printf(&cli->out, "%5lld  %s  %s  %s：%lld 行，新增 %lld，更正 %lld", (long long)batch->id,
               batch->imported_at, batch->kind, batch->file, (long long)batch->rows,
               (long long)batch->added, (long long)batch->changed);
    if (batch->undone_at)
        buf_printf(&cli->out, "（%s 撤销）", batch->undone_at);
    buf_putc(&cli->out, '\n');
}

static void run(struct cli *cli)
{
    size_t most = cli_has(cli, "all") ? SHOWN_MOST : SHOWN;
    size_t count = 0;
    const struct engine_batch *batches =
        engine_batches(cli_engine(cli), most, cli->arena, &count, cli->diags);
    for (size_t i = 0; batches && i < count; i++) {
        if (cli->json)
            put_json(cli, &batches[i]);
        else
            put_line(cli, &batches[i]);
    }
    if (batches && count == 0 && !cli->json)
        buf_puts(&cli->out, "还没有导入过数据\n");
}

static const struct cli_option options[] = {
    {"all", 'a', NULL, "列出全部，而不只是最近 20 批"},
};

const struct cli_command cli_command_batches = {
    .name = "batches",
    .summary = "列出导入过的各批数据，最近的在前",
    .operands = "",
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help = "每批一行：批号、时间、种类、文件，读了几行、新增和更正了几条，撤销过的注明时间。\n"
            "要撤销一批，用 huibao import --undo 批号。\n"
            "\n例\n"
            "  huibao batches\n"
            "  huibao batches --all\n",
};
