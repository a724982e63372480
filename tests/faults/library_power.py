# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T3: the power fails while an install is duplicated, an adopted folder migrated, or the library moved, on one disk and to
another one; or right after it was told that this is done. Nothing is lost or torn, and what was told is so.
"""
import dataclasses
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import library_kill
import migrate_kill
import powercut

BIG = b"b" * (2 << 20)


def judge_duplicated(disk: pathlib.Path, other: pathlib.Path, told: bool) -> str | None:
    if problem := library_kill.judge_duplicated(disk / "all"):
        return problem
    duplicate = disk / "all/lib/installs/demo-copy/data"
    if told and not duplicate.exists():
        return "it was told as duplicated, and is not there"
    if not duplicate.exists():
        return None
    if (duplicate / "models/loras/big.safetensors").read_bytes() != BIG:
        return "the model of the duplicate is torn"
    return None if (duplicate / "custom_nodes/pack/x.py").read_text() == "X = 1\n" else "the duplicate's pack is torn"


def judge_moved(disk: pathlib.Path, other: pathlib.Path, told: bool) -> str | None:
    folder = disk / "all"
    if told and ((folder / "lib").exists() or not (folder / "elsewhere/lib/installs").exists()):
        return "it was told as moved, and is not"
    if problem := library_kill.judge_moved(folder):
        return problem
    model = folder / "elsewhere/lib/installs/demo/data/models/loras/big.safetensors"
    return None if model.read_bytes() == BIG else "the model is torn"


def judge_migrated(disk: pathlib.Path, other: pathlib.Path, told: bool) -> str | None:
    folder = disk / "all"
    if problem := migrate_kill.judge(folder):
        return problem
    made = (folder / "lib/installs/own-in-the-library").exists()
    return None if made or not told else "it was told as migrated, and is not there"


def to_be_moved(template: pathlib.Path, disk: pathlib.Path, other: pathlib.Path) -> None:
    library_kill.copy(template, disk / "all")
    if other != disk:
        (other / "place").mkdir()
        (disk / "all/elsewhere").symlink_to(other / "place")


def migrating(template: pathlib.Path, disk: pathlib.Path, other: pathlib.Path) -> None:
    (disk / "all").mkdir()
    migrate_kill.prepare(template, disk / "all")


def main() -> int:
    if (code := powercut.run_inside()) is not None:
        return code
    with tempfile.TemporaryDirectory(prefix="portico-library-power-") as name:
        place = pathlib.Path(name)
        for part in ("library", "own"):
            (place / part).mkdir()
        template = library_kill.make_template(place / "library")
        own = migrate_kill.make_template(place / "own")
        move = ["move-library", "{disk}/all/elsewhere/lib"]

        def operation(title, words, judge, fill):
            command = [common.PORTICOCTL, "--library", "{disk}/all/lib", *words]
            return powercut.Operation(title, command, fill, judge, common.ENVIRONMENT)

        def copied(disk, other):
            to_be_moved(template, disk, other)

        duplicate = operation("duplicate", ["duplicate", "demo"], judge_duplicated, copied)
        operations = [duplicate, dataclasses.replace(duplicate, name="a careless duplicate", careless=True),
                      operation("rename", move, judge_moved, copied),
                      dataclasses.replace(operation("move", move, judge_moved, copied), disks=2),
                      operation("migrate", ["migrate", "own", "--yes"], judge_migrated,
                                lambda disk, other: migrating(own, disk, other))]
        return powercut.run(operations, place)


if __name__ == "__main__":
    sys.exit(main())
