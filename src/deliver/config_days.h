/* 节假日 of the configuration file. */
#ifndef DELIVER_CONFIG_DAYS_H
#define DELIVER_CONFIG_DAYS_H

#include <huibao/base.h>
#include <huibao/deliver_targets.h>
#include <huibao/yaml.h>

/* By year, as written; mistakes are DLV042 – DLV044. */
const struct deliver_year *config_days_read(struct reader *reader, const struct yaml *map);

#endif
