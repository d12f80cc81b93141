#include <math.h>

#include <huibao/model_finding.h>

bool model_finding_fails(const struct model_finding *finding, double left, double right)
{
    double noise = fmax(fabs(left), fabs(right)) * 1e-9; /* of sums of decimals */
    double room = finding->room_percent ? finding->room / 100 * fabs(right) : finding->room;
    double apart = left - right;
    switch (finding->relation) {
    case MODEL_RELATION_NONE:
        return true;
    case MODEL_EQUAL:
        return fabs(apart) > room + noise;
    case MODEL_UNEQUAL:
        return fabs(apart) <= room + noise;
    case MODEL_LESS:
        return apart >= room - noise;
    case MODEL_AT_MOST:
        return apart > room + noise;
    case MODEL_MORE:
        return apart <= noise - room;
    case MODEL_AT_LEAST:
        return apart < -room - noise;
    }
    return true;
}
