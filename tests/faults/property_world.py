# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The world of the property test: a library on a small disk with everything around it in one folder, porticoctl run in it
with and without a fault, and copies of it to go back to."""
import contextlib
import dataclasses
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import time
import zipfile

import composeworld
import installs_common as common
import killsweep
import migrate_kill
import property_judge
import smalldisk
from comfyclient import survivors

SECONDS = 120  # for any one command: more is a hang
#: What a fault does; "full" needs a disk of our own.
FAULTS = ("kill at a call", "kill at a call", "kill at a moment", "kill all at a moment", "error at a call", "full disk")
ERRORS = ("ENOSPC", "EIO", "EACCES", "EMFILE")
#: What recovery does to a disk.
RECOVERY = ("rename", "renameat2", "unlink", "unlinkat", "rmdir", "fsync", "symlink", "mkdir")


@dataclasses.dataclass
class Fault:
    """`share`: where in the run it comes, from 0 to 1; `call`: at which of the calls, so too; `detail`: the error, or how
    many bytes the disk has left."""
    kind: str
    share: float
    call: float
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind}, at {self.share:.3f} of it{', ' + self.detail if self.detail else ''}"


@dataclasses.dataclass
class Done:
    """How a command ended. `documents`: what it printed; `last` is {} where it printed nothing."""
    words: tuple[str, ...]
    code: int
    documents: list
    stderr: str
    seconds: float
    where: str = ""  # the call at which a fault came
    points: list = dataclasses.field(default_factory=list)  # where a fault can come: of all threads, and of the first

    @property
    def last(self) -> dict:
        return self.documents[-1] if self.documents else {}


def draw_fault(draw: random.Random, has_disk: bool, by_clock: bool) -> Fault:
    """Without `by_clock` one that comes at the same place each time."""
    kind = draw.choice([each for each in FAULTS if (has_disk or each != "full disk") and (by_clock or "moment" not in each)])
    detail = draw.choice(ERRORS) if kind == "error at a call" else ""
    if kind == "full disk":
        detail = str(draw.choice((0, 4096, 20_000, 100_000, 400_000)))
    return Fault(kind, draw.random(), draw.random(), detail)


def write_bundle(path: pathlib.Path) -> None:
    """A bundle of the stand-in ComfyUI with a script in front of this machine's Python for an interpreter."""
    files = {name: text for name, text in common.BUNDLE.items() if "/ComfyUI/" not in name or "/models/" in name}
    code = composeworld.SUPPORT / "comfyui"
    for file in sorted(code.rglob("*.py")):
        if "__pycache__" not in file.parts:
            files[f"anymatix/ComfyUI/{file.relative_to(code)}"] = file.read_text()
    files["anymatix/ComfyUI/comfyui_version.py"] = '__version__ = "0.33.0"\n'
    files["anymatix/ComfyUI/big.bin"] = "x" * 100_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.external_attr = (0o100755 if "/bin/" in name else 0o100644) << 16
            archive.writestr(entry, text)


def write_own(folder: pathlib.Path) -> pathlib.Path:
    """A ComfyUI of the person's own, as the official portable has it; its Python says that it lives where it lies."""
    files = dict(migrate_kill.OWN)
    code = composeworld.SUPPORT / "comfyui"
    for file in code.rglob("*.py"):
        if "__pycache__" not in file.parts:
            files[f"ComfyUI/{file.relative_to(code)}"] = file.read_text()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "python_embeded/bin/python3").chmod(0o755)
    return folder


