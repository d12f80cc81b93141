/* Sentences said twice, clauses twice in one paragraph, words twice in a row. */
#include <string.h>

#include "proof.h"

enum { SENTENCE_SHORTEST = 12, CLAUSE_SHORTEST = 10, DOUBLED_LONGEST = 8, SHOWN = 12 };

/* ---- a table of pieces of text, by what they say ---- */

struct piece {
    size_t text, from, end;
    uint64_t hash; /* 0: free */
};

struct pieces {
    struct piece *slots;
    size_t capacity; /* a power of two, more than twice the number of pieces */
};

static bool counts(uint32_t point)
{
    return proof_is_han(point) || proof_is_digit(point);
}

/* Of the Han and digits alone, so that other marks do not hide a repetition; 0 when too few. */
static uint64_t hash_piece(const struct proof_text *text, size_t from, size_t end, size_t shortest,
                           uint64_t seed)
{
    uint64_t hash = UINT64_C(1469598103934665603) ^ seed;
    size_t count = 0;
    for (size_t i = from; i < end; i++) {
        if (!counts(text->points[i]))
            continue;
        hash = (hash ^ text->points[i]) * UINT64_C(1099511628211);
        count++;
    }
    return count < shortest ? 0 : hash | 1;
}

static bool same_piece(const struct proof *proof, const struct piece *a, const struct piece *b)
{
    const struct proof_text *x = &proof->texts[a->text], *y = &proof->texts[b->text];
    size_t i = a->from, j = b->from;
    for (;;) {
        while (i < a->end && !counts(x->points[i]))
            i++;
        while (j < b->end && !counts(y->points[j]))
            j++;
        if (i == a->end || j == b->end)
            return i == a->end && j == b->end;
        if (x->points[i++] != y->points[j++])
            return false;
    }
}

/* The first piece that says the same, or NULL when this one is it (and is kept). */
static const struct piece *pieces_put(struct pieces *pieces, const struct proof *proof,
                                      const struct piece *piece)
{
    size_t slot = (size_t)(piece->hash >> 17) & (pieces->capacity - 1);
    while (pieces->slots[slot].hash) {
        const struct piece *there = &pieces->slots[slot];
        if (there->hash == piece->hash && same_piece(proof, there, piece))
            return there;
        slot = (slot + 1) & (pieces->capacity - 1);
    }
    pieces->slots[slot] = *piece;
    return NULL;
}

static struct pieces pieces_new(struct proof *proof)
{
    size_t most = 16;
    for (size_t t = 0; t < proof->count; t++)
        most += proof->texts[t].count / CLAUSE_SHORTEST + 1;
    struct pieces pieces = {.capacity = 64};
    while (pieces.capacity < 2 * most)
        pieces.capacity *= 2;
    pieces.slots = arena_array(proof->arena, pieces.capacity, sizeof *pieces.slots);
    return pieces;
}

/* ---- sentences ---- */

static bool ends_sentence(uint32_t point)
{
    return proof_is_stop(point);
}

static bool ends_clause(uint32_t point)
{
    return proof_is_pause(point) && point != 0x3001;
}

static const char *show_piece(struct proof *proof, const struct piece *piece)
{
    const struct proof_text *text = &proof->texts[piece->text];
    size_t length = piece->end - piece->from;
    bool cut = length > SHOWN;
    return arena_printf(proof->arena, "“%s%s”",
                        proof_copy(proof, text, piece->from, cut ? SHOWN : length),
                        cut ? "……" : "");
}

static void say(struct proof *proof, const struct piece *piece, const struct piece *earlier,
                const char *what)
{
    struct proof_finding *finding =
        proof_find(proof, &PRF010, piece->text, piece->from, piece->end - piece->from);
    long line = proof->texts[earlier->text].part->place.line;
    const char *where = earlier->text == piece->text
                            ? arena_printf(proof->arena, "同一段第 %zu 个字起", earlier->from + 1)
                            : arena_printf(proof->arena, "第 %ld 行", line);
    proof_args(proof, finding, DIAG_ARGS(what, where));
    finding->hint = "删去一处，或者改写";
}

