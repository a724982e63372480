#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Giving an install another layer: a real layer of many distributions, built by the real uv from a loopback index. Measured
apart: preparing the view (the clone of the layer, beside what is there), the switch itself (a rename and one write of
install.json), and removing old views afterwards; beside them, in the same rounds, public tools that do the same: for the
clone `cp -al`, or `cp -a` and `sync`, whichever Portico does here; `rm -r`; `uv pip install --target` with a warm cache for
the whole. The goal for the switch: 50 ms.

Root may write into read-only files, so that hard links would lead from a view into the store: for root files are copied
where the file system has no reflinks. As root it therefore measures twice: as root, and as the user “nobody”, as people run
it. Then what a second install with the same layer takes of the disk: nothing in the store, nothing for its files; only the
folders of its own view, which the file system keeps in blocks. Usage: layerswitch.py [--distributions 400] [--files 10000]
[--runs 9]; PORTICO_BUILD_DIR and PORTICO_SOURCE_DIR name the rest."""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(os.environ["PORTICO_SOURCE_DIR"], "tests/faults")))
import layers_common as common  # noqa: E402
from packageindex import PackageIndex  # noqa: E402

GOAL = 50.0
NOBODY = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--inh-caps=-all"]


def run(words, folder: pathlib.Path) -> str:
    environment = {"HOME": str(folder), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "UV_NO_PROGRESS": "1"}
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, cwd=folder, env=environment)
    if done.returncode != 0:
        sys.exit(f"{words} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def timed(words, folder: pathlib.Path) -> float:
    began = time.monotonic()
    run(words, folder)
    return (time.monotonic() - began) * 1000


class Bench:
    """`folder`: has lib (with the install “demo”), many.lock and layerop."""

    def __init__(self, folder: pathlib.Path, layer: str, index: str):
        self.folder, self.layer, self.index, self.library = folder, layer, index, folder / "lib"

    def switch(self, *words, user=(), install="demo") -> list:
        """[[preparing, switching, sweeping] in ms]"""
        out = run([*user, self.folder / "layerop", self.library, "switch", install, *words], self.folder)
        return [[float(word) for word in line.split()] for line in out.splitlines()]

    def install_with_uv(self, target: pathlib.Path) -> float:
        return timed(["uv", "pip", "install", "-q", "--no-config", "--target", target, "--python", common.PYTHON, "--no-deps",
                      "--require-hashes", "-r", self.folder / "many.lock", "--default-index", self.index, "--cache-dir",
                      self.folder / "cache"], self.folder)

    def round(self, user, option: str) -> dict:
        """One after the other, so that the computer's mood is the same for all."""
        beside = self.folder / "beside"
        stored = self.library / "store/layers" / self.layer
        times = dict(zip(("clone", "switch", "sweep"), self.switch(self.layer, "fresh", user=user)[0]))
        times["cp"] = timed([*user, "cp", option, stored, beside], self.folder)
        synced = timed(["sync", "-f", beside], self.folder)
        times["cp"] += synced if option == "-a" else 0  # links are durable with the rename
        times["rm"] = timed([*user, "rm", "-rf", beside], self.folder)
        times["uv"] = self.install_with_uv(beside)
        shutil.rmtree(beside)
        return times

    def measure(self, who: str, runs: int, user=()) -> bool:
        self.install_with_uv(self.folder / "warm")  # fills its cache
        shutil.rmtree(self.folder / "warm")
        self.switch(self.layer, "fresh", user=user)
        view = next((self.library / "installs/demo/view").iterdir())
        option = "-al" if (view / "layer.json").stat().st_nlink > 1 else "-a"
        rounds = [self.round(user, option) for _ in range(runs)]
        middle = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
        switch = [each["switch"] for each in rounds]
        print(f"as {who}: switch {middle['switch']:.1f} ms ({min(switch):.1f} to {max(switch):.1f} ms of {runs}); goal {GOAL:.0f} ms")
        for what, mine, tool, name in (("view prepared", "clone", "cp", f"cp {option}{', sync' if option == '-a' else ''}"),
                                       ("old view removed", "sweep", "rm", "rm -r")):
            print(f"  {what} in {middle[mine]:.0f} ms: {middle[mine] / middle[tool]:.2f} of {name} ({middle[tool]:.0f} ms)")
        whole = middle["clone"] + middle["switch"] + middle["sweep"]
        print(f"  all of it {whole:.0f} ms: {whole / middle['uv']:.2f} of uv pip install --target with a warm cache "
              f"({middle['uv']:.0f} ms, unsynced); the switch alone {middle['switch'] / middle['uv']:.4f} of it", flush=True)
        if option == "-al":
            times = self.switch(self.layer, "times=5", user=user)[2:]
            print(f"  back to a view that is still there: looked at in {statistics.median(row[0] for row in times):.0f} ms, "
                  f"switched in {statistics.median(row[1] for row in times):.1f} ms")
        return middle["switch"] <= GOAL


