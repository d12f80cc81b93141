/*
 * deliver: packages of finished reports, and whether one arrived as it left.
 *
 * Owns      the manifest of a package, its text form (manifest.json) and the check of a package
 *           against it. A package is a folder of files that are all listed in its manifest. Where
 *           packages go is in deliver_targets.h.
 * Protocol  write the files into a folder that has no final name yet (outdir), deliver_seal it, perhaps
 *           deliver_sign it, give it its name. deliver_verify needs nothing but the package.
 * Lifetime  everything belongs to the arena given.
 * Failure   diagnostics DLV…, those of base and, for a manifest that is no manifest, of yaml.
 *           Every difference of a package is told in one run.
 * Limits    a manifest of world->max_file_bytes; files of any size, read in blocks.
 *           The check finds damage and mistakes; who made a package only its signature can tell, when it
 *           has one and one knows the CA.
 */
#ifndef HUIBAO_DELIVER_H
#define HUIBAO_DELIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag_kind;
struct diags;
struct world;

#define DELIVER_MANIFEST "manifest.json"
#define DELIVER_SIGNATURE                                                                          \
    "manifest.json.p7s" /* of the manifest's bytes, CMS in DER; not listed in it */

struct deliver_file {
    const char *name; /* within the folder; no slash */
    uint64_t bytes;
    const char *sha256; /* 64 lower-case hexadecimal digits */
};

struct deliver_manifest {
    const char *report;     /* its id */
    const char *title;      /* as printed, on one line */
    const char *community;  /* its name; NULL: the report is not of one community */
    const char *code;       /* the community's; NULL with it */
    const char *period;     /* 2026-10, 2026Q3, 2026; NULL: the report has none */
    const char *made_at;    /* 2026-11-03T08:30:00+08:00 */
    const char *engine;     /* huibao 0.1.0 */
    const char *definition; /* SHA-256 of the definition's file */
    const char *dictionary; /* SHA-256 of the files of the dictionary and the shared
                                         sections, each with its name */
    const char *log_end; /* number and hash of the log's last entry then, 12:5f3c…; NULL: none */
    const struct deliver_file *files; /* by name */
    size_t file_count;
    /* by deliver_verify: the signers and who certified them, CN=…,O=…; NULL: it is not signed */
    const char *signed_by, *certified_by;
    bool trusted; /* the CA one asked about stands for them */
};
struct deliver_signer { /* files in PEM */
    const char *certificate, *key;
};

/* A moment in China time, for made_at. */
const char *deliver_moment(struct arena *arena, int64_t seconds);
/*
 * Lists all files of the folder in manifest->files, with sizes and hashes, and writes
 * manifest.json beside them.
 */
bool deliver_seal(const char *folder, struct deliver_manifest *manifest, struct arena *arena,
                  struct diags *diags);
/* Signs a sealed package, as of world->now; SGN…. */
bool deliver_sign(const char *folder, const struct deliver_signer *signer,
                  const struct world *world, struct arena *arena, struct diags *diags);
/* NULL with diagnostics when there is none or it is not a right one. */
const struct deliver_manifest *deliver_manifest_read(const char *folder, const struct world *world,
                                                     struct arena *arena, struct diags *diags);
/*
 * True when the folder holds exactly what its manifest lists, and a signature, if there is one, is of
 * this manifest. ret_manifest is written whenever
 * the manifest could be read, even when the result is false.
 */
bool deliver_verify(const char *folder, const struct world *world, struct arena *arena,
                    const struct deliver_manifest **ret_manifest, struct diags *diags);
struct deliver_question {
    const char *folder;
    const char *ca; /* certificates one trusts, PEM: then the package must be signed by one of
                       theirs. NULL: whose a signature is is not asked, which is a note */
    const struct world *world;
};
/* deliver_verify, and by whom it is signed. */
bool deliver_verify_signed(const struct deliver_question *question, struct arena *arena,
                           const struct deliver_manifest **ret_manifest, struct diags *diags);
const struct diag_kind *const *deliver_diags(size_t *ret_count);

#endif
