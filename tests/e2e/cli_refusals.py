#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What porticoctl says no to, with the exit codes that scripts rely on, and no trace left behind."""

import socket

from fileserver import FileServer
from world import World, bundle, comfyclient, main


class Refusals(World):
    def assert_library_is_empty(self):
        self.assertEqual(self.json("list")["installs"], [])
        left = [path for path in self.library.glob("staging/*")] + [path for path in self.library.glob("journal/*")]
        self.assertEqual(left, [], "staging and journal are empty")

    def test_another_hash_than_promised_is_refused_with_3(self):
        made = bundle()
        with FileServer(made["path"]) as server:
            _, err = self.cli("add", server.url("bundle.zip"), "--sha256", "0" * 64, code=3)
        self.assertIn(made["sha256"], err, "the found hash is named")
        self.assert_library_is_empty()

    def test_no_hash_under_require_hash_is_refused_with_3(self):
        self.cli("add", bundle()["path"], "--require-hash", code=3)
        self.assert_library_is_empty()

    def test_a_bundle_of_another_system_fails_and_names_it(self):
        made = bundle("official", "zip", foreign="windows-x64")
        _, err = self.cli("add", made["path"], code=1)
        self.assertIn("Windows", err)
        self.assert_library_is_empty()

    def test_an_archive_without_comfyui_is_refused_with_what_was_looked_for(self):
        import zipfile
        path = self.folder / "other.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("holiday/picture.txt", "no ComfyUI")
        _, err = self.cli("add", path, code=3)
        self.assertIn("python_embeded", err)
        self.assert_library_is_empty()

    def test_an_archive_that_climbs_out_is_refused_with_3(self):
        import zipfile
        path = self.folder / "climbs.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("../outside.txt", "climbed")
        self.cli("add", path, code=3)
        self.assertFalse((self.folder / "outside.txt").exists())
        self.assert_library_is_empty()

    def test_what_is_not_there_ends_with_4(self):
        for words in (("start", "nobody"), ("stop", "nobody"), ("status", "nobody"), ("log", "nobody"),
                      ("remove", "nobody"), ("open", "nobody"), ("rename", "nobody", "x"),
                      ("set", "nobody", "port=8188"), ("add", self.folder / "missing.zip")):
            with self.subTest(words=words):
                self.cli(*words, code=4)
                self.assertEqual(self.json(*words, code=4)["error"]["code"], "not-found")

    def test_a_wrong_command_line_ends_with_2(self):
        for words in ((), ("fly",), ("start",), ("start", "a", "b"), ("start", "--loud", "a"), ("add",),
                      ("add", "x.zip", "--sha256", "short"), ("add", "x.zip", "--port", "99999"),
                      ("list", "extra"), ("set", "a"), ("rename", "a"), ("list", "--library")):
            with self.subTest(words=words):
                _, err = self.cli(*words, code=2)
                self.assertTrue(err or not words)

    def test_help_and_version_need_no_library(self):
        for words in (("help",), ("--help",), ("help", "start"), ("start", "--help"), ("--version",)):
            with self.subTest(words=words):
                out, err = self.cli(*words)
                self.assertTrue(out)
                self.assertEqual(err, "")
        self.assertFalse(self.library.exists())

    def test_library_and_json_may_stand_anywhere(self):
        import json
        other = self.folder / "other library"
        for words in (("--library", other, "list", "--json"), ("list", "--json", f"--library={other}"),
                      ("--json", "list", "--library", other)):
            with self.subTest(words=words):
                out, _ = self.cli(*words)
                self.assertEqual(json.loads(out)["library"], str(other))

    def test_a_taken_port_is_busy_and_the_next_free_one_helps(self):
        install = self.add(bundle(), "--name", "One")
        with socket.socket() as holder:
            holder.bind(("127.0.0.1", install["port"]))
            holder.listen()
            _, err = self.cli("start", "one", "--detach", code=5)
            self.assertIn(str(install["port"]), err)
            self.cli("start", "one", "--detach", "--next-free-port")
            running = self.json("status", "one")["session"]
            self.assertNotEqual(running["port"], install["port"])
            self.assertTrue(comfyclient.make_picture(running["port"]))
            self.cli("stop", "one")
        self.wait_nothing_runs()

    def test_a_setting_is_changed_also_where_no_snapshot_can_be_taken_and_says_so(self):
        made = self.add(bundle(), "--name", "Mine")
        (self.library / "installs/mine/snapshots").write_text("in the way")
        _, err = self.cli("set", "mine", "track=latest")
        self.assertIn("No snapshot could be taken", err)
        self.assertEqual([row["track"] for row in self.json("list")["installs"] if row["id"] == made["id"]], ["latest"])

    def test_a_second_start_joins_the_running_session(self):
        install = self.add(bundle(), "--name", "One")
        self.cli("start", "one", "--detach")
        before = self.json("status", "one")["session"]["pid"]
        self.cli("start", "one", "--detach")
        self.assertEqual(self.json("status", "one")["session"]["pid"], before)
        self.cli("remove", "one", "--yes", code=5)
        self.cli("stop", "one")
        self.assertFalse(comfyclient.is_listening(install["port"]))


main()
