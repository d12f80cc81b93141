#include "words.h"

#include <huibao/define_chart.h>
#include <huibao/define_check.h>
#include <huibao/define_table.h>
#include <huibao/period.h>

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
    {{"deliver", "报送", REPORT_DELIVER, NULL}, KEY_MAP, false, false},
    {{"schedule", "定时", REPORT_SCHEDULE, NULL}, KEY_MAP, false, false},
    {{"letterhead", "版头", REPORT_LETTERHEAD, OTHERS("红头")}, KEY_MAP, false, false},
    {{"attendance", "出席", REPORT_ATTENDANCE, NULL}, KEY_ANY, false, false},
    {{"attachments", "附件", REPORT_ATTACHMENTS, NULL}, KEY_ANY, false, false},
    {{"copies", "抄送", REPORT_COPIES, NULL}, KEY_ANY, false, false},
    {{"imprint", "版记", REPORT_IMPRINT, NULL}, KEY_MAP, false, false},
    {{"proof", "校对", REPORT_PROOF, NULL}, KEY_LIST, false, false},
    {{"personal", "个人信息", REPORT_PERSONAL, NULL}, KEY_LIST, false, false},
    {{"checks", "审核", REPORT_CHECKS, NULL}, KEY_LIST, false, false},
    {{"audit-annex", "审核附表", REPORT_AUDIT_ANNEX, NULL}, KEY_BOOL, false, false},
    {{"sources-annex", "来源附表", REPORT_SOURCES_ANNEX, NULL}, KEY_BOOL, false, false},
};
static const struct key schedule_keys[] = {
    {{"every", "周期", SCHEDULE_EVERY, NULL}, KEY_TEXT, true, false},
    {{"from", "起始", SCHEDULE_FROM, OTHERS("从")}, KEY_TEXT, true, false},
    {{"communities", "社区", SCHEDULE_COMMUNITIES, OTHERS("街道", "区县")}, KEY_ANY, false, false},
    {{"params", "参数", SCHEDULE_PARAMS, NULL}, KEY_MAP, false, false},
};
static const struct key deliver_keys[] = {
    {{"target", "目标", DELIVER_TARGET, NULL}, KEY_TEXT, true, false},
    {{"deadline", "期限", DELIVER_DEADLINE, NULL}, KEY_TEXT, false, false},
    {{"reminders", "提醒", DELIVER_REMINDERS, NULL}, KEY_ANY, false, false},
    {{"formats", "格式", DELIVER_FORMATS, NULL}, KEY_ANY, false, false},
    {{"name", "名称", DELIVER_NAME, NULL}, KEY_TEXT, false, false},
};
static const struct key param_keys[] = {
    {{"type", "类型", PARAM_TYPE, NULL}, KEY_TEXT, true, false},
    {{"required", "必填", PARAM_REQUIRED, NULL}, KEY_BOOL, false, false},
    {{"default", "默认", PARAM_DEFAULT, OTHERS("默认值")}, KEY_TEXT, false, false},
    {{"choices", "可选", PARAM_CHOICES, NULL}, KEY_LIST, false, false},
    {{"label", "说明", PARAM_LABEL, NULL}, KEY_TEXT, false, false},
    {{"compute", "计算", PARAM_COMPUTE, OTHERS("算式")}, KEY_TEXT, false, false},
};
static const struct key dataset_keys[] = {
    {{"sql", "查询", DATASET_SQL, OTHERS("SQL")}, KEY_TEXT, false, false},
    {{"indicators", "指标", DATASET_INDICATORS, NULL}, KEY_MAP, false, false},
    {{"detail", "明细", DATASET_DETAIL, NULL}, KEY_TEXT, false, false},
};
static const struct key indicator_keys[] = {
    {{"unit", "单位", INDICATOR_UNIT, NULL}, KEY_TEXT, false, false},
    {{"decimals", "小数位", INDICATOR_DECIMALS, OTHERS("小数")}, KEY_INTEGER, false, false},
    {{"means", "含义", INDICATOR_MEANS, NULL}, KEY_TEXT, false, false},
    {{"base", "基数", INDICATOR_BASE, NULL}, KEY_NUMBER, false, false},
    {{"expr", "算式", INDICATOR_EXPR, NULL}, KEY_TEXT, false, false},
    {{"format", "格式", INDICATOR_FORMAT, NULL}, KEY_TEXT, false, false},
    {{"required", "必填", INDICATOR_REQUIRED, NULL}, KEY_BOOL, false, false},
    {{"missing", "缺值", INDICATOR_MISSING, NULL}, KEY_TEXT, false, false},
};
static const struct key check_keys[] = {
    {{"id", "编号", CHECK_ID, NULL}, KEY_TEXT, true, false},
    {{"rule", "规则", CHECK_RULE, NULL}, KEY_TEXT, true, false},
    {{"preview", "预览", CHECK_PREVIEW, NULL}, KEY_TEXT, false, false},
    {{"publish", "出版", CHECK_PUBLISH, NULL}, KEY_TEXT, false, false},
    {{"upload", "上报", CHECK_UPLOAD, NULL}, KEY_TEXT, false, false},
    {{"says", "说明", CHECK_SAYS, NULL}, KEY_TEXT, true, false},
    {{"tolerance", "容差", CHECK_TOLERANCE, NULL}, KEY_TEXT, false, false},
    {{"each", "逐行", CHECK_EACH, NULL}, KEY_TEXT, false, false},
};
static const struct key signature_keys[] = {
    {{"organ", "机关", SIGNATURE_ORGAN, OTHERS("署名")}, KEY_ANY, true, false},
    {{"date", "日期", SIGNATURE_DATE, NULL}, KEY_TEXT, false, false},
    {{"note", "附注", SIGNATURE_NOTE, NULL}, KEY_TEXT, false, false},
};
static const struct key letterhead_keys[] = {
    {{"organ", "机关", LETTERHEAD_ORGAN, OTHERS("标志")}, KEY_ANY, true, false},
    {{"number", "文号", LETTERHEAD_NUMBER, OTHERS("发文字号")}, KEY_TEXT, false, false},
    {{"signer", "签发人", LETTERHEAD_SIGNER, NULL}, KEY_ANY, false, false},
    {{"secrecy", "密级", LETTERHEAD_SECRECY, NULL}, KEY_TEXT, false, false},
    {{"urgency", "紧急程度", LETTERHEAD_URGENCY, NULL}, KEY_TEXT, false, false},
    {{"issuer", "编印", LETTERHEAD_ISSUER, OTHERS("编印机关")}, KEY_TEXT, false, false},
    {{"date", "日期", LETTERHEAD_DATE, NULL}, KEY_TEXT, false, false},
};
static const struct key waiver_keys[] = {
    {{"off", "不查", WAIVER_OFF, NULL}, KEY_TEXT, true, false},
    {{"reason", "理由", WAIVER_REASON, OTHERS("原因")}, KEY_TEXT, true, false},
};
static const struct key personal_keys[] = {
    {{"show", "显示", PERSONAL_SHOW, NULL}, KEY_ANY, true, false},
    {{"reason", "理由", PERSONAL_REASON, OTHERS("原因")}, KEY_TEXT, true, false},
};
static const struct key imprint_keys[] = {
    {{"copies", "抄送", IMPRINT_COPIES, NULL}, KEY_ANY, false, false},
    {{"organ", "印发机关", IMPRINT_ORGAN, OTHERS("机关")}, KEY_TEXT, false, false},
    {{"date", "印发日期", IMPRINT_DATE, OTHERS("日期")}, KEY_TEXT, false, false},
};
static const struct key table_keys[] = {
    {{"data", "数据", TABLE_DATA, NULL}, KEY_TEXT, true, false},
    {{"caption", "表题", TABLE_CAPTION, OTHERS("标题")}, KEY_TEXT, false, false},
    {{"columns", "列", TABLE_COLUMNS, NULL}, KEY_LIST, false, false}, /* or cross */
    {{"unit", "单位", TABLE_UNIT, OTHERS("计量单位")}, KEY_TEXT, false, false},
    {{"note", "注", TABLE_NOTE, NULL}, KEY_TEXT, false, false},
    {{"empty", "无数据", TABLE_EMPTY, NULL}, KEY_TEXT, false, false},
    {{"total-label", "合计名", TABLE_TOTAL_LABEL, NULL}, KEY_TEXT, false, false},
    {{"ids", "栏次", TABLE_IDS, NULL}, KEY_BOOL, false, false},
    {{"group", "分组", TABLE_GROUP, NULL}, KEY_TEXT, false, false},
    {{"subtotal", "小计", TABLE_SUBTOTAL, NULL}, KEY_BOOL, false, false},
    {{"subtotal-label", "小计名", TABLE_SUBTOTAL_LABEL, NULL}, KEY_TEXT, false, false},
    {{"indent", "缩进", TABLE_INDENT, NULL}, KEY_TEXT, false, false},
    {{"landscape", "横排", TABLE_LANDSCAPE, NULL}, KEY_BOOL, false, false},
    {{"carry", "承前页", TABLE_CARRY, OTHERS("过次页")}, KEY_BOOL, false, false},
    {{"detail", "明细表", TABLE_DETAIL, OTHERS("明细")}, KEY_BOOL, false, false},
    {{"form", "报表", TABLE_FORM, OTHERS("统计报表")}, KEY_MAP, false, false},
    {{"cross", "交叉", TABLE_CROSS, NULL}, KEY_MAP, false, false},
};
static const struct key column_keys[] = {
    {{"title", "标题", COLUMN_TITLE, OTHERS("列名")}, KEY_TEXT, true, false},
    {{"value", "取值", COLUMN_VALUE, NULL}, KEY_TEXT, false, false},
    {{"share", "占比", COLUMN_SHARE, NULL}, KEY_TEXT, false, false},
    {{"expr", "算式", COLUMN_EXPR, NULL}, KEY_TEXT, false, false},
    {{"format", "格式", COLUMN_FORMAT, NULL}, KEY_TEXT, false, false},
    {{"total", "合计", COLUMN_TOTAL, NULL}, KEY_TEXT, false, false},
    {{"width", "列宽", COLUMN_WIDTH, NULL}, KEY_INTEGER, false, false},
    {{"align", "对齐", COLUMN_ALIGN, NULL}, KEY_TEXT, false, false},
    {{"id", "栏次", COLUMN_ID, NULL}, KEY_TEXT, false, false},
    {{"merge", "合并", COLUMN_MERGE, NULL}, KEY_BOOL, false, false},
    {{"columns", "下级列", COLUMN_BELOW, OTHERS("列")}, KEY_LIST, false, false},
};
static const struct key form_keys[] = {
    {{"number", "表号", FORM_NUMBER, NULL}, KEY_TEXT, false, false},
    {{"organ", "制定机关", FORM_ORGAN, NULL}, KEY_TEXT, false, false},
    {{"approval", "批准文号", FORM_APPROVAL, NULL}, KEY_TEXT, false, false},
    {{"valid", "有效期至", FORM_VALID, OTHERS("有效期")}, KEY_TEXT, false, false},
    {{"reporter", "填报单位", FORM_REPORTER, NULL}, KEY_TEXT, false, false},
    {{"period", "报告期", FORM_PERIOD, NULL}, KEY_TEXT, false, false},
    {{"people", "表尾", FORM_PEOPLE, NULL}, KEY_ANY, false, false},
};
static const struct key cross_keys[] = {
    {{"rows", "行", CROSS_ROWS, NULL}, KEY_TEXT, true, false},
    {{"columns", "列", CROSS_COLUMNS, NULL}, KEY_TEXT, true, false},
    {{"value", "取值", CROSS_VALUE, NULL}, KEY_TEXT, true, false},
    {{"format", "格式", CROSS_FORMAT, NULL}, KEY_TEXT, false, false},
    {{"total", "合计", CROSS_TOTAL, NULL}, KEY_BOOL, false, false},
};
static const struct key chart_keys[] = {
    {{"data", "数据", CHART_DATA, NULL}, KEY_TEXT, true, false},
    {{"type", "类型", CHART_TYPE, OTHERS("图型")}, KEY_TEXT, false, false},
    {{"category", "类目", CHART_CATEGORY, NULL}, KEY_ANY, true, false},
    {{"series", "系列", CHART_SERIES, NULL}, KEY_ANY, true, false},
    {{"split", "分系列", CHART_SPLIT, NULL}, KEY_TEXT, false, false},
    {{"stacked", "堆积", CHART_STACKED, NULL}, KEY_BOOL, false, false},
    {{"labels", "数据标签", CHART_LABELS, OTHERS("标数")}, KEY_BOOL, false, false},
    {{"caption", "图题", CHART_CAPTION, OTHERS("标题")}, KEY_TEXT, false, false},
    {{"unit", "单位", CHART_UNIT, OTHERS("计量单位")}, KEY_TEXT, false, false},
    {{"note", "注", CHART_NOTE, NULL}, KEY_TEXT, false, false},
    {{"height", "高", CHART_HEIGHT, OTHERS("图高")}, KEY_INTEGER, false, false},
    {{"empty", "无数据", CHART_EMPTY, NULL}, KEY_TEXT, false, false},
};
static const struct key series_keys[] = {
    {{"title", "标题", SERIES_TITLE, OTHERS("系列名")}, KEY_TEXT, false, false},
    {{"value", "取值", SERIES_VALUE, NULL}, KEY_TEXT, true, false},
    {{"format", "格式", SERIES_FORMAT, NULL}, KEY_TEXT, false, false},
};
static const struct key category_keys[] = {
    {{"value", "取值", SERIES_VALUE, NULL}, KEY_TEXT, true, false},
    {{"format", "格式", SERIES_FORMAT, NULL}, KEY_TEXT, false, false},
};

