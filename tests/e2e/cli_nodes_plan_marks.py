#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What a plan marks or refuses because of where a package comes from and for what it is made: builds, addresses, young and
withdrawn versions, wheels for another torch or system, an index that lies, is silent or not reached."""

import json
import shutil
import signal

from world import main
from composecase import skip_without_uv
from packageindex import Wheel
from plancase import PlanCase


class Marks(PlanCase):
    def test_what_must_be_built_is_named_and_not_run(self):
        self.pack("builds", "imports-torch<1", "number")
        plan = self.plan(code=1)
        row = self.row(plan, "imports-torch")
        self.assertEqual((row["version"], row["source"], row["wantedBy"]), ("0.9", "build", ["builds"]))
        self.assertGreater(row["bytes"], 0)
        self.assertTrue(plan["isComplete"] and plan["needsConsent"])
        self.assertEqual([row["name"] for row in plan["lock"]], ["number"])
        self.assertEqual([row["name"] for row in plan["sources"]], ["imports-torch"])
        self.assertIn("to be built from source", self.text(code=1))
        self.plan("--allow-builds")

    def test_addresses_and_repositories_are_marked_and_not_asked(self):
        wheel = f"{self.shop.index.url('files')}/simple/direct/direct-1.0-py3-none-any.whl"
        self.pack("far", f"direct @ {wheel}", "git+https://user:secret@e.invalid/tool.git#egg=tool", "number")
        before = len(self.shop.index.requests)
        plan = self.plan(code=1)
        self.assertEqual({row["name"]: row["source"] for row in plan["added"]},
                         {"direct": "address", "tool": "git", "number": "wheel"})
        self.assertEqual(self.row(plan, "direct")["version"], "1.0")
        self.assertNotIn("secret", json.dumps(plan))
        self.assertFalse([path for path in self.shop.index.requests[before:] if "direct" in path])

    def test_versions_that_were_taken_back(self):
        self.pack("some", "taken-back")
        self.assertEqual(self.added(self.plan()), {"taken-back": "1.0"})
        self.pack("some", "taken-back==1.1")
        plan = self.plan()
        self.assertEqual(self.added(plan), {"taken-back": "1.1"})
        self.assertIn("took this version back", self.row(plan, "taken-back")["remark"])
        self.pack("some", "only-taken-back")
        self.assertEqual(self.plan(code=1)["unmet"][0]["packs"], ["some"])

    def test_metadata_that_lies(self):
        self.pack("trusts", "liar")
        plan = self.plan()
        self.assertEqual(self.added(plan), {"liar": "1.0"})
        self.assertIn(("torch==1.0+cpu", "liar"), [(row["text"], row["by"]) for row in plan["stripped"]])

    def test_an_index_that_changed_a_file_promises_another_hash(self):
        self.pack("some", "number")
        before = self.plan()
        good = self.shop.index.indexes["simple"]["number"]
        kept = dict(good)
        try:
            self.shop.index.add(Wheel("number", "2.0", files={"evil.py": "print(1)\n"}))
            after = self.plan()
        finally:
            good.update(kept)
        self.assertNotEqual(before["lock"][0]["hashes"], after["lock"][0]["hashes"])
        self.assertNotEqual(before["id"], after["id"], "another layer: never the same id for other bytes")

    def test_packages_of_the_last_days_wait(self):
        self.pack("new", "renewed")
        self.assertEqual(self.added(self.plan()), {"renewed": "1.0"})
        self.pack("new", "renewed", "fresh")
        plan = self.plan()
        self.assertEqual(self.added(plan), {"renewed": "1.0", "fresh": "1.0"})
        self.assertEqual([row["name"] for row in plan["added"] if row["isYoung"]], ["fresh"])
        plan = self.plan("--cooldown", "0")
        self.assertEqual(self.added(plan)["renewed"], "1.1")
        self.shop.cli("nodes", "plan", "mine", "--cooldown", "soon", code=2)
        self.assertEqual(self.shop.json("nodes", "cooldown")["cooldownDays"], 7)
        self.shop.cli("nodes", "cooldown", "a week", code=2)
        try:
            self.assertEqual(self.shop.json("nodes", "cooldown", "0")["cooldownDays"], 0)
            self.assertEqual(self.added(self.plan())["renewed"], "1.1", "the setting counts without the option")
            self.assertEqual(self.added(self.plan("--cooldown", "7"))["renewed"], "1.0")
            change = self.shop.json("nodes", "apply", "mine")
            self.assertEqual(self.added(change["layer"])["renewed"], "1.1", "and for changes")
        finally:
            self.shop.json("nodes", "cooldown", "7")

    def test_an_index_without_upload_times(self):
        self.shop.index.upload_times = False
        self.pack("new", "renewed")
        shutil.rmtree(self.shop.library / "store/uv")
        plan = self.plan()
        self.assertEqual(self.added(plan), {"renewed": "1.1"})
        self.assertTrue(any("tells no dates" in remark for remark in plan["remarks"]), plan["remarks"])
        shutil.rmtree(self.shop.library / "store/uv")

    def test_wheels_made_for_one_torch(self):
        for need, version in (("flash-attn<2.9", "2.8.3+cu130torch2.9"), ("sageattention<2.3", "2.2.0+cu130torch2.9.0"),
                              ("nunchaku", "1.2.0+torch2.9"), ("spconv-cu130", "2.3.8")):
            with self.subTest(need=need):
                self.pack("fast", need, "number")
                self.assertIn(version, self.added(self.plan()).values())
                self.assertIn(f"{need.split('<')[0]} {version}", self.text())
        here = "this install has torch 2.9.1+cu130"
        for need, why in (("flash-attn", f"torch 2.8 and CUDA 12.8; {here}"), ("sageattention", f"torch 2.9 and CUDA 12.8; {here}"),
                          ("nunchaku<1.1", "there is no wheel of it for torch 2.9.1+cu130"), ("spconv-cu120", f"CUDA 12.0; {here}")):
            with self.subTest(need=need):
                self.pack("fast", need, "number")
                plan = self.plan(code=1)
                self.assertIn(why, plan["unmet"][0]["message"])
                self.assertEqual(self.added(plan), {"number": "2.0"}, "the others are planned all the same")
                self.assertIn(why, self.text(code=1))

    def test_xformers_comes_with_torch_or_not_at_all(self):
        self.pack("fast", "xformers>=0.0.30", "number")
        plan = self.plan()
        self.assertEqual(self.added(plan), {"number": "2.0"})
        self.assertEqual([(row["text"], row["present"]) for row in plan["stripped"]], [("xformers>=0.0.30", "")])
        self.assertIn("xformers>=0.0.30 (fast): there is none, and none is added: what was not made for this very torch",
                      self.text())

    def test_a_wheel_for_another_system(self):
        self.pack("wrong", "windows-only")
        plan = self.plan(code=1)
        self.assertIn("not made for this Python or this computer", plan["unmet"][0]["message"])

    def test_a_pin_of_the_base_that_the_index_does_not_have(self):
        projects = self.shop.index.indexes["simple"]
        kept = projects.pop("tinymath")
        shutil.rmtree(self.shop.library / "store/uv", ignore_errors=True)
        try:
            self.pack("a", "trainer")
            plan = self.plan()
        finally:
            projects["tinymath"] = kept
        self.assertEqual(self.added(plan), {"trainer": "1.0", "number": "1.0"})
        self.assertTrue(any("own versions of tinymath" in remark for remark in plan["remarks"]))

    def test_cancelled_while_an_index_is_silent(self):
        self.pack("a", "number")
        shutil.rmtree(self.shop.library / "store/uv", ignore_errors=True)
        self.shop.index.faults["/simple/number"] = "silent"
        before = len(self.shop.index.requests)
        try:
            process = self.shop.spawn("nodes", "plan", "mine")
            self.shop.wait_for(lambda: "/simple/number" in self.shop.index.requests[before:], "uv asks the index")
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=10)
        finally:
            self.shop.index.faults.clear()
        self.assertNotEqual(process.returncode, 0)
        self.shop.wait_nothing_runs()

    def test_an_index_that_is_not_reached(self):
        self.pack("a", "number")
        self.shop.index.faults["/simple/number"] = "500"
        shutil.rmtree(self.shop.library / "store/uv", ignore_errors=True)
        try:
            out, _ = self.shop.cli("--json", "nodes", "plan", "mine", code=1)
        finally:
            self.shop.index.faults.clear()
        self.assertEqual(json.loads(out.splitlines()[-1])["error"]["code"], "http-status")


if __name__ == "__main__":
    skip_without_uv()
    main()
