/* Writing a manifest. */
#include <huibao/base.h>
#include <huibao/deliver.h>
#include <huibao/digest.h>
#include <huibao/value.h>

#include "manifest.h"

#include <string.h>

const char *deliver_moment(struct arena *arena, int64_t seconds)
{
    enum { DAY = 86400, CHINA = 8 * 3600 };
    int64_t local = seconds + CHINA;
    int64_t day = local / DAY - (local % DAY < 0);
    int clock = (int)(local - day * DAY);
    struct value_civil civil = value_date_to_civil((int32_t)day);
    return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d+08:00", (int)civil.year,
                        (int)civil.month, (int)civil.day, clock / 3600, clock / 60 % 60,
                        clock % 60);
}

static bool list_files(const char *folder, struct deliver_manifest *manifest, struct arena *arena,
                       struct diags *diags)
{
    size_t count = 0;
    const char *const *names = file_entries(arena, folder, &count, diags);
    if (!names)
        return false;
    struct deliver_file *files = arena_array(arena, count, sizeof *files);
    for (size_t i = 0; i < count; i++) {
        files[i].name = names[i];
        const char *path = arena_printf(arena, "%s/%s", folder, names[i]);
        if (!digest_file(arena, path, &files[i].sha256, &files[i].bytes, diags))
            return false;
    }
    manifest->files = files;
    manifest->file_count = count;
    return true;
}

static void put_text(struct buf *out, enum manifest_key key, const char *text)
{
    if (!text)
        return;
    buf_printf(out, ",\n  \"%s\": ", manifest_keys.keys[key].word.english);
    buf_put_json(out, text);
}

static void put_files(struct buf *out, const struct deliver_manifest *manifest)
{
    buf_printf(out, ",\n  \"%s\": [", manifest_keys.keys[MANIFEST_FILES].word.english);
    for (size_t i = 0; i < manifest->file_count; i++) {
        const struct deliver_file *file = &manifest->files[i];
        buf_printf(out, "%s\n    {\"%s\": ", i ? "," : "",
                   manifest_file_keys.keys[FILE_NAME].word.english);
        buf_put_json(out, file->name);
        buf_printf(out, ", \"%s\": %llu, \"%s\": \"%s\"}",
                   manifest_file_keys.keys[FILE_BYTES].word.english,
                   (unsigned long long)file->bytes,
                   manifest_file_keys.keys[FILE_SHA256].word.english, file->sha256);
    }
    buf_puts(out, "\n  ]\n}\n");
}

static void put_manifest(struct buf *out, const struct deliver_manifest *manifest)
{
    buf_printf(out, "{\n  \"%s\": %s", manifest_keys.keys[MANIFEST_FORMAT].word.english,
               MANIFEST_VERSION);
    put_text(out, MANIFEST_REPORT, manifest->report);
    put_text(out, MANIFEST_TITLE, manifest->title);
    put_text(out, MANIFEST_COMMUNITY, manifest->community);
    put_text(out, MANIFEST_CODE, manifest->code);
    put_text(out, MANIFEST_PERIOD, manifest->period);
    put_text(out, MANIFEST_MADE_AT, manifest->made_at);
    put_text(out, MANIFEST_ENGINE, manifest->engine);
    put_text(out, MANIFEST_DEFINITION, manifest->definition);
    put_text(out, MANIFEST_DICTIONARY, manifest->dictionary);
    put_text(out, MANIFEST_LOG_END, manifest->log_end);
    put_files(out, manifest);
}

bool deliver_seal(const char *folder, struct deliver_manifest *manifest, struct arena *arena,
                  struct diags *diags)
{
    if (!list_files(folder, manifest, arena, diags))
        return false;
    struct outfile *file =
        outfile_open(arena_printf(arena, "%s/%s", folder, DELIVER_MANIFEST), diags);
    if (!file)
        return false;
    struct buf text = {0};
    put_manifest(&text, manifest);
    outfile_write(file, text.data, text.length);
    buf_done(&text);
    return outfile_commit(file, diags);
}
