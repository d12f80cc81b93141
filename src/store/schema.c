/*
 * The schema, as numbered migrations. A migration that has been released is never changed: what
 * comes later is added as the next number. The names of CHECK constraints are Chinese sentences,
 * since they are what a user is told when one fails.
 */
#include "private.h"

/* One column a line. */
/* clang-format off */
#define WHENCE " batch INTEGER NOT NULL REFERENCES batches (id), line INTEGER NOT NULL"
#define DATE(column) " CONSTRAINT 日期写法不对 CHECK (" column " IS date(" column ", '+0 days'))"
/* For a list of constants SQLite builds an index, anew for each row written; the last element here
   is not constant (and never equal), so it compares one by one: a load takes half the time. */
#define ONE_OF(column, words) " CHECK (" column " IN (" words ", " column " || '-'))"
#define SEX(column) ONE_OF(column, "'男', '女', '未知', '未说明'")
#define EDUCATION(column)                                                                          \
    ONE_OF(column, "'研究生', '大学本科', '大学专科', '中等职业', '高中', '初中', '小学', "        \
                   "'文盲或半文盲', '学龄前'")

static const char *const first[] = {
    "CREATE TABLE batches ("
    " id INTEGER PRIMARY KEY,"
    " kind TEXT NOT NULL,"
    " file TEXT NOT NULL,"
    " imported_at TEXT NOT NULL," /* 'YYYY-MM-DD HH:MM:SS', in China */
    " rows INTEGER NOT NULL DEFAULT 0,"
    " added INTEGER NOT NULL DEFAULT 0,"
    " changed INTEGER NOT NULL DEFAULT 0"
    ") STRICT",

    "CREATE TABLE communities ("
    " id INTEGER PRIMARY KEY,"
    " code TEXT NOT NULL UNIQUE CHECK (length(code) = 12 AND code NOT GLOB '*[^0-9]*'),"
    " name TEXT NOT NULL UNIQUE,"
    " level TEXT NOT NULL" ONE_OF("level", "'区县', '街道', '社区'") ","
    " parent_id INTEGER REFERENCES communities (id) CHECK (parent_id <> id),"
    WHENCE
    ") STRICT",
    "CREATE INDEX communities_by_parent ON communities (parent_id)",

    "CREATE TABLE grids ("
    " id INTEGER PRIMARY KEY,"
    " code TEXT NOT NULL UNIQUE CHECK (length(code) = 15 AND code NOT GLOB '*[^0-9]*'),"
    " community_id INTEGER NOT NULL REFERENCES communities (id),"
    " name TEXT NOT NULL,"
    " worker TEXT,"
    " founded_on TEXT NOT NULL" DATE("founded_on") ","
    " abolished_on TEXT" DATE("abolished_on") ","
    WHENCE ","
    " CONSTRAINT 撤销日期不能早于成立日期 CHECK (abolished_on >= founded_on)"
    ") STRICT",
    "CREATE INDEX grids_by_community ON grids (community_id)",

    "CREATE TABLE households ("
    " id INTEGER PRIMARY KEY,"
    " number TEXT NOT NULL UNIQUE,"
    " grid_id INTEGER NOT NULL REFERENCES grids (id),"
    " head TEXT NOT NULL,"
    " estate TEXT,"
    " building TEXT,"
    " unit TEXT,"
    " room TEXT,"
    " moved_in TEXT NOT NULL" DATE("moved_in") ","
    " moved_out TEXT" DATE("moved_out") ","
    WHENCE ","
    " CONSTRAINT 迁出日期不能早于迁入日期 CHECK (moved_out >= moved_in)"
    ") STRICT",
    "CREATE INDEX households_by_grid ON households (grid_id, moved_in)",

    "CREATE TABLE residents ("
    " id INTEGER PRIMARY KEY,"
    " id_card TEXT NOT NULL UNIQUE CHECK (length(id_card) = 18),"
    " household_id INTEGER NOT NULL REFERENCES households (id),"
    " name TEXT NOT NULL,"
    " relation TEXT NOT NULL" ONE_OF("relation",
        "'户主', '配偶', '子', '女', '父母', '祖父母', '孙子女', '兄弟姐妹', '其他'") ","
    " sex TEXT NOT NULL" SEX("sex") ","
    " born_on TEXT NOT NULL" DATE("born_on") ","
    " nation TEXT,"
    " education TEXT" EDUCATION("education") ","
    " marriage TEXT" ONE_OF("marriage", "'未婚', '已婚', '丧偶', '离婚'") ","
    " work TEXT" ONE_OF("work",
        "'在职', '个体经营', '灵活就业', '失业', '离退休', '在校学生', '学龄前', '务农', "
        "'其他'") ","
    " category TEXT NOT NULL" ONE_OF("category", "'户籍', '流动', '境外'") ","
    " presence TEXT NOT NULL CHECK (presence IN ('在住', '外出')),"
    " moved_in TEXT NOT NULL" DATE("moved_in") ","
    " moved_out TEXT" DATE("moved_out") ","
    WHENCE ","
    " CONSTRAINT 迁出日期不能早于迁入日期 CHECK (moved_out >= moved_in),"
    " CONSTRAINT 迁入日期不能早于出生日期 CHECK (moved_in >= born_on)"
    ") STRICT",
    "CREATE INDEX residents_by_household ON residents (household_id)",

    "CREATE TABLE tags ("
    " id INTEGER PRIMARY KEY,"
    " resident_id INTEGER NOT NULL REFERENCES residents (id),"
    " tag TEXT NOT NULL" ONE_OF("tag",
        "'低保', '特困', '建档立卡', '残疾', '空巢老人', '独居老人', '留守儿童', "
        "'留守妇女', '留守老人', '优抚', '涉军', '刑释', '矫正', '精神障碍'") ","
    " class TEXT,"
    " started_on TEXT NOT NULL" DATE("started_on") ","
    " ended_on TEXT" DATE("ended_on") ","
    WHENCE ","
    " UNIQUE (resident_id, tag, started_on),"
    " CONSTRAINT 结束日期不能早于开始日期 CHECK (ended_on >= started_on),"
    " CONSTRAINT 类别与标签不符 CHECK (class IS NULL OR (tag = '低保' AND class IN ('老年人', '成年人', '未成年人'))"
    " OR (tag = '残疾' AND class IN ('一级', '二级', '三级', '四级')))"
    ") STRICT",
    "CREATE INDEX tags_by_tag ON tags (tag, started_on)",

    "CREATE TABLE party_members ("
    " id INTEGER PRIMARY KEY,"
    " number TEXT NOT NULL UNIQUE,"
    " community_id INTEGER NOT NULL REFERENCES communities (id),"
    " name TEXT NOT NULL,"
    " branch TEXT NOT NULL,"
    " sex TEXT NOT NULL" SEX("sex") ","
    " born_on TEXT NOT NULL" DATE("born_on") ","
    " nation TEXT,"
    " education TEXT" EDUCATION("education") ","
    " standing TEXT NOT NULL CHECK (standing IN ('正式', '预备')),"
    " management TEXT NOT NULL" ONE_OF("management",
        "'在册', '在职报到', '流动', '离退休', '口袋党员'") ","
    " care TEXT" ONE_OF("care", "'协管', '接管', '共管', '双管', '托管'") ","
    " joined_on TEXT NOT NULL" DATE("joined_on") ","
    " transferred_in TEXT NOT NULL" DATE("transferred_in") ","
    " transferred_out TEXT" DATE("transferred_out") ","
    WHENCE ","
    " CONSTRAINT 转出日期不能早于转入日期 CHECK (transferred_out >= transferred_in),"
    " CONSTRAINT 入党日期不能早于出生日期 CHECK (joined_on >= born_on)"
    ") STRICT",
    "CREATE INDEX party_members_by_community ON party_members (community_id, transferred_in)",

    "CREATE TABLE units ("
    " id INTEGER PRIMARY KEY,"
    " credit_code TEXT NOT NULL UNIQUE CHECK (length(credit_code) = 18),"
    " community_id INTEGER NOT NULL REFERENCES communities (id),"
    " name TEXT NOT NULL,"
    " organ_type TEXT NOT NULL" ONE_OF("organ_type",
        "'机关', '事业单位', '企业', '社会团体', '民办非企业', '基金会', '其他'") ","
    " affiliation TEXT NOT NULL" ONE_OF("affiliation",
        "'中央', '省', '州市', '县市', '街道', '镇', '乡', '居委会', '村委会', '其他'") ","
    " registration TEXT,"
    " industry TEXT,"
    " liaison TEXT,"
    " telephone TEXT,"
    " reported_members INTEGER CONSTRAINT 报到党员数不能是负数 CHECK (reported_members >= 0),"
    " signed_on TEXT NOT NULL" DATE("signed_on") ","
    " ended_on TEXT" DATE("ended_on") ","
    WHENCE ","
    " CONSTRAINT 解约日期不能早于签约日期 CHECK (ended_on >= signed_on)"
    ") STRICT",
    "CREATE INDEX units_by_community ON units (community_id, signed_on)",

    "CREATE TABLE agreements ("
    " id INTEGER PRIMARY KEY,"
    " number TEXT NOT NULL UNIQUE,"
    " unit_id INTEGER NOT NULL REFERENCES units (id),"
    " project TEXT NOT NULL,"
    " field TEXT NOT NULL" ONE_OF("field",
        "'思想工作联做', '社区治安联防', '公益事业联办', '计划生育联管', '文明社区联建', "
        "'党员教育联抓', '贫困对象联帮'") ","
    " owner TEXT,"
    " signed_on TEXT NOT NULL" DATE("signed_on") ","
    " due_on TEXT" DATE("due_on") ","
    " done_on TEXT" DATE("done_on") ","
    WHENCE ","
    " CONSTRAINT 完成时限不能早于签订日期 CHECK (due_on >= signed_on),"
    " CONSTRAINT 完成日期不能早于签订日期 CHECK (done_on >= signed_on)"
    ") STRICT",
    "CREATE INDEX agreements_by_unit ON agreements (unit_id, signed_on)",

    "CREATE TABLE disputes ("
    " id INTEGER PRIMARY KEY,"
    " number TEXT NOT NULL UNIQUE,"
    " community_id INTEGER NOT NULL REFERENCES communities (id),"
    " grid_id INTEGER REFERENCES grids (id),"
    " accepted_on TEXT NOT NULL" DATE("accepted_on") ","
    " category TEXT NOT NULL" ONE_OF("category",
        "'婚姻家庭', '邻里', '房屋宅基地', '合同', '生产经营', '损害赔偿', '山林土地', "
        "'征地拆迁', '环境污染', '劳动争议', '消费', '医疗', '道路交通', '物业', '其他'") ","
    " source TEXT NOT NULL" ONE_OF("source",
        "'主动排查', '依申请', '法院移送', '检察院移送', '公安移送', '信访移送', "
        "'其他移送'") ","
    " result TEXT NOT NULL" ONE_OF("result", "'调解成功', '调解不成', '正在调解', '移送'") ","
    " agreement_form TEXT CHECK (agreement_form IN ('口头', '书面')),"
    " parties INTEGER NOT NULL CONSTRAINT 当事人数至少是1 CHECK (parties >= 1),"
    " amount_fen INTEGER CONSTRAINT 涉及金额不能是负数 CHECK (amount_fen >= 0),"
    " mediator TEXT,"
    " closed_on TEXT" DATE("closed_on") ","
    WHENCE ","
    " CONSTRAINT 办结日期不能早于受理日期 CHECK (closed_on >= accepted_on),"
    " CONSTRAINT 正在调解的不能有办结日期，其他的必须有"
    " CHECK ((closed_on IS NULL) = (result = '正在调解'))"
    ") STRICT",
    "CREATE INDEX disputes_by_community ON disputes (community_id, accepted_on)",
    "CREATE INDEX disputes_by_grid ON disputes (grid_id, accepted_on)",

    "CREATE TABLE services ("
    " id INTEGER PRIMARY KEY,"
    " number TEXT NOT NULL UNIQUE,"
    " community_id INTEGER NOT NULL REFERENCES communities (id),"
    " grid_id INTEGER REFERENCES grids (id),"
    " accepted_on TEXT NOT NULL" DATE("accepted_on") ","
    " channel TEXT NOT NULL" ONE_OF("channel", "'信箱', '专线电话', '网上', '窗口'") ","
    " category TEXT NOT NULL" ONE_OF("category",
        "'行政事务', '公共服务', '涉法涉诉', '维稳信访'") ","
    " matter TEXT NOT NULL,"
    " handler TEXT,"
    " due_on TEXT NOT NULL" DATE("due_on") ","
    " closed_on TEXT" DATE("closed_on") ","
    " result TEXT NOT NULL" ONE_OF("result", "'办结', '在办', '移送', '退回'") ","
    " satisfaction TEXT" ONE_OF("satisfaction", "'满意', '基本满意', '不满意', '未评价'") ","
    " followed_up INTEGER CHECK (followed_up IN (0, 1)),"
    WHENCE ","
    " CONSTRAINT 办理时限不能早于受理日期 CHECK (due_on >= accepted_on),"
    " CONSTRAINT 办结日期不能早于受理日期 CHECK (closed_on >= accepted_on),"
    " CONSTRAINT 在办的不能有办结日期，其他的必须有 CHECK ((closed_on IS NULL) = (result = '在办'))"
    ") STRICT",
    "CREATE INDEX services_by_community ON services (community_id, accepted_on)",
    "CREATE INDEX services_by_grid ON services (grid_id, accepted_on)",

    "CREATE TABLE quantities ("
    " id INTEGER PRIMARY KEY,"
    " community_id INTEGER NOT NULL REFERENCES communities (id),"
    " period TEXT NOT NULL CHECK (period GLOB '[12][0-9][0-9][0-9]'"
    " OR (period GLOB '[12][0-9][0-9][0-9]-[01][0-9]' AND period || '-01' IS date(period || '-01'))),"
    " name TEXT NOT NULL,"
    " value ANY NOT NULL CHECK (typeof(value) IN ('integer', 'real')),"
    " unit TEXT NOT NULL,"
    WHENCE ","
    " UNIQUE (community_id, period, name)"
    ") STRICT",
    "CREATE INDEX quantities_by_name ON quantities (name, period)",

    /* ---- the authors\' views ---- */
    "CREATE VIEW 社区 (社区编码, 社区, 级别, 上级, 街道, 批次, 行号) AS"
    " SELECT c.code, c.name, c.level, p.name, CASE WHEN c.level = '街道' THEN c.name WHEN"
    " p.level = '街道' THEN p.name END, c.batch, c.line"
    " FROM communities c LEFT JOIN communities p ON p.id = c.parent_id",

    "CREATE VIEW 网格 (网格编码, 网格, 社区, 网格员, 成立日期, 撤销日期, 批次, 行号) AS"
    " SELECT g.code, g.name, c.name, g.worker, g.founded_on, g.abolished_on, g.batch, g.line"
    " FROM grids g JOIN communities c ON c.id = g.community_id",

    "CREATE VIEW 住户 (户号, 社区, 网格, 户主, 小区, 楼栋, 单元, 房号, 迁入日期, 迁出日期,"
    " 批次, 行号) AS"
    " SELECT h.number, c.name, g.name, h.head, h.estate, h.building, h.unit, h.room,"
    " h.moved_in, h.moved_out, h.batch, h.line"
    " FROM households h JOIN grids g ON g.id = h.grid_id JOIN communities c ON c.id ="
    " g.community_id",

    "CREATE VIEW 居民 (身份证号, 户号, 社区, 网格, 姓名, 与户主关系, 性别, 出生日期, 民族,"
    " 文化程度, 婚姻状况, 从业状况, 人员类别, 居住状态, 迁入日期, 迁出日期, 批次, 行号) AS"
    " SELECT r.id_card, h.number, c.name, g.name, r.name, r.relation, r.sex, r.born_on,"
    " r.nation, r.education, r.marriage, r.work, r.category, r.presence, r.moved_in,"
    " r.moved_out, r.batch, r.line"
    " FROM residents r JOIN households h ON h.id = r.household_id JOIN grids g ON g.id ="
    " h.grid_id JOIN communities c ON c.id = g.community_id",

    "CREATE VIEW 居民标签 (身份证号, 户号, 社区, 网格, 标签, 类别, 开始日期, 结束日期, 批次,"
    " 行号) AS"
    " SELECT r.id_card, h.number, c.name, g.name, t.tag, t.class, t.started_on, t.ended_on,"
    " t.batch, t.line"
    " FROM tags t JOIN residents r ON r.id = t.resident_id JOIN households h ON h.id ="
    " r.household_id JOIN grids g ON g.id = h.grid_id JOIN communities c ON c.id ="
    " g.community_id",

    "CREATE VIEW 党员 (党员编号, 社区, 姓名, 党支部, 性别, 出生日期, 民族, 文化程度,"
    " 党员类型, 管理类别, 五管类别, 入党日期, 转入日期, 转出日期, 批次, 行号) AS"
    " SELECT m.number, c.name, m.name, m.branch, m.sex, m.born_on, m.nation, m.education,"
    " m.standing, m.management, m.care, m.joined_on, m.transferred_in, m.transferred_out,"
    " m.batch, m.line"
    " FROM party_members m JOIN communities c ON c.id = m.community_id",

    "CREATE VIEW 共建单位 (统一社会信用代码, 社区, 单位名称, 机构类型, 隶属关系,"
    " 登记注册类型, 行业, 联络员, 联系电话, 报到党员数, 签约日期, 解约日期, 批次, 行号) AS"
    " SELECT u.credit_code, c.name, u.name, u.organ_type, u.affiliation, u.registration,"
    " u.industry, u.liaison, u.telephone, u.reported_members, u.signed_on, u.ended_on,"
    " u.batch, u.line"
    " FROM units u JOIN communities c ON c.id = u.community_id",

    "CREATE VIEW 共建协议 (协议编号, 社区, 单位名称, 统一社会信用代码, 项目, 七联类别,"
    " 责任人, 签订日期, 完成时限, 完成日期, 批次, 行号) AS"
    " SELECT a.number, c.name, u.name, u.credit_code, a.project, a.field, a.owner,"
    " a.signed_on, a.due_on, a.done_on, a.batch, a.line"
    " FROM agreements a JOIN units u ON u.id = a.unit_id JOIN communities c ON c.id ="
    " u.community_id",

    "CREATE VIEW 纠纷 (纠纷编号, 社区, 网格, 受理日期, 类别, 来源, 结果, 协议形式, 当事人数,"
    " 涉及金额, 调解员, 办结日期, 批次, 行号) AS"
    " SELECT d.number, c.name, g.name, d.accepted_on, d.category, d.source, d.result,"
    " d.agreement_form, d.parties, d.amount_fen / 100.0, d.mediator, d.closed_on, d.batch,"
    " d.line"
    " FROM disputes d JOIN communities c ON c.id = d.community_id LEFT JOIN grids g ON g.id ="
    " d.grid_id",

    "CREATE VIEW 服务 (服务编号, 社区, 网格, 受理日期, 方式, 类别, 事项, 承办人, 办理时限,"
    " 办结日期, 结果, 满意度, 回访, 批次, 行号) AS"
    " SELECT s.number, c.name, g.name, s.accepted_on, s.channel, s.category, s.matter,"
    " s.handler, s.due_on, s.closed_on, s.result, s.satisfaction, CASE s.followed_up WHEN 1"
    " THEN '是' WHEN 0 THEN '否' END, s.batch, s.line"
    " FROM services s JOIN communities c ON c.id = s.community_id LEFT JOIN grids g ON g.id ="
    " s.grid_id",

    "CREATE VIEW 数量 (社区, 期, 名称, 数值, 单位, 批次, 行号) AS"
    " SELECT c.name, q.period, q.name, q.value, q.unit, q.batch, q.line"
    " FROM quantities q JOIN communities c ON c.id = q.community_id",

    "CREATE VIEW 导入批次 (批次, 种类, 文件, 时间, 行数) AS"
    " SELECT id, CASE kind WHEN 'communities' THEN '社区' WHEN 'grids' THEN '网格' WHEN"
    " 'households' THEN '住户' WHEN 'residents' THEN '居民' WHEN 'tags' THEN '居民标签' WHEN"
    " 'party_members' THEN '党员' WHEN 'units' THEN '共建单位' WHEN 'agreements' THEN"
    " '共建协议' WHEN 'disputes' THEN '纠纷' WHEN 'services' THEN '服务' WHEN 'quantities'"
    " THEN '数量' ELSE kind END, file, imported_at, rows"
    " FROM batches",
    NULL,
};
/* What a record was before a batch changed it, so that the batch can be undone. */
static const char *const second[] = {
    "ALTER TABLE batches ADD COLUMN undone_at TEXT", /* like imported_at */
    "CREATE TABLE history ("
    " batch INTEGER NOT NULL REFERENCES batches (id)," /* that changed it */
    " record INTEGER NOT NULL,"                        /* its id */
    " previous TEXT NOT NULL CHECK (json_valid(previous)),"
    " PRIMARY KEY (batch, record)"
    ") STRICT, WITHOUT ROWID",
    "CREATE INDEX history_by_record ON history (record)",
    "DROP VIEW 导入批次",
    "CREATE VIEW 导入批次 (批次, 种类, 文件, 时间, 行数, 新增, 更正, 撤销时间) AS"
    " SELECT id, CASE kind WHEN 'communities' THEN '社区' WHEN 'grids' THEN '网格' WHEN"
    " 'households' THEN '住户' WHEN 'residents' THEN '居民' WHEN 'tags' THEN '居民标签' WHEN"
    " 'party_members' THEN '党员' WHEN 'units' THEN '共建单位' WHEN 'agreements' THEN"
    " '共建协议' WHEN 'disputes' THEN '纠纷' WHEN 'services' THEN '服务' WHEN 'quantities'"
    " THEN '数量' ELSE kind END, file, imported_at, rows, added, changed, undone_at"
    " FROM batches",
    NULL,
};
/* The communities of a street or district (levels are at most three); a community's is itself. */
static const char *const third[] = {
    "CREATE VIEW 下级 (上级, 级别, 社区) AS"
    " SELECT c.name, c.level, c.name FROM communities c WHERE c.level = '社区' UNION ALL"
    " SELECT p.name, p.level, c.name FROM communities c JOIN communities p ON p.id = c.parent_id"
    " WHERE c.level = '社区' UNION ALL"
    " SELECT g.name, g.level, c.name FROM communities c JOIN communities p ON p.id = c.parent_id"
    " JOIN communities g ON g.id = p.parent_id WHERE c.level = '社区'",
    NULL,
};
/* Which reports were made, from what, and what they printed. */
static const char *const fourth[] = {
    "CREATE TABLE renders ("
    " id INTEGER PRIMARY KEY,"
    " made_at TEXT NOT NULL," /* like imported_at */
    " made_by TEXT NOT NULL,"
    " report TEXT NOT NULL,"
    " arguments TEXT NOT NULL CHECK (json_valid(arguments)),"
    " closed INTEGER NOT NULL CHECK (closed IN (0, 1)),"
    " definition TEXT NOT NULL,"
    " dictionary TEXT NOT NULL,"
    " style TEXT NOT NULL,"
    " data TEXT NOT NULL,"
    " version TEXT NOT NULL,"
    " last_batch INTEGER NOT NULL,"
    " printed TEXT NOT NULL CHECK (json_valid(printed))" /* [[\"调解受理\",\"2\"], …] */
    ") STRICT",
    "CREATE INDEX renders_by_report ON renders (report, arguments)",
    "CREATE TABLE render_files ("
    " render INTEGER NOT NULL REFERENCES renders (id) ON DELETE CASCADE,"
    " name TEXT NOT NULL,"
    " sha256 TEXT NOT NULL,"
    " PRIMARY KEY (render, name)"
    ") STRICT, WITHOUT ROWID",
    NULL,
};
/* Why a check that fails is right all the same. '' stands for no community, no period. */
static const char *const fifth[] = {
    "CREATE TABLE explanations ("
    " id INTEGER PRIMARY KEY,"
    " report TEXT NOT NULL,"
    " community TEXT NOT NULL,"
    " period TEXT NOT NULL,"
    " check_id TEXT NOT NULL,"
    " figures TEXT NOT NULL,"
    " because TEXT NOT NULL CONSTRAINT 说明不能是空的 CHECK (trim(because) <> ''),"
    " explained_by TEXT NOT NULL CONSTRAINT 说明人不能是空的 CHECK (trim(explained_by) <> ''),"
    " explained_at TEXT NOT NULL," /* like imported_at */
    " withdrawn_by TEXT,"
    " withdrawn_at TEXT,"
    " CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL))"
    ") STRICT",
    "CREATE UNIQUE INDEX explanations_standing"
    " ON explanations (report, community, period, check_id) WHERE withdrawn_at IS NULL",
    "CREATE INDEX explanations_by_report ON explanations (report, community, period)",
    NULL,
};
/*
 * The audit log. Its last entry is kept a second time, so that an end cut off is noticed. What
 * programs other than this one might do is refused by triggers; verifying looks for them.
 */
