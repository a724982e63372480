#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""`porticoctl nodes plan` with a warm cache against plain `uv pip compile` of the same requirements, in the same run.

Twelve packs want a hundred of 160 packages with versions and needs of their own from a loopback index, over a composed
install. Each measure is from exec to exit; the first round warms the caches and does not count. The goal: at most 1.2
times as long. Usage: resolve.py [--packages 160] [--runs 7]; PORTICO_BIN_DIR, PORTICO_BUILD_DIR and PORTICO_SOURCE_DIR
name the rest.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(os.environ["PORTICO_SOURCE_DIR"])
sys.path.insert(0, str(SOURCE / "tests/support"))
import composeworld  # noqa: E402
from packageindex import PackageIndex, Wheel, small_world  # noqa: E402

GOAL = 1.2
PACKS = 12


def fill(index, count):
    small_world(index, "cpu")
    for number in range(count):
        needs = [f"part-{number + step}>=1.{step}" for step in (1, 3, 7) if number + step < count]
        for minor in range(8):
            index.add(Wheel(f"part-{number}", f"1.{minor}", needs + ["torch>=2", "tinymath"]))


def timed(words, environment):
    began = time.monotonic()
    done = subprocess.run([str(word) for word in words], env=environment, capture_output=True, text=True, check=False)
    milliseconds = (time.monotonic() - began) * 1000
    if done.returncode:
        sys.exit(f"{words} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return milliseconds, done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("packages", 160), ("runs", 7)):
        parser.add_argument(f"--{name}", type=int, default=default)
    arguments = parser.parse_args()
    if reason := composeworld.why_not():
        print(f"skipped: {reason}")
        return 77
    porticoctl = pathlib.Path(os.environ["PORTICO_BIN_DIR"], "porticoctl").resolve()
    with tempfile.TemporaryDirectory() as name, PackageIndex() as index:
        folder = pathlib.Path(name)
        fill(index, arguments.packages)
        composeworld.write_settings(folder / "config", index)
        repository = composeworld.make_repository(folder / "repository")
        environment = {"HOME": name, "PORTICO_CONFIG_DIR": str(folder / "config"), "PATH": os.environ["PATH"],
                       "LC_ALL": "C.UTF-8", "TMPDIR": name}
        portico = [porticoctl, "--library", folder / "library"]
        timed([*portico, "install", "--compose", "--git", repository, "--ref", "v0.33.0", "--accelerator", "cpu",
               "--python", composeworld.this_python(), "--name", "Mine"], environment)
        home = folder / "library/installs/mine"
        wanted = []
        for pack in range(PACKS):
            lines = [f"part-{number}>=1.2" for number in range(pack, min(arguments.packages, 100), PACKS)]
            wanted += lines
            (home / f"data/custom_nodes/pack{pack}").mkdir(parents=True)
            (home / f"data/custom_nodes/pack{pack}/requirements.txt").write_text("\n".join(lines), encoding="utf-8")
        python = home / "gen-0001" / json.loads((home / "install.json").read_text())["generations"][0]["python"]
        frozen = timed(["uv", "pip", "freeze", "--python", python], environment)[1].splitlines()
        for file, lines in (("wanted.in", wanted), ("excluded.txt", ["torch", "torchvision", "torchaudio"]),
                            ("pins.txt", [line for line in frozen if "+" not in line and "nvidia" not in line])):
            (folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
        plain = ["uv", "pip", "compile", folder / "wanted.in", "--python", python, "--excludes", folder / "excluded.txt",
                 "--constraints", folder / "pins.txt", "--only-binary", ":all:", "--generate-hashes", "--no-header", "-q"]
        uv = {**environment, "UV_DEFAULT_INDEX": index.url(), "UV_CACHE_DIR": str(folder / "uv"), "UV_NO_CONFIG": "1"}
        plan = [*portico, "--json", "nodes", "plan", "mine"]
        rounds = [(timed(plain, uv), timed(plan, environment)) for _ in range(arguments.runs + 1)]
    planned = json.loads(rounds[-1][1][1].splitlines()[-1])
    compiled = [line for line in rounds[-1][0][1].splitlines() if line.startswith("part-")]
    if len(planned["added"]) != len(compiled) or len(compiled) < 100:
        sys.exit(f"not the same: {len(planned['added'])} planned, {len(compiled)} compiled")
    theirs = statistics.median(compile_[0] for compile_, _ in rounds[1:])
    ours = statistics.median(plan_[0] for _, plan_ in rounds[1:])
    print(f"{len(compiled)} packages: uv pip compile {theirs:.0f} ms, porticoctl nodes plan {ours:.0f} ms: "
          f"{ours / theirs:.2f} times as long, goal {GOAL}: {'met' if ours / theirs <= GOAL else 'MISSED'}")
    return 0 if ours / theirs <= GOAL else 1


sys.exit(main())
