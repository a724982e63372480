#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Packs that look beside ComfyUI's main.py: named by `porticoctl diagnose`, put right by the classic layout, and
everything as it was when that is taken back."""

import json
import os

from world import World, bundle, comfyclient, main

# As many packs are written: --base-directory does not change where main.py lies.
BESIDE = """
import json, os
import folder_paths
base = os.path.dirname(os.path.abspath(folder_paths.__file__))
with open(os.path.join(base, "custom_nodes", "beside", "settings.json")) as file:
    json.load(file)
os.makedirs(os.path.join(base, "models", "beside"), exist_ok=True)
with open(os.path.join(base, "models", "beside", "weights.bin"), "wb") as file:
    file.write(b"fetched by the pack")
NODE_CLASS_MAPPINGS = {}
"""
LINKED = ("custom_nodes", "models", "input", "output", "user")


class Case(World):
    def setUp(self):
        super().setUp()
        self.install = self.add(bundle(), "--name", "Studio")
        self.place = self.library / "installs/studio"
        self.code = next(self.place.glob("gen-0001/**/main.py")).parent
        self.data = self.place / "data"
        self.before = self.tree()

    def tearDown(self):
        if self.place.exists() and self.state(self.install) != "stopped":
            self.cli("stop", "studio")
        super().tearDown()

    def tree(self):
        """ComfyUI's own files, where they lie as shipped."""
        return {str(path.relative_to(self.code)): path.read_bytes() for path in sorted(self.code.rglob("*"))
                if path.is_file() and "__pycache__" not in path.parts and "temp" not in path.parts}

    def pack(self, name="beside", code=BESIDE):
        folder = self.data / "custom_nodes" / name
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(code, encoding="utf-8")
        (folder / "settings.json").write_text("{}", encoding="utf-8")
        return folder

    def run_once(self):
        self.cli("start", "studio", "--detach")
        found = self.json("diagnose", "studio", code=None)
        command = next(command for _, command in self.processes() if "main.py" in command)
        self.cli("stop", "studio")
        return found, command

    def links(self):
        return [name for name in LINKED if (self.code / name).is_symlink()]

    def layout(self):
        return json.loads((self.place / "install.json").read_text(encoding="utf-8"))["settings"]["layout"]


