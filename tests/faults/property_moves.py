# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What the property test does to a library: each move draws the words of a porticoctl command that suit the library as it
is, or None where nothing suits. And the person's own files, of which none may be lost."""
import collections
import pathlib
import random

import property_judge as judge
from comfyclient import free_port

OWN = ("output/mine.png", "input/own.txt", "user/default/workflows/w.json", "models/loras/big.safetensors")


class Owned:
    """Files of the person by install, and what removed installs had."""

    def __init__(self, world):
        self.world = world
        self.files: dict[str, dict[str, str]] = {}
        self.kept: collections.Counter = collections.Counter()
        self.may_go = ""  # the install whose files the running move was asked to remove, too

    def plant(self, seen: dict) -> None:
        """Each new install gets files, and links to where no one may write."""
        for identifier in seen["installs"]:
            if identifier in self.files or judge.is_adopted(seen, identifier):
                continue
            self.files[identifier] = {}
            data = self.world.library / "installs" / identifier / "data"
            for name in OWN:
                path = data / name
                if not path.exists():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(f"{identifier} {name} {len(self.files)} {sum(self.kept.values())}".encode() * 200)
                self.files[identifier][name] = judge.digest(path)
            for name in ("models/linked", "output/way"):
                if not (data / name).is_symlink():
                    (data / name).symlink_to(self.world.folder / "outside")

    def judge(self, seen: dict) -> None:
        outside = self.world.folder / "outside"
        judge.check((outside / "canary").read_bytes() == b"tweet" and (outside / "deep/model.safetensors").read_bytes() == b"m" * 5000
                    and len(list(outside.rglob("*"))) == 3, f"V3: the canaries outside: {sorted(outside.rglob('*'))}")
        judge.check(judge.contents(self.world.own) == self.world.own_contents, "V3: the person's own ComfyUI is not as it was")
        for identifier in list(self.files):
            if identifier not in seen["installs"]:
                gone = self.files.pop(identifier)
                if identifier != self.may_go:
                    self.kept.update(gone.values())
                continue
            data = self.world.library / "installs" / identifier / "data"
            for name, digest in self.files[identifier].items():
                judge.check((data / name).is_file() and judge.digest(data / name) == digest, f"V3: {data / name} is not as it was")
        if self.kept:
            found = judge.contents(self.world.library / "kept") + judge.contents(self.world.disk / "home")
            judge.check(not self.kept - found, f"V3: files of removed installs are lost: {self.kept - found}")


