#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Repair of somebody's own folder: a virtual environment that the real pip broke, put right from a loopback index with a
backup, undone; and what was added to an install becomes part of its layer."""

import os
import shutil
import signal
import subprocess

from repaircase import RepairCase, install
from verifycase import Environment
from world import comfyclient, main
from composecase import skip_without_uv
from faketorch import torch_wheel, vision_wheel
from packageindex import PackageIndex, Wheel
import composeworld


def fill(index):
    for label in ("cu130", "cpu"):
        index.add(torch_wheel(label), label)
        index.add(vision_wheel(label), label)
    index.add(Wheel("numpy", "1.26.4"))
    index.add(Wheel("numpy", "2.1.0", upload_time="2025-02-01T00:00:00Z"))
    index.add(Wheel("tinyhttp", "1.0", scripts={"tinyhttp": "tinyhttp:main"}))
    index.add(Wheel("brand-new", "1.0", requires=["tinyhttp"]))


class Adopted(Environment):
    needs = "torch\ntorchvision\nnumpy<2\n"

    def setUp(self):
        super().setUp()
        self.index = PackageIndex().__enter__()
        fill(self.index)
        composeworld.write_settings(self.folder / "config", self.index)
        self.environment["PORTICO_CONFIG_DIR"] = str(self.folder / "config")
        for name in ("torch", "torchvision", "torchaudio"):
            for path in self.site.glob(f"{name}*"):
                shutil.rmtree(path)
        self.install(torch_wheel(), vision_wheel(), Wheel("numpy", "1.26.4"))
        self.cli("set", "own", f"port={comfyclient.free_port()}")

    def tearDown(self):
        self.index.__exit__()
        super().tearDown()

    def install(self, *wheels):
        install(self.python, wheels, self.folder, self.environment, "--force-reinstall", "--no-deps", "--no-compile")

    def state(self):
        return {str(path.relative_to(self.own)): path.read_bytes() for path in self.own.rglob("*")
                if path.is_file() and not path.is_symlink() and "__pycache__" not in path.parts
                and "user" not in path.parts and "temp" not in path.parts}

    def test_torch_a_clash_and_a_missing_package_with_backup_and_undo(self):
        self.assertEqual(self.lines(code=0), [])
        self.install(torch_wheel("cpu"), Wheel("numpy", "2.1.0"))
        self.pip("uninstall", "-y", "torchvision")
        (self.own / "ComfyUI/requirements.txt").write_text(self.needs + "tinyhttp\n", encoding="utf-8")
        broken = self.state()
        plan = self.json("repair", "own", "--dry-run", code=1)
        self.assertEqual([step["act"] for step in plan["steps"]], ["reinstall-torch", "reinstall-packages"])
        self.assertEqual(self.state(), broken)

        outcome = self.json("repair", "own", "--yes")
        self.assertTrue(outcome["isGood"], outcome)
        self.assertTrue(outcome["hasStarted"])
        self.assertEqual(outcome["probe"]["torch"], "2.9.1+cu130")
        self.assertEqual(self.lines(code=0), [])
        self.assertTrue(os.access(self.own / "ComfyUI/venv/bin/tinyhttp", os.X_OK))
        self.pip("check")
        self.assertIn("torch/version.py", self.run_tool(self.python, "-m", "pip", "show", "-f", "torch"))
        self.assertEqual(self.json("repair", "own", "--yes", "--no-start")["plan"]["steps"], [])

        self.cli("repair", "own", "--undo")
        undone = self.state()
        self.assertEqual({name for name in undone.keys() | broken.keys() if undone.get(name) != broken.get(name)}, set())
        self.cli("repair", "own", "--undo", code=4)

    def test_a_pip_that_was_killed(self):
        wheel = self.wheel(torch_wheel("cu130", "2.8.0", parts=4000))
        process = subprocess.Popen([str(self.python), "-m", "pip", "install", "--no-index", "--no-compile", "--no-deps", str(wheel)],
                                   env=self.environment, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self.wait_for(lambda: list(self.site.glob("~orch*")) and (self.site / "torch/parts/part10.py").exists(), "pip at work")
        finally:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        outcome = self.json("repair", "own", "--yes", "--no-start")
        self.assertTrue(outcome["isGood"], outcome)
        self.assertEqual(self.lines(code=0), [])
        self.assertEqual(list(self.site.glob("~*")), [])
        self.assertEqual(outcome["probe"]["torch"], "2.9.1+cu130", "the version that was there")
        self.assertFalse((self.site / "torch/parts/part100.py").exists(), "no file of the other version is left")

    def test_two_packages_that_install_the_same_module(self):
        headless = Wheel("opencv-python-headless", "4.10.0", files={"cv2/__init__.py": "windows = False\n"})
        windows = Wheel("opencv-python", "4.10.0", files={"cv2/__init__.py": "windows = True\n", "cv2/qt/plugin.py": "x = 1\n"})
        self.index.add(headless)
        self.index.add(windows)
        self.install(headless)
        self.install(windows)
        both = self.state()
        step = self.json("repair", "own", "--dry-run", code=1)["steps"][0]
        self.assertEqual((step["act"], step["packages"], step["needsNetwork"]),
                         ("keep-one-provider", ["opencv-python-headless", "opencv-python"], True), "its file was written over")
        outcome = self.json("repair", "own", "--yes", "--no-start")
        self.assertEqual(outcome["notDone"], [])
        self.assertEqual((self.site / "cv2/__init__.py").read_text(), "windows = False\n")
        self.assertFalse((self.site / "cv2/qt").exists())
        self.assertEqual([path.name for path in self.site.glob("opencv*.dist-info")], ["opencv_python_headless-4.10.0.dist-info"])
        self.assertEqual(self.json("repair", "own", "--dry-run")["steps"], [])
        self.cli("repair", "own", "--undo")
        self.assertEqual(self.state(), both)

        for part in ("/files", "/simple"):
            self.index.faults[part] = "500"
        self.install(headless)  # came last, so it is whole
        step = self.json("repair", "own", "--dry-run", code=1)["steps"][0]
        self.assertFalse(step["needsNetwork"])
        self.json("repair", "own", "--yes", "--no-start")
        self.assertEqual((self.site / "cv2/__init__.py").read_text(), "windows = False\n")
        self.assertFalse((self.site / "cv2/qt").exists())
        self.assertEqual(self.json("repair", "own", "--dry-run")["steps"], [])

    def test_the_index_is_down(self):
        self.install(torch_wheel("cpu"))
        broken = self.state()
        for part in ("/cu130", "/simple"):
            self.index.faults[part] = "500"
        outcome = self.json("repair", "own", "--yes", "--no-start", code=1)
        self.assertTrue(outcome["notDone"])
        self.assertEqual(self.state(), broken, "nothing was touched")


class FromTheIndex(RepairCase):
    """Files of the base where nobody on this computer has them any more."""

    def setUp(self):
        super().setUp()
        self.index = PackageIndex().__enter__()
        self.addCleanup(self.index.__exit__)
        composeworld.write_settings(self.folder / "config", self.index)
        self.add_working()
        self.whole = self.state_of(self.base)
        shutil.rmtree(self.library / "installs/mine/gen-0001.pristine")
        shutil.rmtree(self.site / "torch/parts")
        (self.site / "torchvision/__init__.py").write_text("broken(\n", encoding="utf-8")

    def test_the_wheel_of_the_same_version_gives_them_back(self):
        self.index.add(torch_wheel(), "cu130")
        self.index.add(vision_wheel(), "cu130")
        plan = self.json("repair", "mine", "--dry-run", code=1)
        self.assertTrue(plan["needsNetwork"])
        self.assertIn("the package index", plan["steps"][0]["source"])
        self.assertEqual([path for path in self.index.requests if "torch" in path], [], "a plan asks nobody")
        self.assertEqual(self.json("repair", "mine", "--yes", "--no-start")["notDone"], [])
        self.assertEqual(self.state_of(self.base), self.whole)
        self.assertTrue(self.json("drift", "mine")["isClean"])

    def test_a_wheel_with_other_content_is_not_taken(self):
        changed = torch_wheel()
        changed.files = {path: text + "import evil\n" for path, text in changed.files.items()}
        self.index.add(changed, "cu130")
        self.index.add(vision_wheel(), "cu130")
        outcome = self.json("repair", "mine", "--yes", "--no-start", code=1)
        self.assertIn("torch/parts/part", outcome["notDone"][0])
        self.assertFalse((self.site / "torch/parts").exists())
        self.assertTrue((self.site / "torchvision/__init__.py").read_text().startswith("__version__"), "what was right came")

    def test_the_index_does_not_answer(self):
        self.index.faults["/"] = "500"
        broken = self.state_of(self.base)
        outcome = self.json("repair", "mine", "--yes", "--no-start", code=1)
        self.assertTrue(outcome["notDone"])
        self.assertEqual(self.state_of(self.base), broken)


class Absorbed(RepairCase):
    def test_what_pip_added_becomes_part_of_the_layer(self):
        with PackageIndex() as index:
            fill(index)
            composeworld.write_settings(self.folder / "config", index)
            self.add_working()
            whole = self.state_of(self.base)
            self.pip(Wheel("brand-new", "1.0", requires=["tinyhttp"]))
            out, _ = self.cli("drift", "mine", code=1)
            self.assertIn("Packages were added to “Mine”", out)
            outcome = self.json("drift", "mine", "--absorb")
            self.assertEqual(outcome["notDone"], [])
            self.assertEqual(self.state_of(self.base), whole)
            site = next((self.library / "installs/mine/view").glob("*/site"))
            self.assertTrue((site / "brand_new/__init__.py").exists())
            self.assertTrue((site / "tinyhttp/__init__.py").exists(), "with what it needs")

            self.assertEqual(self.json("repair", "mine", "--dry-run")["steps"], [], "a whole layer wants no repair")

            # The view is what pip sees: broken there, it comes back from the store; the store's layer from its wheels.
            (site / "brand_new").chmod(0o755)
            (site / "brand_new/__init__.py").unlink()
            trees = self.json("drift", "mine", code=1)["trees"]
            self.assertEqual([tree["place"] for tree in trees], ["view"])
            index.faults["/"] = "500"
            self.json("repair", "mine", "--yes", "--no-start")
            self.assertTrue(self.json("drift", "mine")["isClean"])
            layer = next((self.library / "store/layers").glob("*/site"))
            for folder in [layer.parent, layer, *[path for path in layer.rglob("*") if path.is_dir()]]:
                folder.chmod(0o755)
            shutil.rmtree(layer)
            plan = self.json("repair", "mine", "--dry-run", code=1)
            self.assertEqual([step["act"] for step in plan["steps"]], ["rebuild-layer", "renew-view"])
            self.assertFalse(plan["needsNetwork"])
            self.json("repair", "mine", "--yes", "--no-start")
            self.assertTrue((layer / "brand_new/__init__.py").exists())
            self.assertTrue(self.json("drift", "mine")["isClean"])
            self.assertEqual(self.json("repair", "mine", "--dry-run")["steps"], [])


skip_without_uv()
if __name__ == "__main__":
    main()
