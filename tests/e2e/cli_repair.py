#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The story of a repair: a working install, torch replaced by the real pip, the verdict says so, one command repairs it
offline, ComfyUI starts; and what else may be broken."""

import os
import shutil

from repaircase import RepairCase
from world import main
from faketorch import torch_wheel
from packageindex import Wheel


class Story(RepairCase):
    def test_torch_replaced_by_pip_comes_back_offline(self):
        install = self.add_working()
        whole = self.state_of(self.base)
        self.assertTrue(self.json("drift", "mine")["isClean"])
        self.assertTrue(self.json("verify", "mine")["isClean"])

        self.pip(torch_wheel("cpu"))
        verdict = self.json("verify", "mine", code=1)
        self.assertEqual(verdict["findings"][0]["kind"], "cpu-torch")
        out, _ = self.cli("verify", "mine", code=1)
        self.assertIn("porticoctl repair", out)
        out, _ = self.cli("drift", "mine", code=1)
        self.assertIn("torch was replaced in “Mine”", out)
        self.assertIn("torch 2.9.1+cu130 → 2.9.1+cpu", out)

        plan = self.json("repair", "mine", "--dry-run", code=1)
        self.assertEqual([step["act"] for step in plan["steps"]], ["put-back-base"])
        self.assertFalse(plan["needsNetwork"])
        self.assertIn("own copy", plan["steps"][0]["source"])
        self.assertNotEqual(self.state_of(self.base), whole, "a dry run changes nothing")

        outcome = self.json("repair", "mine", "--yes")
        self.assertTrue(outcome["isGood"], outcome)
        self.assertTrue(outcome["hasStarted"])
        self.assertEqual((outcome["probe"]["device"], outcome["probe"]["name"]), ("cuda:0", "Hand-made GPU"))
        self.assertEqual(self.state_of(self.base), whole)
        self.assertTrue(self.json("verify", "mine")["isClean"])
        kept = self.library / "installs" / install["id"] / "kept-files"
        self.assertTrue(list(kept.rglob("torch-2.9.1+cpu.dist-info/METADATA")), "what was replaced is kept")

        before = self.times_of(self.base)
        again = self.json("repair", "mine", "--yes")
        self.assertEqual((again["plan"]["steps"], again["backup"]), ([], ""))
        self.assertEqual(self.times_of(self.base), before, "a second repair changes nothing")
        self.wait_nothing_runs()

    def test_files_that_were_changed_added_and_removed_by_hand(self):
        self.add_working()
        whole = self.state_of(self.base)
        (self.site / "torch/parts/part3.py").unlink()
        (self.site / "torchvision/__init__.py").write_text("broken(\n", encoding="utf-8")  # in place: the copy has it, too
        (self.base / "anymatix/ComfyUI/shadow.py").write_text("x = 1\n", encoding="utf-8")
        shutil.rmtree(self.base / "anymatix/python/lib" / self.site.parent.name / "json")
        os.chmod(self.python.resolve(), 0o644)
        plan = self.json("repair", "mine", "--dry-run", code=1)
        groups = {group["name"]: group for group in self.json("drift", "mine", code=1)["trees"][0]["groups"]}
        self.assertEqual((groups["torch"]["removed"], groups["torchvision"]["changed"], groups["ComfyUI"]["added"]), (1, 1, 1))
        self.assertGreater(groups["Python"]["removed"], 3)
        self.assertEqual(len(plan["steps"]), 1)
        outcome = self.json("repair", "mine", "--yes", "--no-start", code=1)
        self.assertIn("torchvision/__init__.py", outcome["notDone"][0])
        repaired = self.state_of(self.base)
        differing = {name for name in whole.keys() | repaired.keys() if whole.get(name) != repaired.get(name)}
        self.assertEqual({name.split("/")[-2] for name in differing}, {"torchvision"})
        self.assertTrue(os.access(self.python, os.X_OK))

    def test_another_install_has_what_the_own_copy_lost(self):
        self.add_working()
        whole = self.state_of(self.base)
        self.add_working("Second")
        base = self.library / "installs/mine/gen-0001"
        shutil.rmtree(self.library / "installs/mine/gen-0001.pristine")
        shutil.rmtree(base / self.site.relative_to(self.base) / "torch")
        plan = self.json("repair", "mine", "--dry-run", code=1)
        self.assertIn("another install", plan["steps"][0]["source"])
        self.json("repair", "mine", "--yes")
        self.assertEqual(self.state_of(base), whole)
        self.assertTrue((self.library / "installs/mine/gen-0001.pristine").is_dir(), "and has its own copy again")

    def test_the_whole_generation_is_gone(self):
        self.add_working()
        whole = self.state_of(self.base)
        shutil.rmtree(self.base)
        self.json("repair", "mine", "--yes")
        for name in [name for name in whole if "/.git/" in name]:
            del whole[name]
        self.assertEqual(self.state_of(self.base), whole)

    def test_put_back_alone(self):
        self.add_working()
        whole = self.state_of(self.base)
        self.pip(Wheel("brand-new", "1.0"))
        self.assertEqual(self.json("drift", "mine", code=1)["addedPackages"], ["brand-new==1.0"])
        out, _ = self.cli("drift", "mine", "--put-back")
        self.assertEqual(self.state_of(self.base), whole)
        self.cli("drift", "mine")

    def test_what_it_refuses(self):
        self.add_working()
        self.cli("repair", "nobody", "--yes", code=4)
        self.cli("drift", "mine", "--absorb", code=4)
        self.cli("repair", "mine", "--undo", code=4)
        self.cli("start", "mine", "--detach")
        error = self.json("repair", "mine", "--yes", code=5)["error"]
        self.assertEqual(error["code"], "busy")
        self.assertTrue(self.json("drift", "mine")["isClean"], "drift is looked for while it runs")
        self.cli("stop", "mine")
        self.wait_nothing_runs()

    def test_what_the_manager_would_do_is_cleared_by_consent_only(self):
        self.add_working()
        pending = self.library / "installs/mine/data/user/__manager/startup-scripts/install-scripts.txt"
        pending.parent.mkdir(parents=True)
        pending.write_text("['torch', '#LAZY-INSTALL-SCRIPT', 'pip', 'install', 'torch==2.1']\n", encoding="utf-8")
        outcome = self.json("repair", "mine", "--yes", "--no-start")
        self.assertEqual(outcome["plan"]["steps"][0]["act"], "clear-pending")
        self.assertTrue(pending.exists())
        self.json("repair", "mine", "--yes", "--no-start", "--clear-pending")
        self.assertFalse(pending.exists())
        self.assertTrue(list((self.library / "installs/mine/kept-files").rglob("install-scripts.txt")))


if __name__ == "__main__":
    main()
