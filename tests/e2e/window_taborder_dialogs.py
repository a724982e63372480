#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The questions and forms of the real window gone through by Tab, and back by Shift+Tab. All that is wrong is told at once."""

import json

import windowdriver
from world import main  # first: it says where the next one finds its parts
from updatecase import Releases
from windowcase import WindowCase

import pagewalk
import tabwalk


class TabOrderOfDialogs(WindowCase):
    def setUp(self):
        self.found = []
        super().setUp()

    def prepare(self):
        self.pack("Some-Pack", place=self.custom)
        releases = Releases({"0.34.0": 2, "0.33.0": 40})
        releases.__enter__()
        self.addCleanup(releases.__exit__, None, None, None)
        settings = self.folder / "config/settings.json"
        settings.write_text(json.dumps({**json.loads(settings.read_text()), "githubMirror": releases.address}), encoding="utf-8")

    def tops(self):
        application, showing = self.window.application(), self.window.atspi.STATE_SHOWING
        return sum(1 for top in application if top and top.getState().contains(showing)) if application else 0

    def walk(self, view):
        """What is open now, once it is still, and its end by Escape."""
        self.wait_for(lambda: self.tops() == 2, view)
        def names():
            return [(control.name, control.role, control.box, "enabled" in control.states) for control in pagewalk.shown(self.window)]
        self.wait_for(lambda: names() == names(), f"{view} is still")
        self.found += [f"{view}: {what}" for what in tabwalk.round_trip(self.window)]

    def close(self):
        self.window.press("Escape")
        self.wait_for(lambda: self.tops() == 1, "the dialog is closed")

    def tabs(self):
        return [control for control in pagewalk.shown(self.window) if control.role == "page tab"]

    def walk_tabs(self, view):
        """Each panel of a dialog with tabs."""
        self.wait_for(lambda: self.tops() == 2, view)
        for place in range(len(self.tabs())):
            tab = self.tabs()[place]
            self.window.click_node(tab.node)
            self.walk(f"{view}, {tab.name}")

    def end(self):
        self.assertEqual(self.found, [], "\n" + "\n".join(self.found))
        self.leave()

    def test_add(self):
        self.window.open_menu("Add ComfyUI")
        self.window.press("Down", "Return")
        self.walk_tabs("Add ComfyUI")
        self.close()
        self.end()

    def test_of_an_install(self):
        self.window.click("Change the version of ComfyUI")
        self.window.find("0.34.0")
        self.walk("versions")
        self.window.click("Something else than its version")
        self.walk("versions, and what else can be changed")
        self.close()
        self.window.click("Nodes")
        self.window.wait_enabled("Install…")
        self.window.click("Install…")
        self.walk_tabs("Install node packs")
        self.close()
        self.window.click("Repair")
        self.window.find("Check by a start")
        self.walk("repair")
        self.close()
        self.window.click("History")
        self.window.wait_enabled("Take a snapshot…")
        self.window.click("Take a snapshot…")
        self.walk("a note of a snapshot")
        self.close()
        self.window.click("Studio, Stopped", begins=True)
        self.window.press("Delete")
        self.window.wait_enabled("Remove")
        self.walk("remove an install")
        self.close()
        self.end()

    def test_of_bundles_and_github(self):
        self.window.click("Bundles")
        for button, view in (("Make a bundle of an install…", "make a bundle"), ("Sign in to GitHub", "sign in to GitHub")):
            self.window.wait_enabled(button)
            self.window.click(button)
            self.walk(view)
            self.close()
        self.end()


if __name__ == "__main__":
    windowdriver.require()
    main()
