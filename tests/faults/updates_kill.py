#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: porticoctl rollback, killed at calls that change the disk, on its way to a generation that has no database yet.

After each kill the next start must find the one generation current or the other, both whole, and a copy of the
database only where its switch was done.
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

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "24"))
DATABASE = b"the person's own"


def make_template(folder: pathlib.Path) -> pathlib.Path:
    library = common.make_library(folder / "lib", folder / "bundle.zip")
    place = library / "installs/demo"
    shutil.copytree(place / "gen-0001", place / "gen-0002", symlinks=True)
    shutil.copy(place / "gen-0001.manifest", place / "gen-0002.manifest")
    (place / "data/db/gen-0001").mkdir(parents=True, exist_ok=True)
    (place / "data/db/gen-0001/comfyui.db").write_bytes(DATABASE)
    record = place / "install.json"
    install = json.loads(record.read_text())
    install["generations"].append({**install["generations"][0], "number": 2})
    record.write_text(json.dumps(install))
    return folder


def judge(library: pathlib.Path) -> str | None:
    common.installs(library)
    if problem := common.left_over(library):
        return f"left over: {problem[:5]}"
    place = library / "installs/demo"
    current = json.loads((place / "install.json").read_text())["currentGeneration"]
    carried = place / "data/db/gen-0002/comfyui.db"
    if carried.exists() != (current == 2):
        return f"generation {current} is current, and the copy is there: {carried.exists()}"
    for database in place.glob("data/db/*/comfyui.db"):
        if database.read_bytes() != DATABASE:
            return f"{database} is torn"
    for number in (1, 2):
        if not (place / f"gen-000{number}/anymatix/ComfyUI/main.py").is_file():
            return f"generation {number} is not whole"
    return None


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-updates-") as place:
        template = make_template(pathlib.Path(place))
        command = [common.PORTICOCTL, "--library", "{folder}/lib", "rollback", "demo", "--to", "2"]
        swept = killsweep.sweep("rollback", command, lambda folder: common.copy_library(template, folder),
                                lambda folder: judge(folder / "lib"), max_points=POINTS,
                                environment=common.ENVIRONMENT)
        return killsweep.finish([swept], least_points=15)


if __name__ == "__main__":
    sys.exit(main())