class Moves:
    def __init__(self, world, draw: random.Random, seen: dict):
        self.world, self.draw, self.seen = world, draw, seen
        self.installs = sorted(name for name in seen["installs"] if not judge.is_adopted(seen, name))

    def any_install(self) -> str | None:
        return self.draw.choice(self.installs) if self.installs else None

    def name(self) -> str:
        return f"{self.draw.choice(('Blue', 'Red', 'Grün'))} {self.draw.randrange(100)}"

    def any_pack(self, is_enabled=None) -> tuple[str, str] | None:
        packs = [(install, name) for install in self.installs for name, (_, _, enabled) in sorted(self.seen["installs"][install]["packs"].items())
                 if is_enabled in (None, enabled) and not name.endswith(".py")]
        return self.draw.choice(packs) if packs else None

    def any_snapshot(self) -> tuple[str, str] | None:
        all_of_them = [(install, snapshot) for install in self.installs for snapshot in self.seen["snapshots"][install]]
        return self.draw.choice(all_of_them) if all_of_them else None

    def composed(self) -> list[str]:
        return [name for name in self.installs if self.seen["installs"][name]["record"]["generations"][0]["layout"] == "composed"]

    # The library

    def add(self):
        if len(self.installs) < 4:
            return "add", self.world.folder / "demo.zip", "--name", self.name(), "--port", free_port()
        return None

    def duplicate(self):
        install = self.any_install()
        more = ["--with-outputs"] if self.draw.random() < 0.5 else []
        return ("duplicate", install, "--name", self.name(), "--port", free_port(), *more) if install and len(self.installs) < 4 else None

    def migrate(self):
        """A folder of the person's own is adopted first, if none is."""
        adopted = [name for name in self.seen["installs"] if judge.is_adopted(self.seen, name)]
        if not adopted:
            return "add", self.world.own, "--name", self.name(), "--port", free_port()
        return ("migrate", adopted[0], "--name", self.name(), "--port", free_port(), "--yes") if len(self.installs) < 4 else None

    def rename(self):
        install = self.any_install()
        return ("rename", install, self.name()) if install else None

    def set(self):
        install = self.any_install()
        what = self.draw.choice((f"port={free_port()}", "arguments=--cpu", "arguments=", "env.COLOUR=red", "env.COLOUR=", "track=latest",
                                 "layout=classic", "layout=separate", f"output={self.world.disk / 'home/pictures'}", "output="))
        return ("set", install, what) if install else None

    def remove(self):
        install = self.any_install()
        more = [word for word in ("--remove-data", "--permanently") if self.draw.random() < 0.5]
        return ("remove", install, "--yes", *more) if install and len(self.installs) > 1 else None

    def move(self):
        other = "moved" if self.world.library.name == "library" else "library"
        return "move-library", self.world.library.with_name(other)

    def clean(self):
        kind = self.draw.choice(("", "generations", "layers", "environments", "caches", "staging", "kept-packs", "downloads"))
        return ("clean", "--yes", *(("--only", kind) if kind else ()))

    def clean_layers(self):
        return "layers", "clean"

    def recover(self):
        return ("recover",)

    def repair(self):
        install = self.any_install()
        return ("repair", install, "--yes", "--no-start") if install else None

    # Node packs

    def nodes_install(self):
        install = self.any_install()
        if not install:
            return None
        names = self.draw.sample(("foo", "bar", "baz", "quux"), self.draw.choice((1, 1, 2)))
        new = [name for name in names if name not in self.seen["installs"][install]["packs"]]
        needs = "number==" + self.draw.choice(("1.0", "2.0")) if install in self.composed() and self.draw.random() < 0.5 else ""
        return ("nodes", "install", install, *(self.world.source(name, needs) for name in new), "--yes") if new else None

    def nodes_disable(self):
        pack = self.any_pack(True)
        return ("nodes", "disable", *pack) if pack else None

    def nodes_enable(self):
        pack = self.any_pack(False)
        return ("nodes", "enable", *pack, "--yes") if pack else None

    def nodes_update(self):
        pack = self.any_pack()
        if pack:
            self.world.source(pack[1])
        return ("nodes", "update", *pack, "--yes") if pack else None

    def nodes_remove(self):
        pack = self.any_pack()
        more = ["--permanently"] if self.draw.random() < 0.3 else []
        return ("nodes", "remove", *pack, "--yes", *more) if pack else None

    def nodes_restore(self):
        kept = [(install, row[0]) for install in self.installs for row in self.seen["installs"][install]["kept"]]
        return ("nodes", "restore", *self.draw.choice(kept), "--yes") if kept else None

    def nodes_apply(self):
        install = self.any_install()
        return ("nodes", "apply", install, "--yes") if install else None

    # Back in time

    def snapshot_take(self):
        install = self.any_install()
        return ("snapshot", "take", install, "--note", self.name()) if install else None

    def snapshot_restore(self):
        found = self.any_snapshot()
        return ("snapshot", "restore", *found, "--yes") if found else None

    def snapshot_import(self):
        """What one exported, another takes over."""
        found, install, file = self.any_snapshot(), self.any_install(), self.world.folder / "exported.json"
        if not found or self.world.run("snapshot", "export", *found, file).code != 0:
            return None
        return "snapshot", "import", install, file, "--as-far-as-possible", "--yes"

    def snapshot_forget(self):
        found = self.any_snapshot()
        return ("snapshot", "remove", *found) if found else None

    def vendor_keep(self):
        install = self.any_install()
        return ("vendor", "keep", install, "--yes") if install else None

    def vendored(self) -> str | None:
        return self.draw.choice(sorted(self.seen["vendored"])) if self.seen["vendored"] else None

    def vendor_verify(self):
        state = self.vendored()
        return ("vendor", "verify", state, "--repair") if state else None

    def vendor_rebuild(self):
        state = self.vendored()
        if state and len(self.installs) < 4:
            return "vendor", "rebuild", state, "--name", self.name(), "--port", free_port(), "--yes"
        return None

    def vendor_remove(self):
        state = self.vendored()
        return ("vendor", "remove", state, "--yes") if state else None

    def update(self):
        composed = self.composed()
        return ("update", self.draw.choice(composed), "--to", self.draw.choice(("0.33.0", "0.34.0")), "--yes") if composed else None

    def rollback(self):
        several = [install for install in self.installs if len(self.seen["installs"][install]["record"]["generations"]) > 1]
        return ("rollback", self.draw.choice(several)) if several else None

    def pin(self):
        install = self.any_install()
        return ("generations", install, self.draw.choice(("--pin", "--unpin")), "1") if install else None

    # Sessions

    def start(self):
        install = self.any_install()
        return ("start", install, "--detach") if install else None

    def stop(self):
        return ("stop", self.draw.choice(self.seen["running"])) if self.seen["running"] else None


#: How often each is drawn.
WEIGHTS = {"add": 3, "duplicate": 4, "rename": 1, "set": 3, "remove": 4, "move": 3, "migrate": 4, "clean": 4, "clean_layers": 1, "recover": 1, "repair": 2,
           "nodes_install": 6, "nodes_disable": 2, "nodes_enable": 3, "nodes_update": 5, "nodes_remove": 4, "nodes_restore": 4, "nodes_apply": 1,
           "snapshot_take": 2, "snapshot_restore": 5, "snapshot_import": 2, "snapshot_forget": 1, "vendor_keep": 3, "vendor_verify": 1,
           "vendor_rebuild": 2, "vendor_remove": 2, "update": 2, "rollback": 3, "pin": 1, "start": 1, "stop": 20}
ABOUT_SESSIONS = ("start", "stop")


def draw_words(world, draw: random.Random, seen: dict, without=()) -> tuple[str, ...]:
    """The words of a command that suits the library."""
    moves = Moves(world, draw, seen)
    names = [name for name in WEIGHTS if name not in without]
    while True:
        name = draw.choices(names, [WEIGHTS[name] for name in names])[0]
        words = getattr(moves, name)()
        if words:
            return tuple(map(str, words))


def lets_go(words: tuple[str, ...]) -> str:
    """The install whose own files are to go, too."""
    return words[1] if words[0] == "remove" and "--remove-data" in words else ""


def relative(words: tuple[str, ...], folder: pathlib.Path) -> str:
    return " ".join(word.replace(str(folder) + "/", "") for word in words)
