/* huibao due, run-due, outbox: reports that must be delivered each period. */
#include "cli.h"

#include "cli_diags.h"
#include "notify.h"

#include <stdlib.h>
#include <string.h>

#include <huibao/engine_due.h>

/* ---- a unit ---- */

static const char *const nothing = "";

static const char *or_nothing(const char *text)
{
    return text ? text : nothing;
}

static void put_unit(struct buf *out, const struct engine_due *unit)
{
    if (unit->id)
        buf_printf(out, "%5lld  ", (long long)unit->id);
    else
        buf_puts(out, "    -  ");
    buf_printf(out, "%s%s  %s  → %s", unit->word, unit->late ? "（过了期限）" : "", unit->shown,
               unit->target);
    buf_printf(out, "  [%s]", unit->report);
    if (unit->deadline)
        buf_printf(out, "  期限 %s", unit->deadline);
    buf_putc(out, '\n');
    if (unit->busy)
        buf_puts(out, "         正由另一个进程处理\n");
    else if (unit->behind && unit->id)
        buf_puts(out, "         等前一期报出\n");
    if (unit->receipt)
        buf_printf(out, "         回执号 %s\n", unit->receipt);
    if (unit->words)
        buf_printf(out, "         %s\n", unit->words);
    if (unit->lost)
        buf_printf(out, "         %s%s%s\n", unit->lost, unit->advice ? "：" : "",
                   or_nothing(unit->advice));
    if (unit->attempts && !unit->done)
        buf_printf(out, "         已试 %lld 次%s%s\n", (long long)unit->attempts,
                   unit->next ? "，下次 " : "", or_nothing(unit->next));
}

static void put_unit_json(struct cli *cli, const struct engine_due *unit)
{
    struct buf *json = cli_result(cli);
    cli_json_member(json, "report", unit->report);
    buf_printf(json, ",\"id\":%lld", (long long)unit->id);
    cli_json_member(json, "community", unit->community);
    cli_json_member(json, "period", unit->period);
    cli_json_member(json, "state", unit->state);
    cli_json_member(json, "target", unit->target);
    cli_json_member(json, "deadline", unit->deadline);
    buf_printf(json, ",\"late\":%s,\"behind\":%s,\"busy\":%s,\"attempts\":%lld",
               unit->late ? "true" : "false", unit->behind ? "true" : "false",
               unit->busy ? "true" : "false", (long long)unit->attempts);
    buf_printf(json, ",\"stuck\":%s", unit->stuck ? "true" : "false");
    cli_json_member(json, "lost", unit->lost);
    cli_json_member(json, "next", unit->next);
    cli_json_member(json, "package", unit->package);
    cli_json_member(json, "place", unit->place);
    cli_json_member(json, "receipt", unit->receipt);
    cli_json_member(json, "receipt_state", unit->receipt_state);
    cli_json_member(json, "words", unit->words);
    cli_json_member(json, "changed_at", unit->changed_at);
    buf_putc(json, '}');
}

static void put(struct cli *cli, const struct engine_due *unit)
{
    if (cli->json)
        put_unit_json(cli, unit);
    else
        put_unit(&cli->out, unit);
}

/* ---- due ---- */

static void run_due(struct cli *cli)
{
    size_t count = 0;
    const struct engine_due *units =
        engine_due(cli_engine(cli), cli_has(cli, "all"), cli->arena, &count, cli->diags);
    for (size_t i = 0; units && i < count; i++)
        put(cli, &units[i]);
    if (units && count == 0 && !cli->json)
        buf_puts(&cli->out, "没有要定时报送的报表（在报表的参数区写“定时”和“报送”）\n");
}

static const struct cli_option due_options[] = {
    {"all", 'a', NULL, "连以前各期已经报出的也列出"},
};

const struct cli_command cli_command_due = {
    .name = "due",
    .summary = "列出要定时报送的报表，各期报到了哪一步",
    .operands = "",
    .options = due_options,
    .option_count = BASE_COUNT(due_options),
    .run = run_due,
    .help = "每个写了“定时”和“报送”的报表，每个社区每一期是一项：\n"
            "  未到期    这一期还没有结束\n"
            "  待报      期已结束，下一次 run-due 生成、审核、打包、发送\n"
            "  审核未过  上报的审核没有通过：改正记录，或用 huibao audit --explain 说明\n"
            "  未做成    别的原因没有生成，原因列在下面\n"
            "  待发      已经打包，还没有送到，到时再发\n"
            "  已发      已送到对方；待处理：对方的回执说还没有审；已接收：回执说收下了\n"
            "  被退回    对方不收，或回执说退回；已停发：一直送不到，过了期限\n"
            "  已取消    用 huibao outbox cancel 取消\n"
            "报表定义删去了、去掉了“定时”或不再包括的，没有报出的仍列出，并说怎么办。\n"
            "前一期没有报出，后面的等着。前三列是编号（还没有动手的是 -）、状态、社区和期。\n"
            "\n例\n"
            "  huibao due\n"
            "  huibao due --all --json\n",
};

/* ---- run-due ---- */

static void worked(void *context, const struct engine_due *unit)
{
    put(context, unit);
}

