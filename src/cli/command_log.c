/* huibao log: the audit log, and whether it holds. */
#include "cli.h"

#include "cli_diags.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <huibao/engine_log.h>

enum { SHOWN = 50 };

static void put_json(struct cli *cli, const struct engine_log_entry *entry)
{
    struct buf *json = cli_result(cli);
    buf_printf(json, "\"number\":%lld", (long long)entry->number);
    cli_json_member(json, "at", entry->at);
    cli_json_member(json, "who", entry->who);
    cli_json_member(json, "kind", entry->kind);
    cli_json_member(json, "subject", entry->subject);
    buf_printf(json, ",\"details\":%s", entry->details);
    cli_json_member(json, "previous", entry->previous);
    cli_json_member(json, "hash", entry->hash);
    buf_putc(json, '}');
}

static void list(struct cli *cli, const struct engine_log_query *query)
{
    size_t count = 0;
    const struct engine_log_entry *entries =
        engine_log(cli_engine(cli), query, cli->arena, &count, cli->diags);
    for (size_t i = 0; entries && i < count; i++) {
        const struct engine_log_entry *entry = &entries[i];
        if (cli->json)
            put_json(cli, entry);
        else
            buf_printf(&cli->out, "%6lld  %s  %s  %s  %s\n        %s\n", (long long)entry->number,
                       entry->at, entry->who, entry->chinese, entry->subject, entry->details);
    }
    if (entries && count == 0 && !cli->json)
        buf_puts(&cli->out, "日志里没有这样的\n");
}

static void verify(struct cli *cli)
{
    const char *end = NULL;
    if (!engine_log_verify(cli_engine(cli), cli_value(cli, "kept"), cli->arena, &end, cli->diags))
        return;
    if (cli->json) {
        struct buf *json = cli_result(cli);
        cli_json_member(json, "end", end);
        buf_putc(json, '}');
    } else {
        buf_printf(&cli->out, "日志完好，末尾 %s\n", end);
    }
}

/* A time or the beginning of one, in whole parts: 2026, 2026-11, 2026-11-03, … 08:30. */
static bool is_time(const char *text)
{
    static const char form[] = "0000-00-00 00:00:00";
    static const char ends[] = {4, 7, 10, 13, 16, 19, 0};
    size_t length = strlen(text);
    if (length >= sizeof form || !strchr(ends, (int)length))
        return false;
    for (size_t i = 0; i < length; i++)
        if (form[i] == '0' ? !isdigit((unsigned char)text[i]) : text[i] != form[i])
            return false;
    return true;
}

/* What is listed; false with a diagnostic. */
static bool read_query(struct cli *cli, struct engine_log_query *query)
{
    const char *last = cli_value(cli, "last");
    char *end = NULL;
    query->since = cli_value(cli, "since");
    query->kind = cli_value(cli, "kind");
    query->most = last ? strtoll(last, &end, 10) : SHOWN;
    if (last && (end == last || *end || query->most <= 0)) {
        diag_add(cli->diags, &CLI018, &PLACE_NONE, DIAG_ARGS("--last", last));
        return false;
    }
    if (query->since && !is_time(query->since)) {
        diag_add(cli->diags, &CLI008, &PLACE_NONE, DIAG_ARGS(query->since));
        diag_hint(cli->diags, "写法：2026、2026-11、2026-11-03 或 '2026-11-03 08:30'");
        return false;
    }
    if (!last && (cli_has(cli, "all") || query->since || query->kind))
        query->most = 0;
    return true;
}

static void run(struct cli *cli)
{
    static const char *const filters[] = {"since", "kind", "last", "all"};
    const char *verifying = cli_has(cli, "kept") ? "--kept" : "--verify";
    struct engine_log_query query = {0};
    if (!cli_has(cli, "verify") && !cli_has(cli, "kept")) {
        if (read_query(cli, &query))
            list(cli, &query);
        return;
    }
    for (size_t i = 0; i < BASE_COUNT(filters); i++)
        if (cli_has(cli, filters[i]))
            diag_add(cli->diags, &CLI020, &PLACE_NONE,
                     DIAG_ARGS(verifying, arena_printf(cli->arena, "--%s", filters[i])));
    if (diags_count(cli->diags, DIAG_ERROR) == 0)
        verify(cli);
}

static const struct cli_option options[] = {
    {"since", 0, "时间", "只列从这时起的：2026-11，2026-11-03 或 '2026-11-03 08:30'"},
    {"kind", 0, "种类", "只列这一种：导入、生成、打包、报送、回执、说明等"},
    {"last", 0, "条数", "只列最后几条（没有条件时默认 50 条）"},
    {"all", 'a', NULL, "列出全部"},
    {"verify", 0, NULL, "查整个日志是否被改过、删过"},
    {"kept", 0, "末尾", "以前印出的末尾：它应当还在；与 --verify 一样查整个日志"},
};

const struct cli_command cli_command_log = {
    .name = "log",
    .summary = "列出日志：谁在什么时候导入、生成、报送、说明过什么",
    .operands = "",
    .options = options,
    .option_count = BASE_COUNT(options),
    .run = run,
    .help =
        "日志只增不减，每一条带着上一条的指纹（SHA-256）：改了、删了哪一条，--verify 都能发现，\n"
        "并说出第一条对不上的，退出状态是 1。能写数据库文件的人可以从头另造一份日志，这时要靠\n"
        "留在别处的末尾：把 --verify 印出的末尾抄下来，以后用 --kept 查它还在不在。\n"
        "生成（预览除外）、打包、报送先记日志再动手；没有成的，后面另有一条“没有完成”。\n"
        "报送包的清单里也有做它时的末尾（log_end）。\n"
        "日志里没有姓名、证件号和自由填写的文字，它们只以指纹出现，因为日志是删不掉的。\n"
        "时间是真实时间，--now 改变不了。\n"
        "\n例\n"
        "  huibao log --since 2026-11 --kind 导入\n"
        "  huibao log --verify\n",
};
