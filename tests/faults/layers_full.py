#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T4: the disk gets full while a layer is built or put in: said as that, the install keeps its old layer, and with room
the same command works.

On real small disks (tmpfs in a mount namespace) that have so many bytes, or so many names, left.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import layers_common as common
import smalldisk

BYTES = [0, 8 << 10, 40 << 10, 90 << 10, 130 << 10, 200 << 10, 300 << 10, 420 << 10]
NAMES = [0, 2, 5, 9, 14, 20, 30, 45]


def run(library: pathlib.Path, *words: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "HOME": str(library.parent)}
    return subprocess.run([common.LAYEROP, str(library), *words], capture_output=True, text=True, timeout=120,
                          env=environment, check=False)


def judge(disk: pathlib.Path, words: tuple, allowed: set) -> tuple[str | None, bool]:
    """(what is wrong, whether the disk was full)"""
    library = disk / "lib"
    ran = run(library, *words)
    smalldisk.resize(disk)
    if ran.returncode != 0 and not ran.stderr.startswith("disk-full:"):
        return f"ended with {ran.returncode}: {ran.stderr.strip()[-300:]}", True
    if problem := common.judge(library, allowed):
        return problem, True
    if ran.returncode != 0 and (again := run(library, *words)).returncode != 0:
        return f"with room again: {again.stderr.strip()[-300:]}", True
    return None, ran.returncode != 0


def on_disk(disk: pathlib.Path, template: pathlib.Path, words: tuple, allowed: set, spare: tuple) -> tuple[str | None, bool]:
    with smalldisk.mounted(disk):
        subprocess.run(["cp", "-a", str(template), str(disk / "lib")], check=True)
        smalldisk.leave(disk, *spare)
        problem, was_full = judge(disk, words, allowed)
        return f"{words[0]} with {spare}: {problem}" if problem else None, was_full


def main() -> int:
    code = smalldisk.run_inside(common.why_not())
    if code is not None:
        return code
    with tempfile.TemporaryDirectory(prefix="portico-layers-full-") as base:
        place = pathlib.Path(base)
        disk, library = place / "disk", place / "lib"
        disk.mkdir()
        common.make_library(library)
        common.add_wheels(library, "alpha==1.0", "beta==1.0", "beta==2.0")
        common.layerworld.write_locks(place)
        build = ("build", str(place / "newer.lock"), "base", common.PYTHON, "offline")
        good = common.op(library, "build", str(place / "good.lock"), "base", common.PYTHON, "offline")
        common.op(library, "switch", "demo", good)
        unbuilt = place / "unbuilt"
        subprocess.run(["cp", "-a", str(library), str(unbuilt)], check=True)
        newer = common.op(library, *build)
        spares = [("bytes", amount) for amount in BYTES] + [("names", amount) for amount in NAMES]
        ends = [on_disk(disk, unbuilt, build, {good}, spare) for spare in spares]
        ends += [on_disk(disk, library, ("switch", "demo", newer), {good, newer}, spare) for spare in spares]
    return smalldisk.finish(ends)


if __name__ == "__main__":
    sys.exit(main())
