/* Names: surnames by people, given names by the fashion of the birth year. */
#include "sample.h"

#include <stdio.h>
#include <string.h>

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof((array)[0])))

const char *const ethnicity_names[ETHNIC_COUNT] = {"汉族", "彝族", "壮族", "哈尼族", "苗族",
                                                   "回族", "傣族", "白族", "瑶族"};

struct surname {
    const char *text;
    int weight;
};

static const struct surname surnames_common[] = {
    {"李", 84},  {"王", 80}, {"张", 74}, {"杨", 62}, {"刘", 56}, {"陈", 52},  {"赵", 34},
    {"周", 30},  {"黄", 30}, {"何", 24}, {"罗", 22}, {"马", 22}, {"徐", 20},  {"朱", 20},
    {"孙", 20},  {"胡", 18}, {"郭", 18}, {"高", 18}, {"林", 16}, {"段", 16},  {"许", 14},
    {"宋", 14},  {"董", 13}, {"邓", 13}, {"唐", 13}, {"曾", 12}, {"谢", 12},  {"彭", 12},
    {"吴", 34},  {"吕", 8},  {"苏", 9},  {"卢", 9},  {"蒋", 10}, {"蔡", 9},   {"贾", 6},
    {"丁", 8},   {"魏", 9},  {"薛", 5},  {"叶", 8},  {"余", 9},  {"潘", 8},   {"杜", 9},
    {"戴", 6},   {"夏", 6},  {"钟", 7},  {"汪", 7},  {"田", 8},  {"任", 6},   {"姜", 6},
    {"范", 7},   {"方", 7},  {"石", 7},  {"姚", 7},  {"谭", 6},  {"廖", 6},   {"邹", 5},
    {"熊", 6},   {"金", 6},  {"陆", 6},  {"郝", 4},  {"孔", 4},  {"白", 7},   {"崔", 5},
    {"康", 4},   {"毛", 5},  {"邱", 5},  {"秦", 5},  {"江", 5},  {"史", 4},   {"顾", 4},
    {"侯", 4},   {"邵", 4},  {"孟", 4},  {"龙", 6},  {"万", 4},  {"雷", 4},   {"钱", 4},
    {"汤", 4},   {"尹", 5},  {"黎", 4},  {"易", 3},  {"常", 3},  {"武", 3},   {"乔", 3},
    {"贺", 3},   {"赖", 3},  {"龚", 3},  {"文", 3},  {"施", 4},  {"欧阳", 2}, {"司徒", 1},
    {"诸葛", 1}, {"昝", 1},  {"禤", 1},  {"訾", 1},
};
static const struct surname surnames_yi[] = {{"普", 30},  {"李", 30}, {"龙", 16}, {"罗", 14},
                                             {"白", 12},  {"杨", 12}, {"张", 8},  {"沙", 4},
                                             {"吉克", 2}, {"阿苏", 1}};
static const struct surname surnames_zhuang[] = {{"韦", 28}, {"黄", 26}, {"农", 20}, {"陆", 16},
                                                 {"覃", 10}, {"侬", 8},  {"梁", 8},  {"岑", 4}};
static const struct surname surnames_hani[] = {{"李", 30}, {"白", 22}, {"杨", 14}, {"陈", 10},
                                               {"马", 8},  {"普", 8},  {"车", 6},  {"龙", 6}};
static const struct surname surnames_miao[] = {{"杨", 26}, {"熊", 22}, {"陶", 18}, {"王", 16},
                                               {"项", 10}, {"古", 8},  {"侯", 8}};
static const struct surname surnames_hui[] = {{"马", 40}, {"纳", 16}, {"沙", 14}, {"白", 10},
                                              {"林", 8},  {"合", 4},  {"撒", 4},  {"保", 4}};

static const char *const men_old_1[] = {"国", "建", "志", "家", "正", "光", "明", "福", "文",
                                        "永", "德", "绍", "世", "金", "天", "云", "学", "忠"};
static const char *const men_old_2[] = {"华", "明", "强", "荣", "祥", "富", "林", "清", "才",
                                        "昌", "贵", "生", "发", "良", "义", "全", "忠", "民"};
