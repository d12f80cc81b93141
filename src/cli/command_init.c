#include "cli.h"

#include "cli_diags.h"

#include <huibao/engine.h>

static void run(struct cli *cli)
{
    static const char *const words[] = {NULL, "建立了数据库", "数据库升级到了新的结构",
                                        "数据库已经是最新的，没有改动"};
    static const char *const outcomes[] = {NULL, "created", "migrated", "current"};
    enum engine_init_result result = engine_init(cli_engine(cli), cli->diags);
    bool shared = cli_has(cli, "shared"), alone = cli_has(cli, "alone");
    if (result == ENGINE_INIT_FAILED)
        return;
    if (shared && alone)
        diag_add(cli->diags, &CLI020, &PLACE_NONE, DIAG_ARGS("--shared", "--alone"));
    else if (shared || alone)
        engine_share(cli_engine(cli), shared, cli->diags);
    if (!cli->json && cli->quiet)
        return;
    if (!cli->json) {
        buf_printf(&cli->out, "%s：%s\n", words[result], cli->database);
        return;
    }
    struct buf *json = cli_result(cli);
    cli_json_member(json, "database", cli->database);
    cli_json_member(json, "outcome", outcomes[result]);
    buf_putc(json, '}');
}

static const struct cli_option options[] = {
    {"shared", 0, NULL, "几台电脑共用：放在网络共享盘上时用"},
    {"alone", 0, NULL, "只有一台电脑用（新建时就是这样，快一些）"},
};

const struct cli_command cli_command_init = {
    .name = "init",
    .summary = "建立数据库，或把旧版本的数据库升级",
    .operands = "",
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help = "没有数据库就新建一个；已经有了就检查它的版本，需要时升级。记录不会丢失，\n"
            "重复运行没有害处。\n"
            "数据库放在网络共享盘（NFS、SMB）上，几台电脑都写它的，用 --shared 换一种各台都认得的\n"
            "锁；定时报送（run-due）也就可以在几台上运行，每一期只报一次。\n"
            "\n例\n"
            "  huibao init\n"
            "  huibao init --db /srv/社区/记录.db\n",
};
