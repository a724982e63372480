#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T4: the disk gets full while a bundle is made, of an install in one file and in volumes, and of a recipe: said as that,
no bundle is there nor half of one, nothing is left of the work, and with room the same command makes it.

On real small disks (tmpfs in a mount namespace) that have so many bytes, or so many names, left: that of the library, and
another one that only the bundle goes to.
"""
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import zipfile

SUPPORT = pathlib.Path(os.environ["PORTICO_SOURCE_DIR"]) / "tests/support"
sys.path[:0] = [str(pathlib.Path(__file__).parent), str(SUPPORT), str(SUPPORT / "bundles")]
import composeworld
import installs_common as common
import pythoncopy
import smalldisk
from packageindex import PackageIndex, small_world

NOISE = 1 << 20
BYTES = [0, 300 << 10, 1 << 20, 3 << 19, 2 << 20]
NAMES = [0, 6, 12, 40]
ELSEWHERE = [("bytes", 500 << 10), ("names", 0), ("names", 1)]
RECIPE = [("bytes", 0), ("bytes", 8 << 20), ("names", 200)]


def make_library(place: pathlib.Path) -> pathlib.Path:
    """An install with noise in it, so that its bundle is as large as itself."""
    bundle = place / "demo.zip"
    common.write_bundle(bundle)
    with zipfile.ZipFile(bundle, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            archive.writestr(f"anymatix/ComfyUI/noise/{number}.bin", random.Random(number).randbytes(NOISE // 8))
    done = common.run(place / "template", "add", str(bundle), "--name", "Demo")
    if done.returncode != 0:
        raise SystemExit(f"cannot prepare: {done.stderr}")
    return place / "template"


def judge(disks: list, library: pathlib.Path, out: pathlib.Path, build) -> tuple[str | None, bool]:
    """(what is wrong, whether the disk was full)"""
    ran = build()
    error = json.loads(ran.stdout.splitlines()[-1]).get("error", {}) if ran.returncode else {}
    for disk in disks:
        smalldisk.resize(disk)
    if ran.returncode and error.get("code") != "disk-full":
        return f"told as {error.get('code')}: {error} {ran.stderr.strip()[-300:]}", True
    if ran.returncode and (found := [path.name for path in out.glob("*.zip*") if not path.name.endswith(".sha256")]):
        return f"called failed, but there is {found}", True
    if problem := common.judge_added(library):
        return problem, True
    if ran.returncode and (again := build()).returncode:
        return f"with room again: {again.stdout[-300:]}", True
    return None, ran.returncode != 0


def of_install(disk: pathlib.Path, template: pathlib.Path, spare: tuple, *words: str) -> tuple[str | None, bool]:
    library, out = disk / "lib", disk / "out"
    with smalldisk.mounted(disk):
        subprocess.run(["cp", "-a", str(template), str(library)], check=True)
        smalldisk.leave(disk, *spare)
        problem, was_full = judge([disk], library, out, lambda: common.run(
            library, "bundle", "build", "demo", "--output", str(out), *words))
        return f"{' '.join(words)} with {spare}: {problem}" if problem else None, was_full


def to_another_disk(disk: pathlib.Path, template: pathlib.Path, place: pathlib.Path, spare: tuple,
                    *words: str) -> tuple[str | None, bool]:
    library = place / f"library {spare} {words}"
    common.copy_library(template, library)
    with smalldisk.mounted(disk):
        (disk / "theirs").write_bytes(b"x")  # a tmpfs of no size at all is one without bounds
        smalldisk.leave(disk, *spare)
        problem, was_full = judge([disk], library, disk, lambda: common.run(
            library, "bundle", "build", "demo", "--output", str(disk), *words))
        return f"to another disk {' '.join(words)} with {spare}: {problem}" if problem else None, was_full


def of_recipe(disk: pathlib.Path, place: pathlib.Path, recipe: pathlib.Path, spare: tuple) -> tuple[str | None, bool]:
    library, out = disk / "lib", disk / "out"
    environment = {**os.environ, **common.ENVIRONMENT, "PORTICO_CONFIG_DIR": str(place / "config"), "HOME": str(place)}
    with smalldisk.mounted(disk):
        library.mkdir()
        (disk / "theirs").write_bytes(b"x")
        smalldisk.leave(disk, *spare)
        problem, was_full = judge([disk], library, out, lambda: subprocess.run(
            [common.PORTICOCTL, "--library", str(library), "--json", "bundle", "build", str(recipe), "--output", str(out)],
            capture_output=True, text=True, env=environment, timeout=120, check=False))
        return f"of a recipe with {spare}: {problem}" if problem else None, was_full


def write_recipe(place: pathlib.Path, index: PackageIndex) -> pathlib.Path:
    small_world(index, tag="cpu")
    composeworld.write_settings(place / "config", index)
    python, _ = pythoncopy.provide(sys.executable, place / "python")
    recipe = place / "recipe.json"
    recipe.write_text(json.dumps({
        "schema": 1, "name": "Demo", "version": "1", "accelerator": "cpu",
        "comfyui": {"git": str(composeworld.make_repository(place / "repository"))},
        "python": {"provider": "prefix", "prefix": str(python)}}))
    return recipe


def main() -> int:
    code = smalldisk.run_inside()
    if code is not None:
        return code
    with tempfile.TemporaryDirectory(prefix="portico-bundles-full-") as name, PackageIndex() as index:
        place = pathlib.Path(name)
        disk = place / "disk"
        disk.mkdir()
        template = make_library(place)
        spares = [("bytes", amount) for amount in BYTES] + [("names", amount) for amount in NAMES]
        ends = [of_install(disk, template, spare) for spare in spares]
        ends += [of_install(disk, template, spare, "--volume-size", "128K") for spare in spares[1::3]]
        ends += [to_another_disk(disk, template, place, spare) for spare in ELSEWHERE]
        ends += [to_another_disk(disk, template, place, spare, "--volume-size", "128K") for spare in ELSEWHERE]
        if reason := composeworld.why_not():
            print(f"recipes left out: {reason}")
        else:
            recipe = write_recipe(place, index)
            ends += [of_recipe(disk, place, recipe, spare) for spare in RECIPE]
    return smalldisk.finish(ends)


if __name__ == "__main__":
    sys.exit(main())
