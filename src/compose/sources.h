#ifndef COMPOSE_SOURCES_H
#define COMPOSE_SOURCES_H

struct composer;

/* 来源附表: where each printed indicator and table comes from, as an attachment of its own. */
void sources_add(struct composer *composer);

#endif
