# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A library with one adopted install of the stand-in ComfyUI, its session server, and clients of that
server that speak its protocol by themselves. For tests that end them in every way. Standard library only.

As a program: `sessionworld.py hold SOCKET` is a client that holds a lease until it is ended or told to quit.
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import comfyclient  # noqa: E402

SECONDS = 60
STAND_IN = Path(__file__).resolve().parent / "comfyui"
SHORT = {"PORTICO_INTERRUPT_MS": "500", "PORTICO_TERMINATE_MS": "500"}


class Client:
    """One connection to a session server."""

    def __init__(self, path, lease=True):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(SECONDS)
        self._socket.connect(path)
        self._buffer = b""
        self.status = None
        self.send("hello", protocol=1, client="test", lease=lease)

    def send(self, kind, **content):
        self._socket.sendall(json.dumps({"type": kind, **content}).encode() + b"\n")

    def receive(self):
        """The next message; None when the server has hung up."""
        while b"\n" not in self._buffer:
            with contextlib.suppress(ConnectionResetError):
                piece = self._socket.recv(1 << 20)
                if piece:
                    self._buffer += piece
                    continue
            return None
        line, _, self._buffer = self._buffer.partition(b"\n")
        message = json.loads(line)
        if message["type"] == "status":
            self.status = message["status"]
        return message

    def wait_for(self, *states):
        """Reads until the session is in one of these states; returns the status."""
        while self.status is None or self.status["state"] not in states:
            if self.receive() is None:
                raise ConnectionError(f"the server hung up; last status: {self.status}")
        return self.status

    def close(self):
        self._socket.close()


class World:
    def __init__(self, helper, mode="", comfyui=STAND_IN, variables=None):
        self.folder = Path(tempfile.mkdtemp(prefix="portico-session-"))
        self.library = self.folder / "library"
        self.port = comfyclient.free_port()
        self._helper = str(helper)
        self._install = self.library / "installs" / "studio"
        self._servers = []
        (self.folder / "run").mkdir(mode=0o700)
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8",
                            "XDG_RUNTIME_DIR": str(self.folder / "run"), **SHORT, **(variables or {})}
        self._make_install(Path(comfyui), mode)

    def _make_install(self, comfyui, mode):
        code = self.folder / "ComfyUI"
        shutil.copytree(comfyui, code, ignore=shutil.ignore_patterns("__pycache__"))
        (code / "standin_mode.txt").write_text(mode, encoding="utf-8")
        self._install.mkdir(parents=True)
        generation = {"number": 1, "layout": "plain", "comfyFolder": "", "python": sys.executable}
        (self._install / "install.json").write_text(json.dumps({
            "schema": 1, "name": "Studio", "port": self.port, "currentGeneration": 1,
            "generations": [generation], "adoptedFolder": str(code),
            "settings": {"arguments": ["--cpu"]}}), encoding="utf-8")

    def _command(self, *words):
        return [self._helper, "session", "--library", str(self.library), "--install", "studio", *words]

    def start_server(self, *words):
        log = open(self.folder / "server.log", "ab")
        process = subprocess.Popen(self._command(*words), env=self.environment, stdin=subprocess.DEVNULL,
                                   stdout=log, stderr=log, start_new_session=True)
        self._servers.append(process)
        comfyclient.wait_until(lambda: self.description() or process.poll() is not None, SECONDS, "session.json")
        return process

    def sweep(self):
        """What a client does when it sees that the session server was killed."""
        subprocess.run(self._command("--sweep"), env=self.environment, timeout=SECONDS, check=True)

    def description(self):
        with contextlib.suppress(OSError, ValueError):
            return json.loads((self._install / "session.json").read_text(encoding="utf-8"))
        return None

    def client(self, lease=True):
        return Client(self.description()["socket"], lease)

    def holder(self):
        """A client in a process of its own: to be killed."""
        process = subprocess.Popen([sys.executable, __file__, "hold", self.description()["socket"]],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdout.readline() == "held\n"
        return process

    def close(self):
        description = self.description()
        for server in self._servers:
            with contextlib.suppress(ProcessLookupError):
                server.kill()
            server.wait()
        if description:
            self.sweep()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def marked(token):
    """Living processes of the session with that token."""
    return comfyclient.survivors("PORTICO_SESSION=" + token)


def hold(path):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    client = Client(path)
    client.receive()
    print("held", flush=True)
    sys.stdin.readline()
    client.close()


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def now():
    return time.monotonic()


if __name__ == "__main__":
    hold(sys.argv[2])
