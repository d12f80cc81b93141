# huibao: one Makefile, no recursion. `make help` lists what it can do.
#
# VARIANT=debug (default) | san (ASan + UBSan) | release | cov;  CC=gcc (default) or clang.
# Output goes to build/<variant>/ only; fonts/debian/ holds the faces taken from Debian packages.

VARIANT ?= debug
BUILD   ?= build/$(VARIANT)
CC      := $(if $(filter default,$(origin CC)),gcc,$(CC))
PREFIX  ?= /usr/local
DESTDIR ?=
VERSION := 0.1.0

ROOMS := base value period style store import define frame model compose fonts page typeset draw xlsx engine cli

# ---- what each room links, the counterpart of src/layers.txt ------------------------------------
PKG_store   := sqlite3
PKG_define  := libfyaml libcmark-gfm
PKG_frame   := sqlite3
PKG_fonts   := pangoft2 pango fontconfig freetype2 harfbuzz
PKG_typeset := pangoft2 pango harfbuzz
PKG_draw    := cairo cairo-ft freetype2
PKG_xlsx    := xlsxwriter
LIB_import  := -lcsv
LIB_value   := -lm
LIB_define  := -lcmark-gfm-extensions

# ---- flags --------------------------------------------------------------------------------------
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wundef -Wvla -Wwrite-strings -Wcast-qual -Wformat=2 -Wswitch-enum \
        -Wnull-dereference -Wdouble-promotion -Werror
WARN_gcc   := -Wduplicated-cond -Wduplicated-branches
WARN += $(WARN_$(notdir $(firstword $(CC))))

FLAGS_debug   := -O1 -g
FLAGS_san     := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
FLAGS_release := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
FLAGS_cov     := -O0 -g --coverage
LDFLAGS_release := -pie -Wl,-z,relro,-z,now
CFLAGS  := -std=c11 -D_GNU_SOURCE -Iinclude -fvisibility=hidden $(WARN) $(FLAGS_$(VARIANT)) \
           -DHUIBAO_VERSION='"$(VERSION)"' -DHUIBAO_DATADIR='"$(PREFIX)/share/huibao"'
LDFLAGS := $(FLAGS_$(VARIANT)) $(LDFLAGS_$(VARIANT))

# The tools a build needs; installed by the rule below when they are missing.
HAVE_DEPS := $(shell .ci/install --have build && echo yes)
ifeq ($(HAVE_DEPS),yes)
pkg-cflags = $(if $(PKG_$(1)),$(shell pkg-config --cflags $(PKG_$(1)) | sed 's/-I/-isystem /g'))
pkg-libs   = $(if $(PKG_$(1)),$(shell pkg-config --libs $(PKG_$(1)))) $(LIB_$(1))
endif

.PHONY: all test unit demo bench lint format bless fuzz install dist clean help deps fonts samples check
all: $(BUILD)/huibao

# ---- one static library per room ----------------------------------------------------------------
# room-uses: the rooms a room may use, from the law itself, in link order.
room-uses = $(shell awk -F: '$$1 ~ /^$(1) *$$/ {print $$2}' src/layers.txt)
reverse   = $(if $(1),$(call reverse,$(wordlist 2,$(words $(1)),$(1))) $(firstword $(1)))
LINK_ORDER := $(call reverse,$(ROOMS))

define room-rules
SRC_$(1) := $$(sort $$(wildcard src/$(1)/*.c))
OBJ_$(1) := $$(SRC_$(1):src/%.c=$(BUILD)/obj/%.o)
USES_$(1) := $(call room-uses,$(1))
CFLAGS_$(1) := $(call pkg-cflags,$(1))
LIBS_$(1) := $(call pkg-libs,$(1))
$(BUILD)/lib/lib$(1).a: $$(OBJ_$(1))
	@mkdir -p $$(@D)
	@rm -f $$@
	@ar rcs $$@ $$^
$(BUILD)/obj/$(1)/%.o: src/$(1)/%.c | $(BUILD)/.deps
	@mkdir -p $$(@D)
	@echo "  CC      $$<"
	@$(CC) $(CFLAGS) $$(CFLAGS_$(1)) -MMD -MP -c -o $$@ $$<

UNIT_SRC_$(1) := $$(sort $$(wildcard tests/unit/$(1)_*.c))
UNIT_OBJ_$(1) := $$(UNIT_SRC_$(1):tests/unit/%.c=$(BUILD)/obj/tests/unit/%.o)
LINK_$(1) := $$(filter $(1) $$(USES_$(1)),$(LINK_ORDER))
$(BUILD)/tests/unit-$(1): $$(UNIT_OBJ_$(1)) $(BUILD)/obj/tests/unit/tap.o $$(LINK_$(1):%=$(BUILD)/lib/lib%.a)
	@mkdir -p $$(@D)
	@echo "  LINK    $$@"
	@$(CC) $(LDFLAGS) -o $$@ $$(UNIT_OBJ_$(1)) $(BUILD)/obj/tests/unit/tap.o \
	    $$(LINK_$(1):%=$(BUILD)/lib/lib%.a) $$(foreach r,$$(LINK_$(1)),$$(LIBS_$$(r)))
# A room's unit tests may see its private headers, and the libraries it owns.
$(BUILD)/obj/tests/unit/$(1)_%.o: tests/unit/$(1)_%.c | $(BUILD)/.deps
	@mkdir -p $$(@D)
	@echo "  CC      $$<"
	@$(CC) $(CFLAGS) -iquote src/$(1) $$(CFLAGS_$(1)) -MMD -MP -c -o $$@ $$<
ifneq ($$(UNIT_SRC_$(1)),)
UNITS += $(BUILD)/tests/unit-$(1)
endif
endef
$(foreach room,$(ROOMS),$(eval $(call room-rules,$(room))))

ALL_LIBS := $(foreach r,$(LINK_ORDER),$(BUILD)/lib/lib$(r).a)
FOREIGN  := $(foreach r,$(LINK_ORDER),$(LIBS_$(r)))
ENGINE_LIBS := $(filter-out %/libcli.a,$(ALL_LIBS))

$(BUILD)/huibao: $(ALL_LIBS)
	@echo "  LINK    $@"
	@$(CC) $(LDFLAGS) -o $@ -Wl,--start-group $(ALL_LIBS) -Wl,--end-group $(FOREIGN)

$(BUILD)/obj/tests/%.o: tests/%.c | $(BUILD)/.deps
	@mkdir -p $(@D)
	@echo "  CC      $<"
	@$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

# ---- what must be installed ---------------------------------------------------------------------
# The stamp only says that .ci/install found everything; a new machine has no stamp.
$(BUILD)/.deps:
	@.ci/install build
	@mkdir -p $(@D) && touch $@
ifneq ($(HAVE_DEPS),yes)
# pkg-config was not there when this file was read: install, then start again.
ifeq ($(MAKE_RESTARTS),)
Makefile: install-and-restart
.PHONY: install-and-restart
install-and-restart:
	@.ci/install build
endif
endif
deps:
	@.ci/install build test

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
