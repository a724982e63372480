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
from pathlib import Path

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
NOT_HERE = 77
INSIDE = f"""
printf 'test-pass\\n' | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null || exit {NOT_HERE}
exec "$0" "$@"
"""


def missing():
    """What of the needed programs is not installed, as words; empty: all is there."""
    return " and ".join(program for program in NEEDED if not shutil.which(program))


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
