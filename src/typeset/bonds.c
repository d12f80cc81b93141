/*
 * Words and what holds between them. ICU's dictionary finds the words of the language; what it cannot
 * know is added here: the compounds of the trade (words.c), names of places, which are rows of single
 * characters before 区, 街道 or 社区, and single characters that belong to the word beside them (会,
 * 处, 员; 近, 反). The edges then get their bond from the kinds of the two words that meet there.
 */
#include "bonds.h"

#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <huibao/base.h>

#include "words.h"

enum word_kind {
    WORD_OTHER,
    WORD_CONTENT, /* two characters and more */
    WORD_SINGLE,  /* one that is no word by itself */
    WORD_SUFFIX,  /* 会 处 员: part of the word before */
    WORD_PLACE,   /* 街道 社区 区: ends a name */
    WORD_ORGAN,   /* 办事处 民政局: continues one */
    WORD_HEAD,    /* 情况 工作 */
    WORD_LEAD,    /* 关于 对 为: belongs to what follows */
    WORD_VERB,    /* 推进 做好: likewise */
    WORD_LINK,    /* 和 与 及 */
    WORD_TAIL,    /* 的 等 了: belongs to what is before */
    WORD_TIME,    /* 上半年 第三季度: goes with the year before */
    WORD_ORDINAL, /* 第五次 第二批: goes with what is counted */
    WORD_NUMBER,  /* with unit */
    WORD_OPEN,
    WORD_CLOSE,
    WORD_PAUSE, /* 、 ， */
    WORD_KINDS
};

struct word {
    size_t first, end; /* items */
    enum word_kind kind;
};

enum edge {
    EDGE_NONE,
    EDGE_WORD,
    EDGE_IN_LISTED, /* between the parts of a listed word */
    EDGE_IN_BOTH /* and of a listed word in it: 基本|医疗保险 in 城乡居民基本医疗保险 */
};

struct words {
    struct para *para;
    uint8_t *edges; /* before item k */
    struct word *list;
    size_t count;
};

struct word_breaker {
    UBreakIterator *words; /* NULL: ICU has no data; the list alone must do */
    UText *text;
};

static void breaker_done(void *object)
{
    struct word_breaker *breaker = object;
    ubrk_close(breaker->words);
    utext_close(breaker->text);
}

static struct word_breaker *para_breaker(struct para *para)
{
    if (para->breaker)
        return para->breaker;
    UErrorCode status = U_ZERO_ERROR;
    struct word_breaker *breaker = arena_alloc(para->arena, sizeof *breaker);
    breaker->words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
    if (U_FAILURE(status))
        breaker->words = NULL;
    arena_on_free(para->arena, breaker_done, breaker);
    para->breaker = breaker;
    return breaker;
}

/* ---- edges ---- */

static bool is_han(const struct para *para, size_t k)
{
    return k < para->count && para->items[k].class == CLASS_HAN;
}

/* Whether items [first, end) are one of the words, which are separated by blanks. */
static bool is_one_of(const struct para *para, size_t first, size_t end, const char *set)
{
    const char *text = para->text + para->items[first].text;
    const struct para_item *last = &para->items[end - 1];
    size_t length = last->text + last->bytes - para->items[first].text;
    for (const char *at = set; *at; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        if (size == length && memcmp(at, text, size) == 0)
            return true;
        at += size;
    }
    return false;
}

static void edges_of_dictionary(struct words *words)
{
    struct para *para = words->para;
    struct word_breaker *breaker = para_breaker(para);
    UErrorCode status = U_ZERO_ERROR;
    if (!breaker->words)
        return;
    breaker->text = utext_openUTF8(breaker->text, para->text, (int64_t)para->text_length, &status);
    ubrk_setUText(breaker->words, breaker->text, &status);
    if (U_FAILURE(status))
        return;
    size_t k = 0;
    for (int32_t at = ubrk_first(breaker->words); at != UBRK_DONE; at = ubrk_next(breaker->words)) {
        while (k < para->count && para->items[k].text < (uint32_t)at)
            k++;
        if (k < para->count && para->items[k].text == (uint32_t)at)
            words->edges[k] = EDGE_WORD;
    }
}

