# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Layers from the terminal, and the guard: a composed install with a layer, real pip and real uv that would replace what
base and layer have, unused layers listed and cleaned."""

import json
import os
import shutil
import subprocess
import sys

from world import SOURCE, main
from composecase import ComposeCase, skip_without_uv

sys.path.insert(0, str(SOURCE / "tests/faults"))
import layers_common  # noqa: E402
import layerworld  # noqa: E402


class Layers(ComposeCase):
    def setUp(self):
        super().setUp()
        layerworld.fill(self.index)
        layerworld.write_locks(self.folder)
        self.install = self.json(*self.words("--ref", "v0.33.0", "--name", "Mine"), seconds=120)
        self.place = self.library / "installs/mine"
        self.python = next(path for path in (self.place / "gen-0001/python/bin").glob("python3.*")
                           if path.name[8:].isdigit())

    def op(self, *words):
        done = subprocess.run([layers_common.LAYEROP, str(self.library), *words], env=self.environment, text=True,
                              capture_output=True, check=False, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.split()[0]

    def layer(self, name):
        return self.op("build", str(self.folder / f"{name}.lock"), "base", str(self.python),
                       f"index={self.index.url()}")

    def variables(self):
        """What ComfyUI is started with, as far as packages go; the start writes the constraints."""
        self.cli("start", "mine", "--detach")
        pid = self.json("status", "mine")["session"]["pid"]
        words = dict(word.split("=", 1) for word in
                     open(f"/proc/{pid}/environ", encoding="utf-8").read().split("\0") if "=" in word)
        self.cli("stop", "mine")
        return {name: words[name] for name in ("PORTICO_LAYER", "PIP_CONSTRAINT", "UV_CONSTRAINT", "PATH") if name in words}

    def test_the_base_has_its_path_file_from_the_beginning(self):
        sites = list((self.place / "gen-0001").glob("python/lib/python3*/site-packages/portico-layer.pth"))
        self.assertEqual(len(sites), 1)
        manifest = (self.place / "gen-0001.manifest").read_text(encoding="utf-8")
        self.assertIn("site-packages/portico-layer.pth\n", manifest.replace("\t\n", "\n"))

    def test_what_comfyui_is_started_with(self):
        self.op("switch", "mine", self.layer("good"))
        variables = self.variables()
        site = variables["PORTICO_LAYER"]
        self.assertTrue(site.startswith(str(self.place / "view")), site)
        environment = {**self.environment, **variables}
        ask = "import alpha, torch, shutil; print(alpha.__file__, torch.__file__, shutil.which('beta-tool'))"
        for mode in ([], ["-I"]):
            said = subprocess.run([self.python, *mode, "-c", ask], env=environment, capture_output=True, text=True,
                                  check=True).stdout.split()[-3:]
            self.assertEqual([site in said[0], "gen-0001" in said[1], said[2]], [True, True, f"{site}/bin/beta-tool"])
        # A script of the layer runs with this install's own Python.
        said = subprocess.run(["beta-tool"], env=environment, capture_output=True, text=True, check=True).stdout
        self.assertIn(str(self.place / "gen-0001/python"), said)

    def test_pip_and_uv_may_add_but_not_replace(self):
        self.op("switch", "mine", self.layer("good"))
        environment = {**self.environment, **self.variables(), "UV_CACHE_DIR": str(self.folder / "uv")}
        tools = {"uv": ["uv", "pip", "install", "--python", str(self.python), "--index-url", self.index.url()]}
        # The index's pip is a stand-in: the real one runs from this test's own Python.
        if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0:
            tools["pip"] = [sys.executable, "-m", "pip", "--python", str(self.python), "install", "--index-url",
                            self.index.url(), "--disable-pip-version-check"]
        for tool, words in tools.items():
            for wanted in ("tinymath==2.0", "torch==2.13.0", "beta==2.0"):
                done = subprocess.run([*words, wanted], env=environment, capture_output=True, text=True, check=False)
                self.assertNotEqual(done.returncode, 0, f"{tool} replaced {wanted}: {done.stdout}{done.stderr}")
            done = subprocess.run([*words, "hooked==1.0" if tool == "uv" else "needs-driver==1.0"], env=environment,
                                  capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, f"{tool} cannot add: {done.stdout}{done.stderr}")

    def test_unused_layers_are_found_and_removed(self):
        self.assertEqual(self.json("layers", "list")["layers"], [])
        good, newer = self.layer("good"), self.layer("newer")
        self.op("switch", "mine", good)
        listed = self.json("layers", "list")
        used = {layer["id"]: layer["usedBy"] for layer in listed["layers"]}
        self.assertEqual(used, {good: ["Mine"], newer: []})
        self.assertGreater(listed["unusedBytes"], 100_000)
        disk = self.json("disk")
        self.assertEqual(disk["unusedLayerBytes"], listed["unusedBytes"])
        parts = {share["part"]: share["bytes"] for share in disk["shares"]}
        layers = sum(layer["bytes"] for layer in listed["layers"])
        self.assertTrue(layers <= parts["layers"] < layers + 10_000, "the layers, and the files of their locks")
        self.assertEqual(sum(parts.values()), disk["bytes"])
        cleaned = self.json("layers", "clean")
        self.assertEqual([cleaned["removed"], cleaned["bytes"]], [[newer], listed["unusedBytes"]])
        self.assertEqual(self.json("layers", "list")["unusedBytes"], 0)
        # Built again from its wheels alone.
        shutil.rmtree(self.library / "store/layers" / good)
        self.index.faults = {"/": "404"}
        self.assertEqual(self.op("build", str(self.folder / "good.lock"), "base", str(self.python), "offline"), good)

    def test_verify_judges_base_and_view(self):
        self.op("switch", "mine", self.layer("good"))
        # The index's torch is made up, and the verdict says so; of the layer's packages it says nothing.
        self.assertNotIn("beta", json.dumps(self.json("verify", "mine", code=1)["findings"]))
        os.remove(next((self.place / "view").glob("*/site/beta/__init__.py")))
        self.assertIn("beta", json.dumps(self.json("verify", "mine", code=1)["findings"]))

    def test_removing_the_install_leaves_the_layer(self):
        good = self.layer("good")
        self.op("switch", "mine", good)
        self.cli("remove", "mine", "--yes", "--permanently")
        self.assertFalse(self.place.exists())
        listed = self.json("layers", "list")["layers"]
        self.assertEqual([(layer["id"], layer["usedBy"], layer["isBroken"]) for layer in listed], [(good, [], False)])

    def test_words_that_nobody_knows(self):
        self.assertEqual(self.json("layers", "polish", code=2)["error"]["code"], "usage")


if __name__ == "__main__":
    skip_without_uv()
    main()
