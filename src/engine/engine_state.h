/*
 * What one engine keeps open, and the engine's inner doors to it. Everything is opened when first
 * asked for and then kept: fifty reports in one process read the dictionary and the fonts once.
 */
#ifndef ENGINE_STATE_H
#define ENGINE_STATE_H

#include <huibao/base.h>
#include <huibao/engine.h>
#include <huibao/store.h>

struct deliver_config;
struct dictionary;
struct fonts;
struct frame;
struct import_names;
struct model;
struct period_calendar;
struct report;
struct style;
struct style_set;

struct engine_file { /* one definition file */
    const char *path;
    const char *stem;      /* file name without .md */
    struct report *report; /* NULL: not read yet, or with mistakes */
    bool listed;           /* of the templates directory, not given by path */
    bool unique;           /* no other listed file is known to have its id */
    struct engine_file *next;
};

struct engine {
    struct arena *arena;
    struct world world;
    const char *database;
    struct dictionary *dictionary; /* read; maybe with mistakes, which have been listed */
    bool checking;                 /* engine_check is at work: a dictionary with mistakes will do */
    bool told_unchecked;           /* what its mistakes leave unchecked */
    bool files_listed;
    struct engine_file *files; /* of the templates directory, by name, then those given by path */
    struct fonts *fonts;
    struct import_names *synonyms;
    bool synonyms_bad; /* their mistakes have been listed */
    struct style_set *styles;
    const struct deliver_config *config; /* NULL when it cannot be read */
    bool config_read;
    struct period_calendar *calendar; /* the configuration's holidays */
    struct store *store;
    enum store_mode store_mode;
    struct engine_times times;
};

/*
 * NULL with diagnostics when it has mistakes; a second call then says only that (ENG004, for whom). While
 * checking: the draft, whose mistakes are told the first time.
 */
struct dictionary *engine_dictionary(struct engine *engine, const char *whom, struct diags *diags);
struct fonts *engine_fonts(struct engine *engine, struct diags *diags);
/* A handle at least as able as `mode`. */
struct store *engine_store(struct engine *engine, enum store_mode mode, struct diags *diags);

/* The list of definition files, read from the templates directory once. */
bool engine_files(struct engine *engine, struct diags *diags);
struct report *engine_file_report(struct engine *engine, struct engine_file *file,
                                  struct diags *diags);
/* By id, file name or path; ENG001 with the nearest when there is none, ENG003 when there are two. */
struct report *engine_report_find(struct engine *engine, const char *name, struct diags *diags);
/* To the last diagnostic: what to do when the templates directory is not there. */
void engine_hint_templates(const struct engine *engine, struct diags *diags);
/* The report's id, or its file's name. */
const char *engine_report_id(const struct engine_file *file);

/* By its English or Chinese name; NULL with a diagnostic. `path` stood behind it. */
const struct store_kind *engine_kind_find(struct engine *engine, const char *name, const char *path,
                                          struct diags *diags);
/* Read once; false with diagnostics when there are mistakes. Without the folder a note. */
bool engine_synonyms(struct engine *engine, const struct import_names **ret_names,
                     struct diags *diags);

/* The configuration file, read once, so that what is wrong with it is told once. */
const struct deliver_config *engine_config(struct engine *engine, struct diags *diags);
/* Its holidays. */
const struct period_calendar *engine_calendar(struct engine *engine,
                                              const struct deliver_config *config);

bool engine_styles_check(struct engine *engine, struct diags *diags);
/* The styles of the templates directory; each is read when it is first asked for. */
struct style_set *engine_style_set(struct engine *engine);
const struct style *engine_report_style(struct engine *engine, const struct report *report,
                                        struct diags *diags);
/* One asked for on the command line. */
const struct style *engine_named_style(struct engine *engine, const char *name,
                                       struct diags *diags);
struct frame *engine_frame(struct engine *engine, const struct report *report,
                           const struct engine_request *request, struct arena *scratch,
                           struct diags *diags);

struct engine_facts {             /* what a composed report is, for names and manifests */
    const char *report, *file;    /* its id; its definition's path */
    const char *title;            /* on one line */
    const char *community, *code; /* its name and code; NULL: not of one community */
    const char *period;           /* 2026-10; NULL: none */
};
struct engine_made {
    struct engine_facts facts;
    int64_t render;           /* its number in the record; 0: it could not be kept */
    const char *name;         /* of its files, without suffix */
    const char *const *paths; /* NULL-terminated */
};
/* engine_render, telling all it knows. */
bool engine_make(struct engine *engine, const struct engine_request *request, struct arena *arena,
                 struct engine_made *ret_made, struct diags *diags);
/* Looks the community's code up, if there is a community and that was not done. */
bool engine_facts_code(struct engine *engine, struct engine_facts *facts, struct arena *arena,
                       struct diags *diags);
/* `name` with {标题} … replaced by what the report is; NULL with a diagnostic. */
const char *engine_name_fill(struct arena *arena, const char *name,
                             const struct engine_facts *facts, struct diags *diags);

/* Proofreads a composed report: what it finds stands at the block's place in the definition. */
void engine_proof_model(const struct model *model, const struct report *report,
                        struct diags *diags);

/* `text` made safe as a file name on Linux and Windows, at most 200 bytes; "" when nothing is left. */
char *engine_file_name(struct arena *arena, const char *text);

#endif
