# What the end-to-end suites share. Each suite begins with
#   . "$HUIBAO_ROOT/tests/e2e/lib.sh"
# and is a sequence of   begin NAME; hb ARGUMENTS…; expect_…; end   blocks, one TAP line each.
# It runs in a directory of its own, $work, which is removed at the end.

: "${HUIBAO_ROOT:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${HUIBAO:=$HUIBAO_ROOT/build/debug/huibao}"
# Without the caller's settings: a suite sees only what it sets itself.
unset HUIBAO_DB HUIBAO_CONFIG LANG LC_ALL LC_CTYPE LANGUAGE
HUIBAO_TEMPLATES=$HUIBAO_ROOT/report-templates
HUIBAO_FONTS=$HUIBAO_ROOT/fonts
LC_ALL=C
export HUIBAO HUIBAO_ROOT HUIBAO_TEMPLATES HUIBAO_FONTS LC_ALL
umask 022

work=$(mktemp -d "${TMPDIR:-/tmp}/huibao-e2e-XXXXXX")
said=$(mktemp -d "${TMPDIR:-/tmp}/huibao-said-XXXXXX") # outside $work: a suite may fill or mount that
servers= # process ids of what tests/e2e/servers.sh started
trap 'kill $servers 2>/dev/null; cd / && chmod -R u+w "$work" && rm -rf "$work" "$said"' EXIT
trap 'exit 1' HUP INT TERM PIPE
cd "$work" || exit 1
tab=$(printf '\t')
tests=0
bad=0
failed=no
status=0

begin() {
    name=$1
    failed=no
}

end() {
    tests=$((tests + 1))
    if [ $failed = no ]; then
        echo "ok $tests - $name"
    else
        echo "not ok $tests - $name"
        bad=$((bad + 1))
    fi
}

# PACKAGE PART: a part of a workbook, on stdout.
part() {
    /usr/bin/python3 -c 'import sys, zipfile
sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' "$1" "$2"
}

# A test that this machine cannot run, with the reason; never silently.
skip() {
    tests=$((tests + 1))
    echo "ok $tests - $1 # skip $2"
}

finish() {
    echo "1..$tests"
    [ $bad -eq 0 ]
    exit
}

wrong() {
    failed=yes
    printf '# %s: %s\n' "$name" "$*"
    sed 's/^/#   stderr: /' "$said/err" 2>/dev/null | cut -c 1-400 | head -n 12
}

# FILE EXPRESSION: what python says about a JSON document d.
json() {
    /usr/bin/python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$1" "$2" 2>&1
}

# Runs a command; its status, stdout and stderr are looked at by the expect_ functions.
run() {
    "$@" >"$said/out" 2>"$said/err" </dev/null
    status=$?
}
hb() {
    run "$HUIBAO" "$@"
}

expect_status() {
    [ "$status" -eq "$1" ] || wrong "exit status $status, not $1"
}
expect_stdout() {
    for text; do
        grep -q -F -e "$text" "$said/out" || wrong "stdout has no “$text”: $(head -c 300 "$said/out")"
    done
}
expect_stderr() {
    for text; do
        grep -q -F -e "$text" "$said/err" || wrong "stderr has no “$text”"
    done
}
expect_silent() { # stdout or stderr
    for stream; do
        case $stream in stdout) file=$said/out ;; *) file=$said/err ;; esac
        [ -s "$file" ] && wrong "$stream is not empty: $(head -c 300 "$file")"
    done
    return 0
}
# Every message is whole: no message without its code, none that an English library wrote alone.
expect_messages() {
    grep -q -E '(错误|警告|说明) [A-Z]{3}[0-9]{3}：' "$said/err" || wrong 'stderr holds no message with a code'
    grep -q -E 'runtime error|Sanitizer|Assertion|未知错误' "$said/err" && wrong 'stderr holds a crash'
    return 0
}
expect_true() { # WHAT COMMAND…
    what=$1
    shift
    "$@" >/dev/null 2>&1 || wrong "$what"
}
expect_same() { # WHAT A B
    [ "$2" = "$3" ] || wrong "$1: “$2” and “$3”"
}

