#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Type-checks the Windows adaptors, and what they are built upon, with mingw-w64.

The Linux Qt headers do for that (Q_OS_WIN is set by the compiler's own macros). It proves neither
linking nor behaviour; a wrong Win32 name or type is an error here and not first on Windows.

A file that does something of its own on Windows is read by itself. The others of a folder are read
together, as one translation unit, which saves most of the time; where that does not compile
(sourceunit.py says why), one by one.
"""

import re
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

from sourceunit import write_unit
from tree import ROOT, Report, code, read

COMPILER = "x86_64-w64-mingw32-g++-posix"
# Headers that are Linux's here; Windows has its own builds of these libraries.
FOREIGN = re.compile(r"#\s*include\s+<(archive|zlib|git2|duktape|openssl|qt6keychain|KCompression|K\w+)", re.IGNORECASE)
OWN_CODE = re.compile(r"Q_OS_WIN|_WIN32|<windows\.h>|_win\.h\"")  # besides *_win.cpp
TOGETHER = 16  # files of one translation unit
OTHER_SYSTEM = re.compile(r"_(linux|unix|mac|portal)\.cpp$")
FLAGS = ["-std=c++20", "-Wall", "-Wextra", "-Wshadow", "-Werror", "-DUNICODE",
         "-D_UNICODE", "-D_WIN32_WINNT=0x0A00", "-DNOMINMAX", "-DWIN32_LEAN_AND_MEAN",
         "-DQT_NO_CAST_FROM_ASCII", "-DQT_NO_CAST_TO_ASCII", '-DPORTICO_VERSION="0"']


def to_check():
    names = [name for name in code("core", "helper", "app")
             if name.suffix == ".cpp" and not OTHER_SYSTEM.search(name.name)]
    return [name for name in names if not FOREIGN.search(read(name)) and '.moc"' not in read(name)]


def command(headers):
    """The compiler with all flags; the same for the precompiled header and for each file."""
    words = [COMPILER, *FLAGS, "-isystem", headers]
    for module in ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtConcurrent", "QtSvg"):
        words += ["-isystem", f"{headers}/{module}"]
    return [*words, "-I", str(ROOT)]


def precompile(compiler, folder):
    """The headers that nearly every file reads, as for Linux; halves the time."""
    listed = read("cmake/PorticoPrecompiled.cmake").partition("target_precompile_headers")[2].partition(")")[0]
    names = re.findall(r"<\w+>", listed)
    header = Path(folder) / "common.h"
    header.write_text("".join(f"#include {name}\n" for name in names), encoding="utf-8")
    subprocess.run([*compiler, "-x", "c++-header", str(header), "-o", f"{header}.gch"], check=True)
    return ["-include", str(header)]


def portable_libraries(folder):
    """Libraries of headers alone are the same on Windows: linked into a folder of their own,
    so that nothing else of /usr/include is found."""
    (Path(folder) / "toml++").symlink_to(header_folder("toml++"))
    return ["-isystem", folder]


def header_folder(name):
    return next(path for path in (Path("/usr/include") / name, Path("/usr/local/include") / name)
                if path.is_dir())


def batches(names):
    """Lists of files that are read together."""
    alone = [name for name in names if name.stem.endswith("_win") or OWN_CODE.search(read(name))]
    found = [[name] for name in alone]
    for _, rest in groupby(sorted(set(names) - set(alone)), key=lambda name: name.parent):
        rest = list(rest)
        found += [rest[start:start + TOGETHER] for start in range(0, len(rest), TOGETHER)]
    return found


def errors_of(source, compiler):
    """What the compiler says of a source file; None: nothing."""
    result = subprocess.run([*compiler, "-fsyntax-only", str(source)], cwd=ROOT, capture_output=True, text=True,
                            check=False)
    said = [line for line in result.stderr.splitlines() if "error" in line]
    return "\n    ".join(said[:5]) if result.returncode else None


def check(names, compiler, folder):
    """{file: what is wrong or None}"""
    if len(names) > 1:
        unit = Path(folder) / names[0].with_suffix(".unit.cpp")
        write_unit(unit, [ROOT / name for name in names])
        if errors_of(unit, [*compiler, "-Wno-subobject-linkage"]) is None:
            return {name: None for name in names}
    return {name: errors_of(name, compiler) for name in names}


def main():
    report = Report()
    if not shutil.which(COMPILER) or not shutil.which("qmake6"):
        report.skip(f"{COMPILER} or qmake6 is not installed")
        report.finish()
    headers = subprocess.run(["qmake6", "-query", "QT_INSTALL_HEADERS"], capture_output=True,
                             text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(max_workers=2) as pool:
        compiler = command(headers) + portable_libraries(folder)
        compiler += precompile(compiler, folder)
        for verdicts in pool.map(lambda names: check(names, compiler, folder), batches(to_check())):
            for name, said in verdicts.items():
                if said is None:
                    report.ok()
                else:
                    report.broken(name, said)
    report.finish()


main()
