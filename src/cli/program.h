/* Other programs: started without a shell, waited for, and what they said taken in. */
#ifndef CLI_PROGRAM_H
#define CLI_PROGRAM_H

#include "cli.h"

struct cli_program {
    const char *name;             /* looked for in PATH */
    const char *purpose;          /* 打开, 打印 */
    const char *package;          /* of Debian, which brings it; NULL: not known */
    const char *const *arguments; /* NULL-terminated */
    const char *input;            /* what it reads on its stdin; NULL: nothing */
    const char *advice;           /* when it fails: what to do instead */
};
/*
 * Runs it. Nothing of what it says reaches stdout or stderr;
 * on failure it is the diagnostic's detail. False with CLI023 when there is no such program, with
 * CLI024 when it says that it failed.
 */
bool cli_program_run(struct cli *cli, const struct cli_program *program);

#endif
