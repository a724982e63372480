# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Read by run.sh and test.sh: build_preset PRESET "CMAKE ARGUMENTS" TARGET... configures a preset
# where that was not done yet and builds the targets. Quiet, unless it fails or takes long.
# shellcheck shell=sh

build_preset() {
    preset=$1
    arguments=$2
    shift 2
    launcher=
    if command -v ccache >/dev/null; then
        launcher="-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"
        export CCACHE_BASEDIR="$PWD"
    fi
    if [ ! -e "build/$preset/build.ninja" ]; then
        say "configuring build/$preset"
        # shellcheck disable=SC2086 # arguments are meant to be split
        run_quietly cmake --preset "$preset" $launcher $arguments
    fi
    # shellcheck disable=SC2086
    if [ -z "$(ninja -C "build/$preset" -n "$@" 2>/dev/null | grep 'no work to do')" ]; then
        say "building $preset (a first build takes some minutes)"
    fi
    run_quietly cmake --build "build/$preset" --target "$@"
}

# The output of a step is shown when it fails; a terminal sees its last line move.
run_quietly() {
    step_log=$(mktemp)
    if [ -t 2 ]; then
        { "$@" 2>&1 || echo "$?" >"$step_log.failed"; } | tee "$step_log" \
            | while IFS= read -r line; do printf '\r\033[K%.78s' "$line" >&2; done
        printf '\r\033[K' >&2
    else
        "$@" >"$step_log" 2>&1 || echo "$?" >"$step_log.failed"
    fi
    if [ -e "$step_log.failed" ]; then
        grep -E -A 12 'error: |FAILED: |CMake Error' "$step_log" | tail -n 80 >&2 || tail -n 40 "$step_log" >&2
        rm -f "$step_log" "$step_log.failed"
        say "this step failed: $*"
        exit 1
    fi
    rm -f "$step_log"
}
