# huibao: one Makefile, no recursion. `make help` lists what it can do.
#
# VARIANT=debug (default) | san (ASan + UBSan) | release | cov;  CC=gcc (default) or clang.
# Output goes to build/<variant>/ only; fonts/debian/ holds the faces taken from Debian packages.

VARIANT ?= debug
BUILD   ?= build/$(VARIANT)
CC      := $(if $(filter default,$(origin CC)),gcc,$(CC))
PREFIX  ?= /usr/local
DESTDIR ?=
WERROR  ?= -Werror
VERSION := 0.1.0

ROOMS := base digest sign value proof period yaml style store sheet import define frame model compose fonts page typeset draw xlsx csv deliver engine cli

# ---- what each room links, the counterpart of src/layers.txt ------------------------------------
PKG_yaml    := libfyaml
PKG_digest  := nettle
PKG_sign    := libcrypto
PKG_deliver := libcurl
PKG_store   := sqlite3
PKG_define  := libcmark-gfm
PKG_frame   := sqlite3
PKG_sheet   := libzip expat libgsf-1
PKG_fonts   := pangoft2 pango fontconfig freetype2 harfbuzz
PKG_typeset := pangoft2 pango harfbuzz icu-uc
PKG_draw    := cairo cairo-ft freetype2
PKG_xlsx    := xlsxwriter
LIB_import  := -lcsv
LIB_value   := -lm
LIB_typeset := -lm
LIB_draw    := -lm
LIB_define  := -lcmark-gfm-extensions

# ---- flags (`make WERROR=` lets the new warnings of an untried compiler pass) ----------------------
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wundef -Wvla -Wwrite-strings -Wcast-qual -Wformat=2 -Wswitch-enum \
        -Wnull-dereference -Wdouble-promotion $(WERROR)
WARN_gcc   := -Wduplicated-cond -Wduplicated-branches
WARN += $(WARN_$(notdir $(firstword $(CC))))

FLAGS_debug   := -O1 -g
FLAGS_san     := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
FLAGS_release := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
FLAGS_cov     := -O0 -g --coverage
FLAGS_fuzz    := -O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined -fno-omit-frame-pointer
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

JOBS := $(shell nproc)
.PHONY: all test unit tools suites objects demo bench lint format bless fuzz install dist clean help deps fonts samples
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
# What it links: itself, what it uses, and what those link in turn.
ALL_$(1) := $$(sort $(1) $$(USES_$(1)) $$(foreach r,$$(USES_$(1)),$$(ALL_$$(r))))
LINK_$(1) := $$(filter $$(ALL_$(1)),$(LINK_ORDER))
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

# The data folder is compiled into the program: another PREFIX compiles that file again.
$(BUILD)/obj/cli/main.o: $(BUILD)/.prefix
$(BUILD)/.prefix: ALWAYS
	@mkdir -p $(@D)
	@echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' >$@
.PHONY: ALWAYS

ALL_LIBS := $(foreach r,$(LINK_ORDER),$(BUILD)/lib/lib$(r).a)
FOREIGN  := $(foreach r,$(LINK_ORDER),$(LIBS_$(r)))
ENGINE_LIBS := $(filter-out %/libcli.a,$(ALL_LIBS))

# A name that two rooms define would be taken from either, without a word from the linker.
$(BUILD)/huibao: $(ALL_LIBS)
	@echo "  LINK    $@"
	@twice=$$(nm -g --defined-only $(ALL_LIBS) | awk 'NF == 3 && $$2 ~ /^[TDBR]$$/ {print $$3}' | sort | uniq -d); \
	    [ -z "$$twice" ] || { echo "defined in two places:" $$twice >&2; exit 1; }
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
# pkg-config was not there when this file was read: install, then make starts again by itself.
# (The goals left out install for themselves, or need nothing.)
ifneq ($(filter-out help clean dist demo test lint bench fuzz format deps,$(or $(MAKECMDGOALS),all)),)
ifneq ($(HAVE_DEPS),yes)
ifeq ($(MAKE_RESTARTS),)
include build/installed.mk
build/installed.mk: FORCE
	@.ci/install build
	@mkdir -p $(@D) && date '+# %s' >$@
.PHONY: FORCE
endif
endif
endif
deps:
	@.ci/install build test

# ---- fonts and samples --------------------------------------------------------------------------
# Quick when everything is there, and it mends what is damaged or gone.
fonts:
	@fonts/fetch

