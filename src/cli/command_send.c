#include "cli.h"

#include "cli_diags.h"

#include <huibao/engine_send.h>

static void put_json(struct cli *cli, const char *package, const char *target,
                     const struct engine_receipt *receipt)
{
    static const char *const outcomes[] = {[ENGINE_SENT_REFUSED] = "refused",
                                           [ENGINE_SENT_LATER] = "later",
                                           [ENGINE_SENT] = "sent",
                                           [ENGINE_SENT_THERE] = "there"};
    struct buf *json = cli_result(cli);
    cli_json_member(json, "package", package);
    cli_json_member(json, "target", target);
    cli_json_member(json, "outcome", outcomes[receipt->outcome]);
    cli_json_member(json, "place", receipt->place);
    cli_json_member(json, "receipt", receipt->number);
    cli_json_member(json, "state", receipt->state);
    cli_json_member(json, "words", receipt->words);
    buf_printf(json, ",\"status\":%d,\"retry_after\":%lld}", receipt->status,
               (long long)receipt->retry_after);
}

static void put_text(struct cli *cli, const struct engine_receipt *receipt)
{
    buf_printf(&cli->out, "%s：%s\n",
               receipt->outcome == ENGINE_SENT_THERE ? "已经在那里" : "已送达", receipt->place);
    if (receipt->number)
        buf_printf(&cli->out, "  回执号：%s\n", receipt->number);
    if (receipt->state)
        buf_printf(&cli->out, "  状态：%s\n", receipt->state);
    if (receipt->words)
        buf_printf(&cli->out, "  说明：%s\n", receipt->words);
}

static void send(struct cli *cli, const char *package, const char *target)
{
    struct engine_receipt receipt = {0};
    bool there = engine_send(cli_engine(cli), package, target, cli->arena, &receipt, cli->diags);
    if (cli->json)
        put_json(cli, package, target, &receipt);
    else if (there)
        put_text(cli, &receipt);
}

static void run(struct cli *cli)
{
    const char *target = cli_value(cli, "to");
    if (!target) {
        diag_add(cli->diags, &CLI006, &PLACE_NONE, DIAG_ARGS("选项 --to"));
        diag_hint(cli->diags, "例如：huibao send --to 区民政局 报送/*");
        return;
    }
    if (!engine_has_target(cli_engine(cli), target, cli->diags))
        return;
    for (size_t i = 0; i < cli->args.operand_count; i++) {
        send(cli, cli->args.operands[i], target);
        cli_settle(cli);
    }
}

static const struct cli_option options[] = {
    {"to", 't', "目标", "送到配置文件里的哪个目标"},
};

const struct cli_command cli_command_send = {
    .name = "send",
    .summary = "把报送包送到配置文件里写的目标",
    .operands = "报送包…",
    .operand = "报送包的文件夹",
    .min_operands = 1,
    .max_operands = SIZE_MAX,
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help =
        "先核对报送包，再送到目标，送到后读回来核对，最后才取正式的名字：那里不会有半个报送包。\n"
        "同一个报送包送几次都只有一份；那里有别的同名文件夹时不覆盖。目标的文件夹不在时不新建，\n"
        "因为它可能是没有挂上的共享。用 HTTPS "
        "送时先送别的文件，最后送清单；不跟着转向，证书不对就不送。\n"
        "每个报送包在标准输出占一行。不需要数据库；有数据库时，送出和结果记入日志。\n"
        "目标写在配置文件里（--config；默认 ./huibao.conf），样子见 samples/huibao.conf。\n"
        "\n例\n"
        "  huibao send --to 区民政局 报送/*\n",
};
