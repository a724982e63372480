# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: porticoctl duplicate, clean and move-library, killed at every kind of call that changes the disk. Beside the library
lie canaries, and links to them in it: whatever happens, they are as they were.

After each kill: the duplicate is wholly there or wholly not, and the first install whole; what is used is there after a
cleaning, and the same cleaning again leaves nothing; one of the two places of the library is whole and is what programs
find, and the same move again ends in the new one.
"""
import json
import os
import pathlib
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import killsweep

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "10"))
CANARIES = {"outside/canary": b"tweet", "outside/deep/model.safetensors": b"m" * 5000}
GARBAGE = ("store/uv/wheel.py", "store/downloads/" + "a" * 64 + ".part", "store/layers/0123456789abcdef/site/x.py")


def make_template(place: pathlib.Path) -> pathlib.Path:
    library = common.make_library(place / "lib", place / "demo.zip")
    for name, content in CANARIES.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    data = library / "installs/demo/data"
    (data / "output/mine.png").write_bytes(common.MINE)
    (data / "models/loras").mkdir(parents=True, exist_ok=True)
    (data / "models/loras/big.safetensors").write_bytes(b"b" * (2 << 20))
    (data / "models/linked").symlink_to("../../../../../outside")
    (data / "custom_nodes/pack").mkdir()
    (data / "custom_nodes/pack/x.py").write_text("X = 1\n")
    for name in GARBAGE:
        (library / name).parent.mkdir(parents=True, exist_ok=True)
        (library / name).write_bytes(b"x" * 1000)
    return place


def copy(template: pathlib.Path, folder: pathlib.Path) -> None:
    shutil.copytree(template, folder, symlinks=True, dirs_exist_ok=True)


def first_is_whole(folder: pathlib.Path, library: pathlib.Path) -> str | None:
    for name, content in CANARIES.items():
        if (folder / name).read_bytes() != content:
            return f"the canary {name} is not as it was"
    data = library / "installs/demo/data"
    if (data / "output/mine.png").read_bytes() != common.MINE:
        return "the person's own picture is gone"
    if (data / "models/linked/canary").read_bytes() != b"tweet":
        return "the link out of the library leads elsewhere"
    if (data / "models/loras/big.safetensors").stat().st_size != 2 << 20:
        return "the model is not whole"
    return common.is_whole(library, "demo")


def judge_duplicated(folder: pathlib.Path) -> str | None:
    library = folder / "lib"
    ids = {install["id"] for install in common.installs(library)}
    if problem := common.left_over(library) or common.strangers(library, ids):
        return f"left over: {problem[:5]}"
    if problem := first_is_whole(folder, library):
        return problem
    if "demo-copy" not in ids:
        return None
    duplicate = library / "installs/demo-copy/data"
    if (duplicate / "models/loras/big.safetensors").stat().st_size != 2 << 20 or not (duplicate / "custom_nodes/pack/x.py").exists():
        return "the duplicate lacks a file"
    return common.is_whole(library, "demo-copy")


def judge_cleaned(folder: pathlib.Path) -> str | None:
    library = folder / "lib"
    if [install["id"] for install in common.installs(library)] != ["demo"]:
        return "the install is not there"
    again = common.run(library, "clean", "--yes")
    if again.returncode != 0:
        return f"cleaning again ended with {again.returncode}: {again.stderr.strip()}"
    if left := [name for name in GARBAGE if (library / name).exists()] + common.left_over(library):
        return f"left: {left}"
    return first_is_whole(folder, library)


def judge_moved(folder: pathlib.Path) -> str | None:
    old, new = folder / "lib", folder / "elsewhere/lib"
    # The old path is what programs were given; it leads to where the library is.
    if [install["id"] for install in common.installs(old)] != ["demo"]:
        return "the library is not found"
    if begun := list(folder.glob(".lib.*")):
        return f"left beside the library: {[path.name for path in begun]}"
    if problem := first_is_whole(folder, old if old.exists() else new):
        return problem
    again = common.run(old, "move-library", str(new))
    if again.returncode != 0:
        return f"moving again ended with {again.returncode}: {again.stderr.strip()}"
    if old.exists() or (new / "moved.json").exists() or list(folder.glob("lib.moved-away")) or len(list(new.parent.iterdir())) != 1:
        return f"left: {[path.name for path in [*folder.iterdir(), *new.parent.iterdir()]]}"
    if problem := common.left_over(new):
        return f"left over: {problem[:5]}"
    settings = json.loads((new / "installs/demo/install.json").read_text())
    return first_is_whole(folder, new) or (None if settings["name"] == "Demo" else "install.json is not the same")


def second_disk(place: str) -> str | None:
    """A folder on another file system than `place`, if this computer has one that can be written."""
    shared = pathlib.Path("/dev/shm")
    if not shared.is_dir() or not os.access(shared, os.W_OK) or shared.stat().st_dev == os.stat(place).st_dev:
        return None
    return tempfile.mkdtemp(prefix="portico-library-", dir=shared)


def copy_beside_disk(template: pathlib.Path, folder: pathlib.Path, disk: str) -> None:
    """As copy(); `elsewhere` is on the other disk."""
    copy(template, folder)
    (folder / "elsewhere").symlink_to(tempfile.mkdtemp(dir=disk))


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-library-") as place:
        template = make_template(pathlib.Path(place))
        disk = second_disk(place)
        operations = [("duplicate", ["duplicate", "demo"], judge_duplicated, copy),
                      ("clean", ["clean", "--yes"], judge_cleaned, copy),
                      ("rename", ["move-library", "{folder}/elsewhere/lib"], judge_moved, copy)]
        if disk:
            operations.append(("move", ["move-library", "{folder}/elsewhere/lib"], judge_moved,
                               lambda source, folder: copy_beside_disk(source, folder, disk)))
        results = []
        try:
            for name, words, judge, prepare in operations:
                command = [common.PORTICOCTL, "--library", "{folder}/lib", *words]
                results.append(killsweep.sweep(name, command, lambda folder, prepare=prepare: prepare(template, folder), judge,
                                               max_points=POINTS, environment=common.ENVIRONMENT))
        finally:
            if disk:
                shutil.rmtree(disk, ignore_errors=True)
        return killsweep.finish(results, least_points=3 * min(POINTS, 10))


if __name__ == "__main__":
    sys.exit(main())
