#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The programs link what the architecture allows: porticoctl and portico-helper no GUI library."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tree import Report

NO_GUI = re.compile(r"libQt6(Gui|Widgets|Svg|Quick|Qml)\b|libX11|libxcb|libGL\b")


def main():
    report = Report()
    folder = Path(os.environ["PORTICO_BIN_DIR"])
    if not shutil.which("readelf"):
        report.skip("readelf is not installed, or programs are not ELF files here")
        report.finish()
    for program in ("porticoctl", "portico-helper"):
        path = folder / program
        if not path.exists():
            report.broken(program, f"it is not in {folder}")
            continue
        needed = subprocess.run(["readelf", "-d", str(path)], capture_output=True, text=True,
                                check=True).stdout
        libraries = re.findall(r"\(NEEDED\).*\[(.+)\]", needed)
        wrong = [library for library in libraries if NO_GUI.search(library)]
        if wrong or not libraries:
            report.broken(program, f"it links {', '.join(wrong) or 'nothing'}")
        else:
            report.ok()
    report.finish()


main()
