/* The files, their headers as colleagues write them, and what those headers mean. */
#include "sample.h"

#include <string.h>

struct columns {
    const char *kind, *list;
};

static const struct columns columns_by_kind[TABLE_KINDS] = {
    {"communities", "社区编码,名称,级别,上级编码"},
    {"grids", "网格编码,社区编码,名称,网格员,成立日期,撤销日期"},
    {"households", "户号,网格编码,户主,小区,楼栋,单元,房号,迁入日期,迁出日期"},
    {"residents", "身份证号,户号,姓名,与户主关系,性别,出生日期,民族,文化程度,婚姻状况,"
                  "从业状况,人员类别,居住状态,迁入日期,迁出日期"},
    {"tags", "身份证号,标签,类别,开始日期,结束日期"},
    {"party_members", "党员编号,社区编码,姓名,党支部,性别,出生日期,民族,文化程度,党员类型,"
                      "管理类别,五管类别,入党日期,转入日期,转出日期"},
    {"units", "统一社会信用代码,社区编码,单位名称,机构类型,隶属关系,登记注册类型,行业,"
              "联络员,联系电话,报到党员数,签约日期,解约日期"},
    {"agreements", "协议编号,统一社会信用代码,项目,七联类别,责任人,签订日期,完成时限,完成日期"},
    {"disputes", "纠纷编号,社区编码,网格编码,受理日期,类别,来源,结果,协议形式,当事人数,"
                 "涉及金额,调解员,办结日期"},
    {"services", "服务编号,社区编码,网格编码,受理日期,方式,类别,事项,承办人,办理时限,"
                 "办结日期,结果,满意度,回访"},
    {"quantities", "社区编码,期,名称,数值,单位"},
};

struct synonym {
    const char *kind, *written, *canonical;
};

static const struct synonym synonyms[] = {
    {"grids", "网格名称", "名称"},
    {"grids", "所属社区", "社区编码"},
    {"grids", "网格员姓名", "网格员"},
    {"households", "户主姓名", "户主"},
    {"households", "小区名称", "小区"},
    {"households", "楼栋号", "楼栋"},
    {"households", "单元号", "单元"},
    {"households", "门牌号", "房号"},
    {"residents", "公民身份号码", "身份证号"},
    {"residents", "身份证号码", "身份证号"},
    {"residents", "身份证", "身份证号"},
    {"residents", "户编号", "户号"},
    {"residents", "关系", "与户主关系"},
    {"residents", "家庭关系", "与户主关系"},
    {"residents", "出生年月日", "出生日期"},
    {"residents", "出生年月", "出生日期"},
    {"residents", "学历", "文化程度"},
    {"residents", "婚姻", "婚姻状况"},
    {"residents", "婚姻情况", "婚姻状况"},
    {"residents", "就业状况", "从业状况"},
    {"residents", "职业状况", "从业状况"},
    {"residents", "户籍类别", "人员类别"},
    {"residents", "居住情况", "居住状态"},
    {"residents", "入住日期", "迁入日期"},
    {"residents", "搬离日期", "迁出日期"},
    {"tags", "公民身份号码", "身份证号"},
    {"tags", "人员标签", "标签"},
    {"tags", "起始日期", "开始日期"},
    {"tags", "终止日期", "结束日期"},
    {"party_members", "编号", "党员编号"},
    {"party_members", "所属社区", "社区编码"},
    {"party_members", "所在党支部", "党支部"},
    {"party_members", "出生年月日", "出生日期"},
    {"party_members", "学历", "文化程度"},
    {"party_members", "入党时间", "入党日期"},
    {"party_members", "组织关系转入日期", "转入日期"},
    {"party_members", "组织关系转出日期", "转出日期"},
    {"units", "所属社区", "社区编码"},
    {"units", "单位性质", "机构类型"},
    {"units", "所属行业", "行业"},
    {"units", "联系人", "联络员"},
    {"units", "电话", "联系电话"},
    {"agreements", "编号", "协议编号"},
    {"agreements", "信用代码", "统一社会信用代码"},
    {"agreements", "项目名称", "项目"},
    {"agreements", "签订时间", "签订日期"},
    {"agreements", "完成期限", "完成时限"},
    {"agreements", "完成时间", "完成日期"},
    {"disputes", "案件编号", "纠纷编号"},
    {"disputes", "所属社区", "社区编码"},
    {"disputes", "受理时间", "受理日期"},
    {"disputes", "纠纷类别", "类别"},
    {"disputes", "案件来源", "来源"},
    {"disputes", "调解结果", "结果"},
    {"disputes", "协议类型", "协议形式"},
    {"disputes", "涉及人数", "当事人数"},
    {"disputes", "涉案金额", "涉及金额"},
    {"disputes", "调解人", "调解员"},
    {"disputes", "结案日期", "办结日期"},
    {"services", "编号", "服务编号"},
    {"services", "所属社区", "社区编码"},
    {"services", "受理时间", "受理日期"},
    {"services", "受理方式", "方式"},
    {"services", "诉求类别", "类别"},
    {"services", "办理事项", "事项"},
    {"services", "经办人", "承办人"},
    {"services", "时限", "办理时限"},
    {"services", "办结时间", "办结日期"},
    {"services", "办理结果", "结果"},
    {"services", "是否回访", "回访"},
    {"quantities", "社区名称", "社区编码"},
    {"quantities", "期间", "期"},
    {"quantities", "指标名称", "名称"},
    {"quantities", "数量", "数值"},
    {"quantities", "计量单位", "单位"},
};

