/* huibao audit: the checks of a report for one period, and explaining those that fail. */
#include "cli.h"

#include "cli_diags.h"

#include <huibao/engine_audit.h>

static const char *const outcomes[] = {"通过", "未通过", "未判断"};

/* ---- listing ---- */

static void put_summary(struct cli *cli, const struct engine_audit *audit)
{
    buf_printf(&cli->out, "%s", audit->report);
    buf_printf(&cli->out, "%s%s", audit->community[0] ? "　" : "", audit->community);
    buf_printf(&cli->out, "%s%s", audit->period[0] ? "　" : "", audit->period);
    buf_printf(&cli->out, "：审核 %zu 条，通过 %zu，未通过 %zu", audit->count, audit->passed,
               audit->failed);
    if (audit->explained)
        buf_printf(&cli->out, "（已说明 %zu）", audit->explained);
    buf_printf(&cli->out, "，未判断 %zu\n", audit->unjudged);
}

static void put_line(struct cli *cli, const struct engine_audit_line *line)
{
    static const char *const pads[] = {"  ", "", ""};
    buf_printf(&cli->out, "\n%s%s  %s  %s\n", outcomes[line->outcome], pads[line->outcome],
               line->id, line->says);
    buf_printf(&cli->out, "        %s\n", line->why ? line->why : line->figures);
    if (line->outcome != ENGINE_FAILED)
        return;
    if (line->because)
        buf_printf(&cli->out, "        说明：%s（%s，%s）\n", line->because, line->by, line->at);
    else
        buf_printf(&cli->out, "        %s　规则在 %s 第 %ld 行\n", line->verdicts, line->file,
                   line->line);
}

static void put_explanation(struct cli *cli, const struct engine_explanation *explanation)
{
    buf_printf(&cli->out, "%s  %s  %s：%s\n        %s\n", explanation->at, explanation->check,
               explanation->by, explanation->because, explanation->figures);
    if (explanation->withdrawn_at)
        buf_printf(&cli->out, "        %s 由%s撤回\n", explanation->withdrawn_at,
                   explanation->withdrawn_by);
}

static void put_history(struct cli *cli, const struct engine_audit *audit)
{
    for (size_t i = 0; i < audit->explanation_count; i++)
        put_explanation(cli, &audit->explanations[i]);
    if (audit->explanation_count == 0)
        buf_puts(&cli->out, "还没有说明\n");
}

static void put_json_line(struct buf *json, const struct engine_audit_line *line)
{
    static const char *const words[] = {"passed", "failed", "unjudged"};
    buf_puts(json, "{");
    cli_json_member(json, "id", line->id);
    cli_json_member(json, "outcome", words[line->outcome]);
    cli_json_member(json, "says", line->says);
    cli_json_member(json, "rule", line->rule);
    cli_json_member(json, "figures", line->figures);
    cli_json_member(json, "why", line->why);
    cli_json_member(json, "because", line->because);
    cli_json_member(json, "by", line->by);
    cli_json_member(json, "at", line->at);
    buf_printf(json, ",\"blocks\":%s}", line->blocks ? "true" : "false");
}

static void put_json_explanation(struct buf *json, const struct engine_explanation *explanation)
{
    buf_puts(json, "{");
    cli_json_member(json, "check", explanation->check);
    cli_json_member(json, "figures", explanation->figures);
    cli_json_member(json, "because", explanation->because);
    cli_json_member(json, "by", explanation->by);
    cli_json_member(json, "at", explanation->at);
    cli_json_member(json, "withdrawn_by", explanation->withdrawn_by);
    cli_json_member(json, "withdrawn_at", explanation->withdrawn_at);
    buf_putc(json, '}');
}

static void put_json(struct cli *cli, const struct engine_audit *audit)
{
    struct buf *json = cli_result(cli);
    cli_json_member(json, "report", audit->report);
    cli_json_member(json, "community", audit->community);
    cli_json_member(json, "period", audit->period);
    buf_puts(json, ",\"checks\":[");
    for (size_t i = 0; i < audit->count; i++) {
        buf_puts(json, i ? "," : "");
        put_json_line(json, &audit->lines[i]);
    }
    buf_puts(json, "],\"explanations\":[");
    for (size_t i = 0; i < audit->explanation_count; i++) {
        buf_puts(json, i ? "," : "");
        put_json_explanation(json, &audit->explanations[i]);
    }
    buf_puts(json, "]}");
}

