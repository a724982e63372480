# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A release of Portico on a server of the test's own, signed as the maker's script does it, and an AppImage that the
program with the test's keys (updatechannel.cpp) believes to be: its runtime is what two variables say."""

import contextlib
import functools
import os
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from world import BIN, SOURCE

TESTS = Path(os.environ["PORTICO_BUILD_DIR"]) / "tests"
PROGRAM = b"#!/bin/sh\necho the new Portico\n" + b"#" * 300_000
PROCESSOR = "arm64" if os.uname().machine == "aarch64" else "x64"


class Counting(SimpleHTTPRequestHandler):
    """Remembers what was asked for; what the server holds back comes when it is let go."""
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append(self.path)
        if self.path.endswith(".AppImage"):
            self.server.may.wait(60)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # a download that is cancelled
            super().do_GET()

    def log_message(self, *_):
        pass


class ReleaseCase:
    """For a World, before it in the bases."""

    def setUp(self):
        super().setUp()
        self.release = self.folder / "release"
        self.release.mkdir()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Counting, directory=str(self.release)))
        self.server.daemon_threads = True
        self.server.asked, self.server.may = [], threading.Event()
        self.server.may.set()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.addCleanup(self.server.may.set)
        self.keys = [self.folder / name for name in ("one.pem", "two.pem")]
        public = [self.tool("key", key).strip() for key in self.keys]
        self.app = self.folder / "Applications" / "Portico.AppImage"
        self.app.parent.mkdir()
        self.app.write_bytes(b"#!/bin/sh\necho the old Portico\n")
        self.app.chmod(0o755)
        address = f"http://127.0.0.1:{self.server.server_address[1]}/portico-update.json"
        self.environment |= {
            "PORTICO_TEST_UPDATE_ADDRESS": address, "PORTICO_TEST_UPDATE_KEYS": ",".join(public),
            "PORTICO_TEST_UPDATE_THRESHOLD": "2", "PORTICO_HELPER": str(BIN / "portico-helper"),
            "APPIMAGE": str(self.app), "APPDIR": str(TESTS.parent)}

    def tool(self, *words):
        done = subprocess.run([sys.executable, str(SOURCE / "tools/appupdate.py"), *map(str, words)],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def publish(self, version, sequence, *, keys=None, minimum="0.1.0", program=PROGRAM, notes=()):
        name = f"Portico-{version}-{PROCESSOR}.AppImage"
        (self.release / name).write_bytes(program)
        document = self.release / "portico-update.json"
        self.release.joinpath("portico-update.json.sig").unlink(missing_ok=True)
        told = [word for note in notes for word in ("--note", note)]
        self.tool("make", document, "--version", version, "--minimum", minimum, "--sequence", sequence, *told,
                  self.release / name)
        for key in self.keys if keys is None else keys:
            self.tool("sign", document, key)
        return self.release / name
