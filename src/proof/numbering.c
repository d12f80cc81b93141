/* Numbers that jump: 一、 → 三、 ; 二是 → 四是. */
#include <string.h>

#include "proof.h"

/* ---- labels of headings and paragraphs ---- */

struct labels {
    int last[PROOF_LABEL_KINDS]; /* 0: none yet */
};

static void forget_below(struct labels *labels, enum proof_label_kind kind)
{
    for (int k = (int)kind + 1; k < PROOF_LABEL_KINDS; k++)
        labels->last[k] = 0;
}

static void check_label(struct proof *proof, struct labels *labels, size_t t,
                        const struct proof_label *label)
{
    int last = labels->last[label->kind];
    /* Back to the first begins another list. */
    if (label->number != 1 && label->number != last + 1) {
        struct proof_finding *finding = proof_find(proof, &PRF002, t, 0, label->length);
        const char *before = last ? proof_label_text(proof, label->kind, last) : "开头";
        proof_args(proof, finding,
                   DIAG_ARGS(before, proof_label_text(proof, label->kind, last + 1),
                             proof_label_text(proof, label->kind, label->number)));
        finding->hint = "看看是漏了一条，还是序号写错了";
    }
    labels->last[label->kind] = label->number;
    forget_below(labels, label->kind);
}

void proof_rule_labels(struct proof *proof)
{
    struct labels labels = {{0}};
    for (size_t t = 0; t < proof->count; t++) {
        const struct proof_text *text = &proof->texts[t];
        if (text->part->kind == PROOF_TITLE)
            labels = (struct labels){{0}};
        bool numbered = text->part->kind != PROOF_TITLE && text->part->kind != PROOF_OTHER;
        /* 附件：1.名册, and the next ones in lines of their own */
        static const char *const lists[] = {"附件：", "附件:", NULL};
        struct proof_label label = proof_label_at(text, proof_any_at(text, 0, lists));
        if (numbered && label.kind != PROOF_LABEL_NONE)
            check_label(proof, &labels, t, &label);
    }
}

/* ---- 一是…；二是… ---- */

struct items {
    int last; /* 0: none in this section */
};

static const char *const item_words[] = {"是", "要", NULL};

/* 三是 at i, at the beginning of a clause: its number and length. */
static int item_at(const struct proof_text *text, size_t i, size_t *ret_length)
{
    bool begins = i == 0 || proof_is_pause(text->points[i - 1]) || text->points[i - 1] == 0xFF09 ||
                  text->points[i - 1] == ')' || text->points[i - 1] == 0x201D;
    size_t length = 0;
    int number = begins ? proof_han_number(text, i, &length) : 0;
    if (number == 0 || number > 20 || !proof_any_at(text, i + length, item_words))
        return 0;
    *ret_length = length + 1;
    return number;
}

static void check_item(struct proof *proof, struct items *items, size_t t, size_t i, size_t length,
                       int number)
{
    const struct proof_text *text = &proof->texts[t];
    if (number != 1 && number != items->last + 1) {
        const char *word = proof_copy(proof, text, i + length - 1, 1);
        struct proof_finding *finding = proof_find(proof, &PRF002, t, i, length);
        const char *before = items->last ? arena_printf(proof->arena, "%s%s",
                                                        proof_han_name(proof, items->last), word)
                                         : "开头";
        const char *wanted =
            arena_printf(proof->arena, "%s%s", proof_han_name(proof, items->last + 1), word);
        proof_args(proof, finding, DIAG_ARGS(before, wanted, proof_copy(proof, text, i, length)));
        finding->hint = "看看是漏了一条，还是序号写错了";
    }
    items->last = number;
}

void proof_rule_items(struct proof *proof)
{
    struct items items = {0};
    for (size_t t = 0; t < proof->count; t++) {
        const struct proof_text *text = &proof->texts[t];
        if (text->part->kind == PROOF_HEADING || text->part->kind == PROOF_TITLE ||
            proof_label_at(text, 0).kind != PROOF_LABEL_NONE)
            items.last = 0;
        for (size_t i = 0; i < text->count; i++) {
            size_t length = 0;
            int number = item_at(text, i, &length);
            if (number)
                check_item(proof, &items, t, i, length, number);
        }
    }
}
