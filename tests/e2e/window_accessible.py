#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Each page and tab of the real window as a screen reader meets it: names, roles and states by AT-SPI. All that is wrong
is told at once, each line with the view that it is in."""

import windowdriver
from world import main  # first: it says where the next one finds its parts
from windowcase import WindowCase

import pagewalk

TABS = ("Overview", "Log", "Nodes", "Environments", "History", "Settings")
PLACES = ("This computer", "Bundles", "Network", "Disk", "Settings")


class Accessible(WindowCase):
    found = ()

    def end(self):
        self.assertEqual(self.found, (), "\n" + "\n".join(self.found))
        self.leave()

    def read(self, view):
        """Its controls once it is still: what is found out in the background changes it for a moment."""
        def names():
            return [(control.name, control.role, control.box) for control in pagewalk.shown(self.window)]
        self.wait_for(lambda: names() == names(), f"{view} is still")
        controls = pagewalk.shown(self.window)
        self.assertTrue(any(map(pagewalk.is_stop, controls)), f"{view} has no controls")
        self.found += tuple(f"{view}: {what}: {control}" for control in controls for what in pagewalk.wrong(control))

    def open_tab(self, name, role="page tab"):
        """Tabs and places may have one name."""
        def look():
            return [node for node in self.window.all_named(name) if (node.getRoleName() == "page tab") == (role == "page tab")]
        self.window.click_node(self.wait_for(look, f"the {role} {name}")[0])

    def test_pages_are_read(self):
        self.window.find("Overview")
        for tab in TABS:
            self.open_tab(tab)
            self.read(f"the tab {tab}")
        for place in PLACES:
            self.open_tab(place, "button")
            self.read(f"the page {place}")
            chosen = [control.name for control in pagewalk.shown(self.window)
                      if control.role in ("radio button", "check box") and control.name in PLACES and "checked" in control.states]
            self.assertEqual(chosen, [place])
        self.end()

    def test_the_first_start_is_read(self):
        self.leave()
        self.library = self.folder / "another library"
        self.open_window()
        self.window.find("Bring ComfyUI home")
        self.window.find("Check that everything works on this computer")
        self.read("the first start")
        self.end()


if __name__ == "__main__":
    windowdriver.require()
    main()
