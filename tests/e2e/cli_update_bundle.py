#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""ComfyUI and Python of an install from a bundle, as a file and as a folder, and back; bundles that are refused."""

import json

from world import bundle, main
from composecase import skip_without_uv
from updatecase import UpdateCase


class FromABundle(UpdateCase):
    def test_a_bundle_brings_comfyui_and_python(self):
        self.add_pack()
        self.cli("set", "mine", "arguments=--verbose")
        (self.place / "data/db/gen-0001").mkdir(parents=True)
        (self.place / "data/db/gen-0001/comfyui.db").write_bytes(b"the first one's")
        manifest = (self.place / "gen-0001.manifest").read_bytes()
        made = bundle("anymatix", "zip", version="0.34.0", torch="2.9.1+cpu")

        plan = self.update("--bundle", made["path"], "--sha256", made["sha256"])[-1]
        self.assertEqual((plan["bundle"], plan["comfyVersionBefore"], plan["comfyVersion"], plan["accelerator"]),
                         ("bundle.zip", "0.33.0", "0.34.0", "cpu"))
        moves = {row["name"]: (row["before"], row["after"]) for row in plan["packages"]}
        self.assertEqual(moves["torch"], ("2.9.1+cu130", "2.9.1+cpu"))
        self.assertEqual((plan["replacesTorch"], plan["changes"], self.current()), (True, True, 1))
        self.nothing_lies_about()

        done = self.update("--bundle", made["path"], "--sha256", made["sha256"], "--yes")[-1]
        self.assertEqual((done["generation"], done["current"], done["now"]["comfyVersion"], done["now"]["layout"]),
                         (2, True, "0.34.0", "anymatix"))
        install = json.loads((self.place / "install.json").read_text())
        origin = install["generations"][1]["origin"]
        self.assertEqual((origin["sha256"], origin["verified"], origin["fileName"]),
                         (made["sha256"], True, "bundle.zip"))
        self.assertEqual(install["settings"]["arguments"], ["--verbose"], "settings stay")
        self.assertEqual((self.place / "data/db/gen-0002/comfyui.db").read_bytes(), b"the first one's")
        self.assertEqual((self.place / "gen-0001.manifest").read_bytes(), manifest, "the old one stays as it is")
        self.assertTrue(self.json("drift", "mine")["isClean"])
        layers = [self.generations()[number]["layer"] for number in (1, 2)]
        self.assertTrue(all(layers) and layers[0] != layers[1], layers)
        self.assertIn("counting pack sees number 2.0", self.picture())
        self.nothing_lies_about()
        self.assertFalse(self.update("--bundle", made["path"], "--yes")[-1]["changes"], "it is that one already")
        self.assertEqual(self.json("rollback", "mine")["now"]["torchVersion"], "2.9.1+cu130")
        self.assertIn("counting pack sees number 2.0", self.picture())

    def test_a_folder_and_what_is_refused(self):
        folder = bundle("standalone", "folder")["path"]
        broken = bundle("anymatix", "zip", version="0.34.0", mode="missing-core-module")
        self.refuses("hash-mismatch", "", "--bundle", broken["path"], "--sha256", "0" * 64, exit_code=3)
        self.refuses("process-failed", "does not start", "--bundle", broken["path"], exit_code=1)
        self.refuses("refused", "", "--bundle", self.repository, exit_code=3)
        self.refuses("not-found", "no-such-bundle", "--bundle", "no-such-bundle", exit_code=4)
        error = self.update("--bundle", folder, "--to", "0.34.0", code=2)[-1]["error"]
        self.assertEqual(error["code"], "usage")

        done = self.update("--bundle", folder, "--yes")[-1]
        self.assertEqual((done["generation"], done["now"]["layout"]), (2, "standalone"))
        origin = json.loads((self.place / "install.json").read_text())["generations"][1]["origin"]
        self.assertEqual((origin["sha256"], origin["verified"]), ("", False))
        self.picture()
        # Later it goes on from there, by the repository.
        self.release("0.34.0")
        done = self.update("--git", self.repository, "--to", "0.34.0", "--yes")[-1]
        self.assertEqual((done["generation"], done["now"]["comfyVersion"]), (3, "0.34.0"))


if __name__ == "__main__":
    skip_without_uv()
    main()
