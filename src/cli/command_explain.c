/* huibao explain: from a printed number to the records, as text or JSON. */
#include "cli.h"

#include "cli_diags.h"

#include <huibao/engine_trace.h>

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 20, MOST = 100000, STEP = 2, NAME = 36 };

/* ---- text ---- */

static void put_indent(struct buf *out, int depth)
{
    for (int i = 0; i < depth * STEP; i++)
        buf_putc(out, ' ');
}

/* A label in a column of its own, and its text. */
static void put_field(struct buf *out, int depth, const char *label, const char *text)
{
    if (!text || !text[0])
        return;
    put_indent(out, depth);
    buf_puts(out, label);
    for (size_t used = text_columns(label, strlen(label)); used < 6; used++)
        buf_putc(out, ' ');
    buf_printf(out, "%s\n", text);
}

static void put_lines(struct buf *out, int depth, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        put_indent(out, depth);
        buf_append(out, text, length);
        buf_putc(out, '\n');
        text += length + (text[length] == '\n');
    }
}

static void put_value(struct cli *cli, int depth, const struct engine_source *source)
{
    bool same = !source->after || strcmp(source->before, source->after) == 0;
    const char *value =
        same ? source->before : arena_printf(cli->arena, "%s → %s", source->before, source->after);
    const char *how = source->rounding ? arena_printf(cli->arena, "（%s）", source->rounding) : "";
    put_field(&cli->out, depth, "数值", arena_printf(cli->arena, "%s%s", value, how));
}

/* A cell made of others, and one of the data that is not as printed. */
static void put_again(struct cli *cli, int depth, const struct engine_source *source)
{
    bool made = source->formula && source->recomputed && source->after;
    if (source->differs)
        put_field(&cli->out, depth, "核对",
                  arena_printf(cli->arena, "重算得 %s，与印出的 %s 不同", source->recomputed,
                               source->after));
    else if (made)
        put_field(&cli->out, depth, "核对",
                  arena_printf(cli->arena, "重算得 %s，与印出的相同", source->recomputed));
}

static void put_place(struct cli *cli, int depth, const char *label, const char *file, long line)
{
    if (file)
        put_field(&cli->out, depth, label, arena_printf(cli->arena, "%s:%ld", file, line));
}

static void put_query(struct cli *cli, int depth, const struct engine_source *source)
{
    struct buf *out = &cli->out;
    put_field(out, depth, "查询",
              arena_printf(cli->arena, "数据“%s” %s:%ld", source->dataset, source->sql_file,
                           source->sql_line));
    if (source->query_above) {
        put_field(out, depth, "", "SQL 和代入的参数同上一项");
        return;
    }
    put_lines(out, depth + 1, source->sql);
    for (size_t i = 0; i < source->binding_count; i++)
        put_field(out, depth, i ? "" : "代入",
                  arena_printf(cli->arena, ":%s = %s", source->bindings[i].name,
                               source->bindings[i].value));
}

static const char *record_line(struct cli *cli, const struct engine_source *source,
                               const struct engine_record *record)
{
    struct buf text = {0};
    for (size_t c = 0; c < source->column_count; c++)
        buf_printf(&text, "%s%s %s", c ? "，" : "", source->columns[c],
                   record->cells[c][0] ? record->cells[c] : "—");
    if (record->batch)
        buf_printf(&text, "  ← 第 %lld 批 %s 第 %lld 行（%s 导入）", (long long)record->batch,
                   record->file, (long long)record->line, record->imported_at);
    const char *copy = text.data ? buf_copy(&text, cli->arena) : "";
    buf_done(&text);
    return copy;
}

static void put_records(struct cli *cli, int depth, const struct engine_source *source)
{
    if (source->unlisted) {
        put_field(&cli->out, depth, "记录",
                  arena_printf(cli->arena, "不能逐条列出：%s", source->unlisted));
        put_field(&cli->out, depth, "", "要列出的，在定义或字典的这个数据里用“明细”写一条查询");
        return;
    }
    put_field(&cli->out, depth, "记录",
              arena_printf(cli->arena, "%s，共 %zu 条", source->what, source->record_total));
    for (size_t i = 0; i < source->record_count; i++) {
        put_indent(&cli->out, depth + 1);
        buf_printf(&cli->out, "%s\n", record_line(cli, source, &source->records[i]));
    }
    if (source->record_count < source->record_total) {
        put_indent(&cli->out, depth + 1);
        buf_printf(&cli->out, "…还有 %zu 条（--most 0 列出全部）\n",
                   source->record_total - source->record_count);
    }
}

