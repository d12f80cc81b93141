#include "keys.h"

#include <assert.h>

#include "measure.h"

static_assert(sizeof(enum style_form) == sizeof(int32_t), "words are stored as int32_t");

#define OTHERS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define WORDS(words)                                                                               \
    {                                                                                              \
        words, BASE_COUNT(words)                                                                   \
    }
#define GROUP(where, keys, fields)                                                                 \
    {                                                                                              \
        {where, keys, BASE_COUNT(keys)}, fields                                                    \
    }
#define STYLE(field) offsetof(struct style, field)
#define TEXT(field) offsetof(struct style_text, field)

/* ---- words ---- */

static const struct word breaking_words[] = {
    {"basic", "基本", STYLE_BREAK_BASIC, NULL},
    {"gb", "国标", STYLE_BREAK_GB, OTHERS("GB")},
    {"strict", "严格", STYLE_BREAK_STRICT, NULL},
};
static const struct word form_words[] = {
    {"document", "公文", STYLE_FORM_DOCUMENT, NULL},
    {"letter", "信函", STYLE_FORM_LETTER, NULL},
    {"minutes", "纪要", STYLE_FORM_MINUTES, NULL},
};
static const struct word side_words[] = {
    {"outer", "外侧", true, NULL},
    {"center", "居中", false, OTHERS("中")},
};
static const struct word align_words[] = {
    {"justify", "两端", STYLE_JUSTIFY, OTHERS("两端对齐")},
    {"left", "左", STYLE_LEFT, OTHERS("居左")},
    {"center", "中", STYLE_CENTER, OTHERS("居中")},
    {"right", "右", STYLE_RIGHT, OTHERS("居右")},
};
static const struct word paper_words[] = {
    {"A4", "A4", 0, OTHERS("a4")},
    {"A3", "A3", 1, OTHERS("a3")},
    {"B5", "B5", 2, OTHERS("b5")},
    {"16K", "16开", 3, OTHERS("16k")},
};
const int32_t paper_sizes[][2] = {
    {MM(210), MM(297)}, {MM(297), MM(420)}, {MM(176), MM(250)}, {MM(184), MM(260)}};
static const struct word pitch_words[] = {{"fill", "铺满", 0, NULL}};
static const struct word grid_words[] = {{"grid", "同网格", 0, OTHERS("网格")}};
static const struct word auto_words[] = {{"auto", "自动", 0, NULL}};

static const struct word_list words_breaking = WORDS(breaking_words);
static const struct word_list words_form = WORDS(form_words);
static const struct word_list words_side = WORDS(side_words);
static const struct word_list words_text_align = WORDS(align_words);
const struct word_list words_paper = WORDS(paper_words);
static const struct word_list words_pitch = WORDS(pitch_words);
static const struct word_list words_grid = WORDS(grid_words);
static const struct word_list words_auto = WORDS(auto_words);

/* ---- the file ---- */

