# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Real small disks for the tests of full disks: tmpfs, mounted where nobody else sees it."""
import collections.abc
import contextlib
import os
import pathlib
import subprocess
import sys

ROOMY = 256 << 20
MANY = 100_000  # names


def namespace() -> list[str]:
    """The beginning of a command line for a mount namespace of its own, as root or as the root of a user namespace."""
    return ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-r", "-m"]


def why_no_disk() -> str | None:
    """Why no disk can be mounted here; None if one can."""
    probe = subprocess.run([*namespace(), "mount", "-t", "tmpfs", "tmpfs", "/tmp"], capture_output=True, text=True, check=False)
    return f"no disk can be mounted here: {probe.stderr.strip()[:200]}" if probe.returncode else None


def again_inside() -> int:
    """Runs this script again, with its words and --inside, in such a namespace; its exit code."""
    return subprocess.run([*namespace(), sys.executable, "-B", *sys.argv, "--inside"], check=False).returncode


def run_inside(reason: str | None = None) -> int | None:
    """Runs this script again in a mount namespace; its exit code, or 77 where there is a `reason` not to or no such
    namespace. None: this is inside."""
    if "--inside" in sys.argv:
        return None
    if reason := reason or why_no_disk():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    return again_inside()


@contextlib.contextmanager
def mounted(disk: pathlib.Path, size: int = ROOMY, names: int = MANY) -> collections.abc.Iterator[pathlib.Path]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},nr_inodes={names}", "tmpfs", str(disk)], check=True)
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def resize(disk: pathlib.Path, size: int = ROOMY, names: int = MANY) -> None:
    # With its type and source: else mount repeats the options it finds, whose owner has no name in a user namespace.
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"remount,size={size},nr_inodes={names}", "tmpfs", str(disk)], check=True)


def used(disk: pathlib.Path) -> int:
    """Bytes."""
    info = os.statvfs(disk)
    return (info.f_blocks - info.f_bfree) * info.f_frsize


def leave(disk: pathlib.Path, kind: str, amount: int) -> None:
    """Makes the disk so small that only that many `bytes`, or `names`, are left."""
    info = os.statvfs(disk)
    if kind == "bytes":
        resize(disk, size=used(disk) + amount)
    else:
        resize(disk, names=info.f_files - info.f_ffree + amount)


def finish(ends: list[tuple[str | None, bool]], least: int | None = None) -> int:
    """Prints what came of each disk, (what is wrong, whether it was full); the exit code. Too few full ones prove nothing:
    at least half, or `least`."""
    problems = [problem for problem, _ in ends if problem]
    full = sum(was_full for _, was_full in ends)
    if full < (len(ends) // 2 if least is None else least):
        problems.append(f"only {full} of {len(ends)} disks were full: this proves too little")
    for problem in problems:
        print(f"FAIL {problem}")
    print(f"{full} of {len(ends)} disks were full\n{len(ends) - len(problems)} passed, {len(problems)} failed, 0 skipped")
    return 1 if problems else 0
