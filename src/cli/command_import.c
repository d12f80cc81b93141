#include "cli.h"

#include <huibao/engine.h>

#include <stdint.h>
#include <stdlib.h>

#include "cli_diags.h"

#define SHOW_EVERY_NS 100000000U

struct progress {
    struct cli *cli;
    const char *path;
    uint64_t shown;
};

static void show_progress(void *context, int64_t rows, int64_t bytes_done, int64_t bytes_total)
{
    struct progress *progress = context;
    uint64_t now = world_ticks();
    if (now - progress->shown < SHOW_EVERY_NS)
        return;
    progress->shown = now;
    struct buf line = {0};
    int64_t percent = bytes_total > 0 ? bytes_done * 100 / bytes_total : 0;
    buf_printf(&line, "%s  %lld 行  %lld%%", progress->path, (long long)rows, (long long)percent);
    cli_progress(progress->cli, line.data);
    buf_done(&line);
}

static void put_mistakes_json(struct buf *json, const struct engine_import *import)
{
    buf_puts(json, ",\"mistakes\":[");
    for (size_t i = 0; i < import->mistake_count; i++) {
        const struct engine_mistake *mistake = &import->mistakes[i];
        buf_printf(json, "%s{\"code\":\"%s\",\"count\":%lld}", i ? "," : "", mistake->code,
                   (long long)mistake->count);
    }
    buf_putc(json, ']');
}

static void put_json(struct cli *cli, const char *path, const struct engine_import *import,
                     const struct buf *changes, bool done)
{
    struct buf *json = cli_result(cli);
    cli_json_member(json, "file", path);
    buf_printf(json, ",\"imported\":%s", done && !import->dry_run ? "true" : "false");
    if (done) {
        buf_printf(json, ",\"batch\":%lld", (long long)import->batch);
        buf_printf(json,
                   ",\"rows\":%lld,\"added\":%lld,\"changed\":%lld,\"same\":%lld,\"rejected\":%lld",
                   (long long)import->rows, (long long)import->added, (long long)import->changed,
                   (long long)import->same, (long long)import->rejected);
        cli_json_member(json, "rejects", import->rejects);
        cli_json_member(json, "encoding", import->encoding);
    }
    if (import->change)
        buf_printf(json, ",\"changes\":[%s]", changes->length ? changes->data : "");
    put_mistakes_json(json, import);
    if (import->as) {
        cli_json_member(json, "mapping", import->as);
        buf_printf(json, ",\"mapping_saved\":%s", import->mapping_saved ? "true" : "false");
    }
    cli_preview_json(json, &import->preview);
    buf_putc(json, '}');
}

/* Two mistakes are seen at a glance; many are worth a summary. */
static void put_mistakes(struct cli *cli, const struct engine_import *import)
{
    int64_t total = 0;
    for (size_t i = 0; i < import->mistake_count; i++)
        total += import->mistakes[i].count;
    if (total < 4)
        return;
    buf_printf(&cli->out, "  错误 %lld 处，分为 %zu 种：\n", (long long)total,
               import->mistake_count);
    for (size_t i = 0; i < import->mistake_count; i++)
        buf_printf(&cli->out, "  %8lld 处  %s  %s\n", (long long)import->mistakes[i].count,
                   import->mistakes[i].code, import->mistakes[i].text);
}

