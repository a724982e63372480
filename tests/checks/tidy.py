#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""clang-tidy with the project's .clang-tidy over the given folders of a compiled tree.

Usage: tidy.py FOLDER ... (such as core/base); the compile database is PORTICO_BUILD_DIR's.

A file that was found clean is remembered in the cache folder by the content of itself and all
project headers it includes, so that a second run only looks at what changed.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tree import ROOT, Report

VERSION = 14
WORKERS = int(os.environ.get("PORTICO_TIDY_WORKERS", "1"))  # ctest runs tests side by side
# clang-tidy cannot read what GCC precompiled.
PRECOMPILED = re.compile(r" -Winvalid-pch| -Wno-maybe-uninitialized| -include \S*cmake_pch\.hxx")
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def tool():
    program = shutil.which(f"clang-tidy-{VERSION}") or shutil.which("clang-tidy")
    if not program:
        return None, "clang-tidy is not installed"
    text = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"version (\d+)", text)
    if not found or int(found[1]) != VERSION:
        return None, f"this clang-tidy is not version {VERSION}"
    return program, None


def closure(path, seen):
    """The file and every project file it includes."""
    if path in seen or not path.is_file():
        return seen
    seen.add(path)
    for target in INCLUDE.findall(path.read_text(encoding="utf-8")):
        closure(ROOT / target, seen)
    return seen


def fingerprint(path, command):
    digest = hashlib.sha256(command.encode() + (ROOT / ".clang-tidy").read_bytes())
    for part in sorted(closure(path, set())):
        digest.update(part.read_bytes())
    return digest.hexdigest()


def main():
    report = Report()
    build = Path(os.environ["PORTICO_BUILD_DIR"])
    program, reason = tool()
    if reason:
        report.skip(reason)
        report.finish()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "portico" / "tidy"
    cache.mkdir(parents=True, exist_ok=True)
    folders = tuple(str(ROOT / folder) + "/" for folder in sys.argv[1:])
    entries = [dict(entry, command=PRECOMPILED.sub("", entry["command"]))
               for entry in json.loads((build / "compile_commands.json").read_text())
               if entry["file"].startswith(folders)]
    database = build / "tidy" / "-".join(sys.argv[1:]).replace("/", "-")  # tests run side by side
    database.mkdir(parents=True, exist_ok=True)
    (database / "compile_commands.json").write_text(json.dumps(entries))
    work = [(Path(entry["file"]), entry["command"]) for entry in entries]

    def check(item):
        path, command = item
        known = cache / fingerprint(path, command.replace(str(ROOT), ""))
        if known.exists():
            return path, None
        result = subprocess.run([program, "--quiet", "-p", str(database), str(path)], cwd=ROOT,
                                capture_output=True, text=True, check=False)
        if result.returncode == 0:
            known.touch()
            return path, None
        return path, result.stdout

    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        for path, complaint in pool.map(check, work):
            if complaint is None:
                report.ok()
            else:
                lines = [line for line in complaint.splitlines() if re.search(r"(error|warning):", line)]
                report.broken(path.relative_to(ROOT), "\n    ".join(lines[:8]))
    if not work:
        report.broken(build, "no file of these folders is in compile_commands.json")
    report.finish()


main()
