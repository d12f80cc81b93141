#include "engine_diags.h"

#include <huibao/compose.h>
#include <huibao/define.h>
#include <huibao/deliver.h>
#include <huibao/draw.h>
#include <huibao/engine.h>
#include <huibao/fonts.h>
#include <huibao/frame.h>
#include <huibao/import.h>
#include <huibao/model.h>
#include <huibao/proof.h>
#include <huibao/sheet.h>
#include <huibao/sign.h>
#include <huibao/store.h>
#include <huibao/style.h>
#include <huibao/typeset.h>
#include <huibao/xlsx.h>
#include <huibao/yaml.h>

ENGINE_DIAGS(DIAG_DEFINE)

static const struct diag_kind *const catalogue[] = {ENGINE_DIAGS(DIAG_LISTED)};

const struct diag_kind *const *engine_diags(size_t *ret_count)
{
    *ret_count = BASE_COUNT(catalogue);
    return catalogue;
}

void engine_each_diag(void (*fn)(void *context, const struct diag_kind *kind), void *context)
{
    static const struct diag_kind *const *(*const rooms[])(size_t *) = {
        base_diags,    yaml_diags,  style_diags, proof_diags, store_diags,   import_diags,
        define_diags,  sheet_diags, frame_diags, model_diags, compose_diags, fonts_diags,
        typeset_diags, draw_diags,  xlsx_diags,  sign_diags,  deliver_diags, engine_diags,
    };
    for (size_t i = 0; i < BASE_COUNT(rooms); i++) {
        size_t count = 0;
        const struct diag_kind *const *kinds = rooms[i](&count);
        for (size_t j = 0; j < count; j++)
            fn(context, kinds[j]);
    }
}
