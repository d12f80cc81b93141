/* The command line's own diagnostics: what was typed wrongly, and a stdout that takes nothing. */
#ifndef CLI_DIAGS_H
#define CLI_DIAGS_H

#include <huibao/base.h>

#define CLI_DIAGS(X)                                                                               \
    X(CLI001, ERROR, USAGE, "没有命令“{1}”")                                                       \
    X(CLI002, ERROR, USAGE, "没有选项 {1}")                                                        \
    X(CLI003, ERROR, USAGE, "选项 {1} 后面少了{2}")                                                \
    X(CLI004, ERROR, USAGE, "选项 {1} 后面不能带值")                                               \
    X(CLI005, ERROR, USAGE, "选项 {1} 的写法对应好几个选项")                                       \
    X(CLI006, ERROR, USAGE, "少了{1}")                                                             \
    X(CLI007, ERROR, USAGE, "多了“{1}”")                                                           \
    X(CLI008, ERROR, USAGE, "时间“{1}”看不懂")                                                     \
    X(CLI009, ERROR, USAGE, "没有“{1}”这种文件格式")                                               \
    X(CLI010, ERROR, USAGE, "分辨率“{1}”不是 36 到 600 之间的整数")                                \
    X(CLI011, ERROR, USAGE, "参数“{1}”既用 --each 逐个给出，又用 -p 给出")                         \
    X(CLI012, ERROR, OUTSIDE, "结果写不到标准输出：{1}")                                           \
    X(CLI013, ERROR, USAGE, "没有“{1}”这个阶段")                                                   \
    X(CLI014, ERROR, USAGE, "没有叫“{1}”的命令、种类或消息编号")                                   \
    X(CLI015, ERROR, INPUT, "{1} 份里有 {2} 份没有生成")                                           \
    X(CLI016, ERROR, USAGE, "选项 --name 后面的文件名是空的")                                      \
    X(CLI017, ERROR, USAGE, "“{1}”不是批号")                                                       \
    X(CLI018, ERROR, USAGE, "选项 {1} 后面的“{2}”不是正整数")                                      \
    X(CLI019, ERROR, USAGE, "没有“{1}”这种用途")                                                   \
    X(CLI020, ERROR, USAGE, "选项 {1} 和 {2} 不能一起用")                                          \
    X(CLI021, ERROR, USAGE, "要用 --{1} 写出{2}")                                                  \
    X(CLI022, ERROR, INPUT, "有 {1} 条要阻断的审核未通过，也没有说明")                             \
    X(CLI023, ERROR, OUTSIDE, "没能{1}：{2}")                                                      \
    X(CLI024, ERROR, OUTSIDE, "没能{1}：{2} 没有成功（{3}）")                                      \
    X(CLI025, ERROR, USAGE, "没有“{1}”这种附页")                                                   \
    X(CLI026, ERROR, USAGE, "--with 的附页在工作簿里，这次不生成工作簿")                           \
    X(CLI027, ERROR, USAGE, "标准输入里没有{1}")                                                   \
    X(CLI028, ERROR, INPUT, "有 {1} 项报送要人处理")                                               \
    X(CLI029, ERROR, USAGE, "“{1}”不是编号")                                                       \
    X(CLI030, ERROR, USAGE, "outbox 没有“{1}”这个操作：只有 retry 和 cancel")                      \
    X(CLI031, ERROR, INPUT, "有 {1} 项报送过了期限还没有送到")                                     \
    X(CLI032, ERROR, USAGE, "{1}：冒号前面要写 甲 或 乙")

CLI_DIAGS(DIAG_DECLARE)

const struct diag_kind *const *cli_diags(size_t *ret_count);

#endif
