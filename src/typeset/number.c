/*
 * Numbers that stay together: with their sign, unit or measure word, in ordinals, ranges, dates and
 * document numbers. Sources: GB/T 15835-2011 §5 (one number, one line), layout practice for units.
 * No open engine keeps these; they are relaxed (PENALTY_RELAX) only when a line gets too loose.
 */
#include "para.h"

#include <string.h>

#include <huibao/base.h>

/* Units and measure words, longer ones first where one begins another. */
static const char *const units[] = {
    "个百分点", "百分点", "平方公里", "平方千米", "平方米", "立方米", "个工作日", "工作日",
    "公里",     "千米",   "厘米",     "毫米",     "公斤",   "千克",   "公顷",     "千瓦时",
    "千瓦",     "小时",   "分钟",     "季度",     "个月",   "月份",   "年度",     "年级",
    "周年",     "周岁",   "岁以上",   "人次",     "户次",   "件次",   "场次",     "家次",
    "台次",     "车次",   "人份",     "名次",     "美元",   "欧元",   "港元",     "日元",
    "块钱",     "元整",   "课时",     "英里",     "户",     "人",     "名",       "个",
    "家",       "件",     "起",       "次",       "场",     "处",     "份",       "栋",
    "支",       "元",     "角",       "分",       "年",     "月",     "日",       "时",
    "秒",       "点",     "度",       "米",       "吨",     "升",     "亩",       "套",
    "台",       "辆",     "间",       "座",       "条",     "项",     "期",       "批",
    "类",       "位",     "所",       "层",       "楼",     "岁",     "倍",       "成",
    "周",       "天",     "届",       "级",       "号",     "篇",     "组",       "只",
    "对",       "张",     "幅",       "册",       "本",     "卷",     "章",       "节",
    "款",       "班",     "队",       "站",       "路",     "片",     "块",       "根",
    "棵",       "株",     "头",       "匹",       "口",     "桶",     "箱",       "包",
    "瓶",       "盒",     "袋",       "句",       "字",     "页",     "行",       "列",
    "格",       "克",     "斤",       "里",       "尺",     "寸",     "丈",       "顷",
    "平",       "课",     "代",       "轮",       "步",     "种",     "门",       "把",
    "任",       "杆",     "线",       "村",       "里",     "折",     "股",       "笔",
    "宗",       "例",     "则",       "封",       "发",     "艘",     "架",       "枚",
    "面",       "盏",     "道",       "室",       "户籍",
};

static bool is_one_of(uint32_t codepoint, const char *set)
{
    char bytes[5] = {0};
    return text_encode(codepoint, bytes) > 1 && strstr(set, bytes) != NULL;
}

static bool is_digit(const struct para *para, size_t i)
{
    return i < para->count && para->items[i].class == CLASS_DIGIT;
}

static uint32_t codepoint_at(const struct para *para, size_t i)
{
    return i < para->count ? para->items[i].codepoint : 0;
}

/* Items [first, end) stay together. */
static void bind(struct para *para, size_t first, size_t end, int32_t penalty)
{
    for (size_t i = first; i + 1 < end && i + 1 < para->count; i++)
        if (para->items[i].penalty < penalty)
            para->items[i].penalty = penalty;
}

/* Index after the unit that begins at item i, or i when there is none. */
static size_t unit_end(const struct para *para, size_t i)
{
    if (i >= para->count)
        return i;
    if (para->items[i].class == CLASS_UNIT_SIGN || para->items[i].class == CLASS_POSTFIX)
        return i + 1;
    const char *text = para->text + para->items[i].text;
    size_t rest = para->text_length - para->items[i].text;
    for (size_t u = 0; u < BASE_COUNT(units); u++) {
        if (units[u][0] != text[0] || units[u][1] != text[1])
            continue;
        size_t length = strlen(units[u]);
        if (length <= rest && memcmp(text, units[u], length) == 0)
            return i + text_count(units[u], length);
    }
    return i;
}

/* After a number: 余 多, 十百千万亿, 余 多, then a unit: 3.5万元, 200余人, 12亿多立方米. */
static size_t quantity_end(const struct para *para, size_t i)
{
    size_t end = i;
    while (end < para->count && is_one_of(para->items[end].codepoint, "余多来几"))
        end++;
    while (end < para->count && is_one_of(para->items[end].codepoint, "十百千万亿"))
        end++;
    while (end < para->count && end > i && is_one_of(para->items[end].codepoint, "余多"))
        end++;
    return unit_end(para, end);
}

static bool is_connector(const struct para_item *item)
{
    return item->class == CLASS_CONNECT || item->class == CLASS_DASH || item->class == CLASS_HYPHEN;
}

/* Where the number that begins at `first` ends: digits, their separators, ranges of them. */
static size_t number_end(struct para *para, size_t first)
{
    size_t i = first;
    for (;;) {
        while (is_digit(para, i))
            i++;
        if (i >= para->count)
            return i;
        const struct para_item *item = &para->items[i];
        bool separator = item->class == CLASS_LATIN_CLOSE || item->class == CLASS_LATIN_SYMBOL ||
                         item->class == CLASS_GLUE || item->codepoint == 0xFF0E ||
                         item->codepoint == 0xFF0C;
        /* ，between Latin digits is punctuation; between full-width digits it groups them. */
        if (item->codepoint == 0xFF0C && !(i > 0 && para->items[i - 1].wide))
            separator = false;
        if ((separator || is_connector(item)) && is_digit(para, i + 1)) {
            i++;
            continue;
        }
        if (item->class == CLASS_POSTFIX && i + 1 < para->count && is_connector(&item[1]) &&
            is_digit(para, i + 2)) {
            i += 2;
            continue;
        }
        return i;
    }
}

static size_t bind_number(struct para *para, size_t first)
{
    size_t start = first;
    if (start > 0 && para->items[start - 1].class == CLASS_SIGN)
        start--;
    /* 〔2026〕3号, 第3条 */
    if (start > 0 && is_one_of(para->items[start - 1].codepoint, "〕］第"))
        start--;
    size_t end = number_end(para, first);
    size_t quantity = quantity_end(para, end);
    bind(para, start, end, PENALTY_FIRM);
    bind(para, end, quantity, PENALTY_FIRM);
    bind(para, end - 1, quantity, PENALTY_RELAX);
    /* 2026年|1月|5日: each part whole, better all together. */
    if (quantity == end + 1 && is_one_of(codepoint_at(para, end), "年月") &&
        is_digit(para, quantity) && para->items[end].penalty == 0)
        para->items[end].penalty = PENALTY_DATE;
    return quantity > first ? quantity : first + 1;
}

/* 第三季度, 第十二条: an ordinal in Chinese numerals. */
static size_t bind_ordinal(struct para *para, size_t first)
{
    size_t end = first + 1;
    while (end < para->count &&
           is_one_of(para->items[end].codepoint, "一二三四五六七八九十百千零〇两"))
        end++;
    if (end == first + 1)
        return end;
    end = unit_end(para, end);
    bind(para, first, end, PENALTY_FIRM);
    return end;
}

void typeset_break_numbers(struct para *para)
{
    for (size_t i = 0; i < para->count;) {
        if (is_digit(para, i))
            i = bind_number(para, i);
        else if (para->items[i].codepoint == 0x7B2C) /* 第 */
            i = bind_ordinal(para, i);
        else
            i++;
    }
}
