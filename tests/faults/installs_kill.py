# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: porticoctl add and remove, killed (program and helper) at every kind of call that changes the disk.

After each kill the next start must find the install wholly there or wholly gone, nothing half, and the person's own
files somewhere they can be found.
"""
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import killsweep

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "60"))


def sweep_add(place: pathlib.Path) -> killsweep.Sweep:
    bundle = place / "demo.zip"
    digest = common.write_bundle(bundle)
    command = [common.PORTICOCTL, "--library", "{folder}/lib", "add", str(bundle), "--name", "Demo", "--sha256", digest]
    return killsweep.sweep("add", command, lambda folder: None, lambda folder: common.judge_added(folder / "lib"),
                           max_points=POINTS, environment=common.ENVIRONMENT)


def judge_removed(library: pathlib.Path) -> str | None:
    ids = {install["id"] for install in common.installs(library)}
    if problem := common.left_over(library):
        return f"left over: {problem[:5]}"
    if problem := common.strangers(library, ids):
        return f"half installs: {problem}"
    data = library / "installs" / "demo" / "data" if ids else next(iter((library / "kept").glob("demo-*")), None)
    if data is None or (data / "output" / "mine.png").read_bytes() != common.MINE:
        return "the person's own picture is gone"
    return common.is_whole(library, "demo") if ids else None


def sweep_remove(place: pathlib.Path) -> killsweep.Sweep:
    template = place / "template"
    done = common.run(template, "add", str(place / "demo.zip"), "--name", "Demo")
    if done.returncode != 0:
        raise SystemExit(f"cannot prepare: {done.stderr}")
    (template / "installs/demo/data/output/mine.png").write_bytes(common.MINE)
    command = [common.PORTICOCTL, "--library", "{folder}", "remove", "demo", "--yes", "--permanently"]
    return killsweep.sweep("remove", command, lambda folder: common.copy_library(template, folder), judge_removed,
                           max_points=POINTS, environment=common.ENVIRONMENT)


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-installs-") as place:
        folder = pathlib.Path(place)
        return killsweep.finish([sweep_add(folder), sweep_remove(folder)], least_points=60)


if __name__ == "__main__":
    sys.exit(main())
