#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Include arrows: every `#include "..."` of core, app and helper is allowed by arrows.txt."""

import re
from pathlib import Path

from tree import ROOT, Report, code, read

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def table():
    arrows = {}
    for line in read("tests/checks/arrows.txt").splitlines():
        line = line.split("#")[0].strip()
        if line:
            folder, _, allowed = line.partition(":")
            arrows[folder.strip()] = allowed.split()
    return arrows


def allows(allowed, folder):
    return folder in allowed or ("core/*" in allowed and folder.startswith("core/"))


def circles(arrows):
    """Folders that reach themselves: then the arrows do not only go down."""
    def reach(folder, seen):
        for target in arrows.get(folder, []):
            if target not in seen:
                seen.add(target)
                reach(target, seen)
        return seen
    return [folder for folder in arrows if folder in reach(folder, set())]


def main():
    report = Report()
    arrows = table()
    for folder in circles(arrows):
        report.broken("arrows.txt", f"{folder} reaches itself")
    for name in code("core", "app", "helper"):
        folder = name.parent.as_posix()
        row = f"{folder}/*main" if name.name == "main.cpp" and folder in ("app", "helper") else folder
        if row not in arrows:
            report.broken(name, f"the folder {folder} is not in tests/checks/arrows.txt")
            continue
        for target in INCLUDE.findall(read(name)):
            if target.endswith(".moc"):
                continue
            to = Path(target).parent.as_posix()
            if not (ROOT / target).is_file():
                report.broken(name, f'"{target}" is not a file of this project, named from its root')
            elif to == folder or allows(arrows[row], to):
                report.ok()
            else:
                report.broken(name, f"{folder} may not include {to} ({target})")
    report.finish()


main()
