/*
 * One place under two names: 方村社区 and 元村社区 in one report. The two Han before 社区 are a name for
 * certain where they begin a sentence or 位于, 居委会 … follow; what is like such a name but for one
 * character is suspicious, unless the report has many names.
 */
#include <string.h>

#include "proof.h"

enum {
    NAMES_MOST = 4, /* more are a list of communities */
    NAME = 2
};

struct name {
    uint32_t points[NAME];
    size_t text, at; /* where it first stands */
    size_t count;
    bool certain;
};

struct names {
    struct name items[64];
    size_t count;
};

/* Characters that are no part of a community's name. */
static bool is_generic(uint32_t point)
{
    static const char generic[] =
        "个各本我全该每某此整城市区县镇乡街道新型示范文明和谐智慧人满意等驻进入"
        "对在为是把从与到由于及的了将让使外内开展加强推动建设所属辖住共党员民"
        "居好大多小老两三几同给帮助促服务强化深化化到这那其他些不";
    char bytes[5] = {0};
    text_encode(point, bytes);
    return !proof_is_han(point) || strstr(generic, bytes) != NULL;
}

/* Words before 社区 that describe it. */
static bool is_description(const struct proof_text *text, size_t at)
{
    static const char *const words[] = {"安全", "健康", "平安", "绿色", "美丽", "幸福", "和美",
                                        "五好", "四进", "宜居", "法治", "无毒", "学习", "书香",
                                        "充分", "发挥", "改善", "提升", "服务", "完善", "理顺",
                                        "鼓励", "兴办", "新增", "参与", "利用", "增强", "提高",
                                        "发展", "宣传", "健全", "配置", "试点", "共建", NULL};
    return proof_any_at(text, at, words) > 0;
}

static bool is_certain(const struct proof_text *text, size_t at)
{
    static const char *const after[] = {"位于",   "居委", "居民委", "党总支", "党支部", "党委",
                                        "“两委”", "现有", "辖区",   "地处",   "总面积", NULL};
    return (at == 0 || proof_is_stop(text->points[at - 1])) ||
           proof_any_at(text, at + NAME + 2, after) > 0;
}

static void add_name(struct names *names, const struct proof_text *text, size_t t, size_t at)
{
    struct name *name = names->items;
    struct name *end = name + names->count;
    while (name < end && memcmp(name->points, text->points + at, sizeof name->points) != 0)
        name++;
    if (name == end) {
        if (names->count == BASE_COUNT(names->items))
            return;
        names->count++;
        *name = (struct name){.text = t, .at = at};
        memcpy(name->points, text->points + at, sizeof name->points);
    }
    name->count++;
    name->certain = name->certain || is_certain(text, at);
}

static void collect(struct names *names, const struct proof *proof, size_t t)
{
    const struct proof_text *text = &proof->texts[t];
    for (size_t i = NAME; i < text->count; i++) {
        bool name = proof_word_at(text, i, "社区") && !is_generic(text->points[i - 1]) &&
                    !is_generic(text->points[i - 2]) && !is_description(text, i - NAME);
        if (name)
            add_name(names, text, t, i - NAME);
    }
}

static bool alike(const struct name *a, const struct name *b)
{
    return (a->points[0] == b->points[0]) != (a->points[1] == b->points[1]);
}

static void say(struct proof *proof, const struct name *here, const struct name *other)
{
    const struct proof_text *text = &proof->texts[here->text];
    struct proof_finding *finding = proof_find(proof, &PRF007, here->text, here->at, NAME + NAME);
    const struct proof_text *there = &proof->texts[other->text];
    proof_args(proof, finding,
               DIAG_ARGS(proof_copy(proof, text, here->at, 2 * NAME),
                         arena_printf(proof->arena, "%ld", there->part->place.line),
                         arena_printf(proof->arena, "%zu", other->count),
                         proof_copy(proof, there, other->at, 2 * NAME)));
    finding->hint = "同一个社区只用一个名称";
}

static void judge(struct proof *proof, const struct names *names)
{
    size_t certain = 0;
    for (size_t k = 0; k < names->count; k++)
        certain += names->items[k].certain;
    if (certain > NAMES_MOST)
        return;
    for (size_t a = 0; a < names->count; a++) {
        for (size_t b = a + 1; b < names->count; b++) {
            const struct name *x = &names->items[a], *y = &names->items[b];
            if ((x->certain || y->certain) && alike(x, y))
                say(proof, x->count <= y->count ? x : y, x->count <= y->count ? y : x);
        }
    }
}

/* Each document of a file for itself. */
void proof_rule_names(struct proof *proof)
{
    struct names names = {.count = 0};
    for (size_t t = 0; t < proof->count; t++) {
        if (proof->texts[t].part->kind == PROOF_TITLE && names.count) {
            judge(proof, &names);
            names.count = 0;
        }
        collect(&names, proof, t);
    }
    judge(proof, &names);
}
