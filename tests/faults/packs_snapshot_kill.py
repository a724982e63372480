# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: a snapshot is taken and restored, the program killed at calls of every kind that changes the disk.

After each kill the next start must find node pack and settings together as they were or as the snapshot says, every
snapshot whole, a person's own files untouched, and nothing half or left over.
"""
import json
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import killsweep
import packs_kill

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "30"))
MODEL = b"a person's model"


def run(library: pathlib.Path, *words: str) -> dict:
    done = common.run(library, *words)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(words)} ended with {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout.splitlines()[-1]) if done.stdout.startswith("{") else {}


def prepare(place: pathlib.Path) -> tuple[pathlib.Path, str]:
    """A library with foo 2 and new arguments; its snapshot says foo 1 and old ones."""
    template = place / "template"
    common.write_bundle(place / "demo.zip")
    packs_kill.write_pack(place / "offered/foo", "1")
    run(template, "add", str(place / "demo.zip"), "--name", "Demo")
    run(template, "nodes", "install", "demo", str(place / "offered/foo"), "--yes")
    run(template, "set", "demo", "arguments=--old")
    snapshot = run(template, "snapshot", "take", "demo")["id"]
    packs_kill.write_pack(place / "offered/foo", "2")
    run(template, "nodes", "update", "demo", "foo", "--yes")
    run(template, "set", "demo", "arguments=--new")
    model = template / "installs/demo/data/models/checkpoints/own.safetensors"
    model.parent.mkdir(parents=True, exist_ok=True)
    model.write_bytes(MODEL)
    return template, snapshot


def judge(library: pathlib.Path, allowed: set[tuple[str, str]]) -> str | None:
    common.installs(library)  # a start: it recovers
    try:
        version = packs_kill.found(library, "foo")
        packs_kill.kept(library)
        arguments = json.loads((library / "installs/demo/install.json").read_text())["settings"]["arguments"]
        listed = run(library, "snapshot", "list", "demo")
    except (AssertionError, OSError, KeyError, ValueError, IndexError) as problem:
        return str(problem)
    if problem := common.left_over(library):
        return f"left over: {problem[:5]}"
    if (version, *arguments) not in allowed:
        return f"foo {version} with {arguments}"
    if listed["broken"]:
        return f"broken: {listed['broken']}"
    if (library / "installs/demo/data/models/checkpoints/own.safetensors").read_bytes() != MODEL:
        return "the model changed"
    return common.is_whole(library, "demo")


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-snapshots-") as name:
        place = pathlib.Path(name)
        template, snapshot = prepare(place)

        def sweep(title, words, allowed, points):
            command = [common.PORTICOCTL, "--library", "{folder}", "snapshot", *words]
            return killsweep.sweep(title, command, lambda folder: common.copy_library(template, folder),
                                   lambda library: judge(library, allowed), max_points=points,
                                   environment=common.ENVIRONMENT)

        before, after = ("2", "--new"), ("1", "--old")
        return killsweep.finish([sweep("restore", ["restore", "demo", snapshot, "--yes"], {before, after}, POINTS),
                                 sweep("take", ["take", "demo", "--note", "x"], {before}, max(5, POINTS // 5))],
                                least_points=min(20, POINTS))


if __name__ == "__main__":
    sys.exit(main())
