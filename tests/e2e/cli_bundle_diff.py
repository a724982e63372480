#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""`porticoctl bundle diff`: what changed between two archives, an archive and the install that it was made of, and the
locks of a recipe; and what cannot be compared."""

import json
import zipfile
from pathlib import Path

from world import bundle, main
from composecase import ComposeCase, skip_without_uv
import composeworld
from packageindex import Wheel

PACK = "import number\nNODE_CLASS_MAPPINGS = {}\n"


class BundleDiff(ComposeCase):
    def setUp(self):
        super().setUp()
        for version in ("2.0", "2.1"):
            self.index.add(Wheel("number", version, [], {"number/__init__.py": f"VERSION = '{version}'\n"}))
        self.add(bundle(), "--name", "Studio")
        self.packs = self.library / "installs/studio/data/custom_nodes"
        self.out = self.folder / "out"

    def give_pack(self, name, requirement):
        folder = self.folder / "packs" / name
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(PACK, encoding="utf-8")
        (folder / "requirements.txt").write_text(requirement, encoding="utf-8")
        composeworld.git(folder, "init", "-q", "-b", "main")
        composeworld.git(folder, "add", ".")
        composeworld.git(folder, "commit", "-q", "-m", "first")
        self.json("nodes", "install", "studio", folder, "--yes", seconds=120)

    def build(self, version, *words):
        made = self.json("bundle", "build", "studio", "--output", self.out, "--version-name", version, *words, seconds=300)
        return Path(made["file"])

    def diff(self, before, after, *words, code=1):
        return self.json("bundle", "diff", before, after, *words, code=code, seconds=120)

    def test_two_archives_and_the_install(self):
        self.give_pack("telling", "number==2.0\n")
        one = self.build("1.0")
        same = self.diff(one, one, code=0)
        self.assertTrue(same["equal"])
        self.assertTrue(self.diff(one, "studio", code=0)["equal"], "the install that it was made of")
        self.assertEqual(list((self.library / "staging").glob("*")), [], "nothing was left of looking into it")

        (self.packs / "telling/__init__.py").write_text(PACK + "edited = 1\n", encoding="utf-8")
        self.give_pack("asking", "number>=2\n")
        edited = self.diff(one, "studio")
        self.assertEqual([(pack["name"], pack["difference"]) for pack in edited["packs"]],
                         [("asking", "added"), ("telling", "changed")])
        self.assertTrue(edited["packs"][1]["after"]["changed"], "edited by hand")
        self.assertEqual(edited["facts"], [], "a version is given when a bundle is made")

        two = self.build("2.0", "--format", "tar.zst", "--cors")
        found = self.diff(one, two)
        self.assertEqual(found["facts"], [{"fact": "version", "before": "1.0", "after": "2.0"},
                                          {"fact": "arguments", "before": "", "after": "--enable-cors-header"}])
        self.assertEqual(found["packages"], [])
        self.assertNotIn("list", found["files"])
        self.assertEqual(found["files"]["added"]["files"], 2, "of asking")
        paths = {file["path"]: file for file in self.diff(one, two, "--files")["files"]["list"]}
        self.assertEqual(paths["ComfyUI/custom_nodes/telling/__init__.py"]["bytesAfter"], len(PACK) + len("edited = 1\n"))
        self.assertEqual(paths["anymatix_comfyui"]["difference"], "changed")
        text, _ = self.cli("bundle", "diff", one, two, code=1)
        self.assertIn("+ asking", text)
        self.assertIn("Version: 1.0 → 2.0", text)
        self.assertIn("Arguments of ComfyUI: none → --enable-cors-header", text)
        self.assertRegex(text, r"\+ 2 file\S* added")

    def test_a_layer_that_was_edited_is_refused(self):
        self.give_pack("telling", "number==2.0\n")
        file = next((self.library / "store/layers").glob("*/site/number/__init__.py"))
        file.chmod(0o644)
        file.write_text("VERSION = 'edited'\n", encoding="utf-8")
        error = self.json("bundle", "build", "studio", "--output", self.out, code=3, seconds=300)["error"]
        self.assertIn("site-packages/number/__init__.py", error["message"])
        file.write_text("VERSION = '2.0'\n", encoding="utf-8")

    def test_what_cannot_be_compared(self):
        other = self.diff(bundle()["path"], "studio")["error"]
        self.assertEqual(other["code"], "unsupported", other)
        gone = self.diff("no-such", "studio", code=4)["error"]
        self.assertEqual(gone["code"], "not-found", gone)
        self.assertEqual(self.json("bundle", "diff", "studio", code=2)["error"]["code"], "usage")
        self.assertIn("is a recipe", self.diff("studio.json", "studio", code=2)["error"]["message"])
        self.assertEqual(self.json("bundle", "verify", "one", "two", code=2)["error"]["code"], "usage")
        made = self.build("1.0")
        lying = self.folder / "lying.zip"
        with zipfile.ZipFile(made) as whole, zipfile.ZipFile(lying, "w") as copy:
            for entry in whole.infolist():
                content = whole.read(entry)
                copy.writestr(entry, content.replace(b"a", b"b", 1) if entry.filename.endswith("/SHA256SUMS") else content)
        self.assertEqual(self.diff(made, lying, code=3)["error"]["code"], "hash-mismatch")

    def test_locks_of_a_recipe(self):
        def lock(name, version, packages):
            record = {"format": 1, "name": "studio", "version": version, "system": "linux", "architecture": "x64",
                      "comfyui": {"version": "0.33.0", "repository": "", "commit": "a" * 40}, "python": "3.12.8",
                      "torch": "2.9.1+cpu", "accelerator": "cpu", "packs": [], "packages": [], "files": "0" * 64}
            content = {"schema": 1, "recipe": "0" * 64, "platform": "linux-x64", "uv": "0.13.8",
                       "comfyui": {"git": "https://example.invalid/ComfyUI", "commit": "a" * 40},
                       "python": {"version": "3.12.8", "digest": "0" * 64}, "torch": [], "layer": [], "nodes": [],
                       "packages": [{"name": each, "version": number, "sha256": ["1" * 64]}
                                    for each, number in packages.items()],
                       "result": {"file": name, "bytes": 1, "sha256": "2" * 64, "bundle": record, "files": 1}}
            file = self.folder / (name + ".lock.json")
            file.write_text(json.dumps(content), encoding="utf-8")
            return file
        one = lock("one.zip", "1", {"number": "2.0", "colours": "3.0"})
        two = lock("two.zip", "2", {"number": "2.1"})
        self.assertTrue(self.diff(one, one, code=0)["equal"])
        found = self.diff(one, two)
        self.assertEqual([(each["name"], each["before"], each["after"]) for each in found["packages"]],
                         [("colours", "3.0", ""), ("number", "2.0", "2.1")])
        self.assertNotIn("files", found)
        self.assertEqual(self.diff(one, "studio", code=2)["error"]["code"], "usage")


if __name__ == "__main__":
    skip_without_uv()
    main()
