# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T4: the disk gets full. It is said as that, the old state is kept, and the space comes back.

First on real small disks (tmpfs in a mount namespace of its own, 24 sizes from nearly nothing to
enough), where writes come back short; then with ENOSPC injected from each call on.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import killsweep
import smalldisk

PROGRAM = str(pathlib.Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "storageop")
OPERATIONS = ("document", "settings", "install", "clone")
PAGE = 4096
ENOUGH = 64 << 20
SIZES = 24
DISK_FULL = 20  # storageop's exit code


def tool(act: str, operation: str, folder: pathlib.Path) -> subprocess.CompletedProcess:
    return subprocess.run([PROGRAM, act, operation, folder], capture_output=True, text=True, timeout=60)


def on_disk_of(disk: pathlib.Path, operation: str, size: int | None) -> tuple[str | None, bool, int, int]:
    """One run on a disk of that size (None: enough): the problem, whether it ended well, bytes before and after."""
    with smalldisk.mounted(disk, ENOUGH):
        folder = disk / "folder"
        folder.mkdir()
        tool("prepare", operation, folder)
        before = smalldisk.used(disk)
        if size is not None:
            smalldisk.resize(disk, before + size)
        ran = tool("run", operation, folder)
        after = smalldisk.used(disk)
        smalldisk.resize(disk, ENOUGH)
        problem = None
        if ran.returncode not in (0, DISK_FULL):
            problem = f"ended with {ran.returncode}: {ran.stderr.strip()}"
        # What was written for good before (earlier rounds, the lock file) may stay; the rest must go.
        elif ran.returncode == DISK_FULL and operation in ("install", "clone") and after > before + 8 * PAGE:
            problem = f"{after - before} bytes did not come back"
        else:
            problem = tool("check", operation, folder).stderr.strip() or None
        return problem, ran.returncode == 0, before, after


def small_disks() -> list[killsweep.Sweep]:
    results = []
    with tempfile.TemporaryDirectory(prefix="portico-full-") as place:
        disk = pathlib.Path(place)
        for operation in OPERATIONS:
            result = killsweep.Sweep(f"{operation} on small disks")
            problem, _, before, after = on_disk_of(disk, operation, None)
            need = int((after - before) * 1.1) + 64 * PAGE  # and what it holds twice for a moment
            succeeded = 0
            for step in range(1, SIZES + 1):
                size = max(PAGE, need * step // SIZES // PAGE * PAGE)
                problem, is_done, _, _ = on_disk_of(disk, operation, size)
                result.points += 1
                result.hit += 0 if is_done else 1
                succeeded += 1 if is_done else 0
                if problem:
                    result.failures.append(f"{operation} on {size} bytes: {problem}")
            if not 0 < succeeded < SIZES:
                result.failures.append(f"{operation}: {succeeded} of {SIZES} sizes were enough, so nothing was tested")
            results.append(result)
    return results


def injected() -> list[killsweep.Sweep]:
    def ended(process: subprocess.CompletedProcess) -> str | None:
        if process.returncode == 0:
            return None  # it was a try that has another way, such as clearing away
        if process.returncode == DISK_FULL:
            return None
        return f"ended with {process.returncode}: {process.stderr.strip()[-300:]}"

    results = []
    for operation in OPERATIONS:
        result = killsweep.sweep(
            operation, [PROGRAM, "run", operation, "{folder}"],
            lambda folder, operation=operation: tool("prepare", operation, folder) and None,
            lambda folder, operation=operation: tool("check", operation, folder).stderr.strip() or None,
            syscalls=("openat", "write", "fsync", "syncfs", "mkdir", "rename", "renameat2"),
            fault="error=ENOSPC", from_then_on=True, ended=ended, max_points=40)
        result.name = f"{operation} with ENOSPC from each call on"
        results.append(result)
    return results


def main() -> int:
    code = smalldisk.run_inside()
    if code is not None:
        return code
    results = small_disks()
    return killsweep.finish(results + ([] if killsweep.why_not() else injected()), least_points=60)


if __name__ == "__main__":
    sys.exit(main())
