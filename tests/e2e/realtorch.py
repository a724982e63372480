# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""ComfyUI on the real torch, as this computer's own pip gets its CPU build: kept in the tests' cache, served from loopback
as PyTorch's index would. PORTICO_TORCH names another version, PORTICO_TORCH_INDEX an index that has it."""

import fcntl
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile

from registrycase import INDEX, TRUST, why_not
from world import CACHE, World, comfyclient
import composeworld
from packageindex import PackageIndex, Wheel

VERSION = os.environ.get("PORTICO_TORCH", "2.13.0+cpu")
TORCH_INDEX = os.environ.get("PORTICO_TORCH_INDEX", "")
#: The compiled part of the index's torchvision needs CUDA's libraries; its Python part asks for these at its import.
OPERATOR = '''import torch
for name in ("nms", "qnms"):
    torch.library.define(f"torchvision::{name}", "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
'''


class RealWheel(Wheel):
    """A wheel of real bytes."""

    def __init__(self, file_name, content):
        name, version, tag = re.fullmatch(r"([^-]+)-([^-]+)-(.+)\.whl", file_name).groups()
        super().__init__(name, version, tag=tag)
        self.content = content

    def bytes(self):
        return self.content

    def metadata(self):
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return archive.read(next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA")))


def fetch(name, version, index):
    """(path, None), or (None, why there is none)."""
    folder = CACHE.parent / f"{name}-{version}-{sys.version_info.major}.{sys.version_info.minor}"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not list(folder.glob("*.whl")):
            words = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:", "--retries", "0",
                     "-d", str(folder), *(["--index-url", index] if index else []), f"{name}=={version}"]
            done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
            if done.returncode != 0:
                return None, f"pip finds no {name} {version}: {done.stderr.strip()[-300:]}"
    return next(folder.glob("*.whl")), None


def why_no_torch():
    """Why this cannot be done here; None if it can."""
    if reason := why_not():
        return reason
    if "+cpu" not in VERSION:
        return f"torch {VERSION} is no CPU build, which would be gigabytes"
    return fetch("torch", VERSION, TORCH_INDEX)[1]


def vision_version():
    """PyTorch's pairs: torch 2.13.0 goes with torchvision 0.28.0."""
    minor, patch = VERSION.split("+", maxsplit=1)[0].split(".")[1:3]
    return f"0.{int(minor) + 15}.{patch}"


def vision_wheel(path):
    """Torchvision's Python files as a CPU build: its compiled ones are left out, see OPERATOR."""
    old, new = vision_version(), vision_version() + "+cpu"
    files = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith((".so", "/", "/RECORD")) and ".libs/" not in name:
                files[name.replace(f"torchvision-{old}.dist-info", f"torchvision-{new}.dist-info")] = archive.read(name)
    info = f"torchvision-{new}.dist-info"
    files["torchvision/extension.py"] = OPERATOR.encode() + files["torchvision/extension.py"]
    files["torchvision/version.py"] = f"__version__ = {new!r}\ncuda = None\n".encode()
    files[f"{info}/METADATA"] = files[f"{info}/METADATA"].replace(f"Version: {old}".encode(), f"Version: {new}".encode(), 1)
    record = "".join(f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in files.items()) + f"{info}/RECORD,,\n"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in {**files, f"{info}/RECORD": record.encode()}.items():
            archive.writestr(name, data)
    return RealWheel(path.name.replace(f"-{old}-", f"-{new}-").replace("+cu130", ""), buffer.getvalue())


def _digest(data):
    import base64
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


class RealTorchCase(World):
    """`install()` makes “mine”; `index` is a loopback index that has torch, and whatever a test adds."""

    def setUp(self):
        super().setUp()
        self.environment |= {name: os.environ[name] for name in TRUST if name in os.environ}
        self.index = PackageIndex().__enter__()
        self.addCleanup(self.index.__exit__)
        path, _ = fetch("torch", VERSION, TORCH_INDEX)
        self.index.add(RealWheel(path.name, path.read_bytes()), "cpu")
        self.port = comfyclient.free_port()
        self.began = time.monotonic()

    def say(self, what):
        print(f"{time.monotonic() - self.began:6.1f} s  {what}", flush=True)

    def configure(self, **settings):
        folder = self.folder / "config"
        folder.mkdir(exist_ok=True)
        (folder / "settings.json").write_text(json.dumps({"schema": 1, **settings}), encoding="utf-8")
        self.environment["PORTICO_CONFIG_DIR"] = str(folder)

    def install(self, requirements, begin=""):
        """ComfyUI with these requirements, torch from `index`, all else from the real one; main.py begins with `begin`."""
        self.configure(torchIndex=self.index.url("").rstrip("/"), **({"packageIndex": INDEX} if INDEX else {}))
        repository = composeworld.make_repository(self.folder / "repository", requirements)
        program = repository / "main.py"
        program.write_text(program.read_text().replace("from standin import program", begin + "from standin import program"))
        composeworld.git(repository, "commit", "-q", "--allow-empty", "-a", "-m", "begin")
        self.cli("install", "--compose", "--git", repository, "--ref", "master", "--accelerator", "cpu", "--python",
                 composeworld.this_python(), "--packages", "newest", "--name", "Mine", "--port", self.port, seconds=400)
        self.base = self.library / "installs/mine/gen-0001"
        self.python = next(path for path in (self.base / "python/bin").glob("python3.*") if path.name[8:].isdigit())
