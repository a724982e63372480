#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Isolated environments through the real window, as a screen reader names its controls: one is built by a click with the
real uv from a loopback index, then broken, repaired by a click, entered with a terminal, and removed; why one could not be
built is said and stays said; packages of the system are shown and run by consent only."""

import shutil
import signal

import windowdriver
from composecase import skip_without_uv
from envcase import PLAIN, EnvCase
from windowcase import OnDesktop
from world import main

# What a desktop calls its terminal: types the words of a file into what it is to run, and keeps what that says.
TERMINAL = '''#!/bin/sh
shift
"$@" <"$HOME/typed" >"$HOME/said.part" 2>&1
mv "$HOME/said.part" "$HOME/said"
'''
INSTALLER = '''#!/bin/sh
echo "$@" >>"$HOME/installed"
'''


class Environments(OnDesktop, EnvCase):
    def setUp(self):
        super().setUp()
        self.choose(theme="light")
        programs = self.folder / "programs"
        programs.mkdir()
        for name, text in (("x-terminal-emulator", TERMINAL), ("xdg-terminal-exec", "#!/bin/sh\nexec x-terminal-emulator -e \"$@\"\n"),
                           ("apt-get", INSTALLER), ("sudo", INSTALLER)):
            (programs / name).write_text(text, encoding="utf-8")
            (programs / name).chmod(0o755)
        self.environment["PATH"] = f"{programs}:{self.environment['PATH']}"
        self.environment["SHELL"] = shutil.which("bash") or "/bin/sh"

    def open(self):
        self.open_window()
        self.window.click("Environments")

    def leave(self):
        self.window.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.window.wait_end(), 0)

    def built_place(self):
        return next(iter((self.place / "ce/envs").glob("some-nodes-*/.pixi/envs/default")), None)

    def choose_in_menu(self, letter):
        """By the key that its line underlines."""
        self.window.open_menu("More: some-nodes")
        self.window.press(letter)

    def look_again(self):
        """The window looks at an install's environments when somebody shows them."""
        self.window.click("Overview")
        self.window.click("Environments")

    def in_terminal(self, typed, begin):
        """What the terminal said to these words."""
        home = self.folder / "home"
        (home / "said").unlink(missing_ok=True)
        (home / "typed").write_text(typed, encoding="utf-8")
        begin()
        self.wait_for((home / "said").exists, "what the terminal said")
        return (home / "said").read_text(encoding="utf-8")

    def test_built_broken_repaired_entered_and_removed(self):
        self.give_comfy_env("0.4.22")
        self.open()
        self.window.find("No isolated environments", seconds=30)
        self.window.shoot("environments-none")
        self.put(PLAIN)  # the window sees it by itself
        self.window.find("some-nodes: missing", seconds=30)
        self.window.click("Build: some-nodes")
        self.window.find("some-nodes: built", seconds=180)
        self.window.shoot("environments-built")
        self.assertEqual(self.states(self.env("list")), {"some-nodes": "built"})
        self.window.find("Build the environment some-nodes", begins=True)  # in the activity pane

        self.take_python(self.built_place().parents[2])
        self.look_again()
        self.window.find("some-nodes: broken", seconds=30)
        self.window.shoot("environments-broken")
        self.window.click("Repair all")
        self.window.find("some-nodes: built", seconds=180)
        self.assertEqual(self.states(self.env("list")), {"some-nodes": "built"})

        self.choose_in_menu("l")
        self.window.find("How “some-nodes” was built", seconds=30)
        self.window.shoot("environments-log")
        self.window.press("Escape")
        python = self.built_place() / "bin/python"
        (self.folder / "home/.bashrc").write_text("PATH=/usr/bin:/bin:$PATH\n", encoding="utf-8")
        said = self.in_terminal("command -v python\npwd\n", lambda: self.choose_in_menu("t"))
        self.assertIn(str(python), said.splitlines())
        self.assertIn(str((self.place / "data/custom_nodes/ComfyUI-Some/nodes").resolve()), said.splitlines())

        self.choose_in_menu("m")
        self.window.find("Remove the environment “some-nodes”?", seconds=30)
        self.window.shoot("environments-remove")
        self.assertTrue(python.exists(), "a question changes nothing")
        self.window.press("Return")
        self.window.find("some-nodes: missing", seconds=60)
        self.assertIsNone(self.built_place())
        self.leave()

    def test_why_it_was_not_built_stays_said(self):
        self.give_comfy_env("0.4.22")
        self.put('[pypi-dependencies]\nnobody-has-this = "==1.0"\n')
        self.open()
        self.window.click("Build: some-nodes", seconds=30)
        self.window.find("The last build failed:", seconds=120, begins=True)
        self.window.shoot("environments-failed")
        self.leave()
        self.open()
        self.window.find("The last build failed:", seconds=30, begins=True)
        self.window.click("Show log: some-nodes")
        self.window.find("How “some-nodes” was built", seconds=30)
        self.window.press("Escape")
        self.assertIn("nobody-has-this", self.env("list", code=1)["environments"][0]["lastError"])
        self.leave()

    def test_packages_of_the_system_by_consent_only(self):
        self.give_comfy_env("0.2.19")
        pack = self.put(PLAIN).parent
        (pack / "comfy-env-root.toml").write_text('[apt]\npackages = ["libnobodyhasthis1"]\n', encoding="utf-8")
        self.open()
        self.window.find("“ComfyUI-Some” needs packages of the system.", seconds=30)
        self.window.shoot("environments-system")
        button = "Run the command for “ComfyUI-Some” in a terminal"
        said = self.in_terminal("", lambda: self.window.click(button))
        self.assertIn("apt-get install -y libnobodyhasthis1", said)
        self.assertFalse((self.folder / "home/installed").exists(), "nobody pressed Enter")
        self.in_terminal("\n\n", lambda: self.window.click(button))
        self.assertIn("install -y libnobodyhasthis1", (self.folder / "home/installed").read_text(encoding="utf-8"))
        self.leave()


if __name__ == "__main__":
    windowdriver.require()
    skip_without_uv()
    main()
