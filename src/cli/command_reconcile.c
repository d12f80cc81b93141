/* huibao reconcile: two sources of the same people or units compared. */
#include <string.h>

#include <huibao/engine_reconcile.h>

#include "cli.h"
#include "cli_diags.h"

static const char *const side_names[ENGINE_SIDES] = {"甲", "乙"};

/* 甲:户主=姓名 is the first file's, without 甲: or 乙: it is both files'. */
static const char *own_part(const char *text, int side, bool *ret_own)
{
    static const char *const marks[] = {":", "："};
    *ret_own = true;
    for (int i = 0; i < ENGINE_SIDES; i++) {
        size_t name = strlen(side_names[i]);
        if (strncmp(text, side_names[i], name) != 0)
            continue;
        for (size_t m = 0; m < BASE_COUNT(marks); m++) {
            size_t mark = strlen(marks[m]);
            if (strncmp(text + name, marks[m], mark) != 0)
                continue;
            *ret_own = i == side;
            return text + name + mark;
        }
    }
    return text;
}

/* 丙:名称, which would be taken for a name: one character before the colon that is neither side's. */
static bool is_of_no_side(const char *text)
{
    uint32_t first = 0;
    bool own;
    const char *next = text;
    text_next(&next, text + strlen(text), &first);
    bool marked = *next == ':' || strncmp(next, "：", strlen("：")) == 0;
    return marked && own_part(text, 0, &own) == text;
}

static bool sides_are_known(struct cli *cli)
{
    static const char *const sided[] = {"sheet", "map", "ignore", "as"};
    for (size_t o = 0; o < BASE_COUNT(sided); o++) {
        size_t count = 0;
        const char *const *values = cli_values(cli, sided[o], &count);
        for (size_t i = 0; i < count; i++) {
            if (!is_of_no_side(values[i]))
                continue;
            diag_add(cli->diags, &CLI032, &PLACE_NONE,
                     DIAG_ARGS(arena_printf(cli->arena, "--%s %s", sided[o], values[i])));
            diag_hint(cli->diags, "第一个文件是 甲，第二个（或数据库）是 乙，例如 --%s 甲:…",
                      sided[o]);
            return false;
        }
    }
    return true;
}

static const char *const *values_of(struct cli *cli, const char *option, int side)
{
    size_t count = 0, own = 0;
    const char **values = cli_values(cli, option, &count);
    const char **list = arena_array(cli->arena, count + 1, sizeof *list);
    for (size_t i = 0; i < count; i++) {
        bool is_own;
        const char *text = own_part(values[i], side, &is_own);
        if (is_own)
            list[own++] = text;
    }
    return list;
}

static const char *last_of(const char *const *list)
{
    const char *last = NULL;
    while (*list)
        last = *list++;
    return last;
}

/* ---- what is printed ---- */

static void put_side(struct buf *out, const struct engine_side *own, int side)
{
    buf_printf(out, "  只在%s %lld 条", side_names[side], (long long)own->only);
    if (own->ended)
        buf_printf(out, "（另有 %lld 条到今天已经迁出、解约或结束，不算在内）",
                   (long long)own->ended);
    buf_puts(out, "\n");
}

static void put_text(struct cli *cli, const struct engine_reconciling *task)
{
    struct buf *out = &cli->out;
    buf_printf(out, "%s核对，按%s对应\n", task->chinese, task->matched_by);
    for (int side = 0; side < ENGINE_SIDES; side++) {
        const struct engine_side *own = &task->sides[side];
        buf_printf(out, "  %s：%s，%lld 条", side_names[side], own->name, (long long)own->records);
        if (own->twice)
            buf_printf(out, "，重复的另有 %lld 条", (long long)own->twice);
        if (own->rejected)
            buf_printf(out, "，有错误没有核对的 %lld 行", (long long)own->rejected);
        buf_puts(out, "\n");
    }
    buf_printf(out, "  比较的项：%s\n", task->compared);
    buf_printf(out, "  两边都有 %lld 条：一致 %lld，不一致 %lld\n",
               (long long)(task->same + task->different), (long long)task->same,
               (long long)task->different);
    for (size_t i = 0; i < task->differing_count; i++)
        buf_printf(out, "    %s不一致 %lld 条\n", task->differing[i].field,
                   (long long)task->differing[i].count);
    for (int side = 0; side < ENGINE_SIDES; side++)
        put_side(out, &task->sides[side], side);
    if (task->out)
        buf_printf(out, "  逐条列在 %s\n", task->out);
    else
        buf_puts(out, "  要逐条列出，用 -o 文件.xlsx 或 文件.csv\n");
}

