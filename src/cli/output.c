/* Everything that leaves the program: results on stdout, messages on stderr, or one JSON document. */
#include "cli.h"

#include "cli_diags.h"

#include <huibao/engine.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/*
 * A process may be started with descriptors 0–2 closed. The next file opened would then get
 * number 1, and results would be written into it. Each closed one is filled with something on which
 * the wrong operation fails.
 */
void cli_guard_descriptors(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF && open("/dev/null", modes[fd]) != fd)
            return;
}

struct engine *cli_engine(struct cli *cli)
{
    if (!cli->engine)
        cli->engine = engine_new(&cli->world, cli->database);
    return cli->engine;
}

struct buf *cli_result(struct cli *cli)
{
    buf_puts(&cli->results, cli->results.length ? ",{" : "{");
    return &cli->results;
}

void cli_json_member(struct buf *json, const char *key, const char *text)
{
    if (json->length && !strchr("{[", json->data[json->length - 1]))
        buf_putc(json, ',');
    buf_put_json(json, key);
    buf_putc(json, ':');
    buf_put_json(json, text);
}

void cli_text(struct cli *cli)
{
    if (!cli->json)
        return;
    struct buf *json = cli_result(cli);
    cli_json_member(json, "text", cli->out.data ? cli->out.data : "");
    buf_putc(json, '}');
    buf_clear(&cli->out);
}

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static void stdout_failed(struct cli *cli, int error)
{
    const char *reason = error == EPIPE    ? "接收的程序已经退出"
                         : error == ENOSPC ? "磁盘已满"
                         : error == EBADF  ? "它是关闭的"
                                           : NULL;
    diag_add(cli->diags, &CLI012, &PLACE_NONE, DIAG_ARGS(reason ? reason : "系统报告了错误"));
    if (!reason)
        diag_detail(cli->diags, "%s", strerror(error));
}

void cli_flush(struct cli *cli)
{
    if (cli->out.length && !write_all(STDOUT_FILENO, cli->out.data, cli->out.length))
        stdout_failed(cli, errno);
    buf_clear(&cli->out);
}

/* Nothing can be done about a stderr that takes nothing: the exit status still tells. */
static void write_stderr(const struct buf *text)
{
    if (text->length)
        (void)!write_all(STDERR_FILENO, text->data, text->length);
}

void cli_say(const char *text)
{
    (void)!write_all(STDERR_FILENO, text, strlen(text));
}

static void keep_json(struct cli *cli)
{
    struct buf array = {0};
    diags_print_json(cli->diags, &array);
    if (array.length > 2) { /* more than [] */
        if (cli->said.length)
            buf_putc(&cli->said, ',');
        buf_append(&cli->said, array.data + 1, array.length - 2);
    }
    buf_done(&array);
}

/* What is typed by the rules and is wrong all the same (a check that has passed) no usage explains. */
static bool was_mistyped(const struct diags *diags)
{
    bool mistyped = false;
    for (size_t i = 0; i < diags_kept(diags); i++) {
        const struct diag_kind *kind = diags_at(diags, i)->kind;
        mistyped |= kind->class == DIAG_USAGE && kind->severity == DIAG_ERROR &&
                    strncmp(kind->code, "CLI", 3) == 0;
    }
    return mistyped;
}

void cli_settle(struct cli *cli)
{
    cli_progress(cli, "");
    cli_flush(cli);
    size_t errors = diags_count(cli->diags, DIAG_ERROR);
    int status = diags_exit_status(cli->diags);
    cli->errors += errors;
    cli->mistyped |= was_mistyped(cli->diags);
    cli->warnings += diags_count(cli->diags, DIAG_WARNING) - errors;
    cli->status = status > cli->status ? status : cli->status;
    if (cli->json) {
        keep_json(cli);
    } else if (!cli->quiet || errors > 0) {
        struct buf text = {0};
        diags_print(cli->diags, &text);
        write_stderr(&text);
        buf_done(&text);
    }
    diags_free(cli->diags);
    cli->diags = diags_new();
}

static void put_document(struct cli *cli)
{
    buf_puts(&cli->out, "{\"huibao\":");
    buf_put_json(&cli->out, HUIBAO_VERSION);
    buf_puts(&cli->out, ",\"command\":");
    buf_put_json(&cli->out, cli->command ? cli->command->name : NULL);
    buf_printf(&cli->out, ",\"status\":%d,\"results\":[%s],\"diagnostics\":[%s]}\n", cli->status,
               cli->results.data ? cli->results.data : "", cli->said.data ? cli->said.data : "");
}

static void put_usage(const struct cli *cli)
{
    struct buf text = {0};
    if (cli->command)
        buf_printf(&text, "用法：huibao %s [选项]%s%s\n详见 huibao help %s\n", cli->command->name,
                   cli->command->operands[0] ? " " : "", cli->command->operands,
                   cli->command->name);
    else
        buf_puts(&text, "详见 huibao help\n");
    write_stderr(&text);
    buf_done(&text);
}

int cli_finish(struct cli *cli)
{
    cli_settle(cli);
    if (cli->json) {
        put_document(cli);
        cli_flush(cli);
        cli->json = false; /* what is said now can only be said on stderr */
        cli_settle(cli);
    } else if (cli->status == DIAG_USAGE && cli->mistyped) {
        put_usage(cli);
    }
    int status = cli->status;
    engine_free(cli->engine);
    diags_free(cli->diags);
    buf_done(&cli->out);
    buf_done(&cli->results);
    buf_done(&cli->said);
    arena_free(cli->arena);
    return status;
}

void cli_progress(struct cli *cli, const char *text)
{
    if (!cli->terminal)
        return;
    struct buf line = {0};
    buf_printf(&line, "\r%s\033[K", text);
    write_stderr(&line);
    buf_done(&line);
}
