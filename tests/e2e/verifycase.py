# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A ComfyUI folder with a virtual environment of its own, adopted, for people (pip, uv) to break."""

import os
import subprocess
import sys

from world import World, make_bundle


class Environment(World):
    """`self.pip(...)` is the environment's own real pip; `self.verdict()` what porticoctl says of it."""

    needs = "torch\n"

    def setUp(self):
        super().setUp()
        self.own = self.folder / "own"
        make_bundle.make(make_bundle.Request(layout="plain", kind="folder", out=str(self.own)))
        (self.own / "ComfyUI/requirements.txt").write_text(self.needs, encoding="utf-8")
        self.python = self.own / "ComfyUI/venv/bin/python"
        self.site = next(self.own.glob("ComfyUI/venv/lib/python3*/site-packages"))
        self.run_tool(self.python, "-m", "ensurepip", "--default-pip")
        self.cli("add", self.own, "--name", "Own")

    def run_tool(self, *words, code=0, **environment):
        done = subprocess.run([str(word) for word in words], env={**self.environment, **environment}, cwd=self.folder,
                              capture_output=True, text=True, check=False, timeout=300)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def pip(self, *words, **options):
        return self.run_tool(self.python, "-m", "pip", "--disable-pip-version-check", *words, **options)

    def wheel(self, made):
        """Writes a hand-made wheel and returns its path."""
        path = self.folder / made.file_name
        path.write_bytes(made.bytes())
        return path

    def verdict(self, code):
        return self.json("verify", "own", code=code)

    def lines(self, code=1):
        """["cpu-torch breaks torch", …]"""
        return [f"{found['kind']} {found['weight']} {','.join(found['packages'])}"
                for found in self.verdict(code)["findings"]]

    def tree(self):
        """Every file with what would change if somebody touched it."""
        return {path: (os.lstat(path).st_mtime_ns, os.lstat(path).st_size) for path in self.own.rglob("*")}


def torch_files(version, cuda, filler=0):
    """version.py as torch's own builds write it; `filler` more modules, so that installing takes a while."""
    said = repr(cuda)
    files = {"torch/version.py": f"__version__ = {version!r}\ncuda: Optional[str] = {said}\nhip: Optional[str] = None\n"}
    return {**files, **{f"torch/part{number}.py": "pass\n" for number in range(filler)}}


assert sys.version_info >= (3, 11)
