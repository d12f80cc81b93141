/* A small package to send and to spoil. */
#ifndef DELIVER_TESTING_H
#define DELIVER_TESTING_H

#include <huibao/base.h>
#include <huibao/deliver.h>

#include <stdio.h>
#include <sys/stat.h>

#include "deliver_diags.h"
#include "tap.h"

#define TESTING_HEX "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" /* of abc */

struct rig {
    struct arena *arena;
    struct diags *diags;
    struct world world;
    const char *folder;
    struct deliver_manifest manifest;
};

static inline void rig_init(struct rig *rig, const char *name)
{
    *rig = (struct rig){.arena = arena_new(), .diags = diags_new()};
    world_init(&rig->world);
    rig->folder = arena_strdup(rig->arena, tap_path(name));
    mkdir(rig->folder, 0700);
}

static inline void rig_done(struct rig *rig)
{
    diags_free(rig->diags);
    arena_free(rig->arena);
}

static inline const char *within(struct rig *rig, const char *name)
{
    return arena_printf(rig->arena, "%s/%s", rig->folder, name);
}

static inline void put(struct rig *rig, const char *name, const char *text)
{
    tap_write(within(rig, name), text, strlen(text));
}

static inline bool seal(struct rig *rig)
{
    rig->manifest = (struct deliver_manifest){.report = "monthly",
                                              .title = "“春晖”社区\\十月\n汇报",
                                              .community = "春晖社区",
                                              .code = "539902001001",
                                              .period = "2026-10",
                                              .made_at = deliver_moment(rig->arena, 1793664000),
                                              .engine = "huibao 0.1.0",
                                              .definition = TESTING_HEX,
                                              .dictionary = TESTING_HEX,
                                              .log_end = "12:" TESTING_HEX};
    return deliver_seal(rig->folder, &rig->manifest, rig->arena, rig->diags);
}

static inline void rig_package(struct rig *rig, const char *name)
{
    rig_init(rig, name);
    put(rig, "汇报.pdf", "abc");
    put(rig, "汇报.xlsx", "abcd");
    CHECK(seal(rig));
}

/* The one thing said is this; then all is forgotten. */
static inline void expect_said(struct rig *rig, const struct diag_kind *kind)
{
    CHECK_INT(diags_kept(rig->diags), 1);
    const struct diag *diag = diags_kept(rig->diags) ? diags_at(rig->diags, 0) : NULL;
    if (!CHECK(diag && diag->kind == kind) && diag)
        printf("# %s %s\n", diag->kind->code, diag->message);
    diags_free(rig->diags);
    rig->diags = diags_new();
}

#endif
