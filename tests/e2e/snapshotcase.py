# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""An install with git packs, packs of a loopback registry and a layer, and files that no restore may touch."""

import hashlib
import json

import composeworld
from composecase import ComposeCase
from noderegistry import NodeRegistry, pack_files
from packageindex import Wheel
from world import bundle

PACK = """import number
print("{name} {version} sees number", number.VERSION, flush=True)
NODE_CLASS_MAPPINGS = {{}}
"""


class SnapshotCase(ComposeCase):
    def setUp(self):
        super().setUp()
        self.registry = NodeRegistry().__enter__()
        self.addCleanup(self.registry.__exit__)
        settings = self.folder / "config/settings.json"
        settings.write_text(json.dumps({**json.loads(settings.read_text()), "registryAddress": self.registry.url()}))
        self.environment["PORTICO_CACHE_DIR"] = str(self.folder / "cache")
        for version in ("1.0", "2.0"):
            self.index.add(Wheel("number", version, [], {"number/__init__.py": f"VERSION = {version!r}\n"}))
        self.add(bundle(), "--name", "Mine")
        self.place = self.library / "installs/mine"
        self.custom = self.place / "data/custom_nodes"
        for path, content in (("data/models/checkpoints/big.safetensors", b"model"), ("data/output/one.png", b"picture"),
                              ("data/input/two.png", b"input"), ("data/user/default/workflows/w.json", b"{}")):
            (self.place / path).parent.mkdir(parents=True, exist_ok=True)
            (self.place / path).write_bytes(content)
        self.own = self.canary()

    def tearDown(self):
        for place in ("staging", "journal"):
            self.assertEqual(list((self.library / place).glob("*")), [], f"left in {place}")
        self.assertEqual({path: seen for path, seen in self.canary().items() if path in self.own}, self.own)
        super().tearDown()

    def canary(self):
        """A person's own files, by content and time."""
        files = [path for name in ("models", "output", "input", "user") for path in (self.place / "data" / name).rglob("*")
                 if path.is_file()]
        return {str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in files
                if path.name in ("big.safetensors", "one.png", "two.png", "w.json")}

    def snapshot(self, verb, *words, code=0):
        return self.json("snapshot", verb, "mine", *words, code=code, seconds=120)

    def take(self, *words):
        return self.snapshot("take", *words)["id"]

    def restore(self, snapshot, *words, code=0):
        return self.snapshot("restore", snapshot, *words, "--yes", code=code)

    def differences(self, a, b="now"):
        """{(part, name): (before, after)}"""
        return {(row["part"], row["name"]): (row["before"], row["after"]) for row in self.snapshot("diff", a, b)["changes"]}

    def nodes(self, verb, *words, code=0):
        return self.json("nodes", verb, "mine", *words, code=code, seconds=120)

    def packs(self):
        return {row["name"]: row for row in self.nodes("list")["packs"] if row["kind"] != "file"}

    def git_pack(self, name, needs="number==1.0"):
        folder = self.folder / "repositories" / name
        folder.mkdir(parents=True)
        composeworld.git(folder, "init", "-q", "-b", "main")
        return folder, self.commit(folder, "1", needs)

    def commit(self, folder, version, needs, text=None):
        (folder / "__init__.py").write_text(text or PACK.format(name=folder.name, version=version), encoding="utf-8")
        (folder / "requirements.txt").write_text(needs + "\n", encoding="utf-8")
        composeworld.git(folder, "add", "-A")
        composeworld.git(folder, "commit", "-q", "-m", version)
        return composeworld.git(folder, "rev-parse", "HEAD")

    def offer(self, name, version):
        files = pack_files(name, version)
        files["__init__.py"] = f"print('{name} {version} is here', flush=True)\nNODE_CLASS_MAPPINGS = {{}}\n"
        self.registry.add(name, version, files)

    def say(self):
        """What the packs say when ComfyUI starts with them."""
        self.cli("start", "mine", "--detach")
        log, _ = self.cli("log", "mine")
        self.cli("stop", "mine")
        self.wait_nothing_runs()
        return sorted({line[line.index(word):].strip() for line in log.splitlines()[-400:] for word in ("gitty ", "reggie ", "third ")
                       if word in line and (" sees " in line or " is here" in line)})
