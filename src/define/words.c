#include "words.h"

#include <huibao/define_table.h>

#define OTHERS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define SCHEMA(where, keys)                                                                        \
    {                                                                                              \
        where, keys, sizeof(keys) / sizeof((keys)[0])                                              \
    }
#define LIST(words)                                                                                \
    {                                                                                              \
        words, sizeof(words) / sizeof((words)[0])                                                  \
    }

/* ---- keys ---- */

static const struct key report_keys[] = {
    {{"id", "编号", REPORT_ID, NULL}, KEY_TEXT, true, false},
    {{"title", "标题", REPORT_TITLE, NULL}, KEY_TEXT, true, false},
    {{"summary", "用途", REPORT_SUMMARY, OTHERS("说明")}, KEY_TEXT, false, false},
    {{"style", "版式", REPORT_STYLE, NULL}, KEY_TEXT, false, false},
    {{"salutation", "称谓", REPORT_SALUTATION, OTHERS("主送")}, KEY_TEXT, false, false},
    {{"params", "参数", REPORT_PARAMS, NULL}, KEY_MAP, false, false},
    {{"data", "数据", REPORT_DATA, NULL}, KEY_MAP, false, false},
    {{"signature", "落款", REPORT_SIGNATURE, NULL}, KEY_MAP, false, false},
    {{"deliver", "报送", REPORT_KEYS, NULL}, KEY_ANY, false, true},
    {{"schedule", "定时", REPORT_KEYS, NULL}, KEY_ANY, false, true},
    {{"attachments", "附件", REPORT_KEYS, NULL}, KEY_ANY, false, true},
    {{"letterhead", "版头", REPORT_KEYS, OTHERS("红头")}, KEY_ANY, false, true},
    {{"copies", "抄送", REPORT_KEYS, NULL}, KEY_ANY, false, true},
};
static const struct key param_keys[] = {
    {{"type", "类型", PARAM_TYPE, NULL}, KEY_TEXT, true, false},
    {{"required", "必填", PARAM_REQUIRED, NULL}, KEY_BOOL, false, false},
    {{"default", "默认", PARAM_DEFAULT, OTHERS("默认值")}, KEY_TEXT, false, false},
    {{"label", "说明", PARAM_LABEL, NULL}, KEY_TEXT, false, false},
};
static const struct key report_data_keys[] = {
    {{"sql", "查询", DATASET_SQL, OTHERS("SQL")}, KEY_TEXT, true, false},
    {{"indicators", "指标", DATASET_KEYS, NULL}, KEY_ANY, false, true},
    {{"detail", "明细", DATASET_KEYS, NULL}, KEY_ANY, false, true},
};
static const struct key dataset_keys[] = {
    {{"sql", "查询", DATASET_SQL, OTHERS("SQL")}, KEY_TEXT, false, false},
    {{"indicators", "指标", DATASET_INDICATORS, NULL}, KEY_MAP, false, false},
    {{"detail", "明细", DATASET_KEYS, NULL}, KEY_ANY, false, true},
};
static const struct key indicator_keys[] = {
    {{"unit", "单位", INDICATOR_UNIT, NULL}, KEY_TEXT, false, false},
    {{"decimals", "小数位", INDICATOR_DECIMALS, OTHERS("小数")}, KEY_INTEGER, false, false},
    {{"means", "含义", INDICATOR_MEANS, NULL}, KEY_TEXT, false, false},
    {{"base", "基数", INDICATOR_BASE, NULL}, KEY_NUMBER, false, false},
    {{"expr", "算式", INDICATOR_EXPR, NULL}, KEY_TEXT, false, false},
    {{"format", "格式", INDICATOR_FORMAT, NULL}, KEY_TEXT, false, false},
    {{"required", "必填", INDICATOR_REQUIRED, NULL}, KEY_BOOL, false, false},
    {{"missing", "缺值", INDICATOR_KEYS, NULL}, KEY_ANY, false, true},
};
static const struct key check_keys[] = {
    {{"id", "编号", CHECK_ID, NULL}, KEY_TEXT, true, false},
    {{"rule", "规则", CHECK_RULE, NULL}, KEY_TEXT, true, false},
    {{"preview", "预览", CHECK_PREVIEW, NULL}, KEY_TEXT, false, false},
    {{"publish", "出版", CHECK_PUBLISH, NULL}, KEY_TEXT, false, false},
    {{"upload", "上报", CHECK_UPLOAD, NULL}, KEY_TEXT, false, false},
    {{"says", "说明", CHECK_SAYS, NULL}, KEY_TEXT, true, false},
    {{"tolerance", "容差", CHECK_KEYS, NULL}, KEY_ANY, false, true},
};
static const struct key signature_keys[] = {
    {{"organ", "机关", SIGNATURE_ORGAN, OTHERS("署名")}, KEY_TEXT, true, false},
    {{"date", "日期", SIGNATURE_DATE, NULL}, KEY_TEXT, false, false},
};
static const struct key table_keys[] = {
    {{"data", "数据", TABLE_DATA, NULL}, KEY_TEXT, true, false},
    {{"caption", "表题", TABLE_CAPTION, OTHERS("标题")}, KEY_TEXT, false, false},
    {{"columns", "列", TABLE_COLUMNS, NULL}, KEY_LIST, true, false},
    {{"unit", "单位", TABLE_UNIT, OTHERS("计量单位")}, KEY_TEXT, false, false},
    {{"note", "注", TABLE_NOTE, NULL}, KEY_TEXT, false, false},
    {{"empty", "无数据", TABLE_EMPTY, NULL}, KEY_TEXT, false, false},
    {{"total-label", "合计名", TABLE_TOTAL_LABEL, NULL}, KEY_TEXT, false, false},
    {{"group", "分组", TABLE_KEYS, NULL}, KEY_ANY, false, true},
    {{"cross", "交叉", TABLE_KEYS, NULL}, KEY_ANY, false, true},
    {{"landscape", "横排", TABLE_KEYS, NULL}, KEY_ANY, false, true},
};
static const struct key column_keys[] = {
    {{"title", "标题", COLUMN_TITLE, OTHERS("列名")}, KEY_TEXT, true, false},
    {{"value", "取值", COLUMN_VALUE, NULL}, KEY_TEXT, false, false},
    {{"share", "占比", COLUMN_SHARE, NULL}, KEY_TEXT, false, false},
    {{"format", "格式", COLUMN_FORMAT, NULL}, KEY_TEXT, false, false},
    {{"total", "合计", COLUMN_TOTAL, NULL}, KEY_TEXT, false, false},
    {{"width", "列宽", COLUMN_WIDTH, NULL}, KEY_INTEGER, false, false},
    {{"align", "对齐", COLUMN_ALIGN, NULL}, KEY_TEXT, false, false},
    {{"columns", "下级列", COLUMN_KEYS, NULL}, KEY_ANY, false, true},
};

