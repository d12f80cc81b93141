/* A report made once or, with --each, for every community: what render and package share. */
#ifndef CLI_BATCH_H
#define CLI_BATCH_H

#include "cli.h"

#include <huibao/engine.h>

struct cli_batch {
    struct engine_request request;
    const char *each;       /* the parameter of --each, or NULL */
    const char **arguments; /* those of -p, with room for the one of --each */
    size_t argument_count;
};

/* The report and -p, -o, --each, --name, --style. What is wrong with them is in cli->diags. */
void cli_batch_read(struct cli *cli, struct cli_batch *batch);
/* Calls `make` for the one report, or for each community's. */
void cli_batch_run(struct cli *cli, struct cli_batch *batch,
                   bool (*make)(struct cli *cli, const struct cli_batch *batch));
/* --json: starts the result of one report; the caller closes it. */
struct buf *cli_batch_result(struct cli *cli, const struct cli_batch *batch, bool done);

#endif
