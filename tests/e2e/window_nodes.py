#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Node packs through the real window, as a screen reader names its controls: a pack from a folder is planned, shown and
installed with what it needs from a loopback index; torch stays the base's; then it is disabled and removed again. A set of
extras comes by one button, and goes."""

import json
import shutil
import sys

import windowdriver
from composecase import skip_without_uv
from packageindex import Sdist, Wheel
from windowcase import WindowCase
from world import main


class Nodes(WindowCase):
    def fill(self, add):
        for goods in (Wheel("sharpener", "1.4", requires=["torch>=1.8", "edges"]), Wheel("edges", "0.2"),
                      Wheel("torch", "2.9.1+cpu"), Wheel("timm", "1.0", requires=["torch"]), Wheel("rich", "15.0"),
                      Sdist("fairscale", "0.4")):
            add(goods)

    def prepare(self):
        self.edge = self.pack("Edge-Pack", "sharpener>=1\ntorch==2.9.1+cpu\n")

    def test_a_pack_is_planned_installed_disabled_and_removed(self):
        self.ask_for_plan(self.edge)
        self.window.wait_enabled("Install", seconds=60)
        self.window.shoot("nodes-plan")
        self.assertFalse((self.custom / "Edge-Pack").exists(), "a plan changes nothing")
        self.has("Left to this install")
        self.window.click("Install")
        self.wait_for(lambda: (self.custom / "Edge-Pack/__init__.py").exists() and self.layer(), "the pack is installed")
        self.assertIn("sharpener==1.4", self.lock())
        self.assertIn("edges==0.2", self.lock())
        self.assertNotIn("torch", self.lock())
        self.window.find("Edge-Pack", seconds=30)
        self.window.shoot("nodes-installed")
        self.window.click("Edge-Pack")
        self.window.click("Disable")
        self.window.find("The plan", seconds=60)  # the layer goes with it
        self.window.press("Return")
        self.wait_for(lambda: not (self.custom / "Edge-Pack/__init__.py").exists(), "the pack is disabled")
        self.wait_for(lambda: self.layer() == "", "nobody needs the layer any more")
        self.window.find("Disabled", seconds=30)
        self.window.shoot("nodes-disabled")
        self.window.click("Edge-Pack")
        self.window.press("Delete")
        self.window.find("The plan", seconds=60)
        self.window.shoot("nodes-remove")
        self.window.press("Return")
        self.wait_for(lambda: not list(self.custom.glob("**/Edge-Pack*")), "the pack is removed")
        self.window.wait_gone("Edge-Pack", seconds=30)
        self.assertEqual(len(list(self.place.glob("kept-packs/*Edge-Pack"))), 1, "it can be taken back")
        self.leave()

    def ask_for_extras(self):
        self.window.click("Nodes")
        self.window.wait_enabled("Install…", seconds=60)
        self.window.click("Install…")
        self.window.click("Extras")

    def test_extras_come_by_one_button_and_go(self):
        """The ready set: what this index lacks is left out with its reason, and the rest comes, torch-free."""
        self.ask_for_extras()
        self.window.find("The ready set of 26 package", seconds=30, begins=True)
        self.window.shoot("extras-choose")
        self.window.click("Show the plan")
        self.window.wait_enabled("Install", seconds=120)
        self.window.shoot("extras-plan")
        self.has("Install “Extras”?", "Left out of the extras", "timm", "fairscale", "Left to this install")
        self.assertFalse((self.place / "extras.json").exists(), "a plan changes nothing")
        self.window.click("Install")
        self.wait_for(lambda: self.layer() and (self.place / "extras.json").exists(), "the extras are there")
        self.assertEqual([line.split("==")[0] for line in self.lock().splitlines() if "==" in line and not line.startswith(" ")],
                         ["rich", "timm"])
        self.assertEqual(len(json.loads((self.place / "extras.json").read_text())["packages"]), 26)
        self.ask_for_extras()
        self.window.click("None any more", seconds=30)
        self.window.click("Show the plan")
        self.window.find("Take the extras away?", seconds=60)
        self.window.shoot("extras-go")
        self.window.click("Take away")
        self.wait_for(lambda: self.layer() == "" and not (self.place / "extras.json").exists(), "they are gone")
        self.wait_probed()
        self.leave()

    def test_a_set_of_ones_own(self):
        profile = self.folder / "mine.json"
        profile.write_text(json.dumps({"name": "My own", "packages": ["sharpener"], "strip": ["edges"]}), encoding="utf-8")
        self.ask_for_extras()
        self.window.click("A set of your own", seconds=30)
        self.window.type_into("File of your own set", str(profile))
        self.window.click("Show the plan")
        self.window.find("Install “My own”?", seconds=60)
        self.window.click("Install")
        self.wait_for(self.layer, "the set is there")
        self.assertNotIn("edges", self.lock())
        self.assertIn("sharpener==1.4", self.lock())
        self.wait_probed()
        self.leave()


if __name__ == "__main__":
    windowdriver.require()
    skip_without_uv()
    if not shutil.which("git"):
        print("no git")
        sys.exit(77)
    main()
