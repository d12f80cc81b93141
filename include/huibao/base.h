/*
 * base: memory, text, diagnostics, files and the outside world.
 *
 * Owns      arenas, byte buffers, UTF-8 and GB 18030 text, the diagnostic type, atomic file
 *           writing, and `struct world` (clock, limits, directories), through which alone the
 *           rest of the program asks the outside anything.
 * Protocol  nothing to initialise; no mutable file-scope state.
 * Lifetime  what is allocated from an arena lives until arena_free(); a `struct diags` owns the
 *           copies of everything put into it.
 * Failure   out of memory ends the process with status 70; every other failure is a diagnostic
 *           and a false/NULL result. `ret_` parameters are written on success only.
 * Limits    a diagnostic list keeps 500 entries and counts the rest.
 */
#ifndef HUIBAO_BASE_H
#define HUIBAO_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define BASE_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define BASE_PRINTF(fmt, args)
#endif
#define BASE_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- arenas ------------------------------------------------------------------------------- */

struct arena;

struct arena *arena_new(void);
void arena_free(
    struct arena *arena); /* NULL is allowed; runs the arena_on_free() calls, last first */
/* Zeroed memory aligned for any type; size 0 gives a unique non-NULL pointer. */
void *arena_alloc(struct arena *arena, size_t size);
void *arena_array(struct arena *arena, size_t count, size_t size); /* overflow-checked */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...) BASE_PRINTF(2, 3);
/* Calls fn(object) when the arena is freed: how a foreign handle gets an arena's lifetime. */
void arena_on_free(struct arena *arena, void (*fn)(void *object), void *object);
size_t arena_used(const struct arena *arena); /* bytes handed out */
/* Room for one more element: returns `items` or a larger copy, and updates *capacity. */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size);

/* ---- byte buffers ------------------------------------------------------------------------- */

struct buf { /* data is always NUL-terminated after the first append; start with {0} */
    char *data;
    size_t length;
    size_t capacity;
};

void buf_append(struct buf *buf, const void *bytes, size_t length);
void buf_puts(struct buf *buf, const char *text);
void buf_putc(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) BASE_PRINTF(2, 3);
void buf_put_codepoint(struct buf *buf, uint32_t codepoint);
void buf_put_json(struct buf *buf,
                  const char *text); /* a JSON string with its quotes; NULL is null */
void buf_clear(struct buf *buf);     /* empties, keeps the memory */
void buf_done(struct buf *buf);      /* frees; the buffer may be used again */
char *buf_copy(const struct buf *buf, struct arena *arena);

/* ---- text --------------------------------------------------------------------------------- */

/* Reads one code point at *cursor (< end) and advances; false (and advance by 1) on bad UTF-8. */
bool text_next(const char **cursor, const char *end, uint32_t *ret_codepoint);
size_t text_encode(uint32_t codepoint, char out[4]); /* bytes written, 0 if not a scalar value */
bool text_is_utf8(const char *text, size_t length, size_t *ret_bad_offset);
size_t text_count(const char *text, size_t length);   /* code points; a bad byte counts one */
size_t text_columns(const char *text, size_t length); /* terminal columns: Han and full-width 2 */
/* Full-width ASCII (U+FF01–FF5E) and U+3000 to their ASCII forms; everything else unchanged. */
char *text_halfwidth(struct arena *arena, const char *text);
char *text_trim(struct arena *arena,
                const char *text); /* without leading/trailing space, U+3000, NBSP */
/* The candidate most like `name` by edits of code points, or NULL when none is near. */
const char *text_nearest(const char *name, const char *const *candidates, size_t count);
/* How far apart two names are, by which they can be ordered. */
size_t text_distance(const char *name, const char *other);

enum text_encoding {
    TEXT_UNKNOWN,
    TEXT_UTF8,
    TEXT_UTF8_BOM,
    TEXT_GB18030,
    TEXT_UTF16LE,
    TEXT_UTF16BE
};

/*
 * Recognises the encoding of a sample (the first block of a file; `whole` when it is all of it).
 * TEXT_UNKNOWN with the offset of the first impossible byte when it is none of them.
 */
