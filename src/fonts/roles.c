/*
 * The roles and the files they stand for. Every choice and its reason is in README.md.
 */
#include <strings.h>

#include "set.h"

enum {
    FANDOL_FANG = FILE_NONE + 1,
    FANDOL_KAI,
    FANDOL_HEI,
    FANDOL_SONG,
    FANDOL_SONG_BOLD,
    SERIF,
    SERIF_BOLD,
    SANS,
    SANS_BOLD,
    WENKAI,
    LIBERATION_SERIF,
    LIBERATION_SERIF_BOLD,
    LIBERATION_SANS,
    FILES
};

static const struct file_spec files[FILES] = {
    [FANDOL_FANG] = {"FandolFang-Regular.otf", NULL},
    [FANDOL_KAI] = {"FandolKai-Regular.otf", NULL},
    [FANDOL_HEI] = {"FandolHei-Regular.otf", NULL},
    [FANDOL_SONG] = {"FandolSong-Regular.otf", NULL},
    [FANDOL_SONG_BOLD] = {"FandolSong-Bold.otf", NULL},
    [SERIF] = {"NotoSerifCJK-Regular.ttc", "NotoSerifCJKsc-Regular"},
    [SERIF_BOLD] = {"NotoSerifCJK-Bold.ttc", "NotoSerifCJKsc-Bold"},
    [SANS] = {"NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular"},
    [SANS_BOLD] = {"NotoSansCJK-Bold.ttc", "NotoSansCJKsc-Bold"},
    [WENKAI] = {"LXGWWenKai-Light.ttf", NULL},
    [LIBERATION_SERIF] = {"LiberationSerif-Regular.ttf", NULL},
    [LIBERATION_SERIF_BOLD] = {"LiberationSerif-Bold.ttf", NULL},
    [LIBERATION_SANS] = {"LiberationSans-Regular.ttf", NULL},
};

/* Parts of file, family and PostScript names (方正, 华文, 中易, 仿宋_GB2312 …), without case. */
static const char *const local_fang[] = {"仿宋", "fangsong", "simfang", "fzfs", NULL};
static const char *const local_kai[] = {"楷体", "楷", "kaiti", "simkai", "fzkt", NULL};
static const char *const local_hei[] = {"黑体", "simhei", "heiti", "fzht", NULL};
static const char *const local_song[] = {"书宋", "宋体", "simsun", "stsong", "fzss", NULL};
static const char *const local_title[] = {"小标宋", "xiaobiaosong", "fzxbs", NULL};

static const struct role_spec roles[] = {
    {"仿宋", local_fang, {FANDOL_FANG, WENKAI, SERIF}, {LIBERATION_SERIF}, true, false},
    {"楷体", local_kai, {FANDOL_KAI, WENKAI, SERIF}, {LIBERATION_SERIF}, true, false},
    {"黑体",
     local_hei,
     {FANDOL_HEI, SANS, SANS_BOLD},
     {LIBERATION_SANS, LIBERATION_SERIF},
     false,
     false},
    {"宋体", local_song, {FANDOL_SONG, SERIF}, {LIBERATION_SERIF}, true, false},
    {"小标宋",
     local_title,
     {FANDOL_SONG_BOLD, SERIF_BOLD, SERIF, FANDOL_SONG},
     {LIBERATION_SERIF_BOLD, LIBERATION_SERIF},
     true,
     true},
};

/* 小标宋 is asked before the others: no name of it is a part of theirs, but 宋 is in all. */
static const int local_order[] = {4, 0, 1, 2, 3};

const struct file_spec *fonts_file_spec(unsigned file)
{
    return &files[file];
}

const struct role_spec *fonts_role_specs(size_t *ret_count)
{
    *ret_count = BASE_COUNT(roles);
    return roles;
}

const char *const *fonts_role_names(size_t *ret_count)
{
    static const char *const names[] = {"仿宋", "楷体", "黑体", "宋体", "小标宋"};

    *ret_count = BASE_COUNT(names);
    return names;
}

int fonts_role(const char *name)
{
    for (size_t i = 0; i < BASE_COUNT(roles); i++)
        if (strcmp(roles[i].name, name) == 0)
            return (int)i;
    return -1;
}

static bool has_part(const char *name, const char *const *parts)
{
    for (; *parts; parts++)
        if (strcasestr(name, *parts))
            return true;
    return false;
}

int fonts_local_role(const char *name, bool *ret_latin, bool *ret_bold)
{
    static const char *const times[] = {"times new roman", "timesnewroman", "times.ttf",
                                        "timesbd.ttf", NULL};
    static const char *const bold[] = {"bold", "timesbd", NULL};
    static const char *const slanted[] = {"italic", "oblique", NULL};

    *ret_latin = false;
    *ret_bold = has_part(name, bold);
    if (has_part(name, slanted))
        return -1;
    if (has_part(name, times)) {
        *ret_latin = true;
        return 0;
    }
    for (size_t i = 0; i < BASE_COUNT(local_order); i++)
        if (has_part(name, roles[local_order[i]].local))
            return local_order[i];
    return -1;
}
