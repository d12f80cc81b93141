/* Secrets: they stand in files that nobody else can read, and nowhere else. */
#ifndef DELIVER_SECRET_H
#define DELIVER_SECRET_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diags;
struct reader;
struct yaml;

struct secret_place {
    const char *what; /* 口令, 令牌 …: the key, for messages; NULL: none was configured */
    const char *path; /* of a file, or … */
    const char *credential; /* … the name of one of systemd's credentials */
};

struct secret { /* its bytes; zeroed by secret_done */
    char *text;
    size_t length;
};

/* “文件 路径” or “凭据 名称”; false with a diagnostic at its place. */
bool secret_place_read(struct reader *reader, const struct yaml *node, const char *what,
                       struct secret_place *ret_place);
/* The path of the file that holds it, when nobody else can read it. NULL with a diagnostic. */
const char *secret_file(const struct secret_place *place, struct arena *arena, struct diags *diags);
/* Its one line, without the newline at its end. False with a diagnostic that does not show it. */
bool secret_read(const struct secret_place *place, struct arena *arena, struct secret *ret_secret,
                 struct diags *diags);
void secret_done(struct secret *secret);
/* Overwrites bytes that held a secret, in a way no compiler leaves out. */
void secret_wipe(void *bytes, size_t length);

#endif
