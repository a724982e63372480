# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""How fast `portico-helper unpack` is beside the public tools, as ratios of one run.

    unpack.py --bin build/release/bin [--work DIR] [--rounds 3] [--megabytes 300] [--kinds 7z,zip,tar.zst]

Makes a corpus out of this computer's own files (programs, libraries, Python), packs it, and unpacks each archive in
turns with the helper and with the rival. The helper also hashes every file and writes a manifest; the rivals do not.
Goals: 7z (LZMA2) at most 1.1 x `7zz x`, zip 0.9 x and tar.zst 1.0 x `bsdtar -x`; memory at most 1.2 x the dictionary
plus 64 MB. Neither side syncs to the disk. CPU seconds stand beside the wall clock: on a busy computer they are the
better witness.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SOURCES = ("/usr/lib/python3", "/usr/lib/python3.11", "/usr/lib/python3.12", "/usr/lib/python3.13",
           "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/share/doc", "/usr/bin")
MAX_FILES = 12_000
DICTIONARY = 64 << 20


def make_corpus(folder: pathlib.Path, megabytes: int) -> tuple[int, int]:
    """Copies files from all over, round robin, so that many small and some large ones come together."""
    files = count = 0
    taken: set[str] = set()  # an archive with two names for one file is refused
    for source in map(pathlib.Path, SOURCES):
        if not source.is_dir():
            continue
        share = 0
        for path in sorted(source.rglob("*")):
            if count >= megabytes << 20 or files >= MAX_FILES or share > (megabytes << 20) // 3:
                break
            if path.is_symlink() or not path.is_file() or not os.access(path, os.R_OK):
                continue
            target = folder / source.name / path.relative_to(source)
            if str(target).casefold() in taken or ":" in str(target):
                continue
            taken.add(str(target).casefold())
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            shutil.copymode(path, target)
            size = path.stat().st_size
            files, count, share = files + 1, count + size, share + size
    return files, count


def pack(corpus: pathlib.Path, place: pathlib.Path, kind: str, seven: str) -> pathlib.Path:
    archive = place / f"corpus.{kind}"
    if archive.exists():
        return archive
    commands = {
        "7z": [seven, "a", "-bso0", "-bsp0", "-mx=5", f"-m0=LZMA2:d{DICTIONARY >> 20}m", str(archive), "."],
        "zip": [seven, "a", "-bso0", "-bsp0", "-tzip", "-mx=3", str(archive), "."],
        "tar.zst": ["bsdtar", "--zstd", "--options", "zstd:compression-level=6", "-cf", str(archive), "."],
        "tar.gz": ["bsdtar", "-czf", str(archive), "."],
    }
    subprocess.run(commands[kind], cwd=corpus, check=True)
    return archive


def measured(command: list[str], request: bytes | None, folder: pathlib.Path) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds, peak MB."""
    os.sync()
    begun = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE if request else subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL)
    if request:
        process.stdin.write(request)
        process.stdin.flush()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if request:
        process.stdin.close()
    if process.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def ours(binary: pathlib.Path, archive: pathlib.Path, out: pathlib.Path) -> tuple[float, float, float]:
    request = {"archive": str(archive), "destination": str(out), "manifestFile": str(out) + ".manifest", "rulesFor": "linux"}
    return measured([str(binary), "unpack"], json.dumps(request).encode() + b"\n", out)


def compare(binary: pathlib.Path, archive: pathlib.Path, rival: list[str], rounds: int, place: pathlib.Path) -> dict:
    results: dict[str, list[tuple[float, float, float]]] = {"ours": [], "rival": []}
    for number in range(rounds):
        for side in ("ours", "rival") if number % 2 == 0 else ("rival", "ours"):
            out = place / "out"
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
            results[side].append(ours(binary, archive, out) if side == "ours" else measured(rival, None, out))
    shutil.rmtree(place / "out", ignore_errors=True)
    return {side: tuple(statistics.median(column) for column in zip(*runs)) for side, runs in results.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, type=pathlib.Path)
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--megabytes", type=int, default=300)
    parser.add_argument("--kinds", default="7z,zip,tar.zst")
    options = parser.parse_args()
    seven = shutil.which("7zz") or shutil.which("7z")
    if not seven or not shutil.which("bsdtar"):
        print("needs 7-Zip and bsdtar")
        return 77
    place = options.work or pathlib.Path(tempfile.mkdtemp(prefix="portico-unpack-"))
    corpus = place / "corpus"
    if not corpus.exists():
        files, size = make_corpus(corpus, options.megabytes)
        print(f"corpus: {files} files, {size / 1e6:.0f} MB", flush=True)
    goals = {"7z": 1.1, "zip": 0.9, "tar.zst": 1.0, "tar.gz": 1.0}
    is_good = True
    for kind in options.kinds.split(","):
        archive = pack(corpus, place, kind, seven)
        rival = [seven, "x", "-bso0", "-bsp0", "-y", str(archive)] if kind == "7z" else ["bsdtar", "-xf", str(archive)]
        load = os.getloadavg()[0]
        result = compare(options.bin.resolve() / "portico-helper", archive, rival, options.rounds, place)
        (wall, cpu, memory), (rival_wall, rival_cpu, rival_memory) = result["ours"], result["rival"]
        limit = (1.2 * DICTIONARY if kind == "7z" else 0) / 1e6 + 64
        is_good = is_good and wall / rival_wall <= goals[kind] and memory <= limit
        print(f"{kind:8} {archive.stat().st_size / 1e6:6.0f} MB  wall {wall:6.2f} s : {rival_wall:6.2f} s = "
              f"{wall / rival_wall:.2f} (goal {goals[kind]})  CPU {cpu:6.2f} : {rival_cpu:6.2f} = {cpu / rival_cpu:.2f}  "
              f"peak {memory:4.0f} MB (limit {limit:.0f}; rival {rival_memory:.0f})  load before {load:.1f}", flush=True)
    if not options.work:
        shutil.rmtree(place)
    print("all goals met" if is_good else "a goal was missed")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
