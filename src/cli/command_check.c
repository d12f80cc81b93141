#include "cli.h"

#include <huibao/engine.h>

#include <stdint.h>
#include <string.h>

/* STY006 repeats for a report that its style is wrong: no mistake of its own. */
static size_t count_repeats(const struct diags *diags)
{
    size_t count = 0;
    for (size_t i = 0; i < diags_kept(diags); i++)
        count += strcmp(diags_at(diags, i)->kind->code, "STY006") == 0;
    return count;
}

static void check(struct cli *cli)
{
    const struct cli_args *args = &cli->args;
    size_t checked = 0, count = 0, styles = 0;
    if (args->operand_count == 0) {
        engine_check(cli_engine(cli), NULL, &checked, cli->diags);
        engine_styles(cli_engine(cli), &styles, cli->diags);
    }
    for (size_t i = 0; i < args->operand_count; i++) {
        engine_check(cli_engine(cli), args->operands[i], &count, cli->diags);
        checked += count;
    }
    diags_sort(cli->diags);
    size_t repeats = count_repeats(cli->diags);
    cli_settle(cli);
    size_t errors = cli->errors - repeats;
    if (cli->json) {
        buf_printf(cli_result(cli), "\"checked\":%zu,\"errors\":%zu,\"warnings\":%zu}", checked,
                   errors, cli->warnings);
        return;
    }
    if (cli->quiet && errors == 0)
        return;
    buf_printf(&cli->out, "检查了 %zu 个报表", checked);
    if (styles)
        buf_printf(&cli->out, "、%zu 个版式", styles);
    buf_puts(&cli->out, "：");
    if (errors + cli->warnings == 0)
        buf_puts(&cli->out, "没有错误\n");
    else
        buf_printf(&cli->out, "错误 %zu 处，警告 %zu 处\n", errors, cli->warnings);
}

static void run(struct cli *cli)
{
    if (cli_has(cli, "watch"))
        cli_watch(cli, check);
    else
        check(cli);
}

static const struct cli_option options[] = {
    {"watch", 'w', NULL, "定义、字典、版式一改就再检查，直到 Ctrl-C"},
};

const struct cli_command cli_command_check = {
    .name = "check",
    .summary = "检查报表定义和版式，一次列出所有错误",
    .operands = "[报表…]",
    .max_operands = SIZE_MAX,
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help = "检查指标字典和报表定义：写法、名称、参数、SQL。不写报表名就检查全部，连同版式。\n"
            "报表可以写编号，也可以写定义文件的路径。不需要数据库。\n"
            "\n例\n"
            "  huibao check\n"
            "  huibao check monthly-briefing\n"
            "  huibao check --watch 草稿/季度汇报.md\n"
            "  huibao check 草稿/季度汇报.md\n",
};
