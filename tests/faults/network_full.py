# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T4: a download onto a full disk: said before, or in the middle; the part is kept; resumed when there is room.

Runs itself again in a mount namespace of its own (unshare -m) and mounts a small tmpfs there.
"""
import hashlib
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(__file__).parent.parent / "support" / "http")]
import smalldisk
from rangeserver import RangeServer

PROGRAM = str(pathlib.Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "downloadop")
DATA = random.Random(4).randbytes(4_000_000)
SHA256 = hashlib.sha256(DATA).hexdigest()
NEED = len(DATA)


def download(store: pathlib.Path, url: str) -> subprocess.CompletedProcess:
    return subprocess.run([PROGRAM, store, url, f"sha256={SHA256}", "checkpoint=262144", "spare=0", "wait-ms=10"],
                          capture_output=True, text=True, timeout=60)


def free(place: pathlib.Path) -> int:
    facts = os.statvfs(place)
    return facts.f_bavail * facts.f_frsize


def said_before(place: pathlib.Path, server: RangeServer, size: int) -> str | None:
    """A disk of `size` bytes that is too small from the beginning."""
    before = free(place)
    ended = download(place / "store", server.url("/bundle.zip"))
    if ended.returncode != 1 or not ended.stderr.startswith("disk-full:"):
        return f"at {size}: {ended.returncode} {ended.stderr.strip()}"
    if " needs " not in ended.stderr:
        return f"at {size}: the sentence has no figures: {ended.stderr.strip()}"
    part = place / "store" / f"{SHA256}.part"
    if part.exists() and part.stat().st_size > 0:
        return f"at {size}: bytes were written before it was said"
    if before - free(place) > 1 << 20:
        return f"at {size}: {before - free(place)} bytes of the disk are gone"
    return None


def in_the_middle(place: pathlib.Path, server: RangeServer, room: int) -> str | None:
    """A disk that somebody else fills while the bytes come (free space is looked at before)."""
    filler = place / "filler"
    store = place / "store"
    store.mkdir(exist_ok=True)
    filler.write_bytes(b"")
    def fill() -> None:
        time.sleep(0.15)  # the client has looked at the free space by now
        filler.write_bytes(b"x" * max(0, free(place) - room))

    server.before_body = fill
    try:
        ended = download(store, server.url("/bundle.zip"))
    finally:
        server.before_body = None
    if ended.returncode != 1 or not ended.stderr.startswith("disk-full:"):
        return f"with {room} left: {ended.returncode} {ended.stderr.strip()}"
    if room > 600_000 and not (store / f"{SHA256}.part").exists():
        return f"with {room} left: the part is gone"
    filler.unlink()
    server.sent = 0
    again = download(store, server.url("/bundle.zip"))
    if again.returncode != 0:
        return f"with {room} left: it does not go on when there is room: {again.stderr.strip()}"
    if pathlib.Path(again.stdout.split("\t")[0]).read_bytes() != DATA:
        return f"with {room} left: the file is wrong"
    if room > 1_200_000 and server.sent > NEED - room + 4 * 262144:
        return f"with {room} left: {server.sent} of {NEED} bytes came again"
    return None


def main() -> int:
    code = smalldisk.run_inside()
    if code is not None:
        return code
    problems: list[str] = []
    passed = 0
    with RangeServer({"/bundle.zip": DATA}) as server, tempfile.TemporaryDirectory(prefix="portico-full-") as base:
        def on_disk(size: int, case, figure: int) -> None:
            nonlocal passed
            place = pathlib.Path(base)
            with smalldisk.mounted(place, size):
                problem = case(place, server, figure)
            if problem:
                problems.append(problem)
            else:
                passed += 1

        for step in range(12):
            size = 4096 * 4 + step * (NEED - 300_000) // 11
            on_disk(size, said_before, size)
        for step in range(12):
            on_disk(NEED + 2_000_000, in_the_middle, 20_000 + step * 300_000)
    for problem in problems:
        print(problem)
    print(f"{passed} passed, {len(problems)} failed, 0 skipped")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
