#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The main job through the real window, by clicks and keys on a virtual screen."""

import json
import os
import shutil
import signal
import subprocess
import sys

from world import BIN, NOWHERE, World, bundle, comfyclient, main

TOOLS = ("Xvfb", "openbox", "xdotool")
SCREENSHOTS = os.path.join(os.environ["PORTICO_BUILD_DIR"], "screenshots")


class Screen:
    """A virtual screen with a window manager, so that windows get the focus."""

    def __init__(self, environment):
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as answer:
            display = answer.readline().strip()
        self.environment = dict(environment, DISPLAY=f":{display}")
        self.manager = subprocess.Popen(["openbox"], env=self.environment, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        # A window that is shown while the manager takes over the screen may never be mapped.
        comfyclient.wait_until(lambda: self.do("get_num_desktops") > ["0"], 30, "the window manager works")

    def do(self, *words):
        return subprocess.run(["xdotool", *map(str, words)], env=self.environment, text=True,
                              capture_output=True, check=False).stdout.split()

    def window(self, title):
        found = self.do("search", "--onlyvisible", "--name", title)
        return found[-1] if found else None

    def keep(self, name):
        """A screenshot for people, where there is a program for it."""
        if shutil.which("import"):
            os.makedirs(SCREENSHOTS, exist_ok=True)
            subprocess.run(["import", "-window", "root", os.path.join(SCREENSHOTS, f"{name}.png")],
                           env=self.environment, check=False)

    def close(self):
        for process in (self.manager, self.server):
            process.kill()
            process.wait(timeout=10)


class MainJob(World):
    def setUp(self):
        super().setUp()
        config = self.folder / "config"
        config.mkdir()
        (config / "settings.json").write_text(json.dumps({"schema": 1, **NOWHERE}), encoding="utf-8")
        self.environment["PORTICO_CONFIG_DIR"] = str(config)
        self.screen = Screen(self.environment)
        self.window = None

    def tearDown(self):
        if self.window and self.window.poll() is None:
            self.window.terminate()
            self.window.wait(timeout=20)
        self.screen.close()
        try:
            self.wait_for(lambda: not self.processes(), "the session servers have said goodbye", 15)
        except TimeoutError:
            pass  # World.tearDown names what is left
        super().tearDown()

    def open(self, *words):
        self.window = subprocess.Popen(
            [str(BIN / "portico"), "--library", str(self.library), *map(str, words)],
            env=self.screen.environment, cwd=self.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def session(self):
        return self.json("status", "studio")["session"]["state"]

    def choose_install(self):
        window = self.wait_for(lambda: self.screen.window("Studio"), "the window shows the install")
        self.screen.do("windowactivate", "--sync", window)
        self.screen.do("mousemove", "--window", window, 100, 80, "click", 1)

    def add_by_dialog(self):
        self.open(bundle()["path"])
        dialog = self.wait_for(lambda: self.screen.window("Add ComfyUI"), "the question opens")
        self.screen.do("windowactivate", "--sync", dialog)
        self.screen.keep("e2e-add")
        self.screen.do("key", "Tab", "Tab", "Tab")
        self.screen.do("type", "Studio")
        self.screen.do("key", "Return")
        self.wait_for(lambda: self.json("list")["installs"], "the install is there")
        # Tests run side by side: not all of them can have 8188.
        self.cli("set", "studio", f"port={comfyclient.free_port()}")

    def test_add_start_picture_and_stop_by_keys(self):
        self.add_by_dialog()
        self.choose_install()
        self.screen.do("key", "Return")
        self.wait_for(lambda: self.session() == "ready", "ComfyUI is ready")
        self.screen.keep("e2e-ready")
        port = self.json("status", "studio")["session"]["port"]
        self.assertTrue(comfyclient.make_picture(port).startswith(comfyclient.PNG_SIGNATURE))
        self.screen.do("key", "Return")
        self.wait_for(lambda: self.session() == "stopped", "ComfyUI is stopped")
        self.screen.keep("e2e-stopped")
        self.window.send_signal(signal.SIGTERM)
        self.assertEqual(self.window.wait(timeout=20), 0)

    def test_a_window_that_is_killed_takes_its_session_along(self):
        self.add_by_dialog()
        self.choose_install()
        self.screen.do("key", "Return")
        self.wait_for(lambda: self.session() == "ready", "ComfyUI is ready")
        self.window.kill()
        self.window.wait(timeout=10)
        self.wait_for(lambda: self.session() == "stopped", "its session has ended")

    def test_what_a_terminal_starts_the_window_shows_and_stops(self):
        self.add_by_dialog()
        self.cli("start", "studio", "--detach")
        self.choose_install()
        self.screen.keep("e2e-started-elsewhere")
        self.screen.do("key", "Return")
        self.wait_for(lambda: self.session() == "stopped", "the window stopped it")


if __name__ == "__main__":
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print(f"skipped: {', '.join(missing)} not installed")
        sys.exit(77)
    main()
