#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: porticoctl update (to another ComfyUI, another Python, a bundle), rollback and the restore of a snapshot of another
generation, killed at calls that change the disk: porticoctl itself, the git helper, uv,
the interpreter, or the session of a test workflow, whichever makes the call.

After each kill the next start must find the one generation current or the other, both whole; a new one wholly there or
no trace of it; and a copy of the database only where its switch was done.
"""
import json
import os
import pathlib
import shutil
import sys
import tempfile

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(os.environ["PORTICO_SOURCE_DIR"]) / "tests/support")]
import comfyclient
import compose_kill
import composeworld
import installs_common as common
import killsweep
from packageindex import PackageIndex, Wheel, small_world

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "5"))  # of each sweep
DATABASE = b"the person's own"


def write_database(library: pathlib.Path) -> None:
    place = library / "installs/demo/data/db/gen-0001"
    place.mkdir(parents=True, exist_ok=True)
    (place / "comfyui.db").write_bytes(DATABASE)


def release(repository: pathlib.Path) -> None:
    """One more release, with a package that was not needed before."""
    (repository / "comfyui_version.py").write_text('__version__ = "0.34.0"\n')
    (repository / "requirements.txt").write_text(composeworld.REQUIREMENTS + "fresh-package\n")
    composeworld.git(repository, "add", "-A")
    composeworld.git(repository, "commit", "-q", "-m", "0.34.0", date="2025-10-01T00:00:00Z")
    composeworld.git(repository, "tag", "v0.34.0")


def save_workflow(library: pathlib.Path, run) -> None:
    """One more start: the update must work it off before its switch."""
    file = library.parent / "picture.json"
    file.write_text(json.dumps(comfyclient.picture_workflow()))
    run(library, "test-workflow", "add", "demo", str(file))


def is_whole(place: pathlib.Path, number: int) -> str | None:
    generation = place / f"gen-{number:04}"
    for name in ("compose.json", "torch.lock", "packages.lock", "ComfyUI/main.py", "python/bin/python3"):
        if not (generation / name).exists():
            return f"{name} of generation {number} is missing"
    json.loads((generation / "compose.json").read_text())
    for line in (place / f"gen-{number:04}.manifest").read_text().splitlines()[1:]:
        path = next((part for part in line.split("\t") if "/" in part and not part.startswith("/")), None)
        if path and not os.path.lexists(generation / path):
            return f"{path} of the manifest of generation {number} is missing"
    return None


def judge(library: pathlib.Path) -> str | None:
    common.installs(library)
    if problem := common.left_over(library):
        return f"left over: {problem[:5]}"
    place = library / "installs/demo"
    install = json.loads((place / "install.json").read_text())
    current, listed = install["currentGeneration"], [each["number"] for each in install["generations"]]
    for number in listed:
        if problem := is_whole(place, number):
            return problem
    if 2 not in listed and (traces := list(place.glob("**/gen-0002*"))):
        return f"traces of a generation that is not listed: {traces[:3]}"
    carried = place / "data/db/gen-0002/comfyui.db"
    if carried.exists() != (current == 2):
        return f"generation {current} is current, and the copy of the database is there: {carried.exists()}"
    torn = [path for path in place.glob("data/db/*/comfyui.db") if path.read_bytes() != DATABASE]
    return f"{torn} is torn" if torn else None


def prepared(place: pathlib.Path, run) -> tuple[pathlib.Path, pathlib.Path, str]:
    """Two templates: an install that can be updated, and one that can go over to a second generation, of which it has a
    snapshot, too: its id."""
    one, two = place / "one", place / "two"
    run(one / "lib", "install", "--compose", "--git", str(place / "repository"), "--ref", "v0.33.0", "--accelerator",
        "cu130", "--python", compose_kill.quick_python(), "--name", "Demo")
    release(place / "repository")
    save_workflow(one / "lib", run)
    shutil.copytree(one, two, symlinks=True)
    shutil.copytree(one / "lib/installs/demo/gen-0001", place / "bundle", symlinks=True)
    run(two / "lib", "update", "demo", "--to", "0.34.0", "--yes")
    snapshot = json.loads(run(two / "lib", "snapshot", "take", "demo").splitlines()[-1])["id"]
    record = two / "lib/installs/demo/install.json"
    record.write_text(json.dumps({**json.loads(record.read_text()), "currentGeneration": 1}))
    for folder in (one, two):
        write_database(folder / "lib")
    return one, two, snapshot


def main() -> int:
    if reason := killsweep.why_not() or composeworld.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-updates-") as name, PackageIndex() as index:
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

        def sweep(name: str, template: pathlib.Path, *words: str) -> killsweep.Sweep:
            command = [common.PORTICOCTL, "--library", "{folder}/lib", *words]
            return killsweep.sweep(name, command, lambda folder: common.copy_library(template, folder),
                                   lambda folder: judge(folder / "lib"), max_points=POINTS,
                                   environment=common.ENVIRONMENT, timeout=180)

        one, two, snapshot = prepared(place, run)
        other = ("--python", compose_kill.quick_python())
        return killsweep.finish([sweep("update", one, "update", "demo", "--to", "0.34.0", "--yes"),
                                 sweep("python", one, "update", "demo", *other, "--yes"),
                                 sweep("bundle", one, "update", "demo", "--bundle", str(place / "bundle"), "--yes"),
                                 sweep("rollback", two, "rollback", "demo", "--to", "2"),
                                 sweep("restore", two, "snapshot", "restore", "demo", snapshot, "--yes")],
                                least_points=20)


if __name__ == "__main__":
    sys.exit(main())
