/* The parts around the blocks: letterhead, attendance, enclosures, signature, imprint. */
#include "read.h"

static void read_letterhead(struct model_reader *reader, struct model_field rest)
{
    (void)rest;
    struct model_letterhead *letterhead = arena_alloc(reader->model->arena, sizeof *letterhead);
    letterhead->organ = "";
    reader->model->letterhead = letterhead;
    model_read_start(reader, MODEL_IN_LETTERHEAD, letterhead);
}

static void read_signature(struct model_reader *reader, struct model_field rest)
{
    (void)rest;
    struct model_signature *signature = arena_alloc(reader->model->arena, sizeof *signature);
    signature->organ = "";
    signature->date = "";
    reader->model->signature = signature;
    model_read_start(reader, MODEL_IN_SIGNATURE, signature);
}

static void read_imprint(struct model_reader *reader, struct model_field rest)
{
    (void)rest;
    struct model_imprint *imprint = arena_alloc(reader->model->arena, sizeof *imprint);
    reader->model->imprint = imprint;
    model_read_start(reader, MODEL_IN_IMPRINT, imprint);
}

static void read_attendance(struct model_reader *reader, struct model_field rest)
{
    struct model *model = reader->model;
    struct model_pair pair = {0};
    model_read_start(reader, MODEL_IN_NOTHING, NULL);
    if (!model_read_pair(reader, rest, &pair))
        return;
    reader->attendance = arena_grow(model->arena, reader->attendance, model->attendance_count,
                                    &reader->attendance_capacity, sizeof *reader->attendance);
    reader->attendance[model->attendance_count++] = pair;
    model->attendance = reader->attendance;
}

static void read_enclosure(struct model_reader *reader, struct model_field rest)
{
    struct model *model = reader->model;
    const char *title = model_field_text(&reader->line, rest);
    model_read_start(reader, MODEL_IN_NOTHING, NULL);
    if (!title)
        return;
    reader->enclosures = arena_grow(model->arena, reader->enclosures, model->enclosure_count,
                                    &reader->enclosure_capacity, sizeof *reader->enclosures);
    reader->enclosures[model->enclosure_count++] = title;
    model->enclosures = reader->enclosures;
}

#define IN_HEAD "只能写在版头（letterhead）里"
#define IN_SIGNATURE "只能写在落款（signature）里"
#define IN_IMPRINT "只能写在版记（imprint）里"
#define HEAD(word, member)                                                                         \
    {                                                                                              \
        word, MODEL_IN_LETTERHEAD, MODEL_ONCE_IN_BLOCK, IN_HEAD, model_read_property,              \
            offsetof(struct model_letterhead, member)                                              \
    }
#define SIGNATURE(word, member)                                                                    \
    {                                                                                              \
        word, MODEL_IN_SIGNATURE, MODEL_ONCE_IN_BLOCK, IN_SIGNATURE, model_read_property,          \
            offsetof(struct model_signature, member)                                               \
    }
#define IMPRINT(word, member)                                                                      \
    {                                                                                              \
        word, MODEL_IN_IMPRINT, MODEL_ONCE_IN_BLOCK, IN_IMPRINT, model_read_property,              \
            offsetof(struct model_imprint, member)                                                 \
    }

static const struct model_keyword keywords[] = {
    {"letterhead", MODEL_ANYWHERE, MODEL_ONCE, "", read_letterhead, 0},
    {"signature", MODEL_ANYWHERE, MODEL_ONCE, "", read_signature, 0},
    {"imprint", MODEL_ANYWHERE, MODEL_ONCE, "", read_imprint, 0},
    {"attendance", MODEL_ANYWHERE, MODEL_OFTEN, "", read_attendance, 0},
    {"enclosure", MODEL_ANYWHERE, MODEL_OFTEN, "", read_enclosure, 0},
    SIGNATURE("organ", organ),
    SIGNATURE("date", date),
    SIGNATURE("note", note),
    HEAD("organ", organ),
    HEAD("number", number),
    HEAD("signer", signer),
    HEAD("secrecy", secrecy),
    HEAD("urgency", urgency),
    HEAD("issuer", issuer),
    HEAD("date", date),
    IMPRINT("copies", copies),
    IMPRINT("organ", organ),
    IMPRINT("date", date),
};

const struct model_keywords model_part_keywords = {keywords, BASE_COUNT(keywords)};
