#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""`porticoctl diagnose`: the stand-in fails in its known ways, the command says why and what helps."""

import json
import os
import signal

from world import World, bundle, comfyclient, main
from noderegistry import NodeRegistry

# The mode of the stand-in, what must come first, and its fix.
DIES = [
    ("port-in-use", "port-taken", "next-free-port"),
    ("port-13", "port-forbidden", "next-free-port"),
    ("torch-without-cuda", "torch-without-cuda", "repair-torch"),
    ("driver-too-old", "driver-too-old", "open-address"),
    ("missing-core-module", "module-missing", "repair-environment"),
    ("exit-255-frontend", "web-page-missing", "repair-environment"),
    ("exit-255-sage", "attention-missing", "remove-argument"),
    ("bad-argument", "bad-argument", "remove-argument"),
    ("assets-in-use", "database-in-use", "remove-leftover"),
    ("custom-nodes-missing", "folder-missing", "create-folder"),
    ("extra-paths-broken", "extra-paths-broken", "open-file"),
    ("sigkill-self", "killed", "set-argument"),
    ("segfault", "native-crash", "find-guilty-pack"),
    ("crash-at-start", "exception", "find-guilty-pack"),
    ("exit-code=77", "ended", "find-guilty-pack"),
]
RUNS = [
    ("import-failed", "pack-import-failed", "disable-pack"),
    ("missing-templates", "templates-missing", "repair-environment"),
    ("cu130-needed", "cuda-13-wanted", "change-build"),
]


class Case(World):
    def setUp(self):
        super().setUp()
        self.install = self.add(bundle(), "--name", "Studio")
        self.code = next((self.library / "installs" / self.install["id"]).glob("gen-0001/**/main.py")).parent

    def mode(self, text):
        """How the stand-in misbehaves from now on; what it did before is no crash loop."""
        (self.code / "standin_mode.txt").write_text(text + "\n", encoding="utf-8")
        (self.library / "installs" / self.install["id"] / "crashes.json").unlink(missing_ok=True)

    def pack(self, name, code):
        folder = self.library / "installs" / self.install["id"] / "data" / "custom_nodes" / name
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(code, encoding="utf-8")

    def start(self, code=0):
        return self.cli("start", "studio", "--detach", code=code)

    def tearDown(self):
        if self.state(self.install) != "stopped":
            self.cli("stop", "studio")  # also the server that stays to tell of a crash
        super().tearDown()

    def arguments(self):
        text = (self.library / "installs" / self.install["id"] / "install.json").read_text(encoding="utf-8")
        return json.loads(text)["settings"]["arguments"]

    def diagnose(self, *words, code=0):
        return self.json("diagnose", "studio", *words, code=code)


class Starts(Case):
    def test_every_death_is_explained(self):
        for mode, found, fix in DIES:
            with self.subTest(mode=mode):
                self.mode(mode)
                out, _ = self.start(code=1)
                start = self.diagnose(code=1)
                first = start["diagnoses"][0]
                self.assertEqual((first["id"], first["fix"]["kind"]), (found, fix), start)
                self.assertIn(first["title"], out, "the start itself says so, too")
                self.assertTrue(start["over"])
                self.assertFalse(start["ready"])

    def test_what_hinders_is_told_and_is_no_failure(self):
        for mode, found, fix in RUNS:
            with self.subTest(mode=mode):
                self.mode(mode)
                self.start()
                first = self.diagnose()["diagnoses"][0]
                self.assertEqual((first["id"], first["fix"]["kind"]), (found, fix))
                self.cli("stop", "studio")
                self.assertEqual(self.diagnose()["diagnoses"][0]["id"], found, "also when it is over")

    def test_a_good_start_has_no_findings(self):
        out, _ = self.cli("diagnose", "studio")
        self.assertIn("not started yet", out)
        self.start()
        self.cli("stop", "studio")
        start = self.diagnose()
        self.assertEqual(start["diagnoses"], [])
        self.assertTrue(start["ready"])
        self.assertEqual([pack["pack"] for pack in start["packs"]], ["websocket_image_save.py"])

    def test_packs_with_their_times_and_causes(self):
        self.pack("slow-pack", "import time\ntime.sleep(0.3)\nNODE_CLASS_MAPPINGS = {}\n")
        self.pack("needy-pack", "import cv2.aruco_that_is_not_there\n")
        self.pack("old-pack", "from json import nothing_of_that_name\n")
        self.start()
        start = self.diagnose()
        packs = {pack["pack"]: pack for pack in start["packs"]}
        self.assertGreaterEqual(packs["slow-pack"]["seconds"], 0.3)
        self.assertFalse(packs["slow-pack"]["failed"])
        self.assertEqual(packs["needy-pack"]["distribution"], "opencv-python-headless")
        found = {one["pack"]: one for one in start["diagnoses"]}
        self.assertEqual(found["needy-pack"]["fix"],
                         {"kind": "install-packages", "arguments": ["needy-pack", "opencv-python-headless"]})
        self.assertEqual(found["old-pack"]["fix"]["kind"], "update-pack")
        self.assertIn("nodes update studio old-pack", found["old-pack"]["command"])
        self.cli("stop", "studio")

    def test_a_safe_start_says_so_and_leaves_packs_out(self):
        self.pack("deadly-pack", "import os\nos._exit(3)\n")
        self.start(code=1)
        self.assertEqual(self.diagnose(code=1)["diagnoses"][0]["fix"]["kind"], "find-guilty-pack")
        self.cli("start", "studio", "--detach", "--safe")
        self.assertTrue(self.json("status", "studio")["session"]["safe"])
        out, _ = self.cli("status", "studio")
        self.assertIn("safe start", out)
        start = self.diagnose()
        self.assertTrue(start["safe"])
        self.assertEqual(start["packs"], [])
        self.cli("stop", "studio")


