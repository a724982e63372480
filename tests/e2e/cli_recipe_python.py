#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Where the Python of a recipe comes from: python-build-standalone through the real uv from a mirror, with its hash; and
conda-forge's through a Miniforge that is scripted."""

import contextlib
import functools
import hashlib
import http.server
import json
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

from world import CACHE, main
from composecase import ComposeCase, skip_without_uv
import composeworld
import pythoncopy
import scriptedminiforge
from packageindex import small_world

SUPPORT = Path(composeworld.__file__).parent


@contextlib.contextmanager
def mirror_of(folder):
    """(address, paths that were asked for)"""
    asked = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            asked.append(self.path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


class RecipePython(ComposeCase):
    def setUp(self):
        super().setUp()
        small_world(self.index, tag="cpu")
        self.place = self.folder / "recipe"
        self.place.mkdir()
        self.out = self.folder / "out"

    def tearDown(self):
        self.nothing_is_left()
        super().tearDown()

    def build(self, python, *words, code=0, out=None):
        file = self.place / "studio.json"
        file.write_text(json.dumps({"schema": 1, "name": "Studio", "version": "1", "accelerator": "cpu", "python": python,
                                    "comfyui": {"git": str(self.repository)}}), encoding="utf-8")
        return self.json("bundle", "build", file, "--output", out or self.out, *words, code=code, seconds=300)

    def unpacked(self, made):
        elsewhere = self.folder / "else where ünï"
        subprocess.run(["unzip", "-q", made["file"], "-d", elsewhere], check=True)
        return elsewhere / "anymatix"

    def test_python_build_standalone_from_a_mirror(self):
        said = subprocess.run([sys.executable, "-B", SUPPORT / "pythonlist.py", self.place, "--cache", CACHE / "python",
                               "--released"], check=True, capture_output=True, text=True)
        version = said.stdout.strip()
        minor = ".".join(version.split(".")[:2])
        with mirror_of(self.place / "mirror") as (address, asked):
            composeworld.write_settings(self.folder / "config", self.index, pythonMirror=address)
            wrong = self.build({"version": minor, "list": "wrong.json"}, code=3)["error"]
            self.assertEqual(wrong["code"], "hash-mismatch")
            self.assertFalse(self.out.exists())
            made = self.build({"version": minor, "list": "list.json"})
            self.assertTrue(asked and all("install_only.tar.gz" in path for path in asked), asked)
            lock = json.loads(Path(made["lock"]).read_text())
            self.assertEqual(lock["python"]["version"], version)
            again = self.build({"version": minor, "list": "list.json"}, "--lock", made["lock"], out=self.folder / "again")
            self.assertEqual(again["sha256"], made["sha256"])
        self.assertEqual(made["bundle"]["python"], version)
        root = self.unpacked(made)
        shown = subprocess.run([root / "python/bin/python3", "-c", "import sys; print(sys.prefix)"], check=True,
                               capture_output=True, text=True)
        self.assertEqual(shown.stdout.strip(), str(root / "python"))

    def test_a_list_that_is_not_there(self):
        error = self.build({"version": "3.12", "list": "none.json"}, code=1)["error"]
        self.assertIn("“/python/list”", error["message"])

    def miniforge(self, **how):
        python, facts = pythoncopy.provide(sys.executable, CACHE / "python")
        self.version = facts["version"]
        installer = scriptedminiforge.write_installer(self.place / "Miniforge3.sh", python, self.version)
        (self.place / "Miniforge3.sh.json").unlink(missing_ok=True)
        if how:
            (self.place / "Miniforge3.sh.json").write_text(json.dumps(how))
        return {"provider": "miniforge", "version": self.version, "installer": "Miniforge3.sh",
                "sha256": hashlib.sha256(installer.read_bytes()).hexdigest()}

    def test_miniforge(self):
        python = self.miniforge()
        wrong = self.build({**python, "sha256": "0" * 64}, code=3)["error"]
        self.assertEqual(wrong["code"], "hash-mismatch")
        self.assertFalse((self.place / "Miniforge3.sh.log").exists(), "what is not what it should be is not run")
        made = self.build(python)
        calls = [json.loads(line) for line in (self.place / "Miniforge3.sh.log").read_text().splitlines()]
        self.assertEqual([call["words"][0:3] for call in calls[1:]], [["-m", "conda", "create"], ["-m", "conda", "list"]])
        self.assertEqual(calls[0]["words"][0], "-b")
        self.assertIn(f"python={self.version}", calls[1]["words"])
        self.assertIn("--override-channels", calls[1]["words"])
        for call in calls:
            self.assertTrue(Path(call["home"]).is_relative_to(self.library), "the person's conda is not touched")
        with zipfile.ZipFile(made["file"]) as archive:
            names = archive.namelist()
            for name in names:
                self.assertNotIn(str(self.library).encode(), archive.read(name), name)
            self.assertIn(b"@EXPLICIT", archive.read("anymatix/python/conda-meta/explicit.txt"))
            self.assertNotIn("anymatix/python/conda-meta/history", names)
            program = archive.read("anymatix/python/lib/libplace.so")
        self.assertTrue(program.startswith(b"\x7fELF\0/install/share/terminfo\0") and program.endswith(b"\0end"))
        root = self.unpacked(made)
        said = subprocess.run([root / "python/bin/tool"], check=True, capture_output=True, text=True)
        self.assertEqual(said.stdout, "a tool\n", "its script finds the Python beside it")

    def test_miniforge_fails(self):
        for at in ("install", "create"):
            error = self.build(self.miniforge(fail="PackagesNotFoundError: python=3.99", at=at), code=1)["error"]
            self.assertEqual(error["code"], "process-failed")
            self.assertIn("PackagesNotFoundError", error["message"])
            self.nothing_is_left()


if __name__ == "__main__":
    skip_without_uv()
    main()
