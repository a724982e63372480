# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T3: the power fails. What was told as saved is there afterwards, and nothing is torn or empty.

The operation runs on an ext4 image (mounted with commit=300, so that nothing reaches it by the
clock). At a random moment the program is stopped and the image is copied as it is, without syncing:
that is what a disk holds when the power fails. The copy is mounted, which replays its journal, and
judged. A careless writer (rename without fsync) goes along as the control: it must be found out.
"""
import dataclasses
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = str(pathlib.Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "storageop")
IMAGE_SIZE = 24 << 20
#: operation: runs, snapshots in each while it goes (and one at its end)
PLAN = {"document": (4, 7), "settings": (4, 7), "install": (9, 3), "remove": (7, 2), "careless": (2, 0)}
CONTROL = "careless"


@dataclasses.dataclass
class Place:
    base: pathlib.Path
    image: pathlib.Path
    live: pathlib.Path
    copy: pathlib.Path
    replayed: pathlib.Path
    said: pathlib.Path


def mount(image: pathlib.Path, where: pathlib.Path) -> None:
    subprocess.run(["mount", "-o", "loop,commit=300", str(image), str(where)], check=True, capture_output=True)


def environment(place: Place, said: pathlib.Path) -> dict[str, str]:
    return os.environ | {"STORAGEOP_SAID": str(said), "STORAGEOP_ROUNDS": "30"}


def tool(act: str, operation: str, folder: pathlib.Path, settings: dict[str, str]) -> subprocess.CompletedProcess:
    return subprocess.run([PROGRAM, act, operation, folder], capture_output=True, text=True, timeout=60, env=settings)


def is_stopped(process: subprocess.Popen) -> bool:
    """Whether every thread stands still, so that no call is half done; False once it has ended."""
    os.kill(process.pid, signal.SIGSTOP)
    for _ in range(2000):
        if process.poll() is not None:
            return False
        states = [(thread / "stat").read_text().rsplit(")", 1)[1].split()[0]
                  for thread in pathlib.Path(f"/proc/{process.pid}/task").iterdir()]
        if all(state == "T" for state in states):
            return True
        time.sleep(0.001)
    raise RuntimeError("the program cannot be stopped")


def cut(place: Place, number: int) -> int:
    """The power fails now: keeps what the disk holds, and what was told as saved."""
    shutil.copyfile(place.said, f"{place.said}-{number}")
    subprocess.run(["cp", "--sparse=always", str(place.image), f"{place.copy}-{number}"], check=True)
    return number


def judge(place: Place, operation: str, number: int) -> str | None:
    """The computer starts again."""
    copy = pathlib.Path(f"{place.copy}-{number}")
    mount(copy, place.replayed)
    try:
        settings = environment(place, pathlib.Path(f"{place.said}-{number}"))
        checked = tool("check", operation, place.replayed / "folder", settings)
        return None if checked.returncode == 0 else checked.stderr.strip() or f"check: {checked.returncode}"
    finally:
        subprocess.run(["umount", str(place.replayed)], check=True)
        copy.unlink()


def one_run(place: Place, operation: str, snapshots: int, dice: random.Random) -> tuple[int, list[str]]:
    subprocess.run(["truncate", "-s", "0", str(place.image)], check=True)
    subprocess.run(["truncate", "-s", str(IMAGE_SIZE), str(place.image)], check=True)
    subprocess.run(["mkfs.ext4", "-q", "-F", "-J", "size=4", str(place.image)], check=True, capture_output=True)
    mount(place.image, place.live)
    cuts: list[int] = []
    try:
        folder = place.live / "folder"
        folder.mkdir()
        settings = environment(place, place.said)
        tool("prepare", operation, folder, settings)
        subprocess.run(["sync", "-f", str(folder)], check=True)
        place.said.write_bytes(b"")
        process = subprocess.Popen([PROGRAM, "run", operation, folder], env=settings, stderr=subprocess.DEVNULL)
        try:
            for _ in range(snapshots):
                time.sleep(dice.uniform(0.0, 0.02))
                if not is_stopped(process):
                    break
                cuts.append(cut(place, len(cuts)))
                os.kill(process.pid, signal.SIGCONT)
            process.wait(60)
            cuts.append(cut(place, len(cuts)))
        finally:
            process.kill()
            process.wait()
    finally:
        subprocess.run(["umount", str(place.live)], check=True)
    # Only now: while the writer lives, what it is writing belongs to it.
    problems = [judge(place, operation, number) for number in cuts]
    return len(cuts), [problem for problem in problems if problem]


def inside() -> int:
    seed = int(os.environ.get("PORTICO_TEST_SEED") or random.randrange(1 << 30))
    print(f"seed {seed} (PORTICO_TEST_SEED repeats it)")
    dice = random.Random(seed)
    passed, failed = 0, 0
    with tempfile.TemporaryDirectory(prefix="portico-power-") as base:
        place = Place(*(pathlib.Path(base) / name for name in ("", "image", "live", "copy", "replayed", "said")))
        place.live.mkdir()
        place.replayed.mkdir()
        for operation, (runs, snapshots) in PLAN.items():
            taken, problems = 0, []
            for _ in range(runs):
                more, wrong = one_run(place, operation, snapshots, dice)
                taken += more
                problems += wrong
            if operation == CONTROL:
                print(f"{operation}: found out in {len(problems)} of {taken} power cuts, as it must be")
                passed, failed = (passed + 1, failed) if problems else (passed, failed + 1)
                continue
            print(f"{operation}: {taken} power cuts, {len(problems)} wrong")
            for problem in problems[:5]:
                print(f"  {problem}")
            passed += taken - len(problems)
            failed += len(problems)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


def why_not() -> str | None:
    if os.geteuid() != 0:
        return "mounting an image needs root"
    missing = [program for program in ("mkfs.ext4", "mount", "unshare") if not shutil.which(program)]
    if missing:
        return f"{' and '.join(missing)} not installed"
    with tempfile.TemporaryDirectory(prefix="portico-power-") as base:
        image = pathlib.Path(base) / "image"
        script = f"truncate -s 8M {image} && mkfs.ext4 -q -F {image} && mkdir {base}/m && mount -o loop {image} {base}/m"
        probe = subprocess.run(["unshare", "-m", "sh", "-c", script], capture_output=True, text=True)
        return None if probe.returncode == 0 else f"no image can be mounted here: {probe.stderr.strip()}"


def main() -> int:
    if "--inside" in sys.argv:
        return inside()
    if reason := why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    return subprocess.run(["unshare", "-m", sys.executable, __file__, "--inside"]).returncode


if __name__ == "__main__":
    sys.exit(main())
