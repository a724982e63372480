# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What the end-to-end tests of composing stand on: a repository, a loopback package index, and how a failure looks."""

import json
import sys

from world import World, comfyclient  # sets up the path to tests/support
import composeworld
from packageindex import PackageIndex, small_world


def skip_without_uv():
    """Ends the program as a skipped test where nothing can be composed."""
    if reason := composeworld.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        sys.exit(77)


class ComposeCase(World):
    def setUp(self):
        super().setUp()
        self.index = PackageIndex().__enter__()
        small_world(self.index)
        composeworld.write_settings(self.folder / "config", self.index)
        self.environment["PORTICO_CONFIG_DIR"] = str(self.folder / "config")
        self.repository = composeworld.make_repository(self.folder / "repository")

    def tearDown(self):
        self.index.__exit__()
        super().tearDown()

    def words(self, *more, git=None, python=None):
        return ("install", "--compose", "--git", git or self.repository, "--accelerator", "cu130",
                "--python", python or composeworld.this_python(),
                *(() if "--port" in more else ("--port", comfyclient.free_port())), *more)

    def nothing_is_left(self):
        for place in ("installs", "staging", "journal"):
            found = [path for path in (self.library / place).glob("*") if path.name != "library.lock"]
            self.assertEqual(found, [], f"left in {place}")

    def fails(self, code, part, *more, exit_code=1, **options):
        """The command ends with that error and leaves nothing; returns the error."""
        out, err = self.cli("--json", *self.words(*more, **options), code=exit_code)
        error = json.loads(out.splitlines()[-1])["error"]
        self.assertEqual(error["code"], code, error)
        self.assertIn(part, error["message"], error)
        self.assertTrue(error["nextStep"])
        self.nothing_is_left()
        return error, err
