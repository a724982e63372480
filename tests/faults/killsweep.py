# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Kills a program at every system call that changes the disk, and asks after each kill whether all is well.

    from killsweep import sweep, finish, why_not
    result = sweep("settings", [program, "run", "{folder}"], prepare, check)
    sys.exit(finish([result]))

First the command runs once, counted by strace. Then, for each system call of the list and each time
it came, a fresh folder is prepared, the command is run and killed (SIGKILL) as it enters that call,
and check() looks at what is left. The kill hits the process that makes the call, so with several
processes (a program and its helper) each of them is killed at each of its calls.
"""
import collections
import concurrent.futures
import dataclasses
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence

#: The calls of reliability rule T1. Of openat only those that may make a file count.
DURABLE_SYSCALLS = (
    "openat", "write", "pwrite64", "writev", "ftruncate", "fallocate", "fsync", "fdatasync", "syncfs",
    "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "rmdir",
    "mkdir", "mkdirat", "symlink", "symlinkat", "fchmod", "fchmodat", "chmod", "ioctl",
)

_LINE = re.compile(r"^(?:(\d+)\s+)?(\w+)\((.*)")


@dataclasses.dataclass
class Sweep:
    """What came of one sweep."""
    name: str
    points: int = 0
    hit: int = 0  # runs that did not end well: killed, or an error reported
    seconds: float = 0.0
    failures: list[str] = dataclasses.field(default_factory=list)


def why_not() -> str | None:
    """Why no sweep can run here; None if it can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    probe = subprocess.run(["strace", "-f", "-qq", "-e", "trace=none", "true"], capture_output=True, text=True)
    return None if probe.returncode == 0 else f"strace cannot trace here: {probe.stderr.strip()[:200]}"


def _argv(command: Sequence[str], folder: pathlib.Path) -> list[str]:
    return [str(part).replace("{folder}", str(folder)) for part in command]


def _counts_for_us(call: str, arguments: str) -> bool:
    """Whether this call can change the disk; the others of its name are only counted along."""
    if call == "openat":
        return "O_CREAT" in arguments or "O_TRUNC" in arguments
    if call == "ioctl":
        return "FICLONE" in arguments
    if call in ("write", "writev"):
        return not re.match(r"[012],", arguments)  # our own output
    return True


def points_of(log: pathlib.Path, first_thread_only: bool) -> list[tuple[str, int]]:
    """The (call, ordinal) pairs of a counted run. strace counts for each thread by itself, so two
    threads that make the same call for the n-th time are one point: the first one there dies."""
    counters: collections.Counter[tuple[str, str]] = collections.Counter()
    points: dict[tuple[str, int], None] = {}
    first = ""
    for line in log.read_text(errors="replace").splitlines():
        match = _LINE.match(line)
        if not match:
            continue
        thread, call, arguments = match.group(1) or "", match.group(2), match.group(3)
        first = first or thread
        if first_thread_only and thread != first:
            continue
        counters[thread, call] += 1
        if _counts_for_us(call, arguments):
            points[call, counters[thread, call]] = None
    return list(points)


def _thinned(points: list[tuple[str, int]], most: int | None) -> list[tuple[str, int]]:
    if most is None or len(points) <= most:
        return points
    return [points[i * len(points) // most] for i in range(most)]


def sweep(name: str, command: Sequence[str], prepare: Callable[[pathlib.Path], None],
          check: Callable[[pathlib.Path], str | None], syscalls: Iterable[str] = DURABLE_SYSCALLS,
          max_points: int | None = None, *, environment: dict[str, str] | None = None,
          workers: int = 2, timeout: float = 60.0, root: str | os.PathLike | None = None,
          fault: str = "signal=KILL", from_then_on: bool = False,
          ended: Callable[[subprocess.CompletedProcess], str | None] | None = None) -> Sweep:
    """Sweeps one operation.

    command: the program's arguments; "{folder}" in them becomes the folder of this run.
    prepare(folder): fills the empty folder before each run.
    check(folder): starts whatever repairs at start, judges, and returns what is wrong, or None.
    max_points: takes so many points, spread evenly, when there are more.
    root: where the folders are made, such as a mounted file system under test.
    fault: what strace does at the point instead of a kill, such as "error=ENOSPC"; from_then_on: at
    each later one too. Such faults meet the first thread's calls only, because in another thread
    the same number may be a call of the loader.
    ended(process): judges how the command itself ended, with its exit code and stderr.
    """
    begun = time.monotonic()
    result = Sweep(name)
    calls = tuple(syscalls)
    base = pathlib.Path(tempfile.mkdtemp(prefix=f"portico-sweep-{name}-", dir=root))
    lock = threading.Lock()
    full_environment = {**os.environ, **(environment or {})}

    def run(folder: pathlib.Path, trace: list[str]) -> subprocess.CompletedProcess:
        prepare(folder)
        return subprocess.run(["strace", "-f", "-qq", *trace, *_argv(command, folder)],
                              env=full_environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, errors="replace", timeout=timeout)

    def judge(folder: pathlib.Path, where: str) -> None:
        try:
            problem = check(folder)
        except Exception as error:  # a check that breaks is a finding, not the end of the sweep
            problem = f"{type(error).__name__}: {error}"
        if problem:
            with lock:
                result.failures.append(f"{name}: {where}: {problem}")

    def at_point(point: tuple[str, int]) -> None:
        call, ordinal = point
        folder = base / f"{call}-{ordinal}"
        folder.mkdir()
        where = f"{fault} at {call} number {ordinal}"
        try:
            process = run(folder, ["-o", "/dev/null", "-e", f"trace={call}",
                                   "-e", f"inject={call}:{fault}:when={ordinal}{'+' if from_then_on else ''}"])
            problem = ended(process) if ended else None
            with lock:
                result.points += 1
                result.hit += 0 if process.returncode == 0 else 1
                result.failures += [f"{name}: {where}: {problem}"] if problem else []
            judge(folder, where)
        except subprocess.TimeoutExpired:
            with lock:
                result.failures.append(f"{name}: {where}: still running after {timeout:.0f} s")
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    try:
        folder = base / "whole"
        folder.mkdir()
        log = base / "log"
        counted = run(folder, ["-o", str(log), "-e", "trace=" + ",".join("?" + call for call in calls)])
        if counted.returncode != 0:
            result.failures.append(f"{name}: without a kill it ends with {counted.returncode}: "
                                   f"{counted.stderr.strip()[-500:]}")
            return result
        judge(folder, "without a kill")
        points = _thinned(points_of(log, not fault.startswith("signal")), max_points)
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            list(pool.map(at_point, points))
        if result.hit == 0:
            result.failures.append(f"{name}: every run ended well, so nothing was tested")
    finally:
        shutil.rmtree(base, ignore_errors=True)
        result.seconds = time.monotonic() - begun
    return result


def finish(sweeps: Iterable[Sweep], least_points: int = 1) -> int:
    """Prints what came of the sweeps, the summary line last; returns the exit code."""
    sweeps = list(sweeps)
    for result in sweeps:
        print(f"{result.name}: {result.points} points, {result.hit} hit, "
              f"{len(result.failures)} wrong, {result.seconds:.1f} s")
        for failure in result.failures[:10]:
            print(f"  {failure}")
        if len(result.failures) > 10:
            print(f"  and {len(result.failures) - 10} more")
    points = sum(result.points for result in sweeps)
    failures = sum(len(result.failures) for result in sweeps)
    if points < least_points:
        failures += 1
        print(f"only {points} points, {least_points} are demanded")
    print(f"{max(points - failures, 0)} passed, {failures} failed, 0 skipped")
    return 1 if failures else 0
