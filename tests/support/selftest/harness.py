# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Runs the stand-in from a copy of its own, as a launcher would: pipes, own session, a token in the environment."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
import uuid

SUPPORT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
for folder in (SUPPORT, os.path.join(SUPPORT, "bundles"), os.path.join(SUPPORT, "comfyui")):
    if folder not in sys.path:
        sys.path.insert(0, folder)
sys.dont_write_bytecode = True

import comfyclient  # noqa: E402

SECONDS = 20


class StandIn:
    """One running stand-in. stdout and stderr go to files, so that no pipe can fill up."""

    def __init__(self, code, arguments, environment=None):
        self.port = comfyclient.free_port()
        self.token = "standin-token-" + uuid.uuid4().hex
        self._out, self._err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
        environment = {"PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1",
                       "PORTICO_TEST_TOKEN": self.token, **(environment or {})}
        self.process = subprocess.Popen(
            [sys.executable, "main.py", "--cpu", "--port", str(self.port), "--disable-auto-launch", *arguments],
            cwd=code, env=environment, stdin=subprocess.DEVNULL, stdout=self._out, stderr=self._err,
            start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))

    def _read(self, file):
        file.flush()
        return os.pread(file.fileno(), 1 << 26, 0)

    @property
    def out(self):
        return self._read(self._out).decode("utf-8", "replace")

    @property
    def err_bytes(self):
        return self._read(self._err)

    @property
    def err(self):
        return self.err_bytes.decode("utf-8", "replace")

    def wait_ready(self):
        try:
            return comfyclient.wait_ready(self.port, SECONDS)
        except TimeoutError as error:
            raise AssertionError(f"{error}\n{self.err}") from None

    def wait(self, seconds=SECONDS):
        return self.process.wait(seconds)

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        return self.wait()

    def end(self):
        """Ends the process and everything that carries its token."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pid, _, _ in comfyclient.survivors(self.token):
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
        self._out.close()
        self._err.close()


@unittest.skipUnless(os.name == "posix", "the tests use signals and /proc")
class StandInCase(unittest.TestCase):
    """Gives every test its own copy of the tree."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="portico-standin-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.code = os.path.join(self.folder, "ComfyUI")
        shutil.copytree(os.path.join(SUPPORT, "comfyui"), self.code,
                        ignore=shutil.ignore_patterns("__pycache__", "user", "temp", "input", "output"))

    def start(self, *arguments, mode="", environment=None):
        """Starts it with a mode in the file beside main.py, the way that survives a filtered environment."""
        if mode:
            with open(os.path.join(self.code, "standin_mode.txt"), "w", encoding="utf-8") as file:
                file.write(mode + "\n")
        running = StandIn(self.code, arguments, environment)
        self.addCleanup(running.end)
        return running

    def run_to_end(self, *arguments, mode="", environment=None):
        running = self.start(*arguments, mode=mode, environment=environment)
        running.wait()
        return running
