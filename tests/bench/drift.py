#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Looking for drift in a large install where nothing changed, from exec to exit of porticoctl. The goal: 300 ms for
60,000 files in the median; the rule is for the look itself, so the program's own start is measured and shown, too.

The install is a bundle with so many hand-made distributions, really added. The first round warms the disk and does not
count. Usage: drift.py [--distributions 400] [--files 60000] [--runs 21]; PORTICO_BIN_DIR and PORTICO_SOURCE_DIR name the
rest.
"""

import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(os.environ["PORTICO_SOURCE_DIR"], "tests/support/bundles")))
import archives  # noqa: E402
import make_bundle  # noqa: E402

GOAL = 300


def make_distribution(site, number, count):
    name, info = f"package_{number:03}", f"package_{number:03}-1.{number}.dist-info"
    files = {f"{name}/{'__init__' if step == 0 else f'part{step // 12}/module_{step}'}.py": f"number = {number * step}\n"
             for step in range(count - 3)}
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: package-{number:03}\nVersion: 1.{number}\n"
    files[f"{info}/INSTALLER"] = "pip\n"
    files[f"{info}/RECORD"] = "".join(f"{file},,\n" for file in files)
    for file, text in files.items():
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text(text, encoding="utf-8")


def timed(words, environment):
    began = time.monotonic()
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    milliseconds = (time.monotonic() - began) * 1000
    if done.returncode != 0:
        sys.exit(f"{words} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return milliseconds, done.stdout


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("distributions", 400), ("files", 60_000), ("runs", 21)):
        parser.add_argument(f"--{name}", type=int, default=default)
    arguments = parser.parse_args()
    porticoctl = str(pathlib.Path(os.environ["PORTICO_BIN_DIR"], "porticoctl").resolve())
    with tempfile.TemporaryDirectory() as folder:
        environment = {"HOME": folder, "PORTICO_CONFIG_DIR": folder, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        tree, archive = pathlib.Path(folder, "tree"), f"{folder}/bundle.zip"
        make_bundle.make(make_bundle.Request(layout="anymatix", kind="folder", out=str(tree)))
        site = next(tree.glob("anymatix/python/lib/python3*/site-packages"))
        for number in range(arguments.distributions):
            make_distribution(site, number, arguments.files // arguments.distributions)
        archives.pack_zip(str(tree), archive, "store")
        library = f"{folder}/library"
        timed([porticoctl, "--library", library, "add", archive, "--name", "large"], environment)
        look = [porticoctl, "--library", library, "--json", "drift", "large"]
        looked = json.loads(timed(look, environment)[1])
        if not looked["isClean"]:
            sys.exit(f"not clean: {looked}")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        times = [timed(look, environment)[0] for _ in range(arguments.runs)]
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        work = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000 / arguments.runs
        starts = [timed([porticoctl, "--library", library, "--json", "list"], environment)[0] for _ in range(arguments.runs)]
        middle = statistics.median(times)
        print(f"{looked['looked']} entries: p50 {middle:.0f} ms, p95 {percentile(times, 0.95):.0f} ms from exec to exit, of which "
              f"the program's own start and end {statistics.median(starts):.0f} ms (porticoctl list); {work:.0f} ms of processor "
              f"time on {os.cpu_count()} processors, whose load was {os.getloadavg()[0]:.1f}")
        good = middle <= GOAL
        print(f"{'1 passed, 0 failed' if good else '0 passed, 1 failed'}, 0 skipped")
        sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
