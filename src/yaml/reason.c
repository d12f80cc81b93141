#include "reason.h"

#include <string.h>

static const struct reason unknown = {
    "从这里起读不下去",
    "看看这一行和上一行：缩进是否对齐，引号和括号是否成对，含 {、%、: 的文字是否加了引号"};

struct rule {
    const char *english; /* part of libfyaml's message */
    const char *sign;    /* which the line must hold; NULL: any line */
    struct reason reason;
};

/* The first that fits; those that look at the line come before those that do not. */
static const struct rule rules[] = {
    {"tab", NULL, {"行首有制表符（Tab）", "缩进只能用空格：把 Tab 换成空格，每一级两个"}},
    {"tabs", NULL, {"冒号旁边有制表符（Tab）", "把 Tab 换成空格"}},
    {"comma in flow", "，", {"括号里用了中文逗号（，）", "改成英文逗号加一个空格（, ）"}},
    {"comma in flow",
     NULL,
     {"括号里各项之间缺少逗号，或者括号没有结束",
      "各项用英文逗号加一个空格隔开，最后用 } 或 ] 结束；文字里有逗号的放在引号里"}},
    {"without a closing",
     NULL,
     {"括号没有结束", "补上后一个 } 或 ]；# 起是注释，带 # 的文字要放在引号里"}},
    {"extra closing", NULL, {"多出一个后括号", "删去它，或补上前一个 { 或 ["}},
    {"trailing content", NULL, {"引号结束之后还有文字", "把整段文字放进同一对引号里"}},
    {"invalid escape", NULL, {"双引号里的 \\ 写法不认识", "改用单引号，或把 \\ 写成 \\\\"}},
    {"without whitespace", NULL, {"注释的 # 前面没有空格", "在 # 前面空一格"}},
    {"comment", NULL, {"这里不能写注释", "把 # 起的注释单独写一行"}},
    {"quoted scalar", NULL, {"引号没有结束", "补上后一个引号；单引号里的 ' 写成 ''"}},
    {"quoted string", NULL, {"引号没有结束", "补上后一个引号"}},
    {"same line", "｛", {"用了中文花括号（｛）", "改成英文花括号 { }"}},
    {"same line", NULL, {"一行里有两处“: ”", "文字里有“: ”时，把整段文字放在引号里"}},
    {"tag", NULL, {"不支持以 ! 开头的写法", "文字以 ! 开头时，把它放在引号里"}},
    {"cannot start with", NULL, {"没有引号的文字不能以这个符号开头", "把这段文字放在引号里"}},
    {"indentation in mapping",
     NULL,
     {"缩进与上面各行不齐", "同一级的键要上下对齐，行首的空格一样多"}},
    {"indendation", NULL, {"缩进与上面各行不齐", "同一级的“- ”要上下对齐，行首的空格一样多"}},
    {"indent", NULL, {"缩进与上面各行不齐", "同一级的各行要上下对齐，行首的空格一样多"}},
};

static const char *skip_blanks(const char *line)
{
    return line + strspn(line, " -");
}

size_t yaml_unspaced(const char *line)
{
    size_t at = (size_t)(skip_blanks(line) - line);
    if (!line[at] || strchr("'\"{[#&*!|>", line[at]))
        return 0;
    for (; line[at]; at++) {
        if (strchr(" \t'\"{}[],", line[at]))
            return 0;
        if (line[at] == ':')
            return line[at + 1] && !strchr(" \t\r", line[at + 1]) ? at + 1 : 0;
    }
    return 0;
}

static bool has_key(const char *line)
{
    return line && strstr(line, ": ") != NULL;
}

/* A line that should be a key and its value, and is not. */
static struct reason no_key(const char *english, const char *line, const char *next)
{
    const char *text = skip_blanks(line);
    if (next && next[strspn(next, " ")] == '\t')
        return (struct reason){"下一行的行首有制表符（Tab）",
                               "缩进只能用空格：把 Tab 换成空格，每一级两个"};
    if (yaml_unspaced(line))
        return (struct reason){"键的冒号后面没有空格", "英文冒号后面要空一格，写成“键: 值”"};
    if (strncmp(text, "＃", 3) == 0)
        return (struct reason){"注释要用英文的 #", "把 ＃ 改成 # 加一个空格"};
    if (line[strspn(line, " ")] == '-')
        return (struct reason){"列表的“- ”不能和“键: 值”放在同一级",
                               "列表写在它的键的下一行，往里缩进两格"};
    if (strstr(english, "multiline") && has_key(next))
        return (struct reason){"下一行多缩进了，成了这一行的接续",
                               "同一级的键要上下对齐，行首的空格一样多"};
    if (strstr(english, "end of block sequence"))
        return (struct reason){"“键: 值”不能和列表的“- ”放在同一级",
                               "往里缩进两格，与“- ”后面的文字对齐"};
    if (strstr(line, ": [") || strstr(line, ": {"))
        return (struct reason){"括号结束之后还有文字", "把整段文字放在引号里"};
    if (strstr(line, "："))
        return (struct reason){"这一行不是“键: 值”",
                               "键后面要用英文冒号加一个空格（: ），不能用中文冒号（：）"};
    return (struct reason){"这一行不是“键: 值”",
                           "写成“键: 值”；是上一行的接续就再缩进两格，长文字用 | 或 > 开始"};
}

struct reason yaml_reason(const char *english, const char *line, const char *next)
{
    static const char *const keyless[] = {"multiline plain key", "expected ':'",
                                          "value after mapping", "expected key",
                                          "end of block sequence"};
    if (!english)
        return unknown;
    for (size_t i = 0; line && i < BASE_COUNT(keyless); i++)
        if (strstr(english, keyless[i]))
            return no_key(english, line, next);
    for (size_t i = 0; i < BASE_COUNT(rules); i++)
        if (strstr(english, rules[i].english) &&
            (!rules[i].sign || (line && strstr(line, rules[i].sign))))
            return rules[i].reason;
    return unknown;
}
