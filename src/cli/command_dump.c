#include "cli.h"

#include "cli_diags.h"

#include <huibao/engine.h>

#include <string.h>

static bool find_stage(struct cli *cli, enum engine_stage *ret_stage)
{
    static const char *const names[] = {"definition", "data", "model", "pages", "lines"};
    const char *given = cli_value(cli, "stage");
    for (size_t i = 0; given && i < BASE_COUNT(names); i++)
        if (strcmp(given, names[i]) == 0) {
            *ret_stage = (enum engine_stage)i;
            return true;
        }
    if (!given) {
        diag_add(cli->diags, &CLI006, &PLACE_NONE, DIAG_ARGS("选项 --stage"));
        diag_hint(cli->diags, "--stage definition、data、model、pages 或 lines");
        return false;
    }
    diag_add(cli->diags, &CLI013, &PLACE_NONE, DIAG_ARGS(given));
    if (text_nearest(given, names, BASE_COUNT(names)))
        diag_hint_nearest(cli->diags, given, names, BASE_COUNT(names));
    else
        diag_hint(cli->diags, "可以用 definition、data、model、pages、lines");
    return false;
}

static void run(struct cli *cli)
{
    enum engine_stage stage = ENGINE_STAGE_DEFINITION;
    if (!find_stage(cli, &stage))
        return;
    size_t count = 0;
    struct engine_request request = {.report = cli->args.operands[0],
                                     .arguments = cli_values(cli, "param", &count)};
    bool object = cli->json && stage == ENGINE_STAGE_LINES;
    if (object)
        stage = ENGINE_STAGE_LINES_JSON;
    bool done = engine_dump(cli_engine(cli), &request, stage, &cli->out, cli->diags);
    if (object && done) {
        struct buf *json = cli_result(cli);
        json->length--; /* the object brings its own brackets */
        buf_append(json, cli->out.data, cli->out.length);
        buf_clear(&cli->out);
    } else {
        cli_text(cli);
    }
}

static const struct cli_option options[] = {
    {"stage", 's', "阶段", "definition、data、model、pages 或 lines"},
    {"param", 'p', "名称=值", "报表的参数，可以写多次"},
};

const struct cli_command cli_command_dump = {
    .name = "dump",
    .summary = "把生成过程中某一步的内容写成文本，供查错",
    .operands = "报表",
    .operand = "报表的编号或定义文件",
    .min_operands = 1,
    .max_operands = 1,
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help = "definition 是读懂的定义，data 是取到的数据，model 是填好的文档，pages 是排好的版面，\n"
            "lines 是每一行怎样排成：位置、宽度、各类空隙伸缩了多少；加 --json 供程序读取。\n"
            "\n例\n"
            "  huibao dump monthly-briefing --stage data -p 社区=春晖社区 -p 期=2026-10\n"
            "  huibao dump monthly-briefing --stage lines --json -p 社区=春晖社区 -p 期=2026-10\n",
};