/* In import order; book_sheet relies on the parts of a kind standing together. */
const struct sheet_plan sheet_plans[] = {
    {"communities", "社区.csv", "社区编码,名称,级别,上级编码", ENCODING_UTF8_BOM, false, 0},
    {"grids", "网格.csv", "网格编码,网格名称,所属社区,网格员姓名,成立日期,撤销日期",
     ENCODING_UTF8_BOM, true, 60},
    {"households", "住户.csv",
     "户号,户主姓名,网格编码,小区名称,楼栋号,单元号,门牌号,迁入日期,迁出日期", ENCODING_GB18030,
     true, 6},
    {"residents", "居民-春晖社区.csv",
     "身份证号,户号,姓名,与户主关系,性别,出生日期,民族,文化程度,婚姻状况,从业状况,"
     "人员类别,居住状态,迁入日期,迁出日期",
     ENCODING_GB18030, true, 4},
    {"residents", "居民-桂苑社区.csv",
     "户号,姓名,家庭关系,公民身份号码,性别,出生年月日,民族,学历,婚姻情况,就业状况,"
     "户籍类别,居住情况,入住日期,搬离日期",
     ENCODING_UTF8, false, 8},
    {"residents", "居民-文澜社区.csv",
     "姓名,性别,民族,出生日期,身份证号码,户号,与户主关系,文化程度,婚姻状况,从业状况,"
     "人员类别,居住状态,迁入日期,迁出日期",
     ENCODING_GB18030, true, 5},
    {"residents", "居民-金湖社区.csv",
     "户编号,关系,姓名,性别,出生年月,身份证,民族,文化程度,婚姻,职业状况,人员类别,"
     "居住状态,迁入日期,迁出日期",
     ENCODING_GB18030, true, 10},
    {"residents", "居民-莲塘社区.csv",
     "身份证号,户号,姓名,与户主关系,性别,出生日期,民族,文化程度,婚姻状况,从业状况,"
     "人员类别,居住状态,迁入日期,迁出日期",
     ENCODING_GB18030, false, 20},
    /* saved by Excel with its own date format: every date is 2026/1/5 */
    {"residents", "居民-朝阳社区.csv",
     "户号,与户主关系,姓名,公民身份号码,性别,出生日期,民族,文化程度,婚姻状况,从业状况,"
     "人员类别,居住状态,迁入日期,迁出日期",
     ENCODING_GB18030, true, 1000},
    {"tags", "重点人群.csv", "公民身份号码,人员标签,类别,起始日期,终止日期", ENCODING_UTF8_BOM,
     true, 12},
    {"party_members", "党员名册.csv",
     "编号,姓名,性别,民族,出生年月日,学历,所属社区,所在党支部,党员类型,管理类别,五管类别,"
     "入党时间,组织关系转入日期,组织关系转出日期",
     ENCODING_GB18030, true, 20},
    {"units", "共建单位.csv",
     "单位名称,统一社会信用代码,所属社区,单位性质,隶属关系,登记注册类型,所属行业,联系人,"
     "电话,报到党员数,签约日期,解约日期",
     ENCODING_UTF8_BOM, true, 40},
    {"agreements", "共建协议.csv",
     "编号,信用代码,项目名称,七联类别,责任人,签订时间,完成期限,完成时间", ENCODING_UTF8, false, 30},
    {"disputes", "纠纷台账-2024.csv",
     "案件编号,所属社区,网格编码,受理时间,纠纷类别,案件来源,调解结果,协议类型,涉及人数,"
     "涉案金额,调解人,结案日期",
     ENCODING_GB18030, true, 20},
    {"disputes", "纠纷台账-2025.csv",
     "纠纷编号,所属社区,网格编码,受理日期,办结日期,类别,来源,结果,协议形式,当事人数,"
     "涉及金额,调解员",
     ENCODING_GB18030, true, 12},
    {"disputes", "纠纷台账-2026.csv",
     "纠纷编号,社区编码,网格编码,受理日期,类别,来源,结果,协议形式,当事人数,涉及金额,调解员,"
     "办结日期",
     ENCODING_GB18030, false, 12},
    {"services", "服务台账-2024.csv",
     "编号,所属社区,网格编码,受理时间,受理方式,诉求类别,办理事项,经办人,时限,办结时间,"
     "办理结果,满意度,是否回访",
     ENCODING_GB18030, true, 16},
    {"services", "服务台账-2025.csv",
     "服务编号,所属社区,网格编码,受理日期,方式,类别,事项,承办人,办理时限,办结日期,结果,"
     "满意度,回访",
     ENCODING_GB18030, true, 12},
    {"services", "服务台账-2026.csv",
     "服务编号,受理日期,所属社区,网格编码,方式,类别,事项,承办人,办理时限,结果,办结日期,"
     "满意度,回访",
     ENCODING_GB18030, true, 12},
    {"quantities", "数量.csv", "社区名称,期间,指标名称,数量,计量单位", ENCODING_GB18030, true, 20},
};
const int sheet_plan_count = (int)(sizeof(sheet_plans) / sizeof(sheet_plans[0]));

const char *kind_columns(const char *kind)
{
    for (int i = 0; i < TABLE_KINDS; i++) {
        if (strcmp(columns_by_kind[i].kind, kind) == 0) {
            return columns_by_kind[i].list;
        }
    }
    return NULL;
}

const char *header_canonical(const char *kind, const char *written)
{
    for (size_t i = 0; i < sizeof(synonyms) / sizeof(synonyms[0]); i++) {
        if (strcmp(synonyms[i].kind, kind) == 0 && strcmp(synonyms[i].written, written) == 0) {
            return synonyms[i].canonical;
        }
    }
    return written;
}

bool list_item(const char *list, int index, char *ret_name, size_t size)
{
    for (; index > 0; index--) {
        list = strchr(list, ',');
        if (list == NULL) {
            return false;
        }
        list++;
    }
    size_t length = strcspn(list, ",");
    if (length >= size) {
        return false;
    }
    memcpy(ret_name, list, length);
    ret_name[length] = '\0';
    return true;
}

int list_index(const char *list, const char *name)
{
    char item[CELL_MAX];
    for (int i = 0; list_item(list, i, item, sizeof(item)); i++) {
        if (strcmp(item, name) == 0) {
            return i;
        }
    }
    return -1;
}