static const struct key top_keys[] = {
    {{"summary", "说明", TOP_SUMMARY, OTHERS("用途")}, KEY_TEXT, false, false},
    {{"base", "基于", TOP_BASE, NULL}, KEY_TEXT, false, false},
    {{"paper", "纸张", TOP_PAPER, NULL}, KEY_ANY, false, false},
    {{"margins", "页边", TOP_MARGINS, OTHERS("页边距")}, KEY_MAP, false, false},
    {{"text-area", "版心", TOP_AREA, NULL}, KEY_MAP, false, false},
    {{"chars-per-line", "每行字数", TOP_CHARS, NULL}, KEY_TEXT, false, false},
    {{"lines-per-page", "每页行数", TOP_LINES, NULL}, KEY_TEXT, false, false},
    {{"size", "字号", TOP_SIZE, NULL}, KEY_TEXT, false, false},
    {{"line-pitch", "行距", TOP_PITCH, NULL}, KEY_TEXT, false, false},
    {{"breaking", "禁则", TOP_BREAKING, NULL}, KEY_TEXT, false, false},
    {{"min-last-line", "末行至少", TOP_LAST_LINE, NULL}, KEY_TEXT, false, false},
    {{"form", "格式", TOP_FORM, NULL}, KEY_TEXT, false, false},
    {{"contents-levels", "目录级数", TOP_CONTENTS, NULL}, KEY_TEXT, false, false},
    {{"page-number-place", "页码位置", TOP_NUMBER, NULL}, KEY_MAP, false, false},
    {{"tables", "表格", TOP_TABLES, NULL}, KEY_MAP, false, false},
    {{"letterhead", "版头", TOP_LETTERHEAD, OTHERS("红头")}, KEY_MAP, false, false},
    {{"imprint", "版记", TOP_IMPRINT, NULL}, KEY_MAP, false, false},
    {{"elements", "要素", TOP_ELEMENTS, NULL}, KEY_MAP, false, false},
};
static const struct field top_fields[TOP_KEYS] = {
    [TOP_SUMMARY] = {FIELD_OTHER, 0, 0, 0, NULL},
    [TOP_BASE] = {FIELD_OTHER, 0, 0, 0, NULL},
    [TOP_PAPER] = {FIELD_OTHER, 0, 0, 0, NULL},
    [TOP_MARGINS] = {FIELD_OTHER, 0, 0, 0, NULL},
    [TOP_AREA] = {FIELD_OTHER, 0, 0, 0, NULL},
    [TOP_CHARS] = {FIELD_AUTO, STYLE(chars_per_line), 5, 100, &words_auto},
    [TOP_LINES] = {FIELD_AUTO, STYLE(lines_per_page), 2, 100, &words_auto},
    [TOP_SIZE] = {FIELD_SIZE, STYLE(em), PT(5), PT(72), NULL},
    [TOP_PITCH] = {FIELD_PITCH, STYLE(line_pitch), PT(5), PT(200), &words_pitch},
    [TOP_BREAKING] = {FIELD_WORD, STYLE(breaking), 0, 0, &words_breaking},
    [TOP_LAST_LINE] = {FIELD_ZI, STYLE(min_last_line_zi), 1, 10, NULL},
    [TOP_FORM] = {FIELD_WORD, STYLE(form), 0, 0, &words_form},
    [TOP_CONTENTS] = {FIELD_COUNT, STYLE(contents_levels), 0, 4, NULL},
    [TOP_NUMBER] = {FIELD_OTHER, 0, 0, 0, NULL},
    [TOP_TABLES] = {FIELD_OTHER, 0, 0, 0, NULL},
    [TOP_LETTERHEAD] = {FIELD_OTHER, 0, 0, 0, NULL},
    [TOP_IMPRINT] = {FIELD_OTHER, 0, 0, 0, NULL},
    [TOP_ELEMENTS] = {FIELD_OTHER, 0, 0, 0, NULL},
};

/* ---- its groups ---- */

