/* 审核附表: an attachment with the results of the audit, when the report asks for it, and the companion 审核. */
#ifndef COMPOSE_ANNEX_H
#define COMPOSE_ANNEX_H

struct arena;
struct audit_explanation;
struct composer;

/* After all blocks and checks, before the attachments are numbered. */
void annex_add(struct composer *composer);
/* 口径不同（张三，2026-11-01） */
const char *annex_because(struct arena *arena, const struct audit_explanation *given);

#endif
