/*
 * The synthetic street: what the generator's files share.
 *
 * Everything random comes from `struct rng`, seeded per topic and community, so that a change in
 * one topic leaves the others' bytes alone. Days are whole days since 1970-01-01; an end that is
 * not known yet is DAY_OPEN, which sorts after every real day. There is no clock and no locale.
 */
#ifndef HUIBAO_SAMPLE_H
#define HUIBAO_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    DAY_WINDOW = 20028, /* 2024-11-01, the first recorded month */
    DAY_END = 20775,    /* 2026-11-18, the day the records were taken */
    DAY_OPEN = 1000000,
    DAY_NONE = -1000000, /* unreadable; days before 1970 are negative */
    DAY_OLDEST = -21915, /* 1910-01-01 */
    YEAR_DAYS = 365,
    COMMUNITIES = 6,
    COLUMNS_MAX = 16,
    CELL_MAX = 128
};

/* ---- random.c: chance and calendar ---- */

struct rng {
    uint64_t state;
};

struct rng rng_seeded(const char *topic, int community);
/* A number in 0 .. n-1; n > 0. */
int rng_below(struct rng *rng, int n);
/* A number in lo .. hi, both included; lo when the range is empty. */
int rng_range(struct rng *rng, int lo, int hi);
bool rng_chance(struct rng *rng, int permille);
/* An index drawn by integer weights; floating point would tie the bytes to one libm. */
int rng_pick(struct rng *rng, const int *weights, int count);

struct civil {
    int year, month, day;
};

int day_of(int year, int month, int day);
struct civil civil_of(int day);
/* The same month and day `years` later (29 February becomes 1 March). */
int day_add_years(int day, int years);
int age_on(int born, int day);
/* 1 = Monday … 7 = Sunday. */
int weekday_of(int day);
/* Weekends and public holidays, when the counter is closed. */
bool is_rest_day(int day);
/* The seq-th recorded month: 0 is 2024-11, 23 is 2026-10, 24 the partial 2026-11. */
struct civil month_at(int seq);
int month_last_day(struct civil month);

int int_min(int a, int b);
int int_max(int a, int b);

/* ---- names.c ---- */

enum ethnicity {
    ETHNIC_HAN,
    ETHNIC_YI,
    ETHNIC_ZHUANG,
    ETHNIC_HANI,
    ETHNIC_MIAO,
    ETHNIC_HUI,
    ETHNIC_DAI,
    ETHNIC_BAI,
    ETHNIC_YAO,
    ETHNIC_COUNT
};

extern const char *const ethnicity_names[ETHNIC_COUNT];

enum ethnicity ethnicity_draw(struct rng *rng);
const char *surname_draw(struct rng *rng, enum ethnicity ethnicity);
/* Writes surname and a given name of the birth year's fashion. */
void name_write(struct rng *rng, char *ret_name, size_t size, const char *surname, bool female,
                int birth_year);
/* A whole name for staff who need not be residents. */
void name_staff(struct rng *rng, char *ret_name, size_t size);

/* ---- places.c ---- */

enum estate_kind {
    ESTATE_COMMERCIAL,
    ESTATE_OLD,
    ESTATE_TOWER,
    ESTATE_RENTAL,
    ESTATE_VILLAGE,
    ESTATE_CLEARED, /* demolished during the window; its grid ends with it */
    ESTATE_NEW,     /* handed over during the window; its grid begins with it */
    ESTATE_KINDS
};

struct community {
    const char *code, *name;
    int disputes, services; /* expected cases a month, in tenths */
    int area;               /* hundredths of a square kilometre */
    int office;             /* square metres */
};

struct estate {
    int community, grid; /* grid counts from 1 within its community */
    const char *name;
    enum estate_kind kind;
    int buildings, units, floors, doors, year;
};

extern const struct community communities[COMMUNITIES];
extern const struct estate estates[];
extern const int estate_count;

int grid_count(int community);
int grid_founded(int community, int grid);
int grid_abolished(int community, int grid);
void grid_code(char ret_code[16], int community, int grid);
/* The grids' staff are needed by several files, so they are drawn from their own seed. */
void grid_worker(char *ret_name, size_t size, int community, int grid);

/* ---- street.c: the records ---- */

enum relation {
    REL_HEAD,
    REL_SPOUSE,
    REL_SON,
    REL_DAUGHTER,
    REL_PARENT,
    REL_GRANDPARENT,
    REL_GRANDCHILD,
    REL_SIBLING,
    REL_OTHER,
    REL_COUNT
};
enum marital { MARITAL_SINGLE, MARITAL_MARRIED, MARITAL_WIDOWED, MARITAL_DIVORCED, MARITAL_COUNT };
enum education {
    EDU_POSTGRADUATE,
    EDU_BACHELOR,
    EDU_COLLEGE,
    EDU_VOCATIONAL,
    EDU_HIGH,
    EDU_MIDDLE,
    EDU_PRIMARY,
    EDU_ILLITERATE,
    EDU_PRESCHOOL,
    EDU_COUNT
};
enum work {
    WORK_EMPLOYED,
    WORK_OWNER,
    WORK_FLEXIBLE,
    WORK_UNEMPLOYED,
    WORK_RETIRED,
    WORK_STUDENT,
    WORK_PRESCHOOL,
    WORK_FARMER,
    WORK_OTHER,
    WORK_COUNT
};
enum category { CATEGORY_LOCAL, CATEGORY_FLOATING, CATEGORY_OVERSEAS, CATEGORY_COUNT };
enum shape {
    SHAPE_SINGLE,
    SHAPE_COUPLE,
    SHAPE_ONE_CHILD,
    SHAPE_TWO_CHILDREN,
    SHAPE_THREE_GENERATIONS,
    SHAPE_ELDER_COUPLE,
    SHAPE_ELDER_ALONE,
    SHAPE_SINGLE_PARENT,
    SHAPE_ADULT_CHILD,
    SHAPE_SHARED,
    SHAPE_GRANDCHILD, /* the parents work elsewhere */
    SHAPE_SIBLINGS,
    SHAPE_COUNT
};

