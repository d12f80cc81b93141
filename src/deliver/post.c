/*
 * HTTPS, the whole package in one form (multipart/form-data), answered by a receipt. There is
 * nothing to look at first: what keeps a second sending from making a second one is the key in the
 * header Idempotency-Key, the same for the same package, by which the far side knows it again.
 */
#include "deliver_diags.h"
#include "receipt.h"
#include "remote.h"
#include "sending.h"
#include "wire.h"

#include <string.h>

static void add_text(curl_mime *form, const char *name, const char *text)
{
    if (!text)
        return;
    curl_mimepart *part = curl_mime_addpart(form);
    curl_mime_name(part, name);
    curl_mime_data(part, text, CURL_ZERO_TERMINATED);
}

static const char *type_of(const char *name)
{
    static const struct {
        const char *suffix, *type;
    } types[] = {
        {".pdf", "application/pdf"},
        {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {".json", "application/json"},
        {".p7s", "application/pkcs7-signature"},
    };
    size_t length = strlen(name);
    for (size_t i = 0; i < BASE_COUNT(types); i++) {
        size_t tail = strlen(types[i].suffix);
        if (length > tail && strcmp(name + length - tail, types[i].suffix) == 0)
            return types[i].type;
    }
    return "application/octet-stream";
}

static void add_file(struct sending *sending, curl_mime *form, const char *name, const char *file)
{
    curl_mimepart *part = curl_mime_addpart(form);
    curl_mime_name(part, name);
    curl_mime_filedata(part, arena_printf(sending->arena, "%s/%s", sending->package, file));
    curl_mime_filename(part, file);
    curl_mime_type(part, type_of(file));
}

static curl_mime *make_form(struct sending *sending)
{
    const struct deliver_manifest *manifest = sending->manifest;
    const char *const *fields = sending->target->remote->fields;
    curl_mime *form = curl_mime_init(sending->wire->curl);
    add_text(form, fields[FIELD_REPORT], manifest->report);
    add_text(form, fields[FIELD_TITLE], manifest->title);
    add_text(form, fields[FIELD_COMMUNITY], manifest->community);
    add_text(form, fields[FIELD_CODE], manifest->code);
    add_text(form, fields[FIELD_PERIOD], manifest->period);
    add_text(form, fields[FIELD_MADE_AT], manifest->made_at);
    add_file(sending, form, fields[FIELD_MANIFEST], DELIVER_MANIFEST);
    for (size_t i = 0; i < sending->file_count; i++) {
        const char *name = sending->files[i].name;
        bool signature = strcmp(name, DELIVER_SIGNATURE) == 0;
        add_file(sending, form, fields[signature ? FIELD_SIGNATURE : FIELD_FILE], name);
    }
    return form;
}

static enum deliver_outcome returned(struct sending *sending)
{
    const struct deliver_receipt *receipt = sending->receipt;
    diag_add(sending->diags, &DLV029, NULL,
             DIAG_ARGS(sending->target->name, receipt->words ? receipt->words : "没有说为什么"));
    if (receipt->number)
        diag_detail(sending->diags, "回执号 %s", receipt->number);
    diag_hint(sending->diags, "按对方说的改正，重新做报送包再送");
    return DELIVER_REFUSED;
}

static enum deliver_outcome unreadable(struct sending *sending, const char *why)
{
    const struct wire_answer *answer = &sending->wire->answer;
    diag_add(sending->diags, &DLV030, NULL, DIAG_ARGS(sending->target->name, why));
    if (answer->body.length)
        diag_detail(sending->diags, "%s",
                    wire_line(sending->arena, answer->body.data, answer->body.length));
    diag_hint(sending->diags, "问明对方收到没有，再改配置里的“回执”；再送时 Idempotency-Key 不变，"
                              "对方认得是同一份");
    return DELIVER_REFUSED;
}

/* A receipt may come with an error's status too, and then says more than that. */
static enum deliver_outcome judge(struct sending *sending, bool done)
{
    enum { CONFLICT = 409 };
    const struct receipt_rules *rules = sending->target->remote->receipt;
    const struct wire_answer *answer = &sending->wire->answer;
    bool answered = answer->code == CURLE_OK && answer->status < 500;
    const char *why = NULL;
    if (!rules || !answered)
        return done ? DELIVER_SENT : wire_fail(sending->wire);
    bool read = receipt_read(rules, answer->body.data, answer->body.length, sending->arena,
                             sending->receipt, &why);
    if (read && sending->receipt->state == DELIVER_NOT_ACCEPTED)
        return returned(sending);
    if (read && answer->status == CONFLICT)
        return DELIVER_THERE;
    if (!done)
        return wire_fail(sending->wire);
    return read ? DELIVER_SENT : unreadable(sending, why);
}

enum deliver_outcome post_send(struct sending *sending)
{
    curl_mime *form = make_form(sending);
    bool done = wire_form(sending->wire, sending->target->remote->url, form);
    curl_mime_free(form);
    return judge(sending, done);
}
