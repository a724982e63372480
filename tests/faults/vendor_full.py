# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T4: the disk gets full while an install is kept for offline and while it is rebuilt: said as that, the install and what
was kept before are as they were, nothing is left of the work, and with room the same command goes on.
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import smalldisk
import vendor_kill

NOISE = 1 << 20
KEEP = [("bytes", 0), ("bytes", 300 << 10), ("bytes", NOISE + (200 << 10)), ("names", 3)]
REBUILD = [("bytes", 0), ("bytes", NOISE // 2), ("names", 12)]


def make_library(place: pathlib.Path) -> pathlib.Path:
    """With noise in it, so that what is kept is as large as itself."""
    bundle = place / "demo.zip"
    common.write_bundle(bundle)
    with zipfile.ZipFile(bundle, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            archive.writestr(f"anymatix/ComfyUI/noise/{number}.bin", random.Random(number).randbytes(NOISE // 8))
    done = common.run(place / "template", "add", str(bundle), "--name", "Demo")
    if done.returncode != 0:
        raise SystemExit(f"cannot prepare: {done.stderr}")
    return place / "template"


def on_disk(disk: pathlib.Path, template: pathlib.Path, spare: tuple, words: tuple, judge) -> tuple[str | None, bool]:
    """(what is wrong, whether the disk was full)"""
    library = disk / "lib"
    with smalldisk.mounted(disk):
        subprocess.run(["cp", "-a", str(template), str(library)], check=True)
        smalldisk.leave(disk, *spare)
        ran = common.run(library, "vendor", *words, "--yes")
        smalldisk.resize(disk)
        problem = None
        if ran.returncode:
            error = json.loads(ran.stdout.splitlines()[-1]).get("error", {})
            if error.get("code") != "disk-full":
                problem = f"told as {error.get('code')}: {error} {ran.stderr.strip()[-300:]}"
        problem = problem or judge(library)
        if not problem and ran.returncode and (again := common.run(library, "vendor", *words, "--yes")).returncode:
            problem = f"with room again: {again.stdout[-300:]}"
        return f"{' '.join(words)} with {spare}: {problem}" if problem else None, ran.returncode != 0


def judge_rebuilt(library: pathlib.Path) -> str | None:
    if problem := common.judge_added(library):
        return problem
    for state in vendor_kill.states(library):
        vendor_kill.whole(state)
    return None


def main() -> int:
    if (code := smalldisk.run_inside()) is not None:
        return code
    with tempfile.TemporaryDirectory(prefix="portico-vendor-full-") as name:
        place = pathlib.Path(name)
        disk = place / "disk"
        disk.mkdir()
        template = make_library(place)
        kept = place / "kept"
        common.copy_library(template, kept)
        vendor_kill.run(kept, "vendor", "demo", "--yes")
        ends = [on_disk(disk, template, spare, ("demo",), vendor_kill.judge_kept) for spare in KEEP]
        ends += [on_disk(disk, kept, spare, ("rebuild", "demo", "--name", "Again"), judge_rebuilt) for spare in REBUILD]
        return smalldisk.finish(ends)


if __name__ == "__main__":
    sys.exit(main())
