#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What an install runs on changed in the real window, and its test workflows: added by a file, tried, removed."""

import json
import signal

import windowdriver
from composecase import skip_without_uv
from packageindex import small_world
from updatecase import Releases, UpdateCase
from windowcase import OnDesktop
from world import comfyclient, main


class Base(OnDesktop, UpdateCase):
    def test_another_accelerator_and_the_test_workflows(self):
        small_world(self.index, "cpu")
        workflow = self.folder / "picture.json"
        workflow.write_text(json.dumps(comfyclient.picture_workflow()), encoding="utf-8")
        with Releases({"0.33.0": 40}) as releases:
            settings = self.folder / "config/settings.json"
            settings.write_text(json.dumps({**json.loads(settings.read_text()), "theme": "light",
                                            "githubMirror": releases.address}), encoding="utf-8")
            self.environment["PORTICO_CACHE_DIR"] = str(self.folder / "cache")
            self.open_window()
            self.open_settings()
            self.add_workflow(workflow)
            self.window.find("Not tried yet.")
            self.push("Try them now")
            self.window.find("Worked", begins=True, seconds=120)
            self.window.shoot("test-workflows")
            self.assertEqual(self.json("test-workflow", "list", "mine")["testWorkflows"], ["picture"])

            self.window.click("Change the version of ComfyUI")
            self.window.click("Something else than its version")
            self.window.shoot("update-base")
            self.window.wait_enabled("Change what it runs on…")
            self.window.click("Change what it runs on…")
            self.window.find("torchvision", seconds=60)
            self.window.shoot("update-base-plan")
            self.assertEqual(self.current(), 1, "nothing has changed yet")
            self.window.click("Update")
            self.wait_for(lambda: self.current() == 2, "the update", seconds=120)
            self.assertEqual(self.generations()[2]["torchVersion"], "2.9.1+cpu")
            self.open_settings()
            self.push("Remove the test workflow picture")
            self.window.find("There is none yet.")
            self.window.process.send_signal(signal.SIGTERM)
            self.assertEqual(self.window.wait_end(), 0)

    def open_settings(self):
        """The tab of the install: a page of the window is called so, too."""
        role = self.window._atspi.ROLE_PAGE_TAB
        tab = self.window._wait(lambda: self.window._look_in_dialog("Settings", role), "the tab of settings")
        self.window._click_node(tab)

    def push(self, name):
        """A button that may lie below what the page shows: to have the focus brings it up."""
        node = self.window.find(name)
        node.queryComponent().grabFocus()
        node.queryAction().doAction(0)

    def add_workflow(self, file):
        self.push("Add a workflow…")
        self.window.find("File name:")
        windowdriver.xdotool("type", "--delay", "2", str(file))
        self.window.press("Return")


if __name__ == "__main__":
    windowdriver.require()
    skip_without_uv()
    main()
