#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The main job through the window, by clicks and keys: a bundle from an address becomes a running ComfyUI,
its log is read, it is stopped and removed; what a terminal starts shows here, and the other way round."""

import windowdriver

windowdriver.require()

from fileserver import FileServer  # noqa: E402
from windowdriver import Desktop, Window  # noqa: E402
from world import BIN, World, bundle, comfyclient, main  # noqa: E402

desktop = Desktop()


class WindowWorld(World):
    def setUp(self):
        super().setUp()
        self.windows = []

    def tearDown(self):
        for window in self.windows:
            window.kill()
        super().tearDown()

    def open(self):
        window = Window([str(BIN / "portico"), "--library", str(self.library)], self.environment)
        self.windows.append(window)
        return window


class MainJob(WindowWorld):
    def test_from_an_address_to_a_picture_and_back_to_nothing(self):
        made = bundle()
        port = comfyclient.free_port()
        window = self.open()
        window.shoot("01-empty")
        with FileServer(made["path"]) as server:
            window.click("From an address…")
            window.type_into("An address", server.url("bundle.zip"))
            window.type_into("Name", "Studio")
            window.type_into("SHA-256, if one was published", made["sha256"])
            window.shoot("02-add")
            window.click("Add")
            window.find("Studio, Stopped", 120)
        window.shoot("03-added")
        window.type_into("Port", str(port))
        window.press("Return")
        window.click_left_half("Start")
        window.find("State: Ready", 60, begins=True)
        window.shoot("04-ready")
        self.assertTrue(comfyclient.make_picture(port).startswith(comfyclient.PNG_SIGNATURE))
        self.assertEqual(self.json("status", "studio")["session"]["state"], "ready")

        window.press("ctrl+l")
        window.find("Log")
        window.press("ctrl+f")
        window.find("Find in the log")
        windowdriver.xdotool("type", "--delay", "2", "Starting server")
        window.press("Return")
        window.find("Matches: 1 of", begins=True)
        window.shoot("05-log")

        window.click_left_half("Stop")
        window.find("State: Stopped", 30)
        self.assertFalse(comfyclient.is_listening(port))

        window.click("Studio, Stopped")
        window.press("Delete")
        window.wait_enabled("Remove")
        window.shoot("06-remove")
        window.click("Delete for good")
        window.click("Remove")
        window.find("Bring ComfyUI home", 30)
        window.shoot("07-removed")
        window.close()
        self.assertEqual(window.wait_end(), 0)
        self.wait_nothing_runs()


class Together(WindowWorld):
    def test_what_a_terminal_starts_shows_and_is_stopped_in_the_window(self):
        install = self.add(bundle(), "--name", "Studio")
        window = self.open()
        window.find("Studio, Stopped")
        self.cli("start", "studio", "--detach")
        window.find("Studio, Ready", 10)
        window.click_left_half("Stop")
        window.find("Studio, Stopped", 30)
        self.assertFalse(comfyclient.is_listening(install["port"]))
        window.close()
        self.assertEqual(window.wait_end(), 0)
        self.wait_nothing_runs()

    def test_closing_keeps_it_running_when_asked_to(self):
        install = self.add(bundle(), "--name", "Studio")
        window = self.open()
        window.click_left_half("Start")
        window.find("Studio, Ready", 60)
        window.close()
        window.find("Keep running")
        window.shoot("08-close")
        window.click("Keep running")
        self.assertEqual(window.wait_end(), 0)
        self.assertTrue(comfyclient.make_picture(install["port"]))
        again = self.open()
        again.find("Studio, Ready", 10)
        again.click_left_half("Stop")
        again.find("Studio, Stopped", 30)
        again.close()
        again.wait_end()
        self.wait_nothing_runs()

    def test_closing_stops_it_when_asked_to(self):
        self.add(bundle(), "--name", "Studio")
        window = self.open()
        window.click_left_half("Start")
        window.find("Studio, Ready", 60)
        window.close()
        window.click("Stop and close")
        self.assertEqual(window.wait_end(), 0)
        self.wait_nothing_runs(30)

    def test_a_killed_window_leaves_nothing(self):
        self.add(bundle(), "--name", "Studio")
        window = self.open()
        window.click_left_half("Start")
        window.find("Studio, Ready", 60)
        window.kill()
        self.wait_nothing_runs(30)


try:
    main()
finally:
    desktop.close()
