#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Another Python, and another torch, for an install at the same ComfyUI, and back: real uv, Pythons of this computer."""

import json
import shutil
import subprocess

from world import main
import composeworld
from composecase import skip_without_uv
from packageindex import Wheel
from updatecase import UpdateCase


def version_of(python):
    code = "import platform; print(platform.python_version())"
    said = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, check=False)
    return said.stdout.strip() if said.returncode == 0 else ""


def other_python():
    """One of another version where this computer has it; else the same, which is put in anew as well."""
    mine = composeworld.this_python()
    for name in ("/usr/bin/python3", *(f"python3.{minor}" for minor in (14, 13, 12, 11, 10))):
        python = shutil.which(name)
        if python and version_of(python) not in ("", version_of(mine)):
            return python
    return mine


class AnotherPython(UpdateCase):
    def test_another_python_and_back(self):
        self.add_pack()
        first = self.place / "gen-0001"
        before = json.loads((first / "compose.json").read_text())
        manifest = (self.place / "gen-0001.manifest").read_bytes()
        self.release("0.34.0")
        other = other_python()
        wanted = version_of(other)

        self.assertFalse(self.update("--python", before["python"]["version"].rpartition(".")[0])[-1]["changes"],
                         "it has that one already")
        plan = self.update("--python", other)[-1]
        self.assertEqual((plan["commit"], plan["python"], plan["pythonBefore"]),
                         (plan["commitBefore"], wanted, before["python"]["version"]))
        self.assertEqual((plan["replacesTorch"], plan["changes"], self.current()), (False, True, 1))
        self.assertNotIn("torch", [row["name"] for row in plan["packages"]], "the same torch for that Python")
        self.nothing_lies_about()

        done = self.update("--python", other, "--yes")[-1]
        self.assertEqual((done["generation"], done["current"]), (2, True))
        self.assertEqual((done["now"]["pythonVersion"], done["now"]["torchVersion"], done["now"]["comfyVersion"]),
                         (wanted, "2.9.1+cu130", "0.33.0"))
        second = self.place / "gen-0002"
        made = json.loads((second / "compose.json").read_text())
        self.assertEqual((made["python"]["version"], made["comfyui"]["commit"]), (wanted, before["comfyui"]["commit"]))
        self.assertEqual(made["packages"]["torchTag"], "cu130")
        self.assertEqual((second / "torch.lock").read_bytes(), (first / "torch.lock").read_bytes())
        self.assertEqual((second / "packages.lock").read_bytes(), (first / "packages.lock").read_bytes())
        for module in ("torch", "tinyhttp"):
            files = [next(place.rglob(f"site-packages/{module}/__init__.py")) for place in (first, second)]
            self.assertFalse(files[0].samefile(files[1]), f"{module} was put in, not brought along")
        self.assertEqual((self.place / "gen-0001.manifest").read_bytes(), manifest, "the old one stays as it is")
        self.assertTrue(self.json("drift", "mine")["isClean"])
        self.assertTrue(self.generations()[2]["layer"], "the packages of node packs were resolved for it")
        self.assertIn("counting pack sees number 2.0", self.picture())
        self.nothing_lies_about()

        self.assertEqual(self.json("rollback", "mine")["now"]["pythonVersion"], before["python"]["version"])
        self.assertIn("counting pack sees number 2.0", self.picture())
        self.refuses("not-found", "no-such-python", "--python", self.folder / "no-such-python", exit_code=4)


class AnotherTorch(UpdateCase):
    def test_another_torch_of_the_same_accelerator(self):
        needs = ["filelock", "sympy>=1.13.3", "tinymath<2"]
        older = {"torch/version.py": "__version__ = '2.8.0+cu130'\ncuda = None\n"}
        self.index.add(Wheel("torch", "2.8.0+cu130", needs, older), "cu130")
        self.index.add(Wheel("torchvision", "0.23.0+cu130", ["torch==2.8.0", "tinymath"]), "cu130")
        self.index.add(Wheel("torchaudio", "2.8.0+cu130", ["torch==2.8.0"]), "cu130")

        plan = self.update("--torch", "2.8.0")[-1]
        moves = {row["name"]: (row["before"], row["after"]) for row in plan["packages"]}
        self.assertEqual(moves["torch"], ("2.9.1+cu130", "2.8.0+cu130"))
        self.assertEqual(moves["torchvision"], ("0.24.1+cu130", "0.23.0+cu130"))
        self.assertEqual((plan["replacesTorch"], plan["python"]), (True, ""))
        done = self.update("--torch", "2.8.0", "--yes")[-1]
        self.assertEqual((done["now"]["torchVersion"], done["now"]["comfyVersion"]), ("2.8.0+cu130", "0.33.0"))
        self.assertIn("torch==2.8.0+cu130", (self.place / "gen-0002/torch.lock").read_text())
        self.assertEqual(json.loads((self.place / "gen-0002/compose.json").read_text())["packages"]["torchTag"], "cu130")
        self.picture()
        self.assertFalse(self.update("--torch", "2.8.0", "--yes")[-1]["changes"], "it is like that already")
        self.refuses("not-found", "no torch 7.7", "--torch", "7.7", exit_code=4)
        self.refuses("invalid-input", "“newest”", "--torch", "newest", exit_code=1)
        self.assertEqual(self.json("rollback", "mine")["now"]["torchVersion"], "2.9.1+cu130")


if __name__ == "__main__":
    skip_without_uv()
    main()
