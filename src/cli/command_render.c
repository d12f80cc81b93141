#include "batch.h"

#include "cli_diags.h"

#include <huibao/engine.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define LEAST_DPI 36
#define MOST_DPI 600

static bool add_format(struct cli *cli, const char *word, unsigned *formats)
{
    static const char *const words[] = {"pdf", "xlsx", "png", "csv"};
    static const unsigned bits[] = {ENGINE_PDF, ENGINE_XLSX, ENGINE_PNG, ENGINE_CSV};
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (strcasecmp(word, words[i]) == 0) {
            *formats |= bits[i];
            return true;
        }
    diag_add(cli->diags, &CLI009, &PLACE_NONE, DIAG_ARGS(word));
    diag_hint(cli->diags, "可以用 pdf、xlsx、png、csv，用逗号连接，例如 -f pdf,xlsx");
    return false;
}

typedef bool add_word(struct cli *cli, const char *word, unsigned *bits);

/* pdf,xlsx with the commas of either keyboard; at least one word. */
static void read_words(struct cli *cli, const char *given, add_word *add, unsigned *bits)
{
    struct buf text = {0};
    buf_puts(&text, given);
    static const char *const wide[] = {"，", "、"};
    for (size_t i = 0; i < BASE_COUNT(wide); i++)
        for (char *at = strstr(text.data, wide[i]); at; at = strstr(at, wide[i]))
            memset(at, ' ', strlen(wide[i]));
    char *rest = NULL;
    bool good = true;
    for (char *word = strtok_r(text.data, ", ", &rest); word; word = strtok_r(NULL, ", ", &rest))
        good &= add(cli, word, bits);
    if (good && !*bits)
        add(cli, "", bits);
    buf_done(&text);
}

static void read_formats(struct cli *cli, unsigned *formats)
{
    const char *given = cli_value(cli, "format");
    read_words(cli, given ? given : "pdf,xlsx", add_format, formats);
}

enum { WITH_AUDIT = 1, WITH_SOURCES = 2 };

/* In either language. */
static bool add_annex(struct cli *cli, const char *word, unsigned *annexes)
{
    static const char *const words[] = {"audit", "审核", "sources", "来源"};
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (strcmp(word, words[i]) == 0) {
            *annexes |= i / 2 ? WITH_SOURCES : WITH_AUDIT;
            return true;
        }
    diag_add(cli->diags, &CLI025, &PLACE_NONE, DIAG_ARGS(word));
    diag_hint(cli->diags,
              "--with audit（审核）或 sources（来源），都要的用逗号连接：--with 审核,来源");
    return false;
}

static void read_annexes(struct cli *cli, struct engine_request *request)
{
    const char *given = cli_value(cli, "with");
    unsigned annexes = 0;
    if (!given)
        return;
    read_words(cli, given, add_annex, &annexes);
    request->with_audit = annexes & WITH_AUDIT;
    request->with_sources = annexes & WITH_SOURCES;
    if (request->formats && !(request->formats & ENGINE_XLSX)) {
        diag_add(cli->diags, &CLI026, &PLACE_NONE, NULL);
        diag_hint(cli->diags,
                  "写上 -f pdf,xlsx；要印在 PDF 里的，在报表里写“审核附表: 是”“来源附表: 是”");
    }
}

static void read_dpi(struct cli *cli, int *ret_dpi)
{
    const char *given = cli_value(cli, "dpi");
    if (!given)
        return;
    char *end = NULL;
    long dpi = strtol(given, &end, 10);
    if (*given && !*end && dpi >= LEAST_DPI && dpi <= MOST_DPI)
        *ret_dpi = (int)dpi;
    else
        diag_add(cli->diags, &CLI010, &PLACE_NONE, DIAG_ARGS(given));
}

/* In either language. */
static void read_purpose(struct cli *cli, enum engine_purpose *purpose)
{
    static const char *const words[] = {"publish", "出版", "preview", "预览", "upload", "上报"};
    const char *given = cli_value(cli, "for");
    for (size_t i = 0; given && i < BASE_COUNT(words); i++)
        if (strcmp(given, words[i]) == 0) {
            *purpose = (enum engine_purpose)(i / 2);
            return;
        }
    if (!given)
        return;
    diag_add(cli->diags, &CLI019, &PLACE_NONE, DIAG_ARGS(given));
    diag_hint(cli->diags, "--for preview（预览）、publish（出版）或 upload（上报）");
}