static const char *const sixth[] = {
    "CREATE TABLE log ("
    " number INTEGER PRIMARY KEY,"
    " at TEXT NOT NULL," /* like imported_at */
    " who TEXT NOT NULL,"
    " kind TEXT NOT NULL,"
    " subject TEXT NOT NULL,"
    " details TEXT NOT NULL CHECK (json_valid(details)),"
    " previous TEXT NOT NULL CHECK (length(previous) = 64),"
    " hash TEXT NOT NULL CHECK (length(hash) = 64)"
    ") STRICT",
    "CREATE TABLE log_head ("
    " id INTEGER PRIMARY KEY CHECK (id = 1),"
    " number INTEGER NOT NULL,"
    " hash TEXT NOT NULL"
    ") STRICT",
    "INSERT INTO log_head VALUES (1, 0,"
    " '0000000000000000000000000000000000000000000000000000000000000000')",
    "CREATE TRIGGER log_grows BEFORE INSERT ON log"
    " WHEN NEW.number <> (SELECT number + 1 FROM log_head)"
    " OR NEW.previous <> (SELECT hash FROM log_head)"
    " BEGIN SELECT raise(ABORT, '日志只能接在最后一条后面'); END",
    "CREATE TRIGGER log_grown AFTER INSERT ON log"
    " BEGIN UPDATE log_head SET number = NEW.number, hash = NEW.hash; END",
    "CREATE TRIGGER log_stays BEFORE UPDATE ON log"
    " BEGIN SELECT raise(ABORT, '日志不能改'); END",
    "CREATE TRIGGER log_remains BEFORE DELETE ON log"
    " BEGIN SELECT raise(ABORT, '日志不能删'); END",
    "CREATE TRIGGER log_head_grows BEFORE UPDATE ON log_head"
    " WHEN NEW.number <> OLD.number + 1 OR NEW.id <> 1"
    " BEGIN SELECT raise(ABORT, '日志的末尾不能退回'); END",
    "CREATE TRIGGER log_head_stays BEFORE DELETE ON log_head"
    " BEGIN SELECT raise(ABORT, '日志的末尾不能删'); END",
    NULL,
};
/* What a render was for: '' for those made before this was kept. */
static const char *const seventh[] = {
    "ALTER TABLE renders ADD COLUMN purpose TEXT NOT NULL DEFAULT ''"
    " CHECK (purpose IN ('', 'preview', 'publish', 'upload'))",
    NULL,
};
/* Who has been forgotten: salted hashes of keys, and what stands for an ID number. */
static const char *const eighth[] = {
    "CREATE TABLE forgotten ("
    " hash TEXT PRIMARY KEY CHECK (length(hash) = 64),"
    " person TEXT NOT NULL," /* the hash of the record that was asked for */
    " token TEXT UNIQUE CHECK (length(token) = 18),"
    " salt TEXT NOT NULL," /* the same in all rows */
    " forgotten_at TEXT NOT NULL" /* like imported_at */
    ") STRICT, WITHOUT ROWID",
    NULL,
};
/* What must be reported, and what somebody must be told of it. */
static const char *const ninth[] = {
    "CREATE TABLE outbox ("
    " id INTEGER PRIMARY KEY,"
    " report TEXT NOT NULL,"
    " community TEXT NOT NULL,"
    " period TEXT NOT NULL,"
    " state TEXT NOT NULL CHECK (state IN ('due', 'audit', 'unmade', 'packed', 'sent', 'accepted',"
    " 'refused', 'dead', 'cancelled')),"
    " target TEXT NOT NULL,"
    " deadline INTEGER NOT NULL DEFAULT 0," /* seconds, and so below */
    " generation INTEGER NOT NULL DEFAULT 1,"
    " fence INTEGER NOT NULL DEFAULT 0,"
    " owner TEXT,"
    " lease_until INTEGER NOT NULL DEFAULT 0,"
    " package TEXT,"
    " manifest TEXT,"
    " key TEXT UNIQUE,"
    " packed_at INTEGER NOT NULL DEFAULT 0,"
    " next_at INTEGER NOT NULL DEFAULT 0,"
    " attempts INTEGER NOT NULL DEFAULT 0,"
    " place TEXT,"
    " receipt TEXT,"
    " words TEXT,"
    " changed_at TEXT NOT NULL," /* like imported_at */
    " UNIQUE (report, community, period),"
    " CHECK (state <> 'packed' OR (package IS NOT NULL AND manifest IS NOT NULL AND key IS NOT"
    " NULL))"
    ") STRICT",
    "CREATE TABLE outbox_events ("
    " unit INTEGER NOT NULL REFERENCES outbox (id),"
    " kind TEXT NOT NULL,"
    " subject TEXT NOT NULL,"
    " text TEXT NOT NULL,"
    " made_at TEXT NOT NULL,"
    " told_at TEXT,"
    " PRIMARY KEY (unit, kind, subject)"
    ") STRICT, WITHOUT ROWID",
    NULL,
};
/* When the outbox was looked at. */
static const char *const tenth[] = {
    "CREATE TABLE outbox_clock ("
    " id INTEGER PRIMARY KEY CHECK (id = 1),"
    " last INTEGER NOT NULL,"   /* seconds */
    " doubted INTEGER NOT NULL" /* a moment too far ahead to be believed at once; 0: none */
    ") STRICT",
    NULL,
};
/* What the columns of a source's files hold, as their users said it. Titles are as they wrote them. */
static const char *const eleventh[] = {
    "CREATE TABLE mappings ("
    " name TEXT NOT NULL CONSTRAINT 名称不能是空的 CHECK (trim(name) <> ''),"
    " kind TEXT NOT NULL,"
    " saved_at TEXT NOT NULL," /* like imported_at */
    " PRIMARY KEY (name, kind)"
    ") STRICT, WITHOUT ROWID",
    "CREATE TABLE mapping_columns ("
    " name TEXT NOT NULL,"
    " kind TEXT NOT NULL,"
    " position INTEGER NOT NULL,"
    " title TEXT NOT NULL,"
    " field TEXT," /* its name; NULL: the column is left out */
    " PRIMARY KEY (name, kind, position),"
    " FOREIGN KEY (name, kind) REFERENCES mappings (name, kind) ON DELETE CASCADE"
    ") STRICT, WITHOUT ROWID",
    NULL,
};
/* A community that gets another name keeps what was reported for it: else all of it were due again. */
static const char *const twelfth[] = {
    "CREATE TRIGGER outbox_follows_names AFTER UPDATE OF name ON communities"
    " WHEN NEW.name <> OLD.name"
    " BEGIN UPDATE outbox SET community = NEW.name WHERE community = OLD.name AND NOT EXISTS"
    " (SELECT 1 FROM outbox AS o WHERE o.report = outbox.report AND o.community = NEW.name"
    " AND o.period = outbox.period); END",
    NULL,
};
/* What the receipt of a unit says: one that was handed over may still be waiting there. */
static const char *const thirteenth[] = {
    "ALTER TABLE outbox ADD COLUMN receipt_state TEXT"
    " CHECK (receipt_state IN ('accepted', 'refused', 'waiting'))",
    NULL,
};
/* clang-format on */

static const struct store_migration all[] = {
    {1, first},     {2, second},   {3, third},       {4, fourth}, {5, fifth},
    {6, sixth},     {7, seventh},  {8, eighth},      {9, ninth},  {10, tenth},
    {11, eleventh}, {12, twelfth}, {13, thirteenth},
};

const struct store_migration *store_migrations(size_t *ret_count)
{
    *ret_count = BASE_COUNT(all);
    return all;
}

int store_schema_version(void)
{
    return all[BASE_COUNT(all) - 1].version;
}
