/* Which days are worked, by the configuration file. */
#include "engine_state.h"

#include <huibao/deliver_targets.h>
#include <huibao/period_calendar.h>

const struct period_calendar *engine_calendar(struct engine *engine,
                                              const struct deliver_config *config)
{
    if (engine->calendar)
        return engine->calendar;
    engine->calendar = period_calendar_new(engine->arena);
    for (const struct deliver_year *y = config->years; y; y = y->next) {
        period_calendar_add(engine->calendar, y->year);
        for (size_t i = 0; i < y->off_count; i++)
            period_calendar_set(engine->calendar, y->off[i], false);
        for (size_t i = 0; i < y->on_count; i++)
            period_calendar_set(engine->calendar, y->on[i], true);
    }
    return engine->calendar;
}
