/* huibao help 纠纷: which columns the files of a kind have, and what stands in them. */
#include "cli.h"

#include <huibao/engine.h>

#include <string.h>

#define WIDTH 78
#define INDENT 14

static void put_padded(struct buf *out, const char *text, size_t columns)
{
    buf_puts(out, text);
    for (size_t used = text_columns(text, strlen(text)); used < columns; used++)
        buf_putc(out, ' ');
}

/* A list, its lines broken between items; NULL-terminated. */
static void put_list(struct buf *out, const char *label, const char *const *items)
{
    if (!items || !items[0])
        return;
    put_padded(out, "", INDENT);
    buf_puts(out, label);
    size_t used = INDENT + text_columns(label, strlen(label));
    for (size_t i = 0; items[i]; i++) {
        size_t width = text_columns(items[i], strlen(items[i])) + 2;
        if (i > 0 && used + width > WIDTH) {
            buf_putc(out, '\n');
            put_padded(out, "", INDENT + 2);
            used = INDENT + 2;
        }
        buf_printf(out, "%s%s", items[i], items[i + 1] ? "、" : "");
        used += width;
    }
    buf_putc(out, '\n');
}

static void put_field(struct buf *out, const struct engine_field *field)
{
    buf_puts(out, "  ");
    put_padded(out, field->name, INDENT - 2);
    buf_printf(out, "%s%s\n", field->required ? "必填，" : "",
               field->words ? "下面这些词之一" : field->form);
    put_list(out, "", field->words);
    put_list(out, "列名也认：", field->titles);
}

bool cli_help_kind(struct cli *cli, const char *name)
{
    const struct engine_kind_fields *kind =
        engine_kind_fields(cli_engine(cli), name, cli->arena, cli->diags);
    if (!kind)
        return false;
    buf_printf(&cli->out, "%s（%s）的文件：一行一条记录，列的先后随意；必填以外的列可以没有。\n\n",
               kind->kind.chinese, kind->kind.name);
    for (size_t i = 0; i < kind->count; i++)
        put_field(&cli->out, &kind->fields[i]);
    buf_puts(&cli->out, "\n同一条记录再导入一次就是更正；");
    const char *and = "认得出是同一条，看：";
    for (size_t i = 0; i < kind->count; i++)
        if (kind->fields[i].key) {
            buf_printf(&cli->out, "%s%s", and, kind->fields[i].name);
            and = "、";
        }
    buf_printf(&cli->out,
               "。\n先看一看再导入：huibao import %s 文件 --dry-run；别的列名用 --map 说明。\n",
               kind->kind.chinese);
    return true;
}
