/* How a placeholder's number is put, beside its format: 增减, 带单位, 占比. */
#include "define_diags.h"
#include "scope.h"
#include "tag.h"

/* 增减, 带单位, 占比: how the number is put. */
void tag_read_manner(struct reader *reader, const struct word *word, const char *text,
                     struct tag *tag)
{
    struct define_format *format = &tag->format;
    bool *manner = word->id == MANNER_DIFFERENCE ? &format->difference
                   : word->id == MANNER_SHARE    ? &format->share
                                                 : &format->measured;
    if (*manner)
        diag_add(reader->diags, &DEF047, &tag->manner_place, DIAG_ARGS(word->chinese, text));
    *manner = true;
    tag->manner_text = text;
}

/* 占比 is of a column of the rows at hand, a number of per cent and nothing else. */
static const char *unfit_for_share(const struct tag *tag)
{
    const struct define_format *format = &tag->format;
    if (!tag->name.each)
        return "这里，它只用在 {{#each}} 里，写在一行的数后面";
    if (format->comparison != DEFINE_SHOW || format->difference || format->measured)
        return "环比、同比、增减和带单位";
    bool fits = !format->given || format->value.style == VALUE_STYLE_PERCENT ||
                format->value.style == VALUE_STYLE_DECIMAL ||
                format->value.style == VALUE_STYLE_INTEGER;
    return fits ? NULL : "百分比、小数、整数以外的格式";
}

/* 增减 is of numbers, 带单位 of what has a unit; a comparison has it already. */
void tag_check_manner(struct reader *reader, const struct tag *tag, struct scope_found found)
{
    const struct define_format *format = &tag->format;
    const char *what = NULL;
    if (!format->difference && !format->measured && !format->share)
        return;
    if (format->share)
        what = unfit_for_share(tag);
    else if (found.param)
        what = "参数";
    else if (format->measured && format->comparison != DEFINE_SHOW)
        what = "环比、同比，它们已有单位";
    else if (format->measured && !scope_unit(reader->scope, tag->name.name))
        what = arena_printf(reader->arena, "“%s”，字典里没有写它的单位", tag->name.name);
    else if (format->difference && format->given && format->comparison == DEFINE_SHOW &&
             (format->value.style == VALUE_STYLE_AT_LEAST ||
              format->value.style == VALUE_STYLE_CAPITAL))
        what = arena_printf(reader->arena, "“%s”的数", tag->format_text);
    if (what)
        diag_add(reader->diags, &DEF042, &tag->manner_place, DIAG_ARGS(tag->manner_text, what));
}
