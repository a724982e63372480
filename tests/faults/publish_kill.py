# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: a bundle published to a folder where another one is, the program killed at every kind of call that changes the disk.

After each kill the catalogue can be read, names the old bundle, and names the new one only when it is whole; the next
publish ends with both and nothing over. The same of a bundle that goes to a track where another one is.
"""
import hashlib
import json
import os
import pathlib
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import killsweep

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "30"))


def named(share: pathlib.Path) -> dict:
    """{version: whether each file of it is there with its hash} as the catalogue says."""
    document = json.loads((share / "catalogue.json").read_text(encoding="utf-8"))
    return {bundle["version"]: all(hashlib.sha256((share / file["url"]).read_bytes()).hexdigest() == file["sha256"]
                                   for file in bundle["files"]) for bundle in document["bundles"]}


def tracks_in(share: pathlib.Path) -> dict:
    """{version: its track} of what is on one."""
    document = json.loads((share / "catalogue.json").read_text(encoding="utf-8"))
    return {bundle["version"]: bundle["track"] for bundle in document["bundles"] if "track" in bundle}


def run(library: pathlib.Path, *words: str) -> dict:
    done = common.run(library, *words)
    if done.returncode != 0:
        raise SystemExit(f"cannot prepare: {done.stdout}{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-publish-") as name:
        place = pathlib.Path(name)
        common.write_bundle(place / "demo.zip")
        library = place / "library"
        run(library, "add", str(place / "demo.zip"), "--name", "Demo")
        old, new = (run(library, "bundle", "build", "demo", "--output", str(place), "--version-name", version)["file"]
                    for version in ("1", "2"))
        publish = ("bundle", "publish", new, "--accelerator", "cpu", "--folder")
        template = place / "template"
        run(library, "bundle", "publish", old, "--accelerator", "cpu", "--folder", str(template))

        def check(folder: pathlib.Path) -> str | None:
            share = folder / "share"
            found = named(share)
            if found not in ({"1": True}, {"1": True, "2": True}):
                return f"half a bundle: {found}"
            common.run(folder / "library", "list")  # recovers, as every start does
            run(folder / "library", *publish, str(share))
            left = sorted(path.name for path in share.rglob("*") if path.is_file())
            wanted = sorted(["catalogue.json", pathlib.Path(old).name, pathlib.Path(new).name])
            if named(share) != {"1": True, "2": True} or left != wanted:
                return f"the next publish left {left}"
            return f"left over: {common.left_over(folder / 'library')}" if common.left_over(folder / "library") else None

        result = killsweep.sweep(
            "bundle publish", [common.PORTICOCTL, "--library", "{folder}/library", *publish, "{folder}/share"],
            lambda folder: shutil.copytree(template, folder / "share"), check, max_points=POINTS,
            environment=common.ENVIRONMENT)
        both = place / "both"
        shutil.copytree(template, both)
        run(library, *publish, str(both))
        ids = {bundle["version"]: bundle["id"] for bundle in
               json.loads((both / "catalogue.json").read_text(encoding="utf-8"))["bundles"]}
        run(library, "catalogue", "promote", str(both / "catalogue.json"), ids["1"], "--to", "stable")
        promote = ("catalogue", "promote", "{folder}/share/catalogue.json", ids["2"], "--to", "stable")

        def check_tracks(folder: pathlib.Path) -> str | None:
            share = folder / "share"
            tracks = tracks_in(share)
            if tracks not in ({"1": "stable"}, {"2": "stable"}):
                return f"two of a track, or none: {tracks}"
            common.run(folder / "library", *(word.format(folder=folder) for word in promote))  # or it is there already
            left = sorted(path.name for path in share.rglob("*") if path.is_file())
            if tracks_in(share) != {"2": "stable"} or len(left) != 3:
                return f"the next one left {tracks_in(share)} {left}"
            return None

        promoted = killsweep.sweep(
            "catalogue promote", [common.PORTICOCTL, "--library", "{folder}/library", *promote],
            lambda folder: shutil.copytree(both, folder / "share"), check_tracks, max_points=10,
            environment=common.ENVIRONMENT)
        return killsweep.finish([result, promoted], least_points=25)


if __name__ == "__main__":
    sys.exit(main())
