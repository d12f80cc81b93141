/*
 * The words of the language: keys, values and control words, each in English and in Chinese. One
 * table each, so that a word added here is known to the reader and to its messages.
 */
#ifndef DEFINE_WORDS_H
#define DEFINE_WORDS_H

#include <huibao/yaml.h>

enum { /* front matter */
       REPORT_ID,
       REPORT_TITLE,
       REPORT_SUMMARY,
       REPORT_STYLE,
       REPORT_SALUTATION,
       REPORT_PARAMS,
       REPORT_DATA,
       REPORT_SIGNATURE,
       REPORT_LETTERHEAD,
       REPORT_ATTENDANCE,
       REPORT_ATTACHMENTS,
       REPORT_COPIES,
       REPORT_IMPRINT,
       REPORT_PROOF,
       REPORT_PERSONAL,
       REPORT_CHECKS,
       REPORT_AUDIT_ANNEX,
       REPORT_SOURCES_ANNEX,
       REPORT_SCHEDULE,
       REPORT_DELIVER,
       REPORT_KEYS
};
enum { SCHEDULE_EVERY, SCHEDULE_FROM, SCHEDULE_COMMUNITIES, SCHEDULE_PARAMS, SCHEDULE_KEYS };
enum {
    DELIVER_TARGET,
    DELIVER_DEADLINE,
    DELIVER_REMINDERS,
    DELIVER_FORMATS,
    DELIVER_NAME,
    DELIVER_KEYS
};
enum { NAME_ANY, NAME_COMMUNITY }; /* what a part of a package's name needs */
enum { WAIVER_OFF, WAIVER_REASON, WAIVER_KEYS };
enum { PERSONAL_SHOW, PERSONAL_REASON, PERSONAL_KEYS };
enum {
    PARAM_TYPE,
    PARAM_REQUIRED,
    PARAM_DEFAULT,
    PARAM_CHOICES,
    PARAM_LABEL,
    PARAM_COMPUTE,
    PARAM_KEYS
};
enum { DATASET_SQL, DATASET_INDICATORS, DATASET_DETAIL, DATASET_KEYS };
enum {
    INDICATOR_UNIT,
    INDICATOR_DECIMALS,
    INDICATOR_MEANS,
    INDICATOR_BASE,
    INDICATOR_EXPR,
    INDICATOR_FORMAT,
    INDICATOR_REQUIRED,
    INDICATOR_MISSING,
    INDICATOR_KEYS
};
enum {
    CHECK_ID,
    CHECK_RULE,
    CHECK_PREVIEW,
    CHECK_PUBLISH,
    CHECK_UPLOAD,
    CHECK_SAYS,
    CHECK_TOLERANCE,
    CHECK_EACH,
    CHECK_KEYS
};
enum { SIGNATURE_ORGAN, SIGNATURE_DATE, SIGNATURE_NOTE, SIGNATURE_KEYS };
enum {
    LETTERHEAD_ORGAN,
    LETTERHEAD_NUMBER,
    LETTERHEAD_SIGNER,
    LETTERHEAD_SECRECY,
    LETTERHEAD_URGENCY,
    LETTERHEAD_ISSUER,
    LETTERHEAD_DATE,
    LETTERHEAD_KEYS
};
enum { IMPRINT_COPIES, IMPRINT_ORGAN, IMPRINT_DATE, IMPRINT_KEYS };
enum {
    TABLE_DATA,
    TABLE_CAPTION,
    TABLE_COLUMNS,
    TABLE_UNIT,
    TABLE_NOTE,
    TABLE_EMPTY,
    TABLE_TOTAL_LABEL,
    TABLE_IDS,
    TABLE_GROUP,
    TABLE_SUBTOTAL,
    TABLE_SUBTOTAL_LABEL,
    TABLE_INDENT,
    TABLE_LANDSCAPE,
    TABLE_CARRY,
    TABLE_DETAIL,
    TABLE_FORM,
    TABLE_CROSS,
    TABLE_KEYS
};
enum {
    COLUMN_TITLE,
    COLUMN_VALUE,
    COLUMN_SHARE,
    COLUMN_EXPR,
    COLUMN_FORMAT,
    COLUMN_TOTAL,
    COLUMN_WIDTH,
    COLUMN_ALIGN,
    COLUMN_ID,
    COLUMN_MERGE,
    COLUMN_BELOW,
    COLUMN_KEYS
};
enum {
    FORM_NUMBER,
    FORM_ORGAN,
    FORM_APPROVAL,
    FORM_VALID,
    FORM_REPORTER,
    FORM_PERIOD,
    FORM_PEOPLE,
    FORM_KEYS
};
enum { CROSS_ROWS, CROSS_COLUMNS, CROSS_VALUE, CROSS_FORMAT, CROSS_TOTAL, CROSS_KEYS };

