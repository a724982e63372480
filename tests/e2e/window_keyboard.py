#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The main job in the real window by the keyboard alone: the pointer is never moved, and each key goes to what a
screen reader says has the focus."""

import json
import time

import windowdriver
from world import NOWHERE, World, bundle, comfyclient, main  # first: it says where the next one finds its parts
from windowcase import OnDesktop

import pagewalk


class Keyboard(OnDesktop, World):
    def setUp(self):
        super().setUp()
        config = self.folder / "config"
        config.mkdir()
        (config / "settings.json").write_text(json.dumps({"schema": 1, "theme": "light", **NOWHERE}), encoding="utf-8")
        self.environment.update(PORTICO_CONFIG_DIR=str(config), PORTICO_CACHE_DIR=str(self.folder / "cache"))

    def tab_to(self, name, role=None, most=60):
        """Tab until the control with that name has the focus."""
        there = self.wait_for(lambda: [control.node for control in pagewalk.shown(self.window) if control.name == name
                                       and "focusable" in control.states and role in (None, control.role)], f"“{name}”")
        focused = self.window.atspi.STATE_FOCUSED
        for _ in range(most):
            if any(node.getState().contains(focused) for node in there):
                return
            self.window.press("Tab")
            time.sleep(0.02)  # one too many only goes round once more
        self.fail(f"Tab does not come to “{name}”")

    def press(self, *keys):
        self.window.press(*keys)

    def state_of_first(self):
        return self.json("status", "studio")["session"]["state"]

    def add_by_file(self):
        self.window.find("A file or address…")
        self.tab_to("A file or address…")
        self.press("space")
        self.window.find("A file")
        self.tab_to("A file", "text")
        windowdriver.xdotool("type", "--delay", "2", bundle()["path"])
        self.tab_to("Name", "text")
        windowdriver.xdotool("type", "--delay", "2", "Studio")
        self.window.wait_enabled("Add")
        self.tab_to("Add")
        self.press("space")
        self.wait_for(lambda: self.json("list")["installs"], "the install is there")
        self.cli("set", "studio", f"port={comfyclient.free_port()}")  # tests run side by side

    def test_add_start_read_stop_and_remove(self):
        self.open_window()
        self.add_by_file()
        self.tab_to("Start")
        self.press("space")
        self.wait_for(lambda: self.state_of_first() == "ready", "ComfyUI is ready")
        self.press("alt+l")
        self.tab_to("Log", "text")
        log = next(control for control in pagewalk.shown(self.window) if control.role == "text" and control.name == "Log")
        said = self.wait_for(lambda: log.node.queryText().getText(0, -1), "the log can be read")
        self.assertIn("\n", said)
        self.tab_to("Stop")
        self.press("space")
        self.wait_for(lambda: self.state_of_first() == "stopped", "ComfyUI is stopped")
        self.window.find("Start")
        self.tab_to("Installs", "list")
        self.press("Delete")
        self.window.wait_enabled("Remove")
        self.tab_to("Remove")
        self.press("space")
        self.wait_for(lambda: not self.json("list")["installs"], "the install is gone")
        self.window.find("Bring ComfyUI home")
        self.wait_for(self.quit, "it ends")

    def quit(self):
        """Once nothing is under way any more; before that it asks."""
        if self.window.process.poll() is None:
            self.press("ctrl+q")
        return self.window.process.poll() == 0


if __name__ == "__main__":
    windowdriver.require()
    main()
