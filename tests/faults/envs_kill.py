#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: isolated environments are built, by uv and by a scripted pixi, for three generations of comfy-env, and killed at calls
that change the disk, whoever makes them.

After each kill the next look finds every environment whole or not at all, never one that comfy-env would take although it
is half; nothing is left over, and one repair finishes. The last sweep builds anew over ones that are there.
"""
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import envs_common as envs
import killsweep
from packageindex import PackageIndex

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "8"))


def main() -> int:
    if reason := killsweep.why_not() or envs.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-envs-") as name, PackageIndex() as index:
        place = pathlib.Path(name)
        envs.fill(index)
        envs.settings(place, index)

        def sweep(generation, engine, *words):
            template = envs.make_template(place, generation, engine)
            if words:
                envs.run(place, template, "env", "build", "demo")
            command = ["env", "HOME={folder}/home", envs.common.PORTICOCTL, "--library", "{folder}", "env", "build", "demo", *words]
            variables = {key: value for key, value in envs.environment(place, template).items() if key != "HOME"}
            return killsweep.sweep(f"generation {generation} by {engine}{' anew' if words else ''}", command,
                                   lambda folder: envs.copy_library(template, folder),
                                   lambda folder: envs.judge(place, folder, generation), max_points=POINTS, timeout=120,
                                   environment=variables)

        sweeps = [sweep(generation, engine) for generation in envs.VERSIONS for engine in envs.CONFIGS]
        return killsweep.finish(sweeps, least_points=min(30, 6 * POINTS))


if __name__ == "__main__":
    sys.exit(main())
