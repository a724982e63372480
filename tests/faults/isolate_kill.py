#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: an ordinary node pack is isolated, and its isolation undone, killed at calls that change the disk, whoever makes them
(uv, ComfyUI's trial and the isolated Python included).

After each kill the next start must find the pack as it was or wholly isolated: folder, records, layer and view together, its
own files untouched in either case, nothing left over, and an environment only where it is whole. Then the same command does
it, and the other takes it back.
"""
import hashlib
import json
import os
import pathlib
import shutil
import sys
import tempfile

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(os.environ["PORTICO_SOURCE_DIR"]) / "tests/support")]
import comfyenv
import composeworld
import installs_common as common
import killsweep
from packageindex import PackageIndex, Wheel

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "14"))
PIXI = pathlib.Path(os.environ["PORTICO_SOURCE_DIR"]) / "tests/support/scriptedpixi.py"
PACK = {"__init__.py": "from .one import One\nNODE_CLASS_MAPPINGS = {'One': One}\n", "requirements.txt": "clashing==2.0\n",
        "one.py": "import clashing\nassert clashing.__version__ == '2.0'\n\n\nclass One:\n    RETURN_TYPES = ('INT',)\n"
                  "    FUNCTION = 'one'\n\n    @classmethod\n    def INPUT_TYPES(cls):\n        return {'required': {}}\n",
        "models/big.bin": "x" * 100_000}


def pack_of(library):
    return library / "installs/demo/data/custom_nodes/Foo"


def files_of(folder):
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts}


def state(library):
    """"isolated", "plain" or what is wrong."""
    pack = pack_of(library)
    inner = pack / "nodes/isolated/Foo"
    own = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in PACK.items()}
    install = json.loads((library / "installs/demo/install.json").read_text())
    layer = install["generations"][-1].get("layer", "")
    if inner.exists():
        if files_of(inner) != own:
            return "isolated, but its files are others"
        return "isolated" if layer and (pack / "portico-isolated.json").exists() else f"isolated with the layer {layer!r}"
    if files_of(pack) != own:
        return f"plain, but its files are {sorted(files_of(pack))}"
    return "plain"


def do(library, act):
    done = common.run(library, "env", act, "demo", "Foo", "--yes")
    return None if done.returncode == 0 else f"the next {act} ends with {done.returncode}: {done.stdout[-400:]} {done.stderr[-300:]}"


def judge(library, act):
    common.installs(library)  # a start: it recovers
    found = state(library)
    if found not in ("plain", "isolated"):
        return found
    report = json.loads(common.run(library, "env", "list", "demo").stdout.splitlines()[-1])
    states = [env["state"] for env in report["environments"]]
    left = [str(path) for path in (library / "installs/demo/ce").glob(".portico/staging/*")]
    if found == "isolated" and states not in (["built"], ["moved"], ["missing"]):
        return f"its environment is {states}"
    kept = list((library / "installs/demo/kept-packs").glob("*"))
    if problem := common.left_over(library) + left + kept:
        return f"left over: {problem[:5]}"
    if problem := do(library, act):
        return problem
    if state(library) != ("isolated" if act == "isolate" else "plain"):
        return f"after the next {act} it is {state(library)}"
    return None


def prepare(place):
    template = common.make_library(place / "template", place / "demo.zip")
    common.give_python(template)
    shutil.copytree(composeworld.SUPPORT / "comfyui", template / "installs/demo/gen-0001/anymatix/ComfyUI", dirs_exist_ok=True,
                    ignore=shutil.ignore_patterns("__pycache__"))
    (template / "installs/demo/gen-0001/anymatix/ComfyUI/requirements.txt").write_text("numpy\n")
    for name, text in PACK.items():
        (pack_of(template) / name).parent.mkdir(parents=True, exist_ok=True)
        (pack_of(template) / name).write_text(text)
    return template


def main() -> int:
    if reason := killsweep.why_not() or composeworld.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-isolate-") as name, PackageIndex() as index:
        place = pathlib.Path(name)
        for wheel in (comfyenv.wheel(), Wheel("psutil", "7.0"), Wheel("clashing", "2.0"), Wheel("pip", "26.0"),
                      Wheel("numpy", "2.0.0"), Wheel("setuptools", "80.0")):
            index.add(wheel)
        composeworld.write_settings(place / "config", index, pixiProgram=str(PIXI))
        (place / "home").mkdir()
        common.ENVIRONMENT.update(PORTICO_CONFIG_DIR=str(place / "config"), HOME=str(place / "home"))
        plain = prepare(place)
        isolated = place / "isolated"
        common.copy_library(plain, isolated)
        if problem := do(isolated, "isolate"):
            raise SystemExit(problem)

        def sweep(act, template):
            command = [common.PORTICOCTL, "--library", "{folder}", "env", act, "demo", "Foo", "--yes"]
            return killsweep.sweep(act, command, lambda target: common.copy_library(template, target),
                                   lambda library: judge(library, act), max_points=POINTS, timeout=120,
                                   environment=common.ENVIRONMENT)

        return killsweep.finish([sweep("isolate", plain), sweep("rejoin", isolated)], least_points=POINTS)


if __name__ == "__main__":
    sys.exit(main())
