/* The table of co-building units, which only bonds.c reads. */
#ifndef HUIBAO_SAMPLE_UNITS_H
#define HUIBAO_SAMPLE_UNITS_H

enum unit_type {
    UNIT_ORGAN,
    UNIT_INSTITUTION,
    UNIT_COMPANY,
    UNIT_SOCIETY,
    UNIT_PRIVATE,
    UNIT_FOUNDATION,
    UNIT_OTHER
};

struct unit_seed {
    int community;
    const char *name;
    enum unit_type type;
    const char *above, *registered, *industry;
    int members; /* party members who reported to the community */
};

extern const struct unit_seed unit_seeds[];
extern const int unit_seed_count;

#endif