const struct schema schema_report = SCHEMA("参数区", report_keys);
const struct schema schema_schedule = SCHEMA("定时", schedule_keys);
const struct schema schema_deliver = SCHEMA("报送", deliver_keys);
const struct schema schema_param = SCHEMA("参数", param_keys);
const struct schema schema_dataset = SCHEMA("数据", dataset_keys);
const struct schema schema_indicator = SCHEMA("指标", indicator_keys);
const struct schema schema_check = SCHEMA("审核", check_keys);
const struct schema schema_signature = SCHEMA("落款", signature_keys);
const struct schema schema_table = SCHEMA("表格", table_keys);
const struct schema schema_column = SCHEMA("列", column_keys);
const struct schema schema_letterhead = SCHEMA("版头", letterhead_keys);
const struct schema schema_imprint = SCHEMA("版记", imprint_keys);
const struct schema schema_waiver = SCHEMA("校对", waiver_keys);
const struct schema schema_personal = SCHEMA("个人信息", personal_keys);
const struct schema schema_chart = SCHEMA("图表", chart_keys);
const struct schema schema_series = SCHEMA("系列", series_keys);
const struct schema schema_category = SCHEMA("类目", category_keys);
const struct schema schema_form = SCHEMA("报表", form_keys);
const struct schema schema_cross = SCHEMA("交叉", cross_keys);

