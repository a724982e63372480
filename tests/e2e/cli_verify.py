#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""`porticoctl verify` on every layout, and on environments that the real pip and uv broke, with hand-made wheels."""

import json
import os
import shutil
import signal
import subprocess
import time
import unittest

from verifycase import Environment, torch_files
from world import World, bundle, comfyclient, main
from packageindex import PackageIndex, Wheel


class Layouts(World):
    def test_every_layout_is_clean_and_says_so_in_one_line(self):
        for layout in ("anymatix", "official", "standalone"):
            with self.subTest(layout=layout):
                install = self.add(bundle(layout), "--name", layout)
                requirements = next((self.library / "installs" / install["id"]).glob("gen-0001/**/ComfyUI/requirements.txt"))
                requirements.write_text("torch\ntorchvision\n", encoding="utf-8")
                out, _ = self.cli("verify", install["id"])
                self.assertEqual(out, f"{layout}: Clean: torch 2.9.1+cu130 for CUDA 13.0, 3 packages.\n")
        all_of_them = self.json("verify")
        self.assertTrue(all_of_them["isClean"])
        self.assertEqual(len(all_of_them["installs"]), 3)

    def test_what_comfyui_needs_is_not_there(self):
        install = self.add(bundle())
        verdict = self.json("verify", install["id"], code=1)
        self.assertEqual([found["kind"] for found in verdict["findings"]], ["missing-need"])
        self.assertIn("aiohttp", verdict["findings"][0]["packages"])

    def test_no_such_install(self):
        self.cli("verify", "nobody", code=4)
        self.assertEqual(self.json("verify")["installs"], [])

    def test_a_generation_without_python(self):
        install = self.add(bundle())
        shutil.rmtree(self.library / "installs" / install["id"] / "gen-0001")
        error = self.json("verify", install["id"], code=4)["error"]
        self.assertEqual(error["code"], "not-found")
        self.assertFalse(self.json("verify", code=1)["isClean"])


