/* xlsx's catalogue of diagnostics: what a workbook cannot hold, and writing it. */
#ifndef XLSX_DIAGS_H
#define XLSX_DIAGS_H

#include <huibao/base.h>

#define XLSX_DIAGS(X)                                                                              \
    X(XLS001, ERROR, OUTSIDE, "工作簿“{1}”写不出来：{2}")                                          \
    X(XLS002, NOTE, INPUT, "表格“{1}”有 {2} 行，Excel 的一张工作表放不下，分在 {3} 张上")          \
    X(XLS003, ERROR, INPUT, "表格“{1}”有 {2} 列，超过 Excel 一张工作表的上限 {3} 列")              \
    X(XLS004, ERROR, INPUT, "表格“{1}”的“{2}”里有一处文字长 {3} 字，超过 Excel 一格的上限 {4} 字") \
    X(XLS005, WARNING, INPUT,                                                                      \
      "表格“{1}”的“{2}”列，各行相加是 {3}，合计却是 "                       \
      "{4}；合计在工作簿里写成数值，没有写成求和公式")                                             \
    X(XLS006, NOTE, INPUT, "表格“{1}”的“{2}”列有 Excel 存不准的值“{3}”，按文字写入")
XLSX_DIAGS(DIAG_DECLARE)

#endif
