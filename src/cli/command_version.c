#include "cli.h"

static void run(struct cli *cli)
{
    if (!cli->json) {
        buf_puts(&cli->out, "huibao " HUIBAO_VERSION "\n");
        return;
    }
    struct buf *json = cli_result(cli);
    cli_json_member(json, "version", HUIBAO_VERSION);
    buf_putc(json, '}');
}

const struct cli_command cli_command_version = {
    .name = "version",
    .summary = "显示版本",
    .operands = "",
    .run = run,
    .help = "例\n"
            "  huibao version\n",
};
