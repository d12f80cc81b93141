/* 审核附表: an attachment with the results of the audit, when the report asks for it, and the companion 审核. */
#ifndef COMPOSE_ANNEX_H
#define COMPOSE_ANNEX_H

struct composer;

/* After all blocks and checks, before the attachments are numbered. */
void annex_add(struct composer *composer);

#endif
