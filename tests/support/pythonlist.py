#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A python-build-standalone of our own: a relocatable copy of this Python as an archive, and a list of it in uv's own
format (UV_PYTHON_DOWNLOADS_JSON_URL), so that the real uv installs it without a network.

    pythonlist.py FOLDER [--cache DIR] [--released]

writes FOLDER/list.json, and FOLDER/wrong.json with a hash that is not the archive's; prints the Python's version. With
--released the list names the archive where python-build-standalone's own lie, and it is in FOLDER/mirror as a mirror has it.
"""

import argparse
import hashlib
import json
import pathlib
import platform
import sys
import tarfile

sys.path.insert(0, str(pathlib.Path(__file__).parent / "bundles"))
import pythoncopy  # noqa: E402

SYSTEMS = {"linux": ("linux", "gnu"), "darwin": ("darwin", "none"), "win32": ("windows", "none")}
FAMILIES = {"x86_64": "x86_64", "AMD64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}
TRIPLES = {"linux": "unknown-linux-gnu", "darwin": "apple-darwin", "win32": "pc-windows-msvc"}
RELEASES = "https://github.com/astral-sh/python-build-standalone/releases/download"
BUILD = "20260101"


def release(archive, mirror, name):
    """Puts the archive into a mirror; its address without one."""
    file = f"cpython-{name}-install_only.tar.gz"
    (mirror / BUILD).mkdir(parents=True)
    (mirror / BUILD / file).write_bytes(archive.read_bytes())
    return f"{RELEASES}/{BUILD}/{file.replace('+', '%2B')}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--cache")
    parser.add_argument("--released", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    copy, facts = pythoncopy.provide(sys.executable, options.cache)
    archive = options.folder / "python.tar.gz"
    with tarfile.open(archive, "w:gz", compresslevel=1) as packed:
        packed.add(copy, arcname="python")
    system, libc = SYSTEMS[sys.platform]
    family = FAMILIES[platform.machine()]
    major, minor, patch = map(int, facts["version"].split("."))
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    url = archive.resolve().as_uri()
    if options.released:
        url = release(archive, options.folder / "mirror", f"{facts['version']}+{BUILD}-{family}-{TRIPLES[sys.platform]}")
    for name, sha256 in (("list.json", digest), ("wrong.json", "0" * 64)):
        entry = {"name": "cpython", "arch": {"family": family, "variant": None}, "os": system, "libc": libc,
                 "major": major, "minor": minor, "patch": patch, "prerelease": "", "url": url,
                 "sha256": sha256, "variant": None, "build": BUILD}
        key = f"cpython-{facts['version']}-{system}-{family}-{libc}"
        (options.folder / name).write_text(json.dumps({key: entry}), encoding="utf-8")
    print(facts["version"])


if __name__ == "__main__":
    main()