class Fixes(Case):
    def test_an_argument_is_removed(self):
        self.cli("set", "studio", "arguments=--cpu --no-such-flag")
        self.start(code=1)
        out, _ = self.cli("diagnose", "studio", code=1)
        self.assertIn("$ porticoctl set studio arguments=--cpu", out)
        self.cli("diagnose", "studio", "--fix", "1")
        self.assertEqual(self.arguments(), ["--cpu"])
        self.start()
        self.cli("stop", "studio")

    def test_the_next_free_port_is_taken(self):
        self.mode("port-in-use")
        self.start(code=1)
        self.cli("diagnose", "studio", "--fix", "1")
        self.assertGreater(self.json("list")["installs"][0]["port"], self.install["port"])

    def test_what_is_no_setting_is_done_by_its_command(self):
        self.mode("torch-without-cuda")
        self.start(code=1)
        (self.code / "nodes.py").unlink()
        out, err = self.cli("diagnose", "studio", "--fix", "1", code=1)
        self.assertIn("1 step would repair it", out)
        self.assertIn("--yes", err)
        self.assertFalse((self.code / "nodes.py").exists(), "a plan changes nothing")
        self.cli("stop", "studio")  # what stays to tell of a crash
        self.cli("diagnose", "studio", "--fix", "1", "--yes", code=1)  # it still has no torch that computes
        self.assertTrue((self.code / "nodes.py").exists())
        self.cli("diagnose", "studio", "--fix", "99", code=2)
        self.cli("diagnose", "studio", "--fix", "x", code=2)

    def test_a_pack_is_disabled(self):
        self.pack("broken-pack", "raise RuntimeError('nothing works')\n")
        self.start()
        self.cli("stop", "studio")
        diagnoses = self.diagnose()["diagnoses"]
        number = next(one["number"] for one in diagnoses if one["fix"]["kind"] == "disable-pack")
        self.cli("diagnose", "studio", "--fix", number, "--yes")
        packs = self.json("nodes", "list", "studio")["packs"]
        self.assertEqual({pack["name"]: pack["isEnabled"] for pack in packs}["broken-pack"], False)

    def test_the_pack_of_a_missing_node_is_searched(self):
        log = self.folder / "log.txt"
        log.write_text("Node 'FaceDetailer (pipe)' not found. The custom node may not be installed\n", encoding="utf-8")
        with NodeRegistry() as registry:
            registry.add("impact", "1.0.0", nodes=["FaceDetailer (pipe)"])
            registry.add("another", "1.0.0")
            (self.folder / "config").mkdir()
            (self.folder / "config/settings.json").write_text(json.dumps({"schema": 1, "registryAddress": registry.url()}),
                                                             encoding="utf-8")
            self.environment.update(PORTICO_CONFIG_DIR=str(self.folder / "config"), PORTICO_CACHE_DIR=str(self.folder / "cache"))
            found = self.json("diagnose", "studio", "--log", log, "--fix", "1")
            self.assertEqual([node["id"] for node in found["nodes"]], ["impact"])

    def test_an_argument_that_this_version_lacks_is_not_set(self):
        self.mode("sigkill-self")
        self.start(code=1)
        self.cli("diagnose", "studio", "--fix", "1")
        self.assertEqual(self.arguments(), ["--cache-none"])
        flags = self.library / "installs" / self.install["id"] / "flags.json"
        kept = json.loads(flags.read_text(encoding="utf-8"))
        kept["flags"].remove("--cache-none")
        flags.write_text(json.dumps(kept), encoding="utf-8")
        _, err = self.cli("diagnose", "studio", "--fix", "1", code=1)
        self.assertIn("does not know --cache-none", err)


class Files(Case):
    def test_any_log(self):
        log = self.folder / "their log.txt"
        log.write_text("\x1b[32m[INFO]\x1b[0m Checkpoint files will always be loaded safely.\n"
                       "Traceback (most recent call last):\n"
                       "AssertionError: Torch not compiled with CUDA enabled\n", encoding="utf-8")
        first = self.diagnose("--log", log, code=1)["diagnoses"][0]
        self.assertEqual(first["id"], "torch-without-cuda")
        self.assertEqual(first["evidence"], ["AssertionError: Torch not compiled with CUDA enabled"])
        self.cli("diagnose", "studio", "--log", self.folder / "none", code=4)
        self.cli("diagnose", "nobody", code=4)

    def test_a_flood_before_the_end(self):
        self.mode("flood=100000,torch-without-cuda")
        self.start(code=1)
        self.assertEqual(self.diagnose(code=1)["diagnoses"][0]["id"], "torch-without-cuda")

    def test_a_session_server_that_was_killed(self):
        self.mode("missing-templates")
        self.start()
        server = self.json("status", "studio")["session"]["serverPid"]
        os.kill(server, signal.SIGKILL)
        comfyclient.wait_until(lambda: self.state(self.install) == "stopped", 30, "the end")
        start = self.diagnose()
        self.assertTrue(start["over"])
        self.assertNotIn("exit", start)
        self.wait_nothing_runs()


if __name__ == "__main__":
    main()
