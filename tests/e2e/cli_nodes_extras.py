#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Extras: a set of packages of one's own given to an install, with the real uv and a loopback index; what cannot be had
is left out and said."""

import json
import os
import subprocess
import tarfile

from world import main
from composecase import ComposeCase, skip_without_uv
from packageindex import Sdist, Wheel

# A source archive that builds itself: no other package is needed for it.
PROJECT = """[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
BACKEND = """import pathlib, zipfile
def build_wheel(folder, config_settings=None, metadata_directory=None):
    name = "homemade-0.1-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder) / name, "w") as wheel:
        wheel.write("homemade.py")
        wheel.writestr("homemade-0.1.dist-info/METADATA",
                       "Metadata-Version: 2.1\\nName: homemade\\nVersion: 0.1\\nRequires-Dist: brush\\n")
        wheel.writestr("homemade-0.1.dist-info/WHEEL",
                       "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("homemade-0.1.dist-info/RECORD",
                       "homemade.py,,\\nhomemade-0.1.dist-info/METADATA,,\\nhomemade-0.1.dist-info/WHEEL,,\\n"
                       "homemade-0.1.dist-info/RECORD,,\\n")
    return name
"""


class Extras(ComposeCase):
    def setUp(self):
        super().setUp()
        self.index.add(Wheel("painter", "1.0", ["torch>=99", "tinymath", "brush"]))
        self.index.add(Wheel("brush", "1.0"))
        self.index.add(Sdist("must-be-built", "1.0"))
        self.index.add(Wheel("windows-only", "1.0", tag="cp312-cp312-win_amd64"))
        self.index.add(Wheel("clashing", "1.0", ["tinymath>=2"]))
        self.json(*self.words("--ref", "v0.33.0", "--name", "Mine"), seconds=120)
        self.home = self.library / "installs/mine"
        self.profile = self.folder / "mine.json"

    def write(self, **profile):
        self.profile.write_text(json.dumps(profile), encoding="utf-8")

    def extras(self, *words, code=0):
        return self.json("nodes", "extras", "mine", *words, code=code, seconds=120)

    def imported(self, *modules):
        """What the install's own Python says of these modules, with its layer."""
        install = json.loads((self.home / "install.json").read_text())
        generation = install["generations"][0]
        python = self.home / "gen-0001" / generation["python"]
        site = self.home / "view" / str(generation.get("view", "none")) / "site"
        done = subprocess.run([python, "-c", f"import {', '.join(modules)}"], capture_output=True, text=True,
                              env={**os.environ, "PORTICO_LAYER": str(site)}, check=False)
        return done.stderr

    def test_what_cannot_be_had_is_left_out_with_its_reason(self):
        self.write(name="My own", packages=["painter", "must-be-built", "windows-only", "nowhere", "clashing"])
        plan = self.extras("--profile", self.profile, "--plan")
        self.assertEqual({row["name"]: row["wantedBy"] for row in plan["added"]},
                         {"painter": ["extras"], "brush": ["painter"]})
        self.assertTrue(plan["isComplete"])
        said = "\n".join(plan["remarks"])
        for part in ("must-be-built. There is no wheel", "windows-only. “windows-only” needs a package that is not made",
                     "nowhere. “nowhere” needs “nowhere”, which the package index does not have", "clashing"):
            self.assertIn(part, said)
        self.assertFalse((self.home / "extras.json").exists())

        done = self.extras("--profile", self.profile, "--yes")
        self.assertEqual(len(done["layer"]), 16)
        self.assertEqual(self.imported("painter", "brush", "torch"), "")
        self.assertEqual(json.loads((self.home / "extras.json").read_text())["name"], "My own")

        self.assertEqual({row["name"] for row in self.json("nodes", "plan", "mine")["added"]}, {"painter", "brush"},
                         "they take part in every plan")
        self.extras("--take-away", "--yes")
        self.assertIn("No module named", self.imported("painter"))
        self.assertFalse((self.home / "extras.json").exists())

    def test_files_of_ones_own(self):
        wheel = Wheel("private", "2.0", ["brush"])
        (self.folder / wheel.file_name).write_bytes(wheel.bytes())
        self.write(packages=["painter"], strip=["brush"], files=[wheel.file_name])
        plan = self.extras("--profile", self.profile)
        self.assertEqual({row["name"] for row in plan["added"]}, {"painter", "private"}, "brush is stripped")
        self.extras("--profile", self.profile, "--yes")
        self.assertEqual(self.imported("private"), "")

    def test_a_source_archive_of_ones_own_is_built_by_consent(self):
        with tarfile.open(self.folder / "homemade-0520c29a.tar.gz", "w:gz") as archive:
            for name, text in (("pyproject.toml", PROJECT), ("backend.py", BACKEND),
                               ("homemade.py", "import brush\nanswer = 42\n")):
                (self.folder / name).write_text(text, encoding="utf-8")
                archive.add(self.folder / name, f"homemade-0520c29a/{name}")
        self.write(packages=["painter"], files=["homemade-0520c29a.tar.gz"])
        plan = self.extras("--profile", self.profile)
        self.assertNotIn("homemade", {row["name"] for row in plan["added"]}, "nobody agreed to build it")
        self.assertIn("homemade", "\n".join(plan["remarks"]))
        plan = self.extras("--profile", self.profile, "--allow-builds")
        self.assertIn(("homemade", "address"), [(row["name"], row["source"]) for row in plan["added"]])
        done = self.extras("--profile", self.profile, "--allow-builds", "--yes")
        self.assertEqual(self.imported("homemade", "painter", "torch"), "")
        again = self.extras("--profile", self.profile, "--allow-builds", "--yes")
        self.assertEqual(again["layer"], done["layer"], "what was built is in the store")
        self.extras("--take-away", "--yes")
        self.assertIn("No module named", self.imported("homemade"))

    def test_one_that_cannot_be_built_takes_no_other_along(self):
        self.write(packages=["painter", "lost @ git+http://127.0.0.1:9/lost.git", "must-be-built"])
        done = self.extras("--profile", self.profile, "--allow-builds", "--yes")
        self.assertEqual(self.imported("painter", "torch"), "")
        said = "\n".join(done["remarks"])
        for name in ("lost", "must-be-built"):
            self.assertIn(f"Left out of the extras: {name}. ", said)
        self.assertEqual(len(json.loads((self.home / "extras.json").read_text())["packages"]), 3, "the wish stays")

    def test_profiles_that_cannot_be_used(self):
        for profile in ({"packages": "painter"}, {"packages": ["pip install painter"]}, {"files": ["gone.whl"]}):
            self.write(**profile)
            out, _ = self.cli("--json", "nodes", "extras", "mine", "--profile", self.profile, code=1)
            error = json.loads(out.splitlines()[-1])["error"]
            self.assertEqual(error["code"], "invalid-input", error)
        self.cli("nodes", "extras", "mine", "--profile", self.folder / "gone.json", code=4)


if __name__ == "__main__":
    skip_without_uv()
    main()