/* Around everything that is not Han, and after a number with its unit; none in a number. */
static void edges_of_classes(struct words *words)
{
    const struct para *para = words->para;
    bool number = false;
    for (size_t k = 0; k <= para->count; k++) {
        bool bound = k > 0 && k < para->count && para->items[k - 1].penalty >= PENALTY_DATE;
        if (bound && number) {
            words->edges[k] = 0;
            continue;
        }
        if (number || !is_han(para, k) || (k > 0 && !is_han(para, k - 1)))
            words->edges[k] = EDGE_WORD;
        number = k < para->count && para->items[k].class == CLASS_DIGIT;
    }
}

static size_t listed_length(const struct para *para, size_t k, size_t end)
{
    uint32_t at = para->items[k].text;
    uint32_t to = end < para->count ? para->items[end].text : (uint32_t)para->text_length;
    size_t bytes = typeset_word_match(para->text + at, to - at);
    return bytes ? text_count(para->text + at, bytes) : 0;
}

/* The parts of a listed word that are listed themselves hold together more firmly than they do. */
static void edges_of_parts(struct words *words, size_t first, size_t end)
{
    for (size_t k = first; k < end; k++) {
        size_t length = listed_length(words->para, k, k == first ? end - 1 : end);
        for (size_t i = k + 1; (k == first || words->edges[k]) && i < k + length; i++)
            if (words->edges[i] == EDGE_IN_LISTED)
                words->edges[i] = EDGE_IN_BOTH;
    }
}

/*
 * A listed word is one, and where it begins or ends a word does. Listed words that share a part (社区康复,
 * 康复服务) join, so that none of them is parted for the other's sake.
 */
static void edges_of_list(struct words *words)
{
    const struct para *para = words->para;
    uint8_t *edges = words->edges;
    size_t listed = 0; /* up to here */
    for (size_t k = 0; k < para->count; k++) {
        size_t length = listed_length(para, k, para->count);
        size_t end = k + length;
        bool begins = edges[k] || (k >= listed && length && edges[end]);
        if (length < 2 || !begins || end <= listed)
            continue;
        edges[k] = k < listed ? EDGE_IN_LISTED : EDGE_WORD;
        for (size_t i = k + 1; i < end; i++)
            edges[i] = edges[i] && length > 2 ? EDGE_IN_LISTED : EDGE_NONE;
        edges[end] = EDGE_WORD;
        edges_of_parts(words, k, end);
        listed = end;
    }
}

/* ---- words ---- */

static enum word_kind kind_of_single(const struct para *para, size_t k)
{
    if (is_one_of(para, k, k + 1, "的 了 等 之 中 内"))
        return WORD_TAIL;
    if (is_one_of(para, k, k + 1, "和 与 及 或"))
        return WORD_LINK;
    if (is_one_of(para, k, k + 1, "对 为 在 向 从 到 以 由 将 把 暨 并 给 按 至"))
        return WORD_LEAD;
    if (is_one_of(para, k, k + 1, "省 市 区 县 旗 州 镇 乡 村"))
        return WORD_PLACE;
    if (is_one_of(
            para, k, k + 1,
            "会 处 局 所 院 站 厅 部 委 办 室 科 队 组 员 者 户 性 化 型 式 率 度 量 费 金 级 "
            "类 批 次 期 届 制 法 书 函 表 册 点 园 馆 厂 店 楼 家 人 们 稿 难 节 史 工 网 证"))
        return WORD_SUFFIX;
    return WORD_SINGLE;
}

