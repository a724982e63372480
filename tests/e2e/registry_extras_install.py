#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""All of the ready extras on the real torch: planned, really fetched and put into the install's layer, then each of them
imported by itself by the install's own Python. Prints a table. Torchvision is that of the package index without its compiled
part, which needs CUDA's libraries.

Half a gigabyte and some minutes, so only with PORTICO_EXTRAS=1; PORTICO_EXTRAS=builds builds what has no wheel, too."""

import os
import subprocess
import sys
import time

import realtorch
from realtorch import INDEX, RealTorchCase, why_no_torch
from registry_extras import EXTRAS
from registrycase import FAMILY
from world import main

BUILDS = ["--allow-builds"] if os.environ.get("PORTICO_EXTRAS") == "builds" else []
#: What is imported, where it is not the package's name.
MODULES = {"open-clip-torch": "open_clip", "colour-science": "colour", "gitpython": "git"}
PATIENCE = 600  # two of them compile with numba when they are first imported
#: What each distribution takes of the disk, by its own record.
SIZES = """import importlib.metadata as m, os, site, sys
site.addsitedir(os.environ["PORTICO_LAYER"])
for d in m.distributions():
    print(d.name.lower().replace("_", "-"), d.version, sum(f.size or 0 for f in d.files or ()))"""


class Extras(RealTorchCase):
    def setUp(self):
        super().setUp()
        self.index.add(realtorch.vision_wheel(VISION), "cpu")

    def layer_of(self):
        return next((self.library / "installs/mine/view").glob("*/site"))

    def imported(self, name):
        """(“imported” or why not, seconds)"""
        module = MODULES.get(name, name.replace("-", "_"))
        began = time.monotonic()
        environment = {**self.environment, "PORTICO_LAYER": str(self.layer_of()), "HF_HUB_OFFLINE": "1", "MPLBACKEND": "Agg"}
        try:
            done = subprocess.run([self.python, "-B", "-c", f"import {module}"], env=environment, capture_output=True, text=True,
                                  check=False, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return f"not within {PATIENCE} s", PATIENCE
        words = "imported" if done.returncode == 0 else (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
        return words, time.monotonic() - began

    def test_each_is_installed_and_imported(self):
        self.install("torch\ntorchvision\nnumpy\npillow\n")
        # Torch is not to be had any more: whoever would bring one fails.
        self.configure(torchIndex="http://127.0.0.1:9", **({"packageIndex": INDEX} if INDEX else {}))
        self.say("installed")
        plan = self.json("nodes", "extras", "mine", "--plan", *BUILDS, seconds=300)
        for line in plan["remarks"]:
            print(f"          {line}")
        planned = {row["name"]: row for row in plan["added"]}
        self.assertFalse([name for name in planned if FAMILY.match(name)])
        done = self.json("nodes", "extras", "mine", *BUILDS, "--yes", seconds=900)
        self.say(f"{len(planned)} packages in the layer")
        print(f"          {self.disk_of(self.layer_of())}")
        for line in done["remarks"]:
            print(f"          {line}")
        self.check(planned, "\n".join(plan["remarks"] + done["remarks"]))

    def check(self, planned, said):
        """The table; each is imported, or was said to be left out or not to load."""
        wrong = []
        present = self.present()
        for name in EXTRAS:
            if name not in present:
                print(f"| {name} | - | - | - | left out |")
                wrong += [] if name in said else [name]
                continue
            words, seconds = self.imported(name)
            version, size = present[name]
            where = f"{size / 1e6:.1f} MB" if name in planned else "in the base"
            print(f"| {name} | {version} | {where} | {seconds:.1f} s | {words} |", flush=True)
            wrong += [] if words == "imported" or f"“{name}” does not load" in said else [name]
        self.assertEqual(wrong, [])
        verdict = self.json("verify", "mine", code=None)
        self.assertTrue(verdict["isClean"], verdict)
        self.assertEqual(verdict["torchVersion"], realtorch.VERSION)
        self.say("done, and the verdict is clean")

    def present(self):
        """{name: (version, bytes)} of the base and its layer."""
        said = subprocess.run([self.python, "-I", "-c", SIZES], capture_output=True, text=True, check=True,
                              env={**self.environment, "PORTICO_LAYER": str(self.layer_of())})
        rows = [line.split() for line in said.stdout.splitlines()]
        return {name: (version, int(size)) for name, version, size in rows}

    @staticmethod
    def disk_of(folder):
        """What files and folders take of the disk, a file of several names once."""
        files, folders, seen, number = 0, 0, set(), 0
        for path in folder.rglob("*"):
            status = path.lstat()
            if path.is_dir() and not path.is_symlink():
                folders += status.st_blocks * 512
                number += 1
            elif status.st_ino not in seen:
                seen.add(status.st_ino)
                files += status.st_blocks * 512
        return (f"{len(seen)} files of {files / 1e6:.1f} MB in {number} folders of {folders / 1e6:.1f} MB "
                f"({100 * folders / files:.2f} %) on this disk")


if __name__ == "__main__":
    REASON = why_no_torch() if os.environ.get("PORTICO_EXTRAS") else "only with PORTICO_EXTRAS=1: half a gigabyte"
    VISION = None
    if not REASON:
        VISION, REASON = realtorch.fetch("torchvision", realtorch.vision_version(), INDEX)
    if REASON:
        print(f"skipped: {REASON}\n0 passed, 0 failed, 1 skipped")
        sys.exit(77)
    main()
