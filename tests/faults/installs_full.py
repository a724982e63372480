# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T4: the disk gets full somewhere in `porticoctl add`: said as that, nothing half, and the same command works afterwards.

On real small disks (tmpfs in a mount namespace): some too small from the start, some that another program fills while
ours is at work: until so many bytes are left once it unpacks, and all of it once so many names (inodes) are in use.
"""
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import smalldisk

BLOCK = 4096
CONTENT = 6 << 20
SMALL = [64 << 10, 256 << 10, 1 << 20, 2 << 20, 4 << 20, 6 << 20]
ROOMY = 32 << 20
BYTES = [index * (CONTENT + (1 << 20)) // 16 for index in range(16)]
NAMES = [index * 3 for index in range(1, 13)]


def write_large_bundle(path: pathlib.Path) -> None:
    """The common bundle, with noise that takes some time to write."""
    noise = random.Random(4)
    common.write_bundle(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(24):
            archive.writestr(f"anymatix/ComfyUI/noise/{number}.bin", noise.randbytes(CONTENT // 24))


class Filler(threading.Thread):
    """Another program on the same disk: leaves `amount` bytes, or waits for `amount` names and leaves nothing."""

    def __init__(self, disk: pathlib.Path, kind: str, amount: int):
        super().__init__(daemon=True)
        self.disk, self.kind, self.amount = disk, kind, amount
        self.stopped = threading.Event()
        self.is_full = False

    def is_time(self) -> bool:
        if self.kind == "bytes":
            return any(self.disk.glob("lib/staging/*/gen-0001"))
        info = os.statvfs(self.disk)
        return info.f_files - info.f_ffree >= self.amount

    def run(self) -> None:
        while not self.stopped.is_set():
            if self.is_time():
                self.fill()
                return
            time.sleep(0.0005)

    def fill(self) -> None:
        folder = self.disk / "others"
        try:
            folder.mkdir()
            with open(folder / "rest", "wb", buffering=0) as rest:
                info = os.statvfs(self.disk)
                spare = self.amount if self.kind == "bytes" else 0
                os.posix_fallocate(rest.fileno(), 0, max(BLOCK, info.f_bfree * info.f_frsize - spare))
                self.is_full = True
            for number in range(1_000_000 if self.kind == "names" else 0):
                (folder / str(number)).touch()
        except OSError:
            self.is_full = True  # which was wanted

    def end(self) -> None:
        self.stopped.set()
        self.join()
        subprocess.run(["rm", "-rf", str(self.disk / "others")], check=True)


def add(library: pathlib.Path, bundle: pathlib.Path) -> subprocess.CompletedProcess:
    return common.run(library, "add", str(bundle), "--name", "Demo")


def judge(disk: pathlib.Path, bundle: pathlib.Path, filler: Filler | None) -> str | None:
    library = disk / "lib"
    if filler:
        filler.start()
    try:
        ran = add(library, bundle)
    finally:
        if filler:
            filler.end()
    if ran.returncode not in (0, 1):
        return f"ended with {ran.returncode}: {ran.stderr.strip()}"
    if ran.returncode == 1:
        code = json.loads(ran.stdout.splitlines()[-1])["error"]["code"]
        if code != "disk-full":
            return f"said {code}: {ran.stderr.strip()}"
    if filler is None and ran.returncode == 0:
        return "called done on a disk that is too small"
    smalldisk.resize(disk, ROOMY, 4096)
    if problem := common.judge_added(library):
        return problem
    if ran.returncode == 1 and common.installs(library):
        return "called failed, but it is there"
    if ran.returncode == 1 and (again := add(library, bundle)).returncode != 0:
        return f"with room again: {again.stderr.strip()}"
    return common.is_whole(library, "demo")


def on_disk(disk: pathlib.Path, bundle: pathlib.Path, size: int, kind: str = "", amount: int = 0) -> tuple[str | None, bool]:
    """(what is wrong, whether the disk was full meanwhile)"""
    filler = Filler(disk, kind, amount) if kind else None
    with smalldisk.mounted(disk, size, 400):
        problem = judge(disk, bundle, filler)
        where = f"{amount} {kind}" if kind else f"a disk of {size >> 10} KiB"
        return f"{where}: {problem}" if problem else None, filler is None or filler.is_full


def main() -> int:
    code = smalldisk.run_inside()
    if code is not None:
        return code
    with tempfile.TemporaryDirectory(prefix="portico-installs-full-") as base:
        place = pathlib.Path(base)
        disk = place / "disk"
        disk.mkdir()
        bundle = place / "demo.zip"
        write_large_bundle(bundle)
        ends = [on_disk(disk, bundle, size) for size in SMALL]
        ends += [on_disk(disk, bundle, ROOMY, "bytes", amount) for amount in BYTES]
        ends += [on_disk(disk, bundle, ROOMY, "names", amount) for amount in NAMES]
    return smalldisk.finish(ends, least=28)


if __name__ == "__main__":
    sys.exit(main())
