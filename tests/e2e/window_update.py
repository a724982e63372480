#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Another ComfyUI for an install in the real window: chosen among the releases, planned, built beside the old one by a click;
and back by a click in the history."""

import json
import signal

import windowdriver
from composecase import skip_without_uv
from updatecase import Releases, UpdateCase
from windowcase import OnDesktop
from world import main


class Update(OnDesktop, UpdateCase):
    def test_to_a_release_and_back(self):
        self.release("0.34.0")
        with Releases({"0.34.0": 2, "0.33.0": 40}) as releases:
            settings = self.folder / "config/settings.json"
            settings.write_text(json.dumps({**json.loads(settings.read_text()), "theme": "light",
                                            "githubMirror": releases.address}), encoding="utf-8")
            self.environment["PORTICO_CACHE_DIR"] = str(self.folder / "cache")
            self.open_window()
            self.window.click("Change the version of ComfyUI")
            self.window.click("0.34.0")
            self.window.wait_enabled("Update to this version…")
            self.window.shoot("update-versions")
            self.window.click("Update to this version…")
            self.window.find("fresh-package", seconds=60)
            self.window.shoot("update-plan")
            self.assertEqual(self.current(), 1, "nothing has changed yet")
            self.window.click("Update")
            self.wait_for(lambda: self.current() == 2, "the update")
            self.window.find("ComfyUI 0.34.0", begins=True)
            self.window.click("History")
            self.window.click("Go back: ComfyUI updated", begins=True)
            self.window.wait_enabled("Go back", seconds=60)
            self.window.shoot("update-back")
            self.window.click("Go back")
            self.wait_for(lambda: self.current() == 1, "the way back")
            self.window.find("ComfyUI 0.33.0", begins=True)
            self.window.process.send_signal(signal.SIGTERM)
            self.assertEqual(self.window.wait_end(), 0)


if __name__ == "__main__":
    windowdriver.require()
    skip_without_uv()
    main()
