#include "cli.h"

#include <huibao/engine_renders.h>

#include <string.h>

enum { SHOWN = 20, DIGITS = 12 };

static void put_json(struct cli *cli, const struct engine_rendered *made)
{
    struct buf *json = cli_result(cli);
    buf_printf(json, "\"render\":%lld,\"closed\":%s", (long long)made->id,
               made->closed ? "true" : "false");
    cli_json_member(json, "made_at", made->made_at);
    cli_json_member(json, "made_by", made->made_by);
    cli_json_member(json, "report", made->report);
    cli_json_member(json, "arguments", made->arguments);
    cli_json_member(json, "style", made->style);
    cli_json_member(json, "purpose", made->purpose);
    cli_json_member(json, "definition", made->definition);
    cli_json_member(json, "dictionary", made->dictionary);
    cli_json_member(json, "data", made->data);
    cli_json_member(json, "version", made->version);
    buf_puts(json, ",\"files\":[");
    for (size_t i = 0; i < made->file_count; i++) {
        buf_puts(json, i ? ",{" : "{");
        cli_json_member(json, "name", made->files[i].name);
        cli_json_member(json, "sha256", made->files[i].sha256);
        buf_putc(json, '}');
    }
    buf_puts(json, "]}");
}

static const char *purpose_text(const char *purpose)
{
    static const char *const words[] = {"preview", "预览", "publish", "出版", "upload", "上报"};
    for (size_t i = 0; i < BASE_COUNT(words); i += 2) {
        if (strcmp(words[i], purpose) == 0)
            return words[i + 1];
    }
    return "未记用途";
}

static void put_lines(struct cli *cli, const struct engine_rendered *made)
{
    struct buf *out = &cli->out;
    buf_printf(out, "%5lld  %s  %s  %s  %s", (long long)made->id, made->made_at,
               purpose_text(made->purpose), made->report, made->arguments);
    if (made->made_by[0])
        buf_printf(out, "（%s）", made->made_by);
    buf_printf(out, "\n       定义 %.*s  数据 %.*s  版式 %s\n", DIGITS, made->definition, DIGITS,
               made->data, made->style);
    for (size_t i = 0; i < made->file_count; i++)
        buf_printf(out, "       %.*s  %s\n", DIGITS, made->files[i].sha256, made->files[i].name);
}

static void run(struct cli *cli)
{
    const char *report = cli->args.operand_count ? cli->args.operands[0] : NULL;
    size_t count = 0;
    const struct engine_rendered *made = engine_renders(
        cli_engine(cli), report, cli_has(cli, "all") ? 0 : SHOWN, cli->arena, &count, cli->diags);
    for (size_t i = 0; made && i < count; i++) {
        if (cli->json)
            put_json(cli, &made[i]);
        else
            put_lines(cli, &made[i]);
    }
    if (made && count == 0 && !cli->json && report)
        buf_printf(&cli->out, "还没有生成过报表“%s”\n", report);
    else if (made && count == 0 && !cli->json)
        buf_puts(&cli->out, "还没有生成过报表\n");
}

static const struct cli_option options[] = {
    {"all", 'a', NULL, "列出全部，而不只是最近 20 次"},
};

const struct cli_command cli_command_renders = {
    .name = "renders",
    .summary = "列出生成过的报表，最近的在前",
    .operands = "[报表]",
    .min_operands = 0,
    .max_operands = 1,
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help = "每次生成：序号、时间、用途（预览、出版、上报）、报表、参数、由谁生成，定义和数据的指纹"
            "（SHA-256 的前 12 "
            "位）、版式，\n"
            "写出的每个文件和它的指纹；--json 给出整个指纹。数据的指纹是印出的全部数字的：\n"
            "两次相同，就没有一个数字不同。数据库不能写时，生成照常，只是不留记录。\n"
            "\n例\n"
            "  huibao renders\n"
            "  huibao renders monthly-briefing --all\n",
};
