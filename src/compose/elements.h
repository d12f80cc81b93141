/* What stands around the body, and what of the body is told in the front: the 附件说明. */
#ifndef COMPOSE_ELEMENTS_H
#define COMPOSE_ELEMENTS_H

#include "composer.h"

/* 版头, 出席, 落款, 版记. */
void elements_add(struct composer *composer);
/*
 * When all blocks are there: numbers the printed attachments, lists the enclosures, and drops the
 * breaks and landscape sections that conditions have left without anything to part or to hold.
 */
void elements_settle(struct composer *composer);

#endif
