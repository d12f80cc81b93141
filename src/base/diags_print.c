#include <huibao/base.h>

#include <string.h>

static const char *severity_word(enum diag_severity severity)
{
    static const char *const words[] = {"说明", "警告", "错误"};
    return words[severity];
}

static void print_place(const struct place *place, struct buf *out)
{
    if (!place->file)
        return;
    buf_puts(out, place->file);
    if (place->line > 0)
        buf_printf(out, ":%ld", place->line);
    if (place->line > 0 && place->column > 0)
        buf_printf(out, ":%ld", place->column);
    buf_puts(out, ": ");
}

/* The byte offset of a code point, at most the length. */
static size_t offset_of(const char *text, long codepoints)
{
    const char *cursor = text;
    const char *end = text + strlen(text);
    uint32_t ignored;
    for (long i = 0; i < codepoints && cursor < end; i++)
        text_next(&cursor, end, &ignored);
    return (size_t)(cursor - text);
}

#define EXCERPT_BEFORE 60 /* code points shown before and after the place in a long line */
#define EXCERPT_AFTER 60

/* The source line (or the part around the place) with a caret line under it; Han is two columns wide. */
static void print_excerpt(const struct place *place, struct buf *out)
{
    if (!place->text || place->line <= 0 || place->column <= 0)
        return;
    long column = place->column - 1;
    long length = place->length > 0 ? place->length : 1;
    long first = column > EXCERPT_BEFORE ? column - EXCERPT_BEFORE : 0;
    size_t from = offset_of(place->text, first);
    size_t at = offset_of(place->text, column);
    size_t to = offset_of(place->text, column + length);
    size_t end = offset_of(place->text, column + length + EXCERPT_AFTER);
    size_t margin = out->length;
    buf_printf(out, "%6ld | ", place->line);
    margin = out->length - margin;
    if (first > 0)
        buf_puts(out, "…");
    struct buf line = {0};
    buf_append(&line, place->text + from, end - from);
    for (size_t i = 0; i < line.length; i++)
        if (line.data[i] == '\t' || line.data[i] == '\r')
            line.data[i] = ' ';
    buf_puts(out, line.data ? line.data : "");
    buf_done(&line);
    buf_puts(out, place->text[end] ? "…\n" : "\n");
    size_t indent = margin - 2 + (first > 0 ? 2 : 0) + text_columns(place->text + from, at - from);
    buf_puts(out, "       |");
    for (size_t i = 8; i < indent + 2; i++)
        buf_putc(out, ' ');
    size_t width = text_columns(place->text + at, to - at);
    for (size_t i = 0; i < (width > 0 ? width : 1); i++)
        buf_putc(out, i == 0 ? '^' : '~');
    buf_putc(out, '\n');
}

static void print_diag(const struct diag *diag, struct buf *out)
{
    print_place(&diag->place, out);
    buf_printf(out, "%s %s：%s\n", severity_word(diag->kind->severity), diag->kind->code,
               diag->message);
    print_excerpt(&diag->place, out);
    if (diag->detail)
        buf_printf(out, "  详情：%s\n", diag->detail);
    if (diag->hint)
        buf_printf(out, "  提示：%s\n", diag->hint);
    if (diag->context)
        buf_printf(out, "  所在：%s\n", diag->context);
}

void diags_print(const struct diags *diags, struct buf *out)
{
    for (size_t i = 0; i < diags_kept(diags); i++)
        print_diag(diags_at(diags, i), out);
    size_t more = diags_count(diags, DIAG_NOTE) - diags_kept(diags);
    if (more > 0)
        buf_printf(out, "另有 %zu 处没有列出，请先改正以上各处。\n", more);
}

static void print_json(const struct diag *diag, struct buf *out)
{
    static const char *const severities[] = {"note", "warning", "error"};
    buf_puts(out, "{\"code\":");
    buf_put_json(out, diag->kind->code);
    buf_printf(out, ",\"severity\":\"%s\",\"file\":", severities[diag->kind->severity]);
    buf_put_json(out, diag->place.file);
    buf_printf(out, ",\"line\":%ld,\"column\":%ld,\"length\":%ld,\"message\":", diag->place.line,
               diag->place.column, diag->place.length);
    buf_put_json(out, diag->message);
    buf_puts(out, ",\"detail\":");
    buf_put_json(out, diag->detail);
    buf_puts(out, ",\"hint\":");
    buf_put_json(out, diag->hint);
    buf_puts(out, ",\"context\":");
    buf_put_json(out, diag->context);
    buf_putc(out, '}');
}

void diags_print_json(const struct diags *diags, struct buf *out)
{
    buf_putc(out, '[');
    for (size_t i = 0; i < diags_kept(diags); i++) {
        if (i > 0)
            buf_putc(out, ',');
        print_json(diags_at(diags, i), out);
    }
    buf_putc(out, ']');
}
