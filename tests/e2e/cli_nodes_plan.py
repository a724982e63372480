#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Plans over a composed install, with the real uv and a loopback index of real wheels: what packs would do to an install
that lets them, which of them do not go together, and what can be left out."""

import json

from world import main
from composecase import skip_without_uv
from plancase import PlanCase


class Plans(PlanCase):
    def test_nothing_is_needed(self):
        self.pack("quiet", "# nothing")
        plan = self.plan()
        self.assertEqual((plan["added"], plan["id"], plan["isComplete"]), ([], "", True))
        self.assertIn("Nothing is added.", self.text())

    def test_a_pack_that_pins_torch_to_the_cpu(self):
        self.pack("hostile", "torch==2.1.0+cpu", "torchvision", "trainer", "--index-url https://e.invalid/whl/cpu")
        plan = self.plan()
        self.assertEqual(self.added(plan), {"trainer": "1.0", "number": "1.0"})
        stripped = {(row["text"], row["by"]): (row["present"], row["isMet"]) for row in plan["stripped"]}
        self.assertEqual(stripped["torch==2.1.0+cpu", "hostile"], ("torch 2.9.1+cu130", False))
        self.assertEqual(stripped["torchvision", "hostile"][1], True)
        self.assertEqual(stripped["torch>=2.4", "trainer"], ("torch 2.9.1+cu130", True), "a package's need, too")
        self.assertEqual(self.row(plan, "trainer")["wantedBy"], ["hostile"])
        self.assertEqual(self.row(plan, "number")["wantedBy"], ["trainer"])
        self.assertGreater(plan["bytes"], 500)
        self.assertEqual(len(plan["lock"]), 2)
        self.assertTrue(all(row["hashes"] for row in plan["lock"]))
        self.assertTrue(any("--index-url" in remark for remark in plan["remarks"]))
        self.assertEqual(len(plan["id"]), 16)
        text = self.text()
        for part in ("+ trainer 1.0", "for hostile", "torch==2.1.0+cpu (hostile)", "does not meet it"):
            self.assertIn(part, text)

    def test_what_the_base_has_is_present_and_holds_others_back(self):
        self.pack("one", "tinymath", "greedy")
        plan = self.plan()
        self.assertEqual(self.added(plan), {"greedy": "0.9"}, "the newer one needs another tinymath than the base's")
        self.assertEqual(plan["present"], [{"name": "tinymath", "version": "1.5", "wantedBy": ["one"]}])

    def test_a_pack_that_needs_another_version_than_the_base(self):
        self.pack("good", "number")
        self.pack("other", "tinymath>=2")
        self.pack("through", "old-math")
        plan = self.plan(code=1)
        unmet = {row["packs"][0]: row for row in plan["unmet"]}
        self.assertEqual(set(unmet), {"other", "through"})
        self.assertEqual(unmet["other"]["texts"], ["tinymath>=2 (other)", "tinymath==1.5 (this install)"])
        self.assertIn("tinymath<1 (old-math, through)", unmet["through"]["texts"])
        self.assertEqual(unmet["through"]["name"], "tinymath")
        self.assertEqual(plan["leftOutPacks"], ["through"])
        self.assertEqual(self.added(plan), {"number": "2.0"}, "the others are still planned")
        rest = self.plan("--without", "other", "--without", "through")
        self.assertEqual((rest["isComplete"], rest["id"]), (True, plan["id"]))
        self.assertEqual(rest["leftOutPacks"], ["other", "through"])

    def test_two_packs_that_need_two_versions(self):
        for name in ("a", "b", "c", "d"):
            self.pack(name, "cyclic")
        self.pack("e trains", "trainer")
        self.pack("f páints ☃", "painter")
        plan = self.plan(code=1)
        self.assertEqual(len(plan["unmet"]), 1, plan["unmet"])
        unmet = plan["unmet"][0]
        self.assertEqual((unmet["packs"], unmet["name"]), (["e trains", "f páints ☃"], "number"))
        self.assertIn("number<2 (trainer, e trains)", unmet["texts"])
        self.assertIn("number>=2 (painter, f páints ☃)", unmet["texts"])
        self.assertIn("different versions of number", unmet["message"])
        self.assertEqual(self.added(plan), {"cyclic": "1.0", "trainer": "1.0", "number": "1.0"})
        text = self.text(code=1)
        self.assertIn("✗ “e trains” and “f páints ☃” need different versions of number.", text)
        self.assertIn("--without", text)
        self.assertEqual(self.added(self.plan("--without", "e trains"))["painter"], "1.0")

    def test_a_package_that_nobody_has(self):
        self.pack("good", "number")
        self.pack("typo", "nubmer", "trainer")
        plan = self.plan(code=1)
        self.assertEqual((plan["unmet"][0]["packs"], plan["unmet"][0]["name"]), (["typo"], "nubmer"))
        self.assertEqual(self.added(plan), {"number": "2.0"})

    def test_extras_that_need_each_other(self):
        self.pack("round", "cyclic[a]")
        self.assertEqual(self.added(self.plan()), {"cyclic": "1.0", "number": "2.0"})

    def test_three_opencvs_are_one(self):
        self.pack("a", "opencv-python>=4.8")
        self.pack("b", "opencv-contrib-python", "brings-windows")
        self.pack("c", "opencv-python-headless")
        plan = self.plan()
        self.assertEqual(self.added(plan), {"opencv-contrib-python-headless": "4.10.0", "brings-windows": "1.0"})
        self.assertEqual(plan["providers"][0]["kept"], "opencv-contrib-python-headless")
        self.assertEqual(set(plan["providers"][0]["dropped"]),
                         {"opencv-python", "opencv-contrib-python", "opencv-python-headless"})

    def test_an_opencv_that_a_package_brings(self):
        self.pack("a", "brings-windows")
        self.assertEqual(self.added(self.plan()), {"opencv-python-headless": "4.10.0", "brings-windows": "1.0"})

    def test_onnxruntime_for_the_accelerator(self):
        self.pack("a", "onnxruntime")
        self.assertEqual(self.added(self.plan()), {"onnxruntime-gpu": "1.20.0"})

    def choices(self, plan):
        return {row["option"][1] for need in plan["unmet"] for row in need["choices"]}

    def test_one_requirement_is_left_out_and_the_others_stay(self):
        self.pack("fast", "Flash_Attn>=2", "number")
        plan = self.plan(code=1)
        self.assertEqual(self.choices(plan), {"fast:flash-attn", "fast"})
        self.assertIn("→ without flash-attn of “fast”: --without fast:flash-attn", self.text(code=1))
        rest = self.plan("--without", "fast:flash-attn")
        self.assertEqual((rest["isComplete"], self.added(rest)), (True, {"number": "2.0"}))
        self.assertEqual([(row["pack"], row["requirement"], row["text"]) for row in rest["leftOutNeeds"]],
                         [("fast", "flash-attn", "Flash_Attn>=2")])
        self.assertEqual(self.plan("--without", "fast:Flash_Attn")["id"], rest["id"], "as people write it")
        self.assertIn("Left out of “fast” by choice: Flash_Attn>=2", self.text("--without", "fast:flash-attn"))
        out, _ = self.shop.cli("--json", "nodes", "plan", "mine", "--without", "fast:flash", code=4)
        self.assertIn("flash-attn, number", json.loads(out.splitlines()[-1])["error"]["nextStep"])

    def test_what_comes_through_other_packages_names_the_packs_own_requirement(self):
        self.pack("a fast one", "quick", "number")
        plan = self.plan(code=1)
        self.assertEqual(plan["unmet"][0]["packs"], ["a fast one"])
        self.assertEqual(plan["unmet"][0]["name"], "flash-attn")
        self.assertEqual(self.choices(plan), {"a fast one:quick", "a fast one"})
        self.assertIn('--without "a fast one:quick"', self.text(code=1))
        self.assertEqual(self.added(self.plan("--without", "a fast one:quick")), {"number": "2.0"})
        self.pack("a fast one", "old-math", "number", "tinymath")
        plan = self.plan(code=1)
        self.assertEqual(self.choices(plan), {"a fast one:old-math", "a fast one"}, "only what helps")
        self.assertEqual(self.added(self.plan("--without", "a fast one:old-math")), {"number": "2.0"})

    def test_of_two_packs_that_clash_either_can_give_way(self):
        self.pack("trains", "trainer", "number", "cyclic")
        self.pack("paints", "painter")
        plan = self.plan(code=1)
        self.assertEqual(self.choices(plan), {"paints:painter", "trains:trainer", "paints", "trains"})
        self.assertEqual(set(self.added(self.plan("--without", "trains:trainer"))), {"painter", "number", "cyclic"})
        self.pack("typo", "nubmer", "cyclic")
        plan = self.plan("--without", "paints", code=1)
        self.assertEqual(self.choices(plan), {"typo:nubmer", "typo"})

    def test_the_highest_comfy_env_counts(self):
        self.pack("a", "comfy-env==0.4.9")
        self.pack("b", "comfy-env==0.4.22")
        plan = self.plan()
        self.assertEqual(self.added(plan), {"comfy-env": "0.4.22"})
        self.assertTrue(any("0.4.9, 0.4.22" in remark for remark in plan["remarks"]))

    def test_pyproject_includes_and_what_nobody_understands(self):
        self.pack("a", "[project]", "name = 'a'", "dependencies = ['number']", file="pyproject.toml")
        self.pack("b", "-r more.txt", "-r ../../../../../../etc/passwd", "-r requirements.txt")
        self.pack("b", "trainer", "-r requirements.txt", file="more.txt")
        self.pack("c", "<<<<<<< HEAD", "number")
        self.pack("d.disabled", "painter")
        plan = self.plan(code=1)
        self.assertEqual(self.added(plan), {"number": "1.0", "trainer": "1.0"})
        self.assertEqual([row["packs"] for row in plan["unmet"]], [["c"]])
        self.assertIn("requirements.txt:1", plan["unmet"][0]["message"])
        self.assertTrue(any("etc/passwd" in remark for remark in plan["remarks"]))

    def test_what_is_asked_of_packs_and_installs_that_are_not_there(self):
        out, _ = self.shop.cli("--json", "nodes", "plan", "mine", "--without", "nobody", code=4)
        self.assertEqual(json.loads(out.splitlines()[-1])["error"]["code"], "not-found")
        self.shop.cli("nodes", "plan", "nothing", code=4)


if __name__ == "__main__":
    skip_without_uv()
    main()