const struct schema schema_report = SCHEMA("参数区", report_keys);
const struct schema schema_param = SCHEMA("参数", param_keys);
const struct schema schema_report_data = SCHEMA("数据", report_data_keys);
const struct schema schema_dataset = SCHEMA("数据", dataset_keys);
const struct schema schema_indicator = SCHEMA("指标", indicator_keys);
const struct schema schema_check = SCHEMA("审核", check_keys);
const struct schema schema_signature = SCHEMA("落款", signature_keys);
const struct schema schema_table = SCHEMA("表格", table_keys);
const struct schema schema_column = SCHEMA("列", column_keys);

/* ---- values ---- */

static const struct word type_words[] = {
    {"text", "文字", DEFINE_TEXT, NULL},
    {"integer", "整数", DEFINE_INTEGER, NULL},
    {"date", "日期", DEFINE_DATE, OTHERS("日")},
    {"month", "月", DEFINE_MONTH, OTHERS("月份")},
    {"quarter", "季", DEFINE_QUARTER, OTHERS("季度")},
    {"year", "年", DEFINE_YEAR, OTHERS("年度")},
    {"community", "社区", DEFINE_COMMUNITY, NULL},
};
static const struct word verdict_words[] = {
    {"off", "不查", DEFINE_OFF, NULL},
    {"warn", "提示", DEFINE_WARN, NULL},
    {"error", "阻断", DEFINE_BLOCK, NULL},
};
static const struct word total_words[] = {
    {"none", "无", DEFINE_TOTAL_NONE, NULL},
    {"sum", "求和", DEFINE_TOTAL_SUM, NULL},
};
static const struct word align_words[] = {
    {"auto", "自动", DEFINE_ALIGN_AUTO, NULL},
    {"left", "左", DEFINE_ALIGN_LEFT, OTHERS("居左")},
    {"center", "中", DEFINE_ALIGN_CENTER, OTHERS("居中")},
    {"right", "右", DEFINE_ALIGN_RIGHT, OTHERS("居右")},
};
static const struct word fallback_period_words[] = {
    {"last", "上期", 0, OTHERS("上月", "上季", "上年")},
    {"this", "本期", 0, OTHERS("本月", "本季", "本年")},
};
static const struct word fallback_date_words[] = {{"today", "今天", 0, OTHERS("今日")}};
static const struct word signature_date_words[] = {
    {"today", "今天", 0, OTHERS("今日")},
    {"period-end", "期末", 0, NULL},
};

