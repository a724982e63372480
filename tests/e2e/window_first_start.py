#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The first start through the real window on a virtual screen, with a loopback catalogue: one key leads to a running
ComfyUI; without a catalogue the page still works."""

import json
import os
import shutil
import signal
import subprocess
import sys

from githubserver import GithubServer
from window_main_job import TOOLS, Screen
from world import BIN, NOWHERE, World, bundle, comfyclient, main

from screenpixels import ScreenPixels  # tests/support, which world put on the path

ACCENT = 0x3B57D0  # of the main button; a button that is not ready yet is grey
MUCH = 8000  # more than icons and selected rows have of it
COMFY = "Comfy-Org/ComfyUI"


class FirstStart(World):
    may_use_the_usual_port = True  # one press and nothing asked: nobody can choose another

    def setUp(self):
        super().setUp()
        self.github = GithubServer()
        self.github.__enter__()
        self.addCleanup(self.github.__exit__)
        self.config = self.folder / "config"
        self.config.mkdir()
        self.environment["PORTICO_CONFIG_DIR"] = str(self.config)
        self.environment["PORTICO_CACHE_DIR"] = str(self.folder / "cache")
        self.github.release(COMFY, "v0.37.0", {})
        self.github.document("/standalone/latest.json", {})
        self.choose()
        self.screen = Screen(self.environment)
        self.pixels = ScreenPixels(self.screen.environment["DISPLAY"])
        self.window = None

    def tearDown(self):
        if self.window and self.window.poll() is None:
            self.window.terminate()
            self.window.wait(timeout=20)
        self.pixels.close()
        self.screen.close()
        self.wait_nothing_runs()
        super().tearDown()

    def choose(self, **more):
        """What the person set."""
        settings = {"schema": 1, "theme": "light", **NOWHERE, **self.github.settings(**more)}
        (self.config / "settings.json").write_text(json.dumps(settings), encoding="utf-8")

    def team(self, source):
        """A catalogue of the team with one bundle that is made for this computer; `source` as it lies there."""
        made = bundle()
        choice = self.json("hardware")["choice"]["accelerator"]
        entry = {"id": "studio-1", "name": "Studio build", "comfyVersion": "0.37.0", "os": "linux",
                 "architecture": os.uname().machine.replace("x86_64", "x64").replace("aarch64", "arm64"),
                 "accelerator": choice["text"] if isinstance(choice, dict) else choice,
                 "files": [{"url": source, "sha256": made["sha256"], "size": made["size"]}]}
        path = self.folder / "studio.json"
        path.write_text(json.dumps({"schema": 1, "id": "studio", "name": "Studio", "bundles": [entry]}))
        self.choose(teamCatalogues=[str(path)])

    def open(self):
        self.window = subprocess.Popen(
            [str(BIN / "portico"), "--library", str(self.library)], env=self.screen.environment, cwd=self.folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        window = self.wait_for(lambda: self.screen.window("Portico"), "the window opens")
        self.screen.do("windowactivate", "--sync", window)

    def press_main_button(self):
        self.wait_for(lambda: self.pixels.count(ACCENT) > MUCH, "the button is ready")
        self.screen.keep("e2e-first-start")
        self.screen.do("key", "Return")

    def state_of_first(self):
        installs = self.json("list")["installs"]
        return installs and self.json("status", installs[0]["id"])["session"]["state"]

    def test_one_key_leads_to_a_running_comfyui(self):
        shutil.copyfile(bundle()["path"], self.folder / "team.zip")
        self.team("team.zip")
        self.open()
        self.press_main_button()
        self.wait_for(lambda: self.state_of_first() == "ready", "ComfyUI is ready")
        self.screen.keep("e2e-first-start-ready")
        install = self.json("list")["installs"][0]
        self.assertEqual((install["name"], install["verified"]), ("Studio build", True))
        self.assertTrue(comfyclient.make_picture(install["port"]).startswith(comfyclient.PNG_SIGNATURE))
        self.cli("stop", install["id"])
        self.window.send_signal(signal.SIGTERM)
        self.assertEqual(self.window.wait(timeout=20), 0)

    def test_another_place_is_taken_at_once(self):
        shutil.copyfile(bundle()["path"], self.folder / "team.zip")
        self.team("team.zip")
        self.open()
        self.wait_for(lambda: self.pixels.count(ACCENT) > MUCH, "the button is ready")
        self.library = self.folder / "elsewhere"
        self.screen.do("key", "shift+Tab", "shift+Tab", "ctrl+a")
        self.screen.do("type", str(self.library))
        self.screen.do("key", "Return")
        chosen = self.config / "settings.json"
        self.wait_for(lambda: json.loads(chosen.read_text()).get("libraryRoot") == str(self.library), "it is kept")
        window = self.wait_for(lambda: self.screen.window("Portico"), "the window opens again")
        self.screen.do("windowactivate", "--sync", window)
        self.press_main_button()
        self.wait_for(lambda: self.state_of_first() == "ready", "ComfyUI is ready in the other library")
        self.cli("stop", self.json("list")["installs"][0]["id"])

    def test_a_failed_set_up_continues_where_it_stopped(self):
        made = bundle()
        self.team(self.github.url("late.zip"))
        self.open()
        self.press_main_button()
        self.wait_for(lambda: any(path == "/late.zip" for _, path, _ in self.github.requests), "the bundle is asked for")
        self.wait_for(lambda: self.pixels.count(ACCENT) > MUCH, "the button is ready again")
        self.screen.keep("e2e-first-start-failed")
        shutil.copyfile(made["path"], self.folder / "late.zip")
        self.github.files["late.zip"] = self.folder / "late.zip"
        self.screen.do("key", "Return")
        self.wait_for(lambda: self.state_of_first() == "ready", "ComfyUI is ready")
        self.cli("stop", self.json("list")["installs"][0]["id"])


if __name__ == "__main__":
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print(f"skipped: {', '.join(missing)} not installed")
        sys.exit(77)
    main()
