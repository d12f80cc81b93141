#include "batch.h"

static bool package(struct cli *cli, const struct cli_batch *batch)
{
    const char *folder = NULL;
    bool done = engine_package(cli_engine(cli), &batch->request, cli->arena, &folder, cli->diags);
    if (cli->json) {
        struct buf *json = cli_batch_result(cli, batch, done);
        cli_json_member(json, "package", folder);
        buf_putc(json, '}');
    } else if (done) {
        buf_printf(&cli->out, "%s\n", folder);
    }
    return done;
}

static void run(struct cli *cli)
{
    struct cli_batch batch;
    cli_batch_read(cli, &batch);
    if (diags_count(cli->diags, DIAG_ERROR) == 0)
        cli_batch_run(cli, &batch, package);
}

static const struct cli_option options[] = {
    {"param", 'p', "名称=值", "报表的参数，可以写多次"},
    {"output", 'o', "文件夹", "报送包放在哪个文件夹里，没有就新建（默认当前文件夹）"},
    {"each", 0, "参数", "给这个参数的每个社区各做一个"},
    {"name", 0, "名称", "不用标题，用这个名称，其中可写 {社区编码} {报表} {期} 等"},
    {"style", 0, "版式", "不用报表自己的版式，用这个（huibao styles 列出）"},
};

const struct cli_command cli_command_package = {
    .name = "package",
    .summary = "做报送包：PDF、XLSX 和带校验值的清单",
    .operands = "报表",
    .operand = "报表的编号或定义文件",
    .min_operands = 1,
    .max_operands = 1,
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help =
        "按“上报”阶段审核并生成报表，放进一个以标题为名的文件夹：PDF、XLSX 和清单 manifest.json，\n"
        "清单里有报表、社区、期、生成时间、所用定义、日志的末尾，每个文件的大小和 SHA-256。\n"
        "文件夹整个出现或不出现；已有同名的，不覆盖。写出的文件夹的路径在标准输出占一行。\n"
        "--name 里的 {标题}、{报表}、{社区}、{社区编码}、{期} 换成这一份的内容。\n"
        "接收的人用 huibao verify 核对。\n"
        "\n例\n"
        "  huibao package monthly-briefing -p 社区=春晖社区 -p 期=2026-10 -o 报送\n"
        "  huibao package monthly-briefing --each 社区 -p 期=2026-10 --name '{社区编码}-{期}' -o "
        "报送\n",
};
