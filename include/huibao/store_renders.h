/*
 * store_renders: which reports were made, a part of store's contract.
 *
 * Owns      the record of each render: who, when, what from, what it printed, which files.
 * Protocol  store_open with STORE_WRITE to add one; no open batch.
 * Lifetime, failure  as store.h says; what is returned belongs to the arena.
 * Limits    none of its own.
 */
#ifndef HUIBAO_STORE_RENDERS_H
#define HUIBAO_STORE_RENDERS_H

#include <huibao/store.h>

struct store_render_file {
    const char *name; /* as it was written */
    const char *sha256;
};

struct store_printed { /* a figure on paper */
    const char *name;  /* 调解受理; 纠纷分类.受理[邻里] */
    const char *text;  /* as printed */
};

struct store_render {
    int64_t id;        /* given when it is added */
    const char *about; /* for its entry in the log: monthly 春晖社区 2026-10; NULL: it gets none.
                               Not read back */
    const char *made_at;    /* 2026-11-03 08:30:00, in China; given when it is added */
    const char *made_by;    /* the user's name, or "" */
    const char *report;     /* its id */
    const char *arguments;  /* every parameter: {"社区":"春晖社区","期":"2026-10"} */
    bool closed;            /* the report's period was over */
    const char *definition; /* SHA-256 of the definition and of the dictionary, as they were */
    const char *dictionary;
    const char *style;
    const char *purpose; /* preview, publish, upload; "": made before this was kept */
    const char *data;    /* SHA-256 of all printed figures */
    const char *version;
    int64_t last_batch; /* of imports until then; given when it is added */
    const struct store_render_file *files;
    size_t file_count;
    const char *const *personal; /* columns printed without masking, for the log; ends with NULL, or
                                    NULL. Not read back */
};

/* Adds it with what it printed and its entry in the log; all or nothing. Sets render->id. */
bool store_render_add(struct store *store, struct store_render *render,
                      const struct store_printed *printed, size_t printed_count,
                      struct diags *diags);
/* Its files did not get their names: takes it out again, which the log tells when it told of it. */
bool store_render_drop(struct store *store, const struct store_render *render, struct diags *diags);
struct store_render_query { /* what does not matter is NULL or 0 */
    int64_t id;
    const char *report, *arguments;
    bool closed;   /* only of periods that were over */
    bool official; /* no previews */
    size_t most;   /* 0: all */
};
/* The last first. */
const struct store_render *store_renders(struct store *store, struct arena *arena,
                                         const struct store_render_query *query, size_t *ret_count,
                                         struct diags *diags);
/* What a render printed, in the order it was added. */
const struct store_printed *store_render_printed(struct store *store, struct arena *arena,
                                                 int64_t id, size_t *ret_count,
                                                 struct diags *diags);

#endif
