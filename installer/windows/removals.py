#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Prints the NSIS lines that remove exactly the files of a staging folder: removals.py STAGE

`RMDir /r $INSTDIR` would also remove what a person put there, or, by a wrong path, much more.
"""

import os
import sys


def windows(path):
    return path.replace("/", "\\").replace("$", "$$")


def main():
    stage = sys.argv[1]
    folders = []
    for folder, names, files in os.walk(stage):
        names.sort()
        below = os.path.relpath(folder, stage)
        for name in sorted(files):
            print(f'Delete "$INSTDIR\\{windows(os.path.normpath(os.path.join(below, name)))}"')
        if below != ".":
            folders.append(below)
    for folder in reversed(folders):
        print(f'RMDir "$INSTDIR\\{windows(folder)}"')


main()
