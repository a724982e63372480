# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Canary trees beside every removal, move, cleaning and duplication: links of all kinds, a mounted folder (as a junction
or a second disk is), an install in the folder of another, models that two installs share. Not a byte of them may change."""
import contextlib
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import installs_common as common
import smalldisk

REMOVE = ("remove", "demo", "--yes", "--remove-data", "--permanently")


class Place:
    """A library with the install “demo”, and canaries outside that links in it lead to."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.library = common.make_library(folder / "lib", folder / "demo.zip")
        self.install = self.library / "installs/demo"
        self.data = self.install / "data"
        self.canary = folder / "canary"
        for name in ("a.safetensors", "deep/b.safetensors", "deep/er/c.txt"):
            (self.canary / name).parent.mkdir(parents=True, exist_ok=True)
            (self.canary / name).write_bytes(name.encode() * 1000)
        (self.data / "models/checkpoints").mkdir(parents=True, exist_ok=True)
        (self.data / "models/checkpoints/linked").symlink_to(self.canary)
        (self.data / "output/way").symlink_to("../../../../../canary/deep")
        (self.data / "input/file.txt").symlink_to(self.canary / "deep/er/c.txt")
        (self.install / "gen-0001/anymatix/ComfyUI/linked").symlink_to(self.canary)
        (self.library / "models").mkdir(exist_ok=True)
        (self.library / "models/loras").symlink_to(self.canary)
        (self.library / "store/uv").mkdir(parents=True)
        (self.library / "store/uv/linked").symlink_to(self.canary)
        (self.library / "store/downloads").mkdir(exist_ok=True)
        (self.library / "store/downloads" / ("d" * 64)).mkdir()
        (self.library / "store/downloads" / ("d" * 64) / "linked").symlink_to(self.canary)
        common.ENVIRONMENT["XDG_DATA_HOME"] = str(folder / "home")  # its recycle bin goes with it
        self.before = self.digest()

    def digest(self) -> dict[str, str]:
        return {str(path.relative_to(self.canary)): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in self.canary.rglob("*") if path.is_file()}

    def run(self, *words: str, code=0) -> dict:
        done = common.run(self.library, *words)
        if done.returncode != code:
            raise AssertionError(f"{words} ended with {done.returncode}, not {code}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout.splitlines()[-1])

    def judge(self) -> None:
        if self.digest() != self.before:
            raise AssertionError("the canaries are not as they were")


def removal(place: Place) -> None:
    place.run(*REMOVE)
    assert not place.install.exists()


def removal_to_recycle_bin(place: Place) -> None:
    done = common.run(place.library, "remove", "demo", "--yes", "--remove-data")
    assert done.returncode == 0 or "recycle bin" in done.stderr, done.stderr


def listed_exactly(place: Place) -> None:
    """What the plan names is what goes, to the byte; links are named with what stays."""
    plan = place.run("remove", "demo", "--plan", "--remove-data")
    whole = sum(path.lstat().st_size for path in place.install.rglob("*") if path.is_file() and not path.is_symlink()
                and ".pristine" not in str(path))
    named = sum(item["bytes"] for item in plan["items"])
    assert named == whole, f"{named} of {whole} bytes are named"
    targets = {item["linkTarget"] for item in plan["items"] if item["part"] == "link"}
    assert {str(place.canary), "../../../../../canary/deep"} <= targets, targets
    assert place.install.exists()


@contextlib.contextmanager
def bound(source: pathlib.Path, target: pathlib.Path):
    target.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "--bind", str(source), str(target)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(target)], check=True)


def mounted_folder(place: Place) -> None:
    with bound(place.canary, place.data / "models/vae"):
        assert "mounted" in place.run(*REMOVE, code=3)["error"]["message"]
        assert place.run("remove", "demo", "--plan")["obstacle"]
        place.judge()
        assert (place.data / "output").is_dir(), "nothing goes before the refusal"
        assert "mounted" in place.run("move-library", str(place.folder / "new"), code=3)["error"]["message"]
        place.judge()
        place.run("clean", "--yes")
        place.judge()
    place.run(*REMOVE)


def nested_install(place: Place) -> None:
    inner = place.data / "output/ComfyUI"
    inner.mkdir()
    for name in ("main.py", "nodes.py"):
        (inner / name).write_text("print('usage: main.py')\n")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(inner / "venv")], check=True)
    place.run("add", str(inner), "--name", "Inner")
    assert "Inner" in place.run(*REMOVE, code=3)["error"]["message"]
    assert (inner / "main.py").exists()
    place.run("remove", "inner", "--yes")
    assert (inner / "main.py").exists()


def shared_models(place: Place) -> None:
    model = place.data / "models/checkpoints/own.safetensors"
    model.write_bytes(b"m" * (3 << 20))
    made = place.run("duplicate", "demo")
    second = place.library / "installs" / made["id"] / "data/models/checkpoints/own.safetensors"
    assert place.run("remove", "demo", "--plan")["sharedBytes"] >= (3 << 20 if second.stat().st_nlink > 1 else 0)
    place.run(*REMOVE)
    assert second.read_bytes() == b"m" * (3 << 20)
    assert (second.parent / "linked/a.safetensors").read_bytes(), "the link of the duplicate leads where the first led"


def move(place: Place) -> None:
    new = place.folder / "deeper/new"
    place.run("move-library", str(new))
    assert (new / "installs/demo/data/output/way/b.safetensors").exists()
    assert (new / "models/loras/a.safetensors").exists()


def cleaning(place: Place) -> None:
    done = place.run("clean", "--yes")
    assert len(done["removed"]) == 2, done
    assert not (place.library / "store/uv").exists()


def main() -> int:
    code = smalldisk.run_inside()
    if code is not None:
        return code
    failed = 0
    cases = (removal, removal_to_recycle_bin, listed_exactly, mounted_folder, nested_install, shared_models, move, cleaning)
    for case in cases:
        with tempfile.TemporaryDirectory(prefix="portico-canary-") as folder:
            try:
                place = Place(pathlib.Path(folder))
                case(place)
                place.judge()
                print(f"passed: {case.__name__}")
            except AssertionError as error:
                failed += 1
                print(f"FAILED: {case.__name__}: {error}")
    print(f"{len(cases) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
