#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A pack with a real install.py through the real window: the script is shown, runs by consent alone on a throwaway copy,
what it added is planned and shown once more, and only then all of it is installed; base and store stay as they were."""

import hashlib

import windowdriver
from composecase import skip_without_uv
from packageindex import Wheel
from windowcase import WindowCase
from world import main

SCRIPT = """# what a person reads before agreeing
import os, pathlib, subprocess, sys, sysconfig
print("install.py of Fetcher at work")
assert subprocess.run(["uv", "pip", "install", "--python", sys.executable, "easy"]).returncode == 0
here = pathlib.Path(__file__).resolve().parent
(here / "part.py").write_text("MADE = True\\n")
for file in pathlib.Path(sysconfig.get_path("purelib")).rglob("*.py"):
    file.chmod(0o644)
    file.write_text("# evil")
pathlib.Path("~/evil.txt").expanduser().write_text("x")
"""
FAILING = "import sys\nprint('a cause')\nsys.exit('no luck')\n"


class Scripts(WindowCase):
    def fill(self, add):
        add(Wheel("easy", "1.0", requires=["number"]))
        add(Wheel("number", "2.0"))

    def prepare(self):
        self.before = self.bytes()

    def tearDown(self):
        after = self.bytes()
        self.assertEqual([path for path, digest in self.before.items() if after.get(path) != digest], [], "the base changed")
        for place in ("staging", "journal"):
            self.assertEqual(list((self.library / place).glob("*")), [], f"left in {place}")
        self.assertEqual(list((self.folder / "home").rglob("evil*")), [])
        super().tearDown()

    def bytes(self):
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in self.place.glob("gen-0001/**/*")
                if path.is_file() and not path.is_symlink() and "__pycache__" not in path.parts
                and path.name != "portico-layer.pth"}

    def test_it_is_shown_run_in_a_copy_and_taken_over(self):
        self.ask_for_plan(self.pack("Fetcher", **{"install.py": SCRIPT}))
        self.window.find("Fetcher brings an install.py", seconds=60, begins=True)
        self.window.click("Show the install.py of Fetcher")
        self.window.find("Close")
        self.window.shoot("scripts-shown")
        self.window.press("Escape")
        self.window.wait_enabled("Install")
        self.window.click("Run the install.py of Fetcher in a throwaway copy")
        self.window.wait_enabled("Run it, then look again")
        self.window.shoot("scripts-consent")
        self.assertFalse((self.custom / "Fetcher").exists())
        self.window.click("Run it, then look again")
        self.window.wait_enabled("Install", seconds=120)
        self.window.shoot("scripts-ran")
        self.has("easy", "number", "thrown away", "Will be added")
        self.assertFalse((self.custom / "Fetcher").exists(), "what ran was a copy")
        self.assertEqual(self.layer(), "")
        self.window.click("Install")
        self.wait_for(lambda: (self.custom / "Fetcher/part.py").exists() and self.layer(), "it is taken over")
        self.assertIn("easy==1.0", self.lock())
        self.wait_probed()
        self.leave()

    def test_without_consent_it_does_not_run_and_may_run_later(self):
        self.ask_for_plan(self.pack("Fetcher", **{"install.py": SCRIPT}))
        self.window.find("Fetcher brings an install.py", seconds=60, begins=True)
        self.window.click("Install")
        self.wait_for(lambda: (self.custom / "Fetcher/install.py").exists(), "the pack is there")
        self.assertFalse((self.custom / "Fetcher/part.py").exists())
        self.window.click("Fetcher", seconds=30)
        self.window.click("More")
        self.window.shoot("scripts-menu")
        self.window.press("i")  # “Run its install.py…”: a menu is told to nobody by its name
        self.window.wait_enabled("Run it", seconds=60)
        self.window.click("Run it")
        self.window.wait_enabled("Take it over", seconds=120)
        self.window.shoot("scripts-later")
        self.window.click("Take it over")
        self.wait_for(lambda: (self.custom / "Fetcher/part.py").exists() and self.layer(), "it is taken over")
        self.wait_probed()
        self.leave()

    def test_one_that_fails_says_why_and_the_pack_can_do_without(self):
        self.ask_for_plan(self.pack("Unlucky", **{"install.py": FAILING}))
        self.window.find("Unlucky brings an install.py", seconds=60, begins=True)
        self.window.click("Run the install.py of Unlucky in a throwaway copy")
        self.window.click("Run it, then look again")
        self.window.wait_enabled("Go on without running it", seconds=120)
        self.window.shoot("scripts-failed")
        self.has("no luck")
        self.window.click("Go on without running it")
        self.window.wait_enabled("Install", seconds=30)
        self.window.click("Install")
        self.wait_for(lambda: (self.custom / "Unlucky/install.py").exists(), "the pack is there")
        self.window.find("Unlucky", seconds=30)
        self.leave()


if __name__ == "__main__":
    windowdriver.require()
    skip_without_uv()
    main()
