# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: node packs installed, updated, removed and taken back, the program killed at every kind of call that changes the
disk.

After each kill the next start must find every pack as it was or as it should become, its record saying the same, what
it was before kept where that is promised, and nothing half.
"""
import json
import os
import pathlib
import sys
import tempfile
from collections.abc import Callable

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import killsweep

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "45"))
OWN = b"what the pack fetched itself"
LAYER = "0123456789abcdef"


def write_pack(folder: pathlib.Path, version: str) -> pathlib.Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "__init__.py").write_text(f"VERSION = {version!r}\n")
    (folder / "pyproject.toml").write_text(f'[project]\nname = "foo"\nversion = "{version}"\n')
    (folder / "web" / version).mkdir(parents=True, exist_ok=True)
    (folder / "web" / version / "node.js").write_text("x" * 20_000)
    return folder


def version_in(folder: pathlib.Path) -> str:
    """The version of a whole pack; what is half is an error."""
    text = (folder / "__init__.py").read_text()
    version = text.split("'")[1]
    if version not in (folder / "pyproject.toml").read_text() or \
            len((folder / "web" / version / "node.js").read_text()) != 20_000:
        raise AssertionError(f"{folder} is half {version}")
    return version


def found(library: pathlib.Path, name: str) -> str:
    """What `nodes list` says of a pack, compared with what lies there; empty: there is none."""
    done = common.run(library, "nodes", "list", "demo")
    if done.returncode != 0:
        raise AssertionError(f"list ended with {done.returncode}: {done.stderr.strip()}")
    row = next((row for row in json.loads(done.stdout)["packs"] if row["name"] == name), None)
    folder = library / "installs/demo/data/custom_nodes" / name
    if row is None:
        if folder.exists():
            raise AssertionError("it lies there, but is not listed")
        return ""
    version = version_in(pathlib.Path(row["folder"]))
    if row["version"] != version or row["state"]["isChanged"] is not False:
        raise AssertionError(f"the record does not fit {version}: {row}")
    return version


def kept(library: pathlib.Path) -> list[str]:
    """Versions of foo that are kept; what no record names is an error."""
    records = json.loads((library / "installs/demo/packs.json").read_text())["kept"]
    folders = sorted(path.name for path in (library / "installs/demo/kept-packs").glob("*"))
    if folders != sorted(record["folder"] for record in records):
        raise AssertionError(f"kept-packs has {folders}, packs.json {records}")
    return sorted(version_in(library / "installs/demo/kept-packs" / name) for name in folders)


def layer_of(library: pathlib.Path) -> str:
    """The layer that the install names, which must be in its view."""
    generation = json.loads((library / "installs/demo/install.json").read_text())["generations"][0]
    if generation.get("layer") and not (library / f"installs/demo/view/{generation['view']}/site/easy.py").is_file():
        raise AssertionError(f"the view of {generation} is not there")
    return generation.get("layer", "")


def give_layer(library: pathlib.Path) -> pathlib.Path:
    """An install with a layer, laid out as the store keeps one."""
    for place in (library / f"store/layers/{LAYER}", library / "installs/demo/view/1"):
        (place / "site").mkdir(parents=True)
        (place / "site/easy.py").write_text("")
    record = library / "installs/demo/install.json"
    install = json.loads(record.read_text())
    install["generations"][0].update(layer=LAYER, view=1)
    record.write_text(json.dumps(install))
    return library


def judge(allowed: set[tuple[str, tuple[str, ...], str, str]]) -> Callable[[pathlib.Path], str | None]:
    """`allowed`: what foo may be, which of its versions are kept, what bar may be, and the layer."""
    def check(library: pathlib.Path) -> str | None:
        common.installs(library)  # a start: it recovers
        if problem := common.left_over(library):
            return f"left over: {problem[:5]}"
        try:
            state = (found(library, "foo"), tuple(kept(library)), found(library, "bar"), layer_of(library))
        except (AssertionError, OSError, KeyError, ValueError, IndexError) as problem:
            return str(problem)
        if state not in allowed:
            return f"found {state}"
        if state[0] == "2" and (library / "installs/demo/data/custom_nodes/foo/own.bin").read_bytes() != OWN:
            return "what the pack keeps itself is gone"
        return common.is_whole(library, "demo")
    return check


def prepare(place: pathlib.Path) -> pathlib.Path:
    """A library with foo 1, of which version 2 is offered, and bar to come."""
    template = place / "template"
    bundle = place / "demo.zip"
    common.write_bundle(bundle)
    write_pack(place / "offered/foo", "1")
    write_pack(place / "offered/bar", "7")
    words = (("add", str(bundle), "--name", "Demo"), ("nodes", "install", "demo", str(place / "offered/foo"), "--yes"))
    for command in words:
        done = common.run(template, *command)
        if done.returncode != 0:
            raise SystemExit(f"cannot prepare: {done.stderr}")
    (template / "installs/demo/data/custom_nodes/foo/own.bin").write_bytes(OWN)
    write_pack(place / "offered/foo", "2")
    return template


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-packs-") as name:
        place = pathlib.Path(name)
        template = prepare(place)

        layered = common.copy_library(template, place / "layered") or give_layer(place / "layered")

        def sweep(title, words, allowed, library=template):
            command = [common.PORTICOCTL, "--library", "{folder}", "nodes", *words]
            return killsweep.sweep(title, command, lambda folder: common.copy_library(library, folder), judge(allowed),
                                   max_points=POINTS, environment=common.ENVIRONMENT)

        before = ("1", (), "", "")
        sweeps = [
            sweep("install", ["install", "demo", str(place / "offered/bar"), "--yes"], {before, ("1", (), "7", "")}),
            sweep("update", ["update", "demo", "foo", "--yes"], {before, ("2", ("1",), "", "")}),
            sweep("disable", ["disable", "demo", "foo"], {before}),
            sweep("remove", ["remove", "demo", "foo", "--yes"], {before, ("", ("1",), "", "")}),
            sweep("remove for good", ["remove", "demo", "foo", "--yes", "--permanently"], {before, ("", (), "", "")}),
            sweep("remove with its layer", ["remove", "demo", "foo", "--yes"],
                  {("1", (), "", LAYER), ("", ("1",), "", "")}, layered),
        ]
        return killsweep.finish(sweeps, least_points=60)


if __name__ == "__main__":
    sys.exit(main())