/* ---- values ---- */

static const struct word type_words[] = {
    {"text", "文字", DEFINE_TEXT, NULL},
    {"integer", "整数", DEFINE_INTEGER, NULL},
    {"date", "日期", DEFINE_DATE, OTHERS("日")},
    {"month", "月", DEFINE_MONTH, OTHERS("月份")},
    {"quarter", "季", DEFINE_QUARTER, OTHERS("季度")},
    {"half", "半年", DEFINE_HALF, OTHERS("半年度")},
    {"year", "年", DEFINE_YEAR, OTHERS("年度")},
    {"community", "社区", DEFINE_COMMUNITY, NULL},
    {"street", "街道", DEFINE_STREET, OTHERS("乡镇")},
    {"district", "区县", DEFINE_DISTRICT, OTHERS("区", "县")},
};
static const struct word every_words[] = {
    {"monthly", "每月", PERIOD_MONTH, NULL},
    {"quarterly", "每季", PERIOD_QUARTER, OTHERS("每季度")},
    {"half-yearly", "每半年", PERIOD_HALF, NULL},
    {"yearly", "每年", PERIOD_YEAR, NULL},
};
static const struct word all_words[] = {{"all", "全部", 0, NULL}};
static const struct word delivered_words[] = {
    {"pdf", "PDF", 0, NULL},
    {"xlsx", "XLSX", 1, OTHERS("Excel", "excel")},
    {"csv", "CSV", 2, NULL},
};
static const struct word name_words[] = {
    {"title", "标题", NAME_ANY, NULL},          {"report", "报表", NAME_ANY, NULL},
    {"period", "期", NAME_ANY, NULL},           {"community", "社区", NAME_COMMUNITY, NULL},
    {"code", "社区编码", NAME_COMMUNITY, NULL},
};
static const struct word verdict_words[] = {
    {"off", "不查", DEFINE_OFF, NULL},
    {"warn", "提示", DEFINE_WARN, NULL},
    {"error", "阻断", DEFINE_BLOCK, NULL},
};
static const struct word total_words[] = {
    {"none", "无", DEFINE_TOTAL_NONE, NULL},
    {"sum", "求和", DEFINE_TOTAL_SUM, NULL},
    {"same", "同式", DEFINE_TOTAL_SAME, NULL},
};
static const struct word aggregate_words[] = {
    {"sum", "合计", DEFINE_SUM, NULL},
    {"count", "行数", DEFINE_COUNT, NULL},
};
static const struct word children_words[] = {{"children", "下级", 0, NULL}};
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
static const struct word chart_words[] = {
    {"column", "柱形图", DEFINE_CHART_COLUMN, OTHERS("柱状图")},
    {"bar", "条形图", DEFINE_CHART_BAR, NULL},
    {"line", "折线图", DEFINE_CHART_LINE, NULL},
    {"pie", "饼图", DEFINE_CHART_PIE, NULL},
    {"ring", "环形图", DEFINE_CHART_RING, OTHERS("圆环图")},
};
static const struct word day_words[] = {
    {"today", "今天", 0, OTHERS("今日")},
    {"period-end", "期末", 0, NULL},
};

