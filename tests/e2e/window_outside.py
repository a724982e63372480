#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What comes from outside to the real window: second starts hand over and end, and links and files lead to a question."""

import json
import os
import shutil
import signal
import socket
import subprocess
import unittest

import windowdriver
from world import BIN, NOWHERE, World, bundle, main  # first: it says where the next one finds its parts
from windowcase import OnDesktop


class Outside(OnDesktop, World):
    def setUp(self):
        super().setUp()
        self.config = self.folder / "config"
        self.config.mkdir()
        self.settings = self.config / "settings.json"
        self.settings.write_text(json.dumps({"schema": 1, "theme": "light", **NOWHERE}), encoding="utf-8")
        self.environment.update(PORTICO_CONFIG_DIR=str(self.config), PORTICO_CACHE_DIR=str(self.folder / "cache"))

    def start(self, *words, library=None):
        """Another start, as a desktop does it."""
        more = {name: os.environ[name] for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS")}
        return subprocess.Popen(
            [str(BIN / "portico"), "--library", str(library or self.library), *map(str, words)], cwd=self.folder,
            env={**self.environment, **more, "QT_QPA_PLATFORM": "xcb"}, stdin=subprocess.DEVNULL)

    def hand_over(self, *words):
        self.assertEqual(self.start(*words).wait(60), 0, "the second start ends")

    def windows(self):
        return [pid for pid, command in self.processes() if f"{BIN}/portico" in command]

    def active(self):
        """The process whose window has the focus."""
        said = subprocess.run(["xdotool", "getactivewindow", "getwindowpid"], capture_output=True, text=True, check=False)
        return int(said.stdout) if said.stdout.strip() else 0

    def end(self):
        self.window.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.window.wait_end(), 0)

    def test_a_second_start_brings_the_first_forward_with_what_it_was_given(self):
        self.open_window()
        pid = self.window.process.pid
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(pid), "--class", "portico"],
                               capture_output=True, text=True, check=True).stdout.split()[0]
        windowdriver.xdotool("windowminimize", "--sync", found)
        self.wait_for(lambda: self.active() != pid, "it is minimised")
        self.hand_over()
        self.wait_for(lambda: self.active() == pid, "it comes forward")
        self.assertEqual(self.windows(), [pid])
        (self.folder / "a bundle.zip").write_bytes(b"PK")
        self.hand_over("a bundle.zip")  # of the folder that the second was started in
        field = self.window.find("A file")
        self.wait_for(lambda: any(str(self.folder / "a bundle.zip") == node.queryText().getText(0, -1)
                                  for node in self.fields()), f"its place is shown: {field.name}")
        self.window.press("Escape")
        self.window.wait_gone("A file")
        self.hand_over("not there.zip")
        self.window.find("There is no file or folder not there.zip.", begins=True)
        other = self.start(library=self.folder / "other")
        self.wait_for(lambda: len(self.windows()) == 2, "another library has its own window")
        self.wait_for(lambda: self.active() == other.pid, "and it is there")
        other.send_signal(signal.SIGTERM)
        self.assertEqual(other.wait(30), 0)
        self.end()

    def fields(self):
        atspi = self.window._atspi
        return [node for node in self.window._shown() if node.getRole() in (atspi.ROLE_TEXT, atspi.ROLE_ENTRY)]

    def test_neither_a_killed_nor_a_hanging_window_hinders_a_start(self):
        self.open_window()
        self.window.process.kill()
        self.window.process.wait()
        self.open_window()
        door = next((self.folder / "run/portico").glob("w-????????????????"))
        with socket.socket(socket.AF_UNIX) as guest:
            guest.connect(str(door))
            guest.sendall(b"x" * 60_000 + b"\n")
            self.assertEqual(guest.recv(100), b"", "noise is hung up on")
        with socket.socket(socket.AF_UNIX) as silent:
            silent.connect(str(door))
            self.hand_over()
        first = self.window.process
        first.send_signal(signal.SIGSTOP)
        try:
            second = self.start()
            self.wait_for(lambda: self.active() == second.pid, "a window of its own")
            second.send_signal(signal.SIGTERM)
            self.assertEqual(second.wait(30), 0)
        finally:
            first.send_signal(signal.SIGCONT)
        self.end()

    @unittest.skipUnless(os.geteuid() == 0, "only root can be somebody else")
    def test_another_user_cannot_speak_to_it(self):
        self.open_window()
        door = next((self.folder / "run/portico").glob("w-????????????????"))
        for place in (self.folder, self.folder / "run"):
            place.chmod(0o755)  # the folder of the sockets is what keeps others out
        said = subprocess.run(
            ["/usr/bin/env", "python3", "-c", "import socket, sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1])",
             str(door)], user=65534, group=65534, extra_groups=[], cwd="/", capture_output=True, text=True, check=False)
        self.assertIn("PermissionError", said.stderr)
        self.end()

    def test_links_and_files_lead_to_questions(self):
        made = bundle()
        install = self.add(made, "--name", "Studio")
        shutil.copyfile(made["path"], self.folder / "team.zip")
        choice = self.json("hardware")["choice"]["accelerator"]
        entry = {"id": "one-1", "name": "Studio build", "comfyVersion": "0.37.0", "os": "linux",
                 "architecture": os.uname().machine.replace("x86_64", "x64").replace("aarch64", "arm64"),
                 "accelerator": choice["text"] if isinstance(choice, dict) else choice,
                 "files": [{"url": "team.zip", "sha256": made["sha256"], "size": made["size"]}]}
        team = self.folder / "studio.portico-catalogue.json"
        team.write_text(json.dumps({"schema": 1, "id": "studio", "name": "The studio’s builds", "bundles": [entry]}))
        self.open_window(team)
        self.window.find("Add this list of builds?")
        self.assertNotIn("teamCatalogues", json.loads(self.settings.read_text()))
        self.window.shoot("outside-catalogue")
        self.window.click("Add the list")
        self.window.find(f"Test: {team}")
        self.assertEqual(json.loads(self.settings.read_text())["teamCatalogues"], [str(team)])

        self.hand_over("portico://install?bundle=team/studio/one-1")
        self.window.find("A link asks to add ComfyUI")
        self.window.find("Studio build")
        self.window.wait_enabled("Go on…")
        self.window.shoot("outside-link")
        self.window.press("Return")  # what a hasty key does: nothing
        self.window.wait_gone("A link asks to add ComfyUI")
        self.hand_over("portico://install?bundle=team/studio/one-1")
        self.window.wait_enabled("Go on…")
        self.window.click("Go on…")
        self.window.wait_enabled("Add")
        self.window.press("Escape")
        self.window.wait_gone("Builds")
        self.assertEqual(len(self.json("list")["installs"]), 1)

        self.hand_over("portico://install?bundle=file:///etc/passwd")
        self.window.find("The link cannot be read", begins=True)
        self.hand_over("portico://open?install=studio")
        self.window.click("Open")
        self.window.find("Start")
        self.assertEqual(self.state(install), "stopped")

        state = self.folder / "mine.portico-snapshot.json"
        self.cli("snapshot", "take", "studio")
        self.cli("snapshot", "export", "studio", "latest", str(state))
        self.hand_over(state)
        self.window.find("Open a snapshot")
        self.window.shoot("outside-snapshot")
        self.window.click("Show what would change…")
        self.window.find("Become as in mine.portico-snapshot.json", seconds=60)
        self.end()


if __name__ == "__main__":
    windowdriver.require()
    main()