/* One finding for a part, however many of its sentences were said before. */
static void look_sentences(struct proof *proof, struct pieces *pieces, size_t t)
{
    const struct proof_text *text = &proof->texts[t];
    struct piece first = {0}, earlier = {0};
    size_t repeated = 0;
    for (size_t from = 0, i = 0; i < text->count; i++) {
        if (!ends_sentence(text->points[i]) && i + 1 < text->count)
            continue;
        size_t end = ends_sentence(text->points[i]) ? i : i + 1;
        struct piece piece = {t, from, end, 0};
        piece.hash = hash_piece(text, from, end, SENTENCE_SHORTEST, 0);
        const struct piece *there = piece.hash ? pieces_put(pieces, proof, &piece) : NULL;
        if (there && repeated++ == 0) {
            first = piece;
            earlier = *there;
        }
        from = i + 1;
    }
    if (repeated == 0)
        return;
    const char *shown = show_piece(proof, &first);
    if (repeated > 1)
        shown = arena_printf(proof->arena, "%s等 %zu 句", shown, repeated);
    say(proof, &first, &earlier, shown);
}

static void look_clauses(struct proof *proof, struct pieces *pieces, size_t t)
{
    const struct proof_text *text = &proof->texts[t];
    for (size_t from = 0, i = 0; i < text->count; i++) {
        if (!ends_clause(text->points[i]) && i + 1 < text->count)
            continue;
        size_t end = ends_clause(text->points[i]) ? i : i + 1;
        struct piece piece = {t, from, end, 0};
        piece.hash = hash_piece(text, from, end, CLAUSE_SHORTEST, (uint64_t)(t + 1) << 32);
        const struct piece *there = piece.hash ? pieces_put(pieces, proof, &piece) : NULL;
        if (there && there->text == t) {
            say(proof, &piece, there, show_piece(proof, &piece));
            return;
        }
        from = i + 1;
    }
}

void proof_rule_repeats(struct proof *proof)
{
    struct pieces sentences = pieces_new(proof), clauses = pieces_new(proof);
    for (size_t t = 0; t < proof->count; t++) {
        if (proof->texts[t].part->kind != PROOF_PARAGRAPH)
            continue;
        size_t before = proof->finding_count;
        look_sentences(proof, &sentences, t);
        if (proof->finding_count == before)
            look_clauses(proof, &clauses, t);
    }
}

/* ---- 居民居民 ---- */

/* What may stand twice: 一户一户, 许多许多 …; and a name's end before the same word: 某某社区社区建设. */
static bool may_double(const struct proof_text *text, size_t i, size_t length)
{
    static const char *const never[] = {"社区", "街道", "小区", "网格", "支部", "一",   "许多",
                                        "非常", "讨论", "研究", "商量", "十分", "好好", "慢慢",
                                        "哈哈", "常常", "逐步", "考虑", NULL};
    bool same = true;
    for (size_t k = 1; k < length; k++)
        same = same && text->points[i + k] == text->points[i];
    return same || proof_any_at(text, i, never) > 0;
}

static bool all_han(const struct proof_text *text, size_t i, size_t length)
{
    for (size_t k = 0; k < length; k++)
        if (!proof_is_han(proof_point(text, i + k)))
            return false;
    return true;
}

static size_t doubled_at(const struct proof_text *text, size_t i)
{
    for (size_t length = DOUBLED_LONGEST; length >= 2; length--) {
        bool same = i + 2 * length <= text->count;
        for (size_t k = 0; same && k < length; k++)
            same = text->points[i + k] == text->points[i + length + k];
        if (same && all_han(text, i, length) && !may_double(text, i, length))
            return length;
    }
    return 0;
}

void proof_rule_doubled(struct proof *proof)
{
    for (size_t t = 0; t < proof->count; t++) {
        const struct proof_text *text = &proof->texts[t];
        for (size_t i = 0; i < text->count; i++) {
            size_t length = doubled_at(text, i);
            if (!length)
                continue;
            struct proof_finding *finding = proof_find(proof, &PRF011, t, i, 2 * length);
            proof_args(proof, finding, DIAG_ARGS(proof_copy(proof, text, i, length)));
            finding->hint = "留一个";
            i += 2 * length - 1;
        }
    }
}