enum {
    CHART_DATA,
    CHART_TYPE,
    CHART_CATEGORY,
    CHART_SERIES,
    CHART_SPLIT,
    CHART_STACKED,
    CHART_LABELS,
    CHART_CAPTION,
    CHART_UNIT,
    CHART_NOTE,
    CHART_HEIGHT,
    CHART_EMPTY,
    CHART_KEYS
};
enum { SERIES_TITLE, SERIES_VALUE, SERIES_FORMAT, SERIES_KEYS };

extern const struct schema schema_schedule, schema_deliver;
extern const struct schema schema_report, schema_param, schema_dataset, schema_indicator,
    schema_check, schema_signature, schema_table, schema_column, schema_letterhead, schema_imprint,
    schema_waiver, schema_personal, schema_chart, schema_series, schema_category, schema_form,
    schema_cross;

/* Values; ids are the enums of the contract. */
extern const struct word_list words_every, words_all, words_name; /* 定时, 报送 */
extern const struct word_list words_delivered;                    /* 0 PDF, 1 XLSX, 2 CSV */
extern const struct word_list words_type, words_verdict, words_total, words_align, words_chart;
/* Words for a default value (ids are not used; the English spelling is kept) and for a date. */
extern const struct word_list words_aggregate, words_children; /* 合计(…), 行数(…), 下级 */
extern const struct word_list words_fallback_period, words_fallback_date, words_day;

enum control {
    CONTROL_IF,
    CONTROL_ELSE,
    CONTROL_ELSE_IF,
    CONTROL_END_IF,
    CONTROL_EACH,
    CONTROL_END_EACH,
    CONTROL_LIST,
    CONTROL_END_LIST,
    CONTROL_PAGE,
    CONTROL_LANDSCAPE,
    CONTROL_END_LANDSCAPE,
    CONTROL_ATTACHMENT,
    CONTROL_INCLUDE,
    CONTROL_NO_END, /* {{/附件}}: refused, there is nothing to end */
    CONTROL_FENCE   /* {{#chart}}: refused, it is written between fences */
};
extern const struct word_list words_open;       /* after {{#: if, each, page … */
extern const struct word_list words_close;      /* after {{/ */
extern const struct word_list words_bare;       /* without a sign: else, else if */
extern const struct word_list words_comparison; /* 环比, 同比 */
extern const struct word_list words_manner;     /* 增减, 带单位: ids are enum manner_word */
enum manner_word { MANNER_DIFFERENCE, MANNER_MEASURED, MANNER_SHARE };
extern const struct word_list words_shift; /* 本期., 上期., 同期. */
extern const struct word_list words_first; /* {{#each X|前3}} */
extern const struct word_list words_same;  /* {{#each X|同 Y}} */
extern const struct word_list words_list;  /* {{#list|第一}}: ids are enum list_word */
enum list_word { LIST_HAN, LIST_ORDINAL, LIST_NUMBER, LIST_APART };
extern const struct word_list words_block; /* after ```: table, and words of later versions */
enum block_word { BLOCK_TABLE, BLOCK_CHART, BLOCK_LATER };

#endif
