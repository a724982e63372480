#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""porticoctl repair of isolated environments: what is broken or was never built is made by the same command that mends the
base, for the environments of each layout; what cannot be had keeps nothing else."""

import shutil

from composecase import skip_without_uv
from envcase import CONDA
from repairenvcase import NAME, RepairEnvCase
from world import main


class RepairEnvironments(RepairEnvCase):
    def break_base(self):
        """Returns what the base was, with every byte."""
        whole = self.state_of(self.base)
        shutil.rmtree(self.site / "torchvision")
        return whole

    def test_one_command_mends_base_and_environment(self):
        place = self.take_pack()
        for harm in (self.take_python, self.take_package):
            with self.subTest(harm=harm.__name__):
                whole = self.break_base()
                harm(place)
                plan = self.repair("--dry-run", code=1)
                self.assertEqual(self.acts(plan), ["put-back-base", "repair-environments"])
                step = plan["steps"][1]
                self.assertIn(NAME, step["title"])
                self.assertIn("is built by uv", step["lines"][0])
                self.assertEqual((step["pack"], step["needsNetwork"]), (self.pack.name, True))
                self.assertGreater(step["bytes"], 0)
                self.assertEqual(self.states(self.env("list", code=1)), {NAME: "broken"}, "a plan changes nothing")

                outcome = self.repair("--yes")
                self.assertTrue(outcome["isGood"], outcome)
                self.assertTrue(outcome["hasStarted"])
                self.assertEqual(self.states(self.env("list")), {NAME: "built"})
                self.assertEqual(self.state_of(self.base), whole)
                before = self.times_of(place)
                self.assertEqual(self.repair("--yes", "--no-start")["plan"]["steps"], [], "a second repair has nothing to do")
                self.assertEqual(self.times_of(place), before)
        self.wait_nothing_runs()

    def test_a_link_is_made_again_without_the_index(self):
        place = self.take_pack("0.2.19")
        link = self.pack / "nodes" / place.name
        link.unlink()
        link.symlink_to(self.folder)
        self.index.faults["/"] = "500"
        plan = self.repair("--dry-run", code=1)
        self.assertEqual(self.acts(plan), ["repair-environments"])
        self.assertFalse(plan["needsNetwork"])
        self.assertTrue(self.repair("--yes")["isGood"])
        self.assertEqual(link.resolve(), (place / ".pixi/envs/default").resolve())
        self.assertEqual(self.repair("--dry-run")["steps"], [])
        self.wait_nothing_runs()

    def test_what_was_never_built_is_built_with_what_it_asks_for(self):
        self.put_pack()
        self.assertEqual(self.acts(self.repair("--dry-run", code=1)), ["meet-pack-needs", "repair-environments"])
        self.assertTrue(self.repair("--yes")["isGood"])
        report = self.env("list")
        self.assertEqual(self.states(report), {NAME: "built"})
        self.assertTrue(report["isInstalled"])
        self.wait_nothing_runs()

    def test_one_that_cannot_be_built_keeps_nothing_else(self):
        place = self.take_pack()
        second = self.put_pack(name="ComfyUI-Second", text=CONDA)
        whole = self.break_base()
        self.take_python(place)
        self.behave(fail="× failed to solve requirements\n  × Cannot solve the request because of: cgal *", code=1)
        outcome = self.repair("--yes", code=1)
        self.assertEqual(len(outcome["notDone"]), 1, outcome["notDone"])
        self.assertIn("second-nodes", outcome["notDone"][0])
        self.assertTrue(outcome["hasStarted"])
        self.assertEqual(self.states(self.env("list", code=1)), {NAME: "built", "second-nodes": "missing"})
        self.assertEqual(self.state_of(self.base), whole)
        self.behave()
        self.assertTrue(self.repair("--yes", "--no-start")["isGood"])
        (second / "nodes/comfy-env.toml").write_text("python = 3.10\n", encoding="utf-8")
        plan = self.repair("--dry-run")
        self.assertEqual(plan["steps"], [], "what its author must mend is told, not tried")
        self.assertIn("second-nodes", plan["remarks"][0])
        self.wait_nothing_runs()


if __name__ == "__main__":
    skip_without_uv()
    main()
