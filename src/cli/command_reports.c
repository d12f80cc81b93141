#include "cli.h"

#include <huibao/engine.h>

static void run(struct cli *cli)
{
    size_t count = 0;
    const struct engine_report *reports = engine_reports(cli_engine(cli), &count, cli->diags);
    for (size_t i = 0; i < count; i++) {
        const struct engine_report *report = &reports[i];
        if (cli->json) {
            struct buf *json = cli_result(cli);
            cli_json_member(json, "id", report->id);
            cli_json_member(json, "summary", report->summary);
            cli_json_member(json, "params", report->params);
            cli_json_member(json, "file", report->file);
            buf_putc(json, '}');
        } else if (cli->quiet) {
            buf_printf(&cli->out, "%s\n", report->id);
        } else {
            buf_printf(&cli->out, "%s  %s\n    参数：%s\n    定义：%s\n", report->id,
                       report->summary, report->params[0] ? report->params : "没有", report->file);
        }
    }
}

const struct cli_command cli_command_reports = {
    .name = "reports",
    .summary = "列出有哪些报表，各要什么参数",
    .operands = "",
    .run = run,
    .help = "列出报表文件夹里的每个报表：编号、说明、参数、定义文件。\n"
            "加 -q 只列编号，一行一个。\n"
            "\n例\n"
            "  huibao reports\n"
            "  huibao reports --templates /srv/报表\n",
};
