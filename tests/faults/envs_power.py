#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T3: the power fails while isolated environments are built, or when it was told that they are. What was told is there
afterwards, every file as its RECORD says, and nothing half counts as an environment.

As storage_power.py: library and home lie on an ext4 image (commit=300) that is copied while all processes stand still;
the copy is mounted in the same place, which replays its journal, and judged.
"""
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import envs_common as envs
import storage_power
from packageindex import PackageIndex

SIZE = 512 << 20
PLAN = [(1, "uv"), (3, "uv"), (3, "pixi")]
CUTS = 3  # while it goes, and one at its end


def family(pid: int) -> list[int]:
    """The process and all that it started."""
    found = [pid]
    for parent in found:
        for children in pathlib.Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += [int(child) for child in children.read_text().split()]
            except FileNotFoundError:
                pass
    return found


def send(pids: list[int], number: int) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            pass


def hold(process: subprocess.Popen) -> list[int]:
    """Stops all of it; nothing once it has ended."""
    held: list[int] = []
    for _ in range(50):
        now = family(process.pid)
        if process.poll() is not None:
            break
        send(now, signal.SIGSTOP)
        time.sleep(0.02)
        if set(family(process.pid)) == set(held):
            return held
        held = now
    send(held, signal.SIGCONT)
    return []


class Disk:
    def __init__(self, base: pathlib.Path):
        self.base, self.image, self.live = base, base / "image", base / "live"
        self.live.mkdir()

    def make(self, template: pathlib.Path) -> pathlib.Path:
        self.image.unlink(missing_ok=True)
        subprocess.run(["truncate", "-s", str(SIZE), str(self.image)], check=True)
        subprocess.run(["mkfs.ext4", "-q", "-F", "-J", "size=8", str(self.image)], check=True, capture_output=True)
        storage_power.mount(self.image, self.live)
        subprocess.run(["cp", "-a", str(template), str(self.live / "library")], check=True)
        subprocess.run(["sync", "-f", str(self.live)], check=True)
        return self.live / "library"

    def cut(self, number: int) -> pathlib.Path:
        copy = self.base / f"copy-{number}"
        subprocess.run(["cp", "--sparse=always", str(self.image), str(copy)], check=True)
        return copy

    def leave(self) -> None:
        subprocess.run(["umount", str(self.live)], check=True)


def one_run(place: pathlib.Path, disk: Disk, generation: int, engine: str, dice: random.Random) -> list[str]:
    template = place / f"template-{generation}-{engine}"
    library = disk.make(template)
    cuts = []
    process = subprocess.Popen([envs.common.PORTICOCTL, "--library", str(library), "env", "build", "demo"],
                               env=envs.environment(place, library), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        for number in range(CUTS):
            time.sleep(dice.uniform(0.1, 0.9))
            held = hold(process)
            if not held:
                break
            cuts.append((disk.cut(number), False))
            send(held, signal.SIGCONT)
        told = process.wait(120) == 0
        cuts.append((disk.cut(CUTS), told))
    finally:
        process.kill()
        process.wait()
        disk.leave()
    problems = []
    for copy, told in cuts:
        storage_power.mount(copy, disk.live)
        try:
            states = envs.run(place, library, "env", "list", "demo", code=None)["environments"]
            lost = [env["name"] for env in states if env["state"] != "built"] if told else []
            problem = f"told as built, and is not: {lost}" if lost else envs.judge(place, library, generation)
        except (AssertionError, OSError, ValueError, KeyError) as error:
            problem = f"{type(error).__name__}: {error}"
        finally:
            disk.leave()
            copy.unlink()
        problems += [f"generation {generation} by {engine}{', told as built' if told else ''}: {problem}"] if problem else []
    print(f"generation {generation} by {engine}: {len(cuts)} power cuts, {len(problems)} wrong")
    one_run.taken += len(cuts)
    return problems


one_run.taken = 0


def inside() -> int:
    seed = int(os.environ.get("PORTICO_TEST_SEED") or random.randrange(1 << 30))
    print(f"seed {seed} (PORTICO_TEST_SEED repeats it)")
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="portico-envs-power-") as name, PackageIndex() as index:
        place = pathlib.Path(name)
        envs.fill(index)
        envs.settings(place, index)
        disk = Disk(place)
        problems = []
        for generation, engine in PLAN:
            envs.make_template(place, generation, engine)
            problems += one_run(place, disk, generation, engine, dice)
    for problem in problems:
        print(f"FAIL {problem}")
    print(f"{one_run.taken - len(problems)} passed, {len(problems)} failed, 0 skipped")
    return 1 if problems else 0


def main() -> int:
    if "--inside" in sys.argv:
        return inside()
    if reason := envs.why_not() or storage_power.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    return subprocess.run(["unshare", "-m", sys.executable, "-B", __file__, "--inside"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
