#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The real window on a desktop with a tray and notifications: the tray shows and steers what runs and keeps Portico
while its window is closed; the end of a long job is told where the window is not looked at."""

import http.server
import json
import os
import signal
import subprocess
import threading

import windowdriver
from world import BIN, NOWHERE, World, bundle, main  # first: it says where the next ones find their parts
from windowcase import OnDesktop


class Late(http.server.BaseHTTPRequestHandler):
    """Answers when it may, that there is no such file."""

    def do_GET(self):
        self.server.asked.set()
        self.server.may.wait(60)
        self.send_error(404)

    do_HEAD = do_GET

    def log_message(self, *words):
        pass


class OnADesktop(OnDesktop, World):
    def setUp(self):
        super().setUp()
        from desktopservices import DesktopServices  # needs what require() has looked for
        self.services = DesktopServices(dict(os.environ))
        self.addCleanup(self.services.close)

    def open_with(self, *words, **settings):
        config = self.folder / "config"
        config.mkdir()
        (config / "settings.json").write_text(json.dumps({"schema": 1, "theme": "light", **NOWHERE, **settings}))
        self.environment.update(PORTICO_CONFIG_DIR=str(config), PORTICO_CACHE_DIR=str(self.folder / "cache"))
        self.open_window(*words)

    def shown(self):
        said = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.window.process.pid), "--class",
                               "portico"], capture_output=True, text=True, check=False)
        return said.stdout.split()

    def is_active(self):
        said = subprocess.run(["xdotool", "getactivewindow", "getwindowpid"], capture_output=True, text=True, check=False)
        return said.stdout.strip() == str(self.window.process.pid)

    def wait_for_item(self):
        return self.wait_for(lambda: self.services.look().items, "the icon is in the tray")[-1]

    def test_the_tray_shows_steers_and_keeps(self):
        install = self.add(bundle(), "--name", "Studio & Co")
        self.open_with(trayIcon=True)
        tray = self.wait_for_item()
        self.assertEqual(tray.tooltip(), "Portico: nothing runs")
        quiet = tray.picture()
        self.assertEqual(list(tray.menu()), ["Open Portico", "Studio & Co: Stopped/Start", "Quit"])
        tray.choose("Studio & Co: Stopped/Start")
        self.wait_for(lambda: tray.tooltip() == "Studio & Co: Ready", "the tray says that it is ready")
        self.assertEqual(self.state(install), "ready")
        self.assertNotEqual(tray.picture(), quiet, "the shape of the icon says it, too")
        self.assertEqual(list(tray.menu()), ["Open Portico", "Studio & Co: Ready/Stop",
                                             "Studio & Co: Ready/Open in browser", "Quit"])
        self.close_by_the_window_manager()
        self.window.find("Keep in the tray")
        self.window.shoot("desktop-close")
        self.window.click("Keep in the tray")
        self.wait_for(lambda: not self.shown(), "the window is gone")
        self.assertEqual(self.state(install), "ready", "and what runs goes on")
        tray.choose("Open Portico")
        self.wait_for(self.is_active, "the window is there again")
        tray.choose("Studio & Co: Ready/Stop")
        self.wait_for(lambda: tray.tooltip() == "Portico: nothing runs", "it stops")
        tray.choose("Quit")
        self.assertEqual(self.window.wait_end(), 0)

    def close_by_the_window_manager(self):
        windowdriver.xdotool("windowactivate", "--sync", self.shown()[0])
        self.window.press("alt+F4")

    def test_quitting_asks_where_something_runs_and_closing_a_quiet_window_ends(self):
        install = self.add(bundle(), "--name", "Studio")
        self.open_with(trayIcon=True, closeBehaviour="keep")
        tray = self.wait_for_item()
        tray.choose("Studio: Stopped/Start")
        self.wait_for(lambda: tray.tooltip() == "Studio: Ready", "it is ready")
        self.close_by_the_window_manager()
        self.wait_for(lambda: not self.shown(), "it is kept in the tray without a question")
        tray.choose("Quit")
        self.assertEqual(self.window.wait_end(), 0)
        self.assertEqual(self.state(install), "ready", "kept running, as is chosen for always")
        self.cli("stop", install["id"])
        self.open_window()
        self.wait_for(lambda: len(self.services.look().items) == 2, "the icon of the next start")
        self.close_by_the_window_manager()
        self.assertEqual(self.window.wait_end(), 0)

    def test_it_starts_with_the_desktop_where_that_is_chosen(self):
        entry = self.folder / "home/.config/autostart/org.portico.Portico.desktop"
        self.open_with()
        self.window.click("Settings")
        self.assertFalse(entry.exists(), "not unless it is chosen")
        self.window.click("Start Portico when I sign in")
        self.wait_for(entry.exists, "the entry")
        right = entry.read_text()
        self.assertIn(f'Exec="{BIN}/portico" "--in-tray"\n', right)
        self.window.shoot("desktop-settings")
        self.window.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.window.wait_end(), 0)
        entry.write_text(right.replace(str(BIN), "/where/it/was"))
        settings = self.folder / "config/settings.json"
        settings.write_text(json.dumps({**json.loads(settings.read_text()), "trayIcon": True}))
        self.open_window("--in-tray", shown=False)
        tray = self.wait_for_item()
        self.wait_for(lambda: entry.read_text() == right, "the entry follows the program")
        self.assertEqual(self.shown(), [])
        tray.choose("Open Portico")
        self.wait_for(self.shown, "the window")
        self.window.click("Settings")
        self.window.click("Start Portico when I sign in")
        self.wait_for(lambda: not entry.exists(), "the entry is gone")
        tray.choose("Quit")
        self.assertEqual(self.window.wait_end(), 0)

    def fail_a_job_out_of_sight(self, **settings):
        """A download that fails while the window is minimised."""
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Late)
        server.asked, server.may = threading.Event(), threading.Event()
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        self.addCleanup(lambda: (server.may.set(), server.shutdown(), thread.join(), server.server_close()))
        self.open_with(f"http://127.0.0.1:{server.server_port}/a&b.zip", **settings)
        self.window.wait_enabled("Add")
        self.window.press("Return")
        self.assertTrue(server.asked.wait(60), "the download begins")
        windowdriver.xdotool("windowminimize", "--sync", self.wait_for(self.shown, "its window is shown")[0])
        active = self.window._atspi.STATE_ACTIVE
        self.wait_for(lambda: not any(one.getState().contains(active) for one in self.window._application()),
                      "it knows that the person is elsewhere")
        server.may.set()

    def test_what_fails_out_of_sight_is_told_and_a_click_leads_there(self):
        self.fail_a_job_out_of_sight(noticeAfterSeconds=0)
        note = self.wait_for(lambda: self.services.look().notes, "a notification")[0]
        self.assertEqual((note["name"], note["actions"][0]), ("Portico", "default"))
        self.assertEqual(note["hints"]["desktop-entry"], "org.portico.Portico")
        self.assertTrue(note["text"].startswith("It failed. "), note)
        self.assertIn("a&amp;b.zip", note["text"], "the server takes markup, so it is escaped")
        self.services.click(note)
        self.wait_for(self.is_active, "the window comes forward")
        self.window.find("Activity")
        self.window.shoot("desktop-notice")
        self.assertEqual(len(self.services.look().notes), 1)

    def test_nothing_is_told_where_it_is_turned_off(self):
        self.fail_a_job_out_of_sight(noticeAfterSeconds=0, notices=False)
        self.window.find("Clear finished")
        self.assertEqual(self.services.look().notes, [])


if __name__ == "__main__":
    windowdriver.require()
    main()