static enum word_kind kind_of_han(const struct para *para, size_t first, size_t end)
{
    if (end - first == 1)
        return kind_of_single(para, first);
    if (is_one_of(para, first, end, "关于 对于 根据 按照 为了 以及 及其"))
        return WORD_LEAD;
    if (is_one_of(
            para, first, end,
            "推动 推进 促进 加强 做好 开展 落实 贯彻 深化 印发 报送 召开 举办 解决 调整 提高 公布 "
            "下达 拨付 成立 建立 表彰 申请 规范 创建 组织 进一步 认真 切实 深入"))
        return WORD_VERB;
    if (is_one_of(para, first, end, "街道 社区 小区 地区 新区"))
        return WORD_PLACE;
    if (is_one_of(para, first, end,
                  "办事处 街道办事处 党工委 党委 党总支 党支部 党组织 人民政府 政府 居委会 村委会 "
                  "委员会 民政局 司法局 教育局 统计局 财政局 公安局 管理局 "
                  "检察院 法院 人民检察院 人民法院 办公室"))
        return WORD_ORGAN;
    if (is_one_of(para, first, end,
                  "上半年 下半年 年度 季度 第一季度 第二季度 第三季度 第四季度 春季 夏季 秋季 冬季 "
                  "月份 期间"))
        return WORD_TIME;
    if (para->items[first].codepoint == 0x7B2C) /* 第 */
        return WORD_ORDINAL;
    if (is_one_of(para, first, end, "情况 工作 活动 问题 结果 事项"))
        return WORD_HEAD;
    return WORD_CONTENT;
}

static enum word_kind kind_of(const struct para *para, size_t first, size_t end)
{
    static const uint8_t by_class[CLASS_COUNT] = {
        [CLASS_DIGIT] = WORD_NUMBER, [CLASS_OPEN] = WORD_OPEN,   [CLASS_LATIN_OPEN] = WORD_OPEN,
        [CLASS_CLOSE] = WORD_CLOSE,  [CLASS_COMMA] = WORD_PAUSE, [CLASS_LATIN_CLOSE] = WORD_CLOSE,
        [CLASS_STOP] = WORD_PAUSE,   [CLASS_DASH] = WORD_PAUSE,  [CLASS_SPACE] = WORD_PAUSE,
    };
    return is_han(para, first) ? kind_of_han(para, first, end)
                               : (enum word_kind)by_class[para->items[first].class];
}

static void words_collect(struct words *words)
{
    const struct para *para = words->para;
    size_t first = 0;
    for (size_t k = 1; k <= para->count; k++) {
        if (words->edges[k] != EDGE_WORD)
            continue;
        words->list[words->count++] = (struct word){first, k, kind_of(para, first, k)};
        first = k;
    }
}

/* ---- bonds ---- */

static bool is_content(enum word_kind kind)
{
    return kind == WORD_CONTENT || kind == WORD_SINGLE || kind == WORD_SUFFIX ||
           kind == WORD_HEAD || kind == WORD_VERB;
}

static enum word_kind kind_at(const struct words *words, size_t w)
{
    return w < words->count ? words->list[w].kind : WORD_OTHER;
}

/* 望澜街道, 栖云区: a place with its name, not 城市社区 in the middle of a phrase. */
static bool is_named_place(const struct words *words, size_t w)
{
    if (kind_at(words, w) != WORD_PLACE || w == 0 || !is_content(words->list[w - 1].kind))
        return false;
    size_t k = w - 1;
    while (k > 0 && words->list[k].kind == WORD_SINGLE && words->list[k - 1].kind == WORD_SINGLE)
        k--;
    if (k == 0)
        return true;
    enum word_kind before = words->list[k - 1].kind;
    return before == WORD_LEAD || before == WORD_PLACE || before == WORD_PAUSE ||
           before == WORD_OPEN || words->list[w - 1].kind == WORD_SINGLE;
}

/* A row of single characters is mostly words of two that the dictionary lacks: 减负增效. If their
   number is odd, the first belongs to the word before the row: 传染病|防控. */
static size_t row_first(const struct words *words, size_t w)
{
    while (w > 0 && kind_at(words, w - 1) == WORD_SINGLE)
        w--;
    return w;
}

