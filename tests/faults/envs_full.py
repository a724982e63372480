#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T4: the disk gets full while isolated environments are built: said as that, nothing half counts, and with room the same
command works.

On real small disks (tmpfs in a mount namespace) that have so many bytes, or so many names, left.
"""
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import envs_common as envs
import smalldisk
from packageindex import PackageIndex

SPARE = {"bytes": [0, 40 << 10, 150 << 10, 400 << 10, 900 << 10], "names": [0, 4, 20, 60, 150]}
PLAN = [(1, "uv"), (3, "uv"), (3, "pixi"), (4, "pixi")]


def judge(place: pathlib.Path, disk: pathlib.Path, generation: int) -> tuple[str | None, bool]:
    """(what is wrong, whether the disk was full)"""
    library = disk / "library"
    ran = envs.run(place, library, "env", "build", "demo", code=None)
    smalldisk.resize(disk)
    failures = [ran["error"]] if "error" in ran else ran["failed"]
    for failure in failures:
        if failure["code"] != "disk-full":
            return f"told as {failure['code']}: {failure['message']} {failure.get('detail', '')[-300:]}", True
    return envs.judge(place, library, generation), bool(failures)


def on_disk(place: pathlib.Path, disk: pathlib.Path, template: pathlib.Path, generation: int,
            spare: tuple) -> tuple[str | None, bool]:
    kind, amount = spare
    with smalldisk.mounted(disk):
        subprocess.run(["cp", "-a", str(template), str(disk / "library")], check=True)
        smalldisk.leave(disk, kind, amount)
        problem, was_full = judge(place, disk, generation)
        return f"{template.name} with {amount} {kind}: {problem}" if problem else None, was_full


def main() -> int:
    code = smalldisk.run_inside(envs.why_not())
    if code is not None:
        return code
    with tempfile.TemporaryDirectory(prefix="portico-envs-full-") as name, PackageIndex() as index:
        place = pathlib.Path(name)
        disk = place / "disk"
        disk.mkdir()
        envs.fill(index)
        envs.settings(place, index)
        ends = []
        for generation, engine in PLAN:
            template = envs.make_template(place, generation, engine)
            ends += [on_disk(place, disk, template, generation, (kind, amount)) for kind, row in SPARE.items() for amount in row]
    return smalldisk.finish(ends)


if __name__ == "__main__":
    sys.exit(main())
