#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The history of an install in the real window: what a change of node packs did is read there, gone back from by a click, and
that is taken back, too. A snapshot is taken with a note."""

import json

import windowdriver
from composecase import skip_without_uv
from packageindex import Wheel
from windowcase import WindowCase
from world import main


class History(WindowCase):
    def fill(self, add):
        for version in ("1.0", "2.0"):
            add(Wheel("number", version))

    def prepare(self):
        """One pack, and then another one that brought a newer package."""
        self.cli("nodes", "install", "studio", str(self.pack("First-Pack", "number<2\n")), "--yes", seconds=120)
        self.cli("nodes", "remove", "studio", "First-Pack", "--yes", seconds=120)
        self.before = self.layer()
        self.cli("nodes", "install", "studio", str(self.pack("Second-Pack", "number>=2\n")), "--yes", seconds=120)

    def go_back(self, step):
        """From a step's row through the dialog that shows what would change."""
        self.window.click(f"Go back: {step}", begins=True)
        self.window.wait_enabled("Go back", seconds=60)

    def is_enabled(self, pack):
        return (self.custom / pack / "__init__.py").exists()

    def test_a_change_is_read_gone_back_from_and_taken_back(self):
        self.window.click("History")
        self.window.find("Go back: Node packs changed", begins=True)
        self.window.shoot("history")
        self.assertTrue(self.is_enabled("Second-Pack"))
        self.go_back("Node packs changed")
        self.has("Second-Pack", "number", "2.0", "not there")
        self.window.shoot("history-plan")
        self.window.click("Go back")
        self.wait_for(lambda: not self.is_enabled("Second-Pack"), "the pack is disabled")
        self.assertEqual(self.layer(), self.before)
        self.window.find("Went back to an earlier state", begins=True)
        self.window.shoot("history-back")
        self.go_back("Went back to an earlier state")
        self.window.click("Go back")
        self.wait_for(lambda: self.is_enabled("Second-Pack") and self.layer() and "number==2.0" in self.lock(), "all is there again")
        self.leave()

    def test_a_snapshot_is_taken_with_a_note(self):
        self.window.click("History")
        self.window.wait_enabled("Take a snapshot…")
        self.window.click("Take a snapshot…")
        self.window.type_into("Note", "before the trip")
        self.window.click("Take it")
        self.window.find("“before the trip”")
        newest = json.loads(self.cli("--json", "snapshot", "list", "studio")[0])["snapshots"][0]
        self.assertEqual((newest["note"], newest["reason"]), ("before the trip", "by-hand"))
        self.leave()


if __name__ == "__main__":
    windowdriver.require()
    skip_without_uv()
    main()
