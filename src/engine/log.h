/* What the engine writes into the audit log. An entry that cannot be written is a note. */
#ifndef ENGINE_LOG_H
#define ENGINE_LOG_H

#include "engine_state.h"

struct deliver_manifest;
struct engine_receipt;

/* monthly 春晖社区 2026-10 */
const char *log_subject(struct arena *arena, const struct engine_facts *facts);
/* Its end, as manifests carry it: 12:5f3c…; NULL for a log without entries. */
bool log_end(struct engine *engine, struct arena *arena, const char **ret_end, struct diags *diags);
/* Before personal data is shown without masking: of `subject`, by which command. False with ENG043 when that
   cannot be written down, and then it must not be shown. */
bool log_access(struct engine *engine, const char *subject, const char *command,
                struct diags *diags);
/* A person's order about a unit: retry, remake, cancel. Why is in the unit's row: it may hold names. */
void log_outbox(struct engine *engine, const char *subject, const char *order, struct diags *diags);
/* A sealed package that is about to get its name. The entry's number, or 0. */
int64_t log_package(struct engine *engine, const char *folder, const struct engine_made *made,
                    struct diags *diags);
/* What that entry announces did not come about; nothing when it is 0. */
void log_failure(struct engine *engine, int64_t entry, const struct engine_facts *facts,
                 struct diags *diags);

struct log_sending {
    const struct deliver_manifest *manifest; /* NULL: it is no package, nothing is written */
    const char *package, *target;
    int64_t entry;
};
/* One that begins, and how it ended. Without a database nothing is written, and nothing said. */
void log_sending_begins(struct engine *engine, struct log_sending *sending, struct diags *diags);
void log_sending_ended(struct engine *engine, const struct log_sending *sending,
                       const struct engine_receipt *receipt, struct diags *diags);

#endif