static const struct key paper_keys[] = {
    {{"width", "宽", PAPER_WIDTH, NULL}, KEY_TEXT, true, false},
    {{"height", "高", PAPER_HEIGHT, NULL}, KEY_TEXT, true, false},
};
static const struct field paper_fields[PAPER_KEYS] = {
    [PAPER_WIDTH] = {FIELD_LENGTH, STYLE(paper_width), MM(50), MM(600), NULL},
    [PAPER_HEIGHT] = {FIELD_LENGTH, STYLE(paper_height), MM(50), MM(600), NULL},
};
static const struct key margin_keys[] = {
    {{"top", "上", MARGIN_TOP, OTHERS("天头")}, KEY_TEXT, false, false},
    {{"bottom", "下", MARGIN_BOTTOM, OTHERS("地脚")}, KEY_TEXT, false, false},
    {{"left", "左", MARGIN_LEFT, OTHERS("订口")}, KEY_TEXT, false, false},
    {{"right", "右", MARGIN_RIGHT, OTHERS("翻口")}, KEY_TEXT, false, false},
};
static const struct field margin_fields[MARGIN_KEYS] = {
    [MARGIN_TOP] = {FIELD_LENGTH, STYLE(margin_top), 0, MM(200), NULL},
    [MARGIN_BOTTOM] = {FIELD_OTHER, 0, 0, 0, NULL},
    [MARGIN_LEFT] = {FIELD_LENGTH, STYLE(margin_left), 0, MM(200), NULL},
    [MARGIN_RIGHT] = {FIELD_OTHER, 0, 0, 0, NULL},
};
static const struct key area_keys[] = {
    {{"width", "宽", AREA_WIDTH, NULL}, KEY_TEXT, false, false},
    {{"height", "高", AREA_HEIGHT, NULL}, KEY_TEXT, false, false},
};
static const struct field area_fields[AREA_KEYS] = {
    [AREA_WIDTH] = {FIELD_LENGTH, STYLE(text_width), MM(20), MM(600), NULL},
    [AREA_HEIGHT] = {FIELD_LENGTH, STYLE(text_height), MM(20), MM(600), NULL},
};
static const struct key number_keys[] = {
    {{"below", "距版心", NUMBER_BELOW, NULL}, KEY_TEXT, false, false},
    {{"inset", "缩进", NUMBER_INSET, NULL}, KEY_TEXT, false, false},
    {{"side", "位置", NUMBER_SIDE, NULL}, KEY_TEXT, false, false},
};
static const struct field number_fields[NUMBER_KEYS] = {
    [NUMBER_BELOW] = {FIELD_LENGTH, STYLE(number_below), 0, MM(100), NULL},
    [NUMBER_INSET] = {FIELD_ZI, STYLE(number_inset_zi), 0, 20, NULL},
    [NUMBER_SIDE] = {FIELD_FLAG, STYLE(number_outer), 0, 0, &words_side},
};
static const struct key tables_keys[] = {
    {{"thick", "粗线", TABLES_THICK, NULL}, KEY_TEXT, false, false},
    {{"thin", "细线", TABLES_THIN, NULL}, KEY_TEXT, false, false},
    {{"row", "行高", TABLES_ROW, NULL}, KEY_TEXT, false, false},
};
static const struct field tables_fields[TABLES_KEYS] = {
    [TABLES_THICK] = {FIELD_LENGTH, STYLE(rule_thick), PT(0.1), PT(10), NULL},
    [TABLES_THIN] = {FIELD_LENGTH, STYLE(rule_thin), PT(0.1), PT(10), NULL},
    [TABLES_ROW] = {FIELD_LENGTH, STYLE(table_row), PT(5), PT(100), NULL},
};
static const struct key letterhead_keys[] = {
    {{"top", "上距", LETTERHEAD_TOP, NULL}, KEY_TEXT, false, false},
    {{"rule-gap", "线距", LETTERHEAD_GAP, NULL}, KEY_TEXT, false, false},
    {{"rule-width", "线粗", LETTERHEAD_RULE, NULL}, KEY_TEXT, false, false},
    {{"color", "颜色", LETTERHEAD_COLOR, NULL}, KEY_ANY, false, false},
};
static const struct field letterhead_fields[LETTERHEAD_KEYS] = {
    [LETTERHEAD_TOP] = {FIELD_LENGTH, STYLE(mark_top), 0, MM(150), NULL},
    [LETTERHEAD_GAP] = {FIELD_LENGTH, STYLE(mark_rule_gap), 0, MM(50), NULL},
    [LETTERHEAD_RULE] = {FIELD_LENGTH, STYLE(mark_rule_width), PT(0.1), MM(10), NULL},
    [LETTERHEAD_COLOR] = {FIELD_COLOR, STYLE(mark_color), 0, 0, NULL},
};
static const struct key imprint_keys[] = {
    {{"thick", "粗线", IMPRINT_THICK, NULL}, KEY_TEXT, false, false},
    {{"thin", "细线", IMPRINT_THIN, NULL}, KEY_TEXT, false, false},
};
static const struct field imprint_fields[IMPRINT_KEYS] = {
    [IMPRINT_THICK] = {FIELD_LENGTH, STYLE(imprint_thick), PT(0.1), PT(10), NULL},
    [IMPRINT_THIN] = {FIELD_LENGTH, STYLE(imprint_thin), PT(0.1), PT(10), NULL},
};

/* ---- elements ---- */