static bool row_joins_left(const struct words *words, size_t first)
{
    size_t end = first;
    while (kind_at(words, end) == WORD_SINGLE)
        end++;
    return (end - first) % 2 == 1 && first > 0 && kind_at(words, first - 1) == WORD_CONTENT &&
           kind_at(words, end) != WORD_PLACE && kind_at(words, end) != WORD_SUFFIX;
}

static enum typeset_bond bond_before_single(const struct words *words, size_t w)
{
    size_t first = row_first(words, w);
    bool joins = row_joins_left(words, first);
    if (w > first)
        return (w - first - joins) % 2 == 0 && kind_at(words, w + 1) == WORD_SINGLE ? BOND_COMPOUND
                                                                                    : BOND_INSIDE;
    if (joins)
        return BOND_AFFIX;
    return kind_at(words, w - 1) == WORD_PLACE ? BOND_NAME : BOND_WORD;
}

static enum typeset_bond bond_after_single(const struct words *words, size_t w)
{
    size_t first = row_first(words, w);
    return w - first > 1 ? BOND_WORD : BOND_AFFIX; /* 近|三年, 停车难|问题 */
}

static enum typeset_bond bond_after_place(const struct words *words, size_t w)
{
    enum word_kind right = kind_at(words, w);
    if (right == WORD_ORGAN || right == WORD_SUFFIX)
        return BOND_AFFIX;
    if (right == WORD_HEAD)
        return BOND_HEAD;
    return is_named_place(words, w - 1) ? BOND_NAME : BOND_COMPOUND;
}

/* 加强|管理 is one thing to say, and so it begins a phrase; not so in 推进|情况. */
static enum typeset_bond bond_of_verb(const struct words *words, size_t w)
{
    enum word_kind right = kind_at(words, w);
    enum word_kind next = kind_at(words, w + 1);
    if (kind_at(words, w - 1) == WORD_VERB)
        return right == WORD_NUMBER || right == WORD_OPEN ? BOND_WORD : BOND_AFFIX;
    return next == WORD_HEAD || next == WORD_TAIL || next == WORD_OTHER ? BOND_HEAD : BOND_NAME;
}

static bool is_half(const struct words *words, size_t w)
{
    return kind_at(words, w) == WORD_CONTENT && words->list[w].end - words->list[w].first == 2;
}

/* Words of two characters go in pairs (消防 通道, 地质 灾害), counted from where their row begins. */
static enum typeset_bond bond_in_row(const struct words *words, size_t w)
{
    size_t first = w;
    while (first > 0 && is_half(words, first - 1))
        first--;
    return is_half(words, w) && (w - first) % 2 == 1 ? BOND_COMPOUND : BOND_WORD;
}

/* Where the words on both sides have a meaning of their own. */
static enum typeset_bond bond_of_content(const struct words *words, size_t w)
{
    static const uint8_t by_right[WORD_KINDS] = {[WORD_PLACE] = BOND_INSIDE,
                                                 [WORD_SUFFIX] = BOND_INSIDE,
                                                 [WORD_HEAD] = BOND_HEAD,
                                                 [WORD_ORGAN] = BOND_AFFIX};
    enum word_kind left = kind_at(words, w - 1);
    enum word_kind right = kind_at(words, w);
    if (by_right[right])
        return by_right[right];
    if (right == WORD_SINGLE)
        return bond_before_single(words, w);
    if (left == WORD_SINGLE)
        return bond_after_single(words, w);
    return left == WORD_ORGAN ? BOND_NAME : bond_in_row(words, w);
}