const struct word_list words_type = LIST(type_words);
const struct word_list words_every = LIST(every_words);
const struct word_list words_all = LIST(all_words);
const struct word_list words_delivered = LIST(delivered_words);
const struct word_list words_name = LIST(name_words);
const struct word_list words_verdict = LIST(verdict_words);
const struct word_list words_total = LIST(total_words);
const struct word_list words_aggregate = LIST(aggregate_words);
const struct word_list words_children = LIST(children_words);
const struct word_list words_align = LIST(align_words);
const struct word_list words_fallback_period = LIST(fallback_period_words);
const struct word_list words_fallback_date = LIST(fallback_date_words);
const struct word_list words_day = LIST(day_words);
const struct word_list words_chart = LIST(chart_words);

/* ---- placeholders ---- */

static const struct word open_words[] = {
    {"if", "如果", CONTROL_IF, NULL},
    {"else", "否则", CONTROL_ELSE, NULL},
    {"elseif", "否则如果", CONTROL_ELSE_IF, NULL},
    {"each", "逐个", CONTROL_EACH, OTHERS("每个", "逐条")},
    {"list", "列举", CONTROL_LIST, OTHERS("清单")},
    {"page", "分页", CONTROL_PAGE, OTHERS("换页")},
    {"landscape", "横排", CONTROL_LANDSCAPE, OTHERS("横页")},
    {"attachment", "附件", CONTROL_ATTACHMENT, NULL},
    {"chart", "图表", CONTROL_FENCE, OTHERS("图")},
    {"table", "表格", CONTROL_FENCE, OTHERS("表")},
    {"include", "引用", CONTROL_INCLUDE, NULL},
};
static const struct word close_words[] = {
    {"if", "如果", CONTROL_END_IF, NULL},
    {"each", "逐个", CONTROL_END_EACH, OTHERS("每个", "逐条")},
    {"list", "列举", CONTROL_END_LIST, OTHERS("清单")},
    {"landscape", "横排", CONTROL_END_LANDSCAPE, OTHERS("横页")},
    {"attachment", "附件", CONTROL_NO_END, NULL},
    {"page", "分页", CONTROL_NO_END, OTHERS("换页")},
    {"include", "引用", CONTROL_NO_END, NULL},
};
static const struct word bare_words[] = {
    {"else", "否则", CONTROL_ELSE, NULL},
    {"elseif", "否则如果", CONTROL_ELSE_IF, NULL},
};
static const struct word comparison_words[] = {
    {"mom", "环比", DEFINE_MOM, NULL},
    {"yoy", "同比", DEFINE_YOY, NULL},
};
static const struct word manner_words[] = {
    {"difference", "增减", MANNER_DIFFERENCE, NULL},
    {"with-unit", "带单位", MANNER_MEASURED, OTHERS("带量词")},
    {"share", "占比", MANNER_SHARE, NULL},
};
static const struct word shift_words[] = {
    {"this", "本期", DEFINE_CURRENT, NULL},
    {"last", "上期", DEFINE_PREVIOUS, NULL},
    {"year_ago", "同期", DEFINE_LAST_YEAR, NULL},
};
static const struct word first_words[] = {{"top", "前", 0, OTHERS("first")}};
static const struct word same_words[] = {{"same", "同", 0, NULL}};
static const struct word list_words[] = {
    {"firstly", "一是", LIST_HAN, NULL},
    {"ordinal", "第一", LIST_ORDINAL, NULL},
    {"numbered", "（1）", LIST_NUMBER, OTHERS("(1)")},
    {"apart", "分段", LIST_APART, NULL},
};
static const struct word block_words[] = {
    {"table", "表格", BLOCK_TABLE, OTHERS("表")},
    {"chart", "图表", BLOCK_CHART, OTHERS("图")},
    {"note", "附注", BLOCK_LATER, NULL},
};

const struct word_list words_open = LIST(open_words);
const struct word_list words_close = LIST(close_words);
const struct word_list words_bare = LIST(bare_words);
const struct word_list words_comparison = LIST(comparison_words);
const struct word_list words_manner = LIST(manner_words);
const struct word_list words_shift = LIST(shift_words);
const struct word_list words_first = LIST(first_words);
const struct word_list words_same = LIST(same_words);
const struct word_list words_list = LIST(list_words);
const struct word_list words_block = LIST(block_words);
