# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: porticoctl repair of a broken isolated environment, killed at calls that change the disk, and finished by the next
repair. After each kill the environment is the old broken one, none, or a whole new one; the next repair builds it, leaves
nothing in staging and journal, and has nothing to do after that."""
import json
import os
import pathlib
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import killsweep

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "48"))
PIXI = pathlib.Path(os.environ["PORTICO_SOURCE_DIR"]) / "tests/support/scriptedpixi.py"
INFO = "anymatix/python/lib/python3.12/site-packages/comfy_env-0.4.22.dist-info"
OF_COMFY_ENV = {f"{INFO}/METADATA": "Metadata-Version: 2.1\nName: comfy-env\nVersion: 0.4.22\n",
                f"{INFO}/RECORD": f"{INFO.rsplit('/', 1)[1]}/METADATA,,\n"}
CONFIG = '[dependencies]\ncgal = "*"\n'


def envs(library: pathlib.Path) -> pathlib.Path:
    return library / "installs/demo/ce"


def interpreter(library: pathlib.Path) -> pathlib.Path | None:
    return next(envs(library).glob("envs/*/.pixi/envs/default/bin/python"), None)


def add_pack(library: pathlib.Path) -> None:
    pack = library / "installs/demo/data/custom_nodes/ComfyUI-Apart"
    (pack / "nodes").mkdir(parents=True)
    (pack / "__init__.py").write_text("NODE_CLASS_MAPPINGS = {}\n", encoding="utf-8")
    (pack / "nodes/comfy-env.toml").write_text(CONFIG, encoding="utf-8")
    built = common.run(library, "env", "build", "demo")
    if built.returncode != 0 or not interpreter(library):
        raise SystemExit(f"cannot prepare: {built.stdout} {built.stderr}")


def copy_broken(template: pathlib.Path, folder: pathlib.Path) -> None:
    """A moved environment is made anew in any case; this one lacks its interpreter, too."""
    common.copy_library(template, folder)
    shutil.rmtree(folder / "installs/demo/gen-0001.pristine")  # the copy has broken its hard links
    common.run(folder, "drift", "demo")  # and its times
    interpreter(folder).unlink()


def state(library: pathlib.Path) -> str:
    return json.loads(common.run(library, "env", "list", "demo").stdout)["environments"][0]["state"]


def judge(library: pathlib.Path) -> str | None:
    found = state(library)
    if found not in ("missing", "moved", "broken", "built"):
        return f"the environment is {found}"
    if found == "built" and not (interpreter(library) and list(envs(library).glob("envs/*/pixi.lock"))):
        return "half an environment counts as built"
    common.installs(library)  # a start, which recovers
    done = common.run(library, "repair", "demo", "--yes", "--no-start")
    outcome = json.loads(done.stdout.splitlines()[-1])
    if "error" in outcome or outcome["notDone"]:
        return f"the next repair does not finish: {done.stdout[-500:]} {done.stderr[-300:]}"
    if state(library) != "built" or not interpreter(library):
        return "the environment was not built"
    left = [str(path) for path in envs(library).glob(".portico/staging/*")]
    if problem := common.left_over(library) + left:
        return f"left over: {problem[:5]}"
    again = common.run(library, "repair", "demo", "--dry-run")
    return None if json.loads(again.stdout)["steps"] == [] else "a second repair has something to do"


def main() -> int:
    if reason := killsweep.why_not() or (None if shutil.which("uv") else "uv is not on PATH"):
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    common.BUNDLE.update(OF_COMFY_ENV)
    with tempfile.TemporaryDirectory(prefix="portico-repair-env-") as place:
        folder = pathlib.Path(place)
        (folder / "home").mkdir()
        (folder / "config").mkdir()
        (folder / "config/settings.json").write_text(json.dumps({"schema": 1, "pixiProgram": str(PIXI)}), encoding="utf-8")
        common.ENVIRONMENT.update(HOME=str(folder / "home"), PORTICO_CONFIG_DIR=str(folder / "config"))
        common.write_bundle(folder / "demo.zip")
        template = folder / "template"
        added = common.run(template, "add", str(folder / "demo.zip"), "--name", "Demo")
        if added.returncode != 0:
            raise SystemExit(f"cannot prepare: {added.stderr}")
        add_pack(template)
        # The stand-in's torch computes nothing, so the command itself ends with 1 where it is not killed: judged by `judge`.
        command = ["sh", "-c", '"$@"; test $? -le 1', "repair",
                   common.PORTICOCTL, "--library", "{folder}", "repair", "demo", "--yes", "--no-start"]
        swept = killsweep.sweep("repair of an environment", command, lambda one: copy_broken(template, one), judge,
                                max_points=POINTS, environment=common.ENVIRONMENT)
        return killsweep.finish([swept], least_points=40)


if __name__ == "__main__":
    sys.exit(main())
