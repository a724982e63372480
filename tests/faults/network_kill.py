# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: a download, killed at every system call that changes the disk (at least 100 points).

After each kill the download is started again. It must end with the right file in its place, with
nothing else left, and what was safe on the disk must not come again.
"""
import hashlib
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support" / "http"))
import killsweep
from rangeserver import RangeServer

PROGRAM = str(pathlib.Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "downloadop")
DATA = random.Random(20261121).randbytes(3_000_000)
SHA256 = hashlib.sha256(DATA).hexdigest()
SMALL = ("checkpoint=262144", "wait-ms=10", "spare=0")


def sweep(name: str, server: RangeServer, options: tuple[str, ...], most: int | None) -> killsweep.Sweep:
    url = server.url("/bundle.zip")

    def prepare(folder: pathlib.Path) -> None:
        (folder / "store").mkdir()

    def check(folder: pathlib.Path) -> str | None:
        store = folder / "store"
        again = subprocess.run([PROGRAM, store, url, *options], capture_output=True, text=True, timeout=60)
        if again.returncode != 0:
            return f"the next start failed: {again.stderr.strip()}"
        path, sha256, size, _ = again.stdout.strip().split("\t")
        if sha256 != SHA256 or int(size) != len(DATA) or pathlib.Path(path).read_bytes() != DATA:
            return "the file is wrong"
        files = sorted(str(each.relative_to(store)) for each in store.rglob("*") if not each.is_dir())
        if files != [f"{SHA256}/bundle.zip"]:
            return f"left behind: {files}"
        return None

    return killsweep.sweep(name, [PROGRAM, "{folder}/store", url, *options], prepare, check, max_points=most)


def refetched(server: RangeServer) -> list[str]:
    """Kills at random moments: at most two checkpoints' worth may come twice."""
    problems = []
    moments = random.Random(7)
    for number in range(10):
        with tempfile.TemporaryDirectory(prefix="portico-refetch-") as folder:
            command = [PROGRAM, folder, server.url("/bundle.zip"), f"sha256={SHA256}", *SMALL]
            server.sent = 0
            first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(moments.uniform(0.1, 0.5))
            first.kill()
            first.wait()
            part = pathlib.Path(folder) / f"{SHA256}.part"
            arrived = part.stat().st_size if part.exists() else 0
            time.sleep(0.05)  # the server notices
            server.sent = 0
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=60)
            twice = server.sent + arrived - len(DATA)
            if arrived < len(DATA) and twice > 2 * 262144 + 65536:
                problems.append(f"kill {number}: {twice} bytes came twice")
    return problems


def refetched_on_a_slow_line(server: RangeServer) -> list[str]:
    """Checkpoints go by time too: a kill costs little although no checkpoint's worth has come."""
    with tempfile.TemporaryDirectory(prefix="portico-slow-") as folder:
        command = [PROGRAM, folder, server.url("/bundle.zip"), f"sha256={SHA256}", "spare=0", "checkpoint-ms=200"]
        first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while server.sent < len(DATA) // 2:
            time.sleep(0.01)
        first.kill()
        first.wait()
        time.sleep(0.3)  # the server notices
        server.sent = 0
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=60)
        return [] if server.sent < len(DATA) * 3 // 4 else [f"{server.sent} of {len(DATA)} bytes came again"]


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with RangeServer({"/bundle.zip": DATA}) as server:
        known = (f"sha256={SHA256}", f"size={len(DATA)}", *SMALL)
        sweeps = [sweep("download", server, known, 120),
                  sweep("download-unknown-hash", server, SMALL, 60)]
    with RangeServer({"/bundle.zip": DATA}, bytes_per_second=4_000_000) as server:
        several = (*known, "several-from=1000000", "piece=262144")
        sweeps.append(sweep("download-several-ranges", server, several, 60))
    with RangeServer({"/bundle.zip": DATA}, bytes_per_second=6_000_000) as server:
        random_kills = killsweep.Sweep("bytes-twice", points=10, hit=10)
        random_kills.failures = refetched(server)
        sweeps.append(random_kills)
    with RangeServer({"/bundle.zip": DATA}, bytes_per_second=1_000_000) as server:
        slow_line = killsweep.Sweep("slow-line", points=1, hit=1)
        slow_line.failures = refetched_on_a_slow_line(server)
        sweeps.append(slow_line)
    return killsweep.finish(sweeps, least_points=100)


if __name__ == "__main__":
    sys.exit(main())
