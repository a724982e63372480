#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A pixi that does what comfy-env and Portico ask of one, where the real one and its channels cannot be had.

`run --as-is --manifest-path M -e default <command>` starts the command in the environment beside the manifest, which is all
that comfy-env uses at run time. `install --manifest-path M` puts a virtual environment of this Python there with a lock and
the packages of the manifest by name, and nothing from any network. `info --json` tells no GPU. What it is called with goes,
a JSON line each, into `$HOME/pixi.log`; `$HOME/pixi.json` may say how it misbehaves: {"fail": "words", "code": 1,
"hang": seconds, "wait": seconds}."""

import json
import os
import sys
import time
import tomllib
import venv
from pathlib import Path

HOME = Path(os.environ["HOME"])


def value_of(words, flag):
    return words[words.index(flag) + 1]


def behaviour():
    try:
        return json.loads((HOME / "pixi.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def run(words):
    prefix = Path(value_of(words, "--manifest-path")).parent / ".pixi/envs/default"
    command = words[words.index("-e") + 2:]
    os.environ["PATH"] = f"{prefix}/bin{os.pathsep}{os.environ.get('PATH', '')}"
    os.environ["CONDA_PREFIX"] = str(prefix)
    program = str(prefix / "bin" / command[0])
    os.execv(program, [program, *command[1:]])


def packages_of(manifest):
    feature = manifest.get("feature", {}).get("node", manifest)
    return sorted(feature.get("pypi-dependencies", {})) + sorted(feature.get("dependencies", {}))


def install(words):
    path = Path(value_of(words, "--manifest-path"))
    manifest = tomllib.loads(path.read_text(encoding="utf-8"))
    prefix = path.parent / ".pixi/envs/default"
    how = behaviour()
    print("✨ Resolving the environment", file=sys.stderr, flush=True)
    venv.create(prefix, symlinks=True)
    time.sleep(how.get("hang", 0) + how.get("wait", 0))
    if "fail" in how:
        print(how["fail"], file=sys.stderr)
        return how.get("code", 1)
    site = next(prefix.glob("lib/python3.*/site-packages"))
    for name in packages_of(manifest):
        info = site / f"{name.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        (info / "RECORD").write_text(f"{info.name}/METADATA,,\n{info.name}/RECORD,,\n", encoding="utf-8")
    (path.parent / "pixi.lock").write_text("version: 6\n", encoding="utf-8")
    print("✔ The default environment has been installed.", file=sys.stderr)
    return 0


def main(words):
    told = {name: os.environ[name] for name in sorted(os.environ) if name.startswith(("PIXI_", "UV_"))}
    with open(HOME / "pixi.log", "a", encoding="utf-8") as log:
        log.write(json.dumps({"words": words, "cwd": os.getcwd(), "variables": told}) + "\n")
    if words[:1] == ["run"]:
        return run(words)
    if words[:1] == ["install"]:
        return install(words)
    if words[:1] == ["info"]:
        print(json.dumps({"platform": "linux-64", "virtual_packages": ["__unix=0=0", "__linux=6.1"]}))
        return 0
    if words[:1] == ["--version"]:
        print("pixi 0.75.0")
        return 0
    print(f"error: unrecognized subcommand {words}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
