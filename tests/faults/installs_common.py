# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What the fault tests of installs share: a tiny bundle, the program, and the judgement of a library."""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import zipfile

PORTICOCTL = str(pathlib.Path(os.environ["PORTICO_BIN_DIR"]) / "porticoctl")
ENVIRONMENT = {"PORTICO_HELPER": str(pathlib.Path(os.environ["PORTICO_BIN_DIR"]) / "portico-helper")}
MINE = b"a picture that took an hour"

# The interpreter is a script in front of this machine's Python, so that a sweep is quick; the layout, the seeds and
# the check of the interpreter are those of a real bundle.
BUNDLE = {
    "anymatix/python/bin/python3": f'#!/bin/sh\nexec "{sys.executable}" "$@"\n',
    "anymatix/python/lib/python3.12/site-packages/torch/version.py": "__version__ = '2.9.1+cpu'\n",
    "anymatix/ComfyUI/main.py": "print('usage: main.py [--port PORT]')\n",
    "anymatix/ComfyUI/comfyui_version.py": '__version__ = "0.33.0"\n',
    "anymatix/ComfyUI/nodes.py": "",
    "anymatix/ComfyUI/models/configs/v1-inference.yaml": "model: {}\n",
    "anymatix/ComfyUI/input/example.png": "not really a picture",
    "anymatix/ComfyUI/custom_nodes/websocket_image_save.py": "NODE_CLASS_MAPPINGS = {}\n",
    "anymatix/ComfyUI/big.bin": "x" * 300_000,
}


def write_bundle(path: pathlib.Path) -> str:
    """Writes the bundle; returns its SHA-256."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in BUNDLE.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.external_attr = (0o100755 if "/bin/" in name else 0o100644) << 16
            archive.writestr(entry, text)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(library: pathlib.Path, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([PORTICOCTL, "--library", str(library), "--json", *arguments], capture_output=True, text=True,
                          env={**os.environ, **ENVIRONMENT}, timeout=60)


def make_library(library: pathlib.Path, bundle: pathlib.Path) -> pathlib.Path:
    """A library with one install of the bundle, "demo"; the bundle is written there."""
    write_bundle(bundle)
    done = run(library, "add", str(bundle), "--name", "Demo")
    if done.returncode != 0:
        raise SystemExit(f"cannot prepare: {done.stderr}")
    return library


def give_python(library: pathlib.Path) -> pathlib.Path:
    """Lets the install run on a virtual environment of this Python, which is quick to copy; its site-packages."""
    python = library / "installs/demo/gen-0001/anymatix/own"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(python)], check=True)
    record = library / "installs/demo/install.json"
    install = json.loads(record.read_text())
    install["generations"][0]["python"] = "anymatix/own/bin/python3"
    record.write_text(json.dumps(install))
    return next(python.glob("lib/python3.*/site-packages"))


def installs(library: pathlib.Path) -> list[dict]:
    """What a start of the program finds; it recovers first, as every start does."""
    done = run(library, "list")
    if done.returncode != 0:
        raise AssertionError(f"list ended with {done.returncode}: {done.stderr.strip()}")
    listed = json.loads(done.stdout)
    return listed.get("installs", listed) if isinstance(listed, dict) else listed


def left_over(library: pathlib.Path) -> list[str]:
    """Names that must not be there when nothing runs: unfinished work of any kind."""
    found = []
    for place in ("staging", "journal", "removing"):
        found += [str(path.relative_to(library)) for path in (library / place).glob("**/*")]
    found += [str(path.relative_to(library)) for path in library.glob("installs/**/*.tmp*")]
    return found


def is_whole(library: pathlib.Path, identifier: str) -> str | None:
    """Whether an install has every file of the bundle with its right content."""
    folder = library / "installs" / identifier
    for name, text in BUNDLE.items():
        path = folder / "gen-0001" / name
        if not path.is_file() or path.read_bytes() != text.encode():
            return f"{name} of the generation is missing or wrong"
    for name in ("custom_nodes/websocket_image_save.py", "input/example.png", "models/configs/v1-inference.yaml"):
        if not (folder / "data" / name).is_file():
            return f"data/{name} was not seeded"
    if not (folder / "gen-0001.manifest").stat().st_size:
        return "the manifest is empty"
    json.loads((folder / "install.json").read_text())
    return None


def torn(library: pathlib.Path) -> str | None:
    """A file of a generation that is not what its manifest says, or a document that cannot be read."""
    for manifest in library.glob("installs/*/gen-*.manifest"):
        for line in manifest.read_text().splitlines()[1:]:
            kind, _, _, content, _, _, name = line.split("\t")
            path = manifest.with_suffix("") / name
            if kind == "f" and hashlib.sha256(path.read_bytes()).hexdigest() != content:
                return f"{path} is not what its manifest says"
    for document in [*library.glob("installs/*/*.json"), *library.glob("installs/*/snapshots/*.json"),
                     *library.glob("store/roots/*.json"), *library.glob("store/vendored/*/*.json")]:
        try:
            json.loads(document.read_text())
        except ValueError:
            return f"{document} is torn: {document.stat().st_size} bytes"
    return None


def strangers(library: pathlib.Path, known: set[str]) -> list[str]:
    """Folders under installs/ that no list shows."""
    return [path.name for path in (library / "installs").glob("*") if path.is_dir() and path.name not in known]


def judge_added(library: pathlib.Path) -> str | None:
    """Wholly there or wholly not, after the next start."""
    ids = {install["id"] for install in installs(library)}
    if problem := left_over(library):
        return f"left over: {problem[:5]}"
    if problem := strangers(library, ids):
        return f"half installs: {problem}"
    for identifier in ids:
        if problem := is_whole(library, identifier):
            return f"{identifier}: {problem}"
    return None


def copy_library(template: pathlib.Path, folder: pathlib.Path) -> None:
    shutil.copytree(template, folder, symlinks=True, dirs_exist_ok=True)
