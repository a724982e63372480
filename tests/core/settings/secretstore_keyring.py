# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Runs the secret store's tests against a real gnome-keyring on a bus of its own.

The person's own keyring and home folder are out of reach: the bus, HOME and XDG_RUNTIME_DIR are new
and go with the test. The keyring daemon ends with its bus.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
PROGRAM = pathlib.Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "settings_secretstore"
INSIDE = """
printf 'test-pass\\n' | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null || exit 77
exec "$0"
"""


def main() -> int:
    missing = [program for program in NEEDED if not shutil.which(program)]
    if missing:
        print(f"skipped: {' and '.join(missing)} not installed\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-keyring-") as folder:
        home, runtime = pathlib.Path(folder, "home"), pathlib.Path(folder, "run")
        home.mkdir()
        runtime.mkdir(mode=0o700)
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith(("XDG_", "DBUS_", "GNOME_"))
                       and name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "PORTICO_TEST_KEYRING": "1"}
        ran = subprocess.run(["dbus-run-session", "--", "sh", "-c", INSIDE, str(PROGRAM)], env=environment,
                             stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=100)
    print(ran.stdout, ran.stderr, sep="\n")
    if ran.returncode == 77:
        print("skipped: the keyring daemon does not start here\n0 passed, 0 failed, 1 skipped")
        return 77
    totals = re.search(r"Totals: (\d+) passed, (\d+) failed, (\d+) skipped", ran.stdout)
    passed, failed, skipped = map(int, totals.groups()) if totals else (0, 1, 0)
    if "PASS   : TestSecretStore::aSecretIsSavedReadAndForgotten()" not in ran.stdout:
        failed += 1
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or ran.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
