# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Node packs and the packages that they need, with the real uv and a loopback index of real wheels: one install gets
packs, loses them, and its base stays as it was."""

import json
import subprocess

from world import main
from composecase import skip_without_uv
from layercase import LayerCase
from noderegistry import pack_files
from packageindex import Sdist, Wheel


class Layers(LayerCase):
    def setUp(self):
        super().setUp()
        self.base = self.tree()

    def fill(self):
        self.index.add(Wheel("torch", "2.1.0", [], {"torch/__init__.py": "__version__ = '2.1.0+cpu'\n"}))
        self.index.add(Sdist("source-only", "1.0"))

    def tearDown(self):
        self.assertEqual(self.tree(), self.base, "the base changed")
        super().tearDown()

    def tree(self):
        """The base's packages, but for the file that leads to the layer."""
        return {path: path.lstat().st_size for path in self.place.glob("gen-0001/**/site-packages/**/*")
                if "__pycache__" not in path.parts and path.name != "portico-layer.pth"}

    def layer(self):
        return self.generation().get("layer", "")

    def imported(self, module):
        """What the install's Python finds with the view, as ComfyUI gets it."""
        # The view before may still be there: where it shares the store's files, it is the way back.
        self.assertLessEqual(len(list((self.place / "view").glob("*/site"))), 2)
        variables = {"PORTICO_LAYER": str(self.site())} if self.site() else {}
        python = next(path for path in (self.place / "gen-0001/python/bin").glob("python3.*") if path.name[8:].isdigit())
        said = subprocess.run([python, "-c", f"import {module} as m; print(getattr(m, 'VERSION', ''), m.__file__)"],
                              env={**self.environment, **variables}, capture_output=True, text=True, check=False)
        return said.stdout.split() if said.returncode == 0 else None

    def test_packages_come_and_go_with_packs(self):
        self.offer("a", requirements="easy>=1\ntorch==2.1.0\n")
        self.offer("b", requirements="number<2\n")
        self.offer("c", requirements="number>=2\n")
        plan = self.nodes("install", "a")
        self.assertEqual([(package["name"], package["version"]) for package in plan["layer"]["added"]],
                         [("easy", "1.0"), ("number", "2.0")])
        self.assertIn("torch==2.1.0", json.dumps(plan["layer"]["stripped"]))
        self.assertEqual(self.layer(), "")

        done = self.nodes("install", "a", "--yes")
        self.assertEqual(self.layer(), done["layer"])
        self.assertTrue(done["layer"])
        self.assertEqual(self.imported("easy") is not None, True)
        self.assertEqual(self.imported("number")[0], "2.0")
        self.assertIn("gen-0001", self.imported("torch")[-1], "the base's torch counts")
        row = next(row for row in self.nodes("list")["packs"] if row["name"] == "a")
        self.assertEqual(row["state"]["missing"], [])

        self.nodes("install", "b", "--yes")
        self.assertEqual(self.imported("number")[0], "1.0", "one version for both")
        plan = self.nodes("install", "c")
        self.assertFalse(plan["isComplete"])
        before = (self.layer(), sorted(path.name for path in self.custom.iterdir()))
        error = self.nodes("install", "c", "--yes", code=3)["error"]
        self.assertIn("number", error["message"])
        self.assertEqual((self.layer(), sorted(path.name for path in self.custom.iterdir())), before)
        self.nodes("install", "c", "--without", "c", "--yes")
        self.assertEqual(self.layer(), before[0], "its needs are left out")
        rows = {row["name"]: row["state"] for row in self.nodes("list")["packs"]}
        self.assertEqual((rows["c"]["missing"], rows["c"]["needsMet"]), ([], True))
        self.assertEqual(rows["c"]["leftOut"], [{"text": "number>=2", "present": "number 1.0"}])
        self.nodes("disable", "b", "c", "--yes")
        self.assertEqual(self.imported("number")[0], "2.0")
        self.assertEqual(self.nodes("enable", "b")["type"], "plan", "packages come with it: by consent")
        self.nodes("remove", "a", "b", "c", "--yes")
        self.assertEqual((self.layer(), self.imported("easy")), ("", None))
        self.nodes("restore", "a", "--yes")
        self.assertIsNotNone(self.imported("easy"))

    def test_two_installs_share_one_layer(self):
        self.offer("a", requirements="easy\n")
        self.nodes("install", "a", "--yes")
        self.json(*self.words("--ref", "v0.33.0", "--name", "Second"), seconds=120)
        done = self.json("nodes", "install", "second", "a", "--yes", seconds=120)
        self.assertEqual(done["layer"], self.layer())
        listed = self.json("layers", "list")["layers"]
        self.assertEqual([(row["id"], sorted(row["usedBy"])) for row in listed], [(self.layer(), ["Mine", "Second"])])
        self.json("nodes", "remove", "second", "a", "--yes", seconds=120)
        self.nodes("remove", "a", "--yes")
        kept = self.json("layers", "list")["layers"]
        self.assertEqual([row["usedBy"] for row in kept], [["snapshots of mine", "snapshots of second"]], "for the way back")
        for install in ("mine", "second"):
            ids = [row["id"] for row in self.json("snapshot", "list", install)["snapshots"]]
            self.json("snapshot", "remove", install, *ids)
        unused = self.json("layers", "list")
        self.assertEqual([row["usedBy"] for row in unused["layers"]], [[]])
        self.assertGreater(unused["unusedBytes"], 0)
        self.assertEqual(self.json("layers", "clean")["bytes"], unused["unusedBytes"])

    def test_packs_that_came_by_other_means(self):
        pack = self.custom / "by-hand"
        pack.mkdir()
        for name, content in pack_files("by-hand", "1.0.0", "easy\n").items():
            (pack / name).write_text(content)
        row = next(row for row in self.nodes("list")["packs"] if row["name"] == "by-hand")
        self.assertEqual(row["state"]["missing"], [{"text": "easy", "present": ""}])
        self.assertEqual(self.nodes("apply")["type"], "plan")
        self.nodes("apply", "--yes")
        self.assertIsNotNone(self.imported("easy"))
        self.assertEqual(self.nodes("apply", "--yes")["changesLayer"], False)

    def without(self):
        return json.loads((self.place / "packs.json").read_text())["withoutNeeds"]

    def test_one_requirement_is_left_out_recorded_shown_and_taken_back(self):
        self.index.add(Wheel("flash-attn", "2.9.0+cu128torch2.8", tag="py3-none-linux_x86_64"))
        self.offer("fast", requirements="flash-attn\neasy\n")
        error = self.nodes("install", "fast", "--yes", code=3)["error"]
        self.assertIn("torch 2.8", error["message"])
        self.nodes("install", "fast", "--without", "fast:flash-attn", "--yes")
        self.assertIsNotNone(self.imported("easy"), "its other requirement came")
        self.assertEqual(self.without(), ["fast:flash-attn"])
        info = self.nodes("info", "fast")
        self.assertEqual({need["name"]: need["state"] for need in info["needs"]},
                         {"flash-attn": "left-out", "easy": "met"})
        self.assertEqual((info["state"]["missing"], info["state"]["needsMet"]), ([], True))
        out, _ = self.cli("nodes", "info", "mine", "fast")
        self.assertIn("flash-attn – left out by choice", out)
        out, _ = self.cli("nodes", "list", "mine")
        self.assertIn("left out by choice: flash-attn", out)
        self.offer("b", requirements="number\n")
        self.nodes("install", "b", "--yes")
        self.assertEqual(self.without(), ["fast:flash-attn"], "the choice outlives other changes")
        self.assertEqual(self.nodes("plan")["isComplete"], True)
        self.assertEqual(self.nodes("apply", "--with", "b:number", code=4)["error"]["code"], "not-found")
        self.assertFalse(self.nodes("apply", "--with", "fast:flash-attn")["isComplete"], "it is still refused")
        del self.index.indexes["simple"]["flash-attn"]
        self.index.add(Wheel("flash-attn", "2.8.3+cu130torch2.9", tag="py3-none-linux_x86_64"))
        self.nodes("apply", "--with", "fast:flash-attn", "--yes")
        self.assertEqual(self.without(), [])
        self.assertEqual(self.nodes("info", "fast")["state"]["leftOut"], [])
        self.nodes("apply", "--without", "b", "--without", "fast:easy", "--yes")
        self.assertEqual(self.without(), ["b", "fast:easy"])
        self.assertIsNone(self.imported("easy"))
        self.nodes("apply", "--with", "fast", "--with", "b", "--yes")
        self.assertEqual((self.without(), self.imported("easy") is None), ([], False))

    def test_what_must_be_built_is_built_by_consent(self):
        self.offer("builder", requirements="source-only\n")
        error = self.nodes("install", "builder", "--yes", code=3)["error"]
        self.assertIn("source-only", error["message"])
        self.assertFalse((self.custom / "builder").exists())

    def test_nothing_stays_of_a_layer_that_cannot_be_built(self):
        self.index.add(Wheel("crashes", "1.0", [], {"crashes/__init__.py": "raise ImportError('boom')\n"}))
        self.offer("crasher", requirements="crashes\n")
        done = self.nodes("install", "crasher", "--yes", code=1)
        self.assertIn("crashes", json.dumps(done["error"]))
        self.assertFalse((self.custom / "crasher").exists())
        self.assertEqual(self.layer(), "")


skip_without_uv()
main()
