# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: an AppImage that is replaced, killed at every system call that changes the disk, and on a full disk.

At every moment the program is the whole old or the whole new one and can be started; the next try ends with the
new one in place, the old one kept, and nothing else beside them.
"""
import hashlib
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import killsweep

PROGRAM = str(pathlib.Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "appupdateop")
FIRST, OLD, NEW = b"first", b"old" * 500_000, b"new" * 900_000  # two blocks and a bit
WORDS = ["Portico.AppImage", "fetched.AppImage", hashlib.sha256(NEW).hexdigest()]
COMMAND = [PROGRAM, "{folder}/app/" + WORDS[0], "{folder}/" + WORDS[1], WORDS[2]]


def prepare(folder: pathlib.Path) -> None:
    (folder / "app").mkdir()
    for name, content in (("app/Portico.AppImage", OLD), ("app/Portico.AppImage.previous", FIRST),
                          ("fetched.AppImage", NEW)):
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o755)


def check(folder: pathlib.Path) -> str | None:
    app = folder / "app" / "Portico.AppImage"
    previous = folder / "app" / "Portico.AppImage.previous"
    if app.read_bytes() not in (OLD, NEW) or not os.access(app, os.X_OK):
        return "the program is neither the old nor the new one"
    if previous.read_bytes() != (OLD if app.read_bytes() == NEW else previous.read_bytes()):
        return "the new one is in place and the old one is not kept"
    again = subprocess.run([word.replace("{folder}", str(folder)) for word in COMMAND],
                           capture_output=True, text=True, timeout=60)
    if again.returncode != 0:
        return f"the next try failed: {again.stderr.strip()}"
    if app.read_bytes() != NEW or previous.read_bytes() != OLD or not os.access(app, os.X_OK):
        return "the next try did not replace it"
    names = sorted(each.name for each in app.parent.iterdir())
    return None if names == [app.name, previous.name] else f"left behind: {names}"


def refused(process: subprocess.CompletedProcess) -> str | None:
    return None if process.returncode in (0, 1) else f"it ended with {process.returncode}"


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    full = killsweep.sweep("full-disk", COMMAND, prepare, check, fault="error=ENOSPC", from_then_on=True, ended=refused)
    return killsweep.finish([killsweep.sweep("kill", COMMAND, prepare, check), full], least_points=10)


if __name__ == "__main__":
    sys.exit(main())
