/* Columns whose meaning the user has said, now or in a mapping saved before: --map 户主=姓名, --ignore 备注. */
#include <string.h>

#include "private.h"

static void add_field(struct import_run *run, const char *name)
{
    const char **names = arena_array(run->arena, run->kind->field_count, sizeof *names);
    for (size_t i = 0; i < run->kind->field_count; i++)
        names[i] = run->kind->fields[i].name;
    diag_add(run->diags, &IMP057, &PLACE_NONE, DIAG_ARGS(run->kind->chinese, name));
    diag_hint_among(run->diags, name, names, run->kind->field_count);
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
    diag_hint(run->diags, "项在前，文件里的列名在后，如：--map %s=文件里的列名",
              run->kind->fields[0].name);
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

bool import_map_claims(const struct import_run *run, size_t field)
{
    for (size_t i = 0; i < run->map_count; i++)
        if (run->maps[i].field == field)
            return true;
    return false;
}

void import_maps_tell(const struct import_run *run, struct arena *arena,
                      struct import_result *result)
{
    if (!arena)
        return;
    struct import_said *said = arena_array(arena, run->map_count + 1, sizeof *said);
    for (size_t i = 0; i < run->map_count; i++) {
        size_t field = run->maps[i].field;
        said[i] = (struct import_said){arena_strdup(arena, run->maps[i].column),
                                       field == IMPORT_SKIPPED ? NULL : &run->kind->fields[field]};
    }
    result->said = said;
    result->said_count = run->map_count;
}

/* ---- columns that are not there ---- */

/* One word of a command line, so that a hint can be copied. */
static void put_word(struct buf *command, const char *text)
{
    bool plain = *text && !strpbrk(text, " \t\n\\'\"$`!*?[]{}()<>|&;#~");
    if (plain) {
        buf_puts(command, text);
        return;
    }
    buf_putc(command, '\'');
    for (; *text; text++) {
        if (*text == '\'')
            buf_puts(command, "'\\''");
        else
            buf_putc(command, *text);
    }
    buf_putc(command, '\'');
}

/* The title nearest to a column that is gone, of those nobody has said anything about; or NULL. */
static const char *nearest_title(const struct import_run *run, const struct import_record *record,
                                 const char *column)
{
    const char **left = arena_array(run->arena, record->count + 1, sizeof *left);
    size_t count = 0;
    for (size_t i = 0; i < record->count; i++)
        if (!import_map_find(run, import_title_plain(run->scratch, record->cells[i])))
            left[count++] = text_trim(run->arena, record->cells[i]);
    return text_nearest(column, left, count);
}

/* The command that saves the mapping anew, with the nearest titles in place of those that are gone. */
static void hint_saving(struct import_run *run, const struct import_record *record,
                        const char *near)
{
    struct buf command = {0};
    buf_printf(&command, "huibao import %s ", run->kind->chinese);
    put_word(&command, run->path);
    for (size_t i = 0; i < run->map_count; i++) {
        const struct import_map *map = &run->maps[i];
        const char *column = map->used ? map->column : nearest_title(run, record, map->column);
        bool skipped = map->field == IMPORT_SKIPPED;
        if (skipped && !map->used)
            continue;
        column = column ? column : "列名";
        buf_puts(&command, skipped ? " --ignore " : " --map ");
        put_word(&command, skipped ? column
                                   : arena_printf(run->arena, "%s=%s",
                                                  run->kind->fields[map->field].name, column));
    }
    buf_puts(&command, " --as ");
    put_word(&command, run->saved);
    if (near)
        diag_hint(run->diags, "是不是改叫“%s”了？是就重新保存：%s", near, command.data);
    else
        diag_hint(run->diags, "改叫别的了，就重新保存：%s", command.data);
    buf_done(&command);
}

static void add_lost(struct import_run *run, const struct import_record *record,
                     const struct import_map *map)
{
    struct place place = {run->path, record->line, 0, 0, NULL};
    run->stopped = true;
    if (!run->saved) {
        diag_add(run->diags, &IMP058, &place, DIAG_ARGS(map->column));
        diag_hint_among(run->diags, map->column, record->cells, record->count);
        return;
    }
    diag_add(run->diags, &IMP066, &place,
             DIAG_ARGS(map->column, run->saved, run->kind->fields[map->field].name));
    hint_saving(run, record, nearest_title(run, record, map->column));
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
        const struct import_map *map = &run->maps[i];
        if (!map->used && !(run->saved && map->field == IMPORT_SKIPPED))
            add_lost(run, record, map);
    }
}
