/* Numbers with 余 and 约, measure words, units, signs. */
#include <string.h>

#include "proof.h"

static void find(struct proof *proof, const struct diag_kind *kind, size_t t, size_t from,
                 size_t end, const char *hint)
{
    struct proof_finding *finding = proof_find(proof, kind, t, from, end - from);
    proof_args(proof, finding, DIAG_ARGS(proof_copy(proof, &proof->texts[t], from, end - from)));
    finding->hint = hint;
}

/* ---- 213余人次; 约30余人; 至少5人以上 ---- */

static const char *const more_words[] = {"余", "多", NULL};

static void rule_remainder(struct proof *proof, size_t t, size_t i, size_t digits)
{
    const struct proof_text *text = &proof->texts[t];
    size_t end = i + digits;
    bool round = text->points[end - 1] == '0';
    bool point = false;
    for (size_t k = i; k < end; k++)
        point = point || text->points[k] == '.';
    if (round || point || !proof_any_at(text, end, more_words))
        return;
    /* 5多 is no number word; 1万多, 3年多 stand behind a unit. */
    if (digits == 1 && proof_word_at(text, end, "多"))
        return;
    size_t last = end + 1;
    while (last < end + 3 && proof_is_han(proof_point(text, last)))
        last++;
    find(proof, &PRF009, t, i, last, "“余”“多”前面是整十、整百的数；数字确切就删去“余”“多”");
}

static void rule_about(struct proof *proof, size_t t, size_t i)
{
    static const char *const abouts[] = {"大约", "约", "近", "将近", "大概", NULL};
    static const char *const leasts[] = {"至少", "不少于", "不低于", "超过", "最少", NULL};
    static const char *const mores[] = {"余", "多", "左右", "上下", "以上", NULL};
    static const char *const overs[] = {"以上", NULL};
    const struct proof_text *text = &proof->texts[t];
    size_t word = proof_any_at(text, i, leasts);
    const char *const *clash = overs;
    for (size_t verb = 0; word && verb < 4 && proof_is_han(proof_point(text, i + word)); verb++)
        word++; /* 至少走访500户以上 */
    if (!word) {
        word = proof_any_at(text, i, abouts);
        clash = mores;
    }
    size_t digits = word ? proof_number_length(text, i + word) : 0;
    if (!digits)
        return;
    size_t at = i + word + digits;
    for (size_t k = 0; k < 6 && !proof_is_pause(proof_point(text, at + k)); k++) {
        size_t length = proof_any_at(text, at + k, clash);
        if (!length)
            continue;
        find(proof, &PRF009, t, i, at + k + length, "两头的词只留一个");
        return;
    }
}

/* ---- 684见; 5只队伍 ---- */

static const struct {
    const char *wrong, *right;
    const char *after[12]; /* one of these must follow; none given: a pause or the end */
} measures[] = {
    {"见", "件", {NULL}},
    {"此", "次", {NULL}},
    {"各", "个", {"社区", "小区", "网格", "单位", "支部", "小组"}},
    {"只", "支", {"队伍", "志愿", "文艺", "服务队", "宣传队", "小分队", "文体", "党员", "巡逻队"}},
    {"佘", "余", {"人", "名", "户", "件", "次", "个", "份"}},
    {"付", "副", {"对联", "春联", "担架", "眼镜"}},
    {"遍", "篇", {"文章", "信息", "稿件", "报道"}},
};

static void rule_measure(struct proof *proof, size_t t, size_t i, size_t digits)
{
    const struct proof_text *text = &proof->texts[t];
    size_t at = i + digits;
    for (size_t k = 0; k < BASE_COUNT(measures); k++) {
        size_t length = proof_word_at(text, at, measures[k].wrong);
        uint32_t after = proof_point(text, at + length);
        bool fits = measures[k].after[0] ? proof_any_at(text, at + length, measures[k].after) > 0
                                         : after == 0 || proof_is_pause(after);
        if (!length || !fits)
            continue;
        find(proof, &PRF008, t, i, at + length,
             arena_printf(proof->arena, "是不是“%s%s”？", proof_copy(proof, text, i, digits),
                          measures[k].right));
    }
}

/* ---- 增长-3% ---- */

static bool is_minus(uint32_t point)
{
    return point == '-' || point == 0x2212 || point == 0xFF0D;
}

static void rule_sign(struct proof *proof, size_t t, size_t i)
{
    static const char *const changes[] = {"增长", "下降", "增加", "减少",
                                          "上升", "提高", "降低", NULL};
    const struct proof_text *text = &proof->texts[t];
    size_t word = proof_any_at(text, i, changes);
    size_t at = i + word;
    at += word && proof_word_at(text, at, "了");
    size_t digits = word && is_minus(proof_point(text, at)) ? proof_number_length(text, at + 1) : 0;
    if (digits)
        find(proof, &PRF019, t, i, at + 1 + digits, "写作“下降3%”，不写“下降-3%”或“增长-3%”");
}

/* ---- 困难户12只 ---- */

