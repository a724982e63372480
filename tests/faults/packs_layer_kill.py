#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: a node pack is installed whose needs make a layer from a loopback index, and one whose install.py runs, killed at
calls that change the disk, whoever makes them (uv, the smoke import and the script itself included).

After each kill the next start must find the install as it was or as it should become: pack, record, layer and view
together, the base untouched, and nothing half or left over.
"""
import hashlib
import json
import os
import pathlib
import shutil
import sys
import tempfile

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(os.environ["PORTICO_SOURCE_DIR"]) / "tests/support")]
import composeworld
import installs_common as common
import killsweep
import packs_kill
from packageindex import PackageIndex, Wheel

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "12"))
PART = "MADE = True\n"
SCRIPT = f"""import os, pathlib, sysconfig
info = pathlib.Path(sysconfig.get_path("purelib")) / "easy-1.0.dist-info"
info.mkdir()
(info / "METADATA").write_text("Name: easy\\nVersion: 1.0\\n")
(info / "RECORD").write_text("easy-1.0.dist-info/METADATA,,\\n")
pathlib.Path("part.py").write_text({PART!r})
(pathlib.Path(os.environ["COMFYUI_PATH"]) / "models/junk.bin").write_bytes(b"x" * 1000)
"""


def prepare(place: pathlib.Path) -> pathlib.Path:
    """A library with one install on a virtual environment of this Python, which is quick to copy."""
    template = common.make_library(place / "template", place / "demo.zip")
    common.give_python(template)
    packs_kill.write_pack(place / "offered/bar", "7")
    shutil.copytree(place / "offered/bar", place / "scripted/bar")
    (place / "offered/bar/requirements.txt").write_text("easy\n")
    (place / "scripted/bar/install.py").write_text(SCRIPT)
    return template


def base_of(library: pathlib.Path) -> dict:
    """Digests of the base, but for the file that leads to the layer."""
    base = library / "installs/demo/gen-0001"
    return {str(path.relative_to(base)): hashlib.sha256(path.read_bytes()).hexdigest() for path in base.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts and path.name != "portico-layer.pth"}


def judge(library: pathlib.Path, base: dict, runs: bool) -> str | None:
    common.installs(library)  # a start: it recovers
    if problem := common.left_over(library):
        return f"left over: {problem[:5]}"
    try:
        version, layer = packs_kill.found(library, "bar"), packs_kill.layer_of(library)
    except (AssertionError, OSError, KeyError, ValueError, IndexError) as problem:
        return str(problem)
    if (version == "7") != bool(layer) or version not in ("", "7"):
        return f"bar is {version!r} with the layer {layer!r}"
    if base_of(library) != base:
        return "the base changed"
    if runs and (library / "installs/demo/data/models/junk.bin").exists():
        return "what the script wrote elsewhere is here"
    if runs and version:
        pack = json.loads((library / "installs/demo/packs.json").read_text())["packs"]["bar"]
        if pack.get("scriptNeeds") != ["easy==1.0"]:
            return f"its record is {pack}"
        if (library / "installs/demo/data/custom_nodes/bar/part.py").read_text() != PART:
            return "what the script made is not whole"
    return common.is_whole(library, "demo")


def main() -> int:
    if reason := killsweep.why_not() or composeworld.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-packs-") as name, PackageIndex() as index:
        place = pathlib.Path(name)
        index.add(Wheel("easy", "1.0", [], {"easy.py": "x = 1\n"}))
        composeworld.write_settings(place / "config", index)
        os.environ.update(PORTICO_CONFIG_DIR=str(place / "config"), HOME=str(place))
        template = prepare(place)
        base = base_of(template)

        def sweep(title, folder, *words):
            command = [common.PORTICOCTL, "--library", "{folder}", "nodes", "install", "demo", str(folder), "--yes", *words]
            return killsweep.sweep(title, command, lambda target: common.copy_library(template, target),
                                   lambda library: judge(library, base, bool(words)), max_points=POINTS, timeout=120,
                                   environment=common.ENVIRONMENT)

        return killsweep.finish([sweep("install with a layer", place / "offered/bar"),
                                 sweep("install with a script", place / "scripted/bar", "--run-scripts")],
                                least_points=min(20, 2 * POINTS))


if __name__ == "__main__":
    sys.exit(main())
