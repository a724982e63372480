# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T4: porticoctl add on a disk that is full from some call on: a clear failure, and the space is given back."""
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import killsweep

POINTS = int(os.environ.get("PORTICO_FULL_POINTS", "60"))
GROWING = ("openat", "write", "pwrite64", "writev", "mkdir", "mkdirat", "fallocate", "fsync", "fdatasync", "syncfs")


def judge_end(process: subprocess.CompletedProcess) -> str | None:
    """It says so and ends as failed; where the call did not matter it may succeed."""
    if process.returncode == 0:
        return None
    if process.returncode < 0:
        return f"it died of signal {-process.returncode}"
    return None if process.stderr.strip() else f"it ended with {process.returncode} and said nothing"


def judge_state(library: pathlib.Path) -> str | None:
    """Before any next start: what the failed run itself left."""
    staged = list((library / "staging").glob("*/*"))
    if staged:
        return f"staging was not given back: {[str(path.relative_to(library)) for path in staged[:5]]}"
    return common.judge_added(library)


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-full-") as place:
        bundle = pathlib.Path(place) / "demo.zip"
        common.write_bundle(bundle)
        command = [common.PORTICOCTL, "--library", "{folder}/lib", "add", str(bundle), "--name", "Demo"]
        result = killsweep.sweep("add on a full disk", command, lambda folder: None,
                                 lambda folder: judge_state(folder / "lib"), syscalls=GROWING, max_points=POINTS,
                                 environment=common.ENVIRONMENT, fault="error=ENOSPC", from_then_on=True,
                                 ended=judge_end)
        return killsweep.finish([result], least_points=40)


if __name__ == "__main__":
    sys.exit(main())
