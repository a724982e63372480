#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Keep for offline in the real window: an install is kept, its files are compared, damage is found and repaired, and with every
source gone the install is made again; keeping is cancelled in the middle and done again."""

import json
import shutil

import windowdriver
from composecase import skip_without_uv
from packageindex import Wheel
from windowcase import WindowCase
from world import main


class Kept(WindowCase):
    def fill(self, add):
        add(Wheel("number", "1.0"))

    def prepare(self):
        self.cli("nodes", "install", "studio", str(self.pack("First-Pack", "number==1.0\n")), "--yes", seconds=120)
        self.store = self.library / "store"

    def kept(self):
        """The finished states, as porticoctl tells them."""
        states = json.loads(self.cli("--json", "vendor", "list")[0])["states"]
        return [state for state in states if state["isWhole"]]

    def keep(self):
        """From the History tab through the dialog that shows what it takes."""
        self.window.click("History")
        self.window.wait_enabled("Keep for offline…")
        self.window.click("Keep for offline…")
        self.window.wait_enabled("Keep", seconds=60)

    def installs(self):
        return sorted(path.name for path in (self.library / "installs").iterdir() if (path / "install.json").is_file())

    def test_an_install_is_kept_checked_repaired_and_made_again(self):
        self.window.click("Disk")
        self.window.find("Nothing is kept yet.", begins=True)
        self.window.click("Studio", begins=True)
        self.keep()
        self.has("First-Pack", "number 1.0", "is here")
        self.window.shoot("kept-plan")
        self.window.click("Keep")
        self.wait_for(self.kept, "the install is kept")
        self.window.click("Disk")
        self.window.find("Check: Studio", begins=True)
        self.window.shoot("kept")
        self.window.click("Check: Studio", begins=True)
        self.window.find("All ", begins=True)
        wheel = next((self.store / "wheels").rglob("number-1.0*.whl"))
        wheel.chmod(0o644)
        wheel.write_bytes(wheel.read_bytes() + b"x")
        self.window.click("Check: Studio", begins=True)
        self.window.find("Repair: Studio", begins=True)
        self.window.shoot("kept-damaged")
        self.window.click("Repair: Studio", begins=True)
        self.window.find("Check: Studio", begins=True)
        self.window.find("All ", begins=True)
        shutil.move(self.folder / "First-Pack", self.folder / "gone")
        self.index.faults = {"/": "404"}
        self.window.click("Rebuild: Studio", begins=True)
        self.window.wait_enabled("Rebuild")
        self.window.click("Rebuild")
        self.wait_for(lambda: len(self.installs()) == 2, "the install is made again")
        self.window.find("Studio rebuilt", begins=True)
        self.assertEqual(self.installs(), ["studio", "studio-rebuilt"])
        self.assertTrue((self.library / "installs/studio-rebuilt/data/custom_nodes/First-Pack/__init__.py").is_file())
        self.leave()

    def test_it_is_cancelled_in_the_middle_and_done_again(self):
        shutil.rmtree(self.store / "wheels")
        shutil.rmtree(self.folder / "cache", ignore_errors=True)
        self.index.faults = {"/": "silent"}
        self.keep()
        self.window.click("Keep")
        self.window.click("Cancel Keep Studio for offline")
        self.window.find("Cancelled")
        self.assertEqual(self.kept(), [])
        for place in ("staging", "journal"):
            self.assertEqual(list((self.library / place).glob("*")), [], f"left in {place}")
        self.index.faults = {}
        self.keep()
        self.window.click("Keep")
        self.wait_for(self.kept, "the install is kept")
        self.leave()


if __name__ == "__main__":
    windowdriver.require()
    skip_without_uv()
    main()
