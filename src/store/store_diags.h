/* The store room's catalogue: what can be wrong with the database file and with a record's place in it. */
#ifndef STORE_DIAGS_H
#define STORE_DIAGS_H

#include <huibao/base.h>

#define STORE_DIAGS(X)                                                                             \
    X(STO001, ERROR, OUTSIDE, "没有数据库文件“{1}”")                                               \
    X(STO002, ERROR, OUTSIDE, "“{1}”不是数据库文件")                                               \
    X(STO003, ERROR, OUTSIDE, "“{1}”是别的程序的数据库，不是本系统的")                             \
    X(STO004, ERROR, OUTSIDE, "数据库“{1}”的结构是第{2}版，本程序最高只认识第{3}版")               \
    X(STO005, ERROR, OUTSIDE, "数据库“{1}”的结构还是第{2}版，需要先升级到第{3}版")                 \
    X(STO006, ERROR, OUTSIDE, "数据库文件“{1}”是空的，还没有建好")                                 \
    X(STO007, ERROR, OUTSIDE, "数据库“{1}”只能读，不能写入")                                       \
    X(STO008, ERROR, OUTSIDE, "数据库“{1}”正被另一个程序占用，等了 {2} 秒仍没有让出")              \
    X(STO009, ERROR, OUTSIDE, "磁盘已满，数据库“{1}”写不进去")                                     \
    X(STO010, ERROR, OUTSIDE, "数据库“{1}”已经损坏")                                               \
    X(STO011, ERROR, OUTSIDE, "读写数据库“{1}”时磁盘出错")                                         \
    X(STO012, ERROR, OUTSIDE, "打不开数据库“{1}”，也不能在那里新建")                               \
    X(STO013, ERROR, OUTSIDE, "内存不够，对数据库“{1}”的操作没有完成")                             \
    X(STO014, ERROR, OUTSIDE, "“{1}”是文件夹，不是数据库文件")                                     \
    X(STO015, ERROR, OUTSIDE, "数据库“{1}”不能完成这一步")                                         \
    X(STO016, ERROR, OUTSIDE, "没有权限读数据库“{1}”")                                             \
    X(STO020, ERROR, INPUT, "“{1}”写的是“{2}”，记录里没有这个{3}")                                 \
    X(STO021, ERROR, INPUT, "{1}“{2}”与第 {3} 行重复")                                             \
    X(STO022, ERROR, INPUT, "{1}“{2}”不合规则：{3}")                                               \
    X(STO023, ERROR, INPUT, "{1}“{2}”的{3}“{4}”已被另一条记录使用")                                \
    X(STO024, ERROR, INPUT, "“{1}”写的是“{2}”，叫这个名称的{3}不止一个")                           \
    X(STO030, ERROR, INPUT, "社区“{1}”的上级“{2}”是{3}，级别应当比它高")                           \
    X(STO031, ERROR, INPUT, "社区“{1}”的级别改不得：它的下级“{2}”是{3}")                           \
    X(STO032, ERROR, INPUT, "社区“{1}”没有写上级，但最上一级已经是“{2}”")                          \
    X(STO033, ERROR, INPUT, "网格“{1}”的编码与所属社区“{2}”（{3}）对不上")                         \
    X(STO034, ERROR, INPUT, "网格“{1}”不能直接属于{3}“{2}”，只能属于社区")                         \
    X(STO035, ERROR, INPUT, "“{1}”的网格“{2}”属于“{3}”，与所写的社区不一致")                       \
    X(STO036, ERROR, INPUT, "没有第 {1} 批导入")                                                   \
    X(STO037, ERROR, INPUT, "第 {1} 批已经在 {2} 撤销过了")                                        \
    X(STO038, ERROR, INPUT, "第 {1} 批不能撤销：其中 {2} 条记录后来被第 {3} 批更正过")             \
    X(STO039, ERROR, INPUT, "第 {1} 批不能撤销：它新增的{2}，别的记录还在用")                      \
    X(STO040, ERROR, OUTSIDE, "数据库检查没有通过：{1}")                                           \
    X(STO041, ERROR, OUTSIDE, "表 {1} 有 {2} 条记录指向不存在的 {3} 记录")                         \
    X(STO050, ERROR, INPUT, "日志第 {1} 条（{2}）对不上：{3}")                                     \
    X(STO051, ERROR, INPUT, "日志对不上：{1}")                                                     \
    X(STO060, ERROR, INPUT, "{1}里没有{2}是“{3}”的人")                                             \
    X(STO061, NOTE, INPUT, "{1}“{2}”的个人信息以前已经删除")                                       \
    X(STO062, ERROR, INPUT, "{1}“{2}”还在{3}名下，依法要保存的资料，期满以前不能删除")             \
    X(STO063, WARNING, OUTSIDE, "记录里已经删除，但数据库文件没有重写成，里面还有旧的内容：{1}")   \
    X(STO064, ERROR, INPUT, "没有删除过{2}是“{3}”的{1}，不用恢复")                                 \
    X(STO065, WARNING, OUTSIDE, "数据库“{1}”在网络共享盘上，用的日志（WAL）只能由一台电脑使用")    \
    X(STO066, ERROR, OUTSIDE, "数据库“{1}”正在使用，没有换成另一种日志")                           \
    X(STO070, ERROR, INPUT, "没有保存过叫“{1}”的对应关系")                                         \
    X(STO071, ERROR, INPUT, "“{1}”是{2}的对应关系，没有给{3}保存过")

STORE_DIAGS(DIAG_DECLARE)

#endif