/* What the word on the right decides, then the one on the left. */
static enum typeset_bond bond_before(const struct words *words, size_t w)
{
    static const uint8_t by_right[WORD_KINDS] = {
        [WORD_TAIL] = BOND_PARTICLE, [WORD_LINK] = BOND_PARTICLE, [WORD_CLOSE] = BOND_INSIDE,
        [WORD_PAUSE] = BOND_INSIDE,  [WORD_LEAD] = BOND_PHRASE,   [WORD_NUMBER] = BOND_PHRASE,
        [WORD_OPEN] = BOND_PHRASE,   [WORD_TIME] = BOND_WORD,     [WORD_ORDINAL] = BOND_PHRASE,
    };
    static const uint8_t by_left[WORD_KINDS] = {
        [WORD_TAIL] = BOND_PHRASE, [WORD_LINK] = BOND_PHRASE, [WORD_PAUSE] = BOND_PHRASE,
        [WORD_TIME] = BOND_PHRASE, [WORD_NUMBER] = BOND_WORD, [WORD_LEAD] = BOND_AFFIX,
        [WORD_OPEN] = BOND_INSIDE, [WORD_CLOSE] = BOND_HEAD,  [WORD_ORDINAL] = BOND_COMPOUND,
    };
    enum word_kind left = kind_at(words, w - 1);
    enum word_kind right = kind_at(words, w);
    enum typeset_bond bond = by_right[right];
    if (right == WORD_TIME && left == WORD_NUMBER)
        return BOND_AFFIX;
    if (bond == BOND_PHRASE && left == WORD_LEAD)
        return BOND_AFFIX;
    if (bond == BOND_PHRASE && left == WORD_VERB)
        return bond_of_verb(words, w);
    if (bond == BOND_PHRASE && left == WORD_SINGLE)
        return BOND_WORD;
    if (bond)
        return bond;
    if (right == WORD_SUFFIX)
        return BOND_INSIDE;
    if (left == WORD_CLOSE && right == WORD_VERB)
        return BOND_NAME;
    if (by_left[left])
        return by_left[left];
    if (left == WORD_VERB || right == WORD_VERB)
        return bond_of_verb(words, w);
    return left == WORD_PLACE ? bond_after_place(words, w) : bond_of_content(words, w);
}

void typeset_bonds(struct para *para, uint8_t *bonds)
{
    struct words words = {.para = para};
    para->words = typeset_para_room(para, para->words, para->count + 1, &para->word_capacity,
                                    sizeof *para->words);
    words.list = para->words;
    words.edges = bonds; /* until the words are known */
    memset(bonds, 0, para->count + 1);
    edges_of_dictionary(&words);
    edges_of_classes(&words);
    edges_of_list(&words);
    words_collect(&words);
    uint8_t before = EDGE_WORD; /* the edge before k − 1, which its bond takes the place of */
    for (size_t k = 0; k <= para->count; k++) {
        uint8_t edge = words.edges[k], after = k < para->count ? words.edges[k + 1] : EDGE_WORD;
        bool parts = edge >= EDGE_IN_LISTED && !before && !after; /* not 网格|化 */
        bonds[k] = !parts ? BOND_INSIDE : edge == EDGE_IN_BOTH ? BOND_AFFIX : BOND_COMPOUND;
        before = edge;
    }
    for (size_t w = 0; w < words.count; w++)
        if (words.list[w].kind == WORD_ORGAN)
            memset(&bonds[words.list[w].first], BOND_INSIDE,
                   words.list[w].end - words.list[w].first);
    for (size_t w = 1; w < words.count; w++)
        bonds[words.list[w].first] = (uint8_t)bond_before(&words, w);
}

void typeset_bonds_prefer(struct para *para, int32_t in_word)
{
    const int32_t costs[BOND_COUNT] = {
        [BOND_AFFIX] = in_word / 2, [BOND_PARTICLE] = in_word / 3, [BOND_INSIDE] = in_word};
    para->bonds = typeset_para_room(para, para->bonds, para->count + 1, &para->bond_capacity, 1);
    typeset_bonds(para, para->bonds);
    for (size_t k = 1; k < para->count; k++)
        if (para->items[k - 1].penalty < PENALTY_URL)
            para->items[k - 1].penalty += costs[para->bonds[k]];
}
