#include "cli.h"

#include <huibao/engine.h>

static void show(struct cli *cli, const char *folder, const struct engine_parcel *parcel)
{
    const char *const about[] = {parcel->title, parcel->community, parcel->period, parcel->made_at};
    buf_printf(&cli->out, "%s：完好，%zu 个文件", folder, parcel->files);
    for (size_t i = 0; i < BASE_COUNT(about); i++)
        if (about[i])
            buf_printf(&cli->out, "，%s", about[i]);
    buf_putc(&cli->out, '\n');
}

static void show_json(struct cli *cli, const char *folder, const struct engine_parcel *parcel,
                      bool whole)
{
    struct buf *json = cli_result(cli);
    cli_json_member(json, "package", folder);
    buf_printf(json, ",\"whole\":%s", whole ? "true" : "false");
    if (parcel) {
        cli_json_member(json, "report", parcel->report);
        cli_json_member(json, "title", parcel->title);
        cli_json_member(json, "community", parcel->community);
        cli_json_member(json, "period", parcel->period);
        cli_json_member(json, "made_at", parcel->made_at);
        cli_json_member(json, "log_end", parcel->log_end);
        buf_printf(json, ",\"files\":%zu", parcel->files);
    }
    buf_putc(json, '}');
}

static void run(struct cli *cli)
{
    for (size_t i = 0; i < cli->args.operand_count; i++) {
        const char *folder = cli->args.operands[i];
        const struct engine_parcel *parcel = NULL;
        bool whole = engine_verify(cli_engine(cli), folder, cli->arena, &parcel, cli->diags);
        if (cli->json)
            show_json(cli, folder, parcel, whole);
        else if (whole)
            show(cli, folder, parcel);
        cli_settle(cli);
    }
}

const struct cli_command cli_command_verify = {
    .name = "verify",
    .summary = "核对报送包：文件齐不齐、变没变",
    .operands = "报送包…",
    .operand = "报送包的文件夹",
    .min_operands = 1,
    .max_operands = SIZE_MAX,
    .run = run,
    .help = "按清单核对报送包里的每个文件：少了、多了、大小或内容变了，都列出来。\n"
            "完好的报送包在标准输出占一行；有不完好的，退出状态是 1。不需要数据库。\n"
            "核对能发现损坏和放错的文件；清单本身是谁写的，它不能证明。\n"
            "\n例\n"
            "  huibao verify 报送/*\n",
};