static const struct {
    const char *nouns[16];
    const char *right;
} counted[] = {
    {{"困难户", "低保户", "特困户", "贫困户", "脱贫户", "五保户", "住户", "农户", "租户", "居民户"},
     "户"},
    {{"居民", "群众", "党员", "志愿者", "老人", "老年人", "儿童", "干部", "网格员", "残疾人",
      "学生", "职工", "代表"},
     "人"},
    {{"队伍", "服务队", "宣传队", "巡逻队", "小分队", "志愿队"}, "支"},
    {{"纠纷", "案件", "诉求", "隐患"}, "件"},
};

/* A thing counted behind its name, by the measure word of another kind. */
static void rule_counted(struct proof *proof, size_t t, size_t i, size_t digits)
{
    static const char *const wrong[] = {"只", "匹", "头", "台", "辆", "棵", "栋", "座", "幅", NULL};
    static const char *const links[] = {"共有", "共计", "共", "有", "达", "约", NULL};
    const struct proof_text *text = &proof->texts[t];
    size_t at = i + digits, length = proof_any_at(text, at, wrong), end = i;
    uint32_t after = proof_point(text, at + length);
    if (!length || (after && !proof_is_pause(after)))
        return;
    for (size_t k = 0; k < BASE_COUNT(links) - 1; k++) {
        size_t link = i >= 2 ? proof_word_at(text, i - 2, links[k]) : 0;
        if (link == 2)
            end = i - 2;
        else if (end == i && i >= 1 && proof_word_at(text, i - 1, links[k]) == 1)
            end = i - 1;
    }
    for (size_t k = 0; k < BASE_COUNT(counted); k++)
        for (size_t n = 0; n < BASE_COUNT(counted[k].nouns) && counted[k].nouns[n]; n++) {
            size_t noun = text_count(counted[k].nouns[n], strlen(counted[k].nouns[n]));
            if (noun > end || !proof_word_at(text, end - noun, counted[k].nouns[n]))
                continue;
            find(proof, &PRF008, t, i, at + length,
                 arena_printf(proof->arena, "是不是“%s%s”？", proof_copy(proof, text, i, digits),
                              counted[k].right));
            return;
        }
}

void proof_rule_amounts(struct proof *proof)
{
    for (size_t t = 0; t < proof->count; t++) {
        const struct proof_text *text = &proof->texts[t];
        for (size_t i = 0; i < text->count; i++) {
            rule_about(proof, t, i);
            rule_sign(proof, t, i);
            size_t digits = proof_number_length(text, i);
            if (!digits || (i > 0 && text->points[i - 1] < 0x80 && text->points[i - 1] > ' '))
                continue;
            rule_remainder(proof, t, i, digits);
            rule_measure(proof, t, i, digits);
            rule_counted(proof, t, i, digits);
            i += digits - 1;
        }
    }
}

/* ---- units: not standard, or two names for one ---- */

static const struct {
    const char *word, *other; /* `other` NULL: the word itself is not standard, use `instead` */
    const char *instead;
} units[] = {
    {"平米", NULL, "平方米"},       {"立米", NULL, "立方米"}, {"公升", NULL, "升"},
    {"平方公里", "平方千米", NULL}, {"公里", "千米", NULL},   {"公斤", "千克", NULL},
};

struct unit_place {
    size_t text, at, length;
    bool found;
};

/* The first number with this unit behind it. */
static struct unit_place find_unit(const struct proof *proof, const char *unit)
{
    for (size_t t = 0; t < proof->count; t++) {
        const struct proof_text *text = &proof->texts[t];
        for (size_t i = 1; i < text->count; i++) {
            size_t length = proof_word_at(text, i, unit);
            uint32_t before = text->points[i - 1];
            bool number =
                proof_is_digit(before) || before == 0x4E07 || before == 0x4F59 || before == 0x591A;
            if (length && number)
                return (struct unit_place){t, i, length, true};
        }
    }
    return (struct unit_place){0};
}

static void say_not_standard(struct proof *proof, const char *word, const char *instead)
{
    for (size_t t = 0; t < proof->count; t++) {
        const struct proof_text *text = &proof->texts[t];
        for (size_t i = 1; i < text->count; i++) {
            size_t length = proof_word_at(text, i, word);
            if (length && proof_is_digit(text->points[i - 1]))
                find(proof, &PRF006, t, i, i + length,
                     arena_printf(proof->arena, "写作“%s”", instead));
        }
    }
}

static void say_drift(struct proof *proof, const char *one, const char *other)
{
    struct unit_place a = find_unit(proof, one), b = find_unit(proof, other);
    if (!a.found || !b.found)
        return;
    bool later = b.text > a.text || (b.text == a.text && b.at > a.at);
    const struct unit_place *second = later ? &b : &a, *first = later ? &a : &b;
    find(proof, &PRF006, second->text, second->at, second->at + second->length,
         arena_printf(proof->arena, "第 %ld 行写的是“%s”，全文统一用一种",
                      proof->texts[first->text].part->place.line, later ? one : other));
}

void proof_rule_units(struct proof *proof)
{
    for (size_t k = 0; k < BASE_COUNT(units); k++) {
        if (units[k].other)
            say_drift(proof, units[k].word, units[k].other);
        else if (units[k].instead)
            say_not_standard(proof, units[k].word, units[k].instead);
    }
}