class World:
    """All lies in `folder`: `disk` is what a fault may change and what a copy is made of."""

    def __init__(self, folder: pathlib.Path, small_disk: pathlib.Path | None):
        self.folder, self.small_disk = folder, small_disk
        self.disk = folder / "disk"
        self.library = self.disk / "library"
        for name in ("disk", "home", "run", "config", "cache", "outside/deep", "sources"):
            (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "outside/canary").write_bytes(b"tweet")
        (folder / "outside/deep/model.safetensors").write_bytes(b"m" * 5000)
        self.environment = {
            "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder / "home"), "TMPDIR": str(folder),
            "XDG_RUNTIME_DIR": str(folder / "run"), "XDG_DATA_HOME": str(self.disk / "home"),
            "PORTICO_CONFIG_DIR": str(folder / "config"), "PORTICO_CACHE_DIR": str(folder / "cache"), **common.ENVIRONMENT}
        write_bundle(folder / "demo.zip")
        self.own = write_own(folder / "own")
        self.own_contents = property_judge.contents(self.own)
        self.sources: dict[str, pathlib.Path] = {}

    # Programs

    def command(self, words) -> list[str]:
        return [common.PORTICOCTL, "--library", str(self.library), "--json", *map(str, words)]

    def spawn(self, words, before=()) -> subprocess.Popen:
        return subprocess.Popen([*before, *self.command(words)], env=self.environment, cwd=self.folder, text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                start_new_session=True, errors="replace")

    def finish(self, process: subprocess.Popen, words, begun: float) -> Done:
        try:
            out, err = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
            raise AssertionError(f"V6: {' '.join(map(str, process.args))} did not end within {SECONDS} s: {out[-500:]}{err[-500:]}") from None
        documents = []
        for line in out.splitlines():
            with contextlib.suppress(ValueError):  # a line that a kill cut
                documents.append(json.loads(line))
        return Done(tuple(map(str, words)), process.returncode, documents, err, time.monotonic() - begun)

    def run(self, *words) -> Done:
        begun = time.monotonic()
        return self.finish(self.spawn(words), words, begun)

    def counted(self, words) -> Done:
        """Without a fault; it tells where one may come."""
        log = self.folder / "calls.log"
        begun = time.monotonic()
        calls = ",".join("?" + call for call in killsweep.DURABLE_SYSCALLS)
        done = self.finish(self.spawn(words, ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=" + calls]), words, begun)
        done.points = [killsweep.points_of(log, False), killsweep.points_of(log, True)]
        return done

    def faulty(self, words, fault: Fault, clean: Done) -> Done:
        """Runs it with the fault. `clean` is the same without one."""
        begun = time.monotonic()
        if fault.kind.endswith("at a call"):
            points = clean.points[fault.kind.startswith("error")]
            calls = sorted({call for call, _ in points})
            call = calls[int(fault.call * len(calls))]  # each kind of call as often: else most are writes
            points = [point for point in points if point[0] == call]
            ordinal = points[int(fault.share * len(points))][1]
            what = f"error={fault.detail}" if fault.detail else "signal=KILL"
            # An error meets the program's first thread alone: in others the same number may be a call of the loader.
            before = ["strace", *(() if fault.detail else ("-f",)), "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={ordinal}"]
            done = self.finish(self.spawn(words, before), words, begun)
            done.where = f"{call} number {ordinal}"
            return done
        if fault.kind == "full disk":
            smalldisk.leave(self.small_disk, "bytes", int(fault.detail))
            try:
                return self.finish(self.spawn(words), words, begun)
            finally:
                smalldisk.resize(self.small_disk)
        process = self.spawn(words)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(fault.share * clean.seconds / 2)  # counting made it slow
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL) if "all" in fault.kind else process.kill()
        return self.finish(process, words, begun)

    def killed_recovery(self, fault: Fault) -> str:
        """A start that is killed the first time it makes that call; which one."""
        call = RECOVERY[int(fault.call * len(RECOVERY))]
        words = ("recover",)
        done = self.finish(self.spawn(words, ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
                                              "-e", f"inject={call}:signal=KILL:when=1"]), words, time.monotonic())
        return f"{call}, {done.code}"

    def processes(self) -> list[tuple[int, str]]:
        return [(pid, command) for pid, _, command in survivors(str(self.folder))]

    # Going back

    def keep_copy(self, name: str) -> None:
        shutil.rmtree(self.folder / name, ignore_errors=True)
        subprocess.run(["cp", "-a", str(self.disk), str(self.folder / name)], check=True)

    def take_copy(self, name: str, library: pathlib.Path) -> None:
        """The disk is as it was copied. The copy stays."""
        shutil.rmtree(self.disk)
        subprocess.run(["cp", "-a", str(self.folder / name), str(self.disk)], check=True)
        self.library = library

    # What a person or an author does

    def source(self, name: str, needs: str = "") -> pathlib.Path:
        """A git repository of a node pack, with one commit more each time."""
        folder = self.folder / "sources" / name
        if name not in self.sources:
            folder.mkdir()
            composeworld.git(folder, "init", "-q", "-b", "main")
            self.sources[name] = folder
        version = 1 + int((folder / "version").read_text()) if (folder / "version").exists() else 1
        (folder / "version").write_text(str(version))
        (folder / "__init__.py").write_text("NODE_CLASS_MAPPINGS = {}\n")
        (folder / "pyproject.toml").write_text(f'[project]\nname = "{name}"\nversion = "{version}.0.0"\n')
        (folder / "table.txt").write_text(f"{version}\n" * 5000)
        if needs:
            (folder / "requirements.txt").write_text(needs)
        composeworld.git(folder, "add", "-A")
        composeworld.git(folder, "commit", "-q", "-m", str(version))
        return folder
