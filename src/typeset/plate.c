/* Things at places of their own, gathered to be put on a page at once. */
#include "element.h"

#include <huibao/base.h>

static struct page_item *plate_add(struct composer *c, struct plate *plate)
{
    if (plate->count == plate->capacity)
        plate->items = arena_grow(c->scratch, plate->items, plate->count, &plate->capacity,
                                  sizeof *plate->items);
    return &plate->items[plate->count++];
}

void typeset_plate_row(struct composer *c, struct plate *plate, const struct row *row, int32_t y)
{
    for (size_t i = 0; i < row->count; i++) {
        struct page_item *item = plate_add(c, plate);
        *item = row->items[i];
        page_item_move(c->pages->arena, item, 0, y);
    }
}

void typeset_plate_rule(struct composer *c, struct plate *plate, const struct page_rule *rule)
{
    *plate_add(c, plate) = (struct page_item){.kind = PAGE_RULE, .rule = *rule};
}
