/* {{#list}}: paragraphs as an enumeration with the right marks. */
#include "compose_case.h"

static const char dictionary[] =
    "纠纷分类:\n"
    "  sql: |\n"
    "    SELECT 类别, count(*) AS 件数, '巷道灯不亮。' AS 诉求\n"
    "    FROM 纠纷 WHERE 社区 = :社区 AND 受理日期 BETWEEN :期初 AND :期末\n"
    "    GROUP BY 类别 ORDER BY 2 DESC\n";

#define HEAD "---\nid: t\ntitle: '{{社区}}{{期|年月}}情况'\n" CASE_PARAMS "---\n"

static bool prints(const char *name, const char *body, const char *want)
{
    struct arena *arena = arena_new();
    struct composed made = compose_text_case(fixture_database(name), dictionary,
                                             arena_printf(arena, HEAD "%s", body), DEFINE_PREVIEW);
    struct buf text = {0};
    for (size_t i = 0; made.model && i < made.model->block_count; i++)
        buf_printf(&text, "%s\n", model_text_flat(arena, &made.model->blocks[i].text));
    bool same = CHECK_STR(text.length ? text.data : "", want);
    case_said(&made.c, "");
    buf_done(&text);
    composed_close(&made);
    arena_free(arena);
    return same;
}

TEST(items_are_numbered_and_parted)
{
    prints("list1.db", "{{#list}}\n加强排查。\n\n规范调解；\n\n做好回访\n{{/list}}\n",
           "一是加强排查；二是规范调解；三是做好回访。\n");
    prints("list2.db", "{{#列举 {{期|月}}主要做法}}\n加强排查，\n\n规范调解。\n{{/列举}}\n",
           "10月主要做法：一是加强排查；二是规范调解。\n");
    prints("list3.db", "{{#列举 做法如下：｜第一}}\n甲\n\n乙\n{{/列举}}\n",
           "做法如下：第一，甲；第二，乙。\n");
    prints("list4.db", "{{#list|（1）}}\n甲\n\n乙\n{{/list}}\n", "（1）甲；（2）乙。\n");
}

TEST(one_item_has_no_number_and_none_is_the_else)
{
    prints("list5.db",
           "{{#list 做法：}}\n加强排查；\n\n{{#if 1 > 2}}\n规范调解。\n{{/if}}\n{{/list}}\n",
           "做法：加强排查。\n");
    prints("list6.db", "{{#list 做法：}}\n{{#if 1 > 2}}甲。{{/if}}\n{{else}}\n没有。\n{{/list}}\n",
           "没有。\n");
    prints("list7.db", "{{#list 做法：}}\n{{#if 1 > 2}}甲。{{/if}}\n{{/list}}\n\n末\n", "末\n");
}

TEST(items_that_vanish_are_not_counted)
{
    prints("list8.db",
           "{{#list}}\n甲。\n\n{{#if 1 > 2}}乙。{{/if}}\n\n{{#if 1 > 2}}\n丙。\n{{else}}\n丁。\n{{/"
           "if}}\n\n。\n{{/list}}\n",
           "一是甲；二是丁。\n");
}

TEST(sentences_within_items_part_all_by_full_stops)
{
    prints("list9.db", "{{#list}}\n甲。详见附件。\n\n乙；\n{{/list}}\n",
           "一是甲。详见附件。二是乙。\n");
    prints("list10.db", "{{#list}}\n甲一；甲二。\n\n乙\n{{/list}}\n", "一是甲一；甲二。二是乙。\n");
    prints("list11.db",
           "{{#list}}\n他说：“好。”\n\n谁来？\n\n等等……\n\n乙（见附件。）\n{{/list}}\n",
           "一是他说：“好。”二是谁来？三是等等……四是乙（见附件。）\n");
    prints("list12.db", "{{#list}}\n推行“一站式”\n\n乙（附件）\n{{/list}}\n",
           "一是推行“一站式”；二是乙（附件）。\n");
}

TEST(items_may_be_paragraphs_of_their_own)
{
    prints("list13.db", "{{#list 做法：|分段}}\n甲；\n\n乙；\n{{/list}}\n",
           "做法：\n一是甲。\n二是乙。\n");
}

TEST(rows_can_be_items)
{
    prints("list14.db",
           "{{#list 反映：}}\n{{#each 纠纷分类}}\n{{类别}}{{件数}}件，{{诉求}}\n{{/each}}\n\n"
           "其他\n{{/list}}\n",
           "反映：一是邻里3件，巷道灯不亮；二是物业2件，巷道灯不亮；三是其他。\n");
}

TEST(a_number_at_the_end_keeps_its_value)
{
    struct composed made = compose_text_case(
        fixture_database("value.db"), dictionary,
        HEAD "{{#list}}\n{{#each 纠纷分类}}\n{{类别}}{{件数}}\n{{/each}}\n{{/list}}\n",
        DEFINE_PREVIEW);
    composed_has(&made, "  - 一是\n  - 邻里 = text 邻里 @ 纠纷分类.类别 @ 1\n  - 3 = 3 @ "
                        "纠纷分类.件数 @ 1\n  - ；二是\n");
    composed_close(&made);
}

TEST(many_items_have_han_numbers)
{
    struct arena *arena = arena_new();
    struct buf body = {0};
    buf_puts(&body, "{{#list}}\n");
    for (int i = 0; i < 12; i++)
        buf_puts(&body, "甲\n\n");
    buf_puts(&body, "{{/list}}\n");
    prints("list15.db", buf_copy(&body, arena),
           "一是甲；二是甲；三是甲；四是甲；五是甲；六是甲；七是甲；八是甲；"
           "九是甲；十是甲；十一是甲；十二是甲。\n");
    buf_done(&body);
    arena_free(arena);
}
