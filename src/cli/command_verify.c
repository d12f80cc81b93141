#include "cli.h"

#include <huibao/engine.h>

static void show(struct cli *cli, const char *folder, const struct engine_parcel *parcel)
{
    const char *const about[] = {parcel->title, parcel->community, parcel->period, parcel->made_at};
    buf_printf(&cli->out, "%s：完好，%zu 个文件", folder, parcel->files);
    for (size_t i = 0; i < BASE_COUNT(about); i++)
        if (about[i])
            buf_printf(&cli->out, "，%s", about[i]);
    if (parcel->signed_by)
        buf_printf(&cli->out, "，签名人 %s%s", parcel->signed_by,
                   parcel->trusted
                       ? arena_printf(cli->arena, "（由 %s 签发）", parcel->certified_by)
                       : "（没有核对证书）");
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
        cli_json_member(json, "signed_by", parcel->signed_by);
        cli_json_member(json, "certified_by", parcel->certified_by);
        buf_printf(json, ",\"trusted\":%s", parcel->trusted ? "true" : "false");
        buf_printf(json, ",\"files\":%zu", parcel->files);
    }
    buf_putc(json, '}');
}

static void run(struct cli *cli)
{
    for (size_t i = 0; i < cli->args.operand_count; i++) {
        const char *folder = cli->args.operands[i];
        const struct engine_claim claim = {folder, cli_value(cli, "ca")};
        const struct engine_parcel *parcel = NULL;
        bool whole = engine_verify(cli_engine(cli), &claim, cli->arena, &parcel, cli->diags);
        if (cli->json)
            show_json(cli, folder, parcel, whole);
        else if (whole)
            show(cli, folder, parcel);
        cli_settle(cli);
    }
}

static const struct cli_option options[] = {
    {"ca", 0, "文件", "可以相信的证书（PEM）：报送包要有它们签发的人的签名"},
};

const struct cli_command cli_command_verify = {
    .name = "verify",
    .summary = "核对报送包：文件齐不齐、变没变",
    .operands = "报送包…",
    .operand = "报送包的文件夹",
    .min_operands = 1,
    .max_operands = SIZE_MAX,
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help =
        "按清单核对报送包里的每个文件：少了、多了、大小或内容变了，都列出来。\n"
        "完好的报送包在标准输出占一行；有不完好的，退出状态是 1。不需要数据库。\n"
        "有签名（manifest.json.p7s）的，签名要与清单相符，并说出签名人；是不是他本人，要用 --ca\n"
        "指出他的证书或签发机构的证书才知道。没有签名的，只能发现损坏和放错的文件。\n"
        "证书要在当时有效：看以前的报送包，用 --now 写出收到的日子。\n"
        "\n例\n"
        "  huibao verify 报送/*\n"
        "  huibao verify --ca 街道根证书.pem 报送/*\n",
};
