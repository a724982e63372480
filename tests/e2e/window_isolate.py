#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""An ordinary node pack is isolated through the real window, as a screen reader names its controls: from the menu of the
Nodes tab through the plan to the trial and the environment, then back by one click, all on a loopback index."""

import signal

import windowdriver
from composecase import skip_without_uv
from isolatecase import IsolateCase
from world import BIN, main

PACK = "ComfyUI-Clashes"


class WindowIsolate(IsolateCase):
    @classmethod
    def setUpClass(cls):
        cls.desktop = windowdriver.Desktop()  # one for all: pyatspi stays on the first bus that it saw
        cls.addClassCleanup(cls.desktop.close)

    def setUp(self):
        super().setUp()
        self.choose(theme="light")
        self.pack = self.ordinary(PACK, "clashing", "2.0", **{"prestartup_script.py": ""})
        self.window = windowdriver.Window([str(BIN / "portico"), "--library", str(self.library)], self.environment)

    def tearDown(self):
        self.window.kill()
        self.wait_nothing_runs()
        super().tearDown()

    def choose_in_menu(self, letter):
        """By the key that its line underlines."""
        self.window.click(PACK, seconds=60)
        self.window.open_menu("More")
        self.window.shoot(f"isolate-menu-{letter}")
        self.window.press(letter)

    def test_isolated_from_the_menu_and_back_by_one_click(self):
        before, layer = self.seen(), self.current_layer()
        self.window.click("Nodes")
        self.choose_in_menu("s")
        self.window.find(f"Isolate “{PACK}”?", seconds=60)
        self.window.wait_enabled("Isolate", seconds=60)
        self.window.shoot("isolate-plan")
        names = self.window.names()
        for part in ("gets a Python of its own", "prestartup_script.py does not run"):
            self.assertTrue(any(part in name for name in names), f"“{part}” is not in {names}")
        self.assertEqual(self.seen(), before, "a plan changes nothing")

        self.window.click("Isolate")
        self.window.find(f"Isolate {PACK}", begins=True)  # in the activity pane
        self.wait_for((self.pack / "portico-isolated.json").exists, "the wrapper", seconds=240)
        self.wait_for(lambda: self.pack_row(PACK)["state"]["needsMet"], "its state")
        inner = self.pack / "nodes/isolated" / PACK
        moved = {path.replace(str(self.pack), str(inner)): bytes for path, bytes in self.seen_in(before, self.pack).items()}
        self.assertEqual(self.seen(inner), moved, "the pack's files are what they were")
        self.window.click(PACK, seconds=60)
        self.window.find("It is isolated: it runs in a Python of its own. Its prestartup_script.py does not run",
                         seconds=60, begins=True)
        self.window.shoot("isolate-done")
        self.window.click("Environments")
        self.window.find("clashes-isolated: built", seconds=60)
        self.window.shoot("isolate-environment")

        self.window.click("Nodes")
        self.choose_in_menu("s")
        self.wait_for(lambda: not (self.pack / "portico-isolated.json").exists(), "the pack's own folder", seconds=120)
        self.wait_for(lambda: not list((self.place / "ce").glob("envs/*")), "the end of its environment")
        after = self.seen()
        after.pop("packs.json"), before.pop("packs.json", None)
        self.assertEqual(after, before)
        self.assertEqual(self.current_layer(), layer)
        self.window.shoot("isolate-undone")
        self.wait_for(lambda: not list((self.library / "journal").glob("*")), "the end of the job")
        self.window.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.window.wait_end(), 0)
        self.nothing_else_is_left()


if __name__ == "__main__":
    windowdriver.require()
    skip_without_uv()
    main()
