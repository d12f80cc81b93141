/* The kinds of records as data: everything import and the write statements know about them. */
#include <huibao/base.h>
#include <huibao/store.h>

#include <string.h>

#include "private.h"

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* How far ahead of today a date may lie: facts a year (announced moves), deadlines ten years. */
#define FACT 366
#define DEADLINE 3660

static const char *const sexes[] = {"男", "女", "未知", "未说明", NULL};
/* GB/T 3304-1991, in its order, and the two words census forms add. */
static const char *const nations[] = {
    "汉族",     "蒙古族",   "回族",       "藏族",     "维吾尔族",   "苗族",   "彝族",     "壮族",
    "布依族",   "朝鲜族",   "满族",       "侗族",     "瑶族",       "白族",   "土家族",   "哈尼族",
    "哈萨克族", "傣族",     "黎族",       "傈僳族",   "佤族",       "畲族",   "高山族",   "拉祜族",
    "水族",     "东乡族",   "纳西族",     "景颇族",   "柯尔克孜族", "土族",   "达斡尔族", "仫佬族",
    "羌族",     "布朗族",   "撒拉族",     "毛南族",   "仡佬族",     "锡伯族", "阿昌族",   "普米族",
    "塔吉克族", "怒族",     "乌孜别克族", "俄罗斯族", "鄂温克族",   "德昂族", "保安族",   "裕固族",
    "京族",     "塔塔尔族", "独龙族",     "鄂伦春族", "赫哲族",     "门巴族", "珞巴族",   "基诺族",
    "其他",     "外国血统", NULL};
static const char *const educations[] = {"研究生", "大学本科", "大学专科",     "中等职业", "高中",
                                         "初中",   "小学",     "文盲或半文盲", "学龄前",   NULL};

static const struct store_field communities[] = {
    {.name = "社区编码",
     .column = "code",
     .type = STORE_AREA_CODE,
     .required = true,
     .key = true,
     .length = 12},
    {.name = "名称", .column = "name", .type = STORE_TEXT, .required = true},
    {.name = "级别",
     .column = "level",
     .type = STORE_CODE,
     .required = true,
     .codes = WORDS("区县", "街道", "社区")},
    {.name = "上级编码",
     .column = "parent_id",
     .type = STORE_REFERENCE,
     .refers_to = "communities"},
};

static const struct store_field grids[] = {
    {.name = "网格编码",
     .column = "code",
     .type = STORE_AREA_CODE,
     .required = true,
     .key = true,
     .length = 15},
    {.name = "社区编码",
     .column = "community_id",
     .type = STORE_REFERENCE,
     .required = true,
     .refers_to = "communities"},
    {.name = "名称", .column = "name", .type = STORE_TEXT, .required = true},
    {.name = "网格员", .column = "worker", .type = STORE_TEXT},
    {.name = "成立日期",
     .column = "founded_on",
     .type = STORE_DATE,
     .required = true,
     .ahead = FACT},
    {.name = "撤销日期",
     .column = "abolished_on",
     .type = STORE_DATE,
     .ahead = FACT,
     .not_before = "成立日期"},
};

static const struct store_field households[] = {
    {.name = "户号", .column = "number", .type = STORE_IDENTIFIER, .required = true, .key = true},
    {.name = "网格编码",
     .column = "grid_id",
     .type = STORE_REFERENCE,
     .required = true,
     .refers_to = "grids"},
    {.name = "户主", .column = "head", .type = STORE_TEXT, .required = true},
    {.name = "小区", .column = "estate", .type = STORE_TEXT},
    {.name = "楼栋", .column = "building", .type = STORE_TEXT},
    {.name = "单元", .column = "unit", .type = STORE_TEXT},
    {.name = "房号", .column = "room", .type = STORE_TEXT},
    {.name = "迁入日期", .column = "moved_in", .type = STORE_DATE, .required = true, .ahead = FACT},
    {.name = "迁出日期",
     .column = "moved_out",
     .type = STORE_DATE,
     .ahead = FACT,
     .not_before = "迁入日期"},
};

