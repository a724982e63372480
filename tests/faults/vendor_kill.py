# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: an install is kept for offline, rebuilt of that, exported, imported and let go of, the program killed at calls that change the disk.

After each kill the next start must find the install as it was, nothing half or left over, every state that is called
finished whole to `sha256sum -c`, and the same command again must end well.
"""
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import killsweep
import packs_kill

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "8"))


def run(library: pathlib.Path, *words: str) -> dict:
    done = common.run(library, *words)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(words)} ended with {done.returncode}: {done.stderr.strip()}")
    return json.loads(done.stdout.splitlines()[-1])


def states(library: pathlib.Path) -> list[dict]:
    listed = run(library, "vendor", "list")
    if listed["broken"]:
        raise AssertionError(f"broken: {listed['broken']}")
    return listed["states"]


def whole(state: dict) -> None:
    """Whoever says to be finished has every file."""
    done = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=state["folder"], capture_output=True, text=True)
    if done.returncode != 0 or not state["isWhole"]:
        raise AssertionError(f"{state['id']} is not whole: {done.stdout}{state['lacks']}")


def judge_kept(library: pathlib.Path) -> str | None:
    ids = {install["id"] for install in common.installs(library)}  # a start: it recovers
    if problem := common.left_over(library):
        return f"left over: {problem[:5]}"
    for state in states(library):
        if state["isFinished"]:
            whole(state)
    if ids != {"demo"}:
        return f"installs: {ids}"
    whole(run(library, "vendor", "demo", "--yes"))  # it goes on where it was
    if len(states(library)) != 1:
        return "one state became several"
    return common.is_whole(library, "demo")


def judge_rebuilt(library: pathlib.Path) -> str | None:
    ids = {install["id"] for install in common.installs(library)}
    if problem := common.left_over(library):
        return f"left over: {problem[:5]}"
    if problem := common.strangers(library, ids):
        return f"half installs: {problem}"
    if not {"demo"} <= ids <= {"demo", "again"}:
        return f"installs: {ids}"
    for install in ids:
        if problem := common.is_whole(library, install):
            return f"{install}: {problem}"
        rows = [row["name"] for row in run(library, "nodes", "list", install)["packs"]]
        if "foo" not in rows:
            return f"{install} has {rows}"
    for state in states(library):
        whole(state)
    return None


def judge_exported(library: pathlib.Path) -> str | None:
    """The file has its name only when it is whole; the same command again makes it."""
    carried = pathlib.Path(f"{library}.tar")
    common.installs(library)
    if problem := common.left_over(library):
        return f"left over: {problem[:5]}"
    if carried.exists():
        with tarfile.open(carried) as archive:
            names = sum(member.isfile() for member in archive.getmembers())
        if names != len(states(library)[0]["files"]) + 2:
            return f"{names} files in it"
        carried.unlink()
    run(library, "vendor", "export", "demo", str(carried))
    carried.unlink()
    if pathlib.Path(f"{carried}.part").exists():
        return "a part of it is left"
    for state in states(library):
        whole(state)
    return None


def judge_removed(library: pathlib.Path) -> str | None:
    """It is in the list, or nothing of it is left anywhere; let go of once more it is."""
    common.installs(library)
    if problem := common.left_over(library):
        return f"left over: {problem[:5]}"
    if states(library):
        run(library, "vendor", "remove", "demo", "--yes")
    store = library / "store"
    left = [*(store / "roots").glob("vendored*"), *(store / "vendored").glob("demo-*")]
    left += [path for place in ("files", "made") for path in (store / "vendored" / place).glob("*")]
    return f"left in the store: {left[:5]}" if left or states(library) else None


def judge_imported(library: pathlib.Path, carried: pathlib.Path) -> str | None:
    common.installs(library)
    if problem := common.left_over(library):
        return f"left over: {problem[:5]}"
    for state in states(library):
        if state["isFinished"]:
            whole(state)
    whole(run(library, "vendor", "import", str(carried)))
    return None if len(states(library)) == 1 else "one state became several"


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-vendor-") as name:
        place = pathlib.Path(name)
        template = common.make_library(place / "template", place / "demo.zip")
        packs_kill.write_pack(place / "offered/foo", "1")
        run(template, "nodes", "install", "demo", str(place / "offered/foo"), "--yes")
        kept = place / "kept"
        common.copy_library(template, kept)
        run(kept, "vendor", "demo", "--yes")

        def sweep(title, words, library, judge, points):
            command = [common.PORTICOCTL, "--library", "{folder}", "vendor", *words]
            return killsweep.sweep(title, command, lambda folder: common.copy_library(library, folder), judge,
                                   max_points=points, environment=common.ENVIRONMENT)

        carried = place / "carried.tar"
        run(kept, "vendor", "export", "demo", str(carried))
        few = max(3, POINTS // 2)
        return killsweep.finish([sweep("keep", ["demo", "--yes"], template, judge_kept, POINTS),
                                 sweep("rebuild", ["rebuild", "demo", "--name", "Again", "--yes"], kept, judge_rebuilt, few),
                                 sweep("export", ["export", "demo", "{folder}.tar"], kept, judge_exported, few),
                                 sweep("remove", ["remove", "demo", "--yes"], kept, judge_removed, few),
                                 sweep("import", ["import", str(carried)], template,
                                       lambda library: judge_imported(library, carried), few)],
                                least_points=min(10, POINTS + few))


if __name__ == "__main__":
    sys.exit(main())
