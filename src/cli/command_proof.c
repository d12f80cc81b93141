#include "cli.h"

#include <huibao/engine.h>

#include <stdint.h>

static void run(struct cli *cli)
{
    const struct cli_args *args = &cli->args;
    size_t off_count = 0;
    const char *const *off = cli_values(cli, "off", &off_count);
    for (size_t i = 0; i < args->operand_count; i++) {
        const char *path = args->operands[i];
        size_t findings = 0;
        bool done =
            engine_proof(cli_engine(cli), path, off_count ? off : NULL, &findings, cli->diags);
        if (cli->json) {
            struct buf *json = cli_result(cli);
            cli_json_member(json, "file", path);
            buf_printf(json, ",\"read\":%s,\"findings\":%zu}", done ? "true" : "false", findings);
        } else if (done && findings) {
            buf_printf(&cli->out, "%s：%zu 处可能有误\n", path, findings);
        } else if (done) {
            buf_printf(&cli->out, "%s：没有发现问题\n", path);
        }
        cli_settle(cli);
    }
}

static const struct cli_option options[] = {
    {"off", 0, "编号", "不查这一条规则，如 PRF025；可以写多次"},
};

const struct cli_command cli_command_proof = {
    .name = "proof",
    .summary = "校对写好的文稿：序号、标点、文号、约数、重复、个人信息",
    .operands = "文件…",
    .operand = "要校对的文本文件",
    .min_operands = 1,
    .max_operands = SIZE_MAX,
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help = "读文本（.txt）或 Markdown（.md）文稿，把可能的错误连同行、列一次列出：没有填完的\n"
            "xx 和下划线、跳号的（四）（六）、二是之后缺三是、半角标点、[2026]3号 这样的文号、\n"
            "213余人、前后不一的名称和单位、重复的句子、空的标题、没有遮盖的姓名和身份证号等。\n"
            "生成报表时也按同样的规则校对填好的正文。发现的问题是警告，退出状态仍是 0。\n"
            "\n例\n"
            "  huibao proof 汇报稿.txt\n"
            "  huibao proof 汇报稿.md --off PRF025\n",
};