static const struct key text_keys[] = {
    {{"role", "字体", STYLE_KEY_ROLE, NULL}, KEY_TEXT, false, false},
    {{"size", "字号", STYLE_KEY_SIZE, NULL}, KEY_TEXT, false, false},
    {{"line-pitch", "行距", STYLE_KEY_PITCH, NULL}, KEY_TEXT, false, false},
    {{"indent", "缩进", STYLE_KEY_INDENT, OTHERS("首行缩进")}, KEY_TEXT, false, false},
    {{"align", "对齐", STYLE_KEY_ALIGN, NULL}, KEY_TEXT, false, false},
    {{"hang", "悬挂", STYLE_KEY_HANG, OTHERS("悬挂缩进")}, KEY_TEXT, false, false},
    {{"before", "段前", STYLE_KEY_BEFORE, NULL}, KEY_TEXT, false, false},
    {{"after", "段后", STYLE_KEY_AFTER, NULL}, KEY_TEXT, false, false},
    {{"color", "颜色", STYLE_KEY_COLOR, NULL}, KEY_ANY, false, false},
};
static const struct field text_fields[STYLE_KEY_COUNT] = {
    [STYLE_KEY_ROLE] = {FIELD_ROLE, TEXT(role), 0, 0, NULL},
    [STYLE_KEY_SIZE] = {FIELD_SIZE, TEXT(size), PT(4), PT(200), NULL},
    [STYLE_KEY_PITCH] = {FIELD_PITCH, TEXT(line_pitch), PT(4), PT(300), &words_grid},
    [STYLE_KEY_INDENT] = {FIELD_ZI, TEXT(indent_zi), 0, 50, NULL},
    [STYLE_KEY_HANG] = {FIELD_ZI, TEXT(hang_zi), 0, 50, NULL},
    [STYLE_KEY_ALIGN] = {FIELD_WORD, TEXT(align), 0, 0, &words_text_align},
    [STYLE_KEY_BEFORE] = {FIELD_LINES, TEXT(lines_before), 0, 10, NULL},
    [STYLE_KEY_AFTER] = {FIELD_LINES, TEXT(lines_after), 0, 10, NULL},
    [STYLE_KEY_COLOR] = {FIELD_COLOR, TEXT(color), 0, 0, NULL},
};
static const struct key element_keys[] = {
    {{"title", "标题", STYLE_TITLE, NULL}, KEY_MAP, false, false},
    {{"salutation", "称谓", STYLE_SALUTATION, OTHERS("主送")}, KEY_MAP, false, false},
    {{"body", "正文", STYLE_BODY, NULL}, KEY_MAP, false, false},
    {{"heading-1", "一级标题", STYLE_HEADING_1, NULL}, KEY_MAP, false, false},
    {{"heading-2", "二级标题", STYLE_HEADING_2, NULL}, KEY_MAP, false, false},
    {{"heading-3", "三级标题", STYLE_HEADING_3, NULL}, KEY_MAP, false, false},
    {{"heading-4", "四级标题", STYLE_HEADING_4, NULL}, KEY_MAP, false, false},
    {{"signature", "落款", STYLE_SIGNATURE, NULL}, KEY_MAP, false, false},
    {{"caption", "表题", STYLE_CAPTION, NULL}, KEY_MAP, false, false},
    {{"table-head", "表头", STYLE_TABLE_HEAD, NULL}, KEY_MAP, false, false},
    {{"table-cell", "表格文字", STYLE_TABLE_CELL, NULL}, KEY_MAP, false, false},
    {{"table-note", "表注", STYLE_TABLE_NOTE, NULL}, KEY_MAP, false, false},
    {{"page-number", "页码", STYLE_PAGE_NUMBER, NULL}, KEY_MAP, false, false},
    {{"table-group", "表中分组", STYLE_TABLE_GROUP, NULL}, KEY_MAP, false, false},
    {{"form-fields", "填报栏", STYLE_FORM, NULL}, KEY_MAP, false, false},
    {{"chart", "图中文字", STYLE_CHART, NULL}, KEY_MAP, false, false},
    {{"enclosures", "附件说明", STYLE_ENCLOSURES, NULL}, KEY_MAP, false, false},
    {{"attachment", "附件", STYLE_ATTACHMENT, NULL}, KEY_MAP, false, false},
    {{"attachment-title", "附件标题", STYLE_ATTACHMENT_TITLE, NULL}, KEY_MAP, false, false},
    {{"mark", "发文机关标志", STYLE_MARK, NULL}, KEY_MAP, false, false},
    {{"mark-number", "发文字号", STYLE_MARK_NUMBER, NULL}, KEY_MAP, false, false},
    {{"mark-field", "密级", STYLE_MARK_FIELD, OTHERS("紧急程度")}, KEY_MAP, false, false},
    {{"signer", "签发人", STYLE_SIGNER, NULL}, KEY_MAP, false, false},
    {{"imprint-text", "版记文字", STYLE_IMPRINT, NULL}, KEY_MAP, false, false},
    {{"attendance-label", "出席", STYLE_ATTENDANCE_LABEL, NULL}, KEY_MAP, false, false},
    {{"attendance", "出席名单", STYLE_ATTENDANCE, NULL}, KEY_MAP, false, false},
    {{"contents-title", "目录标题", STYLE_CONTENTS_TITLE, NULL}, KEY_MAP, false, false},
    {{"contents", "目录", STYLE_CONTENTS, NULL}, KEY_MAP, false, false},
};
static_assert(BASE_COUNT(element_keys) == STYLE_ELEMENT_COUNT, "every element has a key");

