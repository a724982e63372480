# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: unpacking, killed (program or helper) at every kind of call that changes the disk.

After each kill: nothing outside of the staging folder changed; the target is not there or is there as a whole; the
next start's sweep leaves nothing in staging; and no helper is left at work.
"""
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import killsweep

PROGRAM = str(pathlib.Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "archiveop")
HELPER = str(pathlib.Path(os.environ["PORTICO_BIN_DIR"]) / "portico-helper")
ENVIRONMENT = {"PORTICO_HELPER": HELPER}
POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "60"))
CANARY = b"nobody may change this\n"


def fill(folder: pathlib.Path) -> None:
    """A small bundle: files of all sizes, folders, links."""
    for path, size in (("ComfyUI/main.py", 200), ("ComfyUI/nodes/__init__.py", 0), ("python/lib/large.bin", 900_000),
                       *((f"ComfyUI/nodes/pack{number}/node.py", 100 * number) for number in range(8)),
                       ("python/lib/small.bin", 3_000), ("python/bin/python3", 40_000), ("VERSION.txt", 6)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes((path.encode() * (size // len(path) + 1))[:size])
    (folder / "python/bin/python3").chmod(0o755)
    (folder / "python/bin/python").symlink_to("python3")
    (folder / "empty").mkdir()


def pack(folder: pathlib.Path, place: pathlib.Path) -> list[pathlib.Path]:
    tar = place / "bundle.tar.gz"
    with tarfile.open(tar, "w:gz") as out:
        out.add(folder, arcname="bundle")
        out.add(folder / "ComfyUI/main.py", arcname="bundle/ComfyUI/first.py")
        link = tarfile.TarInfo("bundle/ComfyUI/again.py")
        link.type, link.linkname = tarfile.LNKTYPE, "bundle/ComfyUI/first.py"
        out.addfile(link)
    packed = place / "bundle.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_symlink():
                info = zipfile.ZipInfo(name)
                info.create_system, info.external_attr = 3, 0o120777 << 16
                out.writestr(info, os.readlink(path))
            else:
                out.write(path, name)
    return [packed, tar]


def tool(*arguments: object) -> subprocess.CompletedProcess:
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=60,
                          env={**os.environ, **ENVIRONMENT})


def helpers_at_work(folder: pathlib.Path) -> list[int]:
    """Helpers that hold something open below the folder."""
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if (process / "comm").read_text().strip() != "portico-helper":
                continue
            if any(os.readlink(fd).startswith(f"{folder}/") for fd in (process / "fd").iterdir()):
                found.append(int(process.name))
        except OSError:
            continue
    return found


def check(folder: pathlib.Path, whole: str) -> str | None:
    deadline = time.monotonic() + 3
    while working := helpers_at_work(folder):
        if time.monotonic() > deadline:
            return f"a helper is still at work: {working}"
        time.sleep(0.02)
    repaired = tool("repair", folder)
    if repaired.returncode != 0:
        return f"the sweep failed: {repaired.stderr.strip()}"
    left = [path.name for path in (folder / "staging").iterdir()] if (folder / "staging").exists() else []
    if left:
        return f"left in staging: {left}"
    if strangers := {path.name for path in folder.iterdir()} - {"staging", "target", "canary"}:
        return f"strangers: {strangers}"
    if (folder / "canary").read_bytes() != CANARY:
        return "the canary was changed"
    if not (folder / "target").exists():
        return None
    described = tool("describe", folder / "target" / "bundle")
    return None if described.stdout == whole else "the target is half there"


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-archive-") as base:
        place = pathlib.Path(base)
        (place / "source").mkdir()
        fill(place / "source")
        sweeps = []
        for archive in pack(place / "source", place):
            reference = place / f"reference-{archive.name}"
            reference.mkdir()
            done = tool("run", archive, reference)
            if done.returncode != 0:
                raise SystemExit(f"cannot unpack {archive.name}: {done.stderr}")
            whole = tool("describe", reference / "target" / "bundle").stdout
            sweeps.append(killsweep.sweep(
                archive.name, [PROGRAM, "run", archive, "{folder}"],
                lambda folder: (folder / "canary").write_bytes(CANARY) and None,
                lambda folder, whole=whole: check(folder, whole), max_points=POINTS, environment=ENVIRONMENT))
        return killsweep.finish(sweeps, least_points=100)


if __name__ == "__main__":
    sys.exit(main())