static void put_source(struct cli *cli, int depth, const struct engine_source *source)
{
    struct buf *out = &cli->out;
    put_indent(out, depth);
    buf_printf(out, "%s（%s%s%s）\n", source->name, source->kind, source->period ? "，" : "",
               source->period ? source->period : "");
    depth++;
    put_value(cli, depth, source);
    if (source->again) {
        put_field(out, depth, "由来", "见上");
        return;
    }
    put_field(out, depth, "含义", source->means);
    put_field(out, depth, "单位", source->unit);
    put_place(cli, depth, "定义", source->file, source->line);
    put_field(out, depth, "算式", source->formula);
    put_again(cli, depth, source);
    if (source->dataset) {
        put_query(cli, depth, source);
        put_records(cli, depth, source);
    }
    if (source->parts)
        put_field(out, depth, "由来", "算式里的各项：");
    for (const struct engine_source *part = source->parts; part; part = part->next)
        put_source(cli, depth + 1, part);
}

static void put_uses(struct cli *cli, const struct engine_answer *answer)
{
    struct buf *out = &cli->out;
    if (!answer->composed)
        put_field(out, 1, "印在", "报表有错误，这一次印不出来");
    else if (answer->use_count == 0)
        put_field(out, 1, "印在", "这一次没有直接印出");
    for (size_t i = 0; i < answer->use_count; i++) {
        const struct engine_use *use = &answer->uses[i];
        put_field(out, 1, i ? "" : "印在",
                  arena_printf(cli->arena, "%s:%ld  %s", use->file, use->line, use->text));
    }
}

/* ---- JSON ---- */

static void json_number(struct buf *json, const char *key, long long number)
{
    buf_printf(json, ",\"%s\":%lld", key, number);
}

static void json_records(struct buf *json, const struct engine_source *source)
{
    buf_puts(json, ",\"columns\":[");
    for (size_t c = 0; c < source->column_count; c++) {
        buf_puts(json, c ? "," : "");
        buf_put_json(json, source->columns[c]);
    }
    buf_puts(json, "],\"records\":[");
    for (size_t i = 0; i < source->record_count; i++) {
        const struct engine_record *record = &source->records[i];
        buf_puts(json, i ? ",{\"cells\":[" : "{\"cells\":[");
        for (size_t c = 0; c < source->column_count; c++) {
            buf_puts(json, c ? "," : "");
            buf_put_json(json, record->cells[c]);
        }
        buf_puts(json, "]");
        json_number(json, "batch", record->batch);
        json_number(json, "line", record->line);
        cli_json_member(json, "file", record->file);
        cli_json_member(json, "imported_at", record->imported_at);
        buf_puts(json, "}");
    }
    buf_puts(json, "]");
    json_number(json, "total", (long long)source->record_total);
}

static void json_query(struct buf *json, const struct engine_source *source)
{
    cli_json_member(json, "dataset", source->dataset);
    cli_json_member(json, "sql", source->sql);
    cli_json_member(json, "sql_file", source->sql_file);
    json_number(json, "sql_line", source->sql_line);
    buf_puts(json, ",\"parameters\":{");
    for (size_t i = 0; i < source->binding_count; i++)
        cli_json_member(json, source->bindings[i].name, source->bindings[i].value);
    buf_puts(json, "}");
    if (source->unlisted) {
        cli_json_member(json, "unlisted", source->unlisted);
        return;
    }
    cli_json_member(json, "records_sql", source->list_sql);
    buf_printf(json, ",\"given\":%s", source->given ? "true" : "false");
    json_records(json, source);
}

static void json_source(struct buf *json, const struct engine_source *source)
{
    cli_json_member(json, "name", source->name);
    cli_json_member(json, "kind", source->kind);
    cli_json_member(json, "period", source->period);
    cli_json_member(json, "value", source->before);
    cli_json_member(json, "printed", source->after);
    cli_json_member(json, "recomputed", source->recomputed);
    if (source->recomputed)
        buf_printf(json, ",\"differs\":%s", source->differs ? "true" : "false");
    if (source->again) {
        buf_puts(json, ",\"again\":true");
        return;
    }
    cli_json_member(json, "means", source->means);
    cli_json_member(json, "unit", source->unit);
    cli_json_member(json, "rounding", source->rounding);
    if (source->file) {
        cli_json_member(json, "file", source->file);
        json_number(json, "line", source->line);
    }
    if (source->dataset)
        json_query(json, source);
    if (!source->formula)
        return;
    cli_json_member(json, "formula", source->formula);
    buf_puts(json, ",\"parts\":[");
    for (const struct engine_source *part = source->parts; part; part = part->next) {
        buf_puts(json, "{");
        json_source(json, part);
        buf_puts(json, part->next ? "}," : "}");
    }
    buf_puts(json, "]");
}

static void json_answer(struct cli *cli, const struct engine_answer *answer)
{
    struct buf *json = cli_result(cli);
    json_source(json, answer->source);
    buf_printf(json, ",\"composed\":%s,\"printed_in\":[", answer->composed ? "true" : "false");
    for (size_t i = 0; i < answer->use_count; i++) {
        buf_puts(json, i ? ",{" : "{");
        cli_json_member(json, "file", answer->uses[i].file);
        json_number(json, "line", answer->uses[i].line);
        cli_json_member(json, "text", answer->uses[i].text);
        buf_puts(json, "}");
    }
    buf_puts(json, "]}");
}

