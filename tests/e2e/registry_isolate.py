#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Two ordinary packs that need clashing versions of one library: one is isolated, by the real comfy-env from the package
index, a node of each runs and returns its own version, and one command makes all as it was. pixi cannot be had from a package
index, so a scripted one starts the environment, as comfy-env asks it to. Skipped where no index is reached."""

from isolationcase import IsolationCase, trust
from ordinarycase import SOCKETS, WITH_PATHS, OrdinaryMixin
from registrycase import INDEX, skip_without_index
from world import main

LIBRARY = "iniconfig"  # pure Python, small, without needs


class RealIsolation(OrdinaryMixin, IsolationCase):
    def setUp(self):
        super().setUp()
        self.environment |= trust()
        if INDEX:
            self.choose(packageIndex=INDEX)
        self.compose()
        self.asker()

    def test_one_of_two_that_clash_is_isolated_and_back(self):
        self.ordinary("Keeps", LIBRARY, "1.1.1")
        self.cli("nodes", "apply", "mine", "--yes", seconds=300)
        clashing = self.ordinary("ComfyUI-Clashes", LIBRARY, "2.0.0", **WITH_PATHS, **SOCKETS)
        plan = self.json("nodes", "apply", "mine", "--yes", code=3)
        self.assertIn("error", plan)
        before, layer = self.seen(), self.current_layer()
        answers, _ = self.answers()
        self.assertNotIn("Ask_ComfyUI_Clashes", answers)
        self.assertEqual(answers["Ask_Keeps"]["version"], "1.1.1")

        done = self.isolate("ComfyUI-Clashes")
        self.assertEqual(done["act"], "isolate", done)
        self.assertIn("/clashes/list, /clashes/save", " ".join(done["remarks"]))
        self.assertEqual(self.states(self.env("list")), {"clashes-isolated": "built"})
        answers, log = self.answers()
        self.assertNotIn("using in-process import", log)
        self.assertEqual(answers["Ask_Keeps"]["version"], "1.1.1", answers)
        self.assertEqual(answers["Ask_Keeps"]["pid"], answers["host"])
        isolated = answers["Ask_ComfyUI_Clashes"]
        self.assertEqual((isolated.get("version"), isolated.get("text")), ("2.0.0", "hello"), answers)
        self.assertNotEqual(isolated["pid"], answers["host"], "it ran in ComfyUI's own process")
        self.assertEqual(answers["Tell_ComfyUI_Clashes"], 42)
        self.assertEqual(answers["web"]["ComfyUI-Clashes"], str(clashing / "nodes/isolated/ComfyUI-Clashes/web"))
        self.assertEqual([call for call in self.pixi_calls() if call["words"][0] == "install"], [], "comfy-env built")

        self.rejoin("ComfyUI-Clashes")
        self.is_as_it_was(before, layer)

        # Another pack pins an earlier one, and the wrapper asks for no other.
        for name in SOCKETS:  # it has no register_serializer() to import
            (clashing / name).unlink()
        self.put(self.custom() / "Pins", {"__init__.py": "NODE_CLASS_MAPPINGS = {}\n", "requirements.txt": "comfy-env==0.4.22\n"})
        self.isolate("ComfyUI-Clashes")
        self.assertEqual(self.env("list")["comfyEnv"], "0.4.22")
        answers, log = self.answers()
        self.assertNotIn("using in-process import", log)
        self.assertEqual(answers["Ask_ComfyUI_Clashes"].get("version"), "2.0.0", answers)
        self.assertEqual(answers["Tell_ComfyUI_Clashes"], 42)

    def is_as_it_was(self, before, layer):
        after = self.seen()
        after.pop("packs.json", None), before.pop("packs.json", None)
        self.assertEqual(after, before)
        self.assertEqual(self.current_layer(), layer)
        self.assertEqual(list((self.place / "ce").glob("envs/*")), [])


if __name__ == "__main__":
    skip_without_index()
    main()
