#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Every file is short and says whose it is: at most 350 lines (500 in tests), licence and authors by REUSE.

Where the `reuse` program of version 4 or newer is installed, its own lint runs too (older ones do
not know REUSE.toml).
"""

import fnmatch
import re
import shutil
import subprocess
import tomllib

from tree import ROOT, Report, files, read

LONGEST = 350
LONGEST_TEST = 500
PROGRAM = (".cpp", ".h", ".py", ".sh", ".cmake")
HEADER = re.compile(r"SPDX-FileCopyrightText: .+(.|\n)*?SPDX-License-Identifier: (\S+)")


def annotated():
    """The path patterns of REUSE.toml that state both authors and licence."""
    toml = tomllib.loads(read("REUSE.toml"))
    return [path for note in toml["annotations"]
            if note.get("SPDX-FileCopyrightText") and note.get("SPDX-License-Identifier")
            for path in ([note["path"]] if isinstance(note["path"], str) else note["path"])]


def states_licence(name, patterns):
    path = name.as_posix()
    if path in ("LICENSE", "REUSE.toml") or path.startswith("LICENSES/"):
        return True
    if any(fnmatch.fnmatch(path, pattern.replace("**", "*")) for pattern in patterns):
        return True
    try:
        header = HEADER.search((ROOT / name).read_text(encoding="utf-8")[:1500])
    except UnicodeDecodeError:
        return False
    return bool(header) and (ROOT / "LICENSES" / f"{header[2]}.txt").is_file()


def run_reuse(report):
    if not shutil.which("reuse"):
        return
    version = subprocess.run(["reuse", "--version"], capture_output=True, text=True, check=False).stdout
    if found := re.search(r"(\d+)\.\d+", version):
        if int(found[1]) >= 4:
            lint = subprocess.run(["reuse", "--root", str(ROOT), "lint", "--lines"],
                                  capture_output=True, text=True, check=False)
            if lint.returncode:
                report.broken("reuse lint", lint.stdout)
            else:
                report.ok()


def main():
    report = Report()
    patterns = annotated()
    for name in files():
        if states_licence(name, patterns):
            report.ok()
        else:
            report.broken(name, "no two-line SPDX header, and REUSE.toml does not name it")
        if name.suffix in PROGRAM or name.name == "CMakeLists.txt":
            lines = len(read(name).splitlines())
            longest = LONGEST_TEST if name.parts[0] == "tests" else LONGEST
            if lines > longest:
                report.broken(name, f"{lines} lines, more than {longest}: two ideas?")
            else:
                report.ok()
    run_reuse(report)
    report.finish()


main()
