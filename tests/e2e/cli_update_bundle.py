#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""ComfyUI and Python of an install from a bundle, as a file, a folder, an address and by its id in a catalogue, and back;
bundles that are refused."""

import json
import os

from fileserver import FileServer
from world import bundle, main
import composeworld
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

    def team(self, made, url):
        """A team's catalogue with that bundle; it is the only one that is asked."""
        entry = {"id": "studio-1", "name": "Studio build", "comfyVersion": "0.34.0", "os": "linux",
                 "architecture": os.uname().machine.replace("x86_64", "x64").replace("aarch64", "arm64"), "accelerator": "cpu",
                 "files": [{"url": url, "sha256": made["sha256"], "size": made["size"]}]}
        (self.folder / "studio.json").write_text(json.dumps({"schema": 1, "id": "studio", "name": "Studio", "bundles": [entry]}))
        file = self.folder / "config/settings.json"
        nowhere = {name: composeworld.closed_address() for name in ("githubMirror", "standaloneMirror")}
        file.write_text(json.dumps({**json.loads(file.read_text()), **nowhere, "teamCatalogues": [str(self.folder / "studio.json")]}))

    def test_an_address_and_an_id_of_a_catalogue(self):
        made = bundle("anymatix", "zip", version="0.34.0", torch="2.9.1+cpu")
        with FileServer(made["path"]) as server:
            address = server.url("bundle.zip")
            self.refuses("not-found", "", "--bundle", server.url("gone.zip"), exit_code=4)
            self.refuses("hash-mismatch", "", "--bundle", address, "--sha256", "0" * 64, exit_code=3)
            plan = self.update("--bundle", address, "--sha256", made["sha256"])[-1]
            self.assertEqual((plan["bundle"], plan["comfyVersion"], self.current()), ("bundle.zip", "0.34.0", 1))
            done = self.update("--bundle", address, "--sha256", made["sha256"], "--yes")[-1]
            self.assertEqual((done["generation"], done["now"]["comfyVersion"]), (2, "0.34.0"))
            origin = json.loads((self.place / "install.json").read_text())["generations"][1]["origin"]
            self.assertEqual((origin["url"], origin["sha256"], origin["verified"]), (address, made["sha256"], True))
            self.picture()

            self.json("rollback", "mine")
            self.cli("clean", "--yes", "--only", "downloads")
            self.team(made, address)
            self.refuses("not-found", "team/studio/studio-2", "--bundle", "team/studio/studio-2", exit_code=4)
            asked = len(server.requests)
            done = self.update("--bundle", "team/studio/studio-1", "--yes")[-1]
            self.assertGreater(len(server.requests), asked, "it comes from where the catalogue says")
            self.assertEqual((done["now"]["comfyVersion"], done["now"]["layout"]), ("0.34.0", "anymatix"))
            origin = json.loads((self.place / "install.json").read_text())["generations"][-1]["origin"]
            self.assertEqual((origin["sha256"], origin["verified"]), (made["sha256"], True), "the catalogue's hash counts")
            self.picture()


if __name__ == "__main__":
    skip_without_uv()
    main()