enum text_encoding text_detect(const char *bytes, size_t length, bool whole,
                               size_t *ret_bad_offset);

struct text_decoder; /* streaming conversion from one encoding to UTF-8 */
struct text_decoder *text_decoder_new(struct arena *arena, enum text_encoding encoding);
/* Appends the UTF-8 of the next block; false with the offset within the whole stream if it is bad. */
bool text_decode(struct text_decoder *decoder, const char *bytes, size_t length, bool last,
                 struct buf *out, uint64_t *ret_bad_offset);

/* ---- diagnostics -------------------------------------------------------------------------- */

enum diag_severity { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };
enum diag_class {
    DIAG_INPUT = 1,
    DIAG_USAGE = 2,
    DIAG_OUTSIDE = 3,
    DIAG_BUG = 70
}; /* exit status */

/*
 * One entry of a room's catalogue. `text` holds {1} … {9} for the arguments. A room lists its
 * entries once, as an X-macro of (CODE, severity, class, text) in src/<room>/<room>_diags.h, and
 * makes the objects from it with DIAG_DECLARE / DIAG_DEFINE / DIAG_LISTED.
 */
struct diag_kind {
    const char *code;
    enum diag_severity severity;
    enum diag_class class;
    const char *text;
};
#define DIAG_DECLARE(code, severity, class, text) extern const struct diag_kind code;
#define DIAG_DEFINE(code, severity, class, text)                                                   \
    const struct diag_kind code = {#code, DIAG_##severity, DIAG_##class, text};
#define DIAG_LISTED(code, severity, class, text) &code,

struct place { /* zero line: only the file is known; zero column: only the line is */
    const char *file;
    long line;        /* from 1 */
    long column;      /* from 1, in code points */
    long length;      /* in code points, for the caret; 0 counts as 1 */
    const char *text; /* the source line without its newline, or NULL */
};
extern const struct place PLACE_NONE;

struct diag {
    const struct diag_kind *kind;
    struct place place;
    const char *message; /* kind->text with its arguments filled in */
    const char *detail;  /* a library's own words, or NULL */
    const char *hint;    /* what to do, or NULL */
    const char *context; /* 报表“x” › 表格“y”, or NULL */
};

struct diags;
struct diags *diags_new(void);
void diags_free(struct diags *diags);

#define DIAG_ARGS(...) ((const char *const[]){__VA_ARGS__, NULL})
/* Adds a diagnostic; `args` are the texts for {1}…, or NULL. All texts are copied. */
void diag_add(struct diags *diags, const struct diag_kind *kind, const struct place *place,
              const char *const *args);
/* A diagnostic of another list, as it is; its context, when it has none, is this list's. */
void diag_copy(struct diags *diags, const struct diag *diag);
void diag_detail(struct diags *diags, const char *format, ...)
    BASE_PRINTF(2, 3); /* of the last one */
void diag_hint(struct diags *diags, const char *format, ...)
    BASE_PRINTF(2, 3); /* of the last one */
/* Hint “是不是“x”？” for the nearest candidate, if one is near. */
void diag_hint_nearest(struct diags *diags, const char *name, const char *const *candidates,
                       size_t count);
/* The same with the nearest ten there are, nearest first: 是不是“x”？有：x、y、z 等 72 个. */
void diag_hint_among(struct diags *diags, const char *name, const char *const *candidates,
                     size_t count);
void diag_context_push(struct diags *diags, const char *format, ...) BASE_PRINTF(2, 3);
void diag_context_pop(struct diags *diags);
void diags_sort(struct diags *diags); /* by file, line and column; stable */
size_t diags_count(const struct diags *diags, enum diag_severity at_least); /* unkept ones too */
size_t diags_kept(const struct diags *diags);
const struct diag *diags_at(const struct diags *diags, size_t index);
int diags_exit_status(const struct diags *diags); /* 0, or the highest class among the errors */
void diags_print(const struct diags *diags, struct buf *out);      /* for people */
void diags_print_json(const struct diags *diags, struct buf *out); /* a JSON array */
const struct diag_kind *const *base_diags(size_t *ret_count);      /* this room's catalogue */

/* ---- the outside -------------------------------------------------------------------------- */

#define WORLD_CONFIG "huibao.conf" /* which need not be there */
struct world {
    int64_t now;               /* seconds since 1970-01-01 UTC; what --now sets */
    const char *templates_dir; /* report-templates */
    const char *fonts_dir;     /* fonts */
    const char *config;        /* WORLD_CONFIG, or one that was named */
    int64_t clock;             /* the real time, whatever --now says; for the log */
    const char *user;          /* who runs it, for records */
    char host[65];             /* on which machine */
    size_t max_file_bytes;     /* a definition, dictionary or other text file read whole */
    size_t max_line_bytes;     /* one record of an input file */
    size_t max_rows;           /* rows a dataset may yield */
    uint32_t max_sql_ms;       /* time one query may take */
    uint32_t max_trace_ksteps; /* following a value to its records: thousands of SQLite's steps */
    size_t max_pages;          /* pages one document may have */
};

void world_init(struct world *world);    /* the real clock and the documented limits */
int64_t world_pass(struct world *world); /* reads `clock` anew; by how many seconds it has moved */
int32_t world_today(const struct world *world); /* days since 1970-01-01, in China (UTC+8) */
uint64_t world_ticks(void);                     /* monotonic nanoseconds, for measuring only */

/* ---- files -------------------------------------------------------------------------------- */

/* Reads a regular file of at most `limit` bytes; NUL-terminated. NULL with a diagnostic. */
char *file_read(struct arena *arena, const char *path, size_t limit, size_t *ret_length,
                struct diags *diags);
/* Hands a regular file of any size to fn, block by block. False with a diagnostic. */
bool file_each_block(const char *path, void (*fn)(void *context, const void *bytes, size_t length),
                     void *context, struct diags *diags);
/* Opens for streaming; refuses directories and devices. -1 with a diagnostic. */
int file_open_input(const char *path, struct diags *diags);
bool file_exists(const char *path);
bool file_is_regular(const char *path); /* a symbolic link is none */
bool file_is_directory(const char *path);
bool file_is_taken(const char *path); /* anything has that name, a dangling link too */
bool file_make_dirs(const char *path, struct diags *diags);
/* Sorted names in a directory ending in `suffix`; a NULL-terminated array, or NULL. */
const char *const *file_list(struct arena *arena, const char *directory, const char *suffix,
                             size_t *ret_count, struct diags *diags);

/* All sorted names in a directory, hidden ones too, without . and .. */
const char *const *file_entries(struct arena *arena, const char *directory, size_t *ret_count,
                                struct diags *diags);

/* An output file: written under a temporary name (0600) beside its place, renamed when whole. */
struct outfile;
struct outfile *outfile_open(const char *path, struct diags *diags);
const char *outfile_temp(const struct outfile *file); /* for libraries that write by name */
bool outfile_write(struct outfile *file, const void *bytes, size_t length); /* false is kept */
bool outfile_commit(struct outfile *file, struct diags *diags); /* fsync, rename; frees */
void outfile_abort(struct outfile *file); /* removes, frees; NULL is allowed */

/* An output folder of files: filled under a temporary name (0700) in its parent, renamed when
   whole. The name is given last, so that it may depend on what was put in. */
struct outdir;
struct outdir *outdir_open(const char *parent, struct diags *diags); /* makes the parent too */
/* Whether a folder may still get this name; BAS011 when something has it. */
bool outdir_is_free(const char *parent, const char *name, struct diags *diags);
const char *outdir_temp(const struct outdir *folder);
/* Its files are on the disk already (outfile_commit). Refuses a name that is taken. Frees. */
bool outdir_commit(struct outdir *folder, const char *name, struct diags *diags);
void outdir_abort(struct outdir *folder); /* removes it with its files, frees; NULL is allowed */
/* Removes a folder of our own making with all that is in it; links are removed, not followed. */
void folder_remove(const char *path);

#endif
