#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""clang-format leaves every C++ file as it is. Versions format differently; ours is 14."""

import re
import shutil
import subprocess

from tree import ROOT, Report, code

VERSION = 14


def formatter():
    """(program, why not)"""
    program = shutil.which(f"clang-format-{VERSION}") or shutil.which("clang-format")
    if not program:
        return None, "clang-format is not installed"
    text = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"version (\d+)", text)
    if not found or int(found[1]) != VERSION:
        return None, f"this clang-format is not version {VERSION}: {text.strip()}"
    return program, None


def main():
    report = Report()
    program, reason = formatter()
    if reason:
        report.skip(reason)
        report.finish()
    for name in code():
        checked = subprocess.run([program, "--dry-run", "--Werror", str(name)], cwd=ROOT,
                                 capture_output=True, text=True, check=False)
        if checked.returncode:
            first = checked.stderr.splitlines()[0] if checked.stderr else "not formatted"
            report.broken(name, f"run clang-format -i on it ({first.split(': ', 1)[0]})")
        else:
            report.ok()
    report.finish()


main()