static const char *const women_old_1[] = {"秀", "桂", "玉", "琼", "凤", "美", "惠", "素", "丽",
                                          "云", "金", "兰", "春", "翠", "莲", "淑", "家", "开"};
static const char *const women_old_2[] = {"英", "芬", "珍", "仙", "兰", "芝", "华", "莲", "琼",
                                          "凤", "芳", "香", "美", "珠", "琴", "云", "秀", "梅"};
static const char *const men_mid_1[] = {"建", "志", "文", "永", "海", "小", "家", "云", "俊",
                                        "晓", "春", "伟", "学", "立", "红", "庆", "新", "绍"};
static const char *const men_mid_2[] = {"军", "伟", "勇", "刚", "平", "波", "斌", "辉", "林",
                                        "东", "峰", "涛", "华", "明", "宏", "云", "彬", "武"};
static const char *const women_mid_1[] = {"丽", "晓", "红", "春", "海", "小", "雪", "艳", "云",
                                          "琼", "美", "文", "志", "玉", "慧", "燕", "永", "秋"};
static const char *const women_mid_2[] = {"萍", "芳", "梅", "丽", "娟", "霞", "琼", "红", "英",
                                          "燕", "玲", "敏", "芬", "波", "华", "蓉", "仙", "艳"};
static const char *const men_new_1[] = {"俊", "志", "浩", "宇", "晨", "嘉", "子", "明", "天",
                                        "文", "泽", "智", "鹏", "凯", "家", "思", "云", "绍"};
static const char *const men_new_2[] = {"杰", "豪", "宇", "飞", "涛", "鑫", "龙", "翔", "阳",
                                        "超", "凯", "源", "成", "鹏", "伟", "辉", "远", "铭"};
static const char *const women_new_1[] = {"雨", "思", "佳", "梦", "婷", "雪", "晓", "诗", "静",
                                          "欣", "雅", "文", "慧", "春", "倩", "紫", "海", "玉"};
static const char *const women_new_2[] = {"婷", "娜", "颖", "洁", "琳", "雯", "蕾", "倩", "琪",
                                          "瑶", "燕", "妮", "萍", "怡", "蓉", "丹", "月", "璇"};
static const char *const boys_1[] = {"子", "梓", "浩", "宇", "俊", "奕", "沐", "皓", "铭",
                                     "博", "睿", "一", "泽", "嘉", "承", "景", "煜", "辰"};
static const char *const boys_2[] = {"轩", "宸", "然", "泽", "涵", "睿", "辰", "阳", "霖",
                                     "逸", "航", "熙", "昊", "远", "尧", "诚", "恩", "杰"};
static const char *const girls_1[] = {"梓", "欣", "雨", "诗", "语", "可", "若", "一", "思",
                                      "沐", "依", "芷", "艺", "悦", "钰", "紫", "佳", "星"};
static const char *const girls_2[] = {"涵", "怡", "萱", "桐", "彤", "琪", "妍", "瑶", "馨",
                                      "诺", "汐", "晴", "溪", "菲", "宁", "然", "冉", "晗"};
static const char *const single_men[] = {"伟", "勇", "军", "涛", "斌", "强", "磊", "鹏", "杰",
                                         "波", "辉", "刚", "俊", "凯", "超", "平", "毅", "昆"};
static const char *const single_women[] = {"丽", "敏", "静", "燕", "娟", "芳", "艳", "霞", "玲",
                                           "娜", "萍", "婷", "洁", "琳", "梅", "莉", "蓉", "颖"};

/* Characters of the 通用规范汉字表 that common fonts lack; the last four need GB 18030's four
 * bytes or stand outside the BMP (U+2CC56, U+2B5AE, U+2CD0A). A report must print them. */
static const char *const rare_men[] = {"喆", "昇", "龑",   "瞭",      "阿啰", "子喆", "堃",
                                       "翀", "赟", "𬱖", "子𬱖", "𫖮",   "𬴊", "䶮"};
static const char *const rare_women[] = {"珺", "玥", "瑆",   "玥瑆", "珺瑆", "梓玥", "婳",
                                         "堃", "𫖮", "禤玥", "思珺", "雨喆", "𬱖"};