def disk(folder: pathlib.Path) -> tuple[int, int]:
    """Bytes that files and folders take of the disk, a file with several names counted once."""
    files, folders = {}, 0
    for path in folder.rglob("*"):
        status = path.lstat()
        if path.is_dir() and not path.is_symlink():
            folders += status.st_blocks * 512
        else:
            files[status.st_dev, status.st_ino] = status.st_blocks * 512
    return sum(files.values()), folders


def second_install(bench: Bench, user) -> bool:
    """What it costs that another install gets the same layer."""
    library, second = bench.library, bench.library / "installs/second"
    bench.switch(bench.layer, "fresh", user=user)
    run([*user, "cp", "-a", library / "installs/demo", second], bench.folder)
    shutil.rmtree(second / "view")
    record = json.loads((second / "install.json").read_text())
    record["generations"][0].update({"layer": "", "view": 0})
    (second / "install.json").write_text(json.dumps(record))
    (second / "install.json.previous").unlink(missing_ok=True)
    store, before = disk(library / "store"), disk(library)
    bench.switch(bench.layer, "fresh", user=user, install="second")
    in_store = sum(disk(library / "store")) - sum(store)
    files, folders = (after - was for after, was in zip(disk(library), before))
    layer = sum(disk(library / "store/layers" / bench.layer))
    number = sum(path.is_dir() for path in (second / "view").rglob("*"))
    shared = "hard links or reflinks" if files < layer / 100 else "copies: no reflinks here, and hard links are not safe for this user"
    print(f"a second install with the same layer of {layer / 1e6:.1f} MB: {in_store} bytes more in the store; its view: "
          f"{files} bytes for files ({shared}), {folders} bytes for {number} folders ({100 * folders / layer:.1f} % of this layer of "
          f"small files)")
    if user or os.geteuid() != 0:
        return in_store == 0 and files <= layer / 100
    return in_store == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("distributions", 400), ("files", 10_000), ("runs", 9)):
        parser.add_argument(f"--{name}", type=int, default=default)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portico-layerswitch-") as place, PackageIndex() as index:
        folder = pathlib.Path(place)
        folder.chmod(0o755)
        shutil.copy2(common.LAYEROP, folder / "layerop")
        library = folder / "lib"
        common.make_library(library)
        each = max(1, arguments.files // arguments.distributions)
        (folder / "many.lock").write_text(common.layerworld.many(index, arguments.distributions, each))
        layer = common.op(library, "build", str(folder / "many.lock"), "base", common.PYTHON, f"index={index.url()}")
        files = sum(path.is_file() for path in (library / "store/layers" / layer).rglob("*"))
        print(f"{arguments.distributions} distributions, {files} files; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        bench = Bench(folder, layer, index.url())
        user = []
        if os.geteuid() == 0:  # for comparison only: copies that were just synced keep the disk busy
            bench.measure("root", 2)
            user = NOBODY
            subprocess.run(["chown", "-R", "nobody:nogroup", str(folder)], check=True)
        good = bench.measure("nobody" if user else "this user", arguments.runs, user)
        good = second_install(bench, user) and good
        print(f"{'1 passed, 0 failed' if good else '0 passed, 1 failed'}, 0 skipped")
        return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
