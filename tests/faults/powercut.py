# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Lets the power fail at the moments that differ, and asks after each whether all is well (reliability rule T3).

    operation = Operation("update", [program, "--library", "{disk}/lib", ...], fill, judge)
    sys.exit(powercut.run([operation], "updates"))

The operation runs on ext4 images (commit=300, so that nothing reaches them by the clock). Such a disk changes only when
somebody syncs; so strace stops the program after each call that syncs, and after each rename. There all of it is held and
the images are copied as they are: that is what the disks hold when the power fails. After a rename a stranger first syncs
a file of its own, as any other program may: it takes the names along, but not what was written and not synced.

Each copy is mounted in the same place, which replays its journal, and judged. A careless operation goes along as the
control: all its calls that sync do nothing, and it must be found out.
"""
import dataclasses
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import killsweep
import storage_power

SYNCS = ("fsync", "fdatasync", "syncfs")
RENAMES = ("rename", "renameat", "renameat2")
POINTS = int(os.environ.get("PORTICO_POWER_POINTS", "4"))  # of each operation, and one at its end
SIZE = 256 << 20
LIMIT = 300  # seconds without any sign of it, far more than a busy machine takes

_STOP = re.compile(r"^\d+\s+--- stopped by SIGSTOP ---$", re.MULTILINE)
_CALL = re.compile(r"^\d+\s+(?:<\.\.\. )?[a-z]")


@dataclasses.dataclass
class Operation:
    """`command`: its words, where "{disk}" becomes where the first disk is. `fill(disk, other)`: writes what the operation
    finds. `judge(disk, other, told)`: what is wrong afterwards, or None; told: it had said that it is done. `disks`: 1, and
    `other` is the same, or 2. `careless`: it is the control."""
    name: str
    command: list[str]
    fill: Callable[[pathlib.Path, pathlib.Path], None]
    judge: Callable[[pathlib.Path, pathlib.Path, bool], str | None]
    environment: dict[str, str] = dataclasses.field(default_factory=dict)
    disks: int = 1
    careless: bool = False


@dataclasses.dataclass
class Cut:
    """What the disks held at one moment: a copy of each image."""
    copies: list[pathlib.Path]
    where: str
    told: bool = False


class Disk:
    """An ext4 image, mounted while something runs on it."""

    def __init__(self, base: pathlib.Path, name: str, size: int = SIZE):
        self.image, self.live, self.size = base / f"{name}.image", base / name, size
        self.live.mkdir()

    def make(self) -> None:
        self.image.unlink(missing_ok=True)
        subprocess.run(["truncate", "-s", str(self.size), str(self.image)], check=True)
        subprocess.run(["mkfs.ext4", "-q", "-F", "-J", "size=8", str(self.image)], check=True, capture_output=True)
        storage_power.mount(self.image, self.live)

    def take_along(self) -> None:
        """A stranger's sync: the journal is written, with all names there are by now."""
        with open(self.live / "stranger", "ab") as file:
            file.write(b"x")
            file.flush()
            os.fsync(file.fileno())

    def copy(self, number: int) -> pathlib.Path:
        copy = self.image.with_name(f"{self.live.name}-{number}.copy")
        subprocess.run(["cp", "--sparse=always", str(self.image), str(copy)], check=True)
        return copy

    def leave(self) -> None:
        # Lazily: what is killed may take a moment to go.
        subprocess.run(["umount", "-l", str(self.live)], check=True)


