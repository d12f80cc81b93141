/* Which part of the document each block belongs to, with conditions around attachments. */
#include "body.h"
#include "define_diags.h"

struct order {
    struct diags *diags;
    const struct define_block *empty; /* the attachment begun last, while nothing stands in it */
    size_t begun;                     /* attachments so far */
    bool unclear;                     /* an attachment may have begun, or not */
};

static void walk(struct order *order, const struct define_block *block);

static void tell_empty(struct order *order)
{
    if (order->empty)
        diag_add(order->diags, &DEF070, &order->empty->place, DIAG_ARGS("附件"));
    order->empty = NULL;
}

static void meet_content(struct order *order, const struct define_block *block)
{
    if (order->unclear) {
        diag_add(order->diags, &DEF068, &block->place, NULL);
        diag_hint(order->diags, "把它移到条件前面，或放进条件里，或另起一个 {{#附件 …}}");
    }
    order->unclear = false;
    if (block->kind != DEFINE_PAGE_BREAK)
        order->empty = NULL;
}

/* Each branch starts from what is before the condition. */
static void meet_branches(struct order *order, const struct define_branch *branch)
{
    const struct order before = *order;
    bool filled = false;
    for (; branch; branch = branch->next) {
        size_t begun = order->begun;
        order->empty = before.empty;
        order->unclear = before.unclear;
        walk(order, branch->blocks);
        if (order->begun > begun)
            tell_empty(order);
        filled = filled || order->empty != before.empty;
    }
    order->empty = filled ? NULL : before.empty;
    order->unclear = before.unclear || order->begun > before.begun;
}

/* Each row's attachment must be begun before anything of the row, or the row before would get it. */
static void meet_rows(struct order *order, const struct define_block *block)
{
    for (const struct define_block *b = block; b; b = b->next) {
        if (b->kind != DEFINE_ATTACHMENT || b == block)
            continue;
        bool begun = block->kind == DEFINE_ATTACHMENT;
        if (!begun)
            diag_add(order->diags, &DEF127, &b->place, NULL);
        return;
    }
}

static void walk(struct order *order, const struct define_block *block)
{
    for (; block; block = block->next) {
        switch (block->kind) {
        case DEFINE_ATTACHMENT:
            tell_empty(order);
            order->empty = block;
            order->begun++;
            order->unclear = false;
            break;
        case DEFINE_EACH:
            meet_rows(order, block->branches->blocks);
            meet_branches(order, block->branches);
            break;
        case DEFINE_IF:
        case DEFINE_LIST:
            meet_branches(order, block->branches);
            break;
        case DEFINE_LANDSCAPE:
            walk(order, block->branches->blocks);
            break;
        case DEFINE_HEADING:
        case DEFINE_PARAGRAPH:
        case DEFINE_TABLE:
        case DEFINE_CHART:
        case DEFINE_PAGE_BREAK:
            meet_content(order, block);
            break;
        }
    }
}

void order_check(struct reader *reader, const struct define_block *blocks)
{
    struct order order = {.diags = reader->diags};
    walk(&order, blocks);
    tell_empty(&order);
}
