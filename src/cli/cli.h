/*
 * The command line's own types. A command is a row of a table: its options and operands are data,
 * from which parsing, usage errors and help are all made.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <huibao/base.h>

struct engine;
struct cli;

struct cli_option {
    const char *name;     /* --name */
    char letter;          /* -n, or 0 */
    const char *argument; /* what its value is called in help; NULL: it takes none */
    const char *text;
};

struct cli_command {
    const char *name;
    const char *summary;  /* one line for the list */
    const char *operands; /* as shown in the usage line; "" for none */
    const char *operand;  /* what is missing when there are too few: 要导入的文件 */
    const char *kind_operand, *file_operand; /* two operands of which one is there: the missing one,
                                                when that is a file and when it is none; or NULL */
    size_t min_operands, max_operands;
    const char *alone; /* an option with which there are no operands, or NULL */
    const struct cli_option *options;
    size_t option_count;
    const char *help; /* what it does, and examples */
    void (*run)(struct cli *cli);
};

struct cli_given {
    const struct cli_option *option;
    const char *value; /* NULL when the option takes none */
};

struct cli_args {
    struct cli_given *given; /* in the order written */
    size_t given_count, given_capacity;
    const char **operands;
    size_t operand_count, operand_capacity;
};

struct cli_language {                 /* all that may be typed */
    const struct cli_option *options; /* global ones */
    size_t option_count;
    const struct cli_command *const *commands;
    size_t command_count;
};

struct cli {
    const struct cli_language *language;
    struct arena *arena;
    struct diags *diags; /* of the present step; cli_settle() shows them */
    struct world world;
    const char *database;
    struct engine *engine; /* cli_engine() opens it */
    const struct cli_command *command;
    struct cli_args args;
    bool json, quiet, terminal; /* terminal: progress may be shown on stderr */
    struct buf out;             /* text for stdout, not yet written */
    struct buf results;         /* --json: the results so far, without the brackets */
    struct buf said;            /* --json: the diagnostics so far, without the brackets */
    size_t errors, warnings;    /* settled */
    bool mistyped;              /* the command line's own rules were broken: its usage helps */
    int status;                 /* the worst so far */
};

/* ---- commands.c ---- */
extern const struct cli_language cli_language;

/* ---- options.c ---- */
/* Reads argv into cli->command and cli->args; false with CLI diagnostics. No command at all is
   no mistake here: cli->command stays NULL. */
bool cli_parse(struct cli *cli, int argc, char **argv);
const struct cli_command *cli_command_find(const struct cli_language *language, const char *name);
/* Hint with the nearest command; false when none is near. */
bool cli_hint_command(struct cli *cli, const char *name);
bool cli_has(const struct cli *cli, const char *option);
const char *cli_value(const struct cli *cli, const char *option); /* the last one given, or NULL */
/* All values of a repeated option, NULL-terminated, with room for one more. */
const char **cli_values(const struct cli *cli, const char *option, size_t *ret_count);

/* ---- output.c ---- */
void cli_guard_descriptors(void); /* before anything is opened */
struct engine *cli_engine(struct cli *cli);
/* --json: starts a result; the caller appends `"key":value` pairs and closes the brace. */
struct buf *cli_result(struct cli *cli);
void cli_json_member(struct buf *json, const char *key, const char *text); /* ,"key":"text" */
void cli_text(struct cli *cli);  /* what stands in cli->out is the result: --json wraps it */
void cli_flush(struct cli *cli); /* writes cli->out to stdout; a failure is CLI012 */
/* Writes out what there is, shows the diagnostics so far and takes them into cli->status. */
void cli_settle(struct cli *cli);
int cli_finish(struct cli *cli); /* settles, writes the JSON document, frees; the exit status */
/* One line on the terminal that the next one replaces; "" takes it away. */
void cli_progress(struct cli *cli, const char *text);

void cli_say(const char *text); /* to stderr, as it is */

/* ---- watching.c ---- */
/* --watch: runs it, and again after each change of a definition, until Ctrl-C; then the status is 0. */
void cli_watch(struct cli *cli, void (*run)(struct cli *cli));

/* ---- help.c ---- */
void cli_help_all(struct buf *out);
void cli_help_short(struct buf *out);
void cli_help_command(const struct cli_command *command, struct buf *out);
bool cli_help_code(const char *code, struct buf *out); /* false: there is no such code */

/* ---- kinds.c ---- */
bool cli_help_kind(struct cli *cli, const char *name); /* to cli->out; false: no such kind */

/* ---- preview.c ---- */
struct engine_preview;
void cli_preview_put(struct cli *cli, const struct engine_preview *preview);
void cli_preview_json(struct buf *json, const struct engine_preview *preview);

/* ---- command_<name>.c ---- */
extern const struct cli_command cli_command_init, cli_command_import, cli_command_mappings,
    cli_command_reconcile, cli_command_batches, cli_command_reports, cli_command_styles,
    cli_command_check, cli_command_render, cli_command_audit, cli_command_explain,
    cli_command_package, cli_command_verify, cli_command_send, cli_command_renders,
    cli_command_diff, cli_command_dump, cli_command_proof, cli_command_log, cli_command_due,
    cli_command_run_due, cli_command_outbox, cli_command_briefing, cli_command_forget,
    cli_command_doctor, cli_command_help, cli_command_version;

#endif