sql() { # DATABASE QUERY
    sqlite3 -readonly -noheader -separator "$tab" "$1" "$2"
}
# The records that the database holds, as one checksum; what was rendered is no record, nor is what
# the log says of that.
db_sum() {
    sqlite3 -readonly "$1" .dump | grep -v -e '^INSERT INTO render' -e '^INSERT INTO log_head' \
        -e "^INSERT INTO log VALUES([^,]*,[^,]*,[^,]*,'\(render\|package\|delivery\|receipt\|failure\|access\)'" |
        sha256sum | cut -d' ' -f1
}
# No temporary file of ours is left below the directories.
expect_clean() {
    left=$(find "$@" \( -name '.huibao*' -o -name '*.huibao.tmp' -o -name '*-journal' \) 2>/dev/null)
    [ -z "$left" ] || wrong "left behind: $left"
}
expect_no_files() { # DIRECTORY: not there or empty
    left=$(ls -A "$1" 2>/dev/null)
    [ -z "$left" ] || wrong "$1 holds: $left"
}

# All sample records into a new database.
load_samples() {
    hb --db "$1" init
    [ $status -eq 0 ] || return 1
    while IFS=$tab read -r kind file; do
        "$HUIBAO" --db "$1" import "$kind" "$HUIBAO_ROOT/samples/$file" </dev/null || return 1
    done <"$HUIBAO_ROOT/samples/manifest.txt"
}

# A few records into a new database, for the suites about mistakes.
load_few() {
    cat >communities.csv <<'EOF'
社区编码,名称,级别,上级编码
539902000000,栖云区,区县,
539902001000,望澜街道,街道,539902000000
539902001001,春晖社区,社区,539902001000
539902001002,桂苑社区,社区,539902001000
EOF
    cat >disputes.csv <<'EOF'
纠纷编号,社区编码,受理日期,类别,来源,结果,当事人数,办结日期
JF001,春晖社区,2026-10-08,邻里,依申请,调解成功,2,2026-10-09
JF002,春晖社区,2026-10-18,物业,依申请,调解不成,2,2026-10-29
JF003,桂苑社区,2026-10-18,物业,依申请,正在调解,2,
EOF
    "$HUIBAO" --db "$1" init >/dev/null &&
        "$HUIBAO" --db "$1" import 社区 communities.csv >/dev/null &&
        "$HUIBAO" --db "$1" import 纠纷 disputes.csv >/dev/null
}

# A folder of definitions with a small dictionary and the report "small".
make_templates() {
    mkdir -p "$1/indicators" "$1/synonyms"
    cat >"$1/indicators/纠纷.yaml" <<'EOF'
纠纷:
  sql: |
    SELECT count(*) AS 调解受理,
           count(*) FILTER (WHERE 结果 = '调解成功') AS 调解成功
    FROM 纠纷 WHERE 社区 = :社区 AND 受理日期 BETWEEN :期初 AND :期末
  indicators:
    调解受理: {unit: 件}
    调解成功: {unit: 件}
EOF
    cat >"$1/small.md" <<'EOF'
---
id: small
title: '{{社区}}{{期|年月}}简报'
style: gbt9704
params:
  社区: {type: community, required: true}
  期: {type: month, default: last}
---
# 矛盾纠纷

{{期|年月}}受理矛盾纠纷{{调解受理}}件，调解成功{{调解成功}}件。
EOF
}

# A report whose one table runs the given query (a file), bound to nothing.
make_query() { # FILE QUERYFILE
    {
        printf -- '---\nid: query\ntitle: 查询\nstyle: gbt9704\ndata:\n  查:\n    sql: |\n'
        sed 's/^/      /' "$2"
        printf -- '---\n# 查询\n\n```table\ndata: 查\ncolumns: [{title: 甲, value: 甲}]\n```\n'
    } >"$1"
}

# Runs a shell script in a mount namespace of its own, where it may mount. False: not on this machine.
can_mount() {
    probe='mount -t tmpfs -o size=64k none /mnt'
    if unshare -m sh -c "$probe" 2>/dev/null; then
        in_mounts='unshare -m'
    elif unshare -rm sh -c "$probe" 2>/dev/null; then
        in_mounts='unshare -rm'
    else
        return 1
    fi
}
