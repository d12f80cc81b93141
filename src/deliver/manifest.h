/* The words of manifest.json, for its writer and its reader. */
#ifndef DELIVER_MANIFEST_H
#define DELIVER_MANIFEST_H

#include <huibao/yaml.h>

#define MANIFEST_VERSION "1"

enum manifest_key {
    MANIFEST_FORMAT,
    MANIFEST_REPORT,
    MANIFEST_TITLE,
    MANIFEST_COMMUNITY,
    MANIFEST_CODE,
    MANIFEST_PERIOD,
    MANIFEST_MADE_AT,
    MANIFEST_ENGINE,
    MANIFEST_DEFINITION,
    MANIFEST_DICTIONARY,
    MANIFEST_LOG_END,
    MANIFEST_FILES,
    MANIFEST_KEYS
};
enum file_key { FILE_NAME, FILE_BYTES, FILE_SHA256, FILE_KEYS };

extern const struct schema manifest_keys, manifest_file_keys; /* keys stand at their ids */

#endif
