#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Random operations and faults by seed on a real library, with V1 to V7 of reliability.md judged after each (T18).

    property.py                                   the fixed seeds of the suite: nothing in them hangs on the clock
    property.py --seed 7 --steps 40 [--shrink]    one seed; --only 3,9 plays only these of its steps
    property.py --from-seed 100 --seconds 1800    seed after seed, for as long as that

A step with a fault is first done without one, which tells where the fault can come and how the library looks afterwards;
then the library is put back, the same is done with the fault, the next start recovers, and each install must be as before
or as after. Then it is done once more, and must end well.
"""
import argparse
import contextlib
import copy
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
os.environ.setdefault("PORTICO_SOURCE_DIR", str(ROOT))
os.environ.setdefault("PORTICO_BIN_DIR", str(ROOT / "build/debug/bin"))
sys.path[:0] = [str(pathlib.Path(__file__).parent), str(ROOT / "tests/support")]
import composeworld  # noqa: E402
import killsweep  # noqa: E402
import property_judge as judge  # noqa: E402
import property_moves as moves  # noqa: E402
import property_world  # noqa: E402
import smalldisk  # noqa: E402
from packageindex import PackageIndex, Wheel, small_world  # noqa: E402

SEEDS = (1, 2, 3)
STEPS = 9
# All but this computer is behind a proxy that is not there, so nobody else is reached.
NOWHERE = {"mode": "http", "host": "127.0.0.1", "port": 9, "user": ""}
FAULTY, TWO_AT_ONCE = 0.65, 0.2  # how many of the steps


def ending(done) -> str:
    return f"{done.code} {done.last.get('error', {}).get('message', '')[:90]}".strip()


class Run:
    """One seed on one library."""

    def __init__(self, world, seed: int, has_disk: bool, by_clock: bool):
        self.world, self.seed, self.has_disk, self.by_clock = world, seed, has_disk, by_clock
        self.owned = moves.Owned(world)
        self.history: list[str] = []
        self.seen: dict = {}
        self.faults = 0

    def play(self, numbers) -> None:
        self.seen = judge.observe(self.world)
        self.owned.plant(self.seen)
        for number in numbers:
            self.step(random.Random(f"{self.seed}/{number}"), number)
            self.owned.plant(self.seen)
        for install in list(self.seen["running"]):
            self.world.run("stop", install)
        self.seen["running"] = []
        judge.only_sessions_run(self.world, self.seen)

    def step(self, draw: random.Random, number: int) -> None:
        has_fault, two = draw.random() < FAULTY, draw.random() < TWO_AT_ONCE and self.by_clock
        fault = property_world.draw_fault(draw, self.has_disk, self.by_clock) if has_fault else None
        words = moves.draw_words(self.world, draw, self.seen, ("move",) if two else ())
        self.owned.may_go = moves.lets_go(words)
        said = moves.relative(words, self.world.folder)
        if two and not self.owned.may_go:
            other = moves.draw_words(self.world, draw, self.seen, ("move", "remove"))
            self.history.append(f"{number}: {said}   and at once   {moves.relative(other, self.world.folder)}")
            self.at_once(words, other, draw.random() if draw.random() < 0.5 else None)
        elif fault and not self.seen["running"] and words[0] not in moves.ABOUT_SESSIONS:
            self.history.append(f"{number}: {said}   [{fault}]")
            self.with_fault(words, fault, property_world.Fault("kill at a call", 0, draw.random()) if draw.random() < 0.4 else None)
            self.faults += 1
        else:
            self.history.append(f"{number}: {said}")
            self.without_fault(words)

    def without_fault(self, words) -> None:
        done = self.world.run(*words)
        self.history[-1] += f"   -> {ending(done)}"
        judge.says_why(done, False)
        now = judge.observe(self.world)
        if "error" in done.last and words[0] not in judge.ONE_BY_ONE:
            changed = judge.differences(self.seen, now)
            judge.check(not changed, f"V1: it failed with {done.last['error']}, and changed {changed}")
        self.settle(now)

    def at_once(self, words, other, kill_after: float | None) -> None:
        """Two on one library: each is done or says why not. Or the first is killed after so many seconds."""
        begun = time.monotonic()
        both = [self.world.spawn(words), self.world.spawn(other)]
        if kill_after is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                both[0].wait(kill_after)
            both[0].kill()
        ended = [self.world.finish(process, each, begun) for process, each in zip(both, (words, other))]
        self.history[-1] += f"   -> {', '.join(map(ending, ended))}"
        judge.says_why(ended[0], kill_after is not None)
        judge.says_why(ended[1], False)
        if not self.seen["running"] and "start" not in (words[0], other[0]):
            judge.only_sessions_run(self.world, self.seen)
        self.settle(judge.observe(self.world))

    def with_fault(self, words, fault, fault_of_recovery) -> None:
        world, before, library = self.world, self.seen, self.world.library
        world.keep_copy("before")
        clean = world.counted(words)
        judge.says_why(clean, False)
        after = judge.observe(world)
        world.take_copy("before", library)
        done = world.faulty(words, fault, clean)
        self.history[-1] += f"   -> {ending(clean)}, with it {ending(done)} {done.where}"
        judge.only_sessions_run(world, {"running": []})
        if fault_of_recovery:
            self.history[-1] += f"   recovery killed at {world.killed_recovery(fault_of_recovery)}"
            judge.only_sessions_run(world, {"running": []})
        self.next_start()
        now = judge.observe(world)
        judge.says_why(done, fault.kind.startswith("kill"))
        judge.is_one_of(words, before, after, now)
        if done.code == 0 and clean.code == 0:
            changed = judge.differences(after, now)
            judge.check(not changed, f"V2: it said to be done, and {changed} is not as after")
        self.settle(now)
        is_as_before = not judge.differences(before, now) and all(now[part] == before[part] for part in ("snapshots", "vendored"))
        if done.code != 0 and clean.code == 0 and is_as_before:
            again = world.run(*words)
            judge.check(again.code == 0, f"V1: once more, it ends with {again.code}: {again.last}{again.stderr[-600:]}")
            now = judge.observe(world)
            judge.is_one_of(words, after, after, now)
            self.settle(now)

    def next_start(self) -> None:
        """The window and porticoctl at once: each recovers, and none is in the other's way."""
        begun = time.monotonic()
        for process in [self.world.spawn(words) for words in (("recover",), ("list",))]:
            done = self.world.finish(process, ("recover or list",), begun)
            judge.check(done.code == 0, f"V2: the next start ends with {done.code}: {done.last}{done.stderr[-600:]}")

    def settle(self, now: dict) -> None:
        judge.is_sound(self.world, now, self.owned, len(self.history))
        self.seen = now


