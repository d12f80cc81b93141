/*
 * Units and measure words, as community records and reports use them. What is missing here may be
 * parted from its number; what is here wrongly only keeps two characters together.
 */
#include "units.h"

#include <string.h>

#include <huibao/base.h>

static const char chinese[][13] = {
    /* people, households, places */
    "户", "户次", "户籍", "人", "人次", "人份", "人天", "名", "名次", "位", "口", "家", "家次",
    "对", "代", "届", "任", "组", "队", "班", "级", "年级", "号", "楼", "层", "室", "栋", "幢",
    "单元", "间", "座", "所", "处", "村", "里", "站", "点", "片", "片区", "路", "条", "线", "道",
    "弄", "巷", "床", "张", "个",
    /* things and events */
    "件", "件次", "起", "次", "场", "场次", "回", "遍", "趟", "轮", "批", "批次", "期", "版", "项",
    "类", "大类", "大", "种", "款", "例", "则", "宗", "笔", "单", "桩", "份", "本", "册", "卷",
    "部", "篇", "章", "节", "页", "行", "列", "格", "句", "字", "首", "幅", "封", "枚", "发", "支",
    "只", "台", "台次", "台套", "套", "辆", "辆次", "车次", "架", "艘", "盏", "面", "块", "根",
    "棵", "株", "头", "匹", "桶", "箱", "包", "瓶", "盒", "袋", "杯", "碗", "桌", "把", "杆", "门",
    "步", "档", "折", "股", "成", "倍", "课", "课时", "学时", "学分", "团",
    /* money */
    "元", "元整", "角", "分", "美元", "欧元", "港元", "日元", "英镑", "块钱",
    /* length, area, volume, weight */
    "米", "公里", "千米", "厘米", "毫米", "微米", "里", "尺", "寸", "丈", "英里", "海里", "平",
    "平米", "平方米", "平方公里", "平方千米", "立方", "立方米", "公顷", "亩", "顷", "升", "毫升",
    "吨", "公斤", "千克", "克", "毫克", "斤", "两",
    /* time */
    "年", "年度", "年代", "年份", "年期", "年版", "年初", "年底", "年末", "年内", "年来", "月",
    "月份", "月初", "月底", "月末", "个月", "季度", "周", "周年", "周岁", "岁", "岁以上", "天",
    "日", "日内", "时", "小时", "点", "点钟", "分钟", "秒", "秒钟", "工作日", "个工作日", "世纪",
    "旬",
    /* rates, physics, data */
    "百分点", "个百分点", "千分点", "个千分点", "度", "摄氏度", "度电", "千瓦", "千瓦时", "兆瓦",
    "瓦", "伏", "安", "兆", "分贝", "帕"};

/* Words that begin like a unit and are none: 第一|时间. */
static const char others[][7] = {
    "时间", "时候", "时期", "时段", "人民", "人员", "人才", "人大", "分别", "分类", "分析", "分布",
    "个别", "个人", "个体", "家庭", "家长", "家园", "名单", "期间", "类型", "部分", "部门", "面积",
    "面对", "点击", "级别", "次要", "线上", "线下", "日常", "道路", "路线", "条件", "条例", "项目",
    "行政", "行动", "行业", "单位", "代表", "任务", "组织", "成员", "成效", "成立", "成为", "发展",
    "发现", "发生", "本月", "本期", "包括", "面向", "头脑", "节约"};

static const char latin[][8] = {
    "m",     "cm",    "mm",    "km",   "dm",  "μm",   "nm",   "m²",   "cm²",  "mm²",  "km²",
    "hm²",   "m³",    "cm³",   "dm³",  "m2",  "m3",   "km2",  "ha",   "kg",   "g",    "mg",
    "μg",    "t",     "L",     "l",    "mL",  "ml",   "s",    "min",  "h",    "d",    "ms",
    "kW",    "W",     "MW",    "GW",   "kWh", "MWh",  "kW·h", "MW·h", "V",    "kV",   "A",
    "mA",    "J",     "kJ",    "Pa",   "kPa", "MPa",  "Hz",   "kHz",  "MHz",  "GHz",  "dB",
    "K",     "B",     "KB",    "MB",   "GB",  "TB",   "bps",  "kbps", "Mbps", "Gbps", "mg/L",
    "mg/kg", "μg/m³", "mg/m³", "km/h", "m/s", "m³/d", "m³/h", "t/h",  "px"};

struct word_list {
    const char *words; /* `count` of `width` bytes, each padded with NUL */
    size_t count, width;
};

#define WORD_LIST(array) ((struct word_list){&(array)[0][0], BASE_COUNT(array), sizeof(array)[0]})

/* Bytes of the longest word of the list that `text` begins with. */
static size_t list_match(struct word_list list, const char *text, size_t length)
{
    size_t longest = 0;
    for (size_t i = 0; i < list.count; i++) {
        const char *word = list.words + i * list.width;
        if (word[0] != text[0] || word[1] != text[1] || word[2] != text[2])
            continue;
        size_t bytes = strlen(word);
        if (bytes > longest && bytes <= length && memcmp(word, text, bytes) == 0)
            longest = bytes;
    }
    return longest;
}

size_t typeset_unit_match(const char *text, size_t length)
{
    if (length < 3) /* one Chinese character */
        return 0;
    size_t unit = list_match(WORD_LIST(chinese), text, length);
    return unit && list_match(WORD_LIST(others), text, length) > unit ? 0 : unit;
}

bool typeset_unit_latin(const char *text, size_t length)
{
    for (size_t i = 0; i < BASE_COUNT(latin); i++)
        if (strlen(latin[i]) == length && memcmp(latin[i], text, length) == 0)
            return true;
    return false;
}
