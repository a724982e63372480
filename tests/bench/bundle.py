#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""How long a bundle takes, by hand:

    bundle.py pack FOLDER      packing an install's worth of files, beside zip, 7zz, zstd -T2 and conda-pack (--once: once)
    bundle.py rebuild          a recipe of the small world: fresh, from its lock, and unchanged

Measured on 2026-11-22 on two cores that others used (load 10 to 18), Debian 12, 76 MiB in 3,524 files: zip 4.9 s
(2.4 s of cores, 23.7 MiB) beside 8.1 s (2.5 s, 23.8 MiB) of `zip -r` and 7.5 s (5.8 s, 23.1 MiB) of `7zz a`; tar.zst 0.42 s
beside 0.46 s of `tar | zstd -T2`, the best of ten in turns, 20.6 beside 20.7 MiB. A recipe of the small world: fresh 17 s,
from its lock 14 s, unchanged 0.11 s. conda-pack (`pip install conda-pack zstandard`) beside the same, 20 MiB once, load 11:
zip 0.5 s and 19.8 MiB (it stores) beside ours 1.3 s and 6.0 MiB; tar.zst 2.2 s, 5.1 MiB beside ours 0.4 s, 5.7 MiB.

PORTICO_BUILD_DIR names a build with portico-helper and porticoctl; what is not on PATH is left out. Best of three.
"""
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ["PORTICO_BUILD_DIR"])
sys.path[:0] = [str(SOURCE / "tests/support"), str(SOURCE / "tests/support/bundles")]


def measured(run, clean, times=3) -> tuple[float, float]:
    """(seconds by the wall clock, seconds of all cores): the best of each. On a busy computer the second is the better
    witness."""
    best = float("inf"), float("inf")
    for _ in range(times):
        clean()
        begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        run()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = min(best[0], time.monotonic() - begun), min(best[1], used)
    return best


def seconds(run, clean) -> float:
    return measured(run, clean)[0]


def as_prefix(folder: pathlib.Path, prefix: pathlib.Path) -> pathlib.Path:
    """The same files, by links, with the folder that makes an environment of them to conda-pack: no package is named in
    it, so that each file counts as one of pip's and is looked through for the prefix."""
    subprocess.run(["cp", "-al", folder, prefix], check=True)
    (prefix / "conda-meta").mkdir(exist_ok=True)
    (prefix / "conda-meta/history").touch()
    return prefix


def contenders(folder: pathlib.Path, out: pathlib.Path) -> dict:
    """{name: (command, archive)}; ours is the program that the tests of archives pack with."""
    ours = next(BUILD.glob("**/archiveop"))
    zipped, tarred = out / "theirs.zip", out / "theirs.tar.zst"
    conda = ["conda-pack", "-q", "-j", "2", "-p", as_prefix(folder, out / "prefix"), "-o"]
    return {
        "portico zip": ([ours, "pack", folder, out / "ours.zip"], out / "ours.zip"),
        "zip -r": (["zip", "-qr", zipped, "."], zipped),
        "7zz a": (["7zz", "a", "-tzip", "-bd", "-bso0", zipped, "."], zipped),
        "conda-pack zip": ([*conda, zipped], zipped),
        "portico tar.zst": ([ours, "pack", folder, out / "ours.tar.zst"], out / "ours.tar.zst"),
        "tar | zstd -T2": (["sh", "-c", f"tar -c . | zstd -q -T2 -o '{tarred}'"], tarred),
        "conda-pack tar.zst": ([*conda, tarred], tarred),
    }


def pack(folder: pathlib.Path, times: int) -> None:
    with tempfile.TemporaryDirectory(prefix="portico-bench-", dir=folder.parent) as place:
        out = pathlib.Path(place)
        for name, (command, archive) in contenders(folder, out).items():
            words = [str(word) for word in command]
            if not shutil.which(words[0]):
                print(f"{name:18} not here")
                continue
            wall, cpu = measured(lambda words=words: subprocess.run(words, cwd=folder, check=True),
                                 lambda archive=archive: archive.unlink(missing_ok=True), times)
            print(f"{name:18} {wall:7.2f} s  {cpu:7.2f} s of cores  {archive.stat().st_size / 2**20:9.1f} MiB", flush=True)
            archive.unlink()


def rebuild() -> None:
    import composeworld
    import pythoncopy
    from packageindex import PackageIndex, small_world
    with tempfile.TemporaryDirectory(prefix="portico-bench-") as place, PackageIndex() as index:
        folder = pathlib.Path(place)
        small_world(index, tag="cpu")
        composeworld.write_settings(folder / "config", index)
        python, _ = pythoncopy.provide(sys.executable, folder / "python")
        recipe = folder / "recipe.json"
        recipe.write_text(json.dumps({
            "schema": 1, "name": "Bench", "version": "1", "accelerator": "cpu",
            "comfyui": {"git": str(composeworld.make_repository(folder / "repository"))},
            "python": {"provider": "prefix", "prefix": python}}))
        environment = {**os.environ, "PORTICO_CONFIG_DIR": str(folder / "config"), "HOME": str(folder)}
        command = [str(BUILD / "bin/porticoctl"), "--library", str(folder / "library"), "bundle", "build", str(recipe),
                   "--output", str(folder / "out")]

        def run(*more):
            subprocess.run([*command, *more], env=environment, check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)

        fresh = seconds(run, lambda: shutil.rmtree(folder / "out", ignore_errors=True))
        archive = next((folder / "out").glob("*.zip"))
        locked = seconds(run, archive.unlink)
        unchanged = seconds(run, lambda: None)
        print(f"fresh {fresh:.2f} s, from its lock {locked:.2f} s, unchanged {unchanged:.3f} s: "
              f"{fresh / unchanged:.0f} times as fast")


if __name__ == "__main__":
    if sys.argv[1:2] == ["pack"] and (len(sys.argv) == 3 or sys.argv[3:] == ["--once"]):
        pack(pathlib.Path(sys.argv[2]).resolve(), 3 if len(sys.argv) == 3 else 1)
    elif sys.argv[1:] == ["rebuild"]:
        rebuild()
    else:
        sys.exit(__doc__)
