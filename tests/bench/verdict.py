#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The verdict over a large environment against `pip list` and `pip check`, with the real pip in the same run.

The environment is a virtual one in an adopted folder: hand-made distributions in the real format, as many files in all
as asked for, with METADATA of real length and needs of real number. Each measure is from exec to exit; the first round
of each warms the disk and does not count. The goal: at least 30 times faster. Usage:
verdict.py [--distributions 400] [--files 60000] [--runs 5]; PORTICO_BIN_DIR and PORTICO_SOURCE_DIR name the rest.
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

sys.path.insert(0, str(pathlib.Path(os.environ["PORTICO_SOURCE_DIR"], "tests/support/bundles")))
import make_bundle  # noqa: E402

GOAL = 30
DESCRIPTION = "\n" + "A sentence of a description, as long as people write them for the package index.\n" * 120


def make_distribution(site: pathlib.Path, number: int, count: int, total: int) -> None:
    name, info = f"package_{number:03}", f"package_{number:03}-1.{number}.dist-info"
    needs = [f"package-{(number + step) % total:03}>=1.0,<2" for step in range(1, 6)]
    needs += [f"package-{step:03}>=1.0; python_version >= '3.8' and sys_platform != 'win32'" for step in range(3)]
    needs += [f"nothing-{step}>=2; extra == 'dev'" for step in range(12)]
    lines = ["Metadata-Version: 2.1", f"Name: package-{number:03}", f"Version: 1.{number}", "Requires-Python: >=3.8"]
    lines += [f"Classifier: Topic :: Number {step}" for step in range(20)] + [f"Requires-Dist: {need}" for need in needs]
    files = [f"{name}/{'__init__' if step == 0 else f'part{step // 12}/module_{step}'}.py" for step in range(count - 5)]
    for folder in {os.path.dirname(file) for file in files} | {info}:
        (site / folder).mkdir(parents=True, exist_ok=True)
    for file in files:
        (site / file).write_bytes(b"pass\n")
    rows = [f"{file},sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,5" for file in files]
    (site / info / "METADATA").write_text("\n".join(lines) + "\n" + DESCRIPTION, encoding="utf-8")
    (site / info / "WHEEL").write_text("Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n", encoding="utf-8")
    (site / info / "INSTALLER").write_text("pip\n", encoding="utf-8")
    (site / info / "top_level.txt").write_text(f"{name}\n", encoding="utf-8")
    (site / info / "RECORD").write_text("\n".join(rows + [f"{info}/{file},," for file in
                                        ("METADATA", "WHEEL", "INSTALLER", "RECORD", "top_level.txt")]) + "\n", encoding="utf-8")


def timed(words, environment, expected=0):
    began = time.monotonic()
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    milliseconds = (time.monotonic() - began) * 1000
    if done.returncode != expected:
        sys.exit(f"{words} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return milliseconds, done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("distributions", 400), ("files", 60_000), ("runs", 5)):
        parser.add_argument(f"--{name}", type=int, default=default)
    arguments = parser.parse_args()
    porticoctl = str(pathlib.Path(os.environ["PORTICO_BIN_DIR"], "porticoctl").resolve())
    with tempfile.TemporaryDirectory() as folder:
        environment = {"HOME": folder, "PORTICO_CONFIG_DIR": folder, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
                       "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INDEX": "1"}
        own = f"{folder}/own"
        make_bundle.make(make_bundle.Request(layout="plain", kind="folder", out=own))
        site = next(pathlib.Path(own).glob("ComfyUI/venv/lib/python3*/site-packages"))
        python = f"{own}/ComfyUI/venv/bin/python"
        pathlib.Path(own, "ComfyUI/requirements.txt").write_text("torch\npackage-000\n", encoding="utf-8")
        subprocess.run([python, "-m", "ensurepip", "--default-pip"], env=environment, check=True, capture_output=True)
        for number in range(arguments.distributions):
            make_distribution(site, number, arguments.files // arguments.distributions, arguments.distributions)
        verify = [porticoctl, "--library", f"{folder}/library", "--json", "verify", "own"]
        timed([porticoctl, "--library", f"{folder}/library", "add", own, "--name", "own"], environment)
        ours, pips = [], []
        for _ in range(arguments.runs + 1):
            listed, names = timed([python, "-m", "pip", "list", "--format", "json"], environment)
            pips.append(listed + timed([python, "-m", "pip", "check"], environment)[0])
            milliseconds, said = timed(verify, environment)
            ours.append(milliseconds)
        verdict = json.loads(said)
        if verdict["packages"] != len(json.loads(names)) or not verdict["isClean"]:
            sys.exit(f"not the same environment: {said}")
    pip, own = statistics.median(pips[1:]), statistics.median(ours[1:])
    print(f"{verdict['packages']} distributions, {verdict['files']} files: pip list + pip check {pip:.0f} ms, "
          f"verify {own:.0f} ms (worst {max(ours[1:]):.0f}): {pip / own:.0f} times faster, goal {GOAL}: "
          f"{'met' if pip / own >= GOAL else 'MISSED'}")
    return 0 if pip / own >= GOAL else 1


sys.exit(main())