class Layout(Case):
    def test_a_pack_that_breaks_is_named_and_works_in_the_classic_layout(self):
        self.pack()
        found, command = self.run_once()
        self.assertIn("--base-directory", command)
        first = found["diagnoses"][0]
        self.assertEqual((first["id"], first["pack"], first["fix"]["kind"]),
                         ("pack-classic-layout", "beside", "use-classic-layout"), found)
        self.assertIn("settings.json", first["message"])
        self.assertEqual([one["id"] for one in found["diagnoses"]], ["pack-classic-layout"], "said once")
        verdict = self.json("verify", "studio", code=None)
        out, _ = self.cli("diagnose", "studio", code=None)
        self.assertIn("porticoctl set studio layout=classic", out)

        self.cli("diagnose", "studio", "--fix", "1")
        self.assertEqual(self.layout(), "classic")
        found, command = self.run_once()
        self.assertEqual(found["diagnoses"], [])
        self.assertEqual({pack["pack"]: pack["failed"] for pack in found["packs"]},
                         {"beside": False, "websocket_image_save.py": False})
        self.assertNotIn("--base-directory", command)
        self.assertEqual(self.links(), list(LINKED))
        self.assertEqual((self.data / "models/beside/weights.bin").read_bytes(), b"fetched by the pack")
        self.assertTrue(self.json("drift", "studio")["isClean"])
        self.assertEqual(self.json("verify", "studio", code=None), verdict, "it is what it was")

        self.cli("set", "studio", "layout=separate")
        self.assertEqual((self.links(), self.tree()), ([], self.before))
        self.assertFalse((self.place / "gen-0001.classic").exists())
        self.assertTrue((self.data / "models/beside/weights.bin").is_file(), "what the pack wrote stays")
        self.assertTrue(self.json("drift", "studio")["isClean"])

    def test_a_file_that_is_nowhere_is_no_matter_of_layout(self):
        self.pack(code=BESIDE.replace('"beside", "settings.json"', '"nobody", "nothing.json"'))
        found, _ = self.run_once()
        self.assertEqual([(one["id"], one["fix"]["kind"]) for one in found["diagnoses"]],
                         [("pack-import-failed", "disable-pack")])

    def test_what_a_pack_wrote_beside_main_py_is_kept_aside_and_named(self):
        (self.code / "models/mine").mkdir(parents=True)
        (self.code / "models/mine/lora.bin").write_bytes(b"many gigabytes")
        _, err = self.cli("set", "studio", "layout=classic")
        self.assertIn("mine/lora.bin", err)
        kept = self.place / "gen-0001.classic/models/mine/lora.bin"
        self.assertIn(str(kept.parent.parent), err)
        self.assertEqual(kept.read_bytes(), b"many gigabytes")
        self.assertTrue((self.place / "gen-0001.classic/models/configs/v1-inference.yaml").is_file())
        self.assertIn("gen-0001.classic", self.model_paths(), "what the bundle ships is still found")
        self.cli("set", "studio", "layout=separate")
        self.assertEqual((self.code / "models/mine/lora.bin").read_bytes(), b"many gigabytes")

    def model_paths(self):
        self.run_once()
        return (self.place / "model-paths.yaml").read_text(encoding="utf-8")

    def test_a_folder_that_took_a_links_place(self):
        self.cli("set", "studio", "layout=classic")
        (self.code / "custom_nodes").unlink()
        (self.code / "custom_nodes").mkdir()
        (self.code / "custom_nodes/new.py").write_text("NODE_CLASS_MAPPINGS = {}\n")
        _, err = self.cli("set", "studio", "layout=classic")
        self.assertIn("new.py", err)
        self.assertEqual(self.links(), list(LINKED))
        self.cli("set", "studio", "layout=separate")
        self.assertEqual(self.tree(), self.before)
        self.assertTrue((self.place / "gen-0001.classic/custom_nodes.2/new.py").is_file())

    def test_drift_is_seen_and_put_back_in_it(self):
        self.cli("set", "studio", "layout=classic")
        (self.place / "gen-0001.classic/custom_nodes/websocket_image_save.py").write_text("changed\n")
        (self.code / "nodes.py").write_text("changed\n")
        drift = self.json("drift", "studio", code=1)
        changed = {group["name"]: group["changed"] for tree in drift["trees"] for group in tree["groups"]}
        self.assertEqual(changed, {"ComfyUI": 2}, drift)
        self.cli("drift", "studio", "--put-back", code=None)
        self.assertTrue(self.json("drift", "studio")["isClean"])
        self.run_once()
        self.assertEqual(self.links(), list(LINKED), "the next start makes the links anew")
        self.assertTrue(self.json("drift", "studio")["isClean"])

    def test_removing_keeps_the_data_and_follows_no_link(self):
        self.pack()
        self.cli("set", "studio", "layout=classic")
        self.run_once()
        (self.data / "output/picture.png").write_bytes(b"an hour")
        self.json("remove", "studio", "--yes", "--permanently")
        kept = next((self.library / "kept").iterdir())
        self.assertEqual((kept / "output/picture.png").read_bytes(), b"an hour")
        self.assertTrue((kept / "models/beside/weights.bin").is_file())
        self.assertFalse(self.place.exists())

    def test_a_data_folder_of_seeds_alone_is_still_known_as_such(self):
        self.cli("set", "studio", "layout=classic")
        plan = self.json("remove", "studio")
        self.assertEqual(plan.get("dataFiles", 0), 0, plan)

    def test_someones_own_folder_has_it_already(self):
        self.cli("set", "studio", "layout=sideways", code=2)
        folder = os.path.join(bundle("plain", "folder")["path"], "ComfyUI")
        own = self.json("add", folder, "--name", "Own", "--port", comfyclient.free_port())
        self.assertTrue(own["adopted"])
        _, err = self.cli("set", own["id"], "layout=classic", code=1)
        self.assertIn("folder of your own", err)


if __name__ == "__main__":
    main()
