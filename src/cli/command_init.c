#include "cli.h"

#include <huibao/engine.h>

static void run(struct cli *cli)
{
    static const char *const words[] = {NULL, "建立了数据库", "数据库升级到了新的结构",
                                        "数据库已经是最新的，没有改动"};
    static const char *const outcomes[] = {NULL, "created", "migrated", "current"};
    enum engine_init_result result = engine_init(cli_engine(cli), cli->diags);
    if (result == ENGINE_INIT_FAILED)
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

const struct cli_command cli_command_init = {
    .name = "init",
    .summary = "建立数据库，或把旧版本的数据库升级",
    .operands = "",
    .run = run,
    .help = "没有数据库就新建一个；已经有了就检查它的版本，需要时升级。记录不会丢失，\n"
            "重复运行没有害处。\n"
            "\n例\n"
            "  huibao init\n"
            "  huibao init --db /srv/社区/记录.db\n",
};
