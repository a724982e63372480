#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: porticoctl install --compose, killed at calls that change the disk: porticoctl itself, the git helper, uv and the
interpreter, whichever makes the call.

After each kill the next start must find the install wholly there or wholly not; of what was fetched only uv's cache may
stay, so that another try is quick. The package index is on loopback.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(os.environ["PORTICO_SOURCE_DIR"]) / "tests/support")]
import composeworld
import installs_common as common
import killsweep
from packageindex import PackageIndex, small_world

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "24"))


def quick_python() -> str:
    """A distribution's Python becomes a virtual environment of a few files, so that a sweep is quick."""
    system = pathlib.Path("/usr/bin/python3")
    question = "import os, sysconfig; print(os.path.exists(sysconfig.get_path('stdlib') + '/EXTERNALLY-MANAGED'))"
    if system.exists():
        said = subprocess.run([system, "-I", "-c", question], capture_output=True, text=True, check=False).stdout
        if said.strip() == "True":
            return str(system)
    return composeworld.this_python()


def is_whole(folder: pathlib.Path) -> str | None:
    generation = folder / "gen-0001"
    for name in ("compose.json", "torch.lock", "packages.lock", "ComfyUI/main.py", "python/bin/python3"):
        if not (generation / name).exists():
            return f"{name} is missing"
    json.loads((generation / "compose.json").read_text())
    for line in (folder / "gen-0001.manifest").read_text().splitlines()[1:]:
        path = next((part for part in line.split("\t") if "/" in part and not part.startswith("/")), None)
        if path and not os.path.lexists(generation / path):
            return f"{path} of the manifest is missing"
    return None if (folder / "data/custom_nodes").is_dir() else "there is no data folder"


def judge(library: pathlib.Path) -> str | None:
    ids = {install["id"] for install in common.installs(library)}
    if problem := common.left_over(library):
        return f"left over: {problem[:5]}"
    if problem := common.strangers(library, ids):
        return f"half installs: {problem}"
    for identifier in ids:
        if problem := is_whole(library / "installs" / identifier):
            return f"{identifier}: {problem}"
    return None


def main() -> int:
    if reason := killsweep.why_not() or composeworld.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-compose-") as place, PackageIndex() as index:
        folder = pathlib.Path(place)
        small_world(index)
        composeworld.write_settings(folder / "config", index)
        repository = composeworld.make_repository(folder / "repository")
        command = [common.PORTICOCTL, "--library", "{folder}/lib", "install", "--compose", "--git", str(repository),
                   "--ref", "v0.33.0", "--accelerator", "cu130", "--python", quick_python(), "--name", "Demo"]
        environment = {**common.ENVIRONMENT, "PORTICO_CONFIG_DIR": str(folder / "config"), "HOME": str(folder)}
        swept = killsweep.sweep("compose", command, lambda folder: None, lambda folder: judge(folder / "lib"),
                                max_points=POINTS, environment=environment, timeout=120)
        return killsweep.finish([swept], least_points=20)


if __name__ == "__main__":
    sys.exit(main())
