#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Repair through the real window: the plan names the environment that is broken, and one press mends it and the base."""

import shutil
import signal

import windowdriver
from composecase import skip_without_uv
from repairenvcase import NAME, RepairEnvCase
from windowcase import OnDesktop
from world import main


class RepairEnvironments(OnDesktop, RepairEnvCase):
    def test_base_and_environment_are_mended_by_one_press(self):
        place = self.take_pack()
        whole = self.state_of(self.base)
        shutil.rmtree(self.site / "torchvision")
        self.take_python(place)
        self.choose(theme="light")
        self.open_window()
        window = self.window
        window.click("Nodes")
        window.click("Repair")
        window.find("2 steps would repair it", seconds=60, begins=True)
        window.find("2. Repair 1 isolated environment", begins=True)
        window.shoot("repair-environments-plan")
        self.assertEqual(self.states(self.env("list", code=1)), {NAME: "broken"}, "a plan changes nothing")
        window.press("Return")
        window.find("Repaired, and ComfyUI starts.", seconds=180, begins=True)
        window.shoot("repair-environments-done")
        self.assertEqual(self.states(self.env("list")), {NAME: "built"})
        self.assertEqual(self.state_of(self.base), whole)
        self.assertEqual(self.repair("--dry-run")["steps"], [])
        window.process.send_signal(signal.SIGTERM)
        self.assertEqual(window.wait_end(), 0)


if __name__ == "__main__":
    windowdriver.require()
    skip_without_uv()
    main()
