/* huibao briefing: the briefing for a visit, as of today, in one command. */
#include "cli.h"

#include "cli_diags.h"
#include "program.h"

#include <huibao/engine.h>

#include <stdlib.h>

#define REPORT "inspection-briefing"
#define PARAM "社区"

static const char *join(struct arena *arena, const char *const *names, size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? "、" : "", names[i]);
    return text;
}

/* The one named, or the only one there is. NULL with a diagnostic. */
static const char *which_community(struct cli *cli)
{
    if (cli->args.operand_count > 0)
        return cli->args.operands[0];
    size_t count = 0;
    const char *const *names =
        engine_each(cli_engine(cli), REPORT, PARAM, cli->arena, &count, cli->diags);
    if (!names)
        return NULL;
    if (count == 1)
        return names[0];
    diag_add(cli->diags, &CLI006, &PLACE_NONE, DIAG_ARGS("社区的名称或编码"));
    diag_hint(cli->diags, "数据库里有 %zu 个：%s", count, join(cli->arena, names, count));
    return NULL;
}

/* On a path that does not begin with a sign, whatever folder was named. */
static bool hand_over(struct cli *cli, const char *option, const struct cli_program *program,
                      const char *file)
{
    char *path = cli_has(cli, option) ? realpath(file, NULL) : NULL;
    const char *const arguments[] = {path, NULL};
    struct cli_program given = *program;
    given.arguments = arguments;
    given.advice = arena_printf(cli->arena, "文件已经写好，可以自己%s", program->purpose);
    bool done = path && cli_program_run(cli, &given);
    free(path);
    return done;
}

static void put_json(struct cli *cli, const char *file, bool opened, bool printed)
{
    struct buf *json = cli_result(cli);
    cli_json_member(json, "report", REPORT);
    cli_json_member(json, "file", file);
    buf_printf(json, ",\"opened\":%s,\"printed\":%s}", opened ? "true" : "false",
               printed ? "true" : "false");
}

static void run(struct cli *cli)
{
    static const struct cli_program viewer = {.name = "xdg-open",
                                              .purpose = "打开",
                                              .package = "xdg-utils"},
                                    printer = {
                                        .name = "lp", .purpose = "打印", .package = "cups-client"};
    const char *community = which_community(cli);
    if (!community)
        return;
    size_t count = 0;
    const char **arguments = cli_values(cli, "param", &count);
    arguments[count] = arena_printf(cli->arena, PARAM "=%s", community);
    struct engine_request request = {.report = REPORT,
                                     .arguments = arguments,
                                     .formats = ENGINE_PDF,
                                     .out_dir = cli_value(cli, "output"),
                                     .style = cli_value(cli, "style")};
    const char *const *paths = NULL;
    if (!engine_render(cli_engine(cli), &request, cli->arena, &paths, cli->diags))
        return;
    if (!cli->json)
        buf_printf(&cli->out, "%s\n", paths[0]);
    cli_settle(cli); /* what was made is told before a viewer takes the screen */
    bool opened = hand_over(cli, "open", &viewer, paths[0]);
    bool printed = hand_over(cli, "print", &printer, paths[0]);
    if (cli->json)
        put_json(cli, paths[0], opened, printed);
}

static const struct cli_option options[] = {
    {"output", 'o', "文件夹", "文件写到哪里，没有就新建（默认当前文件夹）"},
    {"param", 'p', "名称=值", "报表的其他参数，如 -p 事由=调研；可以写多次"},
    {"style", 0, "版式", "不用报表自己的版式，用这个（huibao styles 列出）"},
    {"open", 0, NULL, "写好后打开（xdg-open）"},
    {"print", 0, NULL, "写好后交给默认的打印机（lp）"},
};

const struct cli_command cli_command_briefing = {
    .name = "briefing",
    .summary = "迎接检查的汇报：一条命令，截至今天",
    .operands = "[社区]",
    .operand = "社区的名称或编码",
    .min_operands = 0,
    .max_operands = 1,
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help = "做“" REPORT "”这份报表的 PDF：今年的数，截至今天。写出的文件的路径在标准输出占一行。\n"
            "社区写名称或编码；数据库里只有一个社区时可以不写。\n"
            "与 huibao render " REPORT " -p 社区=… -f pdf 做出的相同。\n"
            "没有 xdg-open 或 lp、它们没有成功时，文件照样写好，退出状态是 3。\n"
            "\n例\n"
            "  huibao briefing 春晖社区\n"
            "  huibao briefing 春晖社区 -p 事由=调研 -o 汇报 --open\n"
            "  huibao briefing --print\n",
};
