# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: the folders of an install arranged in the classic layout and back, the program killed at every kind of call that
changes the disk.

After each kill every file of the bundle, of the person and of a pack that wrote beside main.py is there, in its place
or aside, and the next arrangement, either way, comes to its end.
"""
import json
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import killsweep

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "60"))
LINKED = ("custom_nodes", "models", "input", "output", "user")
FOREIGN = b"a model that a pack fetched beside main.py"


def comfy(library: pathlib.Path) -> pathlib.Path:
    return library / "installs/demo/gen-0001/anymatix/ComfyUI"


def is_somewhere(library: pathlib.Path, name: str, content: bytes) -> bool:
    """Whether a file of ComfyUI's own folder is in its place or aside."""
    aside = library / "installs/demo/gen-0001.classic" / name
    own = comfy(library) / name
    top = comfy(library) / pathlib.Path(name).parts[0]
    return any(path.is_file() and path.read_bytes() == content
               for path in ([aside] if top.is_symlink() else [aside, own]))


def set_layout(library: pathlib.Path, layout: str) -> str | None:
    done = common.run(library, "set", "demo", f"layout={layout}")
    return None if done.returncode == 0 else f"set {layout} ended with {done.returncode}: {done.stderr.strip()}"


def check(library: pathlib.Path) -> str | None:
    shipped = {name.removeprefix("anymatix/ComfyUI/"): text.encode() for name, text in common.BUNDLE.items()
               if "/ComfyUI/" in name}
    shipped["models/mine/lora.bin"] = FOREIGN
    for name, content in shipped.items():
        if name.split("/")[0] in LINKED and not is_somewhere(library, name, content):
            return f"{name} is neither in its place nor aside"
    if (library / "installs/demo/data/output/mine.png").read_bytes() != common.MINE:
        return "the person's picture is gone"
    layout = json.loads((library / "installs/demo/install.json").read_text())["settings"].get("layout", "separate")
    if layout not in ("classic", "separate"):
        return f"the setting is {layout}"
    common.installs(library)  # a start: it recovers
    if problem := set_layout(library, "classic"):
        return problem
    links = [name for name in LINKED if (comfy(library) / name).is_symlink()]
    if links != list(LINKED):
        return f"links are {links}"
    if problem := set_layout(library, "separate"):
        return problem
    if (comfy(library) / "models/mine/lora.bin").read_bytes() != FOREIGN:
        return "what the pack wrote did not come back"
    if (library / "installs/demo/gen-0001.classic").exists():
        return "something stayed aside"
    return common.is_whole(library, "demo") or (f"left over: {common.left_over(library)}"
                                                if common.left_over(library) else None)


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-layout-") as name:
        place = pathlib.Path(name)
        template = common.make_library(place / "template", place / "demo.zip")
        (comfy(template) / "models/mine").mkdir()
        (comfy(template) / "models/mine/lora.bin").write_bytes(FOREIGN)
        (template / "installs/demo/data/output/mine.png").write_bytes(common.MINE)
        classic = place / "classic"
        common.copy_library(template, classic)
        if problem := set_layout(classic, "classic"):
            raise SystemExit(f"cannot prepare: {problem}")

        def sweep(title, layout, library):
            command = [common.PORTICOCTL, "--library", "{folder}", "set", "demo", f"layout={layout}"]
            return killsweep.sweep(title, command, lambda folder: common.copy_library(library, folder), check,
                                   max_points=POINTS, environment=common.ENVIRONMENT)

        return killsweep.finish([sweep("to the classic layout", "classic", template),
                                 sweep("and back", "separate", classic)], least_points=40)


if __name__ == "__main__":
    sys.exit(main())
