#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Usage: ./test.sh [ctest arguments, such as: -R net]
#
# Installs what is missing, builds the programs with warnings as errors (build/test) and runs the
# tests that use them, then builds the tests of core with the address and undefined-behaviour
# sanitizers (build/asan) and runs those: with clang, where it is, which takes half of GCC's time for
# that. At most three programs that failed at something outside of this one, such as a busy
# screen, are run once more and named. The last line is `N passed, N failed, N skipped`.
set -eu
cd "$(dirname "$0")"

say() { printf 'Portico: %s\n' "$*"; }
finish_early() {
    code=$?
    [ "$code" = 0 ] || [ -n "${counted:-}" ] || echo "0 passed, 1 failed, 0 skipped"
}
trap finish_early EXIT

# ctest writes what every row said to an XML file, from which tools/tally.py counts.
run_ctest() { # PRESET, RESULTS, ctest arguments...
    preset=$1
    results=$2
    shift 2
    rm -f "build/$preset/$results"
    ctest --test-dir "build/$preset" --parallel 2 --output-on-failure --output-junit "$results" \
        --test-output-size-passed 100000000 --test-output-size-failed 100000000 "$@"
}

run_tests() { # PRESET, ctest arguments...
    preset=$1
    shift
    say "running the tests of build/$preset"
    rm -f "build/$preset/results-again.xml"
    if run_ctest "$preset" results.xml "$@"; then
        return
    fi
    again=$(python3 tools/tally.py --again "build/$preset/results.xml")
    if [ -z "$again" ]; then
        failed=1
        return
    fi
    say "once more: $again"
    run_ctest "$preset" results-again.xml -R "$again" || failed=1
}

failed=0
tools/dependencies.sh test
uv_folder=$(tools/uv.sh)
[ -z "$uv_folder" ] || export PATH="$PATH:$uv_folder"
. tools/build.sh
build_preset test "" all
run_tests test "$@"
clang=$(command -v clang++ || true)
build_preset asan "${clang:+-DCMAKE_CXX_COMPILER=$clang}" core_tests
ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 \
UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 \
    run_tests asan -L core "$@"
counted=yes
python3 tools/tally.py build/test/results.xml build/asan/results.xml || failed=1
exit "$failed"
