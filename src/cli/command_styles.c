#include "cli.h"

#include <huibao/engine.h>

static void put_text(struct buf *out, const struct engine_style *style)
{
    buf_printf(out, "%s  %s\n", style->name, style->summary);
    if (style->base)
        buf_printf(out, "    基于：%s\n", style->base);
    buf_printf(out, "    文件：%s\n", style->file ? style->file : "（内置）");
}

static void run(struct cli *cli)
{
    size_t count = 0;
    const struct engine_style *styles = engine_styles(cli_engine(cli), &count, cli->diags);
    for (size_t i = 0; i < count; i++) {
        if (cli->json) {
            struct buf *json = cli_result(cli);
            cli_json_member(json, "name", styles[i].name);
            cli_json_member(json, "summary", styles[i].summary);
            cli_json_member(json, "base", styles[i].base);
            cli_json_member(json, "file", styles[i].file);
            buf_putc(json, '}');
        } else if (cli->quiet) {
            buf_printf(&cli->out, "%s\n", styles[i].name);
        } else {
            put_text(&cli->out, &styles[i]);
        }
    }
}

const struct cli_command cli_command_styles = {
    .name = "styles",
    .summary = "列出有哪些版式",
    .operands = "",
    .run = run,
    .help = "列出报表文件夹的 styles 里的每个版式：名称、说明、基于哪个版式、文件。\n"
            "报表用“版式: 名称”选用；不写就是 gbt9704。加 -q 只列名称，一行一个。\n"
            "\n例\n"
            "  huibao styles\n",
};
