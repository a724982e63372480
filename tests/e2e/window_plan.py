#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The plan in the real window, with every mark that a package can have and every choice: sizes, very new ones, builds,
addresses, repositories, what is left to the base's torch and why, wheels for another torch, two packs that clash."""

import windowdriver
from composecase import skip_without_uv
from packageindex import Sdist, Wheel
from windowcase import WindowCase
from world import main

YOUNG = "2126-01-01T00:00:00Z"  # younger than any cooldown, whenever this runs


class Plan(WindowCase):
    def fill(self, add):
        for goods in (Wheel("sharpener", "1.4", requires=["torch>=99"], size=300_000), Wheel("fresh", "1.0", upload_time=YOUNG),
                      Sdist("made-here", "1.0"), Wheel("direct", "1.0"), Wheel("number", "1.0"), Wheel("number", "2.0"),
                      Wheel("easy", "1.0"), Wheel("opencv-python", "4.10.0"), Wheel("opencv-python-headless", "4.10.0"),
                      Wheel("flash-attn", "2.9.0+cu128torch2.8", tag="py3-none-linux_x86_64")):
            add(goods)

    def prepare(self):
        self.pack("Old-Pack", "number<2\n", place=self.custom)
        self.cli("nodes", "apply", "studio", "--yes", seconds=120)

    def test_every_mark_is_seen(self):
        wheel = f"{self.index.url('files')}/simple/direct/direct-1.0-py3-none-any.whl"
        self.ask_for_plan(self.pack("Marked", f"sharpener\nfresh\nmade-here\ndirect @ {wheel}\nopencv-python\neasy\n"
                                              "git+https://git.invalid/tool.git#egg=tool\ntorch==2.1.0\n"))
        self.window.find("Only with your consent", seconds=60, begins=True)
        self.window.shoot("plan-marks")
        self.has("very new", "built from source", "from 127.0.0.1", "built from a repository of git.invalid",
                 "Will be added · 5 packages, 298 KiB", "Build 3 packages here; I trust where they come from")
        self.window.click("fresh")
        self.has("was published only days ago, and nothing older fits")  # about the chosen line
        self.window.press("End")
        self.window.find("One of several that do the same", begins=True)
        self.window.shoot("plan-marks-end")
        self.has("Left to this install", "torch==2.1.0", "not what was asked for", "torch>=99", "opencv-python-headless",
                 "instead of opencv-python")
        self.window.click("Cancel")
        self.assertFalse((self.custom / "Marked").exists())
        self.leave()

    def test_two_packs_that_clash_are_named_and_one_requirement_gives_way(self):
        self.ask_for_plan(self.pack("New-Pack", "number>=2\neasy\n"))
        self.window.find("Cannot be met", seconds=60, begins=True)
        self.window.shoot("plan-clash")
        self.has("different versions of number", "number<2", "number>=2", "Leave out “New-Pack”", "Leave out “Old-Pack”",
                 "Install without number of “Old-Pack”")
        self.window.click("Install without number of “New-Pack”")
        self.window.wait_enabled("Install without “number”", seconds=60)
        self.window.shoot("plan-without")
        self.window.click("Install without “number”")
        self.wait_for(lambda: (self.custom / "New-Pack").exists() and "easy==1.0" in self.lock(), "the rest is there")
        self.assertIn("number==1.0", self.lock())
        self.wait_probed()
        self.leave()

    def test_a_wheel_for_another_torch_is_refused_with_its_reason(self):
        self.ask_for_plan(self.pack("Fast", "flash-attn\neasy\n"))
        self.window.find("Cannot be met", seconds=60, begins=True)
        self.window.shoot("plan-abi")
        self.has("torch 2.8 and CUDA 12.8", "Install without flash-attn of “Fast”")
        self.window.click("Cancel")
        self.leave()


if __name__ == "__main__":
    windowdriver.require()
    skip_without_uv()
    main()