/* ---- the command ---- */

/* 0 is all of them. */
static bool read_most(struct cli *cli, size_t *ret_most)
{
    const char *given = cli_value(cli, "most");
    char *end = NULL;
    long most = given ? strtol(given, &end, 10) : SHOWN;
    if (given && (!*given || *end || most < 0)) {
        diag_add(cli->diags, &CLI018, &PLACE_NONE, DIAG_ARGS("--most", given));
        return false;
    }
    *ret_most = most == 0 || most > MOST ? MOST : (size_t)most;
    return true;
}

/* Without a name: what there is to ask for. */
static void list(struct cli *cli, const struct engine_request *request)
{
    struct engine_names names;
    const char *table = "";
    if (!engine_explain_names(cli_engine(cli), request, cli->arena, &names, cli->diags))
        return;
    for (size_t i = 0; i < names.count; i++) {
        const struct engine_named *item = &names.items[i];
        const char *title = item->table ? item->table : "正文";
        if (cli->json) {
            struct buf *json = cli_result(cli);
            cli_json_member(json, "name", item->name);
            cli_json_member(json, "text", item->text);
            cli_json_member(json, "table", item->table);
            cli_json_member(json, "file", item->file);
            json_number(json, "line", item->line);
            buf_puts(json, "}");
            continue;
        }
        if (strcmp(table, title) != 0)
            buf_printf(&cli->out, "%s\n", title);
        table = title;
        put_indent(&cli->out, 1);
        buf_puts(&cli->out, item->name);
        for (size_t used = text_columns(item->name, strlen(item->name)); used < NAME; used++)
            buf_putc(&cli->out, ' ');
        buf_printf(&cli->out, "  %s\n", item->text);
    }
    if (names.count == 0 && !cli->json)
        buf_puts(&cli->out, "报表没有印出数\n");
}

static void run(struct cli *cli)
{
    size_t count = 0;
    struct engine_request request = {.report = cli->args.operands[0],
                                     .arguments = cli_values(cli, "param", &count)};
    if (cli->args.operand_count == 1) {
        list(cli, &request);
        return;
    }
    struct engine_question question = {.request = &request,
                                       .name = cli->args.operands[1],
                                       .row = cli_value(cli, "row"),
                                       .unmasked = cli_has(cli, "unmasked")};
    struct engine_answer answer;
    if (!read_most(cli, &question.most) ||
        !engine_explain(cli_engine(cli), &question, cli->arena, &answer, cli->diags))
        return;
    if (cli->json) {
        json_answer(cli, &answer);
        return;
    }
    put_source(cli, 0, answer.source);
    put_uses(cli, &answer);
}

static const struct cli_option options[] = {
    {"param", 'p', "名称=值", "报表的参数，可以写多次"},
    {"row", 0, "行", "表格的哪一行：行号、这一行开头的内容、合计或 组/小计"},
    {"most", 0, "条数", "最多列出多少条记录，0 为全部（默认 20）"},
    {"unmasked", 0, NULL, "姓名、身份证号、电话不打码"},
};

const struct cli_command cli_command_explain = {
    .name = "explain",
    .summary = "说明一个数的由来：含义、查询、记录",
    .operands = "报表 [名称]",
    .operand = "报表",
    .min_operands = 1,
    .max_operands = 2,
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help =
        "不写名称，列出报表印出的每个数叫什么。\n"
        "名称是指标（可以带 上期. 或 同期.）、参数，或者表格的一格：表名.列名[行]，行也可以用 "
        "--row "
        "写。\n"
        "表名写数据的名称、标题或 表1；列名写数据的列或印出的标题（几列同名的写 表头/标题）；\n"
        "行写行号或这一行开头的内容（几行相同的写 组/内容），合计行写 合计，小计行写 组/小计。\n"
        "占比、算式的列、小计、合计、交叉表的合计由别的格得出，逐格说明，并重算一遍与印出的核对。\n"
        "说明它的含义、单位、舍入，查询和代入的参数，计入的每条记录在哪一批、哪个文件、第几行，\n"
        "以及报表在哪里印出了它；算出来的指标逐项说明。姓名、身份证号、电话打码。\n"
        "记录由查询推出（WITH、UNION、子查询逐层追到记录），并按同样的条件重算核对；\n"
        "推不出时说明原因，可以在定义或字典的数据里用“明细”写出查询。\n"
        "\n例\n"
        "  huibao explain monthly-briefing 调解成功率 -p 社区=春晖社区 -p 期=2026-10\n"
        "  huibao explain monthly-briefing 上期.调解受理 -p 社区=春晖社区 -p 期=2026-10\n"
        "  huibao explain monthly-briefing 纠纷分类.受理 --row 邻里 -p 社区=春晖社区\n"
        "  huibao explain monthly-briefing '图1.受理[8月]' -p 社区=春晖社区\n"
        "  huibao explain co-building '共建单位构成.县市[合计]' -p 社区=春晖社区\n"
        "  huibao explain co-building -p 社区=春晖社区\n",
};
