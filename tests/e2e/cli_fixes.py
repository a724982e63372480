#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Every row of the table of known failures that has a fix: its log is diagnosed, the fix carried out by `porticoctl diagnose
--fix`, and what it promises looked for on the disk, among the processes, or in the program that opens places."""

import json
import os
import shutil
import signal
import time

from world import NOWHERE, World, bundle, comfyclient, main
from composecase import skip_without_uv
from fixcases import CASES
from noderegistry import NodeRegistry, pack_files
from packageindex import PackageIndex, Wheel

OPENER = '#!/bin/sh\nprintf "%s\\n" "$1" >> "$OPENED"\n'
ORPHAN = "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'], start_new_session=True)\n" \
         "NODE_CLASS_MAPPINGS = {}\n"


class Fixes(World):
    def setUp(self):
        super().setUp()
        self.index, self.registry = PackageIndex().__enter__(), NodeRegistry().__enter__()
        self.addCleanup(self.registry.__exit__)
        self.addCleanup(self.index.__exit__)
        self.index.add(Wheel("tinytool", "1.0"))
        self.registry.add("impact", "1.0.0", nodes=["FaceDetailer (pipe)"])
        self.offer("1.0.0")
        self.configure()
        self.install = self.add(bundle(), "--name", "Studio")
        self.place = self.library / "installs/studio"
        self.nodes_py = next(self.place.glob("gen-0001/**/main.py")).parent / "nodes.py"
        self.custom = self.place / "data/custom_nodes"
        self.log = self.folder / "log.txt"

    def tearDown(self):
        if self.state(self.install) != "stopped":
            self.cli("stop", "studio")  # also the server that stays to tell of a crash
        self.wait_nothing_runs()
        super().tearDown()

    def configure(self):
        team = self.folder / "studio.json"
        team.write_text(json.dumps({"schema": 1, "id": "studio", "name": "Studio", "bundles": [
            {"id": "studio-1", "name": "Studio build", "comfyVersion": "0.37.0", "os": "linux", "architecture": "x64",
             "accelerator": "cpu", "files": [{"url": "https://studio.invalid/b.zip", "sha256": "0" * 64, "size": 9}]}]}))
        (self.folder / "config").mkdir()
        (self.folder / "config/settings.json").write_text(json.dumps(
            {"schema": 1, **NOWHERE, "packageIndex": self.index.url(), "registryAddress": self.registry.url(),
             "teamCatalogues": [str(team)]}), encoding="utf-8")
        programs = self.folder / "programs"
        programs.mkdir()
        (programs / "xdg-open").write_text(OPENER)
        (programs / "xdg-open").chmod(0o755)
        self.opened = self.folder / "opened.txt"
        self.environment.update(PORTICO_CONFIG_DIR=str(self.folder / "config"), PORTICO_CACHE_DIR=str(self.folder / "cache"),
                                PATH=f"{programs}{os.pathsep}{self.environment['PATH']}", OPENED=str(self.opened))

    def offer(self, version):
        self.registry.add("broken", version, pack_files("broken", version, "tinytool\n"))

    def record(self):
        return json.loads((self.place / "install.json").read_text(encoding="utf-8"))

    def arguments(self):
        return self.record()["settings"].get("arguments", [])

    def fix(self, *words, code=0):
        return self.json("diagnose", "studio", "--log", self.log, "--fix", "1", *words, code=code, seconds=120)

    def do_port(self, _):
        before = self.record()["port"]
        self.fix()
        self.assertGreater(self.record()["port"], before)

    def do_removed(self, words):
        self.cli("set", "studio", f"arguments=--preview-size 512 {words}")
        self.fix()
        self.assertEqual(self.arguments(), ["--preview-size", "512"])

    def do_added(self, words):
        self.cli("set", "studio", "arguments=--preview-size 512")
        self.fix()
        self.assertEqual(self.arguments(), ["--preview-size", "512", *words.split()])

    def do_repair(self, _):
        self.nodes_py.unlink()
        plan = self.fix(code=1)
        self.assertEqual([step["act"] for step in plan["steps"]], ["put-back-base"])
        self.assertFalse(self.nodes_py.exists(), "a plan changes nothing")
        outcome = self.fix("--yes", code=None)
        self.assertTrue(self.nodes_py.exists())
        self.assertTrue(outcome["hasStarted"], outcome)

    def do_opened(self, place):
        self.opened.unlink(missing_ok=True)
        self.cli("diagnose", "studio", "--log", self.log, "--fix", "1")
        said = self.wait_for(lambda: self.opened.exists() and self.opened.read_text().strip(), "something is opened")
        wanted = {"models": (self.library / "models").as_uri()}.get(place, place.replace("FOLDER", self.folder.as_uri()))
        self.assertTrue(said.startswith(wanted), f"{said} is not {wanted}")

    def do_builds(self, _):
        self.assertIn("studio-1", json.dumps(self.fix(code=None)))

    def do_packages(self, name):
        (self.custom / "broken").mkdir()
        for file, text in pack_files("broken", "1.0.0", f"{name}\n").items():
            (self.custom / "broken" / file).write_text(text, encoding="utf-8")
        self.fix("--yes")
        self.assertEqual(len(list(self.place.glob(f"view/*/site/{name}-1.0.dist-info"))), 1)
        self.cli("nodes", "remove", "studio", "broken", "--yes", seconds=120)

    def do_disabled(self, name):
        (self.custom / name).mkdir(exist_ok=True)
        (self.custom / name / "__init__.py").write_text("raise RuntimeError('no')\n", encoding="utf-8")
        self.fix("--yes")
        packs = {pack["name"]: pack for pack in self.json("nodes", "list", "studio")["packs"]}
        self.assertFalse(packs[name]["isEnabled"])
        self.cli("nodes", "remove", "studio", name, "--yes")

    def do_updated(self, name):
        self.cli("nodes", "install", "studio", "broken@1.0.0", "--yes", seconds=120)
        self.offer("1.1.0")
        self.fix("--yes")
        self.assertIn("1.1.0", (self.custom / name / "__init__.py").read_text())
        self.cli("nodes", "remove", "studio", name, "--yes", seconds=120)

    def do_leftover(self, _):
        (self.custom / "leaves").mkdir()
        (self.custom / "leaves/__init__.py").write_text(ORPHAN, encoding="utf-8")
        self.cli("start", "studio", "--detach")
        os.kill(self.json("status", "studio")["session"]["serverPid"], signal.SIGKILL)
        comfyclient.wait_until(lambda: self.state(self.install) == "stopped", 30, "the end")
        self.fix()
        self.wait_for(lambda: not [one for one in self.processes() if "time.sleep(600)" in one[1]], "the leftover is ended")
        self.wait_nothing_runs()
        shutil.rmtree(self.custom / "leaves")

    def do_found(self, name):
        self.assertEqual([node["id"] for node in self.fix()["nodes"]], [name])

    def do_gpu(self, number):
        self.fix()
        self.assertEqual(self.record()["settings"]["gpus"], number)
        self.cli("set", "studio", "gpu=all", code=None)

    def do_folder(self, path):
        self.fix()
        self.assertTrue((self.folder / path).is_dir())

    def do_cleared(self, _):
        pending = self.place / "data/user/__manager/startup-scripts/install-scripts.txt"
        pending.parent.mkdir(parents=True)
        pending.write_text("['torch', '#LAZY-INSTALL-SCRIPT', 'pip', 'install', 'torch==2.1']\n", encoding="utf-8")
        self.fix("--yes", code=None)  # its torch computes nothing
        self.assertFalse(pending.exists())

    def do_guilty(self, _):
        (self.custom / "deadly").mkdir()
        (self.custom / "deadly/__init__.py").write_text("import os\nos._exit(3)\n", encoding="utf-8")
        self.assertEqual(self.fix()["packs"], ["deadly"])
        shutil.rmtree(self.custom / "deadly")

    def do_disk(self, _):
        out, _ = self.cli("diagnose", "studio", "--log", self.log, "--fix", "1")
        self.assertIn("Studio", out)

    def test_every_fix_does_what_it_promises(self):
        done = set()
        for row, words, effect in CASES:
            with self.subTest(row=row, words=words):
                name, _, rest = effect.partition(" ")
                self.log.write_text(words.replace("FOLDER", str(self.folder)) + "\n", encoding="utf-8")
                began = time.monotonic()
                getattr(self, f"do_{name}")(rest)
                print(f"row {row}: {effect} ({time.monotonic() - began:.1f} s)")
                done.add(row)
        print(f"{len(done - {0})} of 37 rows were fixed for real")
        self.assertGreaterEqual(len(done - {0}), 25)

    def test_a_part_that_install_py_fetches(self):
        """Two ways: an update, and the pack's own install.py, which is shown and runs in a copy."""
        fetch = "import pathlib\npathlib.Path('halves/second.py').write_text('NODES = 1\\n')\n"
        code = "import importlib, sys, pathlib\nsys.path.insert(0, str(pathlib.Path(__file__).parent))\n" \
               "import halves.second\nNODE_CLASS_MAPPINGS = {}\n"
        self.registry.add("partial", "1.0.0", {**pack_files("partial", "1.0.0"), "__init__.py": code,
                                               "halves/__init__.py": "", "install.py": fetch})
        self.cli("nodes", "install", "studio", "partial", "--yes")
        self.cli("start", "studio", "--detach")
        self.cli("stop", "studio")
        found = self.json("diagnose", "studio")["diagnoses"][0]
        self.assertEqual((found["id"], found["fix"]["kind"], found["otherFix"]),
                         ("pack-part-missing", "update-pack", {"kind": "run-script", "arguments": ["partial"]}))
        self.assertEqual(found["otherCommand"], "porticoctl nodes run-script studio partial")
        out, _ = self.cli("diagnose", "studio")
        self.assertIn("$ porticoctl nodes run-script studio partial", out)
        self.cli(*found["otherCommand"].split()[1:], "--yes", seconds=120)
        self.assertTrue((self.custom / "partial/halves/second.py").exists())
        self.cli("start", "studio", "--detach")
        self.cli("stop", "studio")
        self.assertEqual(self.json("diagnose", "studio")["diagnoses"], [])


if __name__ == "__main__":
    skip_without_uv()
    main()
