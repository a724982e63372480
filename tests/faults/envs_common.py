# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What the fault tests of isolated environments share: a library whose install has a pack with two isolated folders, for a
generation of comfy-env and an engine; and the judgement of what a fault leaves."""
import base64
import csv
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(os.environ["PORTICO_SOURCE_DIR"]) / "tests/support")]
import composeworld  # noqa: E402
import installs_common as common  # noqa: E402
from packageindex import Wheel  # noqa: E402

VERSIONS = {1: "0.2.19", 3: "0.4.22", 4: "0.4.46"}
NAMES = ("some-cpu", "some-gpu")
CONFIGS = {"uv": '[pypi-dependencies]\neasy = "==1.0"\n', "pixi": '[dependencies]\ncgal = "*"\n'}
TORCH = "torch-2.9.1+cpu"  # generation 4 builds only for an install that has one


def fill(index) -> None:
    """What environments of any generation need of a package index."""
    for wheel in (Wheel("easy", "1.0", [], {"easy/data.py": "x = 1\n" * 500}), Wheel("pip", "25.0"), Wheel("setuptools", "80.0"),
                  Wheel("numpy", "2.0.0", [], {f"numpy/part{number}.py": "y = 2\n" * 300 for number in range(8)})):
        index.add(wheel)
    for wheel in (Wheel("torch", "2.9.1+cpu"), Wheel("torchvision", "0.24.1+cpu"), Wheel("torchaudio", "2.9.1+cpu")):
        index.add(wheel, "cpu")


def settings(place: pathlib.Path, index) -> None:
    composeworld.write_settings(place / "config", index,
                                pixiProgram=str(pathlib.Path(os.environ["PORTICO_SOURCE_DIR"]) / "tests/support/scriptedpixi.py"))


def environment(place: pathlib.Path, library: pathlib.Path) -> dict:
    """Its home lies beside the library: the first generation keeps its environments there."""
    return {**os.environ, **common.ENVIRONMENT, "PORTICO_CONFIG_DIR": str(place / "config"), "HOME": str(home_of(library))}


def home_of(library: pathlib.Path) -> pathlib.Path:
    return library / "home"


def make_template(place: pathlib.Path, generation: int, engine: str) -> pathlib.Path:
    """On a virtual environment of this Python, which is quick to copy; uv's cache is warm, pixi is in its place."""
    template = place / f"template-{generation}-{engine}"
    common.write_bundle(place / "demo.zip")
    home_of(template).mkdir(parents=True)
    run(place, template, "add", str(place / "demo.zip"), "--name", "Demo")
    site = common.give_python(template)
    for stem in (f"comfy_env-{VERSIONS[generation]}", TORCH):
        name, _, version = stem.partition("-")
        (site / f"{stem}.dist-info").mkdir()
        (site / f"{stem}.dist-info/METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    for folder in ("cpu", "gpu"):
        nodes = template / "installs/demo/data/custom_nodes/ComfyUI-Some/nodes" / folder
        nodes.mkdir(parents=True)
        (nodes / "comfy-env.toml").write_text(f"{CONFIGS[engine]}[env_vars]\nWHICH = \"{folder}\"\n")
    run(place, template, "env", "build", "demo")
    for root in (template / "installs/demo/ce", home_of(template) / ".ce"):
        shutil.rmtree(root, ignore_errors=True)
    for link in template.glob("installs/demo/data/custom_nodes/*/nodes/*/_env_*"):
        link.unlink()
    return template


def run(place: pathlib.Path, library: pathlib.Path, *words: str, code: int | None = 0) -> dict:
    done = subprocess.run([common.PORTICOCTL, "--library", str(library), "--json", *words], capture_output=True, text=True,
                          env=environment(place, library), timeout=120)
    if code is not None and done.returncode != code:
        raise AssertionError(f"{' '.join(words)} ended with {done.returncode}: {done.stdout[-300:]} {done.stderr[-500:]}")
    return json.loads(done.stdout.splitlines()[-1])


def copy_library(template: pathlib.Path, folder: pathlib.Path) -> None:
    shutil.copytree(template, folder, symlinks=True, dirs_exist_ok=True)


def torn(env: dict) -> str | None:
    """Whether every file of the environment's packages is what its RECORD says."""
    for record in pathlib.Path(env["folder"]).glob(".pixi/envs/default/lib/*/site-packages/*.dist-info/RECORD"):
        with record.open(newline="") as lines:
            for name, digest, _ in csv.reader(lines):
                wanted = digest.removeprefix("sha256=")
                path = record.parent.parent / name
                if wanted and base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest()).rstrip(b"=").decode() != wanted:
                    return f"{path} is not what its RECORD says"
    return None


