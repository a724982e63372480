# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: the storage operations, killed at every system call that changes the disk (at least 300 points)."""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import killsweep

PROGRAM = str(pathlib.Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "storageop")
OPERATIONS = ("document", "repair", "settings", "install", "clone", "remove")


def sweep(operation: str) -> killsweep.Sweep:
    def prepare(folder: pathlib.Path) -> None:
        subprocess.run([PROGRAM, "prepare", operation, folder], check=True, timeout=60)

    def check(folder: pathlib.Path) -> str | None:
        judged = subprocess.run([PROGRAM, "check", operation, folder], capture_output=True, text=True, timeout=60)
        return None if judged.returncode == 0 else judged.stderr.strip() or f"check ended with {judged.returncode}"

    return killsweep.sweep(operation, [PROGRAM, "run", operation, "{folder}"], prepare, check)


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    return killsweep.finish([sweep(operation) for operation in OPERATIONS], least_points=300)


if __name__ == "__main__":
    sys.exit(main())
