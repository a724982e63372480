# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: a library is made what a file declares, the program killed at calls that change the disk.

After each kill the next start must find whole installs and nothing half or left over, and the same command again must
make the library what an uninterrupted one made it; then nothing is left to do.
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

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "14"))


def write_site(place: pathlib.Path, sha256: str) -> pathlib.Path:
    """Another pack and other settings for the install that is there, and one more install."""
    packs_kill.write_pack(place / "offered/foo", "1")
    settings = {"arguments": ["--fast"], "environment": {"KIND": "a"}}
    nodes = [{"folder": "offered/foo"}]
    site = place / "site.json"
    site.write_text(json.dumps({"schema": 1, "installs": [
        {"name": "Demo", "nodes": nodes, "settings": settings},
        {"name": "Again", "from": {"bundle": "demo.zip", "sha256": sha256}, "nodes": nodes, "settings": settings}]}))
    return site


def applied(library: pathlib.Path, site: pathlib.Path) -> dict:
    """What the command makes of it: what counts of each install."""
    done = common.run(library, "apply", str(site), "--yes")
    if done.returncode != 0:
        raise AssertionError(f"apply ended with {done.returncode}: {done.stderr.strip()}")
    checked = common.run(library, "apply", str(site), "--check")
    if checked.returncode != 0:
        raise AssertionError(f"different even so: {checked.stdout.strip()}")
    found = {}
    for name in ("demo", "again"):
        place = library / "installs" / name
        packs = {str(path.relative_to(place)): path.read_text() for path in (place / "data/custom_nodes").rglob("*.py")}
        found[name] = (packs, json.loads((place / "install.json").read_text())["settings"])
    return found


def judge(library: pathlib.Path, site: pathlib.Path, wanted: dict) -> str | None:
    ids = {install["id"] for install in common.installs(library)}  # a start: it recovers
    if problem := common.left_over(library):
        return f"left over: {problem[:5]}"
    if not {"demo"} <= ids <= {"demo", "again"} or common.strangers(library, ids):
        return f"installs: {ids}, strangers: {common.strangers(library, ids)}"
    if applied(library, site) != wanted:
        return "the same command again made something else"
    if problem := common.left_over(library):
        return f"left over by the second one: {problem[:5]}"
    return common.is_whole(library, "demo") or common.is_whole(library, "again")


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-site-") as name:
        place = pathlib.Path(name)
        template = common.make_library(place / "template", place / "demo.zip")
        site = write_site(place, common.write_bundle(place / "demo.zip"))
        whole = place / "whole"
        common.copy_library(template, whole)
        wanted = applied(whole, site)
        command = [common.PORTICOCTL, "--library", "{folder}", "apply", str(site), "--yes"]
        swept = killsweep.sweep("apply", command, lambda folder: common.copy_library(template, folder),
                                lambda library: judge(library, site, wanted), max_points=POINTS, environment=common.ENVIRONMENT)
        return killsweep.finish([swept], least_points=min(10, POINTS))


if __name__ == "__main__":
    sys.exit(main())
