#include "cli.h"

#include <huibao/engine_mappings.h>

static void put_json(struct cli *cli, const struct engine_mapping *mapping)
{
    struct buf *json = cli_result(cli);
    cli_json_member(json, "name", mapping->name);
    cli_json_member(json, "kind", mapping->kind);
    cli_json_member(json, "saved_at", mapping->saved_at);
    buf_puts(json, ",\"columns\":[");
    for (size_t i = 0; i < mapping->column_count; i++) {
        buf_printf(json, "%s{\"number\":%zu", i ? "," : "", i + 1);
        cli_json_member(json, "title", mapping->columns[i].title);
        cli_json_member(json, "field", mapping->columns[i].field);
        buf_putc(json, '}');
    }
    buf_puts(json, "]}");
}

static void put_lines(struct cli *cli, const struct engine_mapping *mapping)
{
    struct buf *out = &cli->out;
    size_t left_out = 0;
    buf_printf(out, "%s  %s  %s\n", mapping->name, mapping->kind, mapping->saved_at);
    for (size_t i = 0; i < mapping->column_count; i++) {
        const struct engine_mapping_column *column = &mapping->columns[i];
        if (column->field)
            buf_printf(out, "  %s → %s\n", column->title, column->field);
    }
    for (size_t i = 0; i < mapping->column_count; i++)
        if (!mapping->columns[i].field)
            buf_printf(out, "%s%s", left_out++ ? "、" : "  不读：", mapping->columns[i].title);
    if (left_out)
        buf_putc(out, '\n');
}

static void delete (struct cli *cli, const char *name)
{
    if (!engine_mapping_delete(cli_engine(cli), name, cli->diags))
        return;
    if (cli->json) {
        struct buf *json = cli_result(cli);
        cli_json_member(json, "deleted", name);
        buf_putc(json, '}');
    } else {
        buf_printf(&cli->out, "删除了对应关系“%s”；导入过的记录不变\n", name);
    }
}

static void run(struct cli *cli)
{
    const char *name = cli_value(cli, "delete");
    if (name) {
        delete (cli, name);
        return;
    }
    size_t count = 0;
    const struct engine_mapping *mappings =
        engine_mappings(cli_engine(cli), cli->arena, &count, cli->diags);
    for (size_t i = 0; mappings && i < count; i++) {
        if (cli->json)
            put_json(cli, &mappings[i]);
        else
            put_lines(cli, &mappings[i]);
    }
    if (mappings && count == 0 && !cli->json)
        buf_puts(&cli->out, "还没有保存过对应关系\n");
}

static const struct cli_option options[] = {
    {"delete", 0, "名称", "删除一个对应关系（它给几种记录保存过，就都删除）"},
};

const struct cli_command cli_command_mappings = {
    .name = "mappings",
    .summary = "列出保存的列的对应关系，或删除一个",
    .operands = "",
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help = "一个来源的文件，哪一列是哪一项，导入时用 --as 起个名称就保存下来；以后导入这个来源的\n"
            "文件只写 --as 名称。这里列出每个名称、记录的种类、保存的时间，文件里的列 → 项，"
            "不读的列。\n"
            "\n例\n"
            "  huibao import 居民 十月.xlsx --map 姓名=公民姓名 --ignore 备注 --as 派出所人口表\n"
            "  huibao import 居民 十一月.xlsx --as 派出所人口表\n"
            "  huibao mappings\n"
            "  huibao mappings --delete 派出所人口表\n",
};
