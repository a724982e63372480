# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What the checks of this folder share: the project's files, and counting."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(os.environ.get("PORTICO_SOURCE_DIR") or Path(__file__).resolve().parents[2])
CODE = (".cpp", ".h")


def files():
    """All files of the project, relative to its root: what git knows or would add."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, check=False)
    if listed.returncode == 0:
        names = [Path(name.decode()) for name in listed.stdout.split(b"\0") if name]
    else:  # a source archive without git, or git refuses another person's folder
        names = [path.relative_to(ROOT) for path in ROOT.rglob("*")
                 if path.relative_to(ROOT).parts[0] not in ("build", ".git", ".cache")]
    return sorted(name for name in names if (ROOT / name).is_file())


def code(*folders):
    """The C++ files of these folders (of all, when none is named)."""
    return [name for name in files()
            if name.suffix in CODE and (not folders or name.parts[0] in folders)]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def without_comments(text):
    """The text with comments blanked, so that line numbers stay."""
    pattern = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
    return pattern.sub(
        lambda found: found[0] if found[0][0] == '"' else re.sub(r"[^\n]", " ", found[0]), text)


class Report:
    """Counts rules that held and places that broke them, and ends the program accordingly."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def ok(self, count=1):
        self.passed += count

    def broken(self, place, sentence):
        self.failed += 1
        print(f"{place}: {sentence}")

    def skip(self, reason):
        self.skipped += 1
        print(f"skipped: {reason}")

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped")
        sys.exit(1 if self.failed else 77 if self.skipped and not self.passed else 0)
