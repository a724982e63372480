# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A bundle whose Python has the real pip and hand-made torch wheels that compute, for people to break and repair."""

import functools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from world import CACHE, NOWHERE, World, make_bundle
import archives
from faketorch import torch_wheel, vision_wheel


# A test of the window runs in another Python than it was started with: the system's, which takes no packages.
FIRST_PYTHON = os.environ.get("PORTICO_FIRST_PYTHON", sys.executable)
ASK_FOR_PIP = "import ensurepip, sysconfig; print(ensurepip.__file__); print(sysconfig.get_config_var('WHEEL_PKG_DIR') or '')"
# A distribution's Python, and a copy of it, takes no packages by pip (PEP 668), and looks for them elsewhere.
ASK_WHOSE = "import pathlib, sysconfig; print((pathlib.Path(sysconfig.get_path('stdlib')) / 'EXTERNALLY-MANAGED').exists())"


@functools.cache
def pip_wheel():
    """The pip that this Python brings for its own environments; nothing if it brings none, or may not use it."""
    if subprocess.run([FIRST_PYTHON, "-c", ASK_WHOSE], capture_output=True, text=True, check=False).stdout.strip() != "False":
        return None
    said = subprocess.run([FIRST_PYTHON, "-c", ASK_FOR_PIP], capture_output=True, text=True, check=False).stdout.splitlines()
    places = [pathlib.Path(said[0]).parent / "_bundled", *map(pathlib.Path, filter(None, said[1:]))] if said else []
    return next((wheel for place in places for wheel in sorted(place.glob("pip-*.whl"))), None)


def run_pip(command, folder, environment):
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode != 0:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout


def install(python, wheels, folder, environment, *words):
    """With the real pip, from files alone."""
    paths = []
    for wheel in wheels:
        path = pathlib.Path(folder) / wheel.file_name
        path.write_bytes(wheel.bytes())
        paths.append(str(path))
    return run_pip([str(python), "-m", "pip", "--disable-pip-version-check", "install", "--no-index", *words, *paths],
                   folder, environment)


def prepare_folder(folder, environment):
    """An anymatix bundle's tree with pip, torch and torchvision; returns the folder that is packed."""
    made = pathlib.Path(folder) / "tree"
    make_bundle.make(make_bundle.Request(layout="anymatix", kind="folder", out=str(made), torch="none", python=FIRST_PYTHON,
                                         cache=str(CACHE / "python")))
    (made / "anymatix/ComfyUI/requirements.txt").write_text("torch\ntorchvision\n", encoding="utf-8")
    python = made / "anymatix/python/bin/python3"
    wheel = pip_wheel()
    run_pip([str(python), f"{wheel}/pip", "install", "--no-index", "--no-compile", "--no-warn-script-location", str(wheel)],
            folder, environment)
    install(python, [torch_wheel(), vision_wheel()], folder, environment, "--no-compile")
    return made


class RepairCase(World):
    made = place = None

    def setUp(self):
        super().setUp()
        if pip_wheel() is None:
            self.skipTest("this Python brings no pip, or belongs to the system")
        self.configure(**NOWHERE)

    def prepared(self):
        """The bundle, made once for all tests of a run."""
        cls = RepairCase
        if cls.made is None:
            cls.place = tempfile.TemporaryDirectory(prefix="portico-repair-")
            tree = prepare_folder(cls.place.name, self.environment)
            cls.made = os.path.join(cls.place.name, "bundle.zip")
            archives.pack_zip(str(tree), cls.made, "store")
            shutil.rmtree(tree)
        return cls.made

    def configure(self, **settings):
        folder = self.folder / "config"
        folder.mkdir(exist_ok=True)
        (folder / "settings.json").write_text(json.dumps({"schema": 1, **settings}), encoding="utf-8")
        self.environment["PORTICO_CONFIG_DIR"] = str(folder)

    def add_working(self, name="Mine"):
        """An install from an archive that is gone afterwards."""
        archive = self.folder / "bundle.zip"
        shutil.copy2(self.prepared(), archive)
        install_ = self.json("add", archive, "--name", name, "--port", self.free_port())
        archive.unlink()
        self.base = self.library / "installs" / install_["id"] / "gen-0001"
        self.python = self.base / "anymatix/python/bin/python3"
        self.site = next(self.base.glob("anymatix/python/lib/python3*/site-packages"))
        return install_

    @staticmethod
    def free_port():
        from world import comfyclient
        return comfyclient.free_port()

    def pip(self, *wheels, words=("--force-reinstall", "--no-deps")):
        return install(self.python, wheels, self.folder, self.environment, *words)

    def state_of(self, folder):
        """Every file with its bytes, but for bytecode."""
        return {str(path.relative_to(folder)): (path.read_bytes() if path.is_file() else os.readlink(path) if path.is_symlink() else None)
                for path in sorted(pathlib.Path(folder).rglob("*"))
                if "__pycache__" not in path.parts and (path.is_file() or path.is_symlink())}

    def times_of(self, folder):
        return {path: (os.lstat(path).st_mtime_ns, os.lstat(path).st_ino) for path in pathlib.Path(folder).rglob("*")
                if "__pycache__" not in path.parts}


assert sys.version_info >= (3, 11)
