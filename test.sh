#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Usage: ./test.sh [ctest arguments, such as: -R net]
#
# Installs what is missing, builds everything with warnings as errors (build/test), runs all tests,
# then the tests of core once more under the address and undefined-behaviour sanitizers
# (build/asan). The last line is `N passed, N failed, N skipped`.
set -eu
cd "$(dirname "$0")"

say() { printf 'Portico: %s\n' "$*"; }
finish_early() {
    code=$?
    [ "$code" = 0 ] || [ -n "${counted:-}" ] || echo "0 passed, 1 failed, 0 skipped"
}
trap finish_early EXIT

# ctest writes what every row said to an XML file, from which tools/tally.py counts.
run_tests() { # PRESET, ctest arguments...
    preset=$1
    shift
    say "running the tests of build/$preset"
    rm -f "build/$preset/results.xml"
    ctest --test-dir "build/$preset" --parallel 2 --output-on-failure --output-junit results.xml \
        --test-output-size-passed 100000000 --test-output-size-failed 100000000 "$@" || failed=1
}

failed=0
tools/dependencies.sh test
uv_folder=$(tools/uv.sh)
[ -z "$uv_folder" ] || export PATH="$PATH:$uv_folder"
. tools/build.sh
build_preset test "" all
run_tests test "$@"
build_preset asan "" core_tests
ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 \
UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 \
    run_tests asan -L core "$@"
counted=yes
python3 tools/tally.py build/test/results.xml build/asan/results.xml || failed=1
exit "$failed"
