#include "program.h"

#include "cli_diags.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { MOST_SAID = 4000 };

/* A started program gets the signals as they are by default: main ignores some. */
static int start(struct cli *cli, const struct cli_program *program, int input, int said,
                 pid_t *ret_pid)
{
    size_t count = 0;
    while (program->arguments[count])
        count++;
    char **argv = arena_array(cli->arena, count + 2, sizeof *argv);
    argv[0] = arena_strdup(cli->arena, program->name);
    for (size_t i = 0; i < count; i++)
        argv[i + 1] = arena_strdup(cli->arena, program->arguments[i]);
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    sigaddset(&signals, SIGXFSZ);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, said, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, said, STDERR_FILENO);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    int error = posix_spawnp(ret_pid, program->name, &actions, &attributes, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return error;
}

/* The beginning of what it said, on one line; "" for nothing. */
static const char *what_it_said(struct cli *cli, int said)
{
    char *text = arena_alloc(cli->arena, MOST_SAID + 1);
    ssize_t length = pread(said, text, MOST_SAID, 0);
    text[length > 0 ? length : 0] = '\0';
    for (char *c = text; *c; c++)
        if (*c == '\n' || *c == '\r')
            *c = ' ';
    return text_trim(cli->arena, text);
}

static void not_started(struct cli *cli, const struct cli_program *program, int error)
{
    bool missing = error == ENOENT;
    const char *why =
        arena_printf(cli->arena, missing ? "没有 %s 这个命令" : "%s 启动不了", program->name);
    diag_add(cli->diags, &CLI023, &PLACE_NONE, DIAG_ARGS(program->purpose, why));
    diag_hint(cli->diags, "%s%s%s%s", program->advice,
              program->package ? "；这个命令在软件包 " : "",
              program->package ? program->package : "", program->package ? " 里" : "");
    if (!missing)
        diag_detail(cli->diags, "%s", strerror(error));
}

static bool ended_well(struct cli *cli, const struct cli_program *program, pid_t pid, int said)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    const char *text = what_it_said(cli, said);
    const char *how = WIFEXITED(status)
                          ? arena_printf(cli->arena, "退出状态 %d", WEXITSTATUS(status))
                          : arena_printf(cli->arena, "被信号 %d 终止", WTERMSIG(status));
    diag_add(cli->diags, &CLI024, &PLACE_NONE, DIAG_ARGS(program->purpose, program->name, how));
    if (text[0])
        diag_detail(cli->diags, "%s", text);
    diag_hint(cli->diags, "%s", program->advice);
    return false;
}

/* What it will read, as a file, since a pipe might wait for a program that does not read. */
static int open_input(const struct cli_program *program)
{
    const char *text = program->input ? program->input : "";
    size_t length = strlen(text), written = 0;
    int input = memfd_create("input", MFD_CLOEXEC);
    while (input >= 0 && written < length) {
        ssize_t got = write(input, text + written, length - written);
        if (got <= 0)
            break;
        written += (size_t)got;
    }
    if (input >= 0)
        lseek(input, 0, SEEK_SET);
    return input;
}

bool cli_program_run(struct cli *cli, const struct cli_program *program)
{
    /* No pipe: a viewer that stays in the background would keep it open for as long. */
    int said = memfd_create("said", MFD_CLOEXEC), input = open_input(program);
    pid_t pid = 0;
    int error = said < 0 || input < 0 ? errno : start(cli, program, input, said, &pid);
    bool good = error == 0 && ended_well(cli, program, pid, said);
    if (error)
        not_started(cli, program, error);
    if (said >= 0)
        close(said);
    if (input >= 0)
        close(input);
    return good;
}
