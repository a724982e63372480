# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T3: the power fails while an install is updated (to another ComfyUI, of a bundle), taken back, or made what a snapshot of
another generation says; or right after it was told that this is done. As updates_kill.py; and no file of a generation that
counts is torn, and what was told is so.
"""
import json
import os
import pathlib
import sys
import tempfile

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(os.environ["PORTICO_SOURCE_DIR"]) / "tests/support")]
import composeworld
import installs_common as common
import powercut
import updates_kill
from packageindex import PackageIndex, Wheel, small_world


def judge(library: pathlib.Path, expected: int, told: bool) -> str | None:
    if problem := updates_kill.judge(library) or common.torn(library):
        return problem
    current = json.loads((library / "installs/demo/install.json").read_text())["currentGeneration"]
    return f"generation {expected} was told as current, and {current} is" if told and current != expected else None


def main() -> int:
    if (code := powercut.run_inside(composeworld.why_not())) is not None:
        return code
    with tempfile.TemporaryDirectory(prefix="portico-updates-power-") as name, PackageIndex() as index:
        place = pathlib.Path(name)
        small_world(index)
        index.add(Wheel("fresh-package", "3.1"))
        composeworld.write_settings(place / "config", index)
        composeworld.make_repository(place / "repository")
        common.ENVIRONMENT.update(PORTICO_CONFIG_DIR=str(place / "config"), HOME=str(place))

        def run(library: pathlib.Path, *words: str) -> str:
            done = common.run(library, *words)
            if done.returncode != 0:
                raise SystemExit(f"cannot prepare: {done.stdout}{done.stderr}")
            return done.stdout

        one, two, snapshot = updates_kill.prepared(place, run)

        def operation(title: str, template: pathlib.Path, *words: str) -> powercut.Operation:
            return powercut.Operation(title, [common.PORTICOCTL, "--library", "{disk}/all/lib", *words],
                                      lambda disk, _: common.copy_library(template, disk / "all"),
                                      lambda disk, _, told: judge(disk / "all/lib", 2, told), common.ENVIRONMENT)

        return powercut.run([operation("update", one, "update", "demo", "--to", "0.34.0", "--yes"),
                             operation("bundle", one, "update", "demo", "--bundle", str(place / "bundle"), "--yes"),
                             operation("rollback", two, "rollback", "demo", "--to", "2"),
                             operation("restore", two, "snapshot", "restore", "demo", snapshot, "--yes")], place)


if __name__ == "__main__":
    sys.exit(main())