def traced_by(tracer: int) -> list[int]:
    """All processes under that strace, also those that left the one that started them."""
    found = []
    for status in pathlib.Path("/proc").glob("[0-9]*/status"):
        try:
            if f"TracerPid:\t{tracer}\n" in status.read_text():
                found.append(int(status.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            pass
    return found


def thread_states(pid: int) -> list[str]:
    found = []
    for thread in pathlib.Path(f"/proc/{pid}/task").glob("*/stat"):
        try:
            found.append(thread.read_text().rsplit(")", 1)[1].split()[0])
        except (FileNotFoundError, ProcessLookupError):
            pass
    return found


def send(pids: list[int], number: int) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            pass


class Held:
    """The operation under strace, which stops it at the calls that matter."""

    def __init__(self, operation: Operation, disks: list[Disk], log: pathlib.Path):
        words = [word.replace("{disk}", str(disks[0].live)) for word in operation.command]
        calls = RENAMES if operation.careless else RENAMES + SYNCS
        faults = ["-e", f"inject={','.join(SYNCS)}:retval=0"] if operation.careless else []
        self.log, self.seen = log, 0
        log.write_text("")
        self.output = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            ["strace", "-f", "-q", "-o", str(log), "-e", f"trace={','.join(RENAMES + SYNCS)}", *faults,
             "-e", f"inject={','.join(calls)}:signal=STOP", *words],
            env={**os.environ, **operation.environment}, stdin=subprocess.DEVNULL, stdout=self.output, stderr=self.output)

    def traced(self) -> list[int]:
        return traced_by(self.process.pid)

    def stop(self) -> str:
        """The call at which it stands still next, with its words; empty: it has ended."""
        until, quiet = time.monotonic() + LIMIT, time.monotonic()
        while time.monotonic() < until:
            if self.process.poll() is not None:
                return ""
            new = self.log.read_text(errors="replace")[self.seen:]
            if stop := _STOP.search(new):
                self.seen += stop.end()
                calls = [line for line in new[:stop.start()].splitlines() if _CALL.match(line)]
                return calls[-1].split(None, 1)[1] if calls else "a call"
            if time.monotonic() - quiet > 1:  # one that was stopped between the last look at the log and going on
                send(self.traced(), signal.SIGCONT)
                quiet = time.monotonic()
            time.sleep(0.001)
        raise AssertionError("it does not come to an end")

    def hold(self) -> None:
        """Until every thread of every process stands still. One that waits for a child which stands still at its start (D)
        does so for as long; one that waits for the disk does not."""
        begun, still, states = time.monotonic(), 0, set()
        while time.monotonic() - begun < LIMIT:
            pids = traced_by(self.process.pid)
            send(pids, signal.SIGSTOP)
            states = {state for pid in pids for state in thread_states(pid)}
            still = still + 1 if states <= set("tTZXD") else 0
            if still >= (20 if "D" in states else 3):
                return
            time.sleep(0.002)
        raise AssertionError(f"it cannot be stopped: {states}")

    def go_on(self, all_of_it: bool) -> None:
        if all_of_it:  # the stops that holding it made are not the next ones
            self.seen = len(self.log.read_text(errors="replace"))
        send(self.traced(), signal.SIGCONT)

    def end(self) -> None:
        send([*self.traced(), self.process.pid], signal.SIGKILL)
        self.process.wait()
        self.output.close()


def record(operation: Operation, disks: list[Disk], base: pathlib.Path, dice: random.Random) -> tuple[list[Cut], int]:
    """Runs it once: cuts at POINTS of the stops, each stop as likely as any other, and one at the end."""
    cuts: list[Cut] = []
    held = Held(operation, disks, base / "strace.log")
    stops = taken = 0
    try:
        while where := held.stop():
            stops += 1
            place = len(cuts) if len(cuts) < POINTS else dice.randrange(stops)
            if wanted := place < POINTS:
                held.hold()
                if where.startswith("rename"):
                    for disk in disks:
                        disk.take_along()
                cut = Cut([disk.copy(taken) for disk in disks], where)
                taken += 1
                if place < len(cuts):
                    forget(cuts[place])
                    cuts[place] = cut
                else:
                    cuts.append(cut)
            held.go_on(wanted)
        if held.process.returncode != 0:
            held.output.seek(0)
            raise AssertionError(f"{operation.name} ended with {held.process.returncode}: {held.output.read()[-800:]!r}")
        if operation.careless:
            for disk in disks:
                disk.take_along()
        cuts.append(Cut([disk.copy(taken) for disk in disks], "the end", told=True))
    finally:
        held.end()
    return cuts, stops


def forget(cut: Cut) -> None:
    for copy in cut.copies:
        copy.unlink()


def judged(operation: Operation, disks: list[Disk], cut: Cut) -> str | None:
    """The computer starts again."""
    places = (disks[0].live, disks[-1].live)
    mounted: list[Disk] = []
    try:
        for disk, copy in zip(disks, cut.copies):
            storage_power.mount(copy, disk.live)
            mounted.append(disk)
        return operation.judge(*places, cut.told)
    except Exception as error:  # a judgement that breaks is a finding, too
        return f"{type(error).__name__}: {error}"
    finally:
        for disk in mounted:
            disk.leave()
        forget(cut)


def one(operation: Operation, base: pathlib.Path, disks: list[Disk], dice: random.Random) -> tuple[int, list[str]]:
    begun = time.monotonic()
    mounted: list[Disk] = []
    try:
        for disk in disks:
            disk.make()
            mounted.append(disk)
        operation.fill(disks[0].live, disks[-1].live)
        for disk in disks:
            subprocess.run(["sync", "-f", str(disk.live)], check=True)
        cuts, stops = record(operation, disks, base, dice)
    finally:
        for disk in mounted:
            disk.leave()
    problems = []
    for cut in cuts:
        if problem := judged(operation, disks, cut):
            problems.append(f"{operation.name}: the power failed after {cut.where[:160]}: {problem}")
    print(f"{operation.name}: {len(cuts)} power cuts of {stops + 1} moments, {len(problems)} wrong, "
          f"{time.monotonic() - begun:.1f} s", flush=True)
    return len(cuts), problems


def why_not() -> str | None:
    return storage_power.why_not() or killsweep.why_not()


def run(operations: list[Operation], base: pathlib.Path) -> int:
    """Prints what came of each, the summary line last; the exit code. The disks are `base`/disk and `base`/other."""
    seed = int(os.environ.get("PORTICO_TEST_SEED") or random.randrange(1 << 30))
    print(f"seed {seed} (PORTICO_TEST_SEED repeats it)")
    dice = random.Random(seed)
    disks = [Disk(base, "disk"), Disk(base, "other")]
    taken, problems = 0, []
    for operation in operations:
        more, wrong = one(operation, base, disks[:operation.disks], dice)
        if operation.careless:
            more, wrong = 1, [] if wrong else [f"{operation.name} was not found out, so this proves nothing"]
        taken += more
        problems += wrong
    for problem in problems[:20]:
        print(f"FAIL {problem}")
    print(f"{taken - len(problems)} passed, {len(problems)} failed, 0 skipped")
    return 1 if problems else 0


def run_inside(reason: str | None = None) -> int | None:
    """Runs this script again in a mount namespace of its own; its exit code, or 77 where there is a `reason` not to. None:
    this is inside."""
    if "--inside" in sys.argv:
        return None
    if reason := reason or why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    return subprocess.run(["unshare", "-m", sys.executable, "-B", *sys.argv, "--inside"], check=False).returncode
