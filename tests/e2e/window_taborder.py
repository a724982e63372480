#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Each page and tab of the real window gone through by Tab, and back by Shift+Tab. All that is wrong is told at once."""

import windowdriver
from world import main  # first: it says where the next one finds its parts
from windowcase import WindowCase

import pagewalk
import tabwalk

TABS = ("Overview", "Log", "Nodes", "Environments", "History", "Settings")
PLACES = ("This computer", "Bundles", "Network", "Disk", "Settings")


class TabOrder(WindowCase):
    def setUp(self):
        super().setUp()
        self.found = []

    def prepare(self):
        """A row for the table of node packs."""
        self.pack("Some-Pack", place=self.custom)

    def walk(self, view):
        def names():
            return [(control.name, control.role, control.box, "enabled" in control.states) for control in pagewalk.shown(self.window)]
        self.wait_for(lambda: names() == names(), f"{view} is still")
        self.found += [f"{view}: {what}" for what in tabwalk.round_trip(self.window)]

    def open(self, name, isTab):
        nodes = [node for node in self.window.all_named(name) if (node.getRoleName() == "page tab") == isTab]
        self.window.click_node(nodes[0])

    def end(self):
        self.assertEqual(self.found, [], "\n" + "\n".join(self.found))
        self.leave()

    def test_tabs_of_an_install(self):
        self.window.find("Overview")
        for tab in TABS:
            self.open(tab, True)
            self.walk(f"the tab {tab}")
        self.end()

    def test_pages_beside_installs(self):
        self.window.find("Overview")
        for place in PLACES:
            self.open(place, False)
            self.walk(f"the page {place}")
        self.end()

    def test_the_first_start(self):
        self.leave()
        self.library = self.folder / "another library"
        self.open_window()
        self.window.find("Check that everything works on this computer")
        self.walk("the first start")
        self.end()


if __name__ == "__main__":
    windowdriver.require()
    main()
