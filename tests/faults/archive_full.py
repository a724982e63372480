# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T4: the disk gets full while unpacking: said as that, before the start where the size is known, and nothing is left.

On real small disks: tmpfs in a mount namespace of its own, in 12 sizes from nearly nothing to enough.
"""
import os
import pathlib
import random
import subprocess
import sys
import tarfile
import tempfile
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import smalldisk

PROGRAM = str(pathlib.Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "archiveop")
HELPER = str(pathlib.Path(os.environ["PORTICO_BIN_DIR"]) / "portico-helper")
DISK_FULL = 20  # archiveop's exit code
CONTENT = 3 << 20
SIZES = [64 << 10, 128 << 10, 256 << 10, 512 << 10, 1 << 20, 3 << 19, 2 << 20, 5 << 19, 3 << 20, 13 << 18, 4 << 20, 8 << 20]


def make_archives(place: pathlib.Path) -> list[pathlib.Path]:
    noise = random.Random(1)
    source = place / "source"
    source.mkdir()
    for number in range(24):
        # Half of it compresses, so that a tar.gz fits where its content does not.
        half = CONTENT // 48
        (source / f"{number}.bin").write_bytes(noise.randbytes(half) + bytes(half))
    with zipfile.ZipFile(place / "bundle.zip", "w", zipfile.ZIP_DEFLATED) as out:
        for path in sorted(source.iterdir()):
            out.write(path, path.name)
    with tarfile.open(place / "bundle.tar.gz", "w:gz") as out:
        out.add(source, arcname="bundle")
    return [place / "bundle.zip", place / "bundle.tar.gz"]


def on_disk_of(disk: pathlib.Path, archive: pathlib.Path, size: int) -> str | None:
    with smalldisk.mounted(disk, size):
        before = smalldisk.used(disk)
        ran = subprocess.run([PROGRAM, "run", str(archive), str(disk)], capture_output=True, text=True, timeout=60,
                             env={**os.environ, "PORTICO_HELPER": HELPER})
        where = f"{archive.name} on {size >> 10} KiB"
        if ran.returncode not in (0, DISK_FULL):
            return f"{where}: ended with {ran.returncode}: {ran.stderr.strip()}"
        if ran.returncode == DISK_FULL and (disk / "target").exists():
            return f"{where}: a full disk, but the target is there"
        if ran.returncode == DISK_FULL and smalldisk.used(disk) > before + (256 << 10):
            return f"{where}: {smalldisk.used(disk) - before} bytes were not given back"
        if ran.returncode == 0 and len(list((disk / "target" / "bundle").rglob("*.bin"))) != 24:
            return f"{where}: called done, but not all is there"
        is_roomy = size >= 2 * CONTENT
        if is_roomy != (ran.returncode == 0) and (is_roomy or size < CONTENT):
            return f"{where}: ended with {ran.returncode}: {ran.stderr.strip()}"
        return None


def main() -> int:
    code = smalldisk.run_inside()
    if code is not None:
        return code
    passed, problems = 0, []
    with tempfile.TemporaryDirectory(prefix="portico-archive-full-") as base:
        place = pathlib.Path(base)
        disk = place / "disk"
        disk.mkdir()
        for archive in make_archives(place):
            for size in SIZES:
                problem = on_disk_of(disk, archive, size)
                passed += problem is None
                problems += [problem] if problem else []
    for problem in problems:
        print(f"FAIL {problem}")
    print(f"{passed} passed, {len(problems)} failed, 0 skipped")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
