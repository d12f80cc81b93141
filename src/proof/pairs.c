/* Brackets and quotation marks that have lost their other half, within one paragraph. */
#include "proof.h"

enum { DEEPEST = 32 };

static const struct {
    uint32_t open, close;
} pairs[] = {
    {0xFF08, 0xFF09}, {'(', ')'},       {0x300A, 0x300B}, {0x3008, 0x3009}, {0x201C, 0x201D},
    {0x2018, 0x2019}, {0x3010, 0x3011}, {0x3014, 0x3015}, {'[', ']'},       {0x300C, 0x300D},
};

struct open_mark {
    size_t text, at; /* the part it stands in, its place there */
    size_t pair;
};

struct pairing {
    struct proof *proof;
    size_t text; /* the part that is read */
    struct open_mark stack[DEEPEST];
    size_t depth;
};

static const char *mark_text(struct proof *proof, uint32_t point)
{
    struct buf out = {0};
    buf_put_codepoint(&out, point);
    char *text = arena_strdup(proof->arena, out.data);
    buf_done(&out);
    return text;
}

static void say(struct proof *proof, size_t text, size_t at, uint32_t has, uint32_t lacks)
{
    struct proof_finding *finding = proof_find(proof, &PRF021, text, at, 1);
    proof_args(proof, finding, DIAG_ARGS(mark_text(proof, has), mark_text(proof, lacks)));
}

static void say_open(struct proof *proof, const struct open_mark *mark)
{
    say(proof, mark->text, mark->at, pairs[mark->pair].open, pairs[mark->pair].close);
}

/* ( and （ pair with either closing one: a half-width mark is another rule's business. */
static bool closes(size_t pair, uint32_t point)
{
    bool round = pairs[pair].close == 0xFF09 || pairs[pair].close == ')';
    return point == pairs[pair].close || (round && (point == 0xFF09 || point == ')'));
}

static void close_mark(struct pairing *pairing, size_t at, uint32_t point, size_t pair)
{
    size_t depth = pairing->depth;
    while (depth > 0 && !closes(pairing->stack[depth - 1].pair, point))
        depth--;
    if (depth == 0) {
        say(pairing->proof, pairing->text, at, point, pairs[pair].open);
        return;
    }
    for (size_t d = pairing->depth; d > depth; d--)
        say_open(pairing->proof, &pairing->stack[d - 1]);
    pairing->depth = depth - 1;
}

/* 1） and （1） as labels, ’ as an apostrophe, are no closing marks of ours. */
static bool is_label_close(const struct proof_text *text, size_t i)
{
    bool round = text->points[i] == 0xFF09 || text->points[i] == ')';
    return (round && i > 0 && i <= 3 && proof_is_digit(text->points[i - 1]) &&
            proof_search(text, 0, "（") > i && proof_search(text, 0, "(") > i) ||
           (text->points[i] == 0x2019 && i > 0 && text->points[i - 1] < 0x80);
}

static void look(struct pairing *pairing, size_t i, uint32_t point)
{
    for (size_t k = 0; k < BASE_COUNT(pairs); k++) {
        if (point == pairs[k].open && pairing->depth < DEEPEST)
            pairing->stack[pairing->depth++] = (struct open_mark){pairing->text, i, k};
        else if (point == pairs[k].close &&
                 !is_label_close(&pairing->proof->texts[pairing->text], i))
            close_mark(pairing, i, point, k);
        else
            continue;
        return;
    }
}

/* A paragraph of several parts pairs its marks across them. */
void proof_rule_pairs(struct proof *proof)
{
    struct pairing pairing = {.proof = proof};
    for (size_t t = 0; t < proof->count; t++) {
        const struct proof_text *text = &proof->texts[t];
        pairing.text = t;
        for (size_t i = 0; i < text->count; i++)
            look(&pairing, i, text->points[i]);
        if (text->part->continues)
            continue;
        for (size_t d = 0; d < pairing.depth; d++)
            say_open(proof, &pairing.stack[d]);
        pairing.depth = 0;
    }
}
