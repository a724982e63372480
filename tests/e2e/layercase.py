# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A composed install on a loopback index and registry, for tests of what packs bring into its layer. Its base has a torch
that cannot compute."""

import json

from composecase import ComposeCase
from noderegistry import NodeRegistry, pack_files
from packageindex import Wheel

TORCH = {"torch/version.py": "from typing import Optional\n__version__ = '2.9.1+cu130'\ncuda: Optional[str] = '13.0'\nhip = None\n",
         "torch/__init__.py": "from .version import __version__\n"}


class LayerCase(ComposeCase):
    def setUp(self):
        super().setUp()
        self.registry = NodeRegistry().__enter__()
        self.addCleanup(self.registry.__exit__)
        settings = self.folder / "config/settings.json"
        settings.write_text(json.dumps({**json.loads(settings.read_text()), "registryAddress": self.registry.url()}))
        self.environment["PORTICO_CACHE_DIR"] = str(self.folder / "cache")
        self.index.add(Wheel("torch", "2.9.1+cu130", ["filelock", "sympy>=1.13.3"], TORCH), "cu130")
        self.index.add(Wheel("easy", "1.0", ["number"], {"easy/__init__.py": "import number\n"}))
        for version in ("1.0", "2.0"):
            self.index.add(Wheel("number", version, [], {"number/__init__.py": f"VERSION = {version!r}\n"}))
        self.fill()
        self.install = self.json(*self.words("--ref", "v0.33.0", "--name", "Mine"), seconds=120)
        self.place = self.library / "installs/mine"
        self.custom = self.place / "data/custom_nodes"

    def tearDown(self):
        for place in ("staging", "journal"):
            self.assertEqual(list((self.library / place).glob("*")), [], f"left in {place}")
        super().tearDown()

    def fill(self):
        """More goods of the index."""

    def nodes(self, verb, *words, code=0):
        return self.json("nodes", verb, "mine", *words, code=code, seconds=120)

    def offer(self, name, version="1.0.0", requirements="", **files):
        """One more version of a pack in the registry."""
        self.registry.add(name, version, pack_files(name, version, requirements, **files))

    def generation(self):
        return json.loads((self.place / "install.json").read_text())["generations"][0]

    def site(self):
        """What ComfyUI sees of the layer; nothing without one."""
        number = self.generation().get("view", 0)
        return self.place / "view" / str(number) / "site" if number else None

    def state(self, pack):
        return next(row for row in self.nodes("list")["packs"] if row["name"] == pack)["state"]
