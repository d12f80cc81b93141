/* Telling people what a run of due reports found: by a program or by mail, else where the run prints. */
#ifndef CLI_NOTIFY_H
#define CLI_NOTIFY_H

#include "cli.h"

/* What nobody has been told is told once; when that fails it stays for the next run. */
void cli_notify(struct cli *cli);

#endif
