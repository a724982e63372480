#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""How isolated environments are, of a whole install: `porticoctl env list` on many environments that the real uv has built
from a loopback index, each with packages of many files; beside it, in the same rounds, public tools that say much less of
as many: `uv pip list` and `uv pip check` for each environment, one after the other and as many at once as there are
processors. The goal: 20 environments in one second.

Usage: envhealth.py [--environments 20] [--packages 60] [--files 40] [--runs 7]; PORTICO_BIN_DIR, PORTICO_BUILD_DIR and
PORTICO_SOURCE_DIR name the rest."""

import argparse
import concurrent.futures
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(os.environ["PORTICO_SOURCE_DIR"], "tests/faults")))
import envs_common as envs  # noqa: E402
from packageindex import PackageIndex, Wheel  # noqa: E402

GOAL = 1000.0


def prepare(place: pathlib.Path, index, options) -> pathlib.Path:
    """An install whose pack has so many isolated folders, all built."""
    envs.fill(index)
    wants = []
    for number in range(options.packages):
        files = {f"part{number}/module{file}.py": f"x = {file}\n" * 20 for file in range(options.files)}
        index.add(Wheel(f"part{number}", "1.0", [], files))
        wants.append(f'part{number} = "==1.0"\n')
    envs.settings(place, index)
    library = envs.make_template(place, 3, "uv")
    nodes = library / "installs/demo/data/custom_nodes/ComfyUI-Some/nodes"
    for folder in list(nodes.iterdir()):
        (folder / "comfy-env.toml").unlink()
    for number in range(options.environments):
        (nodes / f"e{number}").mkdir()
        text = f"[pypi-dependencies]\n{''.join(wants)}[env_vars]\nNUMBER = \"{number}\"\n"
        (nodes / f"e{number}/comfy-env.toml").write_text(text, encoding="utf-8")
    subprocess.run([envs.common.PORTICOCTL, "--library", str(library), "env", "build", "demo"], check=True, capture_output=True,
                   env=envs.environment(place, library))
    return library


def timed(act) -> float:
    began = time.monotonic()
    act()
    return (time.monotonic() - began) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (("environments", 20), ("packages", 60), ("files", 40), ("runs", 7)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    if reason := envs.why_not():
        print(f"skipped: {reason}")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-envhealth-") as name, PackageIndex() as index:
        place = pathlib.Path(name)
        library = prepare(place, index, options)
        environment = envs.environment(place, library)
        seen = envs.run(place, library, "env", "list", "demo")["environments"]
        pythons = [f"{env['folder']}/.pixi/envs/default/bin/python" for env in seen]
        if [env["state"] for env in seen] != ["built"] * options.environments:
            print(f"not as prepared: {[(env['name'], env['state'], env['problem']) for env in seen]}")
            return 1

        def uv(word, python):
            subprocess.run(["uv", "pip", word, "--no-config", "--python", python], check=True, capture_output=True,
                           env={**environment, "UV_NO_PROGRESS": "1"})

        def at_once(word):
            with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
                list(pool.map(lambda python: uv(word, python), pythons))

        acts = {"porticoctl env list": lambda: envs.run(place, library, "env", "list", "demo"),
                "porticoctl --version": lambda: subprocess.run([envs.common.PORTICOCTL, "--version"], check=True,
                                                               capture_output=True, env=environment),
                "uv pip list, one by one": lambda: [uv("list", python) for python in pythons],
                "uv pip list, at once": lambda: at_once("list"),
                "uv pip check, at once": lambda: at_once("check")}
        times = {name: [] for name in acts}
        for _ in range(options.runs):
            for name, act in acts.items():
                times[name].append(timed(act))
    files = options.packages * options.files
    print(f"{options.environments} environments of {options.packages} packages and {files} files each, {os.cpu_count()} processors, "
          f"median of {options.runs}")
    ours = statistics.median(times["porticoctl env list"])
    for name, row in times.items():
        median = statistics.median(row)
        print(f"  {name:26} {median:8.0f} ms  ({min(row):.0f} to {max(row):.0f}), {median / ours:.2f} of ours")
    print(f"goal {GOAL:.0f} ms: {'reached' if ours <= GOAL else 'missed'}")
    return 0 if ours <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
