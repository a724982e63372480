# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: a bundle made of an install, and one of a recipe with its lock, the program killed at every kind of call that
changes the disk.

After each kill the archive is not there, or it is whole; the install is as it was (of a recipe there is none); the next
start leaves nothing over; and the next build makes the same bytes.
"""
import hashlib
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import zipfile

SUPPORT = pathlib.Path(os.environ["PORTICO_SOURCE_DIR"]) / "tests/support"
sys.path[:0] = [str(pathlib.Path(__file__).parent), str(SUPPORT), str(SUPPORT / "bundles")]
import composeworld
import installs_common as common
import killsweep
import pythoncopy
from packageindex import PackageIndex, small_world

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "60"))
VOLUME_POINTS = min(POINTS, 20)
RECIPE_POINTS = min(POINTS, 14)  # each takes seconds


def build(library: pathlib.Path) -> dict:
    done = common.run(library, "bundle", "build", "demo", "--output", str(library / "out"), "--replace")
    if done.returncode != 0:
        raise AssertionError(f"build ended with {done.returncode}: {done.stdout}{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def whole(found: dict) -> dict:
    """Without what a killed writer left of the small files, hash and lock: the next build takes that away."""
    unfinished = re.compile(r"\.sha256\.partial|\.lock\.json\.new-")
    return {name: digest for name, digest in found.items() if not unfinished.search(name)}


def archives(library: pathlib.Path) -> dict:
    """{name: SHA-256} of what lies in the folder of bundles."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (library / "out").glob("*")
            if not path.name.endswith(".sha256")}


def checker(name: str, sha256: str):
    def check(library: pathlib.Path) -> str | None:
        found = archives(library)
        if whole(found) not in ({}, {name: sha256}):
            return f"half a bundle: {found}"
        if problem := common.judge_added(library):
            return problem
        made = build(library)
        if made["sha256"] != sha256 or archives(library) != {name: sha256}:
            return f"the next build made {archives(library)}"
        return f"left over: {common.left_over(library)}" if common.left_over(library) else None
    return check


def volume_checker(sha256: str, build_words: list):
    """A first volume is there only with all others; without it there is no bundle, whatever lies there."""
    def check(library: pathlib.Path) -> str | None:
        out = library / "out"
        volumes = sorted(path for path in out.glob("*.zip.0*") if path.suffix != ".partial")
        single = list(out.glob("*.zip"))
        is_whole = bool(single) or (volumes and volumes[0].suffix == ".001")
        content = b"".join(path.read_bytes() for path in single or volumes)
        if is_whole and hashlib.sha256(content).hexdigest() != sha256:
            return f"half a set: {[path.name for path in volumes]}"
        if problem := common.judge_added(library):
            return problem
        done = common.run(library, *build_words)
        made = json.loads(done.stdout.splitlines()[-1])
        names = {path.name for path in out.iterdir()}
        wanted = {pathlib.Path(path).name for path in made.get("volumes", [])} | {pathlib.Path(made["file"]).stem + ".sha256"}
        if made.get("sha256") != sha256 or names != wanted:
            return f"the next build left {sorted(names)}"
        return f"left over: {common.left_over(library)}" if common.left_over(library) else None
    return check


def sweep_volumes(place: pathlib.Path) -> killsweep.Sweep:
    """Volumes that replace one file."""
    template = place / "volumes"
    common.copy_library(place / "template", template)
    sha256 = build(template)["sha256"]
    words = ["bundle", "build", "demo", "--output", "{folder}/out", "--replace", "--volume-size", "64K"]

    def check(library: pathlib.Path) -> str | None:
        return volume_checker(sha256, [word.replace("{folder}", str(library)) for word in words])(library)
    return killsweep.sweep("bundle build --volume-size", [common.PORTICOCTL, "--library", "{folder}", *words],
                           lambda folder: common.copy_library(template, folder), check, max_points=VOLUME_POINTS,
                           environment=common.ENVIRONMENT)


def sweep_installs(place: pathlib.Path) -> killsweep.Sweep:
    template = place / "template"
    common.write_bundle(place / "demo.zip")
    with zipfile.ZipFile(place / "demo.zip", "a") as archive:
        archive.writestr("anymatix/ComfyUI/noise.bin", random.Random(5).randbytes(200_000))
    done = common.run(template, "add", str(place / "demo.zip"), "--name", "Demo")
    if done.returncode != 0:
        raise SystemExit(f"cannot prepare: {done.stderr}")
    first = place / "first"
    common.copy_library(template, first)
    made = build(first)
    command = [common.PORTICOCTL, "--library", "{folder}", "bundle", "build", "demo", "--output", "{folder}/out",
               "--replace"]
    return killsweep.sweep("bundle build", command, lambda folder: common.copy_library(template, folder),
                           checker(pathlib.Path(made["file"]).name, made["sha256"]), max_points=POINTS,
                           environment=common.ENVIRONMENT)


def recipe_checker(name: str, sha256: str):
    def check(folder: pathlib.Path) -> str | None:
        if installs := common.installs(folder):
            return f"installs of a recipe: {installs}"
        if problem := common.left_over(folder):
            return f"left over: {problem[:5]}"
        found = {file: digest for file, digest in whole(archives(folder)).items() if not file.endswith(".lock.json")}
        if found not in ({}, {name: sha256}):
            return f"half a bundle: {found}"
        locks = [json.loads(lock.read_text()) for lock in (folder / "out").glob("*.lock.json")]
        return None if all(lock["result"]["sha256"] == sha256 for lock in locks) else "a lock of something else"
    return check


def sweep_recipes(place: pathlib.Path) -> killsweep.Sweep:
    with PackageIndex() as index:
        small_world(index, tag="cpu")
        composeworld.write_settings(place / "config", index)
        python, _ = pythoncopy.provide(sys.executable, place / "python")
        recipe = place / "recipe.json"
        recipe.write_text(json.dumps({
            "schema": 1, "name": "Demo", "version": "1", "accelerator": "cpu",
            "comfyui": {"git": str(composeworld.make_repository(place / "repository"))},
            "python": {"provider": "prefix", "prefix": python}}))
        environment = {**common.ENVIRONMENT, "PORTICO_CONFIG_DIR": str(place / "config"), "HOME": str(place)}
        command = [common.PORTICOCTL, "--library", "{folder}", "--json", "bundle", "build", str(recipe), "--output",
                   "{folder}/out", "--replace"]
        first = [word.replace("{folder}", str(place / "recipes")) for word in command]
        done = subprocess.run(first, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            raise SystemExit(f"cannot prepare: {done.stdout}{done.stderr}")
        made = json.loads(done.stdout.splitlines()[-1])
        return killsweep.sweep("recipe build", [*command, "--lock", made["lock"]], lambda folder: None,
                               recipe_checker(pathlib.Path(made["file"]).name, made["sha256"]),
                               max_points=RECIPE_POINTS, environment=environment, timeout=120)


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-bundles-") as name:
        sweeps = [sweep_installs(pathlib.Path(name)), sweep_volumes(pathlib.Path(name))]
        if not composeworld.why_not():
            sweeps.append(sweep_recipes(pathlib.Path(name)))
        return killsweep.finish(sweeps, least_points=50 + (10 if len(sweeps) > 2 else 0))


if __name__ == "__main__":
    sys.exit(main())