static void put_line(struct cli *cli, const char *path, const struct engine_import *import,
                     bool done)
{
    if (!done) {
        buf_printf(&cli->out, "%s：没有导入\n", path);
        put_mistakes(cli, import);
        cli_preview_put(cli, &import->preview);
        return;
    }
    if (cli->quiet && !import->dry_run && !import->rejected)
        return;
    buf_printf(&cli->out, "%s：%lld 行，新增 %lld，更正 %lld，未变 %lld", path,
               (long long)import->rows, (long long)import->added, (long long)import->changed,
               (long long)import->same);
    if (import->batch)
        buf_printf(&cli->out, "，第 %lld 批", (long long)import->batch);
    if (import->rejected)
        buf_printf(&cli->out, "，未导入 %lld", (long long)import->rejected);
    buf_printf(&cli->out, "，编码 %s%s\n", import->encoding,
               import->dry_run ? "（只检查，没有导入）" : "");
    if (import->mapping_saved)
        buf_printf(&cli->out, "  列的对应关系保存为“%s”，下次写 --as %s\n", import->as, import->as);
    put_mistakes(cli, import);
    cli_preview_put(cli, &import->preview);
    if (import->rejects)
        buf_printf(&cli->out, "  未导入的 %lld 行和原因在 %s，改好后可以直接再导入\n",
                   (long long)import->rejected, import->rejects);
}

struct changes {
    struct cli *cli;
    struct buf json;
};

static void show_change(void *context, const struct engine_change_of *change)
{
    struct changes *changes = context;
    struct cli *cli = changes->cli;
    const char *before = *change->before ? change->before : "（空）";
    const char *after = *change->after ? change->after : "（空）";
    if (cli->json) {
        buf_printf(&changes->json, "%s{\"line\":%lld", changes->json.length ? "," : "",
                   (long long)change->line);
        cli_json_member(&changes->json, "key", change->key);
        cli_json_member(&changes->json, "field", change->field);
        cli_json_member(&changes->json, "before", change->before);
        cli_json_member(&changes->json, "after", change->after);
        buf_putc(&changes->json, '}');
    } else
        buf_printf(&cli->out, "  第 %lld 行 %s 的%s：%s → %s\n", (long long)change->line,
                   change->key, change->field, before, after);
}

static void undo(struct cli *cli, const char *text)
{
    char *end = NULL;
    long long batch = strtoll(text, &end, 10);
    if (!*text || *end || batch <= 0) {
        diag_add(cli->diags, &CLI017, &PLACE_NONE, DIAG_ARGS(text));
        diag_hint(cli->diags, "huibao batches 列出各批的批号");
        return;
    }
    int64_t removed = 0, restored = 0;
    if (!engine_undo(cli_engine(cli), batch, &removed, &restored, cli->diags))
        return;
    if (cli->json)
        buf_printf(cli_result(cli), "\"undone\":%lld,\"removed\":%lld,\"restored\":%lld}", batch,
                   (long long)removed, (long long)restored);
    else if (!cli->quiet)
        buf_printf(&cli->out, "撤销了第 %lld 批：删去新增的 %lld 条，恢复更正过的 %lld 条\n", batch,
                   (long long)removed, (long long)restored);
}

static void run(struct cli *cli)
{
    const struct cli_args *args = &cli->args;
    const char *batch = cli_value(cli, "undo");
    if (batch) {
        undo(cli, batch);
        return;
    }
    size_t count;
    const char *const *maps = cli_values(cli, "map", &count);
    const char *const *ignored = cli_values(cli, "ignore", &count);
    for (size_t i = 1; i < args->operand_count; i++) {
        const char *path = args->operands[i];
        struct changes changes = {.cli = cli};
        struct progress progress = {.cli = cli, .path = path, .shown = world_ticks()};
        struct engine_import import = {.dry_run = cli_has(cli, "dry-run"),
                                       .look = cli_has(cli, "dry-run"),
                                       .partial = cli_has(cli, "partial"),
                                       .change = cli_has(cli, "changes") ? show_change : NULL,
                                       .change_context = &changes,
                                       .unmasked = cli_has(cli, "unmasked"),
                                       .reject_to = cli_value(cli, "rejects"),
                                       .sheet = cli_value(cli, "sheet"),
                                       .maps = maps,
                                       .ignored = ignored,
                                       .as = cli_value(cli, "as"),
                                       .progress = cli->terminal ? show_progress : NULL,
                                       .progress_context = &progress};
        bool done = engine_import(cli_engine(cli), args->operands[0], path, &import, cli->diags);
        if (!import.hopeless && cli->json)
            put_json(cli, path, &import, &changes.json, done);
        else if (!import.hopeless)
            put_line(cli, path, &import, done);
        buf_done(&changes.json);
        if (import.hopeless)
            return;
        cli_settle(cli);
    }
}

