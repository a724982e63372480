#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Adds up ctest result files: the rows of Qt Test programs and the last lines of script tests.

Usage: tally.py RESULTS.xml ...
       tally.py --again RESULTS.xml

Prints what failed and why something was skipped, then `N passed, N failed, N skipped`. A program
that failed without naming a failed row (a crash, a time-out, a sanitizer's finding) counts as one
failure, so that the sum is never better than the run. Exit code 1 when anything failed, or when
nothing ran at all. Beside RESULTS.xml a RESULTS-again.xml may lie, of programs that failed and were
run a second time: one that passed then counts as passed, and is named, for it has a fault that comes
and goes.

--again prints the ctest expression of what is worth a second try: at most three programs that start
ComfyUI or open windows on a busy computer. A core test, a fault sweep or a check never is.
"""

import os
import re
import sys
import xml.etree.ElementTree as ElementTree

QT_TOTALS = re.compile(r"^Totals: (\d+) passed, (\d+) failed, (\d+) skipped", re.MULTILINE)
SCRIPT_TOTALS = re.compile(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", re.MULTILINE)
QT_SKIPPED = re.compile(r"^SKIP\s*: (.*)$", re.MULTILINE)
AGAIN = re.compile(r"^(e2e|app)_")
MOST_AGAIN = 3
SCRIPT_SKIPPED = re.compile(r"^(?:skip|skipped): (.*)$", re.MULTILINE | re.IGNORECASE)


def count(case):
    """(passed, failed, skipped) of one test program."""
    output = case.findtext("system-out") or ""
    rows = [tuple(map(int, found)) for found in QT_TOTALS.findall(output)]
    if not rows:
        rows = [tuple(map(int, found)) for found in SCRIPT_TOTALS.findall(output)[-1:]]
    passed, failed, skipped = (sum(column) for column in zip(*rows)) if rows else (0, 0, 0)
    status = case.get("status")
    if status == "fail" and failed == 0:
        failed = 1
    elif status in ("notrun", "disabled") and not rows:
        skipped = 1
    elif status == "run" and not rows:
        passed = 1
    return passed, failed, skipped


def cases(path):
    return list(ElementTree.parse(path).getroot().iter("testcase")) if os.path.exists(path) else []


def again(path):
    """The expression for ctest; empty: no second try would make the run good."""
    names = [case.get("name") for case in cases(path) if count(case)[1]]
    if not names or len(names) > MOST_AGAIN or not all(AGAIN.match(name) for name in names):
        return ""
    return f"^({'|'.join(names)})$"


def main():
    if sys.argv[1] == "--again":
        print(again(sys.argv[2]))
        return 0
    totals = [0, 0, 0]
    for path in sys.argv[1:]:
        second = {case.get("name"): case for case in cases(path.removesuffix(".xml") + "-again.xml")}
        for case in cases(path):
            name = case.get("name")
            if count(case)[1] and name in second and not count(second[name])[1]:
                print(f"passed at the second try only: {name}")
                case = second[name]
            passed, failed, skipped = count(case)
            totals = [a + b for a, b in zip(totals, (passed, failed, skipped))]
            output = case.findtext("system-out") or ""
            if failed:
                print(f"failed: {name} ({failed})")
            for reason in QT_SKIPPED.findall(output) + SCRIPT_SKIPPED.findall(output):
                print(f"skipped: {name}: {reason}")
    print("{} passed, {} failed, {} skipped".format(*totals))
    return 1 if totals[1] or totals[0] == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