extern const char *const relation_names[REL_COUNT];
extern const char *const marital_names[MARITAL_COUNT];
extern const char *const education_names[EDU_COUNT];
extern const char *const work_names[WORK_COUNT];
extern const char *const category_names[CATEGORY_COUNT];

struct household {
    int number, community, grid, estate;
    int building, unit, room;
    int in, out;
    int first, count; /* its residents, which stand together */
    enum shape shape;
    bool floating;
};

struct resident {
    char id[19];
    char name[32];
    const char *surname;
    int household;
    int born, in, out;
    enum relation relation;
    enum ethnicity ethnicity;
    enum education education;
    enum marital marital;
    enum work work;
    enum category category;
    bool female, away;
};

struct street {
    struct household *households;
    size_t household_count, household_room;
    struct resident *residents;
    size_t resident_count, resident_room;
    uint64_t *ids; /* open-addressing set of used 17-digit bodies */
};

void street_init(struct street *street);
void street_done(struct street *street);
struct household *street_add_household(struct street *street);
struct resident *street_add_resident(struct street *street);
/* Grows an array for one more item; ends the process when memory is out. */
void *grown(void *items, size_t count, size_t *room, size_t item_size);
void resident_number(struct street *street, struct rng *rng, struct resident *resident, int region);
char id_check_digit(const char *body17);
char credit_check_digit(const char *body17);
char organisation_check_digit(const char *body8);

/* ---- people.c, families.c ---- */

/* Fills the street with households and their residents. */
void people_generate(struct street *street);
/* Gives a household its residents; a household.in of 0 is then decided from the head's age. */
void family_generate(struct street *street, struct rng *rng, size_t household);

/* ---- sheet.c, headers.c: CSV files ---- */

enum encoding { ENCODING_UTF8, ENCODING_UTF8_BOM, ENCODING_GB18030 };

struct sheet_plan {
    const char *kind, *file, *header; /* header as written, comma separated */
    enum encoding encoding;
    bool crlf;
    int typed; /* permille of date and number cells that are written as people type them */
};

struct sheet {
    const struct sheet_plan *plan;
    char *text; /* UTF-8, LF or CRLF as planned */
    size_t length, room;
    int rows;
    int columns;                       /* written columns */
    int source[COLUMNS_MAX];           /* canonical index of each written column */
    char cells[COLUMNS_MAX][CELL_MAX]; /* the row in canonical order */
    struct rng typing;
};

struct book {
    struct sheet *sheets;
    int count;
};

extern const struct sheet_plan sheet_plans[];
extern const int sheet_plan_count;

/* The canonical columns of a kind, comma separated; NULL for an unknown kind. */
const char *kind_columns(const char *kind);
/* The canonical name of a header as written; itself when it is canonical already. */
const char *header_canonical(const char *kind, const char *written);
/* Index of a name in a comma-separated list, -1 when it is not there. */
int list_index(const char *list, const char *name);
/* Copies the index-th name of a comma-separated list; false behind its end. */
bool list_item(const char *list, int index, char *ret_name, size_t size);

void book_open(struct book *book);
void book_done(struct book *book);
/* The sheet a record goes to: part is the community for residents, the year for yearly ledgers. */
struct sheet *book_sheet(struct book *book, const char *kind, int part);
void sheet_text(struct sheet *sheet, int column, const char *text);
void sheet_date(struct sheet *sheet, int column, int day);
void sheet_count(struct sheet *sheet, int column, int value);
void sheet_cents(struct sheet *sheet, int column, int value);
void sheet_end_row(struct sheet *sheet);
/* The file's bytes in its encoding; the caller frees them. */
char *sheet_encode(const struct sheet *sheet, size_t *ret_length);

/* ---- what fills the sheets ---- */

void places_emit(struct book *book);
void people_emit(struct book *book, const struct street *street);
void tags_emit(struct book *book, const struct street *street, int ret_allowance[][COMMUNITIES]);
void party_emit(struct book *book, const struct street *street);
void bonds_emit(struct book *book);
void disputes_emit(struct book *book);
void services_emit(struct book *book);
void quantities_emit(struct book *book, int allowance[][COMMUNITIES]);

/* ---- check.c, check_read.c ---- */

struct table {
    const char *kind;
    char ***rows; /* normalised cells in canonical order */
    size_t count, room;
};

enum { TABLE_KINDS = 11 };

struct evidence {
    struct table tables[TABLE_KINDS];
    int failures;
};

/* Decodes the written bytes again, undoes headers and typing, and appends them to the tables. */
bool evidence_read(struct evidence *evidence, const struct sheet_plan *plan, const char *bytes,
                   size_t length);
void evidence_init(struct evidence *evidence);
void evidence_done(struct evidence *evidence);
struct table *evidence_table(struct evidence *evidence, const char *kind);
/* Sorts a table by its first column so that table_find works. */
void table_sort(struct table *table);
char **table_find(const struct table *table, const char *key);
/* Reads a day in any of the accepted spellings; DAY_OPEN for an empty cell, DAY_NONE for no day. */
int day_parse(const char *text);
/* Asserts the consistency rules; prints each broken one. */
bool evidence_hold(struct evidence *evidence);

#endif