class Broken(Environment):
    def test_clean_and_untouched_also_while_it_runs(self):
        self.json("set", "own", f"port={comfyclient.free_port()}")
        self.cli("start", "own", "--detach")
        before = self.tree()
        self.assertEqual(self.lines(code=0), [])
        self.assertEqual(self.tree(), before)
        self.cli("stop", "own")
        self.wait_nothing_runs()

    def test_a_pack_pins_torch_to_the_cpu(self):
        with PackageIndex() as index:
            index.add(Wheel("torch", "2.9.1+cpu", files=torch_files("2.9.1+cpu", None)))
            requirements = self.folder / "requirements.txt"
            requirements.write_text("torch==2.9.1+cpu\n", encoding="utf-8")
            self.pip("install", "-r", requirements, "--index-url", index.url())
        self.assertEqual(self.lines(), ["cpu-torch breaks torch", "mixed-builds breaks torch,torchvision,torchaudio"])
        verdict = self.verdict(code=1)
        self.assertEqual(verdict["findings"][0]["title"], "torch was replaced by a CPU build.")
        self.assertEqual(verdict["findings"][0]["repair"], "reinstall-torch")
        self.assertIn("torch/version.py: cuda = None", verdict["findings"][0]["evidence"])
        out, _ = self.cli("verify", "own", code=1)
        self.assertIn("✗ torch was replaced by a CPU build.", out)
        self.assertIn("→ Repair the install", out)
        self.cli("set", "own", "accelerator=cpu")
        self.assertNotIn("cpu-torch breaks torch", self.lines(), "the person chose the CPU")

    @unittest.skipUnless(shutil.which("uv"), "uv is not on PATH")
    def test_uv_does_the_same(self):
        wheel = self.wheel(Wheel("torch", "2.9.1+cpu", files=torch_files("2.9.1+cpu", None)))
        self.run_tool("uv", "pip", "install", "--no-config", "--offline", "--cache-dir", self.folder / "cache", "--python",
                      self.python, wheel)
        self.assertIn("cpu-torch breaks torch", self.lines())
        self.assertIn("INSTALLER: uv", self.verdict(code=1)["findings"][0]["evidence"])

    def test_pip_killed_while_it_replaces_torch(self):
        wheel = self.wheel(Wheel("torch", "2.8.0+cu130", files=torch_files("2.8.0+cu130", "13.0", filler=4000)))
        process = subprocess.Popen([str(self.python), "-m", "pip", "install", "--no-index", "--no-compile", str(wheel)],
                                   env=self.environment, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self.wait_for(lambda: list(self.site.glob("~orch*")) and (self.site / "torch/part10.py").exists(), "pip at work")
        finally:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        self.assertTrue(list(self.site.glob("~orch*")))
        verdict = self.verdict(code=1)
        kinds = {found["kind"] for found in verdict["findings"] if found["weight"] == "breaks"}
        self.assertIn("half-removed", kinds)
        self.assertTrue(kinds & {"shadowed-module", "missing-need", "torch-missing"}, kinds)

    def test_two_versions_of_numpy(self):
        for version in ("1.26.4", "2.1.0"):
            self.pip("install", "--no-index", "--ignore-installed", self.wheel(Wheel("numpy", version)))
        self.pip("install", "--no-index", "--no-deps", self.wheel(Wheel("needs-old", "1.0", requires=["numpy<2"])))
        self.assertEqual(len(list(self.site.glob("numpy-*.dist-info"))), 2)
        self.assertIn("duplicate-metadata breaks numpy", self.lines())
        shutil.rmtree(self.site / "numpy-1.26.4.dist-info")
        self.assertEqual(self.lines(), ["clashing-need breaks numpy"])
        self.assertIn("needs-old 1.0 has requirement numpy<2, but you have numpy 2.1.0", self.pip("check", code=1))

    def test_packages_in_development(self):
        source = self.folder / "source"
        source.mkdir()
        (source / "mine.py").write_text("pass\n", encoding="utf-8")
        (source / "setup.py").write_text("from setuptools import setup\nsetup(name='mine-own', version='0.1', "
                                         "py_modules=['mine'], install_requires=['six>=1'])\n", encoding="utf-8")
        if not (self.site / "setuptools").is_dir():
            self.skipTest("this Python brings no setuptools")
        self.run_tool(self.python, "-c", "import os, sys; os.chdir(sys.argv[1]); sys.argv = ['setup.py', 'develop', "
                      "'--no-deps']; exec(open('setup.py').read())", source)
        self.assertTrue((self.site / "mine-own.egg-link").exists())
        self.assertEqual(self.lines(), ["missing-need breaks six"])
        self.pip("install", "--no-index", self.wheel(Wheel("six", "1.17.0")))
        self.assertEqual(self.lines(code=0), [])

    def test_what_pip_check_says_is_said_too(self):
        for made in (Wheel("a-one", "1.0", requires=["b-two>=2", "c-three; extra == 'x'", "d-four; python_version < '3'"]),
                     Wheel("b-two", "1.5", requires=["e-five==1.*", "f.six"]), Wheel("e-five", "1.0.post1")):
            self.pip("install", "--no-index", "--no-deps", self.wheel(made))
        said = self.pip("check", code=1).splitlines()
        self.assertEqual(sorted(said), ["a-one 1.0 has requirement b-two>=2, but you have b-two 1.5.",
                                        "b-two 1.5 requires f-six, which is not installed."])
        self.assertEqual(self.lines(), ["missing-need breaks f-six", "clashing-need breaks b-two"])

    def test_a_pip_that_works_at_the_same_time(self):
        wheel = self.wheel(Wheel("busy", "1.0", files={f"busy/part{number}.py": "" for number in range(1000)}))
        process = subprocess.Popen([str(self.python), "-m", "pip", "install", "--no-index", str(wheel)],
                                   env=self.environment, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < end:
            done = subprocess.run([str(self.binary()), "--library", str(self.library), "--json", "verify", "own"],
                                  env=self.environment, capture_output=True, text=True, check=False, timeout=60)
            self.assertIn(done.returncode, (0, 1), done.stderr)
            self.assertIn("sentence", json.loads(done.stdout))
        self.assertEqual(process.wait(), 0)
        self.assertEqual(self.lines(code=0), [])

    def binary(self):
        return os.path.join(os.environ["PORTICO_BIN_DIR"], "porticoctl")


if __name__ == "__main__":
    main()
