#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Bundles through the real window: of an install, published to a folder from which another Portico installs; and of a
recipe, all on a loopback index."""

import hashlib
import json
import os
import sys
import zipfile
from pathlib import Path

import windowdriver
from world import CACHE, NOWHERE, bundle, comfyclient, main
from composecase import ComposeCase, skip_without_uv
import composeworld
import pythoncopy
from packageindex import small_world
from windowcase import OnDesktop

NAME = "anymatix-portable-comfyui-linux-x64-v{}.zip"


class WindowBundles(OnDesktop, ComposeCase):
    screen = "1280x1300"  # all of the page at once

    def setUp(self):
        super().setUp()
        self.out, self.share = self.folder / "out", self.folder / "our share"
        self.choose()

    def choose(self, **more):
        settings = self.folder / "config/settings.json"
        settings.write_text(json.dumps({"theme": "light", **json.loads(settings.read_text()), "bundleFolder": str(self.out),
                                        **NOWHERE, **more}), encoding="utf-8")

    def open_page(self):
        self.open_window()
        self.window.resize(1120, 1200)
        self.window.click("Bundles")
        self.window.wait_enabled("Open a recipe…")

    def nothing_lies_about(self):
        self.wait_for(lambda: not any(list((self.library / place).glob("*")) for place in ("staging", "journal")),
                      "the end of the job")

    def test_of_an_install_and_published_to_a_folder(self):
        self.add(bundle(), "--name", "Studio")
        self.open_page()
        self.window.click("Make a bundle of an install…")
        self.window.fill("Version", "1.2.0")
        self.window.shoot("bundles-form")
        self.window.click("Show the plan")
        self.window.wait_enabled("Make it", seconds=60)
        self.window.shoot("bundles-plan")
        self.assertFalse(self.out.exists(), "a plan makes nothing")
        self.window.click("Make it")
        name = NAME.format("1.2.0")
        self.window.wait_enabled(f"Publish…: {name}", seconds=120)
        self.window.find("Made and tried: ", begins=True)
        made = self.out / name
        sha256 = hashlib.sha256(made.read_bytes()).hexdigest()
        self.window.find(f"SHA-256 {sha256}", seconds=30)
        self.window.shoot("bundles-made")

        self.compare_with_its_install(name)
        self.window.click(f"Publish…: {name}")
        self.window.fill("Folder or list", "nowhere")
        self.window.find("Say where to, with the whole path.")
        self.window.fill("Folder or list", str(self.share))
        self.window.fill("Title of the list", "Our studio")
        self.window.choose("As the bundle says", 1)
        self.window.find("CPU")
        self.window.fill("Notes for those who choose it", "For all of us")
        self.window.shoot("bundles-publish")
        self.window.click("Publish")
        self.window.find("Published. Others add this list once", seconds=60, begins=True)
        self.window.shoot("bundles-published")
        catalogue = json.loads((self.share / "catalogue.json").read_text(encoding="utf-8"))
        entry = catalogue["bundles"][0]
        self.assertEqual(catalogue["name"], "Our studio", catalogue)
        self.assertEqual((entry["accelerator"], entry["notes"]), ("cpu", "For all of us"))
        self.assertEqual(entry["files"], [{"url": name, "size": made.stat().st_size, "sha256": sha256}])
        self.nothing_lies_about()

        self.library = self.folder / "another library"
        self.cli("sources", "add", self.share / "catalogue.json")
        listed = self.json("catalogue", "--all", "--wait", "5")["bundles"]
        ours = next(each["id"] for each in listed if each["id"].endswith("v1.2.0"))
        added = self.json("install", "--bundle", ours, "--name", "Theirs", "--port", comfyclient.free_port(), seconds=120)
        self.cli("start", added["id"], "--detach")
        self.assertTrue(comfyclient.make_picture(self.json("status", added["id"])["session"]["port"]))
        self.cli("stop", added["id"])

    def compare_with_its_install(self, name):
        pack = self.library / "installs/studio/data/custom_nodes/mine"
        pack.mkdir()
        (pack / "__init__.py").write_text("NODE_CLASS_MAPPINGS = {}\n", encoding="utf-8")
        self.window.open_menu(f"More: {name}")
        self.window.shoot("bundles-menu")
        self.window.press("c")
        self.window.find("The install Studio, as it is now")
        self.window.click("Compare")
        self.window.find("+ mine", begins=True, seconds=60)
        self.window.find("+ 1 file", begins=True)
        self.window.find("Files that differ")
        self.window.shoot("bundles-compared")
        self.window.click("Close")
        self.window.wait_gone("Files that differ")
        (pack / "__init__.py").unlink()
        pack.rmdir()

    def write_recipe(self, name="studio.json", **changes):
        python, _ = pythoncopy.provide(os.environ.get("PORTICO_FIRST_PYTHON", sys.executable), CACHE / "python")
        file = self.folder / name
        file.write_text(json.dumps({
            "schema": 1, "name": "Studio", "version": "2.0", "accelerator": "cpu",
            "comfyui": {"git": str(self.repository)}, "python": {"provider": "prefix", "prefix": str(python)}, **changes},
            indent=1))
        return file

    def open_recipe(self, file):
        self.window.click("Open a recipe…")
        self.window.find("File name:")
        windowdriver.xdotool("type", "--delay", "2", str(file))
        self.window.press("Return")

    def test_of_a_recipe(self):
        small_world(self.index, tag="cpu")
        wrong = self.write_recipe("wrong.json", colour="red")
        self.open_page()
        self.open_recipe(wrong)
        self.window.find(f"{wrong}, line 13: “/colour” is no field that Portico knows.")
        self.open_recipe(self.write_recipe())
        self.window.wait_enabled("Make the bundle…: Studio")
        self.window.shoot("recipes-open")
        self.window.click("Make the bundle…: Studio")
        self.window.shoot("recipes-form")
        self.window.click("Show the plan")
        self.window.wait_enabled("Make it", seconds=60)
        self.window.shoot("recipes-plan")
        self.window.click("Make it")
        name = NAME.format("2.0")
        self.window.wait_enabled(f"Check: {name}", seconds=180)
        self.window.find(f"Made {name}.", begins=True)
        self.window.shoot("recipes-made")
        with zipfile.ZipFile(self.out / name) as archive:
            record = json.loads(archive.read("anymatix/bundle.json"))
        self.assertEqual(record["comfyui"]["commit"], composeworld.git(self.repository, "rev-parse", "HEAD"))
        self.assertTrue((self.out / (name + ".lock.json")).exists(), sorted(self.out.iterdir()))
        before = (self.out / name).stat()

        self.window.click("Make the bundle…: Studio")
        self.window.click("Show the plan")
        self.window.wait_enabled("Make it", seconds=60)
        self.window.find("It is there already", begins=True)
        self.window.click("Make it")
        self.window.find("Nothing to do: ", seconds=60, begins=True)
        self.assertEqual((self.out / name).stat().st_mtime_ns, before.st_mtime_ns)
        self.window.click(f"Check: {name}")
        self.window.find("Whole: ", seconds=60, begins=True)
        self.window.shoot("recipes-checked")
        self.nothing_lies_about()


if __name__ == "__main__":
    windowdriver.require()
    skip_without_uv()
    main()
