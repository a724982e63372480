# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Runs the secret store's tests against a real gnome-keyring on a bus of its own."""
import os
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(os.environ["PORTICO_SOURCE_DIR"]) / "tests/support"))

import keyringsession  # noqa: E402

PROGRAM = pathlib.Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "settings_secretstore"


def main() -> int:
    if missing := keyringsession.missing():
        print(f"skipped: {missing} not installed\n0 passed, 0 failed, 1 skipped")
        return 77
    ran = keyringsession.run([PROGRAM])
    print(ran.stdout, ran.stderr, sep="\n")
    if ran.returncode == keyringsession.NOT_HERE:
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