static void run_run_due(struct cli *cli)
{
    struct engine_run_due run = {.worked = worked, .context = cli};
    bool good = engine_run_due(cli_engine(cli), &run, cli->diags);
    if (run.opened)
        cli_notify(cli);
    if (good && run.stuck)
        diag_add(cli->diags, &CLI028, &PLACE_NONE,
                 DIAG_ARGS(arena_printf(cli->arena, "%zu", run.stuck)));
    if (good && run.stuck)
        diag_hint(cli->diags, "huibao due 列出它们和原因；改好以后会自动再报，被退回、已停发的用 "
                              "huibao outbox retry 编号");
    if (good && run.late) {
        diag_add(cli->diags, &CLI031, &PLACE_NONE,
                 DIAG_ARGS(arena_printf(cli->arena, "%zu", run.late)));
        diag_hint(cli->diags, "huibao due 列出它们、原因和下次再送的时间；要紧的先用别的办法报");
    }
    if (run.expired && !cli->json && !cli->quiet)
        buf_printf(&cli->out, "按“保留”删去了 %zu 个报送包\n", run.expired);
    if (good && !cli->json && !cli->quiet && run.tried + run.stuck == 0) {
        if (run.waiting)
            buf_printf(&cli->out, "现在没有要报的，%zu 项等着（huibao due）\n", run.waiting);
        else
            buf_puts(&cli->out, "没有要报的\n");
    }
}

const struct cli_command cli_command_run_due = {
    .name = "run-due",
    .summary = "生成、审核、打包、发送到期的报表",
    .operands = "",
    .run = run_run_due,
    .help =
        "按“定时”逐期补报：从起始的一期到最近结束的一期，前一期报出了才报后一期。每小时运行一次\n"
        "就够（systemd 的定时器或 cron）；关了机、断了电，下次接着做，不会重发：每一项在数据库里\n"
        "有一行，动手以前先占住，包做好以后留在“数据库名.outbox”文件夹，送的总是同一个包。\n"
        "送不到的按 5 分钟、10 分钟……6 小时的间隔再试，过了期限、打包满 3 天、试过 10 次停发。\n"
        "送到的包按 huibao.conf 的“保留”留着，到期删去；没有写的一直留着。\n"
        "审核未过的不报，改正或说明以后自动再报。要人处理、过了期限没送到时退出状态不是 0。\n"
        "数据库放在网络共享盘上、几台电脑都运行时，先用 huibao init --shared。\n"
        "\n例\n"
        "  huibao run-due\n",
};

/* ---- outbox ---- */

static bool read_id(struct cli *cli, const char *text, int64_t *ret_id)
{
    char *end = NULL;
    *ret_id = strtoll(text, &end, 10);
    if (*ret_id > 0 && !*end)
        return true;
    diag_add(cli->diags, &CLI029, &PLACE_NONE, DIAG_ARGS(text));
    diag_hint(cli->diags, "huibao outbox 列出编号");
    return false;
}

static void list_open(struct cli *cli)
{
    size_t count = 0, shown = 0;
    const struct engine_due *units =
        engine_due(cli_engine(cli), true, cli->arena, &count, cli->diags);
    for (size_t i = 0; units && i < count; i++) {
        if (!units[i].id || units[i].done)
            continue;
        shown++;
        put(cli, &units[i]);
        if (units[i].package && !cli->json)
            buf_printf(&cli->out, "         %s\n", units[i].package);
    }
    if (units && shown == 0 && !cli->json)
        buf_puts(&cli->out, "没有等着报的\n");
}

static void run_outbox(struct cli *cli)
{
    static const char *const orders[] = {"retry", "cancel"};
    const char *const *operands = cli->args.operands;
    const char *reason = cli_value(cli, "reason");
    const struct engine_due *unit = NULL;
    int64_t id = 0;
    if (cli->args.operand_count == 0) {
        list_open(cli);
        return;
    }
    bool retry = strcmp(operands[0], orders[0]) == 0, cancel = strcmp(operands[0], orders[1]) == 0;
    if (!retry && !cancel) {
        diag_add(cli->diags, &CLI030, &PLACE_NONE, DIAG_ARGS(operands[0]));
        diag_hint_nearest(cli->diags, operands[0], orders, BASE_COUNT(orders));
        return;
    }
    if (cli->args.operand_count < 2 || (cancel && (!reason || !*reason))) {
        diag_add(cli->diags, &CLI006, &PLACE_NONE,
                 DIAG_ARGS(cli->args.operand_count < 2 ? "编号" : "选项 --reason"));
        diag_hint(cli->diags, "例如：huibao outbox %s 12%s", operands[0],
                  cancel ? " --reason 社区已合并" : "");
        return;
    }
    enum engine_outbox_order order = cancel                   ? ENGINE_OUTBOX_CANCEL
                                     : cli_has(cli, "remake") ? ENGINE_OUTBOX_REMAKE
                                                              : ENGINE_OUTBOX_RETRY;
    if (read_id(cli, operands[1], &id) &&
        engine_outbox(cli_engine(cli), id, order, reason, cli->arena, &unit, cli->diags))
        put(cli, unit);
}

static const struct cli_option outbox_options[] = {
    {"remake", 0, NULL, "重新生成再报（更正重报）；名称后面加“（第2次）”"},
    {"reason", 0, "文字", "为什么取消"},
};

const struct cli_command cli_command_outbox = {
    .name = "outbox",
    .summary = "看等着报的，再试或取消",
    .operands = "[retry 编号 | cancel 编号]",
    .operand = "编号",
    .max_operands = 2,
    .options = outbox_options,
    .option_count = BASE_COUNT(outbox_options),
    .run = run_outbox,
    .help = "不写别的，列出还没有报出的各项和包在哪里。\n"
            "审核未过、未做成的不用 retry：改好记录、定义或说明以后，run-due 自动再做。\n"
            "retry 把被退回、已停发、已取消的再排上，下一次 run-due 就发；包还在的发同一个包，\n"
            "--remake 重新生成（已经报出的也可以：更正重报）。cancel 不再报这一期，后面的照常。\n"
            "\n例\n"
            "  huibao outbox\n"
            "  huibao outbox retry 12\n"
            "  huibao outbox cancel 12 --reason 社区已合并\n",
};