def with_library(world) -> bool:
    """Makes the library that every seed begins with, as a copy; whether it has a composed install."""
    def run(*words) -> None:
        done = world.run(*words)
        if done.code != 0:
            raise SystemExit(f"cannot prepare: {done.documents}{done.stderr}")

    run("add", world.folder / "demo.zip", "--name", "Demo", "--port", moves.free_port())
    run("nodes", "install", "demo", world.source("foo"), "--yes")
    if is_composed := not composeworld.why_not():
        from compose_kill import quick_python
        repository = composeworld.make_repository(world.folder / "repository")
        (repository / "comfyui_version.py").write_text('__version__ = "0.34.0"\n')
        composeworld.git(repository, "commit", "-q", "-a", "-m", "0.34.0", date="2025-10-01T00:00:00Z")
        composeworld.git(repository, "tag", "v0.34.0")
        run("install", "--compose", "--git", repository, "--ref", "v0.33.0", "--accelerator", "cu130", "--python", quick_python(),
            "--name", "Composed", "--port", moves.free_port())
        run("nodes", "install", "composed", world.source("needy", "number==1.0\n"), "--yes")
        run("update", "composed", "--to", "0.34.0", "--yes")
    world.keep_copy("template")
    return is_composed


def play(world, seed: int, numbers, by_clock: bool = True) -> tuple[Run, str]:
    """Plays these steps of the seed; what is wrong."""
    world.take_copy("template", world.disk / "library")
    run = Run(world, seed, world.small_disk is not None, by_clock)
    try:
        run.play(numbers)
    except (AssertionError, OSError, ValueError, KeyError, subprocess.SubprocessError) as problem:
        return run, f"{type(problem).__name__}: {problem}"
    finally:
        for pid, _ in world.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    return run, ""


