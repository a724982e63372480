#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Composing when something is wrong: every failure is a sentence, and nothing half done stays."""

import json

from world import main
from composecase import ComposeCase, skip_without_uv
import composeworld


class Failures(ComposeCase):
    def test_no_such_ref(self):
        self.fails("not-found", "v9.9", "--ref", "v9.9", exit_code=4)

    def test_no_repository(self):
        self.fails("not-found", "no git repository", git=self.folder / "home", exit_code=4)

    def test_a_repository_without_comfyui(self):
        composeworld.git(self.repository, "rm", "-q", "main.py")
        composeworld.git(self.repository, "commit", "-q", "-m", "no more")
        self.fails("refused", "no ComfyUI", exit_code=3)

    def test_an_address_of_another_kind(self):
        self.fails("unsupported", "https only", git="git@github.com:a/b.git")

    def test_no_index(self):
        settings = json.loads((self.folder / "config/settings.json").read_text())
        settings["packageIndex"] = composeworld.closed_address() + "/simple"
        settings["torchIndex"] = composeworld.closed_address() + "/whl"
        (self.folder / "config/settings.json").write_text(json.dumps(settings))
        self.fails("network", "127.0.0.1")

    def test_a_setting_that_cannot_be_used_is_not_passed_over(self):
        settings = json.loads((self.folder / "config/settings.json").read_text())
        settings["torchIndex"] = "ftp://mirror.example/whl"
        (self.folder / "config/settings.json").write_text(json.dumps(settings))
        out, _ = self.cli("--json", *self.words(), code=3)
        self.assertIn("ftp://mirror.example", json.dumps(json.loads(out.splitlines()[-1])["error"]))
        self.assertEqual(self.index.requests, [])

    def test_a_package_that_is_not_there(self):
        self.repository = composeworld.make_repository(self.folder / "other", "torch\nnosuchpackage\n")
        self.fails("not-found", "nosuchpackage", exit_code=4)

    def test_a_version_that_is_not_there(self):
        self.repository = composeworld.make_repository(self.folder / "other", "torch\ntinymath>=3\n")
        self.fails("unsupported", "tinymath")

    def test_a_torch_that_the_accelerator_has_not(self):
        self.repository = composeworld.make_repository(self.folder / "other", "torch>=99\n")
        self.fails("unsupported", "torch>=99")

    def test_bytes_that_are_not_what_was_promised(self):
        self.index.faults["/files/simple/tinyhttp"] = "wrong-hash"
        self.fails("hash-mismatch", "tinyhttp==1.0", exit_code=3)

    def test_a_page_that_is_no_index(self):
        self.index.faults["/simple/"] = "garbage"
        self.fails("unsupported", "packages")

    def test_a_requirement_that_is_an_address(self):
        self.repository = composeworld.make_repository(self.folder / "other", "torch\na @ https://evil.example/a.whl\n")
        self.fails("refused", "requirements.txt, line 2", exit_code=3)

    def test_what_was_put_together_does_not_start(self):
        self.repository = composeworld.make_repository(self.folder / "other", mode="missing-core-module")
        self.fails("process-failed", "ModuleNotFoundError")

    def test_a_python_that_is_not_there(self):
        self.fails("not-found", "/no/such/python", python="/no/such/python", exit_code=4)


if __name__ == "__main__":
    skip_without_uv()
    main()
