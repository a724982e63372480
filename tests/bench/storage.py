#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Duplicating a big install and cleaning up after ten, beside public tools in the same rounds.

An install of 60,000 files and 6 GB (most of the bytes in some big files, as torch has them) is duplicated, as the user runs
it; beside it `cp -a --reflink=always` of the install's folder where the file system can, else `cp -al`, each with `sync -f`
as Portico does. Goal: 1.1 times. Ten installs with ten layers of 2,000 files, half of them unused, are planned and cleaned.
Goal: 1 s. A snapshot of the big install with 40 node packs of 60 files, 30 of them checkouts, is taken, as a person does it;
beside it the same program only lists the installs, and `find` stats the same packs. Goal: 200 ms for the whole command. Usage: storage.py [--files 60000] [--bytes 6e9] [--runs 3] [--folder DIR]; PORTICO_BIN_DIR names the programs."""

import argparse
import hashlib
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

CTL = pathlib.Path(os.environ["PORTICO_BIN_DIR"]) / "porticoctl"


def run(words, folder: pathlib.Path, check=True) -> subprocess.CompletedProcess:
    environment = {"HOME": str(folder), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, cwd=folder, env=environment)
    if check and done.returncode != 0:
        sys.exit(f"{words} ended with {done.returncode}:\n{done.stderr}")
    return done


def timed(words, folder: pathlib.Path) -> tuple[float, str]:
    began = time.monotonic()
    out = run(words, folder).stdout
    return time.monotonic() - began, out


def write_install(library: pathlib.Path, name: str, files: int, size: int, layer="") -> pathlib.Path:
    place = library / "installs" / name
    site = place / "gen-0001/python/lib/python3.12/site-packages"
    comfy = place / "gen-0001/ComfyUI"
    for folder in (comfy, place / "data/user", place / "logs", place / "gen-0001/python/bin"):
        folder.mkdir(parents=True)
    (comfy / "main.py").write_text("print('hello')\n")
    (place / "gen-0001/python/bin/python3").write_text("#!/bin/sh\n")
    big = min(12, max(1, files // 1000))
    for number in range(files - big):
        folder = site / f"package{number // 100}"
        if number % 100 == 0:
            folder.mkdir(parents=True)
        (folder / f"m{number}.py").write_bytes(b"x" * (500 + number % 9000))
    with open(site / "big0.so", "wb") as first:
        os.posix_fallocate(first.fileno(), 0, max(1, size // big))
    for number in range(1, big):
        with open(site / f"big{number}.so", "wb") as each:
            os.posix_fallocate(each.fileno(), 0, max(1, size // big))
    generation = {"number": 1, "layout": "composed", "comfyFolder": "ComfyUI", "python": "python/bin/python3",
                  "pythonVersion": "3.12.4", "layer": layer, "view": 1 if layer else 0}
    (place / "install.json").write_text(json.dumps({"schema": 1, "name": name, "port": 8188, "currentGeneration": 1,
                                                    "adoptedFolder": "", "generations": [generation]}))
    (place / "gen-0001.manifest").write_text("portico-manifest 1\n")
    return place


def can_reflink(folder: pathlib.Path) -> bool:
    (folder / "probe").write_bytes(b"x" * 5000)
    return run(["cp", "--reflink=always", folder / "probe", folder / "probe2"], folder, check=False).returncode == 0


def duplicate(folder: pathlib.Path, arguments) -> bool:
    library = folder / "lib"
    place = write_install(library, "big", arguments.files, int(arguments.bytes))
    run(["sync", "-f", place], folder)
    pristine = place / "gen-0001.pristine"
    run(["cp", "-al", place / "gen-0001", pristine], folder)  # as a real install has it
    option = ["-a", "--reflink=always"] if can_reflink(folder) else ["-al"]
    rounds = []
    for number in range(arguments.runs):
        beside = folder / "beside"
        ours, out = timed([CTL, "--library", library, "--json", "duplicate", "big", "--name", f"c{number}"], folder)
        copied, _ = timed(["cp", *option, place, beside], folder)
        synced, _ = timed(["sync", "-f", beside], folder)
        rounds.append((ours, copied, copied + synced))
        shutil.rmtree(beside)
        shutil.rmtree(library / "installs" / f"c{number}")
    made = json.loads(out)
    ours, alone, whole = (statistics.median(column) for column in zip(*rounds))
    print(f"duplicate of {made['files']} files, {made['bytes'] / 1e9:.2f} GB by {made['method']} ({made['takenBytes'] / 1e6:.1f} MB "
          f"really copied): {ours:.2f} s; cp {' '.join(option)} {alone:.2f} s, with sync -f {whole:.2f} s; "
          f"{ours / alone:.2f} of cp, {ours / whole:.2f} of cp and sync; goal 1.1", flush=True)
    return ours / alone <= 1.1


def write_packs(custom: pathlib.Path) -> None:
    """30 checkouts of one repository and 10 packs without one."""
    pack = custom / "pack0"
    pack.mkdir(parents=True)
    (pack / "__init__.py").write_text("NODE_CLASS_MAPPINGS = {}\n")
    for number in range(59):
        (pack / f"m{number}.py").write_bytes(b"x = 1\n" * (50 + number * 20))
    for number in range(1, 11):
        shutil.copytree(pack, custom / f"plain{number}")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", pack]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"]):
        run([*git, *words], custom)
    for number in range(1, 30):
        run(["git", "clone", "-q", pack, custom / f"pack{number}"], custom)  # a copy's index would not know its files


def snapshot(folder: pathlib.Path, runs: int) -> bool:
    library = folder / "lib"
    custom = library / "installs/big/data/custom_nodes"
    write_packs(custom)
    rounds = []
    for number in range(max(5, runs)):
        (custom / "pack0/m0.py").write_text(f"x = {number}\n")  # so that each is a new one
        ours, out = timed([CTL, "--library", library, "--json", "snapshot", "take", "big"], folder)
        alone, _ = timed([CTL, "--library", library, "--json", "list"], folder)
        looked, _ = timed(["find", custom, "-size", "+1", "-newer", "/"], folder)
        rounds.append((ours, alone, looked))
    taken = json.loads(out.splitlines()[-1])
    ours, alone, looked = (statistics.median(column) for column in zip(*rounds))
    size = (library / f"installs/big/snapshots/{taken['id']}.json").stat().st_size
    print(f"snapshot of 40 node packs: {ours * 1000:.0f} ms, of which {alone * 1000:.0f} ms are the program's start (list); find of "
          f"the packs {looked * 1000:.0f} ms; {size / 1000:.1f} kB; goal 200 ms", flush=True)
    return ours <= 0.2


def clean(folder: pathlib.Path, runs: int) -> bool:
    library = folder / "ten"
    for number in range(10):
        layer = hashlib.sha256(str(number).encode()).hexdigest()[:16]
        site = library / "store/layers" / layer / "site"
        for part in range(2000):
            (site / f"p{part // 100}").mkdir(parents=True, exist_ok=True)
            (site / f"p{part // 100}/m{part}.py").write_bytes(b"x" * 3000)
        write_install(library, f"i{number}", 3000, 3_000_000, layer if number % 2 else "")
    times = []
    for _ in range(runs):
        seconds, out = timed([CTL, "--library", library, "--json", "clean"], folder)
        times.append(seconds)
    planned = json.loads(out)
    removing, _ = timed([CTL, "--library", library, "--json", "clean", "--yes"], folder)
    print(f"clean of ten installs: planned in {statistics.median(times):.2f} s ({len(planned['items'])} things, "
          f"{planned['bytes'] / 1e6:.0f} MB), carried out in {removing:.2f} s; goal 1 s")
    return max(statistics.median(times), removing) <= 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("files", 60_000), ("runs", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--bytes", type=float, default=6e9)
    parser.add_argument("--folder", default=None)
    arguments = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory(prefix="portico-storage-", dir=arguments.folder) as place:
        folder = pathlib.Path(place)
        good = [duplicate(folder, arguments), snapshot(folder, arguments.runs), clean(folder, arguments.runs)]
    print(f"{good.count(True)} passed, {good.count(False)} failed, 0 skipped")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