static bool render(struct cli *cli, const struct cli_batch *batch)
{
    const char *const *paths = NULL;
    bool done = engine_render(cli_engine(cli), &batch->request, cli->arena, &paths, cli->diags);
    const char *const none[] = {NULL};
    const char *const *written = done ? paths : none;
    if (!cli->json) {
        for (; *written; written++)
            buf_printf(&cli->out, "%s\n", *written);
        return done;
    }
    struct buf *json = cli_batch_result(cli, batch, done);
    buf_puts(json, ",\"files\":[");
    for (size_t i = 0; written[i]; i++) {
        buf_puts(json, i ? "," : "");
        buf_put_json(json, written[i]);
    }
    buf_puts(json, "]}");
    return done;
}

static void make(struct cli *cli)
{
    struct cli_batch batch;
    cli_batch_read(cli, &batch);
    read_formats(cli, &batch.request.formats);
    batch.request.bom = cli_has(cli, "bom");
    read_dpi(cli, &batch.request.dpi);
    read_purpose(cli, &batch.request.purpose);
    read_annexes(cli, &batch.request);
    if (diags_count(cli->diags, DIAG_ERROR) == 0)
        cli_batch_run(cli, &batch, render);
}

static void run(struct cli *cli)
{
    if (cli_has(cli, "watch"))
        cli_watch(cli, make);
    else
        make(cli);
}

static const struct cli_option options[] = {
    {"param", 'p', "名称=值", "报表的参数，可以写多次"},
    {"format", 'f', "格式", "pdf、xlsx、png、csv，用逗号连接（默认 pdf,xlsx）"},
    {"output", 'o', "文件夹", "文件写到哪里，没有就新建（默认当前文件夹）"},
    {"each", 0, "参数", "给这个参数的每个社区各生成一份"},
    {"name", 0, "文件名", "不用标题，用这个文件名（不带后缀），其中可写 {社区} {期} 等"},
    {"style", 0, "版式", "不用报表自己的版式，用这个（huibao styles 列出）"},
    {"for", 0, "用途", "preview 预览、publish 出版（默认）、upload 上报：审核按哪个阶段"},
    {"with", 0, "附页", "工作簿另加 audit 审核、sources 来源，用逗号连接"},
    {"dpi", 0, "数", "PNG 的分辨率，36 到 600（默认 144）"},
    {"bom", 0, NULL, "CSV 以 BOM 开头，Excel 直接打开不会乱码"},
    {"watch", 'w', NULL, "定义、字典、版式一改就再生成，直到 Ctrl-C"},
};

const struct cli_command cli_command_render = {
    .name = "render",
    .summary = "生成报表：PDF、XLSX、PNG",
    .operands = "报表",
    .operand = "报表的编号或定义文件",
    .min_operands = 1,
    .max_operands = 1,
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help = "按报表定义从数据库取数，排版，写出文件。写出的每个文件的路径在标准输出占一行。\n"
            "文件以报表标题为名；有一处错误就一个文件也不写。PNG 每页一个：标题-1.png。\n"
            "CSV 每张表一个：标题-表题.csv，给别的程序读：数不带单位，日期写成 2026-10-01。\n"
            "--name 里的 {标题}、{报表}、{社区}、{社区编码}、{期} 换成这一份的内容。\n"
            "审核未通过、这个阶段又要阻断的，也一个文件不写；预览有这样的审核时照样生成，\n"
            "每页印上“未通过审核”。\n"
            "--with 审核,来源 在工作簿里加几张核对用的表：每条审核的两边、差和结果，每个指标和表\n"
            "出自哪里，每个来源文件的批次、行数和现存记录；PDF 不变。\n"
            "用 --each 时，一个社区出错不影响其他社区，退出状态取最重的。\n"
            "\n例\n"
            "  huibao render monthly-briefing -p 社区=春晖社区 -p 期=2026-10 -o out\n"
            "  huibao render monthly-briefing --each 社区 -p 期=2026-10 -f pdf -o out\n"
            "  huibao render monthly-briefing -p 社区=春晖社区 --style internal -f pdf\n"
            "  huibao render monthly-briefing -p 社区=春晖社区 --for preview\n"
            "  huibao render 草稿/季度汇报.md -p 社区=春晖社区 -f png --dpi 200\n",
};