def wrong_marks(env: dict, generation: int) -> str | None:
    """Whether comfy-env of that generation would take it as built."""
    place = pathlib.Path(env["folder"])
    if generation == 1:
        if not (place / ".done").exists() or "node_name" not in json.loads((place / ".comfy-env-meta.json").read_text()):
            return "the marks of the first generation are not there"
        link = pathlib.Path(env["link"])
        return None if link.resolve() == (place / ".pixi/envs/default").resolve() else "its link leads elsewhere"
    if json.loads((place / "env.stamp.json").read_text())["abi_tag"] not in place.name.replace("_py", "-py"):
        return "its stamp is of another torch"
    return None if (place / "install.hash").read_text().startswith(("v2:", "v3:")) else "install.hash is not what it must be"


def taken_half(library: pathlib.Path, generation: int) -> str | None:
    """What comfy-env would take for an environment at this moment, before any Portico has looked, although it is half."""
    if generation == 1:
        prefixes = [link.resolve() for link in library.glob("installs/demo/data/custom_nodes/*/nodes/*/_env_*") if link.is_dir()]
        places = {prefix.parent.parent.parent for prefix in prefixes}
        places |= {done.parent for done in (home_of(library) / ".ce").glob("_env_*/.done")}
    else:
        places = {prefix.parent.parent.parent for prefix in (library / "installs/demo/ce/envs").glob("*/.pixi/envs/default")}
        stamps = {place: place / "env.stamp.json" for place in places}
        places = {place for place, stamp in stamps.items()
                  if not stamp.exists() or json.loads(stamp.read_text())["abi_tag"] != "building"}
    for place in places:
        if not (place / "portico-env.json").exists() or (generation == 1 and not (place / ".done").exists()):
            return f"comfy-env takes {place}, which is half"
        if problem := torn({"folder": str(place)}):
            return problem
    return None


def judge(place: pathlib.Path, library: pathlib.Path, generation: int) -> str | None:
    """Nothing half may be taken; after the next look each is wholly there or not at all, nothing is left over, and one
    command finishes."""
    try:
        if problem := taken_half(library, generation):
            return problem
    except OSError as error:
        return f"a file of what comfy-env takes cannot be read: {error}"
    seen = run(place, library, "env", "list", "demo", code=None)
    for env in seen["environments"]:
        half = pathlib.Path(env["folder"]) / ".pixi"
        unlinked = generation == 1 and env["state"] == "broken" and "link" in env["problem"]
        if env["state"] not in ("missing", "built") and not unlinked:
            return f"{env['name']} is {env['state']}: {env['problem']}"
        if env["state"] == "missing" and half.exists():
            return f"comfy-env would take {half} for an environment"
        if env["state"] == "built" and (problem := torn(env) or wrong_marks(env, generation)):
            return f"{env['name']}: {problem}"
    for root in (library / "installs/demo/ce", home_of(library) / ".ce"):
        left = [*(root / ".portico/staging").glob("*"), *root.glob("**/.portico-building")]
        if left:
            return f"left over: {left[:3]}"
    done = run(place, library, "env", "repair", "demo")
    states = {env["name"]: env["state"] for env in done["environments"]}
    if states != dict.fromkeys(NAMES, "built"):
        return f"the next repair leaves {states}"
    for env in done["environments"]:
        if problem := torn(env) or wrong_marks(env, generation):
            return f"after the repair {env['name']}: {problem}"
    return None


def why_not() -> str | None:
    return composeworld.why_not()
