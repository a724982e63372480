# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T3: the power fails while a snapshot is taken or restored, or right after it was told that this is done. As
packs_snapshot_kill.py; and no file is torn, and what was told is so.
"""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import packs_snapshot_kill
import powercut


def judge(library: pathlib.Path, allowed: set[tuple[str, str]]) -> str | None:
    return packs_snapshot_kill.judge(library, allowed) or common.torn(library)


def judge_taken(library: pathlib.Path, before: tuple[str, str], earlier: int, told: bool) -> str | None:
    if problem := judge(library, {before}):
        return problem
    there = len(packs_snapshot_kill.run(library, "snapshot", "list", "demo")["snapshots"])
    return "it was told as taken, and is not there" if told and there <= earlier else None


def main() -> int:
    if (code := powercut.run_inside()) is not None:
        return code
    with tempfile.TemporaryDirectory(prefix="portico-snapshots-power-") as name:
        place = pathlib.Path(name)
        template, snapshot = packs_snapshot_kill.prepare(place)
        earlier = len(packs_snapshot_kill.run(template, "snapshot", "list", "demo")["snapshots"])
        before, after = ("2", "--new"), ("1", "--old")

        def operation(title, words, judged):
            return powercut.Operation(title, [common.PORTICOCTL, "--library", "{disk}/lib", "snapshot", *words],
                                      lambda disk, _: common.copy_library(template, disk / "lib"),
                                      lambda disk, _, told: judged(disk / "lib", told), common.ENVIRONMENT)

        return powercut.run(
            [operation("restore", ["restore", "demo", snapshot, "--yes"],
                       lambda library, told: judge(library, {after} if told else {before, after})),
             operation("take", ["take", "demo", "--note", "x"],
                       lambda library, told: judge_taken(library, before, earlier, told))], place)


if __name__ == "__main__":
    sys.exit(main())
