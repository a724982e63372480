#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""After packages came by any way (a pack, its update, extras, what was absorbed, a repair) one real operation of torch names
the device; a package of the layer that hides the GPU shows at once, and is named by nothing but that."""

import json

from repaircase import RepairCase
from world import main
from composecase import skip_without_uv
from noderegistry import NodeRegistry, pack_files
from packageindex import PackageIndex, Wheel
import composeworld

GPU = ("cuda:0", "Hand-made GPU", True)
HIDDEN = ("cpu", "", False)
#: What a package may do at every start of Python, without a word.
HIDES = {"hides_gpu.pth": "import os; os.environ['CUDA_VISIBLE_DEVICES'] = ''\n", "hides_gpu.py": ""}
REASON = "torch 2.9.1+cu130 computes on the processor, although this install is for CUDA 13.0."


class Probe(RepairCase):
    def setUp(self):
        super().setUp()
        self.index, self.registry = PackageIndex().__enter__(), NodeRegistry().__enter__()
        self.addCleanup(self.registry.__exit__)
        self.addCleanup(self.index.__exit__)
        for wheel in (Wheel("sharpener", "1.4"), Wheel("brand-new", "1.0"), Wheel("hides-gpu", "1.0", files=HIDES)):
            self.index.add(wheel)
        composeworld.write_settings(self.folder / "config", self.index)
        settings = self.folder / "config/settings.json"
        settings.write_text(json.dumps({**json.loads(settings.read_text()), "registryAddress": self.registry.url()}))
        self.environment["PORTICO_CACHE_DIR"] = str(self.folder / "cache")
        self.install = self.add_working()

    def offer(self, name, version, requirements):
        self.registry.add(name, version, pack_files(name, version, requirements))

    def nodes(self, verb, *words, code=0):
        return self.json("nodes", verb, "mine", *words, code=code, seconds=120)

    def seen(self, done):
        probe = done["probe"]
        kept = json.loads((self.library / "installs/mine/probe.json").read_text())
        self.assertEqual((kept["device"], kept["isGood"]), (probe["device"], probe["isGood"]), "the window shows the same")
        return probe["device"], probe["name"], probe["isGood"]

    def test_the_device_is_named_after_every_change_of_packages(self):
        self.assertEqual(self.seen(self.install), GPU, "a new install")
        self.offer("sharp", "1.0.0", "sharpener\n")
        self.assertEqual(self.seen(self.nodes("install", "sharp", "--yes")), GPU)
        self.offer("sharp", "1.1.0", "sharpener\nhides-gpu\n")
        done = self.nodes("update", "sharp", "--yes")
        self.assertEqual(self.seen(done), HIDDEN, "the silent fallback shows")
        self.assertEqual(done["probe"]["reason"], REASON)
        out, _ = self.cli("nodes", "restore", "mine", "sharp", "--yes", seconds=120)
        self.assertIn("torch 2.9.1+cu130 computes on Hand-made GPU", out)
        out, _ = self.cli("nodes", "update", "mine", "sharp", "--yes", seconds=120)
        self.assertIn("✗ " + REASON, out)
        outcome = self.json("repair", "mine", "--yes", code=1, seconds=120)
        self.assertEqual((self.seen(outcome), outcome["sentence"]), (HIDDEN, REASON))
        self.assertEqual(self.seen(self.nodes("disable", "sharp", "--yes")), GPU)
        self.offer("quiet", "1.0.0", "")
        self.assertNotIn("probe", self.nodes("install", "quiet", "--yes"), "no package came, none is asked")
        outcome = self.json("repair", "mine", "--yes", seconds=120)
        self.assertEqual((self.seen(outcome), outcome["isGood"]), (GPU, True))
        self.wait_nothing_runs()

    def test_extras_and_what_is_absorbed(self):
        profile = self.folder / "mine.json"
        profile.write_text(json.dumps({"name": "Own", "packages": ["sharpener"]}), encoding="utf-8")
        self.assertEqual(self.seen(self.nodes("extras", "--profile", str(profile), "--yes")), GPU)
        self.pip(Wheel("brand-new", "1.0"))
        self.assertEqual(self.seen(self.json("drift", "mine", "--absorb", seconds=120)), GPU)

    def test_what_was_to_be_absorbed_comes_by_a_repair(self):
        self.pip(Wheel("brand-new", "1.0"))
        self.index.faults["/"] = "500"
        outcome = self.json("drift", "mine", "--absorb", code=1, seconds=120)
        self.assertEqual(len(outcome["notDone"]), 1, outcome)
        self.assertTrue(self.json("drift", "mine")["isClean"], "the base is whole all the same")
        plan = self.json("repair", "mine", "--dry-run", code=1)
        self.assertEqual([(step["act"], step["title"]) for step in plan["steps"]],
                         [("meet-pack-needs", "Install what was taken over: brand-new==1.0")])
        self.json("repair", "mine", "--yes", "--no-start", code=1, seconds=120)
        self.index.faults.clear()
        outcome = self.json("repair", "mine", "--yes", "--no-start", seconds=120)
        self.assertEqual(outcome["notDone"], [])
        self.assertEqual(len(list((self.library / "installs/mine/view").glob("*/site/brand_new"))), 1)
        self.assertEqual(self.json("repair", "mine", "--dry-run")["steps"], [], "once")

    def test_what_cannot_be_had_is_said_once(self):
        self.pip(Wheel("nobody-has", "1.0"))
        outcome = self.json("drift", "mine", "--absorb", code=1, seconds=120)
        self.assertIn("nobody-has", "".join(outcome["notDone"]))
        self.assertEqual(self.json("repair", "mine", "--dry-run")["steps"], [])


if __name__ == "__main__":
    skip_without_uv()
    main()