static void put_json(struct cli *cli, const struct engine_reconciling *task)
{
    static const char *const keys[ENGINE_SIDES] = {"first", "second"};
    struct buf *json = cli_result(cli);
    buf_printf(json, "\"same\":%lld,\"different\":%lld", (long long)task->same,
               (long long)task->different);
    cli_json_member(json, "kind", task->chinese);
    cli_json_member(json, "by", task->matched_by);
    cli_json_member(json, "compared", task->compared);
    cli_json_member(json, "table", task->out);
    for (int side = 0; side < ENGINE_SIDES; side++) {
        const struct engine_side *own = &task->sides[side];
        buf_printf(json,
                   ",\"%s\":{\"records\":%lld,\"twice\":%lld,\"only\":%lld,\"ended\":%lld,"
                   "\"rejected\":%lld",
                   keys[side], (long long)own->records, (long long)own->twice, (long long)own->only,
                   (long long)own->ended, (long long)own->rejected);
        cli_json_member(json, "name", own->name);
        buf_putc(json, '}');
    }
    buf_puts(json, ",\"differing\":[");
    for (size_t i = 0; i < task->differing_count; i++) {
        buf_printf(json, "%s{\"count\":%lld", i ? "," : "", (long long)task->differing[i].count);
        cli_json_member(json, "field", task->differing[i].field);
        buf_putc(json, '}');
    }
    buf_puts(json, "]}");
}

static void run(struct cli *cli)
{
    const struct cli_args *args = &cli->args;
    size_t count = 0;
    struct engine_reconciling task = {.kind = args->operands[0],
                                      .by = cli_values(cli, "by", &count),
                                      .partial = cli_has(cli, "partial"),
                                      .unmasked = cli_has(cli, "unmasked"),
                                      .community = cli_value(cli, "community"),
                                      .out = cli_value(cli, "output")};
    if (task.community && args->operand_count > 2) {
        diag_add(cli->diags, &CLI020, &PLACE_NONE, DIAG_ARGS("--community", args->operands[2]));
        diag_hint(cli->diags, "--community 说的是数据库里的记录，这时只写一个文件");
        return;
    }
    if (!sides_are_known(cli))
        return;
    for (int side = 0; side < ENGINE_SIDES; side++) {
        bool given = (size_t)side + 1 < args->operand_count;
        task.sides[side] = (struct engine_side){.path = given ? args->operands[side + 1] : NULL,
                                                .sheet = last_of(values_of(cli, "sheet", side)),
                                                .maps = values_of(cli, "map", side),
                                                .ignored = values_of(cli, "ignore", side),
                                                .as = last_of(values_of(cli, "as", side))};
        const struct engine_side *own = &task.sides[side];
        if (own->as && (*own->maps || *own->ignored)) {
            diag_add(cli->diags, &CLI020, &PLACE_NONE,
                     DIAG_ARGS("--as", *own->maps ? "--map" : "--ignore"));
            diag_hint(cli->diags, "核对不保存对应关系；要保存，导入时写 --as");
            return;
        }
    }
    if (!engine_reconcile(cli_engine(cli), &task, cli->arena, cli->diags))
        return;
    if (cli->json)
        put_json(cli, &task);
    else
        put_text(cli, &task);
}

static const struct cli_option options[] = {
    {"output", 'o', "文件", "逐条列出的表，文件名以 .xlsx 或 .csv 结尾"},
    {"by", 0, "项", "按哪一项对应，如 单位名称；可以写多次（默认：身份证号等编号）"},
    {"community", 0, "社区", "只写一个文件时，只与数据库里这个社区的记录核对"},
    {"sheet", 0, "甲:名称", "甲（或 乙:）工作簿里的哪一张工作表"},
    {"map", 0, "甲:项=列", "哪一项在甲（或 乙:）的哪一列；不写甲、乙的两个文件都用；可以写多次"},
    {"ignore", 0, "甲:列", "甲（或 乙:）文件里不读的列；可以写多次"},
    {"as", 0, "甲:名称", "甲（或 乙:）的列按导入时保存的对应关系（见 huibao mappings）"},
    {"partial", 0, NULL, "有错误的行不核对，其余照常"},
    {"unmasked", 0, NULL, "表里的姓名、身份证号、电话不打码"},
};

const struct cli_command cli_command_reconcile = {
    .name = "reconcile",
    .summary = "核对同一批人或单位的两个来源：只在一边的、两边不一致的",
    .operands = "种类 甲文件 [乙文件]",
    .operand = "种类和要核对的文件",
    .kind_operand = "种类",
    .file_operand = "要核对的文件",
    .min_operands = 2,
    .max_operands = 3,
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help =
        "甲、乙是两个文件；只写一个的，与数据库里的记录核对（--community "
        "只取一个社区的）。什么都不改。\n"
        "文件的读法和导入一样（列名、写法、检查），但只有用来对应的一项非有不可；不认得的列不核对，"
        "\n"
        "会说明。两边都有的列才比较；全角半角、空格的不同不算不一致。社区写名称、写编码都可以。\n"
        "只在一边、但到今天已经迁出、转出、解约或结束的，不列，只说有多少。同一个文件里重复的另外列"
        "出，\n"
        "用第一条来核对。\n"
        "-o 的表每个不一致的项一行，写着两边的内容和各在第几行；姓名、身份证号、电话隐去一部分，\n"
        "所以打码以后两边看上去可能一样，按行号去找，或用 "
        "--unmasked（与记录核对的，会记入日志）。\n"
        "\n例\n"
        "  huibao reconcile 居民 派出所.xlsx 民政.csv -o 核对.xlsx\n"
        "  huibao reconcile 居民 派出所.xlsx --map 甲:姓名=人名\n"
        "  huibao reconcile 居民 派出所.xlsx --as 甲:派出所人口表 --community 春晖社区\n"
        "  huibao reconcile 共建单位 工商.csv 台账.xlsx --by 单位名称 --sheet 乙:单位\n",
};
