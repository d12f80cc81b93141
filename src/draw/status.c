/* From cairo's status to a file or a diagnostic. */
#include "status.h"
#include "draw_diags.h"

struct reason {
    cairo_status_t status;
    const char *text;
};

static const char *reason_of(cairo_status_t status)
{
    static const struct reason reasons[] = {
        {CAIRO_STATUS_NO_MEMORY, "内存不足"},
        {CAIRO_STATUS_INVALID_STRING, "文字不是有效的UTF-8"},
        {CAIRO_STATUS_INVALID_CLUSTERS, "文字与字形对不上"},
        {CAIRO_STATUS_INVALID_SIZE, "页面尺寸太大"},
        {CAIRO_STATUS_FONT_TYPE_MISMATCH, "字体数据有误"},
    };

    for (size_t i = 0; i < BASE_COUNT(reasons); i++)
        if (reasons[i].status == status)
            return reasons[i].text;
    return "绘图库cairo报错";
}

bool draw_finish(struct outfile *file, const char *path, cairo_status_t status, struct diags *diags)
{
    struct place place = {.file = path};

    /* A write that failed is the file's to tell, in its own words. */
    if (status == CAIRO_STATUS_SUCCESS || status == CAIRO_STATUS_WRITE_ERROR)
        return outfile_commit(file, diags);
    outfile_abort(file);
    diag_add(diags, &DRW001, &place, DIAG_ARGS(path, reason_of(status)));
    diag_detail(diags, "%s", cairo_status_to_string(status));
    return false;
}
