/* What must hold between a record and others. See struct store_rule. */
#include "private.h"

/* 1, 3, 5: the higher the level, the smaller. */
#define RANK(level) "instr('区县街道社区', " level ")"

static const struct store_rule rules[] = {
    {"communities", &STO030, "parent_id",
     "SELECT :name, p.name, p.level FROM communities p"
     " WHERE p.id = :parent_id AND " RANK("p.level") " >= " RANK(":level"),
     "区县的下级是街道，街道的下级是社区"},
    {"communities", &STO031, "level",
     "SELECT :name, child.name, child.level FROM communities me"
     " JOIN communities child ON child.parent_id = me.id"
     " WHERE me.code = :code AND " RANK("child.level") " <= " RANK(":level") " LIMIT 1",
     "先改下级，再改这一条"},
    {"communities", &STO032, "parent_id",
     "SELECT :name, name FROM communities"
     " WHERE :parent_id IS NULL AND parent_id IS NULL AND code <> :code LIMIT 1",
     "请填上级编码；只有最上一级可以不填"},
    {"grids", &STO034, "community_id",
     "SELECT :name, name, level FROM communities WHERE id = :community_id AND level <> '社区'",
     NULL},
    {"grids", &STO033, "code",
     "SELECT :name, name, code FROM communities"
     " WHERE id = :community_id AND substr(:code, 1, 12) <> code",
     "网格编码是社区编码后面再加三位"},
    {"disputes", &STO035, "grid_id",
     "SELECT :number, g.name, c.name FROM grids g JOIN communities c ON c.id = g.community_id"
     " WHERE g.id = :grid_id AND g.community_id <> :community_id",
     "请核对这一行的社区和网格"},
    {"services", &STO035, "grid_id",
     "SELECT :number, g.name, c.name FROM grids g JOIN communities c ON c.id = g.community_id"
     " WHERE g.id = :grid_id AND g.community_id <> :community_id",
     "请核对这一行的社区和网格"},
};

const struct store_rule *store_rules(size_t *ret_count)
{
    *ret_count = BASE_COUNT(rules);
    return rules;
}
