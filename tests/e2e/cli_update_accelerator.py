#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Another torch for an install at the same ComfyUI, and back: real uv, labelled indexes on loopback."""

import json

from world import main
from composecase import skip_without_uv
from packageindex import small_world
from updatecase import UpdateCase


class AnotherAccelerator(UpdateCase):
    def test_torch_for_the_processor_and_back(self):
        small_world(self.index, "cpu")
        self.add_pack()
        first = (self.place / "gen-0001/torch.lock").read_bytes()
        commit = json.loads((self.place / "gen-0001/compose.json").read_text())["comfyui"]["commit"]
        self.release("0.34.0")

        plan = self.update("--accelerator", "cpu")[-1]
        self.assertEqual((plan["commit"], plan["commitBefore"], plan["accelerator"]), (commit, commit, "cpu"))
        moves = {row["name"]: (row["before"], row["after"]) for row in plan["packages"]}
        self.assertEqual(moves["torch"], ("2.9.1+cu130", "2.9.1+cpu"))
        self.assertEqual(moves["torchvision"], ("0.24.1+cu130", "0.24.1+cpu"))
        self.assertNotIn("tinyhttp", moves, "what has nothing to do with it stays")
        self.assertEqual((plan["replacesTorch"], self.current()), (True, 1))
        self.nothing_lies_about()
        out, _ = self.cli("update", "mine", "--accelerator", "cpu", seconds=240)
        self.assertIn("CUDA 13.0 → CPU", out)

        done = self.update("--accelerator", "cpu", "--yes")[-1]
        self.assertEqual((done["generation"], done["current"]), (2, True))
        self.assertEqual((done["now"]["comfyVersion"], done["now"]["torchVersion"]), ("0.33.0", "2.9.1+cpu"))
        made = json.loads((self.place / "gen-0002/compose.json").read_text())
        self.assertEqual((made["packages"]["torchTag"], made["comfyui"]["commit"]), ("cpu", commit))
        self.assertIn("torch==2.9.1+cpu", (self.place / "gen-0002/torch.lock").read_text())
        self.assertEqual((self.place / "gen-0001/torch.lock").read_bytes(), first, "the old one stays as it is")
        self.assertTrue(self.json("drift", "mine")["isClean"])
        self.assertIn("counting pack sees number 2.0", self.picture())
        self.assertFalse(self.update("--accelerator", "cpu", "--yes")[-1]["changes"], "it is like that already")

        self.cli("set", "mine", "accelerator=cpu")
        self.assertEqual(self.json("rollback", "mine")["now"]["torchVersion"], "2.9.1+cu130")
        settings = json.loads((self.place / "install.json").read_text())["settings"]
        self.assertEqual(settings["accelerator"], "", "what was chosen for the other torch went with it")
        self.assertEqual(self.update("--accelerator", "steam", code=2)[-1]["error"]["code"], "usage")


if __name__ == "__main__":
    skip_without_uv()
    main()
