/* Each way in which people break YAML: what is said, where, and that it is said in Chinese. */
#include <huibao/yaml.h>

#include "tap.h"

#include <string.h>

struct mistake {
    const char *text;
    const char *want; /* CODE line:column, message, hint */
};

static char *first_finding(struct arena *arena, const char *text)
{
    struct diags *diags = diags_new();
    struct source *source = yaml_source(arena, "f", text, strlen(text), diags);
    if (source)
        yaml_read(source, 0, source->length, diags);
    char *found = arena_strdup(arena, "nothing");
    if (diags_kept(diags)) {
        const struct diag *diag = diags_at(diags, 0);
        CHECK(!diag->detail);
        found = arena_printf(arena, "%s %ld:%ld %s。%s", diag->kind->code, diag->place.line,
                             diag->place.column, diag->message, diag->hint ? diag->hint : "");
    }
    diags_free(diags);
    return found;
}

static const struct mistake mistakes[] = {
    {"甲: 1\n乙:\n\t丙: 2\n",
     "YML003 3:1 YAML 写法有误：行首有制表符（Tab）。缩进只能用空格：把 Tab 换成空格，每一级两个"},
    {"甲: 1\n乙:\n  丙:\n  \t丁: 2\n",
     "YML003 4:3 YAML 写法有误：行首有制表符（Tab）。缩进只能用空格：把 Tab 换成空格，每一级两个"},
    {"甲:1\n乙: 2\n",
     "YML003 1:1 YAML 写法有误：键的冒号后面没有空格。英文冒号后面要空一格，写成“键: 值”"},
    {"乙: 2\n甲:1\n",
     "YML003 2:1 YAML 写法有误：键的冒号后面没有空格。英文冒号后面要空一格，写成“键: 值”"},
    {"乙: 2\n甲:1\n丙: 3\n",
     "YML003 2:1 YAML 写法有误：键的冒号后面没有空格。英文冒号后面要空一格，写成“键: 值”"},
    {"甲:1\n",
     "YML013 1:1 “整段内容”应当是若干“键: 值”，这里是文字。英文冒号后面要空一格，写成“键: 值”"},
    {"甲: {乙: \"1\" 2，丙: 2}\n",
     "YML003 1:12 YAML 写法有误：括号里用了中文逗号（，）。改成英文逗号加一个空格（, ）"},
    {"甲: {乙: 1 丙: 2}\n", "YML003 1:11 YAML "
                            "写法有误：括号里各项之间缺少逗号，或者括号没有结束。各项用英文逗号加一"
                            "个空格隔开，最后用 } 或 ] 结束；文字里有逗号的放在引号里"},
    {"甲: ｛乙: 1｝丙\n", "YML003 1:6 YAML 写法有误：用了中文花括号（｛）。改成英文花括号 { }"},
    {"甲: {乙: 1\n丙: {丁: 2}\n", "YML003 2:2 YAML "
                                  "写法有误：括号里各项之间缺少逗号，或者括号没有结束。各项用英文逗"
                                  "号加一个空格隔开，最后用 } 或 ] 结束；文字里有逗号的放在引号里"},
    {"甲: [乙\n丙: 1\n", "YML003 3:1 YAML 写法有误：括号没有结束。补上后一个 } 或 ]；# "
                         "起是注释，带 # 的文字要放在引号里"},
    {"甲: {乙: 1}}\n", "YML003 1:10 YAML 写法有误：多出一个后括号。删去它，或补上前一个 { 或 ["},
    {"甲: '乙\n丙: 1\n",
     "YML003 1:4 YAML 写法有误：引号没有结束。补上后一个引号；单引号里的 ' 写成 ''"},
    {"甲: \"乙\n丙: 1\n",
     "YML003 1:4 YAML 写法有误：引号没有结束。补上后一个引号；单引号里的 ' 写成 ''"},
    {"甲: '乙", "YML003 1:5 YAML 写法有误：引号没有结束。补上后一个引号；单引号里的 ' 写成 ''"},
    {"甲: \"乙", "YML003 1:5 YAML 写法有误：引号没有结束。补上后一个引号；单引号里的 ' 写成 ''"},
    {"甲: '乙'丙\n", "YML003 1:7 YAML 写法有误：引号结束之后还有文字。把整段文字放进同一对引号里"},
    {"甲: [乙]丙\n", "YML003 1:7 YAML 写法有误：括号结束之后还有文字。把整段文字放在引号里"},
    {"甲: {{乙}}丙\n",
     "YML006 1:5 键必须是一段文字。以 {{ 开头的文字要放在单引号里，如 '{{名称}}情况'"},
    {"甲: 通知: 关于\n",
     "YML003 1:6 YAML 写法有误：一行里有两处“: ”。文字里有“: ”时，把整段文字放在引号里"},
    {"甲: %乙\n",
     "YML003 1:4 YAML 写法有误：没有引号的文字不能以这个符号开头。把这段文字放在引号里"},
    {"甲: @乙\n",
     "YML003 1:4 YAML 写法有误：没有引号的文字不能以这个符号开头。把这段文字放在引号里"},
    {"甲: \"\\q\"\n",
     "YML003 1:5 YAML 写法有误：双引号里的 \\ 写法不认识。改用单引号，或把 \\ 写成 \\\\"},
    {"甲: \"乙\"#丙\n", "YML003 1:7 YAML 写法有误：注释的 # 前面没有空格。在 # 前面空一格"},
    {"甲:\n    乙: 1\n  丙: 2\n",
     "YML003 3:3 YAML 写法有误：缩进与上面各行不齐。同一级的键要上下对齐，行首的空格一样多"},
    {"甲: 1\n  乙: 2\n丙: 3\n",
     "YML003 1:4 YAML "
     "写法有误：下一行多缩进了，成了这一行的接续。同一级的键要上下对齐，行首的空格一样多"},
    {"甲:\n  乙: 1\n    丙: 2\n",
     "YML003 2:6 YAML "
     "写法有误：下一行多缩进了，成了这一行的接续。同一级的键要上下对齐，行首的空格一样多"},
    {"甲:\n  - 1\n - 2\n",
     "YML003 3:2 YAML 写法有误：缩进与上面各行不齐。同一级的“- ”要上下对齐，行首的空格一样多"},
    {"甲: 1\n- 2\n", "YML003 2:1 YAML 写法有误：列表的“- ”不能和“键: "
                     "值”放在同一级。列表写在它的键的下一行，往里缩进两格"},
    {"- 1\n甲: 2\n", "YML003 2:1 YAML 写法有误：“键: 值”不能和列表的“- "
                     "”放在同一级。往里缩进两格，与“- ”后面的文字对齐"},
    {"甲: 1\n一行字\n乙: 2\n", "YML003 2:1 YAML 写法有误：这一行不是“键: 值”。写成“键: "
                               "值”；是上一行的接续就再缩进两格，长文字用 | 或 > 开始"},
    {"甲: |\n一行字\n乙: 2\n", "YML003 2:1 YAML 写法有误：这一行不是“键: 值”。写成“键: "
                               "值”；是上一行的接续就再缩进两格，长文字用 | 或 > 开始"},
    {"甲: 1\n＃ 字\n乙: 2\n",
     "YML003 2:1 YAML 写法有误：注释要用英文的 #。把 ＃ 改成 # 加一个空格"},
    {"甲: 1\n乙 ：2\n丙: 3\n", "YML003 2:1 YAML 写法有误：这一行不是“键: "
                               "值”。键后面要用英文冒号加一个空格（: ），不能用中文冒号（：）"},
    {"甲: *乙\n", "YML004 1:5 不支持 YAML 的别名（*）写法。请直接写出内容；文字里要用 & * ! "
                  "开头时，把它放在引号里"},
    {"甲: &乙 1\n", "YML004 1:5 不支持 YAML 的锚点（&）写法。请直接写出内容；文字里要用 & * ! "
                    "开头时，把它放在引号里"},
    {"甲: !乙 1\n",
     "YML003 1:5 YAML 写法有误：不支持以 ! 开头的写法。文字以 ! 开头时，把它放在引号里"},
    {"甲: 1\n---\n乙: 2\n",
     "YML004 2:1 不支持 YAML 的多文档（---）写法。请直接写出内容；文字里要用 & * ! "
     "开头时，把它放在引号里"},
};

TEST(each_mistake_is_told_in_chinese)
{
    for (size_t i = 0; i < BASE_COUNT(mistakes); i++) {
        struct arena *arena = arena_new();
        char *found = first_finding(arena, mistakes[i].text);
        CHECK_STR(found, mistakes[i].want);
        arena_free(arena);
    }
}
