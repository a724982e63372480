# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T13: somebody, as virus scanners do, holds a file for a while. Waited out quietly, then said."""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import killsweep

PROGRAM = str(pathlib.Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "storageop")
NOT_ALLOWED = 21  # storageop's exit code
#: (operation, call, how often it fails, whether it ends well, seconds at least); that it ends at all is run()'s limit
CASES = (
    ("document", "rename", 1, True, 0.0),
    ("document", "rename", 3, True, 0.06),
    ("document", "rename", 20, False, 9.0),
    ("remove", "renameat2", 3, True, 0.06),
    ("install", "unlink", 3, True, 0.06),
)


def run(operation: str, call: str, times: int, ends_well: bool, least: float) -> str | None:
    with tempfile.TemporaryDirectory(prefix="portico-busy-") as folder:
        subprocess.run([PROGRAM, "prepare", operation, folder], check=True, timeout=60)
        begun = time.monotonic()
        ran = subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
                              "-e", f"inject={call}:error=EACCES:when=1..{times}", PROGRAM, "run", operation, folder],
                             capture_output=True, text=True, timeout=60)
        seconds = time.monotonic() - begun
        if ran.returncode != (0 if ends_well else NOT_ALLOWED):
            return f"ended with {ran.returncode}: {ran.stderr.strip()}"
        if seconds < least:
            return f"took {seconds:.2f} s, not {least} and more"
        checked = subprocess.run([PROGRAM, "check", operation, folder], capture_output=True, text=True, timeout=60)
        return checked.stderr.strip() or None


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    failed = 0
    for case in CASES:
        problem = run(*case)
        print(f"{case[0]}: {case[1]} fails {case[2]} times: {problem or 'well'}")
        failed += 1 if problem else 0
    print(f"{len(CASES) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