struct fashion {
    int until; /* last birth year */
    const char *const *first, *const *second;
    int single; /* permille of one-character given names */
};

static const struct fashion fashions_men[] = {{1964, men_old_1, men_old_2, 80},
                                              {1984, men_mid_1, men_mid_2, 260},
                                              {2007, men_new_1, men_new_2, 240},
                                              {9999, boys_1, boys_2, 30}};
static const struct fashion fashions_women[] = {{1964, women_old_1, women_old_2, 40},
                                                {1984, women_mid_1, women_mid_2, 240},
                                                {2007, women_new_1, women_new_2, 240},
                                                {9999, girls_1, girls_2, 20}};

enum { GIVEN = 18 }; /* every table above has this many */

enum ethnicity ethnicity_draw(struct rng *rng)
{
    static const int weights[ETHNIC_COUNT] = {660, 130, 60, 62, 32, 30, 10, 10, 6};
    return (enum ethnicity)rng_pick(rng, weights, ETHNIC_COUNT);
}

static const char *surname_from(struct rng *rng, const struct surname *table, int count)
{
    int total = 0;
    for (int i = 0; i < count; i++) {
        total += table[i].weight;
    }
    int at = rng_below(rng, total);
    int i = 0;
    while (at >= table[i].weight) {
        at -= table[i].weight;
        i++;
    }
    return table[i].text;
}

const char *surname_draw(struct rng *rng, enum ethnicity ethnicity)
{
    switch (ethnicity) {
    case ETHNIC_YI:
        return surname_from(rng, surnames_yi, COUNT_OF(surnames_yi));
    case ETHNIC_ZHUANG:
        return surname_from(rng, surnames_zhuang, COUNT_OF(surnames_zhuang));
    case ETHNIC_HANI:
        return surname_from(rng, surnames_hani, COUNT_OF(surnames_hani));
    case ETHNIC_MIAO:
        return surname_from(rng, surnames_miao, COUNT_OF(surnames_miao));
    case ETHNIC_HUI:
        return surname_from(rng, surnames_hui, COUNT_OF(surnames_hui));
    case ETHNIC_HAN:
    case ETHNIC_DAI:
    case ETHNIC_BAI:
    case ETHNIC_YAO:
    case ETHNIC_COUNT:
        break;
    }
    return surname_from(rng, surnames_common, COUNT_OF(surnames_common));
}

static const struct fashion *fashion_of(bool female, int birth_year)
{
    const struct fashion *fashion = female ? fashions_women : fashions_men;
    while (birth_year > fashion->until) {
        fashion++;
    }
    return fashion;
}

void name_write(struct rng *rng, char *ret_name, size_t size, const char *surname, bool female,
                int birth_year)
{
    if (rng_chance(rng, 4)) {
        const char *rare = female ? rare_women[rng_below(rng, COUNT_OF(rare_women))]
                                  : rare_men[rng_below(rng, COUNT_OF(rare_men))];
        snprintf(ret_name, size, "%s%s", surname, rare);
        return;
    }
    const struct fashion *fashion = fashion_of(female, birth_year);
    if (rng_chance(rng, fashion->single)) {
        const char *given = female ? single_women[rng_below(rng, COUNT_OF(single_women))]
                                   : single_men[rng_below(rng, COUNT_OF(single_men))];
        snprintf(ret_name, size, "%s%s", surname, given);
        return;
    }
    int first = rng_below(rng, GIVEN);
    int second = rng_below(rng, GIVEN);
    while (strcmp(fashion->first[first], fashion->second[second]) == 0) {
        second = (second + 1) % GIVEN;
    }
    snprintf(ret_name, size, "%s%s%s", surname, fashion->first[first], fashion->second[second]);
}

void name_staff(struct rng *rng, char *ret_name, size_t size)
{
    bool female = rng_chance(rng, 560);
    int born = rng_range(rng, 1972, 1999);
    const char *surname = surname_draw(rng, ethnicity_draw(rng));
    name_write(rng, ret_name, size, surname, female, born);
}