static const struct store_field residents[] = {
    {.name = "身份证号", .column = "id_card", .type = STORE_ID_CARD, .required = true, .key = true},
    {.name = "户号",
     .column = "household_id",
     .type = STORE_REFERENCE,
     .required = true,
     .refers_to = "households"},
    {.name = "姓名", .column = "name", .type = STORE_TEXT, .required = true},
    {.name = "与户主关系",
     .column = "relation",
     .type = STORE_CODE,
     .required = true,
     .codes = WORDS("户主", "配偶", "子", "女", "父母", "祖父母", "孙子女", "兄弟姐妹", "其他")},
    {.name = "性别", .column = "sex", .type = STORE_CODE, .required = true, .codes = sexes},
    {.name = "出生日期", .column = "born_on", .type = STORE_DATE, .required = true},
    {.name = "民族", .column = "nation", .type = STORE_CODE, .codes = nations},
    {.name = "文化程度", .column = "education", .type = STORE_CODE, .codes = educations},
    {.name = "婚姻状况",
     .column = "marriage",
     .type = STORE_CODE,
     .codes = WORDS("未婚", "已婚", "丧偶", "离婚")},
    {.name = "从业状况",
     .column = "work",
     .type = STORE_CODE,
     .codes = WORDS("在职", "个体经营", "灵活就业", "失业", "离退休", "在校学生", "学龄前", "务农",
                    "其他")},
    {.name = "人员类别",
     .column = "category",
     .type = STORE_CODE,
     .required = true,
     .codes = WORDS("户籍", "流动", "境外")},
    {.name = "居住状态",
     .column = "presence",
     .type = STORE_CODE,
     .required = true,
     .codes = WORDS("在住", "外出")},
    {.name = "迁入日期",
     .column = "moved_in",
     .type = STORE_DATE,
     .required = true,
     .ahead = FACT,
     .not_before = "出生日期"},
    {.name = "迁出日期",
     .column = "moved_out",
     .type = STORE_DATE,
     .ahead = FACT,
     .not_before = "迁入日期"},
};

static const struct store_field tags[] = {
    {.name = "身份证号",
     .column = "resident_id",
     .type = STORE_REFERENCE,
     .required = true,
     .key = true,
     .refers_to = "residents"},
    {.name = "标签",
     .column = "tag",
     .type = STORE_CODE,
     .required = true,
     .key = true,
     .codes = WORDS("低保", "特困", "建档立卡", "残疾", "空巢老人", "独居老人", "留守儿童",
                    "留守妇女", "留守老人", "优抚", "涉军", "刑释", "矫正", "精神障碍")},
    {.name = "类别",
     .column = "class",
     .type = STORE_CODE,
     .codes = WORDS("老年人", "成年人", "未成年人", "一级", "二级", "三级", "四级")},
    {.name = "开始日期",
     .column = "started_on",
     .type = STORE_DATE,
     .required = true,
     .key = true,
     .ahead = FACT},
    {.name = "结束日期",
     .column = "ended_on",
     .type = STORE_DATE,
     .ahead = FACT,
     .not_before = "开始日期"},
};

static const struct store_field party_members[] = {
    {.name = "党员编号",
     .column = "number",
     .type = STORE_IDENTIFIER,
     .required = true,
     .key = true},
    {.name = "社区编码",
     .column = "community_id",
     .type = STORE_REFERENCE,
     .required = true,
     .refers_to = "communities"},
    {.name = "姓名", .column = "name", .type = STORE_TEXT, .required = true},
    {.name = "党支部", .column = "branch", .type = STORE_TEXT, .required = true},
    {.name = "性别", .column = "sex", .type = STORE_CODE, .required = true, .codes = sexes},
    {.name = "出生日期", .column = "born_on", .type = STORE_DATE, .required = true},
    {.name = "民族", .column = "nation", .type = STORE_CODE, .codes = nations},
    {.name = "文化程度", .column = "education", .type = STORE_CODE, .codes = educations},
    {.name = "党员类型",
     .column = "standing",
     .type = STORE_CODE,
     .required = true,
     .codes = WORDS("正式", "预备")},
    {.name = "管理类别",
     .column = "management",
     .type = STORE_CODE,
     .required = true,
     .codes = WORDS("在册", "在职报到", "流动", "离退休", "口袋党员")},
    {.name = "五管类别",
     .column = "care",
     .type = STORE_CODE,
     .codes = WORDS("协管", "接管", "共管", "双管", "托管")},
    {.name = "入党日期",
     .column = "joined_on",
     .type = STORE_DATE,
     .required = true,
     .ahead = FACT,
     .not_before = "出生日期"},
    {.name = "转入日期",
     .column = "transferred_in",
     .type = STORE_DATE,
     .required = true,
     .ahead = FACT},
    {.name = "转出日期",
     .column = "transferred_out",
     .type = STORE_DATE,
     .ahead = FACT,
     .not_before = "转入日期"},
};

