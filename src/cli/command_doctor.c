#include "cli.h"

#include <huibao/engine.h>

static void run(struct cli *cli)
{
    struct engine_checkup checkup = {.targets = cli_has(cli, "targets")};
    engine_doctor(cli_engine(cli), &checkup, cli->arena, cli->diags);
    for (size_t i = 0; i < checkup.count; i++) {
        const struct engine_finding *finding = &checkup.findings[i];
        if (cli->json) {
            struct buf *json = cli_result(cli);
            buf_printf(json, "\"good\":%s,\"warning\":%s", finding->good ? "true" : "false",
                       finding->warning ? "true" : "false");
            cli_json_member(json, "about", finding->about);
            cli_json_member(json, "finding", finding->finding);
            buf_putc(json, '}');
        } else if (!finding->good || finding->warning || !cli->quiet) {
            const char *sign = !finding->good ? "✗" : finding->warning ? "！" : "✓";
            buf_printf(&cli->out, "%s %s：%s\n", sign, finding->about, finding->finding);
        }
    }
}

static const struct cli_option options[] = {
    {"targets", 0, NULL,
     "连接配置文件里的每个报送目标：接得通吗，证书、身份、文件夹对不对；不送东西"},
};

const struct cli_command cli_command_doctor = {
    .name = "doctor",
    .summary = "体检：数据库、日志、时间、报表定义、报送、字体是否正常",
    .operands = "",
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help = "每条结论一行：✓ 正常，✗ 有问题，！ "
            "现在还能用但要处理，并说明怎么办。字体一项按通用规范汉字表的\n"
            "8105 个字检查每种字体是否齐全。加 -q 只列有问题和要处理的。\n"
            "有“定时”的报表用到的报送目标都看一看：文件夹在不在、能不能写，口令、证书读不读得出、\n"
            "别人读不读得到；不送东西，也不连接对方。\n"
            "加 --targets 连接配置文件里的每个目标（每个最多等 15 秒）：SFTP 登录、看文件夹；HTTPS "
            "核对\n"
            "证书、身份，WebDAV "
            "还看文件夹。能不能写，要送了才知道；口令错了会登录失败一次。停住的、过了期限的报送，比"
            "最近一次导入还早的\n"
            "时间，都算有问题。\n"
            "\n例\n"
            "  huibao doctor\n"
            "  huibao doctor --targets\n"
            "  huibao doctor --db /srv/社区/记录.db\n",
};
