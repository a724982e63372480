# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A session of its own with a real keyring: a new D-Bus and gnome-keyring-daemon, unlocked.

The person's own keyring and home folder are out of reach: the bus, HOME and XDG_RUNTIME_DIR are new and go with
the test. The keyring daemon ends with its bus.
"""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

NEEDED = ("dbus-run-session", "dbus-send", "gnome-keyring-daemon")
NOT_HERE = 77
INSIDE = f"""
printf 'test-pass\\n' | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null || exit {NOT_HERE}
exec "$0" "$@"
"""


def missing():
    """What of the needed programs is not installed, as words; empty: all is there."""
    return " and ".join(program for program in NEEDED if not shutil.which(program))


class Daemon:
    """A keyring, unlocked, on a bus that is there already; its files lie in `folder`."""

    def __init__(self, bus, folder):
        home, runtime = Path(folder, "keyring-home"), Path(folder, "keyring-run")
        home.mkdir()
        runtime.mkdir(mode=0o700)
        self._environment = {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime),
                             "DBUS_SESSION_BUS_ADDRESS": bus}
        self._process = subprocess.Popen(
            ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground"], env=self._environment,
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._process.stdin.write(b"test-pass\n")
        self._process.stdin.close()

    def wait(self, seconds=30):
        """Whether it answers on its bus."""
        ask = ["dbus-send", "--bus=" + self._environment["DBUS_SESSION_BUS_ADDRESS"], "--print-reply=literal",
               "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._process.poll() is None:
            said = subprocess.run(ask, env=self._environment, capture_output=True, text=True, check=False).stdout
            if "true" in said:
                return True
            time.sleep(0.1)
        return False

    def close(self):
        self._process.terminate()
        self._process.wait(10)


def run(words, timeout=100, **more):
    """Runs a command inside; PORTICO_TEST_KEYRING tells it so. Ends with NOT_HERE where the daemon does not start.
    Afterwards `files` of the result are the bytes of whatever lies in the session's home folder."""
    with tempfile.TemporaryDirectory(prefix="portico-keyring-") as folder:
        home, runtime = Path(folder, "home"), Path(folder, "run")
        home.mkdir()
        runtime.mkdir(mode=0o700)
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith(("XDG_", "DBUS_", "GNOME_"))
                       and name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "PORTICO_TEST_KEYRING": "1", **more}
        ran = subprocess.run(["dbus-run-session", "--", "sh", "-c", INSIDE, *map(str, words)], env=environment,
                             stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout, check=False)
        ran.files = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    return ran
