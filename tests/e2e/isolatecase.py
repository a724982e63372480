# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""`mine` on a loopback index: a pack whose needs are met, a comfy-env that does in little what the real one does, and all
that isolating another pack takes."""

from composecase import ComposeCase
import comfyenv
from ordinarycase import OrdinaryMixin
from packageindex import Wheel


class IsolateCase(OrdinaryMixin, ComposeCase):
    def setUp(self):
        super().setUp()
        self.choose_pixi()
        add = self.index.add
        add(comfyenv.wheel())
        add(Wheel("psutil", "7.0"))
        add(Wheel("numpy", "2.0.0", [], {"numpy/__init__.py": ""}))
        add(Wheel("setuptools", "80.0", [], {"setuptools/__init__.py": ""}))
        for version in ("1.0", "2.0"):
            add(Wheel("clashing", version))
        self.json(*self.words("--ref", "v0.33.0", "--name", "Mine"), seconds=120)
        self.place = self.library / "installs/mine"
        self.asker()
        self.ordinary("Keeps", "clashing", "1.0")
        self.cli("nodes", "apply", "mine", "--yes", seconds=60)

    def seen_in(self, seen, folder):
        return {path: bytes for path, bytes in seen.items() if path.startswith(f"{folder}/")}

    def nothing_else_is_left(self):
        for place in ("staging", "journal"):
            self.assertEqual(list((self.library / place).glob("*")), [], f"left in {place}")
        self.assertEqual(list((self.place / "kept-packs").glob("*")), [])
