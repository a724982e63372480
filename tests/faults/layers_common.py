# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What the fault tests of layers share: a library with one install, vendored wheels, and the judgement of both."""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(os.environ["PORTICO_SOURCE_DIR"]) / "tests/support")]
import layerworld  # noqa: E402
from packageindex import Wheel  # noqa: E402

LAYEROP = str(pathlib.Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "layerop")
PYTHON = os.path.realpath(sys.executable)
SITE = "python/lib/python3.12/site-packages"
FILES = {"ComfyUI/main.py": "print('hello')\n", "ComfyUI/comfyui_version.py": '__version__ = "0.33.0"\n',
         "ComfyUI/nodes.py": "", f"{SITE}/six-1.17.0.dist-info/METADATA": "Name: six\nVersion: 1.17.0\n",
         f"{SITE}/six.py": "x = 1\n"}


def why_not() -> str | None:
    return None if shutil.which("uv") else "uv is not on PATH"


def make_library(library: pathlib.Path) -> None:
    """One install, "demo", as it was before there were layers: its base has no portico-layer.pth."""
    generation = library / "installs/demo/gen-0001"
    lines = []
    folders = set()
    for name, text in FILES.items():
        path = generation / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        folders.update(parent.relative_to(generation) for parent in path.parents if parent.is_relative_to(generation))
    interpreter = generation / "python/bin/python3"
    interpreter.parent.mkdir(parents=True)
    interpreter.write_text(f'#!/bin/sh\nexec "{PYTHON}" "$@"\n', encoding="utf-8")
    interpreter.chmod(0o755)
    for path in sorted(generation.rglob("*")):
        status = path.stat()
        kind = "d" if path.is_dir() else "f"
        digest = "" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()
        lines.append(f"{kind}\t{status.st_mode & 0o7777:o}\t{0 if path.is_dir() else status.st_size}\t{digest}\t"
                     f"{status.st_mtime_ns}\t{status.st_ino}\t{path.relative_to(generation)}\n")
    (library / "installs/demo/gen-0001.manifest").write_text("portico-manifest 1\n" + "".join(lines), encoding="utf-8")
    (library / "installs/demo/install.json").write_text(json.dumps({
        "schema": 1, "name": "Demo", "port": 8188, "currentGeneration": 1, "adoptedFolder": "",
        "generations": [{"number": 1, "layout": "composed", "comfyFolder": "ComfyUI", "python": "python/bin/python3",
                         "pythonVersion": "3.12.4"}]}), encoding="utf-8")


def add_wheels(library: pathlib.Path, *names: str) -> None:
    """Vendored already, so that nothing needs an index."""
    for wheel in layerworld.WHEELS:
        if f"{wheel.name}=={wheel.version}" in names:
            folder = library / "store/wheels" / hashlib.sha256(wheel.bytes()).hexdigest()
            folder.mkdir(parents=True, exist_ok=True)
            (folder / wheel.file_name).write_bytes(wheel.bytes())


def op(library: pathlib.Path, *words: str) -> str:
    done = subprocess.run([LAYEROP, str(library), *words], capture_output=True, text=True, timeout=120, check=False)
    if done.returncode != 0:
        raise AssertionError(f"layerop {' '.join(words)} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return done.stdout.split()[0] if done.stdout.split() else ""


def manifest_of(folder: pathlib.Path, manifest: pathlib.Path) -> str | None:
    """Whether a tree is what its manifest says, bytecode aside: nothing missing, changed or too much."""
    expected = {}
    for line in manifest.read_text(encoding="utf-8").splitlines()[1:]:
        kind, _, _, digest, _, _, path = line.split("\t")[:7]
        expected[path] = digest if kind == "f" else None
    found = {}
    for path in folder.rglob("*"):
        if "__pycache__" not in path.parts and path != manifest:
            found[str(path.relative_to(folder))] = \
                hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    if expected == found:
        return None
    differences = {name for name in expected.keys() | found.keys() if expected.get(name, 0) != found.get(name, 0)}
    return f"{folder.name} is not what its manifest says: {sorted(differences)[:5]}"


def left_over(library: pathlib.Path) -> list[str]:
    found = []
    for place in ("staging", "journal"):
        found += [str(path.relative_to(library)) for path in (library / place).glob("**/*")]
    return found + [str(path.relative_to(library)) for path in library.glob("installs/**/*.tmp*")]


def layer_is_whole(folder: pathlib.Path) -> str | None:
    if not (folder / "layer.json").is_file() or not (folder / "lock.txt").is_file():
        return f"{folder.name}: its record or lock is missing"
    json.loads((folder / "layer.json").read_text(encoding="utf-8"))
    return manifest_of(folder, folder / "manifest")


def judge(library: pathlib.Path, allowed: set[str]) -> str | None:
    """After the next start: every layer and the install's view whole, its layer one of those allowed."""
    op(library, "recover")
    if problem := left_over(library):
        return f"left over: {problem[:5]}"
    for folder in (library / "store/layers").glob("*"):
        if folder.is_dir() and (problem := layer_is_whole(folder)):
            return f"store: {problem}"
    installed = json.loads((library / "installs/demo/install.json").read_text(encoding="utf-8"))["generations"][0]
    layer, view = installed.get("layer", ""), installed.get("view", 0)
    if layer not in allowed:
        return f"its layer is {layer!r}"
    views = [path.name for path in (library / "installs/demo/view").glob("*")]
    if views != ([str(view)] if view else []):
        return f"view {view} is named, {views} are there"
    if view:
        folder = library / "installs/demo/view" / str(view)
        if problem := layer_is_whole(folder):
            return f"view: {problem}"
        if json.loads((folder / "layer.json").read_text(encoding="utf-8"))["id"] != layer:
            return "the view is of another layer"
    generation = library / "installs/demo/gen-0001"
    if problem := manifest_of(generation, generation.with_suffix(".manifest")):
        return problem
    if view and not (generation / SITE / "portico-layer.pth").is_file():
        return "the base does not lead to the layer"
    return None


__all__ = ["LAYEROP", "PYTHON", "Wheel", "add_wheels", "judge", "layerworld", "make_library", "op", "why_not"]