def shrunk(world, seed: int, numbers: list[int], problem: str, by_clock: bool) -> list[int]:
    """Drops steps as long as it still fails in the same way."""
    for number in reversed(copy.copy(numbers)):
        fewer = [each for each in numbers if each != number]
        if fewer and play(world, seed, fewer, by_clock)[1][:20] == problem[:20]:
            numbers = fewer
    return numbers


def report(run: Run, steps: int, problem: str, numbers=None) -> None:
    print(f"FAILED: seed {run.seed}: {problem}\nThe steps:")
    print("\n".join(f"  {line}" for line in run.history))
    exact = "" if run.by_clock else " --exact"
    only = f" --only {','.join(map(str, numbers))}" if numbers else ""
    print(f"Again: python3 tests/faults/property.py --seed {run.seed} --steps {steps}{exact}{only}", flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--from-seed", type=int)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--only", type=lambda text: [int(part) for part in text.split(",")])
    parser.add_argument("--exact", action="store_true", help="without what hangs on the clock, as in the suite")
    parser.add_argument("--shrink", action="store_true")
    parser.add_argument("--keep", action="store_true", help="stop at the first failure and leave the folder as it is")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def seeds(given: argparse.Namespace):
    if given.from_seed is None:
        yield from SEEDS if given.seed is None else (given.seed,)
        return
    end = time.monotonic() + given.seconds
    seed = given.from_seed
    while time.monotonic() < end:
        yield seed
        seed += 1


def main() -> int:
    given = arguments()
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    if not given.inside and not smalldisk.why_no_disk():
        return smalldisk.again_inside()
    with tempfile.TemporaryDirectory(prefix="portico-property-") as name, PackageIndex() as index, contextlib.ExitStack() as disks:
        folder = pathlib.Path(name)
        if given.inside:
            disks.enter_context(smalldisk.mounted(folder))
        world = property_world.World(folder, folder if given.inside else None)
        small_world(index)
        for version in ("1.0", "2.0"):
            index.add(Wheel("number", version, [], {"number/__init__.py": f"VERSION = {version!r}\n"}))
        composeworld.write_settings(folder / "config", index, proxy=NOWHERE)
        with_library(world)
        by_clock = not given.exact and (given.seed is not None or given.from_seed is not None)
        passed = failed = faults = steps = 0
        for seed in seeds(given):
            numbers = given.only or list(range(given.steps))
            run, problem = play(world, seed, numbers, by_clock)
            steps, faults = steps + len(run.history), faults + run.faults
            print(f"seed {seed}: {len(run.history)} steps, {run.faults} with a fault{': WRONG' if problem else ''}", flush=True)
            if given.verbose and not problem:
                print("\n".join(f"  {line}" for line in run.history))
            passed, failed = passed + (not problem), failed + bool(problem)
            if problem:
                report(run, given.steps, problem)
                if given.keep:
                    subprocess.run([os.environ.get("SHELL", "/bin/sh")], cwd=folder, check=False)
                    break
                if given.shrink:
                    fewer = shrunk(world, seed, numbers[:len(run.history)], problem, by_clock)
                    report(*((again := play(world, seed, fewer, by_clock))[0], given.steps, again[1] or problem), fewer)
        print(f"{steps} steps, {faults} with a fault\n{passed} passed, {failed} failed, 0 skipped")
        return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
