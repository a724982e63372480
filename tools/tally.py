#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Adds up ctest result files: the rows of Qt Test programs and the last lines of script tests.

Usage: tally.py RESULTS.xml ...

Prints what failed and why something was skipped, then `N passed, N failed, N skipped`. A program
that failed without naming a failed row (a crash, a time-out, a sanitizer's finding) counts as one
failure, so that the sum is never better than the run. Exit code 1 when anything failed, or when
nothing ran at all.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree

QT_TOTALS = re.compile(r"^Totals: (\d+) passed, (\d+) failed, (\d+) skipped", re.MULTILINE)
SCRIPT_TOTALS = re.compile(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", re.MULTILINE)
QT_SKIPPED = re.compile(r"^SKIP\s*: (.*)$", re.MULTILINE)
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


def main():
    totals = [0, 0, 0]
    for path in sys.argv[1:]:
        for case in ElementTree.parse(path).getroot().iter("testcase"):
            passed, failed, skipped = count(case)
            totals = [a + b for a, b in zip(totals, (passed, failed, skipped))]
            output = case.findtext("system-out") or ""
            if failed:
                print(f"failed: {case.get('name')} ({failed})")
            for reason in QT_SKIPPED.findall(output) + SCRIPT_SKIPPED.findall(output):
                print(f"skipped: {case.get('name')}: {reason}")
    print("{} passed, {} failed, {} skipped".format(*totals))
    return 1 if totals[1] or totals[0] == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
