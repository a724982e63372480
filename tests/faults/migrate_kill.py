# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T1: porticoctl migrate, killed at every kind of call that changes the disk. The adopted folder is a canary: whatever
happens, each byte of it is as it was. The new install is wholly there or wholly not, and the adopted one is there.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import killsweep

POINTS = int(os.environ.get("PORTICO_KILL_POINTS", "20"))
SITE = "lib/python3.12/site-packages"
# As in installs_common, the interpreter is a script in front of this machine's Python; here one that says that it lives
# where the script lies, as a Python that can travel does.
PYTHON = f"""#!/bin/sh
exec "{sys.executable}" -I -B -c '
import sys
sys.prefix = sys.base_prefix = "'"$(dirname "$(dirname "$(realpath "$0")")")"'"
words = sys.argv[1:]
while words and words[0] in ("-I", "-B", "-s", "-u") or words[:1] == ["-X"]:
    words = words[2:] if words[0] == "-X" else words[1:]
if words[:1] == ["-c"]:
    sys.argv = words[:1] + words[2:]
    exec(words[1])
else:
    import os.path, runpy
    sys.argv = words
    sys.path.insert(0, os.path.dirname(os.path.abspath(words[0])))
    runpy.run_path(words[0], run_name="__main__")
' "$@"
"""
OWN = {
    "python_embeded/bin/python3": PYTHON,
    f"python_embeded/{SITE}/torch/version.py": "__version__ = '2.9.1+cpu'\n",
    "ComfyUI/main.py": "print('usage: main.py [--port PORT]')\n",
    "ComfyUI/comfyui_version.py": '__version__ = "0.33.0"\n',
    "ComfyUI/nodes.py": "",
    "ComfyUI/models/loras/big.safetensors": "b" * 2_000_000,
    "ComfyUI/models/ultralytics/face.pt": "f" * 1000,
    "ComfyUI/extra_model_paths.yaml": "a111:\n  base_path: ../sd\n  checkpoints: models\n",
    "ComfyUI/custom_nodes/pack/x.py": "X = 1\n",
    "ComfyUI/input/cat.png": "a cat",
    "ComfyUI/output/mine.png": "an hour of work",
    "ComfyUI/user/comfyui.db": "rows",
    "ComfyUI/user/default/w.json": "{}",
}
TAKEN = {"data/custom_nodes/pack/x.py": "X = 1\n", "data/input/cat.png": "a cat", "data/user/default/w.json": "{}",
         "data/db/gen-0001/comfyui.db": "rows", "gen-0001/ComfyUI/nodes.py": "",
         f"gen-0001/python_embeded/{SITE}/torch/version.py": "__version__ = '2.9.1+cpu'\n"}


def make_template(place: pathlib.Path) -> pathlib.Path:
    for name, text in OWN.items():
        path = place / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755 if "/bin/" in name else 0o644)
    return place


def prepare(template: pathlib.Path, folder: pathlib.Path) -> None:
    shutil.copytree(template, folder, symlinks=True, dirs_exist_ok=True)
    done = common.run(folder / "lib", "add", str(folder / "own"), "--name", "Own")
    if done.returncode != 0:
        raise SystemExit(f"cannot prepare: {done.stdout} {done.stderr}")


def judge(folder: pathlib.Path) -> str | None:
    library = folder / "lib"
    ids = {install["id"] for install in common.installs(library)}
    if problem := common.left_over(library) or common.strangers(library, ids):
        return f"left over: {problem[:5]}"
    for name, text in OWN.items():
        if (folder / "own" / name).read_text() != text:
            return f"{name} of the person's own folder is not as it was"
    if found := {str(path.relative_to(folder / "own")) for path in (folder / "own").rglob("*") if path.is_file()} - set(OWN):
        return f"the person's own folder has more than before: {found}"
    if not ids <= {"own", "own-in-the-library"} or "own" not in ids:
        return f"the installs are {ids}"
    return is_whole(folder, library / "installs/own-in-the-library") if len(ids) == 2 else None


def is_whole(folder: pathlib.Path, install: pathlib.Path) -> str | None:
    for name, text in TAKEN.items():
        if not (install / name).is_file() or (install / name).read_text() != text:
            return f"{name} is missing or wrong"
    if list(install.glob("**/*.safetensors")) or (install / "data/output/mine.png").exists():
        return "what stays in the old folder was copied"
    if str(folder / "own/sd") not in (install / "data/extra_model_paths.yaml").read_text():
        return "the way to the models is wrong"
    if (install / "data/models/ultralytics/face.pt").read_text() != "f" * 1000:
        return "the models of a node pack are not found"
    again = subprocess.run([common.PORTICOCTL, "--library", str(install.parent.parent), "drift", install.name],
                           capture_output=True, text=True, env={**os.environ, **common.ENVIRONMENT}, timeout=60)
    return None if again.returncode == 0 else f"it is not as it was made: {again.stdout}"


def main() -> int:
    if reason := killsweep.why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        return 77
    with tempfile.TemporaryDirectory(prefix="portico-migrate-") as place:
        template = make_template(pathlib.Path(place))
        command = [common.PORTICOCTL, "--library", "{folder}/lib", "migrate", "own", "--yes"]
        result = killsweep.sweep("migrate", command, lambda folder: prepare(template, folder), judge, max_points=POINTS,
                                 environment=common.ENVIRONMENT)
        return killsweep.finish([result], least_points=min(POINTS, 15))


if __name__ == "__main__":
    sys.exit(main())
