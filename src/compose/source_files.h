/* 来源文件: the files that the printed figures come from, each with its batch, as a companion of the document. */
#ifndef COMPOSE_SOURCE_FILES_H
#define COMPOSE_SOURCE_FILES_H

#include "composer.h"

struct source_kind { /* a kind of records, and what is made of it */
    const char *kind;
    const char *last; /* the figure named last */
    struct buf users; /* 调解受理、纠纷分类 */
};

struct source_files {
    struct composer *composer;
    struct source_kind *kinds;
    size_t count, capacity;
};

/* The figure or table `name` reads this dataset. */
void source_files_use(struct source_files *files, const struct define_dataset *dataset,
                      const char *name);
/* Adds the companion, when there is anything to tell, and gives the memory back. */
void source_files_finish(struct source_files *files, const char *file);

#endif
