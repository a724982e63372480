#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""ComfyUI in a window of its own, from the real window and from porticoctl: a stand-in for Chrome writes down what it is told;
without one the browser opens as ever, and that is said."""

import json

import windowdriver
from world import NOWHERE, World, bundle, comfyclient, main  # first: it says where the next one finds its parts
from windowcase import OnDesktop

STAND_IN = """#!/bin/sh
printf '%s\\n' "$*" >> '{told}'
"""


class OwnWindow(OnDesktop, World):
    def setUp(self):
        super().setUp()
        self.programs = self.folder / "programs"
        self.programs.mkdir()
        self.path = self.environment["PATH"]
        self.environment["PATH"] = f"{self.programs}:{self.path}"
        config = self.folder / "config"
        config.mkdir()
        self.settings = config / "settings.json"
        self.settings.write_text(json.dumps({"schema": 1, "theme": "light", **NOWHERE}), encoding="utf-8")
        self.environment.update(PORTICO_CONFIG_DIR=str(config), PORTICO_CACHE_DIR=str(self.folder / "cache"))

    def stand_in(self, name):
        """A program first on the PATH; what it was told, a line a start."""
        told = self.folder / f"{name}.txt"
        program = self.programs / name
        program.write_text(STAND_IN.format(told=told))
        program.chmod(0o755)
        return lambda: told.read_text().splitlines() if told.exists() else []

    def test_chosen_in_the_settings_and_by_the_command(self):
        chrome = self.stand_in("google-chrome-stable")
        self.add(bundle(), "--name", "Studio")
        port = comfyclient.free_port()
        self.cli("set", "studio", f"port={port}")
        self.cli("start", "studio", "--detach")
        page = f"--app=http://127.0.0.1:{port}"
        self.cli("open", "studio", "--app-window")
        self.wait_for(lambda: len(chrome()) == 1, "the command opened it")
        self.assertEqual(chrome()[0].rstrip("/"), page)

        self.open_window()
        place = [node for node in self.window.all_named("Settings") if node.getRoleName() != "page tab"][0]
        self.window.click_node(place)
        self.window.choose("A tab of the browser", 1)
        self.wait_for(lambda: json.loads(self.settings.read_text()).get("opensOwnWindow") is True, "the choice is kept")
        self.window.click("Studio, Ready", begins=True)
        self.window.wait_enabled("Open in browser")
        self.window.click("Open in browser")
        self.wait_for(lambda: len(chrome()) == 2, "the window opened it")
        self.assertEqual(chrome()[1].rstrip("/"), page)
        self.window.kill()

        (self.programs / "google-chrome-stable").unlink()
        opened = self.stand_in("xdg-open")
        self.environment["PATH"] = str(self.programs)
        out, said = self.cli("open", "studio", "--app-window")
        self.environment["PATH"] = f"{self.programs}:{self.path}"
        self.assertIn("The browser is opened instead.", out + said)
        self.wait_for(lambda: opened(), "the browser opened")
        self.assertEqual(opened()[0].rstrip("/"), page.removeprefix("--app="))
        self.cli("stop", "studio")


if __name__ == "__main__":
    windowdriver.require()
    main()
