# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What must hold after every step, V1 to V7 of reliability.md: each breach is an AssertionError that begins with its name.

    seen = observe(world)                      V2, V7: what the program says of the library, and that it fits the disk
    is_sound(world, seen, owned, …)            V3, V4, V5: nothing lost, nobody left, nothing left behind
    is_one_of(words, before, after, seen)      V1: each install wholly as it was or wholly as it should become
"""
import collections
import hashlib
import json
import pathlib
import subprocess
import time

import installs_common as common

PATIENCE = 20  # seconds until the processes of a killed program are gone
#: These take one thing after the other, and what is done stays done.
ONE_BY_ONE = ("clean", "layers", "vendor", "repair")


def check(holds: object, text: str) -> None:
    if not holds:
        raise AssertionError(text)


def asked(world, *words, codes=(0,)) -> dict:
    done = world.run(*words)
    check(done.code in codes and done.documents, f"V2: {' '.join(map(str, words))} ended with {done.code}: {done.stderr[-600:]}")
    return done.last


def says_why(done, is_killed: bool) -> None:
    """V7: who fails says what, and what to do next; nobody crashes."""
    if done.code == 0 or is_killed:
        return
    words = " ".join(done.words)
    check(1 <= done.code <= 5, f"V7: {words} ended with {done.code}: {done.stderr[-600:]}")
    check(done.documents or done.where.startswith("write"), f"V7: {words} ended with {done.code} and says nothing: {done.stderr[-600:]}")
    error = done.last.get("error")
    if error:
        check(error["code"] and error["message"] and error["nextStep"], f"V7: {words} gives no reason or next step: {error}")


def record_of(path: pathlib.Path) -> dict:
    """install.json without what each run writes anew."""
    record = json.loads(path.read_bytes())
    views = {str(generation["view"]) for generation in record["generations"] if generation["view"]}
    found = {view.name for view in path.parent.glob("view/*")}
    check(views == found, f"V5: {path.parent.name} names the views {views}, and has {found}")
    for generation in record["generations"]:
        generation.pop("created")
        generation["view"] = bool(generation["view"])
    return {key: value for key, value in record.items() if key not in ("created", "lastStart", "writtenBy")}


def is_adopted(seen: dict, identifier: str) -> bool:
    return bool(seen["installs"][identifier]["record"]["adoptedFolder"])


def packs_of(world, identifier: str) -> dict:
    """{name: (commit, version, whether it is enabled)}, each as it lies there."""
    data = world.library / "installs" / identifier / "data/custom_nodes"
    rows = asked(world, "nodes", "list", identifier)["packs"]
    for row in rows:
        check(pathlib.Path(row["folder"]).exists(), f"V2: {identifier} lists {row['name']}, whose folder is not there")
        check(not (row["kind"] == "git" and row["state"].get("isChanged")), f"V1: pack {row['name']} of {identifier} is changed: {row}")
    folders = {pathlib.Path(row["folder"]) for row in rows}
    for place in (data, data / ".disabled"):
        for path in place.glob("*"):
            counts = (path.is_dir() or path.suffix == ".py") and path.name not in (".disabled", "__pycache__")
            check(path in folders or not counts, f"V2: {path} lies there, but is not listed")
    return {row["name"]: (row["commit"], row["version"], row["isEnabled"]) for row in rows}


def kept_of(place: pathlib.Path) -> list:
    records = json.loads((place / "packs.json").read_bytes()).get("kept", []) if (place / "packs.json").exists() else []
    folders = sorted(path.name for path in (place / "kept-packs").glob("*"))
    check(folders == sorted(record["folder"] for record in records), f"V5: kept-packs of {place.name} has {folders}, packs.json {records}")
    return sorted([record["pack"], record["record"]["commit"], record["why"]] for record in records)


def generations_of(world, identifier: str, record: dict) -> None:
    place = world.library / "installs" / identifier
    numbers = {generation["number"] for generation in record["generations"]}
    check(record["currentGeneration"] in numbers, f"V1: {identifier} has no current generation")
    for generation in record["generations"]:
        check((place / f"gen-{generation['number']:04}.manifest").stat().st_size, f"V1: a manifest of {identifier} is empty")
        if generation["layer"]:
            layer = world.library / "store/layers" / generation["layer"]
            check((layer / "site").is_dir(), f"V2: {identifier} names the layer {generation['layer']}, which is not there")
    for path in place.glob("gen-*"):
        check(int(path.name[4:8]) in numbers, f"V5: {path} belongs to no generation")
    drift = asked(world, "drift", identifier)
    check(drift["isClean"], f"V1: files of {identifier} are not as installed: {json.dumps(drift)[:600]}")


def observe(world) -> dict:
    """The state that counts, as the program tells it."""
    listed = asked(world, "list")
    world.library = pathlib.Path(listed["library"])
    check(listed["broken"] == [], f"V1: broken: {listed['broken']}")
    seen: dict = {"installs": {}, "snapshots": {}, "vendored": {}, "running": []}
    for row in listed["installs"]:
        identifier = row["id"]
        place = world.library / "installs" / identifier
        record = record_of(place / "install.json")
        check(row["name"] == record["name"], f"V2: {identifier} has several names: {record}, {row}")
        if row["session"]["state"] not in ("stopped", "failed", "crashed"):
            seen["running"].append(identifier)
        packs = {}
        if not record["adoptedFolder"]:  # the folder itself is judged by its content
            generations_of(world, identifier, record)
            packs = packs_of(world, identifier)
        seen["installs"][identifier] = {"record": record, "packs": packs, "kept": kept_of(place)}
        seen["snapshots"][identifier] = sorted(path.stem for path in (place / "snapshots").glob("*.json"))
    vendored = asked(world, "vendor", "list")
    check(vendored["broken"] == [], f"V1: broken: {vendored['broken']}")
    for state in vendored["states"]:
        seen["vendored"][state["id"]] = state["isFinished"]
        if state["isFinished"]:
            sums = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=state["folder"], capture_output=True, text=True, check=False)
            check(sums.returncode == 0, f"V2: {state['id']} is called finished: {sums.stdout}{sums.stderr}")
    roots = {path.name for path in (world.library / "store/roots").glob("vendored.*")}
    strangers = roots - {f"vendored.{name}.json" for name in seen["vendored"]}
    check(not strangers, f"V5: wheels are kept for what nobody keeps: {strangers}")
    return seen


def all_agree(world, seen: dict, turn: int) -> None:
    """V2: every command that tells of an install says the same; asked of one install at a time, in turn."""
    for identifier in sorted(seen["installs"])[turn % max(1, len(seen["installs"])):][:1]:
        install = seen["installs"][identifier]
        status = asked(world, "status", identifier)
        check(status["name"] == install["record"]["name"], f"V2: {identifier} has several names: {status}")
        if not is_adopted(seen, identifier):
            rows = asked(world, "generations", identifier)["generations"]
            numbers = {generation["number"] for generation in install["record"]["generations"]}
            check({row["number"] for row in rows} == numbers and all(row["whole"] for row in rows), f"V1: generations of {identifier}: {rows}")
        snapshots = asked(world, "snapshot", "list", identifier)
        check(snapshots["broken"] == [], f"V1: broken snapshots of {identifier}: {snapshots['broken']}")
        check(sorted(each["id"] for each in snapshots["snapshots"]) == seen["snapshots"][identifier], f"V2: snapshots of {identifier}: {snapshots}")
    asked(world, "verify", codes=(0, 1))


def only_sessions_run(world, seen: dict) -> None:
    """V4: a process belongs to a session that runs."""
    end = time.monotonic() + PATIENCE
    while world.processes() and not seen["running"]:
        check(time.monotonic() < end, f"V4: processes are left: {world.processes()}")
        time.sleep(0.05)


def is_sound(world, seen: dict, owned, turn: int) -> None:
    """`owned`: the files of the person, as property_moves.Owned keeps them; `turn`: a number that counts on."""
    owned.judge(seen)
    all_agree(world, seen, turn)
    only_sessions_run(world, seen)
    left = common.left_over(world.library) + common.strangers(world.library, set(seen["installs"]))
    check(not left, f"V5: left over: {left[:5]}")
    again = asked(world, "recover")
    check(not (again["finished"] or again["rolledBack"] or again["problems"]), f"V5: recovery is never done: {again}")
    staging = asked(world, "clean", "--only", "staging")
    check(staging["items"] == [], f"V5: leftovers: {staging}")
    for path in [*world.library.glob("*.json"), *world.library.glob("installs/*/*.json"), *world.library.glob("store/roots/*")]:
        check(path.is_dir() or isinstance(json.loads(path.read_bytes()), dict), f"V1: {path} is torn")
    places = {world.library, world.library.parent / "home"}
    # What a killed writer left of a file (core/io/atomicfile.h), the next writer of that file removes.
    strangers = [path.name for path in world.disk.iterdir()
                 if path not in places and not path.name.endswith(".moved.json") and ".new-" not in path.name]
    check(not strangers, f"V5: beside the library lies {strangers}")


def is_one_of(words, before: dict, after: dict, seen: dict) -> None:
    """V1. Snapshots may come by themselves, and none goes that both have."""
    for identifier in {*before["installs"], *after["installs"], *seen["installs"]}:
        found = seen["installs"].get(identifier)
        ends = [state["installs"].get(identifier) for state in (before, after)]
        if words[0] in ONE_BY_ONE and found and all(ends):
            found, ends = loosened(found), [loosened(end) for end in ends]
        check(found in ends, f"V1: {identifier} is neither as before nor as after:\n  found  {json.dumps(found)}\n"
                             f"  before {json.dumps(ends[0])}\n  after  {json.dumps(ends[1])}")
        both = set(before["snapshots"].get(identifier, ())) & set(after["snapshots"].get(identifier, ()))
        lost = both - set(seen["snapshots"].get(identifier, both))
        check(not lost, f"V3: snapshots of {identifier} are gone: {lost}")
    lost = {name for name in before["vendored"] if name in after["vendored"] and before["vendored"][name] and not seen["vendored"].get(name)}
    check(not lost, f"V3: what was kept for offline is gone: {lost}")


def loosened(install: dict) -> dict:
    record = install["record"]
    return {"name": record["name"], "current": record["currentGeneration"], "packs": install["packs"]}


def differences(one: dict, other: dict) -> list[str]:
    """The installs that are not the same in both."""
    return [name for name in {*one["installs"], *other["installs"]} if one["installs"].get(name) != other["installs"].get(name)]


def digest(path: pathlib.Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def contents(folder: pathlib.Path) -> collections.Counter:
    """Digests of all files below it; links are not followed."""
    return collections.Counter(digest(path) for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
