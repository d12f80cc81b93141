/* huibao forget: a person's name and number go, the figures stay. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <huibao/engine_forget.h>

#include "cli.h"
#include "cli_diags.h"

/* The number comes from the standard input: on a command line everybody on the machine could read it. */
static char *read_key(struct cli *cli, const char *asked)
{
    char *line = NULL;
    size_t room = 0;
    if (isatty(STDIN_FILENO)) {
        fprintf(stderr, "%s：", asked);
        fflush(stderr);
    }
    ssize_t got = getline(&line, &room, stdin);
    char *key = arena_strndup(cli->arena, got > 0 ? line : "", got > 0 ? (size_t)got : 0);
    if (line)
        explicit_bzero(line, room);
    free(line);
    char *to = key;
    for (const char *from = key; *from; from++)
        if (!strchr(" \t\r\n", *from))
            *to++ = *from == 'x' ? 'X' : *from;
    *to = '\0';
    if (*key)
        return key;
    diag_add(cli->diags, &CLI027, &PLACE_NONE, DIAG_ARGS(asked));
    diag_hint(cli->diags, "写法：huibao forget 居民，再输入号码；或 huibao forget 居民 <号码文件");
    return NULL;
}

static void put_result(struct cli *cli, const struct engine_forgetting *done)
{
    struct buf *out = &cli->out;
    if (done->lift) {
        buf_printf(out, "已恢复：下一次导入可以带回这%s的姓名和号码\n",
                   strcmp(done->chinese, "共建单位") == 0 ? "家单位联络员" : "个人");
        return;
    }
    if (!done->found) {
        buf_puts(out, "没有要删除的\n");
        return;
    }
    buf_printf(out, "%s1 条%s记录的个人信息", done->dry_run ? "要删除的有：" : "已删除 ",
               done->chinese);
    if (done->households)
        buf_puts(out, "、住户的户主姓名");
    if (done->corrections)
        buf_printf(out, "、%lld 条更正以前的内容", (long long)done->corrections);
    if (done->renders)
        buf_printf(out, "、%lld 次生成留下的文字", (long long)done->renders);
    if (done->explanations)
        buf_printf(out, "、%lld 条审核说明里的姓名", (long long)done->explanations);
    buf_puts(out, done->dry_run ? "（只看，没有删除）\n" : "；各期的数字不变\n");
    if (!done->dry_run)
        buf_puts(out, "数据库的备份、已经生成的文件和报送包、印出的纸不在其内，请另行处理\n");
}

static void run(struct cli *cli)
{
    struct engine_forgetting forgetting = {.kind = cli->args.operands[0],
                                           .dry_run = cli_has(cli, "dry-run"),
                                           .lift = cli_has(cli, "lift")};
    const char *asked = NULL;
    if (forgetting.dry_run && forgetting.lift) {
        diag_add(cli->diags, &CLI020, &PLACE_NONE, DIAG_ARGS("--lift", "--dry-run"));
        return;
    }
    if (!engine_can_forget(cli_engine(cli), forgetting.kind, &asked, cli->diags))
        return;
    forgetting.key = read_key(cli, asked);
    if (!forgetting.key || !engine_forget(cli_engine(cli), &forgetting, cli->diags))
        return;
    if (!cli->json) {
        put_result(cli, &forgetting);
        return;
    }
    buf_printf(cli_result(cli),
               "\"kind\":\"%s\",\"forgotten\":%s,\"lifted\":%s,\"households\":%lld,\"corrections\":"
               "%lld,\"renders\":%lld,\"explanations\":%lld}",
               forgetting.chinese,
               forgetting.dry_run || forgetting.lift || !forgetting.found ? "false" : "true",
               forgetting.lift ? "true" : "false", (long long)forgetting.households,
               (long long)forgetting.corrections, (long long)forgetting.renders,
               (long long)forgetting.explanations);
}

static const struct cli_option options[] = {
    {"dry-run", 'n', NULL, "只说要删除些什么，不删除"},
    {"lift", 0, NULL, "恢复：以后的文件可以再带回这个人的姓名和号码"},
};

const struct cli_command cli_command_forget = {
    .name = "forget",
    .summary = "按本人要求删除一个人的个人信息，各期的数字不变",
    .operands = "种类",
    .operand = "种类",
    .min_operands = 1,
    .max_operands = 1,
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help =
        "种类是 居民、党员 或 "
        "共建单位（删的是联络员和电话）。身份证号、党员编号或统一社会信用代码\n"
        "从标准输入读，不写在命令行上。\n"
        "删去的是姓名、身份证号、电话、出生的日（年月留着），连同更正历史、以前印出的文字和审核\n"
        "说明里的；记录本身留着，人口等各期的数字不变。以后的文件里还有这个人的，照样更新他的记录，"
        "\n"
        "但姓名和号码不再收入。正在低保、特困、优抚、刑释、矫正名下的，依法要保存，不能删除。\n"
        "删除记入日志（日志里只有指纹）；数据库文件随后重写，旧的内容不留在里面。拿着数据库文件的人"
        "\n"
        "仍能拿一个号码来试是不是删除过的那个，所以文件要照旧保管好。\n"
        "\n例\n"
        "  huibao forget 居民 --dry-run\n"
        "  huibao forget 居民 <号码.txt\n",
};
