/* Words that are typed for others: only those that are never right. */
#include "proof.h"

static const struct {
    const char *wrong, *right;
} words[] = {
    {"台帐", "台账"},         {"帐目", "账目"},         {"帐户", "账户"},
    {"记帐", "记账"},         {"部份", "部分"},         {"身分证", "身份证"},
    {"布署", "部署"},         {"按排", "安排"},         {"既使", "即使"},
    {"复盖", "覆盖"},         {"通迅", "通讯"},         {"座落", "坐落"},
    {"园满", "圆满"},         {"幅射", "辐射"},         {"松驰", "松弛"},
    {"气慨", "气概"},         {"迫不急待", "迫不及待"}, {"再接再励", "再接再厉"},
    {"一愁莫展", "一筹莫展"}, {"走头无路", "走投无路"}, {"纠份", "纠纷"},
    {"调节员", "调解员"},     {"侯选人", "候选人"},     {"竟选", "竞选"},
    {"竟争", "竞争"},         {"贯切", "贯彻"},         {"贯砌", "贯彻"},
    {"己经", "已经"},         {"树力", "树立"},         {"完必", "完毕"},
    {"残级人", "残疾人"},
};

void proof_rule_words(struct proof *proof)
{
    for (size_t t = 0; t < proof->count; t++) {
        const struct proof_text *text = &proof->texts[t];
        for (size_t i = 0; i < text->count; i++) {
            for (size_t k = 0; k < BASE_COUNT(words); k++) {
                size_t length = proof_word_at(text, i, words[k].wrong);
                if (!length)
                    continue;
                struct proof_finding *finding = proof_find(proof, &PRF020, t, i, length);
                proof_args(proof, finding, DIAG_ARGS(words[k].wrong, words[k].right));
            }
        }
    }
}
