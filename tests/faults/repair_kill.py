# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: porticoctl repair, of a base and of a node pack, killed at calls that change the disk, and finished by the next repair.

After each kill every file of the base is the old one, the new one, or not there; what was replaced lies in kept-files;
the next repair brings everything back, and nothing is left in staging and journal. Of a node pack what somebody changed by
hand is in kept-packs whenever it is not in its place any more.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import killsweep

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "48"))
SITE = "gen-0001/anymatix/python/lib/python3.12/site-packages"
BROKEN = {"torch/version.py": "__version__ = '2.9.1+cpu'  # replaced\n", "torch/added.py": "x = 1\n",
          "other/__init__.py": "", "other-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: other\nVersion: 1.0\n"}


def break_it(install: pathlib.Path) -> None:
    """As pip does: a file is removed before another is written in its place."""
    for name, text in BROKEN.items():
        path = install / SITE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(text, encoding="utf-8")
    (install / "gen-0001/anymatix/ComfyUI/nodes.py").unlink()
    (install / "gen-0001/anymatix/ComfyUI/big.bin").unlink()


def copy_broken(template: pathlib.Path, folder: pathlib.Path) -> None:
    """With its hard links: the install's own copy must not be broken along."""
    shutil.copytree(template, folder, symlinks=True, dirs_exist_ok=True)
    install = folder / "installs/demo"
    pristine = install / "gen-0001.pristine"
    for path in sorted(pristine.rglob("*")):
        if path.is_file() and not path.is_symlink():
            path.unlink()
            os.link(install / "gen-0001" / path.relative_to(pristine), path)
    break_it(install)


def half_files(install: pathlib.Path) -> list[str]:
    """Files of the base that are neither what the bundle had nor what broke it."""
    wrong = []
    for name, text in common.BUNDLE.items():
        path = install / "gen-0001" / name
        broken = BROKEN.get(str(path.relative_to(install / SITE)) if path.is_relative_to(install / SITE) else "", text)
        if path.exists() and path.read_text() not in (text, broken):
            wrong.append(name)
    return wrong


def judge(library: pathlib.Path) -> str | None:
    install = library / "installs/demo"
    if wrong := half_files(install):
        return f"half files: {wrong}"
    common.installs(library)  # a start, which recovers
    done = common.run(library, "repair", "demo", "--yes", "--no-start")
    outcome = json.loads(done.stdout.splitlines()[-1])
    if "error" in outcome or outcome["notDone"]:
        return f"the next repair does not finish: {done.stdout[-500:]} {done.stderr[-300:]}"
    if problem := common.is_whole(library, "demo"):
        return problem
    if left := [name for name in BROKEN if name not in ("torch/version.py",) and (install / SITE / name).exists()]:
        return f"still there: {left}"
    if common.run(library, "drift", "demo").returncode != 0:
        return "there is still drift"
    kept = [path.read_text() for path in (install / "kept-files").rglob("version.py")]
    if BROKEN["torch/version.py"] not in kept:
        return "what was replaced is not kept"
    if problem := common.left_over(library):
        return f"left over: {problem[:5]}"
    again = common.run(library, "repair", "demo", "--dry-run")
    return None if json.loads(again.stdout)["steps"] == [] else "a second repair has something to do"


PACK = {"__init__.py": "NODE_CLASS_MAPPINGS = {}\n", "nodes/one.py": "A = 1\n" * 50, "nodes/two.py": "B = 2\n", "web/main.js": "x\n"}
BY_HAND = "changed by hand\n"


def git(folder: pathlib.Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=T", "-c", "user.email=t@e.invalid", *words], cwd=folder, check=True,
                   stdout=subprocess.DEVNULL, env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull})


def add_pack(library: pathlib.Path) -> None:
    pack = library / "installs/demo/data/custom_nodes/Pack"
    for name, text in PACK.items():
        (pack / name).parent.mkdir(parents=True, exist_ok=True)
        (pack / name).write_text(text, encoding="utf-8")
    git(pack, "init", "-q")
    git(pack, "add", ".")
    git(pack, "commit", "-q", "-m", "first")


def copy_with_pack(template: pathlib.Path, folder: pathlib.Path) -> None:
    shutil.copytree(template, folder, symlinks=True, dirs_exist_ok=True)
    shutil.rmtree(folder / "installs/demo/gen-0001.pristine")  # the copy has broken its hard links
    common.run(folder, "drift", "demo")  # and its times
    pack = folder / "installs/demo/data/custom_nodes/Pack"
    shutil.rmtree(pack / "nodes")
    (pack / "__init__.py").write_bytes(b"")
    (pack / "web/main.js").write_text(BY_HAND, encoding="utf-8")


def judge_pack(library: pathlib.Path) -> str | None:
    install = library / "installs/demo"
    pack = install / "data/custom_nodes/Pack"
    allowed = {"__init__.py": "", "web/main.js": BY_HAND}
    wrong = [name for name, text in PACK.items()
             if (pack / name).exists() and (pack / name).read_text() not in (text, allowed.get(name, text))]
    if wrong:
        return f"half files: {wrong}"
    kept = [path.read_text() for path in install.glob("kept-packs/*/web/main.js")]
    if BY_HAND not in [*kept, (pack / "web/main.js").read_text() if (pack / "web/main.js").exists() else ""]:
        return "what was changed by hand is lost"
    common.installs(library)  # a start, which recovers
    done = common.run(library, "repair", "demo", "--yes", "--no-start", "--put-back-edits")
    outcome = json.loads(done.stdout.splitlines()[-1])
    if "error" in outcome or outcome["notDone"]:
        return f"the next repair does not finish: {done.stdout[-500:]} {done.stderr[-300:]}"
    if left := [name for name, text in PACK.items() if (pack / name).read_text() != text]:
        return f"not put back: {left}"
    records = json.loads((install / "packs.json").read_text())
    if BY_HAND not in [(install / "kept-packs" / one["folder"] / "web/main.js").read_text() for one in records["kept"]]:
        return "what was changed by hand cannot be taken back"
    if problem := common.left_over(library):
        return f"left over: {problem[:5]}"
    again = common.run(library, "repair", "demo", "--dry-run")
    return None if json.loads(again.stdout)["steps"] == [] else "a second repair has something to do"


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-repair-") as place:
        folder = pathlib.Path(place)
        common.write_bundle(folder / "demo.zip")
        template = folder / "template"
        done = common.run(template, "add", str(folder / "demo.zip"), "--name", "Demo")
        (folder / "demo.zip").unlink()
        if done.returncode != 0:
            raise SystemExit(f"cannot prepare: {done.stderr}")
        command = [common.PORTICOCTL, "--library", "{folder}", "repair", "demo", "--yes", "--no-start"]
        # The stand-in's torch computes nothing, so the command itself ends with 1 where it is not killed: judged by `judge`.
        command = ["sh", "-c", '"$@"; test $? -le 1', "repair", *command]
        base = killsweep.sweep("repair", command, lambda one: copy_broken(template, one), judge, max_points=POINTS,
                               environment=common.ENVIRONMENT)
        add_pack(template)
        pack = killsweep.sweep("repair of a node pack", [*command, "--put-back-edits"], lambda one: copy_with_pack(template, one),
                               judge_pack, max_points=POINTS, environment=common.ENVIRONMENT)
        return killsweep.finish([base, pack], least_points=80)


if __name__ == "__main__":
    sys.exit(main())
