/* Personal data that should have been masked: ID numbers, telephones, names of people in need. */
#include <string.h>

#include <huibao/value.h>

#include "proof.h"

static bool is_boundary(const struct proof_text *text, size_t i)
{
    uint32_t point = proof_point(text, i);
    bool word =
        proof_is_digit(point) || (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z');
    return !word;
}

/* 身份证号码：…: a number that is called so is one, even with a slip in it. */
static bool is_called_id(const struct proof_text *text, size_t i)
{
    for (size_t back = 3; back <= 8 && back <= i; back++)
        if (proof_word_at(text, i - back, "身份证"))
            return true;
    return false;
}

/* 18 characters at i that are an ID number; people type its X in either case. */
static bool is_id_number(const struct proof_text *text, size_t i)
{
    enum { LENGTH = 18 };
    char number[LENGTH + 1] = {0};
    for (size_t k = 0; k < LENGTH; k++) {
        uint32_t point = proof_point(text, i + k);
        if (!proof_is_digit(point) && point != 'X' && point != 'x')
            return false;
        number[k] = point == 'x' ? 'X' : (char)point;
    }
    return is_boundary(text, i + LENGTH) &&
           (is_called_id(text, i) || (value_id_card_shape(number) && value_id_card_check(number)));
}

static bool is_mobile(const struct proof_text *text, size_t i)
{
    if (proof_point(text, i) != '1' || proof_point(text, i + 1) < '3')
        return false;
    for (size_t k = 1; k < 11; k++)
        if (!proof_is_digit(proof_point(text, i + k)))
            return false;
    return is_boundary(text, i + 11);
}

static void say_number(struct proof *proof, size_t t, size_t i, size_t length, const char *what)
{
    const struct proof_text *text = &proof->texts[t];
    struct proof_finding *finding = proof_find(proof, &PRF015, t, i, length);
    /* The message does not spread what it warns of. */
    size_t head = length == 18 ? 6 : 3;
    const char *shown = arena_printf(proof->arena, "%s****%s", proof_copy(proof, text, i, head),
                                     proof_copy(proof, text, i + length - 4, 4));
    proof_args(proof, finding, DIAG_ARGS(what, shown));
    finding->hint = "遮盖中间的数字，或者不写";
}

/* ---- names ---- */

static const char *const people[] = {
    "低保户",     "困难户",       "特困户",   "贫困户",       "五保户",   "特困人员",
    "低保对象",   "残疾人",       "刑释人员", "刑满释放人员", "矫正对象", "社区矫正对象",
    "精神病患者", "精神障碍患者", "吸毒人员", "上访户",       "上访人",   "信访人",
    "独居老人",   "孤寡老人",     "空巢老人", "留守儿童",     "困难群众", "困境儿童",
    "失独老人",   "重病患者",     NULL};

static const char surnames[] =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范廖石贾夏韦付邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱"
    "严覃武戴莫孔向汤";

static bool is_surname(uint32_t point)
{
    char bytes[5] = {0};
    text_encode(point, bytes);
    return proof_is_han(point) && strstr(surnames, bytes) != NULL;
}

/* What may follow a name, and what shows that it is none. */
static bool ends_name(const struct proof_text *text, size_t i)
{
    static const char *const afters[] = {
        "家", "同志", "等", "一家", "夫妇", "老人", "、", "，",   "。",   "；", "（",
        "(",  ",",    "和", "因",   "女士", "先生", "患", "住院", "反映", "户", NULL};
    return i >= text->count || proof_any_at(text, i, afters) > 0;
}

/* 李强家，: what ends a name is no third character of it. */
static bool is_part_of_what_follows(const struct proof_text *text, size_t i)
{
    static const char *const afters[] = {"家", "等", "和", "因", "患", "户", NULL};
    return proof_any_at(text, i, afters) > 0;
}

static bool is_name(const struct proof_text *text, size_t i, size_t length)
{
    static const char *const masks[] = {"某", "*", "×", "X", "x", NULL};
    for (size_t k = 1; k < length; k++)
        if (!proof_is_han(proof_point(text, i + k)) || proof_any_at(text, i + k, masks))
            return false;
    return ends_name(text, i + length);
}

static size_t name_at(const struct proof_text *text, size_t i)
{
    static const char *const compounds[] = {"欧阳", "司马", "上官", "诸葛", "皇甫", "令狐", NULL};
    /* words that begin with a surname */
    static const char *const words[] = {"高度", "马上", "张贴", "方便", "严重", "严格", "任何",
                                        "周边", "周围", "常年", "程度", "万元", NULL};
    bool compound = proof_any_at(text, i, compounds) > 0;
    if ((!compound && !is_surname(proof_point(text, i))) || proof_any_at(text, i, words))
        return 0;
    if (compound)
        return is_name(text, i, 4) ? 4 : is_name(text, i, 3) ? 3 : 0;
    bool two = is_name(text, i, 2), three = is_name(text, i, 3);
    if (two && is_part_of_what_follows(text, i + 2))
        return 2;
    return three ? 3 : two ? 2 : 0;
}

static void look_name(struct proof *proof, size_t t, size_t i)
{
    const struct proof_text *text = &proof->texts[t];
    size_t word = proof_any_at(text, i, people);
    size_t length = word ? name_at(text, i + word) : 0;
    if (!length)
        return;
    struct proof_finding *finding = proof_find(proof, &PRF016, t, i + word, length);
    proof_args(proof, finding,
               DIAG_ARGS(arena_printf(proof->arena, "%s某", proof_copy(proof, text, i + word, 1))));
    finding->hint = "写作“张某某”，或者不写姓名";
}

void proof_rule_persons(struct proof *proof)
{
    for (size_t t = 0; t < proof->count; t++) {
        const struct proof_text *text = &proof->texts[t];
        for (size_t i = 0; i < text->count; i++) {
            bool begins = proof_is_digit(text->points[i]) && (i == 0 || is_boundary(text, i - 1));
            if (begins && is_id_number(text, i))
                say_number(proof, t, i, 18, "身份证号");
            else if (begins && is_mobile(text, i))
                say_number(proof, t, i, 11, "手机号");
            look_name(proof, t, i);
        }
    }
}