static const struct store_field units[] = {
    {.name = "统一社会信用代码",
     .column = "credit_code",
     .type = STORE_CREDIT_CODE,
     .required = true,
     .key = true},
    {.name = "社区编码",
     .column = "community_id",
     .type = STORE_REFERENCE,
     .required = true,
     .refers_to = "communities"},
    {.name = "单位名称", .column = "name", .type = STORE_TEXT, .required = true},
    {.name = "机构类型",
     .column = "organ_type",
     .type = STORE_CODE,
     .required = true,
     .codes = WORDS("机关", "事业单位", "企业", "社会团体", "民办非企业", "基金会", "其他")},
    {.name = "隶属关系",
     .column = "affiliation",
     .type = STORE_CODE,
     .required = true,
     .codes = WORDS("中央", "省", "州市", "县市", "街道", "镇", "乡", "居委会", "村委会", "其他")},
    {.name = "登记注册类型", .column = "registration", .type = STORE_TEXT},
    {.name = "行业", .column = "industry", .type = STORE_TEXT},
    {.name = "联络员", .column = "liaison", .type = STORE_TEXT},
    {.name = "联系电话", .column = "telephone", .type = STORE_IDENTIFIER},
    {.name = "报到党员数", .column = "reported_members", .type = STORE_INTEGER},
    {.name = "签约日期",
     .column = "signed_on",
     .type = STORE_DATE,
     .required = true,
     .ahead = FACT},
    {.name = "解约日期",
     .column = "ended_on",
     .type = STORE_DATE,
     .ahead = FACT,
     .not_before = "签约日期"},
};

static const struct store_field agreements[] = {
    {.name = "协议编号",
     .column = "number",
     .type = STORE_IDENTIFIER,
     .required = true,
     .key = true},
    {.name = "统一社会信用代码",
     .column = "unit_id",
     .type = STORE_REFERENCE,
     .required = true,
     .refers_to = "units"},
    {.name = "项目", .column = "project", .type = STORE_TEXT, .required = true},
    {.name = "七联类别",
     .column = "field",
     .type = STORE_CODE,
     .required = true,
     .codes = WORDS("思想工作联做", "社区治安联防", "公益事业联办", "计划生育联管", "文明社区联建",
                    "党员教育联抓", "贫困对象联帮")},
    {.name = "责任人", .column = "owner", .type = STORE_TEXT},
    {.name = "签订日期",
     .column = "signed_on",
     .type = STORE_DATE,
     .required = true,
     .ahead = FACT},
    {.name = "完成时限",
     .column = "due_on",
     .type = STORE_DATE,
     .ahead = DEADLINE,
     .not_before = "签订日期"},
    {.name = "完成日期",
     .column = "done_on",
     .type = STORE_DATE,
     .ahead = FACT,
     .not_before = "签订日期"},
};

static const struct store_field disputes[] = {
    {.name = "纠纷编号",
     .column = "number",
     .type = STORE_IDENTIFIER,
     .required = true,
     .key = true},
    {.name = "社区编码",
     .column = "community_id",
     .type = STORE_REFERENCE,
     .required = true,
     .refers_to = "communities"},
    {.name = "网格编码", .column = "grid_id", .type = STORE_REFERENCE, .refers_to = "grids"},
    {.name = "受理日期",
     .column = "accepted_on",
     .type = STORE_DATE,
     .required = true,
     .ahead = FACT},
    {.name = "类别",
     .column = "category",
     .type = STORE_CODE,
     .required = true,
     .codes =
         WORDS("婚姻家庭", "邻里", "房屋宅基地", "合同", "生产经营", "损害赔偿", "山林土地",
               "征地拆迁", "环境污染", "劳动争议", "消费", "医疗", "道路交通", "物业", "其他")},
    {.name = "来源",
     .column = "source",
     .type = STORE_CODE,
     .required = true,
     .codes =
         WORDS("主动排查", "依申请", "法院移送", "检察院移送", "公安移送", "信访移送", "其他移送")},
    {.name = "结果",
     .column = "result",
     .type = STORE_CODE,
     .required = true,
     .codes = WORDS("调解成功", "调解不成", "正在调解", "移送")},
    {.name = "协议形式",
     .column = "agreement_form",
     .type = STORE_CODE,
     .codes = WORDS("口头", "书面")},
    {.name = "当事人数", .column = "parties", .type = STORE_INTEGER, .required = true, .min = 1},
    {.name = "涉及金额", .column = "amount_fen", .type = STORE_MONEY},
    {.name = "调解员", .column = "mediator", .type = STORE_TEXT},
    {.name = "办结日期",
     .column = "closed_on",
     .type = STORE_DATE,
     .ahead = FACT,
     .not_before = "受理日期"},
};