static const struct cli_option options[] = {
    {"sheet", 0, "名称", "工作簿里的哪一张工作表（默认：列标题对得上的那一张）"},
    {"map", 0, "项=列", "哪一项在文件的哪一列，如 户主=姓名；可以写多次"},
    {"ignore", 0, "列", "文件里不读的列；可以写多次"},
    {"as", 0, "名称",
     "把这次的 --map 和 --ignore 以这个名称保存；不写它们，就用以这个名称保存过的"},
    {"partial", 0, NULL, "有错误的行不导入，其余照常；有错的行连同原因写到另一个文件"},
    {"rejects", 0, "文件", "--partial 写有错的行的文件（默认：原文件旁的 …-未导入.csv）"},
    {"changes", 0, NULL, "列出更正了哪些记录的哪些项，从什么改成什么"},
    {"unmasked", 0, NULL, "与 --changes 同用：姓名、身份证号、电话不打码"},
    {"undo", 0, "批号", "撤销一次导入：删去它新增的，恢复它更正的（批号见 huibao batches）"},
    {"dry-run", 'n', NULL, "只检查，列出哪一列当作哪一项、前几行会怎样存；不写入数据库"},
};

const struct cli_command cli_command_import = {
    .name = "import",
    .summary = "把 Excel、WPS 或 CSV 文件里的记录导入数据库",
    .operands = "种类 文件…",
    .operand = "种类和要导入的文件",
    .kind_operand = "种类",
    .file_operand = "要导入的文件",
    .min_operands = 2,
    .max_operands = SIZE_MAX,
    .alone = "undo",
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help = "种类：社区 communities、网格 grids、住户 households、居民 residents、\n"
            "居民标签 tags、党员 party_members、共建单位 units、共建协议 agreements、\n"
            "纠纷 disputes、服务 services、数量 quantities；中文、英文都可以。\n"
            "huibao help 纠纷 列出一种记录有哪些列、各写什么、列名还认得哪些。\n"
            "先导入社区、网格、住户，再导入居民、标签和其他；共建单位在共建协议之前。\n"
            "\n"
            "文件是 XLSX、旧式 XLS 工作簿，或 UTF-8、GB 18030、UTF-16 的 "
            "CSV（逗号、分号、制表符分隔），\n"
            "都能认出。列名顺序随意，可以占三行；表名、栏次、下面的合计和说明、每页重复的标题会跳过"
            "，并告诉您。\n"
            "日期格式的单元格按日期读，公式读它算好的值，向下合并的单元格每一行都算有。\n"
            "有几张工作表时导入列名对得上的那一张。\n"
            "一个文件只要有一处错误，就整个不导入，所有错误一次列出；已有的记录按编号更正，\n"
            "同一个文件导入两次不会有变化。每个文件输出一行：行数、新增、更正、未变。\n"
            "新拿到的表先用 --dry-run 看一看：哪一列当作哪一项，缺哪些项，前 5 行会存成什么样\n"
            "（姓名、身份证号、电话隐去一部分）。\n"
            "\n例\n"
            "  huibao import 社区 samples/社区.csv\n"
            "  huibao import 纠纷 十月纠纷.csv 十一月纠纷.csv\n"
            "  huibao import 居民 居民信息.xlsx --sheet 一组\n"
            "  huibao import services 服务台账.csv --dry-run --changes\n"
            "  huibao import 居民 派出所.xlsx --map 户号=门牌编号 --ignore 备注 --as 派出所表\n"
            "  huibao import 居民 派出所-十一月.xlsx --as 派出所表\n"
            "  huibao import --undo 12\n",
};
