#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Composing with the real uv from the real package index, with packages of a few kilobytes. Skipped where no index is
reached, and where uv is not here. PORTICO_PACKAGE_INDEX names another index than the usual one."""

import json
import os
import subprocess
import sys
import tempfile

from world import BIN, World, comfyclient, main
import composeworld

INDEX = os.environ.get("PORTICO_PACKAGE_INDEX", "")
TRUST = ("SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")


def settings(folder):
    """Portico's own default index, unless another is named; torch is not asked for."""
    folder.mkdir(parents=True, exist_ok=True)
    values = {"schema": 1, **({"packageIndex": INDEX} if INDEX else {})}
    (folder / "settings.json").write_text(json.dumps(values), encoding="utf-8")
    return {"PORTICO_CONFIG_DIR": str(folder)}


def why_not():
    if reason := composeworld.why_not():
        return reason
    with tempfile.TemporaryDirectory() as folder:
        index = {"UV_DEFAULT_INDEX": INDEX} if INDEX else {}
        tested = subprocess.run(["uv", "pip", "compile", "--no-config", "-q", "--cache-dir", folder, "-"], input="six",
                                env={**os.environ, "UV_HTTP_RETRIES": "0", **index}, capture_output=True, text=True,
                                check=False, timeout=120)
    return None if tested.returncode == 0 else f"the package index is not reached: {tested.stderr.strip()[:300]}"


class Registry(World):
    def setUp(self):
        super().setUp()
        self.environment |= {name: os.environ[name] for name in TRUST if name in os.environ}
        self.environment |= settings(self.folder / "config")
        self.repository = composeworld.make_repository(self.folder / "repository", "six\nidna>=3\n")

    def compose(self, *more):
        return self.cli("--json", "install", "--compose", "--git", self.repository, "--ref", "v0.33.0", "--accelerator",
                        "cpu", "--python", composeworld.this_python(), "--name", "Mine", *more, seconds=300)

    def test_to_a_picture_with_packages_of_that_time(self):
        port = comfyclient.free_port()
        out, _ = self.compose("--port", port)
        self.assertEqual(json.loads(out.splitlines()[-1])["layout"], "composed")
        lock = (self.library / "installs/mine/gen-0001/packages.lock").read_text()
        self.assertIn("six==1.17.0", lock)
        self.assertIn("idna==3.10", lock, "the version of September 2025")
        self.cli("start", "mine", "--detach")
        self.assertTrue(comfyclient.make_picture(port))
        self.cli("stop", "mine")
        self.wait_nothing_runs()

    def test_uv_is_fetched_where_none_is(self):
        if os.path.exists(BIN / "uv"):
            self.skipTest("uv lies beside the programs")
        programs = self.folder / "programs"
        programs.mkdir()
        for name in ("python3", "git", "sh", "env", "realpath", "dirname"):
            found = composeworld.this_python() if name == "python3" else composeworld.shutil.which(name)
            (programs / name).symlink_to(found)
        self.environment["PATH"] = str(programs)
        _, err = self.compose()
        self.assertIn("Fetching uv", err)
        self.assertTrue(list(self.library.glob("store/tools/uv-*/uv")))
        self.cli("remove", "mine", "--yes", "--remove-data", "--permanently")
        _, err = self.compose()
        self.assertNotIn("Fetching uv", err, "the second time it is here")


if __name__ == "__main__":
    REASON = why_not()
    if REASON:
        print(f"skipped: {REASON}\n0 passed, 0 failed, 1 skipped")
        sys.exit(77)
    main()
