#include "cli.h"

#include "cli_diags.h"

#include <huibao/engine_renders.h>

#include <stdlib.h>

/* ---- text ---- */

static void put_batches(struct cli *cli, const struct engine_difference *difference)
{
    if (!difference->batch_count)
        return;
    buf_puts(&cli->out, "此后导入或撤销的数据：\n");
    for (size_t i = 0; i < difference->batch_count; i++) {
        const struct engine_batch *batch = &difference->batches[i];
        buf_printf(&cli->out, "  第 %lld 批  %s  %s  %s：新增 %lld，更正 %lld",
                   (long long)batch->id, batch->imported_at, batch->kind, batch->file,
                   (long long)batch->added, (long long)batch->changed);
        if (batch->undone_at)
            buf_printf(&cli->out, "（%s 撤销）", batch->undone_at);
        buf_putc(&cli->out, '\n');
    }
}

static void put_behind(struct buf *out, const char *sign, const struct engine_behind *behind)
{
    for (size_t i = 0; i < behind->count; i++)
        buf_printf(out, "    %s %s\n", sign, behind->records[i]);
    if (behind->total > behind->count)
        buf_printf(out, "    %s ……共 %zu 条\n", sign, behind->total);
}

static void put_corrections(struct cli *cli, const struct engine_difference *difference)
{
    if (!difference->correction_count)
        return;
    buf_puts(&cli->out, "此后的更正：\n");
    for (size_t i = 0; i < difference->correction_count; i++) {
        const struct engine_correction *c = &difference->corrections[i];
        buf_printf(&cli->out, "  第 %lld 批第 %lld 行  %s %s 的%s：%s → %s\n", (long long)c->batch,
                   (long long)c->line, c->kind, c->key, c->field, *c->before ? c->before : "（空）",
                   *c->after ? c->after : "（空）");
    }
    if (difference->correction_total > difference->correction_count)
        buf_printf(&cli->out, "  ……共 %zu 处\n", difference->correction_total);
}

static void put_text(struct cli *cli, const struct engine_difference *difference)
{
    struct buf *out = &cli->out;
    buf_printf(out, "%s → %s\n", difference->before, difference->after);
    if (difference->definition_changed)
        buf_puts(out, "报表定义或指标字典也改过\n");
    for (size_t i = 0; i < difference->count; i++) {
        const struct engine_figure *figure = &difference->figures[i];
        buf_printf(out, "  %s：%s → %s\n", figure->name,
                   figure->before ? figure->before : "（没有印）",
                   figure->after ? figure->after : "（没有印）");
        put_behind(out, "+", &figure->come);
        put_behind(out, "−", &figure->gone);
    }
    buf_printf(out, "%zu 处不同，%zu 处相同\n", difference->count, difference->same);
    put_batches(cli, difference);
    put_corrections(cli, difference);
}

/* ---- JSON ---- */

static void put_behind_json(struct buf *json, const char *key, const struct engine_behind *behind)
{
    buf_printf(json, ",\"%s\":{\"total\":%zu,\"records\":[", key, behind->total);
    for (size_t i = 0; i < behind->count; i++) {
        buf_puts(json, i ? "," : "");
        buf_put_json(json, behind->records[i]);
    }
    buf_puts(json, "]}");
}

