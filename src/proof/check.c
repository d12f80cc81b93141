/* All rules over all parts; findings sorted into the order of the text and made diagnostics. */
#include <stdlib.h>
#include <string.h>

#include "proof.h"

bool proof_is_off(const struct proof *proof, const struct diag_kind *kind)
{
    const char *const *off = proof->options ? proof->options->off : NULL;
    for (; off && *off; off++)
        if (strcmp(*off, kind->code) == 0)
            return true;
    return false;
}

struct proof_finding *proof_find(struct proof *proof, const struct diag_kind *kind, size_t text,
                                 size_t from, size_t length)
{
    if (proof->finding_count == proof->finding_capacity)
        proof->findings = arena_grow(proof->arena, proof->findings, proof->finding_count,
                                     &proof->finding_capacity, sizeof *proof->findings);
    struct proof_finding *finding = &proof->findings[proof->finding_count++];
    *finding = (struct proof_finding){.kind = kind, .text = text, .from = from, .length = length};
    return finding;
}

void proof_args(struct proof *proof, struct proof_finding *finding, const char *const *args)
{
    size_t count = 0;
    while (args[count])
        count++;
    const char **copy = arena_array(proof->arena, count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++)
        copy[i] = arena_strdup(proof->arena, args[i]);
    finding->args = copy;
}

static int compare(const void *a, const void *b)
{
    const struct proof_finding *x = a, *y = b;
    if (x->text != y->text)
        return x->text < y->text ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return strcmp(x->kind->code, y->kind->code);
}

static void say(struct proof *proof, const struct proof_finding *finding)
{
    struct place place = proof->texts[finding->text].part->place;
    if (place.column > 0) {
        place.column += (long)finding->from;
        place.length = (long)finding->length;
    }
    diag_add(proof->diags, finding->kind, &place, finding->args);
    if (finding->hint)
        diag_hint(proof->diags, "%s", finding->hint);
}

static void (*const rules[])(struct proof *proof) = {
    proof_rule_leftovers, proof_rule_labels,   proof_rule_items,   proof_rule_claims,
    proof_rule_marks,     proof_rule_pairs,    proof_rule_amounts, proof_rule_units,
    proof_rule_rates,     proof_rule_dates,    proof_rule_names,   proof_rule_repeats,
    proof_rule_doubled,   proof_rule_sections, proof_rule_persons, proof_rule_words,
};

void proof_check(const struct proof_part *parts, size_t count, const struct proof_options *options,
                 struct diags *diags)
{
    struct arena *arena = arena_new();
    struct proof_text *texts = arena_array(arena, count, sizeof *texts);
    for (size_t i = 0; i < count; i++) {
        texts[i] = proof_text_read(arena, parts[i].text);
        texts[i].part = &parts[i];
    }
    struct proof proof = {
        .arena = arena, .diags = diags, .options = options, .texts = texts, .count = count};
    for (size_t i = 0; i < BASE_COUNT(rules); i++)
        rules[i](&proof);
    if (proof.finding_count)
        qsort(proof.findings, proof.finding_count, sizeof *proof.findings, compare);
    for (size_t i = 0; i < proof.finding_count; i++)
        if (!proof_is_off(&proof, proof.findings[i].kind))
            say(&proof, &proof.findings[i]);
    arena_free(arena);
}
