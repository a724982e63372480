#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""clang-tidy with the project's .clang-tidy over the given folders of a compiled tree.

Usage: tidy.py FOLDER|FILE ... (such as core/base); the compile database is PORTICO_BUILD_DIR's.

clang-tidy spends most of a file's time in Qt's headers, so a folder's files are read together, as
one translation unit, and without the path-sensitive analyzer, which takes three times as long as all
the rest. Where they cannot be (sourceunit.py says how it tries), they are read one by one.
PORTICO_TIDY_TOGETHER=1 reads every file by itself, with the analyzer: for an evening now and then.

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
from itertools import groupby
from pathlib import Path

from sourceunit import source_at, write_unit
from tree import ROOT, Report

VERSION = 14
WORKERS = int(os.environ.get("PORTICO_TIDY_WORKERS", "1"))  # ctest runs tests side by side
# Files of one translation unit: more of them cost memory and save little.
TOGETHER = int(os.environ.get("PORTICO_TIDY_TOGETHER", "16"))
# In a unit, what it holds of several files says nothing; and see above.
NOT_TOGETHER = "-bugprone-suspicious-include,-clang-analyzer-*"
# clang-tidy cannot read what GCC precompiled.
PRECOMPILED = re.compile(r" -Winvalid-pch| -Wno-maybe-uninitialized| -include \S*cmake_pch\.hxx")
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
COMPLAINT = re.compile(r"^(/[^:]+):(\d+):\d+: (?:error|warning): ", re.MULTILINE)


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
    depth = b"each" if TOGETHER == 1 else b"together"
    digest = hashlib.sha256(depth + command.encode() + (ROOT / ".clang-tidy").read_bytes())
    for part in sorted(closure(path, set())):
        digest.update(part.read_bytes())
    return digest.hexdigest()


class Tidy:
    """Runs clang-tidy over files, together or one by one."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = folder

    def run(self, name, source, command, *options):
        """What clang-tidy says of a source file, or None where it finds nothing."""
        database = self.folder / name
        database.mkdir(parents=True, exist_ok=True)
        (database / "compile_commands.json").write_text(json.dumps(
            [{"directory": str(database), "command": command, "file": str(source)}]))
        result = subprocess.run([self.program, "--quiet", *options, "-p", str(database), str(source)], cwd=ROOT,
                                capture_output=True, text=True, check=False)
        return result.stdout if result.returncode else None

    def one(self, entry):
        source = Path(entry["file"])
        return self.run(str(source.relative_to(ROOT)), source, entry["command"])

    def together(self, entries):
        """{entry's file: complaint or None} of files with the same flags in one folder."""
        suspects = entries
        if len(entries) > 1:
            named = self.unit([Path(entry["file"]) for entry in entries], entries[0]["command"])
            if named is None:
                return {entry["file"]: None for entry in entries}
            suspects = [entry for entry in entries if entry["file"] in named] or entries
        # What is wrong is told of the file itself: its neighbours change some findings.
        verdicts = {entry["file"]: self.one(entry) for entry in suspects}
        rest = [entry for entry in entries if entry["file"] not in verdicts]
        return verdicts | (self.together(rest) if rest else {})

    def unit(self, files, command):
        """The files of which clang-tidy complains when they are read as one; None: it does not."""
        unit = self.folder / files[0].relative_to(ROOT).with_suffix(".unit.cpp")
        write_unit(unit, files)
        command = command.replace(str(files[0]), str(unit)) + " -Wno-unused-lambda-capture"  # seen in templates
        said = self.run(str(unit.relative_to(self.folder)) + ".d", unit, command, f"--checks={NOT_TOGETHER}")
        if said is None:
            return None
        return {source_at(unit, int(line)) for file, line in COMPLAINT.findall(said) if file == str(unit)}


def flags(entry):
    """A compile command without what is only this file's."""
    stem = Path(entry["file"]).name
    return " ".join(word for word in entry["command"].split() if stem not in word)


def main():
    report = Report()
    build = Path(os.environ["PORTICO_BUILD_DIR"])
    program, reason = tool()
    if reason:
        report.skip(reason)
        report.finish()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "portico" / "tidy"
    cache.mkdir(parents=True, exist_ok=True)
    folders = tuple(str(ROOT / name) + ("/" if (ROOT / name).is_dir() else "") for name in sys.argv[1:])
    entries = [dict(entry, command=PRECOMPILED.sub("", entry["command"]))
               for entry in json.loads((build / "compile_commands.json").read_text())
               if entry["file"].startswith(folders)]
    if not entries:
        report.broken(build, "no file of these folders is in compile_commands.json")
    known = {entry["file"]: cache / fingerprint(Path(entry["file"]), entry["command"].replace(str(ROOT), ""))
             for entry in entries}
    unread = sorted((entry for entry in entries if not known[entry["file"]].exists()),
                    key=lambda entry: (str(Path(entry["file"]).parent), flags(entry), entry["file"]))
    batches = []
    for _, alike in groupby(unread, key=lambda entry: (Path(entry["file"]).parent, flags(entry))):
        alike = list(alike)
        batches += [alike[start:start + TOGETHER] for start in range(0, len(alike), TOGETHER)]

    tidy = Tidy(program, build / "tidy")
    for _ in range(len(entries) - len(unread)):
        report.ok()
    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        for verdicts in pool.map(tidy.together, batches):
            for file, said in verdicts.items():
                if said is None:
                    known[file].touch()
                    report.ok()
                else:
                    lines = [line for line in said.splitlines() if COMPLAINT.match(line)]
                    report.broken(Path(file).relative_to(ROOT), "\n    ".join(lines[:8]))
    report.finish()


main()