static void put_json(struct cli *cli, const struct engine_difference *difference)
{
    struct buf *json = cli_result(cli);
    cli_json_member(json, "before", difference->before);
    cli_json_member(json, "after", difference->after);
    buf_printf(json, ",\"definition_changed\":%s,\"same\":%zu,\"figures\":[",
               difference->definition_changed ? "true" : "false", difference->same);
    for (size_t i = 0; i < difference->count; i++) {
        buf_puts(json, i ? ",{" : "{");
        cli_json_member(json, "name", difference->figures[i].name);
        cli_json_member(json, "before", difference->figures[i].before);
        cli_json_member(json, "after", difference->figures[i].after);
        put_behind_json(json, "come", &difference->figures[i].come);
        put_behind_json(json, "gone", &difference->figures[i].gone);
        buf_putc(json, '}');
    }
    buf_puts(json, "],\"batches\":[");
    for (size_t i = 0; i < difference->batch_count; i++) {
        const struct engine_batch *batch = &difference->batches[i];
        buf_printf(json, "%s{\"batch\":%lld,\"added\":%lld,\"changed\":%lld", i ? "," : "",
                   (long long)batch->id, (long long)batch->added, (long long)batch->changed);
        cli_json_member(json, "kind", batch->kind);
        cli_json_member(json, "file", batch->file);
        cli_json_member(json, "imported_at", batch->imported_at);
        cli_json_member(json, "undone_at", batch->undone_at);
        buf_putc(json, '}');
    }
    buf_printf(json, "],\"correction_total\":%zu,\"corrections\":[", difference->correction_total);
    for (size_t i = 0; i < difference->correction_count; i++) {
        const struct engine_correction *c = &difference->corrections[i];
        buf_printf(json, "%s{\"batch\":%lld,\"line\":%lld", i ? "," : "", (long long)c->batch,
                   (long long)c->line);
        cli_json_member(json, "kind", c->kind);
        cli_json_member(json, "key", c->key);
        cli_json_member(json, "field", c->field);
        cli_json_member(json, "before", c->before);
        cli_json_member(json, "after", c->after);
        buf_putc(json, '}');
    }
    buf_puts(json, "]}");
}

/* ---- the command ---- */

static bool read_render(struct cli *cli, int64_t *ret_render)
{
    const char *given = cli_value(cli, "render");
    char *end = NULL;
    *ret_render = given ? strtoll(given, &end, 10) : 0;
    if (!given || (*given && !*end && *ret_render > 0))
        return true;
    diag_add(cli->diags, &CLI018, &PLACE_NONE, DIAG_ARGS("--render", given));
    return false;
}

static void run(struct cli *cli)
{
    size_t count = 0, with = 0;
    struct engine_request request = {.report = cli->args.operands[0],
                                     .arguments = cli_values(cli, "param", &count)};
    struct engine_diff diff = {.request = &request, .with = cli_values(cli, "with", &with)};
    struct engine_difference difference;
    if (with && cli_has(cli, "render"))
        diag_add(cli->diags, &CLI020, &PLACE_NONE, DIAG_ARGS("--with", "--render"));
    else if (read_render(cli, &diff.render) &&
             engine_diff(cli_engine(cli), &diff, cli->arena, &difference, cli->diags))
        (cli->json ? put_json : put_text)(cli, &difference);
}

static const struct cli_option options[] = {
    {"param", 'p', "名称=值", "报表的参数，可以写多次"},
    {"with", 0, "名称=值", "与换了这个参数的同一报表比较，可以写多次"},
    {"render", 0, "序号", "与这一次生成的比较（huibao renders 列出）"},
};

const struct cli_command cli_command_diff = {
    .name = "diff",
    .summary = "比较两期，或者上次生成的和现在：哪些数变了",
    .operands = "报表",
    .operand = "报表的编号或定义文件",
    .min_operands = 1,
    .max_operands = 1,
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help = "写了 --with 时，把 -p 的一份与换了参数的一份相比；不写时，把用同样参数最近一次生成的\n"
            "（或 --render 那一次）与现在相比，并列出此后导入、撤销的各批数据。\n"
            "按名称逐个比较印出的数：指标、表格的每一格、图的每一点。数记录的指标下面列出一边算、\n"
            "另一边不算的记录（+ 新算的，− 不再算的，最多各 5 条）；与以前生成的比较时，列出此后\n"
            "新增、更正而算进去的，末尾是此后的更正，从什么改成什么；撤销的批次只列批号。\n"
            "\n例\n"
            "  huibao diff monthly-briefing -p 社区=春晖社区 -p 期=2026-09 --with 期=2026-10\n"
            "  huibao diff monthly-briefing -p 社区=春晖社区 -p 期=2026-10\n"
            "  huibao diff monthly-briefing -p 社区=春晖社区 -p 期=2026-10 --render 12\n",
};
