# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What the tests of composing share: the stand-in ComfyUI as a git repository, settings that lead to a loopback index,
and whether uv is here."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys

LEAST_UV = (0, 11, 25)
REQUIREMENTS = "torch\ntorchsde\ntorchvision\ntorchaudio\ntinyhttp>=1\n"
SUPPORT = pathlib.Path(__file__).parent


def why_not() -> str | None:
    """Why nothing can be composed here; None if it can."""
    if not shutil.which("uv"):
        return "uv is not on PATH"
    said = subprocess.run(["uv", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"uv (\d+)\.(\d+)\.(\d+)", said)
    if not found or tuple(map(int, found.groups())) < LEAST_UV:
        return f"uv on PATH is too old: {said.strip()!r}"
    return None if shutil.which("git") else "git is not on PATH"


def git(folder, *words, date="2025-09-01T00:00:00Z") -> str:
    environment = {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(["git", "-c", "user.name=T", "-c", "user.email=t@e.invalid", *words], cwd=folder,
                          env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def make_repository(folder: pathlib.Path, requirements=REQUIREMENTS, mode=None) -> pathlib.Path:
    """The stand-in ComfyUI, committed in September 2025 and tagged v0.33.0; master is one commit further."""
    shutil.copytree(SUPPORT / "comfyui", folder, ignore=shutil.ignore_patterns("__pycache__", "user", "output", "temp"))
    (folder / "requirements.txt").write_text(requirements, encoding="utf-8")
    if mode:
        (folder / "standin_mode.txt").write_text(mode, encoding="utf-8")
    git(folder, "init", "-q", "-b", "master")
    git(folder, "add", "-f", ".")
    git(folder, "commit", "-q", "-m", "ComfyUI 0.33.0")
    git(folder, "tag", "-a", "-m", "0.33.0", "v0.33.0")
    (folder / "README.md").write_text("further\n", encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "further", date="2025-09-02T00:00:00Z")
    return folder


def closed_address() -> str:
    """Where nobody listens."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


def write_settings(folder: pathlib.Path, index, **more) -> None:
    """Portico's settings: everything from the loopback index, no Python to be fetched."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = {"schema": 1, "packageIndex": index.url(), "torchIndex": index.url("").rstrip("/"),
                "pythonMirror": closed_address(), **more}
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")


def this_python() -> str:
    return os.path.realpath(sys.executable)
