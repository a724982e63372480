#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""ComfyUI folders of other makers are added where they lie and migrated into the library: models stay and are found, the
old folder is not touched, and removing the new install undoes it."""

import json
import os
import pathlib
import subprocess
import urllib.request

import migratecase
from world import World, comfyclient, main
import composeworld

PACK = 'NODE_CLASS_MAPPINGS = {}\n'


class Migrate(World):
    def adopt(self, lay):
        self.own = self.folder / "own"
        folder = lay(self.own)
        comfy = folder if (folder / "main.py").exists() else folder / "ComfyUI"
        for name, content in (("custom_nodes/mine/__init__.py", PACK.encode()), ("input/cat.png", b"a cat"),
                              ("user/default/workflows/w.json", b"{}"), ("output/made.png", b"an hour of work")):
            migratecase.write(comfy / name, content)
        self.adopted = self.json("add", folder, "--name", "Own", "--port", comfyclient.free_port())
        self.assertTrue(self.adopted["adopted"])
        self.before = self.tree()
        return comfy

    def tree(self):
        """Every file of the old folder with what would change if somebody wrote it; a second name is none."""
        return {str(path): (os.lstat(path).st_mtime_ns, os.lstat(path).st_size, os.lstat(path).st_mode)
                for path in self.own.rglob("*") if "__pycache__" not in str(path) and path.parent != self.own}

    def migrate(self):
        plan = self.json("migrate", "own")
        self.assertEqual(len(self.json("list")["installs"]), 1, "a plan changes nothing")
        out, self.said = self.cli("--json", "migrate", "own", "--yes", "--port", comfyclient.free_port(), seconds=180)
        made = json.loads(out.splitlines()[-1])
        self.assertEqual((made["name"], made["adopted"], made["migratedFrom"]), ("Own in the library", False, "own"))
        self.assertEqual(self.tree(), self.before, "the old folder is as it was")
        self.new = self.library / "installs" / made["id"]
        self.assertEqual((self.new / "data/input/cat.png").read_bytes(), b"a cat")
        self.assertTrue((self.new / "data/user/default/workflows/w.json").exists())
        self.assertTrue((self.new / "data/custom_nodes/mine/__init__.py").exists())
        self.assertFalse((self.new / "data/output/made.png").exists())
        self.assertFalse(list(self.new.glob("data/**/*.safetensors")), "no model is copied")
        return plan, made

    def models(self, install, kind):
        with urllib.request.urlopen(f"http://127.0.0.1:{install['port']}/models/{kind}", timeout=30) as answer:
            return json.loads(answer.read())

    def check_it_lives(self, made, is_copied=True, **models):
        """Started from the library it finds the models; undone, the old folder is as it was."""
        self.cli("start", made["id"], "--detach")
        pid = self.json("status", made["id"])["session"]["pid"]
        if is_copied:
            self.assertIn(str(self.new), os.path.realpath(f"/proc/{pid}/exe"), "it runs a Python of its own")
        self.assertTrue(comfyclient.make_picture(made["port"]))
        for kind, names in models.items():
            self.assertEqual(sorted(self.models(made, kind)), sorted(names))
        self.cli("stop", made["id"])
        self.assertEqual(self.tree(), self.before)
        self.cli("remove", made["id"], "--yes", "--remove-data", "--permanently")
        self.assertEqual([row["id"] for row in self.json("list")["installs"]], ["own"])
        self.assertEqual(self.tree(), self.before, "undone, and nothing of the person's is gone")
        self.wait_nothing_runs()

    def test_an_unpacked_official_portable(self):
        self.adopt(migratecase.official)
        plan, made = self.migrate()
        self.assertTrue(plan["pythonIsWhole"])
        self.assertEqual(made["layout"], "official")
        self.check_it_lives(made, checkpoints=["own.safetensors"])
        self.cli("start", "own", "--detach")
        self.assertTrue(comfyclient.make_picture(self.adopted["port"]), "the old one starts as ever")
        self.cli("stop", "own")
        self.wait_nothing_runs()

    def test_a_checkout_with_its_environment(self):
        comfy = self.adopt(migratecase.checkout)
        plan, made = self.migrate()
        self.assertFalse(plan["pythonIsWhole"])
        self.assertEqual((made["layout"], plan["linkedModels"]), ("plain", ["ultralytics"]))
        link = self.new / "data/models/ultralytics"
        self.assertEqual(os.path.realpath(link), str(comfy / "models/ultralytics"))
        told = subprocess.run([self.new / "gen-0001/python/bin/whereami"], capture_output=True, text=True, check=True)
        self.assertEqual(told.stdout.strip(), str(self.new / "gen-0001/python"), "programs find the new Python")
        self.assertTrue(self.json("drift", made["id"])["isClean"])
        self.check_it_lives(made, checkpoints=["own.safetensors"])

    def test_a_checkout_with_an_environment_of_the_systems_python(self):
        """It cannot be copied, so the new install gets one as composing provides it: here, where none can be fetched, another
        of that version, or an environment of the same one."""
        if reason := composeworld.why_not():
            self.skipTest(reason)
        if not os.path.exists("/usr/bin/python3") or not list(pathlib.Path("/usr/lib").glob("python3*/EXTERNALLY-MANAGED")):
            self.skipTest("no Python of a distribution")
        config = self.folder / "config/settings.json"
        nowhere = {name: composeworld.closed_address() for name in ("pythonMirror", "packageIndex", "torchIndex")}
        migratecase.write(config, json.dumps({"schema": 1, **nowhere}).encode())
        self.environment["PORTICO_CONFIG_DIR"] = str(config.parent)
        self.adopt(lambda folder: migratecase.checkout(folder, "/usr"))
        plan, made = self.migrate()
        self.assertFalse(plan["pythonIsWhole"])
        self.assertIn("The Python in /usr cannot be copied", self.said)
        told = subprocess.run([self.new / "gen-0001/python/bin/whereami"], capture_output=True, text=True, check=True)
        self.assertEqual(told.stdout.strip(), str(self.new / "gen-0001/python"), "programs find the new Python")
        record = json.loads((self.new / "install.json").read_text())["generations"][0]
        self.assertEqual((record["torchVersion"], record["pythonVersion"].rpartition(".")[0]),
                         ("2.9.1+cu130", self.adopted["pythonVersion"].rpartition(".")[0]))
        self.check_it_lives(made, is_copied=False, checkpoints=["own.safetensors"])

    def test_a_package_of_stability_matrix(self):
        comfy = self.adopt(migratecase.stability_matrix)
        plan, made = self.migrate()
        self.assertEqual(plan["modelMap"], str(comfy / "extra_model_paths.yaml"))
        self.check_it_lives(made, checkpoints=["own.safetensors"], loras=["other.safetensors", "style.safetensors"])

    def test_an_install_of_comfy_desktop(self):
        self.adopt(migratecase.comfy_desktop)
        plan, made = self.migrate()
        self.assertFalse(plan["pythonIsWhole"])
        self.check_it_lives(made, checkpoints=["own.safetensors"])

    def test_what_is_no_folder_of_ones_own_or_borrows_packages_is_refused(self):
        comfy = self.adopt(migratecase.checkout)
        told = self.json("migrate", "nobody", code=4)["error"]
        self.assertEqual(told["code"], "not-found")
        config = comfy / "venv/pyvenv.cfg"
        config.write_text(config.read_text().replace("include-system-site-packages = false",
                                                     "include-system-site-packages = true"))
        told = self.json("migrate", "own", "--yes", code=3)["error"]
        self.assertEqual(told["code"], "refused")
        self.assertIn("borrows packages", told["message"])
        self.assertEqual(list((self.library / "store/staging").glob("*")), [])

    def test_a_running_one_is_not_migrated(self):
        self.adopt(migratecase.checkout)
        self.cli("start", "own", "--detach")
        self.assertEqual(self.json("migrate", "own", "--yes", code=5)["error"]["code"], "busy")
        self.cli("stop", "own")
        self.wait_nothing_runs()


main()