static const struct store_field services[] = {
    {.name = "服务编号",
     .column = "number",
     .type = STORE_IDENTIFIER,
     .required = true,
     .key = true},
    {.name = "社区编码",
     .column = "community_id",
     .type = STORE_REFERENCE,
     .required = true,
     .refers_to = "communities"},
    {.name = "网格编码", .column = "grid_id", .type = STORE_REFERENCE, .refers_to = "grids"},
    {.name = "受理日期",
     .column = "accepted_on",
     .type = STORE_DATE,
     .required = true,
     .ahead = FACT},
    {.name = "方式",
     .column = "channel",
     .type = STORE_CODE,
     .required = true,
     .codes = WORDS("信箱", "专线电话", "网上", "窗口")},
    {.name = "类别",
     .column = "category",
     .type = STORE_CODE,
     .required = true,
     .codes = WORDS("行政事务", "公共服务", "涉法涉诉", "维稳信访")},
    {.name = "事项", .column = "matter", .type = STORE_TEXT, .required = true},
    {.name = "承办人", .column = "handler", .type = STORE_TEXT},
    {.name = "办理时限",
     .column = "due_on",
     .type = STORE_DATE,
     .required = true,
     .ahead = DEADLINE,
     .not_before = "受理日期"},
    {.name = "办结日期",
     .column = "closed_on",
     .type = STORE_DATE,
     .ahead = FACT,
     .not_before = "受理日期"},
    {.name = "结果",
     .column = "result",
     .type = STORE_CODE,
     .required = true,
     .codes = WORDS("办结", "在办", "移送", "退回")},
    {.name = "满意度",
     .column = "satisfaction",
     .type = STORE_CODE,
     .codes = WORDS("满意", "基本满意", "不满意", "未评价")},
    {.name = "回访", .column = "followed_up", .type = STORE_BOOLEAN},
};

static const struct store_field quantities[] = {
    {.name = "社区编码",
     .column = "community_id",
     .type = STORE_REFERENCE,
     .required = true,
     .key = true,
     .refers_to = "communities"},
    {.name = "期", .column = "period", .type = STORE_PERIOD, .required = true, .key = true},
    {.name = "名称", .column = "name", .type = STORE_TEXT, .required = true, .key = true},
    {.name = "数值", .column = "value", .type = STORE_NUMBER, .required = true},
    {.name = "单位", .column = "unit", .type = STORE_TEXT, .required = true},
};

#define KIND(english, chinese_name)                                                                \
    {                                                                                              \
        .name = #english, .chinese = chinese_name, .table = #english, .fields = english,           \
        .field_count = BASE_COUNT(english)                                                         \
    }

static const struct store_kind kinds[] = {
    KIND(communities, "社区"), KIND(grids, "网格"),          KIND(households, "住户"),
    KIND(residents, "居民"),   KIND(tags, "居民标签"),       KIND(party_members, "党员"),
    KIND(units, "共建单位"),   KIND(agreements, "共建协议"), KIND(disputes, "纠纷"),
    KIND(services, "服务"),    KIND(quantities, "数量"),
};

const struct store_kind *store_kinds(size_t *ret_count)
{
    *ret_count = BASE_COUNT(kinds);
    return kinds;
}

const struct store_kind *store_kind_find(const char *name)
{
    for (size_t i = 0; i < BASE_COUNT(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0 || strcmp(kinds[i].chinese, name) == 0)
            return &kinds[i];
    return NULL;
}

const struct store_field *store_kind_key(const struct store_kind *kind)
{
    const struct store_field *key = NULL;
    for (size_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].key && !key)
            key = &kind->fields[i];
    return key;
}

const struct store_field *store_kind_field(const struct store_kind *kind, const char *name)
{
    const struct store_field *field = kind->fields;
    while (strcmp(field->name, name) != 0)
        field++;
    return field;
}
