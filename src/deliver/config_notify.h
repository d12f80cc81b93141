/* 通知 of the configuration file. */
#ifndef DELIVER_CONFIG_NOTIFY_H
#define DELIVER_CONFIG_NOTIFY_H

#include <huibao/base.h>
#include <huibao/deliver_targets.h>
#include <huibao/yaml.h>

/* NULL node: nobody is told. Mistakes are diagnostics, DLV045 of addresses. */
struct deliver_notice config_notify_read(struct reader *reader, const struct yaml *node);

#endif