const struct word_list words_type = LIST(type_words);
const struct word_list words_verdict = LIST(verdict_words);
const struct word_list words_total = LIST(total_words);
const struct word_list words_align = LIST(align_words);
const struct word_list words_fallback_period = LIST(fallback_period_words);
const struct word_list words_fallback_date = LIST(fallback_date_words);
const struct word_list words_signature_date = LIST(signature_date_words);

/* ---- placeholders ---- */

static const struct word open_words[] = {
    {"if", "如果", CONTROL_IF, NULL},
    {"else", "否则", CONTROL_ELSE, NULL},
    {"elseif", "否则如果", CONTROL_ELSE_IF, NULL},
    {"each", "逐个", CONTROL_LATER, OTHERS("每个", "逐条")},
    {"list", "列举", CONTROL_LATER, OTHERS("清单")},
    {"chart", "图表", CONTROL_LATER, OTHERS("图")},
    {"page", "分页", CONTROL_LATER, OTHERS("换页")},
    {"landscape", "横排", CONTROL_LATER, NULL},
    {"attachment", "附件", CONTROL_LATER, NULL},
    {"include", "引用", CONTROL_LATER, NULL},
};
static const struct word close_words[] = {
    {"if", "如果", CONTROL_END_IF, NULL},
    {"each", "逐个", CONTROL_LATER, OTHERS("每个", "逐条")},
    {"list", "列举", CONTROL_LATER, OTHERS("清单")},
    {"landscape", "横排", CONTROL_LATER, NULL},
};
static const struct word bare_words[] = {
    {"else", "否则", CONTROL_ELSE, NULL},
    {"elseif", "否则如果", CONTROL_ELSE_IF, NULL},
};
static const struct word comparison_words[] = {
    {"mom", "环比", DEFINE_MOM, NULL},
    {"yoy", "同比", DEFINE_YOY, NULL},
};
static const struct word block_words[] = {
    {"table", "表格", BLOCK_TABLE, OTHERS("表")},
    {"chart", "图表", BLOCK_LATER, OTHERS("图")},
    {"note", "附注", BLOCK_LATER, NULL},
};

const struct word_list words_open = LIST(open_words);
const struct word_list words_close = LIST(close_words);
const struct word_list words_bare = LIST(bare_words);
const struct word_list words_comparison = LIST(comparison_words);
const struct word_list words_block = LIST(block_words);
