#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Repair through the real window, as a screen reader names its controls: what pip replaced is put back by the card's button,
what pip added is absorbed into the layer, why that failed is said, and a base that was torn apart is repaired until ComfyUI
is ready."""

import shutil
import signal

import windowdriver
from repaircase import RepairCase
from windowcase import OnDesktop
from world import comfyclient, main
from composecase import skip_without_uv
from faketorch import torch_wheel
from packageindex import PackageIndex, Wheel
import composeworld


class Repair(OnDesktop, RepairCase):
    def setUp(self):
        super().setUp()
        self.index = PackageIndex()
        self.index.__enter__()
        self.addCleanup(self.index.__exit__)
        self.index.add(Wheel("tinyhttp", "1.0"))
        self.index.add(Wheel("brand-new", "1.0", requires=["tinyhttp"]))
        composeworld.write_settings(self.folder / "config", self.index, theme="light")
        self.environment.update(PORTICO_CACHE_DIR=str(self.folder / "cache"))
        self.install = self.add_working()
        self.whole = self.state_of(self.base)
        self.open_window()

    def leave(self):
        self.window.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.window.wait_end(), 0)

    def show_again(self):
        """The window looks at an install when somebody shows it."""
        self.window.click("Nodes")
        self.window.click("Overview")

    def state(self):
        return self.json("status", "mine")["session"]["state"]

    def test_what_pip_replaced_is_put_back(self):
        self.pip(torch_wheel("cpu"))
        broken = self.base / "anymatix/ComfyUI/nodes.py"
        broken.unlink()
        broken.write_text("broken(\n", encoding="utf-8")
        self.show_again()
        self.window.find("torch was replaced in “Mine”", seconds=30)
        self.window.shoot("repair-drift")
        self.window.click("Put back")
        self.window.wait_gone("torch was replaced in “Mine”", seconds=60)
        self.wait_for(lambda: self.state_of(self.base) == self.whole, "the base is whole again", seconds=60)
        self.show_again()
        self.window.find("Hand-made GPU", seconds=30, begins=True)  # what torch computes on
        self.leave()

    def test_an_absorption_that_failed_is_made_up_for_by_the_repair(self):
        self.pip(Wheel("brand-new", "1.0", requires=["tinyhttp"]))
        self.index.faults["/"] = "500"
        self.show_again()
        self.window.find("Packages were added to “Mine”", seconds=30)
        self.window.shoot("repair-added")
        self.window.click("Absorb into the layer")
        self.window.find("Not everything could be repaired", seconds=60, begins=True)
        self.window.shoot("repair-absorb-failed")
        self.assertEqual(self.state_of(self.base), self.whole, "the base is whole all the same")
        self.window.click("Close this message")
        self.window.wait_gone("Packages were added to “Mine”", seconds=30)

        self.index.faults.clear()
        self.window.click("Nodes")
        self.window.click("Repair")
        self.window.find("Install what was taken over: brand-new==1.0", seconds=60, begins=True)
        self.window.shoot("repair-absorb-again")
        self.window.press("Return")
        self.window.find("Repaired, and ComfyUI starts. torch 2.9.1+cu130 computes on Hand-made GPU", seconds=120, begins=True)
        self.assertEqual(len(list((self.library / "installs/mine/view").glob("*/site/brand_new"))), 1)
        self.window.press("Escape")
        self.window.wait_gone("Repaired, and ComfyUI starts. torch 2.9.1+cu130 computes on Hand-made GPU")
        self.assertEqual(self.json("repair", "mine", "--dry-run")["steps"], [])
        self.leave()

    def test_what_pip_added_is_in_the_layer_at_once(self):
        self.pip(Wheel("brand-new", "1.0", requires=["tinyhttp"]))
        self.show_again()
        self.window.click("Nodes")
        self.window.click("Base and layer")
        self.window.click("Absorb into the layer", seconds=30)
        self.wait_for(lambda: list((self.library / "installs/mine/view").glob("*/site/brand_new")), "it is in the layer")
        self.window.wait_gone("Absorb into the layer", seconds=60)
        self.window.find("2 packages", seconds=30, begins=True)
        self.window.shoot("repair-absorbed")
        self.assertEqual(self.state_of(self.base), self.whole)
        self.assertEqual(self.json("repair", "mine", "--dry-run")["steps"], [])
        self.leave()

    def test_a_torn_base_is_repaired_until_comfyui_is_ready(self):
        shutil.rmtree(self.site / "torch/parts")
        (self.site / "torch/__init__.py").unlink()
        self.window.click("Nodes")
        self.window.click("Repair")
        self.window.find("1 step would repair it", seconds=60, begins=True)
        self.window.shoot("repair-plan")
        self.assertFalse((self.site / "torch/parts").exists(), "a plan changes nothing")
        self.window.press("Return")
        self.window.find("Repaired, and ComfyUI starts.", seconds=120, begins=True)
        self.window.shoot("repair-done")
        self.assertEqual(self.state_of(self.base), self.whole)
        self.window.press("Escape")
        self.window.wait_gone("Repaired, and ComfyUI starts.")
        self.window.click("Start")
        self.wait_for(lambda: self.state() == "ready", "ComfyUI is ready")
        port = self.json("status", "mine")["session"]["port"]
        self.assertTrue(comfyclient.make_picture(port).startswith(comfyclient.PNG_SIGNATURE))
        self.window.click("Stop")
        self.wait_for(lambda: self.state() == "stopped", "ComfyUI is stopped")
        self.leave()


if __name__ == "__main__":
    windowdriver.require()
    skip_without_uv()
    main()