/* ---- which keys an element listens to ---- */

#define BIT(key) (1u << STYLE_KEY_##key)
#define FACE (BIT(ROLE) | BIT(SIZE) | BIT(COLOR))
#define APART (BIT(BEFORE) | BIT(AFTER))
/* running text */
#define BLOCK (FACE | BIT(PITCH) | APART | BIT(INDENT) | BIT(HANG) | BIT(ALIGN))

static const unsigned listens[STYLE_ELEMENT_COUNT] = {
    [STYLE_TITLE] = FACE | BIT(PITCH) | APART,
    [STYLE_SALUTATION] = BLOCK,
    [STYLE_BODY] = BLOCK,
    [STYLE_HEADING_1] = BLOCK,
    [STYLE_HEADING_2] = BLOCK,
    [STYLE_HEADING_3] = BLOCK,
    [STYLE_HEADING_4] = BLOCK,
    [STYLE_SIGNATURE] = FACE | APART,
    [STYLE_CAPTION] = FACE | BIT(BEFORE),
    [STYLE_TABLE_HEAD] = FACE | BIT(PITCH),
    [STYLE_TABLE_CELL] = FACE | BIT(PITCH),
    [STYLE_TABLE_NOTE] = FACE | BIT(PITCH),
    [STYLE_PAGE_NUMBER] = FACE,
    [STYLE_TABLE_GROUP] = BIT(ROLE) | BIT(ALIGN) | BIT(COLOR),
    [STYLE_FORM] = FACE | BIT(PITCH),
    [STYLE_CHART] = BIT(ROLE) | BIT(SIZE) | BIT(PITCH),
    [STYLE_ENCLOSURES] = BLOCK & ~BIT(HANG),
    [STYLE_ATTACHMENT] = FACE | BIT(AFTER),
    [STYLE_ATTACHMENT_TITLE] = FACE | BIT(PITCH) | APART,
    [STYLE_MARK] = FACE,
    [STYLE_MARK_NUMBER] = FACE | APART,
    [STYLE_MARK_FIELD] = FACE,
    [STYLE_SIGNER] = FACE,
    [STYLE_IMPRINT] = FACE | BIT(PITCH) | BIT(INDENT) | BIT(ALIGN),
    [STYLE_ATTENDANCE_LABEL] = FACE | BIT(BEFORE) | BIT(INDENT),
    [STYLE_ATTENDANCE] = FACE | BIT(PITCH),
    [STYLE_CONTENTS_TITLE] = FACE | APART,
    [STYLE_CONTENTS] = FACE | BIT(BEFORE) | BIT(ALIGN),
};

bool style_listens(enum style_element element, enum style_key key)
{
    return listens[element] >> key & 1;
}

const char *style_element_name(enum style_element element)
{
    return element_keys[element].word.chinese;
}

const struct group group_top = GROUP("版式", top_keys, top_fields);
const struct group group_paper = GROUP("纸张", paper_keys, paper_fields);
const struct group group_margins = GROUP("页边", margin_keys, margin_fields);
const struct group group_area = GROUP("版心", area_keys, area_fields);
const struct group group_number = GROUP("页码位置", number_keys, number_fields);
const struct group group_tables = GROUP("表格", tables_keys, tables_fields);
const struct group group_letterhead = GROUP("版头", letterhead_keys, letterhead_fields);
const struct group group_imprint = GROUP("版记", imprint_keys, imprint_fields);
const struct group group_text = GROUP("要素", text_keys, text_fields);
const struct schema schema_elements = {"要素", element_keys, BASE_COUNT(element_keys)};
