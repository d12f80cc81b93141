/* Columns whose meaning the user has said: --map 户主=姓名, --ignore 备注. */
#include <string.h>

#include "private.h"

static void add_field(struct import_run *run, const char *name)
{
    const char **names = arena_array(run->arena, run->kind->field_count, sizeof *names);
    for (size_t i = 0; i < run->kind->field_count; i++)
        names[i] = run->kind->fields[i].name;
    diag_add(run->diags, &IMP057, &PLACE_NONE, DIAG_ARGS(run->kind->chinese, name));
    diag_hint_nearest(run->diags, name, names, run->kind->field_count);
}

/* 户主=姓名: the field, then the column's title as the file has it. */
static bool read_map(struct import_run *run, const char *text, struct import_map *ret_map)
{
    static const char *const marks[] = {"=", "＝"};
    for (size_t i = 0; i < BASE_COUNT(marks); i++) {
        const char *mark = strstr(text, marks[i]);
        const char *column = mark ? text_trim(run->arena, mark + strlen(marks[i])) : "";
        if (!mark || mark == text || *column == '\0')
            continue;
        const char *name = arena_strndup(run->arena, text, (size_t)(mark - text));
        size_t field = import_field_called(run, name);
        if (field >= run->kind->field_count) {
            add_field(run, name);
            return false;
        }
        *ret_map =
            (struct import_map){import_title_plain(run->arena, column), column, field, false};
        return true;
    }
    diag_add(run->diags, &IMP056, &PLACE_NONE, DIAG_ARGS(text));
    diag_hint(run->diags, "项在前，文件里的列名在后，如：--map %s=姓名", run->kind->fields[0].name);
    return false;
}

bool import_maps_prepare(struct import_run *run, const struct import_options *options)
{
    size_t most = 0;
    bool good = true;
    for (size_t i = 0; options && options->maps && options->maps[i]; i++)
        most++;
    for (size_t i = 0; options && options->ignored && options->ignored[i]; i++)
        most++;
    run->maps = arena_array(run->arena, most, sizeof *run->maps);
    for (size_t i = 0; options && options->maps && options->maps[i]; i++) {
        bool one = read_map(run, options->maps[i], &run->maps[run->map_count]);
        run->map_count += one;
        good = good && one;
    }
    for (size_t i = 0; options && options->ignored && options->ignored[i]; i++) {
        const char *column = text_trim(run->arena, options->ignored[i]);
        run->maps[run->map_count++] = (struct import_map){import_title_plain(run->arena, column),
                                                          column, IMPORT_SKIPPED, false};
    }
    return good;
}

struct import_map *import_map_find(const struct import_run *run, const char *title)
{
    for (size_t i = 0; i < run->map_count; i++)
        if (strcmp(run->maps[i].title, title) == 0)
            return &run->maps[i];
    return NULL;
}

void import_maps_check(struct import_run *run, const struct import_record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        struct import_map *map =
            import_map_find(run, import_title_plain(run->scratch, record->cells[i]));
        if (map)
            map->used = true;
    }
    for (size_t i = 0; i < run->map_count; i++) {
        if (run->maps[i].used)
            continue;
        struct place place = {run->path, record->line, 0, 0, NULL};
        diag_add(run->diags, &IMP058, &place, DIAG_ARGS(run->maps[i].column));
        diag_hint_nearest(run->diags, run->maps[i].column, record->cells, record->count);
        run->stopped = true;
    }
}
