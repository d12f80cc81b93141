/*
 * Old binary workbooks ([MS-XLS]) as records: biff.c opens the stream and reads what holds for the whole
 * book, biff_text.c its texts, biff_cells.c the cells of a sheet. Nothing in a record is believed.
 */
#ifndef SHEET_BIFF_H
#define SHEET_BIFF_H

#include "book.h"

struct _GsfInfile;
struct _GsfInput;

/* Records as they are numbered in BIFF 5 and 8. */
enum biff_type {
    BIFF_FORMULA = 0x0006,
    BIFF_EOF = 0x000A,
    BIFF_DATEMODE = 0x0022,
    BIFF_FILEPASS = 0x002F,
    BIFF_CONTINUE = 0x003C,
    BIFF_CODEPAGE = 0x0042,
    BIFF_BOUNDSHEET = 0x0085,
    BIFF_MULRK = 0x00BD,
    BIFF_RSTRING = 0x00D6,
    BIFF_XF = 0x00E0,
    BIFF_MERGEDCELLS = 0x00E5,
    BIFF_SST = 0x00FC,
    BIFF_LABELSST = 0x00FD,
    BIFF_NUMBER = 0x0203,
    BIFF_LABEL = 0x0204,
    BIFF_BOOLERR = 0x0205,
    BIFF_STRING = 0x0207,
    BIFF_ROW = 0x0208,
    BIFF_RK = 0x027E,
    BIFF_FORMAT = 0x041E,
    BIFF_BOF = 0x0809,
};

struct biff_custom { /* a number format of the file's own */
    long id;
    enum format_shows shows;
};

struct biff {
    struct _GsfInfile *file;
    struct _GsfInput *stream;
    bool wide;   /* BIFF 8: texts in UTF-16, or its lower halves */
    bool locked; /* with a password: the records that follow are encrypted */
    bool damaged;
    unsigned code_page; /* of BIFF 5's texts */
    struct biff_custom *customs;
    size_t custom_count, custom_capacity;
    uint32_t *offsets; /* per sheet, of its first record */
    size_t count, capacity;
};

struct biff_record {
    unsigned type;
    const uint8_t *bytes; /* until the next is read */
    size_t length;
};

/* False when there is none, or not a whole one. */
bool biff_next(struct biff *biff, struct biff_record *ret_record);
/* The next one if it continues this one; else it is left for biff_next, and false. */
bool biff_continued(struct biff *biff, struct biff_record *ret_record);

static inline unsigned biff_16(const uint8_t *bytes)
{
    return bytes[0] | (unsigned)bytes[1] << 8;
}

static inline uint32_t biff_32(const uint8_t *bytes)
{
    return biff_16(bytes) | (uint32_t)biff_16(bytes + 2) << 16;
}

/* Opens book->path, finds the sheets (those of charts and macros are none), formats and shared texts.
   False with a diagnostic; closed with biff_close in either case. */
bool biff_open(struct sheet_book *book, struct diags *diags);
void biff_close(struct sheet_book *book);
void biff_tell(const struct sheet_book *book, struct diags *diags); /* SHT004 */

/* ---- texts (biff_text.c) ---- */

/* Characters on their way into UTF-8: of two bytes each, or the lower halves of such. */
struct biff_text {
    struct buf *out;
    size_t left; /* characters still to come */
    bool twice;
    uint32_t high; /* the first half of a pair; 0: none */
};
void biff_text_begin(struct biff_text *text, struct buf *out, size_t count, bool twice);
/* How many of the bytes it took. */
size_t biff_text_take(struct biff_text *text, const uint8_t *bytes, size_t length);
/* BIFF 5: bytes in the book's code page; false when that is none we know. */
bool biff_text_bytes(const struct biff *biff, const uint8_t *bytes, size_t length, struct buf *out);
/* The shared texts, from their record on, into book->strings. False with a diagnostic. */
bool biff_read_shared(struct sheet_book *book, const struct biff_record *first,
                      struct diags *diags);

/* ---- cells (biff_cells.c) ---- */

enum { BIFF_ROWS_MOST = 65536 };

struct biff_cell {
    long row; /* from 1 */
    size_t column;
    const char *text; /* NULL: in an encoding that is not known */
};

struct biff_cells {
    struct biff_cell *cells; /* by row and column */
    size_t count, capacity;
    struct merge *merges; /* as package_read_merges gives them */
    size_t merge_count, merge_capacity;
    uint8_t hidden[BIFF_ROWS_MOST / 8]; /* rows, from 0, a bit each */
};

/* The cells of a sheet that hold anything, formulas by their results; false when it is damaged. */
bool biff_read_cells(struct sheet_book *book, size_t index, struct arena *arena,
                     struct biff_cells *ret_cells);

#endif