$(BUILD)/samples-generate: $(sort $(wildcard samples/*.c samples/*.h)) | $(BUILD)/.deps
	@mkdir -p $(@D)
	@echo "  LINK    $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.c,$^) -lm
samples: $(BUILD)/samples-generate
	$(BUILD)/samples-generate samples

# ---- the demonstration --------------------------------------------------------------------------
DEMO := build/demo
demo:
	@echo '一、安装缺少的软件包（只在第一次需要）'
	@.ci/install build
	@echo '二、编译'
	@$(MAKE) --no-print-directory -s -j$(JOBS) VARIANT=release all
	@echo '三、从 Debian 软件包取出字体（只在第一次需要，约 160 MB 下载）'
	@$(MAKE) --no-print-directory -s VARIANT=release fonts
	@samples/demo build/release/huibao $(DEMO)

# ---- tests --------------------------------------------------------------------------------------
# Suites print TAP lines; tests/run counts them. Everything runs twice: plain, and under ASan + UBSan.
unit: $(UNITS)
.SECONDARY:
E2E     := $(sort $(shell find tests/e2e tests/stress -maxdepth 1 -type f -perm -u+x 2>/dev/null))
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/tests/fuzz-%,$(wildcard tests/fuzz/*.c))

# What a room reads from outside without a contract for it.
$(BUILD)/obj/tests/fuzz/deliver_receipt.o: CFLAGS += -iquote src/deliver
$(BUILD)/obj/tests/fuzz/sheet_xls.o: CFLAGS += $(CFLAGS_sheet)
# Without libFuzzer a target replays its corpus and mutations of it: a regression test.
$(BUILD)/tests/fuzz-%: $(BUILD)/obj/tests/fuzz/%.o $(BUILD)/obj/tests/fuzz/replay/main.o $(ENGINE_LIBS)
	@mkdir -p $(@D)
	@echo "  LINK    $@"
	@$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) -Wl,--start-group $(ENGINE_LIBS) -Wl,--end-group $(FOREIGN)

# The rules of line composition, case by case, through typeset itself.
CONFORMANCE := $(BUILD)/tests/conformance
CONFORMANCE_OBJ := $(patsubst tests/%.c,$(BUILD)/obj/tests/%.o,$(wildcard tests/conformance/*.c)) \
                   $(BUILD)/obj/tests/unit/typeset_rig.o
$(BUILD)/obj/tests/conformance/%.o: CFLAGS += -iquote src/typeset
$(CONFORMANCE): $(CONFORMANCE_OBJ) $(LINK_typeset:%=$(BUILD)/lib/lib%.a)
	@mkdir -p $(@D)
	@echo "  LINK    $@"
	@$(CC) $(LDFLAGS) -o $@ $(CONFORMANCE_OBJ) $(LINK_typeset:%=$(BUILD)/lib/lib%.a) $(foreach r,$(LINK_typeset),$(LIBS_$(r)))

suites: all fonts unit $(CONFORMANCE) $(FUZZERS) $(BUILD)/samples-generate $(BUILD)/tests/explain_all
	@printf '%s\n' $(UNITS) $(CONFORMANCE) $(FUZZERS) $(E2E) >$(BUILD)/suites
test: deps
	@$(MAKE) --no-print-directory -j$(JOBS) VARIANT=debug suites
	@$(MAKE) --no-print-directory -j$(JOBS) VARIANT=san suites
	@tests/run build/debug build/san

# Coverage-guided fuzzing with clang's libFuzzer: every target for a minute, or
#   make fuzz TARGET="import_csv sheet_rows" SECONDS=600
TARGET  ?= $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
SECONDS ?= 60
fuzz: deps
	@$(MAKE) --no-print-directory -j$(JOBS) CC=clang VARIANT=fuzz BUILD=build/fuzz $(TARGET:%=build/fuzz/tests/libfuzzer-%)
	@tests/fuzz/run build/fuzz $(SECONDS) $(TARGET)
$(BUILD)/tests/libfuzzer-%: $(BUILD)/obj/tests/fuzz/%.o $(ENGINE_LIBS)
	@mkdir -p $(@D)
	@$(CC) $(LDFLAGS) -fsanitize=fuzzer -o $@ $< -Wl,--start-group $(ENGINE_LIBS) -Wl,--end-group $(FOREIGN)

# Rewrites the golden files; shows each difference and asks.
bless: unit
	@HUIBAO_BLESS=1 tests/run $(BUILD) >/dev/null || true
	@git add -N tests/golden && git add -p tests/golden

# A model's text drawn, to look at: build/debug/tests/model2pdf FILE.model OUT.pdf
tools: $(patsubst tests/tools/%.c,$(BUILD)/tests/%,$(wildcard tests/tools/*.c))
# Every number of a report followed to its records; tests/e2e/explain runs it over all that are shipped.
$(BUILD)/tests/model2pdf $(BUILD)/tests/explain_all: $(BUILD)/tests/%: $(BUILD)/obj/tests/tools/%.o $(ENGINE_LIBS)
	@mkdir -p $(@D)
	@echo "  LINK    $@"
	@$(CC) $(LDFLAGS) -o $@ $(filter %.o,$^) -Wl,--start-group $(ENGINE_LIBS) -Wl,--end-group $(FOREIGN)

# ---- lint ---------------------------------------------------------------------------------------
# Warnings are errors under both compilers; the rest is in tests/lint/run.
objects: $(foreach r,$(ROOMS),$(OBJ_$(r))) $(foreach r,$(ROOMS),$(UNIT_OBJ_$(r)))
lint: deps
	@$(MAKE) --no-print-directory -s CC=gcc BUILD=build/debug VARIANT=debug objects $(BUILD)/huibao >/dev/null
	@$(MAKE) --no-print-directory -s CC=gcc BUILD=build/release VARIANT=release objects >/dev/null
	@$(MAKE) --no-print-directory -s CC=clang BUILD=build/clang VARIANT=debug objects >/dev/null
	@LINT_LIBS='$(ALL_LIBS)' tests/lint/run
	@echo 'lint: clean'
format: deps
	@clang-format -i $$(find src include tests samples -name '*.[ch]')

# ---- benchmarks ---------------------------------------------------------------------------------
bench: deps
	@$(MAKE) --no-print-directory -s VARIANT=release all fonts build/release/tests/bench
	@build/release/tests/bench build/release/huibao build/bench
BENCH_OBJ := $(patsubst tests/%.c,$(BUILD)/obj/tests/%.o,$(wildcard tests/bench/*.c))
$(BENCH_OBJ): CFLAGS += $(CFLAGS_draw) $(CFLAGS_xlsx)
$(BUILD)/tests/bench: $(BENCH_OBJ) $(ENGINE_LIBS)
	@mkdir -p $(@D)
	@echo "  LINK    $@"
	@$(CC) $(LDFLAGS) -o $@ $(BENCH_OBJ) -Wl,--start-group $(ENGINE_LIBS) -Wl,--end-group $(FOREIGN)

# ---- installing ---------------------------------------------------------------------------------
# INSTALL: the variant that is installed.
INSTALL ?= release
ROOT    := $(DESTDIR)$(PREFIX)
DATA    := $(ROOT)/share/huibao
EXAMPLES := $(ROOT)/share/doc/huibao/examples
with-prefix = sed 's|@PREFIX@|$(PREFIX)|g' src/install/$(1) >$(2)/$(1) && chmod 644 $(2)/$(1)
install:
	@$(MAKE) --no-print-directory VARIANT=$(INSTALL) BUILD=build/$(INSTALL) all fonts
	install -D -m 755 build/$(INSTALL)/huibao $(ROOT)/bin/huibao
	install -D -m 644 src/cli/huibao.1 $(ROOT)/share/man/man1/huibao.1
	install -D -m 644 src/cli/huibao.bash-completion $(ROOT)/share/bash-completion/completions/huibao
	install -d -m 755 $(DATA) $(ROOT)/lib/systemd/system $(EXAMPLES)
	cp -R report-templates fonts $(DATA)/
	chmod -R u=rwX,go=rX $(DATA)
	install -m 644 samples/huibao.conf $(DATA)/huibao.conf
	$(call with-prefix,huibao-due.service,$(ROOT)/lib/systemd/system)
	install -m 644 src/install/huibao-due.timer $(ROOT)/lib/systemd/system/huibao-due.timer
	install -D -m 644 src/install/huibao.sysusers $(ROOT)/lib/sysusers.d/huibao.conf
	install -m 644 src/install/huibao.default $(EXAMPLES)/huibao.default
	$(call with-prefix,huibao.cron,$(EXAMPLES))
dist:
	git archive --prefix=huibao-$(VERSION)/ -o huibao-$(VERSION).tar.gz HEAD
clean:
	rm -rf build

help:
	@echo 'make            编译到 build/debug/huibao（VARIANT=release|san|cov，CC=clang）'
	@echo 'make demo       安装缺少的软件、编译、导入样本、生成月报到 build/demo/'
	@echo 'make test       全部测试（普通 + ASan/UBSan）'
	@echo 'make lint       分层、格式、长度、两种编译器的警告'
	@echo 'make bench      速度与内存（同一次运行里与对照程序相比）'
	@echo 'make fuzz       模糊测试，每个目标一分钟（TARGET="define_report …" SECONDS=600）；出错的输入在 build/fuzz/crashes/'
	@echo 'make bless      改写金样文件（逐处确认）'
	@echo 'make fonts      从 Debian 软件包取出字体到 fonts/debian/'
	@echo 'make samples    重新生成样本'
	@echo 'make install    安装到 PREFIX（默认 /usr/local）；DESTDIR 可用'
	@echo 'make format     按 .clang-format 排版代码'

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
