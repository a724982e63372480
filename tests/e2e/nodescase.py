# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""An install, a loopback registry and git repositories for the end-to-end tests of node packs."""

import json

from world import World, bundle
import composeworld
from noderegistry import NodeRegistry, pack_files


class NodesCase(World):
    """`self.nodes("list")` runs `porticoctl nodes list <install>` and gives its last JSON document."""

    def setUp(self):
        super().setUp()
        self.registry = NodeRegistry().__enter__()
        settings = {"schema": 1, "registryAddress": self.registry.url(), "packageIndex": composeworld.closed_address(),
                    "pythonMirror": composeworld.closed_address()}
        (self.folder / "config").mkdir()
        (self.folder / "config/settings.json").write_text(json.dumps(settings), encoding="utf-8")
        self.environment["PORTICO_CONFIG_DIR"] = str(self.folder / "config")
        self.environment["PORTICO_CACHE_DIR"] = str(self.folder / "cache")
        self.install = self.add(bundle())
        self.place = self.library / "installs" / self.install["id"]
        self.custom = self.place / "data/custom_nodes"

    def tearDown(self):
        self.registry.__exit__()
        super().tearDown()

    def nodes(self, verb, *words, code=0):
        return self.json("nodes", verb, self.install["id"], *words, code=code)

    def packs(self):
        """{name: row of the list}, without the single file that ComfyUI ships."""
        return {row["name"]: row for row in self.nodes("list")["packs"] if row["kind"] != "file"}

    def fails(self, error, part, verb, *words, code=1):
        """The command ends with that error and nothing is left of it; returns the error."""
        before = self.seen()
        found = self.nodes(verb, *words, code=code)["error"]
        self.assertEqual(found["code"], error, found)
        self.assertIn(part, found["message"], found)
        self.assertTrue(found["nextStep"], found)
        self.assertEqual(self.seen(), before)
        self.nothing_is_left()
        return found

    def seen(self):
        """All that a change of packs may touch, by content."""
        files = [path for path in [*self.custom.rglob("*"), *self.place.glob("kept-packs/**/*")]
                 if path.is_file() and "__pycache__" not in path.parts]
        records = self.place / "packs.json"
        return {str(path): path.read_bytes() for path in [*files, *([records] if records.exists() else [])]}

    def nothing_is_left(self):
        for place in ("staging", "journal"):
            self.assertEqual(list((self.library / place).glob("*")), [], f"left in {place}")

    def repository(self, name, **files):
        """A git repository of a pack with one commit; `self.commit(...)` makes more."""
        folder = self.folder / "repositories" / name
        folder.mkdir(parents=True)
        composeworld.git(folder, "init", "-q", "-b", "main")
        self.commit(folder, "first", **{"__init__.py": "NODE_CLASS_MAPPINGS = {}\n", **files})
        return folder

    def commit(self, folder, subject, **files):
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(content, encoding="utf-8")
        composeworld.git(folder, "add", "-A")
        composeworld.git(folder, "commit", "-q", "-m", subject)
        return composeworld.git(folder, "rev-parse", "HEAD")


def folder_of(base, name, identifier="plain", version="1.0.0"):
    """A pack that lies in a folder somewhere."""
    folder = base / name
    folder.mkdir(parents=True)
    for file, content in pack_files(identifier, version).items():
        (folder / file).write_text(content, encoding="utf-8")
    return folder