static void list(struct cli *cli, const struct engine_request *request)
{
    struct engine_audit audit;
    if (!engine_audit(cli_engine(cli), request, cli->arena, &audit, cli->diags))
        return;
    if (cli->json) {
        put_json(cli, &audit);
    } else if (cli_has(cli, "history")) {
        put_history(cli, &audit);
    } else {
        put_summary(cli, &audit);
        for (size_t i = 0; i < audit.count; i++)
            put_line(cli, &audit.lines[i]);
    }
    if (audit.blocking)
        diag_add(cli->diags, &CLI022, &PLACE_NONE,
                 DIAG_ARGS(arena_printf(cli->arena, "%zu", audit.blocking)));
}

/* ---- explaining ---- */

/* The option's text without spaces around it; a missing or an empty one is told. */
static const char *need(struct cli *cli, const char *option, const char *what)
{
    const char *given = cli_value(cli, option);
    const char *text = given ? text_trim(cli->arena, given) : "";
    if (text[0])
        return text;
    diag_add(cli->diags, &CLI021, &PLACE_NONE, DIAG_ARGS(option, what));
    return NULL;
}

static void explain(struct cli *cli, const struct engine_request *request)
{
    struct engine_explanation explanation = {.check = need(cli, "explain", "审核的编号"),
                                             .because = need(cli, "because", "原因"),
                                             .by = need(cli, "by", "说明人的姓名")};
    if (!explanation.check || !explanation.because || !explanation.by)
        return;
    bool done = engine_audit_explain(cli_engine(cli), request, &explanation, cli->diags);
    if (done && !cli->json)
        buf_printf(&cli->out, "记下了审核 %s 的说明\n", explanation.check);
}

static void withdraw(struct cli *cli, const struct engine_request *request)
{
    const char *check = need(cli, "withdraw", "审核的编号");
    const char *by = need(cli, "by", "撤回人的姓名");
    if (!check || !by)
        return;
    bool done = engine_audit_withdraw(cli_engine(cli), request, check, by, cli->diags);
    if (done && !cli->json)
        buf_printf(&cli->out, "撤回了审核 %s 的说明\n", check);
}

static void run(struct cli *cli)
{
    size_t count = 0;
    struct engine_request request = {.report = cli->args.operands[0],
                                     .arguments = cli_values(cli, "param", &count)};
    if (cli_has(cli, "explain"))
        explain(cli, &request);
    else if (cli_has(cli, "withdraw"))
        withdraw(cli, &request);
    else
        list(cli, &request);
}

static const struct cli_option options[] = {
    {"param", 'p', "名称=值", "报表的参数，可以写多次"},
    {"explain", 0, "编号", "说明这条未通过的审核，要与 --because、--by 一起写"},
    {"because", 0, "原因", "数字没有错而审核未通过的原因"},
    {"by", 0, "姓名", "谁说明、谁撤回"},
    {"withdraw", 0, "编号", "撤回这条审核的说明，要与 --by 一起写"},
    {"history", 0, NULL, "列出记过的全部说明，包括撤回的"},
};

const struct cli_command cli_command_audit = {
    .name = "audit",
    .summary = "列出报表的审核结果，说明未通过的审核",
    .operands = "报表",
    .operand = "报表的编号或定义文件",
    .min_operands = 1,
    .max_operands = 1,
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help =
        "按参数算出报表的每一条审核：通过、未通过，或者缺数不能判断，连同两边的数。\n"
        "数字没有错而审核未通过的，用 --explain 说明原因：这个社区、这一期、这条审核不再阻断\n"
        "出版和上报，只作提示。数字变了，原来的说明就不再算数。\n"
        "有要阻断而没有说明的审核，退出状态是 1。\n"
        "\n例\n"
        "  huibao audit monthly-briefing -p 社区=春晖社区 -p 期=2026-10\n"
        "  huibao audit monthly-briefing -p 社区=春晖社区 -p 期=2026-10 --explain H08 \\\n"
        "      --because 新小区交付，集中迁入 --by 张三\n"
        "  huibao audit monthly-briefing -p 社区=春晖社区 -p 期=2026-10 --withdraw H08 --by 张三\n",
};
