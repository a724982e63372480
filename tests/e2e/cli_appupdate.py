#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""`porticoctl app-update` from the maker's script to a replaced AppImage."""

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

from world import SECONDS, World, bundle, main  # first: it says where the next ones find their parts
from releasecase import PROGRAM, TESTS, ReleaseCase


class AppUpdate(ReleaseCase, World):
    def update(self, verb, code=0):
        """(JSON, what it says to a person)."""
        done = subprocess.run([str(TESTS / "porticoctl-updating"), "--library", str(self.library), "--json", "app-update", verb],
                              env=self.environment, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=SECONDS, check=False)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return json.loads(done.stdout.splitlines()[-1]), done.stderr

    def test_a_newer_one_is_found_downloaded_and_put_in_place_with_the_old_one_kept(self):
        self.publish("0.1.0", 1)
        answer, _ = self.update("install")
        self.assertEqual((answer["isNewer"], "path" in answer), (False, False))
        self.publish("0.2.0", 2, minimum="0.2.0", notes=["It starts faster."])
        answer, said = self.update("check")
        self.assertEqual(answer["notes"], ["It starts faster."])
        self.assertEqual((answer["current"], answer["newest"], answer["isNewer"], answer["mustUpdate"]),
                         ("0.1.0", "0.2.0", True, True))
        self.assertFalse((self.library / "store/downloads").exists(), "looking downloads nothing")
        old = self.app.read_bytes()
        answer, _ = self.update("download")
        self.assertEqual(Path(answer["path"]).read_bytes(), PROGRAM)
        self.assertEqual(self.app.read_bytes(), old, "downloading replaces nothing")
        answer, _ = self.update("install")
        self.assertTrue(answer["installed"])
        self.assertEqual(Path(answer["previous"]).read_bytes(), old)
        started = subprocess.run([str(self.app)], capture_output=True, text=True, check=True)
        self.assertEqual(started.stdout, "the new Portico\n")
        self.assertEqual(stat.S_IMODE(self.app.stat().st_mode), 0o755)
        self.assertEqual(sorted(each.name for each in self.app.parent.iterdir()),
                         ["Portico.AppImage", "Portico.AppImage.previous"])

    def test_what_is_not_signed_by_enough_or_older_than_before_is_refused_and_nothing_changes(self):
        old = self.app.read_bytes()
        self.publish("0.2.0", 2, keys=self.keys[:1])
        answer, said = self.update("install", code=3)
        self.assertEqual(answer["error"]["code"], "refused", said)
        file = self.publish("0.2.0", 2)
        file.write_bytes(PROGRAM.replace(b"new", b"bad"))
        answer, said = self.update("install", code=3)
        self.assertEqual(answer["error"]["code"], "hash-mismatch", said)
        self.publish("0.2.0", 1)
        answer, said = self.update("check", code=3)
        self.assertIn("never go back", said)
        self.assertEqual(self.app.read_bytes(), old)

    def test_never_while_a_session_runs(self):
        studio = self.add(bundle())
        self.cli("start", studio["id"], "--detach")
        self.publish("0.2.0", 1)
        old = self.app.read_bytes()
        answer, said = self.update("install", code=5)
        self.assertEqual(answer["error"]["code"], "busy")
        self.assertIn(studio["id"], said)
        self.assertEqual(self.app.read_bytes(), old)
        self.cli("stop", studio["id"])
        self.wait_nothing_runs()
        self.assertTrue(self.update("install")[0]["installed"])

    def test_off_in_a_build_of_the_source_and_without_a_key(self):
        _, said = self.cli("app-update", "check", code=1)
        self.assertIn("has no key to tell real updates by", said)
        del self.environment["APPIMAGE"]
        self.publish("0.2.0", 1)
        answer, said = self.update("install", code=1)
        self.assertEqual(answer["error"]["code"], "unsupported")
        self.assertIn("built by hand", said)
        _, said = self.cli("app-update", "sometimes", code=2)
        self.assertIn("check, download, install", said)


if __name__ == "__main__":
    if not shutil.which("openssl"):
        print("skipped: openssl is not here\n0 passed, 0 failed, 1 skipped")
        sys.exit(77)
    main()
