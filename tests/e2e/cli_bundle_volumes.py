#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A bundle in volumes: they are the archive in parts, each with its hash; they are verified, added, published and installed
as one file is; and a set that is not whole is nothing."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

from world import NOWHERE, World, bundle, comfyclient, main

SIZE = 1 << 20


class Volumes(World):
    made = {}  # the archive's kind -> (what was said, name -> bytes): each is made once

    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"
        self.environment["PORTICO_CONFIG_DIR"] = str(self.folder / "config")
        (self.folder / "config").mkdir()
        (self.folder / "config/settings.json").write_text(json.dumps(
            {"schema": 1, "githubMirror": "http://127.0.0.1:9", "standaloneMirror": "http://127.0.0.1:9/s", **NOWHERE}))

    def studio(self):
        if not (self.library / "installs/studio").exists():
            self.add(bundle(), "--name", "Studio")

    def build(self, *words, code=0, volume="1M"):
        self.studio()
        return self.json("bundle", "build", "studio", "--output", self.out, "--volume-size", volume, *words, code=code,
                         seconds=300)

    def built(self, kind="zip"):
        """As build() makes it, of a copy where another test made it."""
        if kind not in self.made:
            made = self.build("--format", kind)
            self.made[kind] = made, {path.name: path.read_bytes() for path in self.out.iterdir()}
        made, files = self.made[kind]
        self.out.mkdir(exist_ok=True)
        for name, content in files.items():
            (self.out / name).write_bytes(content)
        return {**made, "file": str(self.out / Path(made["file"]).name),
                "volumes": [str(self.out / Path(path).name) for path in made["volumes"]]}

    def test_they_are_the_archive_in_parts(self):
        for kind in ("zip", "tar.zst"):
            made = self.built(kind)
            volumes = [Path(path) for path in made["volumes"]]
            self.assertGreater(len(volumes), 2)
            self.assertEqual(made["file"], str(volumes[0]))
            self.assertEqual({path.stat().st_size for path in volumes[:-1]}, {SIZE})
            whole = volumes[0].with_suffix("")  # without ".001"
            subprocess.run(["sha256sum", "--quiet", "-c", whole.name + ".sha256"], cwd=self.out, check=True)
            subprocess.run(f"cat '{whole.name}'.0* > whole", shell=True, cwd=self.out, check=True)
            content = (self.out / "whole").read_bytes()
            self.assertEqual((hashlib.sha256(content).hexdigest(), len(content)), (made["sha256"], made["bytes"]))
            checked = self.json("bundle", "verify", made["file"], seconds=120)
            self.assertEqual(checked["files"], made["files"])
            shutil.rmtree(self.out)

    def test_they_are_added_and_start(self):
        made = self.built()
        install = self.json("add", made["file"], "--name", "Theirs", "--port", comfyclient.free_port(), seconds=120)
        self.cli("start", install["id"], "--detach")
        self.assertTrue(comfyclient.make_picture(self.json("status", install["id"])["session"]["port"]))
        self.cli("stop", install["id"])
        Path(made["volumes"][-1]).unlink()
        error = self.json("bundle", "verify", made["file"], code=1, seconds=120)["error"]
        self.assertEqual(error["code"], "corrupt", "the last one is missing")
        wrong = self.json("add", made["volumes"][1], code=2)["error"]
        self.assertIn(".001", wrong["nextStep"])

    def test_one_file_and_volumes_replace_each_other(self):
        made = self.build()
        name = Path(made["file"]).name.removesuffix(".001")
        self.assertEqual(self.build(code=1)["error"]["code"], "already-exists")
        (self.out / (name + ".007.partial")).write_bytes(b"of one that was killed")
        single = self.build("--replace", volume="1G")
        self.assertEqual((single["file"], single["sha256"]), (str(self.out / name), made["sha256"]))
        self.assertEqual(single["volumes"], [])
        self.assertEqual(sorted(path.name for path in self.out.iterdir()), [name, name + ".sha256"])
        again = self.build("--replace", volume="2M")
        self.assertEqual(again["sha256"], made["sha256"])
        self.assertEqual(sorted(path.name for path in self.out.iterdir()),
                         sorted([name + ".sha256", *(Path(path).name for path in again["volumes"])]))
        for size in ("1T", "0", "63K", "many"):
            self.assertEqual(self.build(code=2, volume=size)["error"]["code"], "usage")

    def test_another_portico_installs_them_from_a_catalogue(self):
        made = self.built()
        share = self.folder / "our share ünï"
        published = self.json("bundle", "publish", made["file"], "--folder", share, "--accelerator", "cpu", seconds=120)
        self.assertEqual(len(published["files"]), len(made["volumes"]))
        damaged = Path(made["volumes"][1])
        damaged.write_bytes(b"\0" * SIZE)
        error = self.json("bundle", "publish", made["file"], "--folder", self.folder / "other", "--accelerator", "cpu",
                          code=None, seconds=120)["error"]
        self.assertIn(error["code"], ("hash-mismatch", "corrupt", "refused"))
        self.library = self.folder / "another library"
        self.cli("sources", "add", share / "catalogue.json")
        self.json("catalogue", "--all", "--wait", "5")
        install = self.json("install", "--bundle", published["id"], "--name", "Theirs", "--port", comfyclient.free_port(),
                            "--require-hash", seconds=120)
        self.assertEqual(self.json("list")["installs"][0]["id"], install["id"])


if __name__ == "__main__":
    main()
