#include "notify.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <huibao/engine_due.h>

#include "program.h"

static const char advice[] = "下一次 run-due 会再通知；huibao due 列出现在的情形";

/* Mail is handed to the machine's own sendmail, wherever PATH does not lead to it. */
static const char *sendmail(void)
{
    static const char system[] = "/usr/sbin/sendmail";
    const char *path = getenv("PATH");
    bool there = path && strstr(path, "sbin");
    return there || access(system, X_OK) != 0 ? "sendmail" : system;
}

static bool by_command(struct cli *cli, const char *const *command, const char *text)
{
    const struct cli_program program = {.name = command[0],
                                        .purpose = "通知",
                                        .arguments = command + 1,
                                        .input = text,
                                        .advice = advice};
    return cli_program_run(cli, &program);
}

static bool by_mail(struct cli *cli, const char *const *addresses, size_t count, const char *text)
{
    static const char *const arguments[] = {"-i", "-t", NULL};
    struct buf letter = {0};
    buf_puts(&letter, "To: ");
    for (size_t i = 0; addresses[i]; i++)
        buf_printf(&letter, "%s%s", i ? ", " : "", addresses[i]);
    const char *subject = arena_printf(cli->arena, "huibao：%zu 件报送的事", count);
    buf_printf(&letter,
               "\nSubject: %s\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
               "Content-Transfer-Encoding: 8bit\n\n%s",
               engine_mail_word(cli->arena, subject), text);
    const struct cli_program program = {.name = sendmail(),
                                        .purpose = "发邮件",
                                        .package = "msmtp-mta、dma 或 postfix",
                                        .arguments = arguments,
                                        .input = letter.data,
                                        .advice = advice};
    bool done = cli_program_run(cli, &program);
    buf_done(&letter);
    return done;
}

static const char *text_of(struct cli *cli, const char *const *news, size_t count)
{
    struct buf text = {0};
    for (size_t i = 0; i < count; i++)
        buf_printf(&text, "%s\n", news[i]);
    buf_printf(&text, "\n数据库 %s，机器 %s。huibao due 列出各项，huibao outbox 再试或取消。\n",
               cli->database, cli->world.host);
    const char *copy = arena_strdup(cli->arena, text.data);
    buf_done(&text);
    return copy;
}

void cli_notify(struct cli *cli)
{
    struct engine_news news;
    struct engine_notice notice;
    if (!engine_outbox_news(cli_engine(cli), cli->arena, &news, cli->diags) || news.count == 0 ||
        !engine_notice(cli_engine(cli), &notice, cli->diags))
        return;
    const char *text = text_of(cli, news.lines, news.count);
    bool told = !notice.command || by_command(cli, notice.command, text);
    told &= !notice.mail || by_mail(cli, notice.mail, news.count, text);
    if (!notice.command && !notice.mail) {
        told = !cli->json; /* whoever runs it is told, or cron mails it; a program is not */
        for (size_t i = 0; told && i < news.count; i++)
            buf_printf(&cli->out, "注意：%s\n", news.lines[i]);
    }
    if (told)
        engine_outbox_heard(cli_engine(cli), &news, cli->diags);
}
