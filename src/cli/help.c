/* Help, made from the table of commands. */
#include "cli.h"

#include "cli_diags.h"

#include <huibao/engine.h>

#include <string.h>
#include <strings.h>

static void put_padded(struct buf *out, const char *text, size_t columns)
{
    buf_puts(out, text);
    size_t used = text_columns(text, strlen(text));
    do
        buf_putc(out, ' ');
    while (++used < columns);
}

static void put_options(struct buf *out, const struct cli_option *options, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buf form = {0};
        if (options[i].letter)
            buf_printf(&form, "  -%c, --%s", options[i].letter, options[i].name);
        else
            buf_printf(&form, "      --%s", options[i].name);
        if (options[i].argument)
            buf_printf(&form, " %s", options[i].argument);
        put_padded(out, form.data, 28);
        buf_printf(out, "%s\n", options[i].text);
        buf_done(&form);
    }
}

static void put_commands(struct buf *out)
{
    for (size_t i = 0; i < cli_language.command_count; i++) {
        buf_puts(out, "  ");
        put_padded(out, cli_language.commands[i]->name, 12);
        buf_printf(out, "%s\n", cli_language.commands[i]->summary);
    }
}

void cli_help_short(struct buf *out)
{
    buf_puts(out, "用法：huibao 命令 [选项] …\n\n");
    put_commands(out);
    buf_puts(out, "\nhuibao help 显示全部帮助，huibao help 命令 显示一个命令的帮助。\n");
}

void cli_help_all(struct buf *out)
{
    buf_puts(out, "huibao（汇报）把社区的记录变成汇报：PDF 和 XLSX。\n\n"
                  "用法：huibao 命令 [选项] …\n\n命令\n");
    put_commands(out);
    buf_puts(out, "\n各命令都有的选项（写在命令前后都可以）\n");
    put_options(out, cli_language.options, cli_language.option_count);
    buf_puts(out, "\n从头开始\n"
                  "  huibao init                                  建立数据库\n"
                  "  huibao import 社区 社区.csv                  导入记录，其他种类也一样\n"
                  "  huibao reports                               看有哪些报表\n"
                  "  huibao render monthly-briefing -p 社区=春晖社区 -p 期=2026-10 -o out\n"
                  "\n退出状态\n"
                  "  0   完成\n"
                  "  1   输入（数据、报表定义、参数）有错误\n"
                  "  2   命令用法不对\n"
                  "  3   外部原因没有完成：文件读写、磁盘、数据库被占用\n"
                  "  70  程序自身的错误，或内存不足\n"
                  "\n每条消息有编号，如 IMP003；huibao help IMP003 说明它的意思。\n"
                  "手册：man huibao\n");
}

void cli_help_command(const struct cli_command *command, struct buf *out)
{
    buf_printf(out, "huibao %s：%s\n\n用法：huibao %s%s%s%s\n\n%s", command->name, command->summary,
               command->name, command->option_count ? " [选项]" : "",
               command->operands[0] ? " " : "", command->operands, command->help);
    if (command->option_count) {
        buf_puts(out, "\n选项\n");
        put_options(out, command->options, command->option_count);
    }
    buf_puts(out, "\n各命令都有的选项\n");
    put_options(out, cli_language.options, cli_language.option_count);
}

struct search {
    const char *code;
    const struct diag_kind *found;
};

static void match(void *context, const struct diag_kind *kind)
{
    struct search *search = context;
    if (strcasecmp(kind->code, search->code) == 0)
        search->found = kind;
}

/* {1} in a catalogue's text stands for what the message is about. */
static void put_text(struct buf *out, const char *text)
{
    for (const char *p = text; *p; p++) {
        if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}') {
            buf_puts(out, "…");
            p += 2;
        } else {
            buf_putc(out, *p);
        }
    }
}

bool cli_help_code(const char *code, struct buf *out)
{
    static const char *const severities[] = {"说明", "警告", "错误"};
    struct search search = {.code = code};
    engine_each_diag(match, &search);
    size_t count = 0;
    const struct diag_kind *const *own = cli_diags(&count);
    for (size_t i = 0; i < count; i++)
        match(&search, own[i]);
    const struct diag_kind *kind = search.found;
    if (!kind)
        return false;
    buf_printf(out, "%s（%s）：", kind->code, severities[kind->severity]);
    put_text(out, kind->text);
    buf_putc(out, '\n');
    if (kind->severity != DIAG_ERROR)
        buf_puts(out, "不影响结果，退出状态不变。\n");
    else if (kind->class == DIAG_INPUT)
        buf_puts(out, "数据、报表定义或参数有错误，改正后再运行。退出状态 1。\n");
    else if (kind->class == DIAG_USAGE)
        buf_puts(out, "命令写得不对，按用法改正。退出状态 2。\n");
    else if (kind->class == DIAG_OUTSIDE)
        buf_puts(out, "外部原因：检查文件、权限、磁盘空间或数据库是否被占用。退出状态 3。\n");
    else
        buf_puts(out, "程序自身的错误，请把消息全文告诉开发者。退出状态 70。\n");
    return true;
}
