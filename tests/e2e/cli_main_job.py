#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The main job from a terminal: a bundle from a URL becomes a running ComfyUI, and is gone again."""

import json
import os
import signal

from fileserver import FileServer
from world import World, bundle, comfyclient, main


class MainJob(World):
    def test_from_a_url_to_a_picture_and_back_to_nothing(self):
        made = bundle()
        with FileServer(made["path"]) as server:
            install = self.add(made, "--name", "My Studio", source=server.url("bundle.zip"))
        self.assertEqual((install["id"], install["layout"]), ("my-studio", "anymatix"))
        self.assertTrue(install["verified"])
        self.assertEqual(install["comfyVersion"], "0.33.0")

        listed = self.json("list")
        self.assertEqual([row["id"] for row in listed["installs"]], ["my-studio"])
        self.assertEqual(listed["installs"][0]["session"]["state"], "stopped")

        self.cli("start", "my-studio", "--detach")
        self.assertEqual(self.state(install), "ready")
        picture = comfyclient.make_picture(install["port"], width=48, height=32)
        self.assertTrue(picture.startswith(comfyclient.PNG_SIGNATURE))
        self.assertTrue(list(self.library.glob("installs/my-studio/data/output/**/*.png")))

        self.cli("stop", "My Studio")
        self.assertEqual(self.state(install), "stopped")
        self.assertFalse(comfyclient.is_listening(install["port"]))
        self.wait_nothing_runs()

        shown, _ = self.cli("log", "my-studio")
        self.assertIn("Starting server", shown)
        self.cli("remove", "my-studio")  # lists only
        self.assertTrue((self.library / "installs/my-studio/install.json").exists())
        self.cli("remove", "my-studio", "--yes", "--remove-data", "--permanently")
        self.assertEqual(self.json("list")["installs"], [])
        self.assertFalse((self.library / "installs/my-studio").exists())

    def test_a_folder_is_adopted_where_it_lies(self):
        made = bundle("plain", "folder")
        comfy = os.path.join(made["path"], "ComfyUI")
        install = self.json("add", comfy, "--name", "Own", "--port", comfyclient.free_port())
        self.assertTrue(install["adopted"])
        self.cli("start", "own", "--detach")
        self.assertTrue(comfyclient.make_picture(install["port"]))
        self.cli("stop", "own")
        self.wait_nothing_runs()
        self.cli("remove", "own", "--yes")
        self.assertTrue(os.path.exists(os.path.join(comfy, "main.py")), "the person's own folder stays")

    def test_two_installs_run_at_once_on_two_ports(self):
        made = bundle()
        first = self.add(made, "--name", "One")
        second = self.add(made, "--name", "Two")
        self.cli("start", "one", "--detach")
        self.cli("start", "two", "--detach")
        self.assertEqual({row["session"]["state"] for row in self.json("status")["installs"]}, {"ready"})
        for install in (first, second):
            self.assertTrue(comfyclient.make_picture(install["port"]))
        self.cli("stop", "one")
        self.assertTrue(comfyclient.make_picture(second["port"]), "the other one goes on")
        self.cli("stop", "two")
        self.wait_nothing_runs()

    def test_rename_and_set_change_what_the_next_start_does(self):
        install = self.add(bundle(), "--name", "One")
        self.cli("rename", "one", "Atelier")
        port = comfyclient.free_port()
        changed = self.json("set", "Atelier", f"port={port}", "arguments=--preview-method none")
        self.assertEqual((changed["name"], changed["port"]), ("Atelier", port))
        self.cli("start", install["id"], "--detach")
        running = self.json("status", install["id"])["session"]
        self.assertEqual(running["port"], port)
        with open(f"/proc/{running['pid']}/cmdline", "rb") as file:
            self.assertIn(b"--preview-method\0none\0", file.read())
        self.cli("stop", install["id"])

    def test_self_check_passes_and_leaves_nothing(self):
        report = self.json("selfcheck", seconds=180)
        self.assertEqual({step["outcome"] for step in report["steps"]}, {"passed"}, report)
        self.wait_nothing_runs()
        self.assertEqual(self.json("list")["installs"], [])


class Foreground(World):
    def test_control_c_stops_what_start_began(self):
        install = self.add(bundle(), "--name", "One")
        process = self.spawn("start", "one")
        comfyclient.wait_ready(install["port"])
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 0, out + err)
        self.assertIn("Starting server", out)
        self.wait_nothing_runs()
        self.assertFalse(comfyclient.is_listening(install["port"]))

    def test_a_killed_terminal_ends_the_attached_session(self):
        install = self.add(bundle(), "--name", "One")
        process = self.spawn("start", "one")
        comfyclient.wait_ready(install["port"])
        process.kill()
        process.communicate()
        self.wait_nothing_runs(30)
        self.assertEqual(self.state(install), "stopped")

    def test_a_second_control_c_ends_one_that_does_not_listen(self):
        install = self.add(bundle(mode="ignore-sigint,ignore-sigterm"), "--name", "Deaf")
        process = self.spawn("start", "deaf")
        comfyclient.wait_ready(install["port"])
        os.kill(process.pid, signal.SIGINT)
        self.wait_for(lambda: self.state(install) == "stopping", "stopping is shown")
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 0, out + err)
        self.wait_nothing_runs()

    def test_a_crash_tells_the_exit_code_and_the_last_lines(self):
        install = self.add(bundle(mode="crash-at-start"), "--name", "Broken")
        out, err = self.cli("start", "broken", code=1)
        self.assertIn("Traceback", out)
        status = self.json("status", install["id"])["session"]
        self.assertIn(status["state"], ("crashed", "stopped"))
        self.assertIn("1", err)
        self.wait_nothing_runs()

    def test_json_lines_tell_states_and_log(self):
        self.add(bundle(), "--name", "One")
        process = self.spawn("--json", "start", "one")
        lines = []
        for line in process.stdout:
            lines.append(json.loads(line))
            if lines[-1]["type"] == "status" and lines[-1]["status"]["state"] == "ready":
                os.kill(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 0, err)
        states = [line["status"]["state"] for line in lines if line["type"] == "status"]
        self.assertEqual((states[0], states[-1]), ("starting", "stopped"))
        self.assertTrue(any("Starting server" in line["text"] for line in lines if line["type"] == "log"))


main()
