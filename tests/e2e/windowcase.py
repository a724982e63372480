# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""An install, a loopback package index and the real window over them, for the tests that change node packs by clicks."""

import json
import signal

import windowdriver
from packageindex import PackageIndex
from world import BIN, NOWHERE, World, bundle


class OnDesktop:
    """For a World (before it in the bases) whose program is the window; `open_window` when all is prepared."""
    window = None
    screen = "1280x800"

    @classmethod
    def setUpClass(cls):
        cls.desktop = windowdriver.Desktop(cls.screen)  # one for all: pyatspi stays on the first bus that it saw
        cls.addClassCleanup(cls.desktop.close)

    def open_window(self, *words, shown=True):
        self.window = windowdriver.Window([str(BIN / "portico"), "--library", str(self.library), *words],
                                          self.environment, shown)

    def tearDown(self):
        if self.window:
            self.window.kill()
        self.wait_nothing_runs()
        super().tearDown()


class WindowCase(OnDesktop, World):
    def setUp(self):
        super().setUp()
        self.index = PackageIndex()
        self.index.__enter__()
        self.addCleanup(self.index.__exit__)
        self.fill(self.index.add)
        config = self.folder / "config"
        config.mkdir()
        (config / "settings.json").write_text(json.dumps(
            {"schema": 1, "theme": "light", **NOWHERE, "packageIndex": self.index.url()}), encoding="utf-8")
        self.environment.update(PORTICO_CONFIG_DIR=str(config), PORTICO_CACHE_DIR=str(self.folder / "cache"))
        self.install = self.add(bundle(), "--name", "Studio")
        self.place = self.library / "installs" / self.install["id"]
        self.custom = self.place / "data/custom_nodes"
        self.prepare()
        self.open_window()

    def fill(self, add):
        """What the index has; for each test file."""

    def prepare(self):
        """What is there before the window is opened."""

    def pack(self, name, requirements="", place=None, **files):
        """A node pack in a folder of its own."""
        folder = (place or self.folder) / name
        folder.mkdir()
        (folder / "__init__.py").write_text("NODE_CLASS_MAPPINGS = {}\n", encoding="utf-8")
        (folder / "requirements.txt").write_text(requirements, encoding="utf-8")
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
        return folder

    def record(self):
        return json.loads((self.place / "install.json").read_text(encoding="utf-8"))

    def layer(self):
        return self.record()["generations"][-1].get("layer", "")

    def lock(self):
        return (self.library / "store/layers" / self.layer() / "lock.txt").read_text(encoding="utf-8")

    def ask_for_plan(self, pack):
        """From the Nodes tab through the dialog to the plan of a pack in a folder."""
        self.window.click("Nodes")
        self.window.wait_enabled("Install…")
        self.window.click("Install…")
        self.window.click("A folder or file")
        self.window.type_into("Path of the folder or file", str(pack))
        self.window.wait_enabled("Show the plan")
        self.window.click("Show the plan")

    def has(self, *parts):
        """Some control says each of these now."""
        names = self.window.names()
        for part in parts:
            self.assertTrue(any(part in name for name in names), f"“{part}” is not in {names}")

    def wait_probed(self):
        """A change of packages ends with one computation on the device."""
        probe, record = self.place / "probe.json", self.place / "install.json"
        self.wait_for(lambda: probe.stat().st_mtime_ns >= record.stat().st_mtime_ns, "torch is tried")

    def leave(self):
        self.window.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.window.wait_end(), 0)
