#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The window's own updates, from the choice to look for them to a replaced AppImage: by clicks, with metadata that the
maker's script has signed."""

import json
import shutil
import signal
import subprocess
import sys

import windowdriver
from world import NOWHERE, World, bundle, main  # first: it says where the next ones find their parts
from releasecase import PROGRAM, TESTS, ReleaseCase
from windowcase import OnDesktop

DAILY = "Look for a newer Portico once a day"
LOOK = "Look for a newer Portico now"
INSTALL = "Install the update of Portico…"
DOWNLOAD = "Download the update of Portico"


class AppUpdateWindow(OnDesktop, ReleaseCase, World):
    def setUp(self):
        super().setUp()
        config = self.folder / "config"
        config.mkdir()
        self.settings = config / "settings.json"
        self.settings.write_text(json.dumps({"schema": 1, "theme": "light", **NOWHERE}), encoding="utf-8")
        self.environment.update(PORTICO_CONFIG_DIR=str(config), PORTICO_CACHE_DIR=str(self.folder / "cache"))

    def open_updating(self):
        self.window = windowdriver.Window([str(TESTS / "portico-updating"), "--library", str(self.library)],
                                          self.environment)

    def open_card(self):
        self.open_updating()
        self.window.click("Settings")
        self.window.find(DAILY)

    def leave(self):
        self.window.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.window.wait_end(), 0)

    def kept(self, key):
        return json.loads(self.settings.read_text(encoding="utf-8")).get(key)

    def program(self):
        return subprocess.run([str(self.app)], capture_output=True, text=True, check=True).stdout

    def activate(self, name):
        """Presses what may lie below the edge of the page: the focus scrolls to it."""
        node = self.window.wait_enabled(name)
        node.queryComponent().grabFocus()
        node.queryAction().doAction(0)

    def test_nobody_is_asked_before_it_is_chosen_and_then_once_a_day(self):
        self.publish("0.2.0", 1, notes=["It starts faster.", "Long jobs can wait <b>for</b> each other."])
        self.open_card()
        self.window.find("This is Portico 0.1.0.")
        self.assertEqual(self.server.asked, [])
        self.activate(DAILY)
        self.window.find("There is Portico 0.2.0; this is 0.1.0.")
        self.assertEqual(self.server.asked, ["/portico-update.json", "/portico-update.json.sig"])
        self.window.shoot("appupdate-notice")
        self.leave()
        self.assertTrue(self.kept("lookForUpdates"))
        self.assertIsNone(self.kept("seenUpdate"), "ending Portico is no answer")
        self.open_card()
        self.window.wait_enabled(LOOK)
        self.assertEqual(len(self.server.asked), 2, "not again on the same day")
        self.leave()
        self.settings.write_text(json.dumps({**json.loads(self.settings.read_text(encoding="utf-8")),
                                             "lookedForUpdates": "2026-01-01T00:00:00Z"}), encoding="utf-8")
        self.open_updating()
        self.window.click("Show the update")
        self.window.find("• It starts faster.\n• Long jobs can wait <b>for</b> each other.")
        self.window.wait_gone("There is Portico 0.2.0; this is 0.1.0.")
        self.assertEqual(len(self.server.asked), 4)
        self.wait_for(lambda: self.kept("seenUpdate") == "0.2.0", "it is not told again")

    def test_download_cancel_install_and_never_while_a_session_runs(self):
        studio = self.add(bundle(), "--name", "Studio")
        self.publish("0.2.0", 1, minimum="0.2.0")
        self.server.may.clear()
        self.open_card()
        self.activate(LOOK)
        self.window.find("Its authors say that versions before 0.2.0 are not safe to use any more.")
        self.activate(DOWNLOAD)
        self.activate("Cancel the update of Portico")
        self.window.find(DOWNLOAD)
        self.server.may.set()
        self.activate(DOWNLOAD)
        self.window.wait_enabled(INSTALL)
        self.cli("start", studio["id"], "--detach")
        self.window.find("Downloaded and checked. Portico is not replaced while an install runs: stop Studio first.")
        enabled = self.window.atspi.STATE_ENABLED
        self.assertFalse(self.window.find(INSTALL).getState().contains(enabled))
        self.window.shoot("appupdate-blocked")
        self.cli("stop", studio["id"])
        self.activate(INSTALL)
        self.window.find("Install Portico 0.2.0?")
        self.window.shoot("appupdate-question")
        self.assertEqual(self.program(), "the old Portico\n")
        self.window.click("Install")
        self.wait_told("Portico 0.2.0 is in place")
        self.window.shoot("appupdate-done")
        self.assertEqual(self.program(), "the new Portico\n")
        previous = self.app.with_name("Portico.AppImage.previous")
        self.assertIn(b"the old Portico", previous.read_bytes())

    def test_what_is_not_signed_enough_or_changed_is_told_and_nothing_is_replaced(self):
        self.publish("0.2.0", 2, keys=self.keys[:1])
        self.open_card()
        self.activate(LOOK)
        self.wait_told("was not signed by Portico")
        file = self.publish("0.2.0", 2)
        file.write_bytes(PROGRAM.replace(b"new", b"bad"))
        self.activate(LOOK)
        self.activate(DOWNLOAD)
        self.wait_told("is not the one that was promised")
        self.assertIsNone(self.window.look(INSTALL))
        self.assertEqual(self.program(), "the old Portico\n")

    def wait_told(self, words):
        """What a screen reader says of the last try."""
        result = "This is Portico 0.1.0.: result"
        self.wait_for(lambda: (node := self.window.look(result)) and words in node.description, words)

    def test_somebody_elses_work_and_a_build_without_a_key_are_said_in_a_sentence(self):
        del self.environment["APPIMAGE"]
        self.open_updating()
        self.window.click("Settings")
        self.window.find("This Portico was unpacked or built by hand", begins=True)
        self.assertIsNone(self.window.look(DAILY))
        self.leave()
        self.environment["PORTICO_TEST_UPDATE_KEYS"] = ""
        self.open_updating()
        self.window.click("Settings")
        self.window.find("This build of Portico has no key to tell real updates by", begins=True)
        self.assertIsNone(self.window.look(DAILY))
        self.assertEqual(self.server.asked, [])


if __name__ == "__main__":
    windowdriver.require()
    if not shutil.which("openssl"):
        print("skipped: openssl is not here\n0 passed, 0 failed, 1 skipped")
        sys.exit(77)
    main()
