/*
 * engine_renders: what was made before, and what has changed since; a part of engine's contract.
 *
 * Owns      listing the record of renders, comparing two periods or a render with now.
 * Protocol  as engine.h says. engine_render adds to the record; where the database cannot be
 *           written, a note says so.
 * Lifetime  results belong to the arena given.
 * Failure   as engine.h says.
 */
#ifndef HUIBAO_ENGINE_RENDERS_H
#define HUIBAO_ENGINE_RENDERS_H

#include <huibao/engine.h>

struct engine_rendered_file {
    const char *name, *sha256;
};

struct engine_rendered { /* one line of `huibao renders` */
    int64_t id;
    const char *made_at, *made_by, *report;
    const char *arguments;                      /* 社区=春晖社区 期=2026-10 */
    const char *definition, *dictionary, *data; /* SHA-256 */
    const char *style, *version;
    const char *purpose; /* preview, publish, upload; "": made before this was kept */
    bool closed;         /* the period was over */
    const struct engine_rendered_file *files;
    size_t file_count;
};
/* The latest ones of a report (NULL: of all), the last first; `most` 0: all. */
const struct engine_rendered *engine_renders(struct engine *engine, const char *report, size_t most,
                                             struct arena *arena, size_t *ret_count,
                                             struct diags *diags);

struct
    engine_behind { /* records, personal data masked: JF005，2026-10-20，邻里（台账.csv 第 6 行） */
    const char *const *records;
    size_t count, total; /* `count` of `total` are here */
};
struct engine_figure { /* a printed figure that differs */
    const char *name;
    const char *before, *after; /* NULL: not printed */
    /* Of an indicator that counts records: which the second side counts and the first did not, and the
       other way round. Beside a render only what came or was corrected since is known. */
    struct engine_behind come, gone;
};
struct engine_correction { /* a field of a record that was corrected since */
    int64_t batch, line;
    const char *kind, *key, *field, *before, *after; /* masked */
};

struct engine_difference {
    const char *before, *after; /* what is compared, in words */
    const struct engine_figure *figures;
    size_t count, same;                 /* how many differ, and how many names do not */
    const struct engine_batch *batches; /* imported, or taken back, since the render */
    size_t batch_count;
    const struct engine_correction *corrections; /* by them, in order */
    size_t correction_count, correction_total;   /* so many of how many */
    bool definition_changed; /* since the render: definition, dictionary or shared sections */
};

struct engine_diff {
    const struct engine_request *request;
    const char *const
        *with;      /* arguments that differ in the second, NULL-terminated; none: compare */
    int64_t render; /* with this render, or 0: the last one of the same arguments */
};
/* The request is the first (before) of two periods, but what is now (after) beside a render. */
bool engine_diff(struct engine *engine, const struct engine_diff *diff, struct arena *arena,
                 struct engine_difference *ret_difference, struct diags *diags);

#endif
