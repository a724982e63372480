#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: a layer is built, put into an install for the first time, changed, and taken away, killed at calls that change the
disk, whoever makes them (uv and the Python of the smoke import included).

After each kill the next start must find the old layer or the new one, each view and the base exactly as its manifest
says, and nothing left over.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import killsweep
import layers_common as common


def templates(folder: pathlib.Path) -> dict:
    """Libraries to begin from: with wheels only, with two layers in the store, with one of them put in."""
    libraries = {name: folder / name for name in ("wheels", "store", "used")}
    common.make_library(libraries["wheels"])
    common.add_wheels(libraries["wheels"], "alpha==1.0", "beta==1.0", "beta==2.0")
    common.layerworld.write_locks(folder)
    copy(libraries["wheels"], libraries["store"])
    ids = {}
    for name in ("good", "newer"):
        ids[name] = common.op(libraries["store"], "build", str(folder / f"{name}.lock"), "base", common.PYTHON,
                              "offline")
    shutil.rmtree(libraries["store"] / "store/uv", ignore_errors=True)
    copy(libraries["store"], libraries["used"])
    common.op(libraries["used"], "switch", "demo", ids["good"])
    return {"libraries": libraries, **ids}


def copy(source: pathlib.Path, target: pathlib.Path) -> None:
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def main() -> int:
    if reason := killsweep.why_not() or common.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-layers-") as place:
        folder = pathlib.Path(place)
        made = templates(folder)
        libraries, good, newer = made["libraries"], made["good"], made["newer"]

        def sweep(name, template, allowed, points, *words):
            return killsweep.sweep(
                name, [common.LAYEROP, "{folder}/lib", *words],
                lambda target: copy(libraries[template], target / "lib"),
                lambda target: common.judge(target / "lib", allowed),
                max_points=points, timeout=120, environment={"HOME": str(folder)})

        swept = [
            sweep("build", "wheels", {""}, 24, "build", str(folder / "good.lock"), "base", common.PYTHON, "offline"),
            sweep("renew", "used", {good}, 10, "build", str(folder / "good.lock"), "base", common.PYTHON, "offline",
                  "renew"),
            sweep("first switch", "store", {"", good}, 34, "switch", "demo", good),
            sweep("switch", "used", {good, newer}, 34, "switch", "demo", newer),
            sweep("switch off", "used", {"", good}, 12, "switch", "demo", "none"),
        ]
        return killsweep.finish(swept, least_points=100)


if __name__ == "__main__":
    sys.exit(main())
