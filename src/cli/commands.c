#include "cli.h"

static const struct cli_option global_options[] = {
    {"db", 0, "文件", "数据库文件（环境变量 HUIBAO_DB；默认 ./huibao.db）"},
    {"templates", 0, "文件夹", "报表定义所在的文件夹（HUIBAO_TEMPLATES；默认 ./report-templates）"},
    {"fonts", 0, "文件夹", "字体所在的文件夹（HUIBAO_FONTS；默认 ./fonts）"},
    {"config", 0, "文件", "配置文件，写有报送目标（HUIBAO_CONFIG；默认 ./huibao.conf）"},
    {"now", 0, "时间", "当作现在的时间，北京时间，如 2026-11-01 或 2026-11-01T08:30"},
    {"json", 0, NULL, "结果和消息合成一个 JSON 文档，写到标准输出"},
    {"quiet", 'q', NULL, "没有错误就不说话：不显示进度、说明和警告"},
    {"help", 'h', NULL, "显示帮助"},
    {"version", 'V', NULL, "显示版本"},
};

static const struct cli_command *const commands[] = {
    &cli_command_init,    &cli_command_import,   &cli_command_mappings, &cli_command_reconcile,
    &cli_command_batches, &cli_command_reports,  &cli_command_styles,   &cli_command_check,
    &cli_command_render,  &cli_command_briefing, &cli_command_package,  &cli_command_verify,
    &cli_command_send,    &cli_command_due,      &cli_command_run_due,  &cli_command_outbox,
    &cli_command_audit,   &cli_command_explain,  &cli_command_renders,  &cli_command_diff,
    &cli_command_dump,    &cli_command_proof,    &cli_command_log,      &cli_command_forget,
    &cli_command_doctor,  &cli_command_help,     &cli_command_version,
};

const struct cli_language cli_language = {global_options, BASE_COUNT(global_options), commands,
                                          BASE_COUNT(commands)};
