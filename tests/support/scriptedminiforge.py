#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A Miniforge that does what Portico asks of one, where the real one and its channels cannot be had.

`write_installer(file, python)` writes an installer that takes `-b -p FOLDER` as the real one does and puts a `bin/python` there
that knows `-m conda create` and `-m conda list --explicit`. The Python that `create` makes is a copy of that folder, with
what conda writes into one: `conda-meta` with a package's JSON, `history`, and its own place as text, in a script and in a
program (as text that zeros follow, the form of a replaced prefix). What it is called with goes, a JSON line each, into
`<installer>.log`; `<installer>.json` may say how it misbehaves: {"fail": "words", "at": "install"|"create"}.

The forms of conda-meta and of the explicit list are after conda 24's documentation, not recorded."""

import json
import os
import shutil
import sys
from pathlib import Path

EXPLICIT = """# This file may be used to create an environment using:
# $ conda create --name <env> --file <this file>
# platform: linux-64
@EXPLICIT
https://conda.anaconda.org/conda-forge/linux-64/python-{version}-0_cpython.conda#27cf681282c11dba7b0b1fd266e8f289
"""


def write_installer(file: Path, python: str, version: str) -> Path:
    words = f'"{sys.executable}" -B "{Path(__file__).resolve()}"'
    file.write_text(f'#!/bin/sh\nexec {words} "{file}" "{python}" "{version}" install "$@"\n', encoding="utf-8")
    return file


def note(installer, words):
    with open(f"{installer}.log", "a", encoding="utf-8") as log:
        log.write(json.dumps({"words": words, "home": os.environ["HOME"]}) + "\n")


def misbehave(installer, at):
    try:
        how = json.loads(Path(f"{installer}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    if how["at"] == at:
        sys.exit(how["fail"])


def install(installer, python, version, words):
    misbehave(installer, "install")
    place = Path(words[words.index("-p") + 1])
    assert "-b" in words
    (place / "bin").mkdir(parents=True)
    program = place / "bin/python"
    own = f'"{sys.executable}" -B "{Path(__file__).resolve()}" "{installer}" "{python}" "{version}" conda'
    program.write_text(f'#!/bin/sh\nexec {own} "$@"\n', encoding="utf-8")
    program.chmod(0o755)


def create(installer, python, version, words):
    misbehave(installer, "create")
    prefix = Path(words[words.index("--prefix") + 1])
    shutil.copytree(python, prefix, symlinks=True)
    meta = prefix / "conda-meta"
    meta.mkdir()
    (meta / "history").write_text(f"==> 2026-11-22 <==\n# cmd: conda create -p {prefix}\n", encoding="utf-8")
    (meta / f"python-{version}-0_cpython.json").write_text(json.dumps(
        {"name": "python", "version": version, "link": {"source": f"{prefix.parent}/python.conda/pkgs/python", "type": 3}}))
    tool = prefix / "bin/tool"
    tool.write_text(f"#!{prefix}/bin/python3\nprint('a tool')\n", encoding="utf-8")
    tool.chmod(0o755)
    (prefix / "lib/libplace.so").write_bytes(b"\x7fELF\0" + f"{prefix}/share/terminfo".encode() + bytes(200) + b"end")


def main():
    installer, python, version, act, *words = sys.argv[1:]
    note(installer, words)
    if act == "install":
        install(installer, python, version, words)
    elif words[:3] == ["-m", "conda", "create"]:
        create(installer, python, version, words)
    elif words[:3] == ["-m", "conda", "list"]:
        print(EXPLICIT.format(version=version), end="")
    else:
        sys.exit(f"not known: {words}")


if __name__ == "__main__":
    main()
