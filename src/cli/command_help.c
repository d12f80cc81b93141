#include "cli.h"

#include "cli_diags.h"

static void run(struct cli *cli)
{
    if (cli->args.operand_count == 0) {
        cli_help_all(&cli->out);
        cli_text(cli);
        return;
    }
    const char *topic = cli->args.operands[0];
    const struct cli_command *command = cli_command_find(cli->language, topic);
    if (command) {
        cli_help_command(command, &cli->out);
    } else if (!cli_help_code(topic, &cli->out) && !cli_help_kind(cli, topic)) {
        diag_add(cli->diags, &CLI014, &PLACE_NONE, DIAG_ARGS(topic));
        if (!cli_hint_command(cli, topic))
            diag_hint(cli->diags, "huibao help 列出所有命令，huibao help import 列出记录的种类");
        return;
    }
    cli_text(cli);
}

const struct cli_command cli_command_help = {
    .name = "help",
    .summary = "显示帮助，说明一种记录的列，或一个消息编号",
    .operands = "[命令|种类|编号]",
    .max_operands = 1,
    .run = run,
    .help = "例\n"
            "  huibao help render\n"
            "  huibao help 纠纷                             要导入的文件有哪些列，各写什么\n"
            "  huibao help IMP003\n",
};
