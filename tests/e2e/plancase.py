# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A composed install and an index with goods of all kinds, for plans: one install serves all tests of a file, and nothing
of it may change."""

import shutil
import unittest

from composecase import ComposeCase
from packageindex import Sdist, Wheel

TODAY = "2126-01-01T00:00:00Z"  # younger than any cooldown, whenever this runs
SETUP = """import pathlib, torch
pathlib.Path({mark!r}).write_text("ran")
from setuptools import setup
setup(name="imports-torch", version="1.0")
"""


class Shop(ComposeCase):
    """The install, and an index with goods of all kinds."""

    def runTest(self):
        pass

    def setUp(self):
        super().setUp()
        self.mark = self.folder / "setup-py-ran"
        self.fill()
        self.json(*self.words("--ref", "v0.33.0", "--name", "Mine"), seconds=120)
        self.nodes = self.library / "installs/mine/data/custom_nodes"

    def fill(self):
        add = self.index.add
        files = {"torch/version.py": "__version__ = '2.9.1+cu130'\ncuda: Optional[str] = '13.0'\nhip = None\n"}
        add(Wheel("torch", "2.9.1+cu130", ["filelock", "sympy>=1.13.3", "tinymath<2"], files), "cu130")
        for version in ("1.0", "2.0"):
            add(Wheel("number", version))
        add(Wheel("trainer", "1.0", ["number<2", "torch>=2.4", "tinymath"]))
        add(Wheel("painter", "1.0", ["number>=2", "torch==2.1.0", "nvidia-cudnn-cu12", "nvidia-novel-part"]))
        add(Wheel("greedy", "1.0", ["tinymath>=2"]))
        add(Wheel("greedy", "0.9", ["tinymath>=1"]))
        add(Wheel("old-math", "1.0", ["tinymath<1"]))
        add(Sdist("imports-torch", "1.0", setup=SETUP.format(mark=str(self.mark))))
        add(Sdist("imports-torch", "0.9", setup=SETUP.format(mark=str(self.mark))))
        add(Wheel("taken-back", "1.0"))
        add(Wheel("taken-back", "1.1", yanked="it deletes files"))
        add(Wheel("only-taken-back", "1.0", yanked="a mistake"))
        lie = "Metadata-Version: 2.1\nName: liar\nVersion: 1.0\nRequires-Dist: torch==1.0+cpu\n"
        lie += "".join(f"Requires-Dist: number; python_version < '2.{n}'\n" for n in range(100))
        assert len(lie) > 4500
        add(Wheel("liar", "1.0", ["tinyhttp"], lie=lie.encode()))
        add(Wheel("cyclic", "1.0", ["cyclic[b]; extra == 'a'", "cyclic[a]; extra == 'b'", "number; extra == 'b'"]))
        add(Wheel("opencv-python", "4.10.0"))
        add(Wheel("opencv-python-headless", "4.10.0"))
        add(Wheel("opencv-contrib-python", "4.10.0"))
        add(Wheel("opencv-contrib-python-headless", "4.10.0"))
        add(Wheel("brings-windows", "1.0", ["opencv-python>=4"]))
        add(Wheel("onnxruntime", "1.20.0"))
        add(Wheel("onnxruntime-gpu", "1.20.0"))
        add(Wheel("fresh", "1.0", upload_time=TODAY))
        add(Wheel("renewed", "1.0"))
        add(Wheel("renewed", "1.1", upload_time=TODAY))
        add(Wheel("flash-attn", "2.8.3+cu130torch2.9", tag="py3-none-linux_x86_64"))
        add(Wheel("flash-attn", "2.9.0+cu128torch2.8", tag="py3-none-linux_x86_64"))
        for name, version in (("sageattention", "2.2.0+cu130torch2.9.0"), ("sageattention", "2.3.0+cu128torch2.9.0"),
                              ("nunchaku", "1.2.0+torch2.9"), ("spconv-cu130", "2.3.8"), ("spconv-cu120", "2.3.6"),
                              ("xformers", "0.0.33")):
            add(Wheel(name, version, tag="py3-none-linux_x86_64"))
        add(Sdist("nunchaku", "1.0"))
        add(Wheel("attention", "1.0", ["flash-attn"]))
        add(Wheel("quick", "1.0", ["attention"]))
        add(Wheel("windows-only", "1.0", tag="cp312-cp312-win_amd64"))
        add(Wheel("direct", "1.0", ["number"]))
        for version in ("0.4.9", "0.4.22"):
            add(Wheel("comfy-env", version))


class PlanCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shop = Shop()
        cls.shop.setUp()

    @classmethod
    def tearDownClass(cls):
        cls.shop.tearDown()

    def setUp(self):
        shutil.rmtree(self.shop.nodes, ignore_errors=True)
        self.shop.nodes.mkdir(parents=True)
        self.shop.index.upload_times = True
        self.before = self.base()

    def tearDown(self):
        self.assertEqual(self.base(), self.before, "planning changed the install")
        left = [path for path in (self.shop.library / "staging").glob("*") if path.is_dir()]
        self.assertEqual(left, [], "left in staging")
        self.assertFalse(self.shop.mark.exists(), "somebody's setup.py was run")

    def base(self):
        place = self.shop.library / "installs/mine"
        return {path: path.lstat().st_mtime_ns for path in place.rglob("*")
                if "custom_nodes" not in path.parts and "__pycache__" not in path.parts}

    def pack(self, name, *lines, file="requirements.txt"):
        folder = self.shop.nodes / name
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").write_text("NODE_CLASS_MAPPINGS = {}\n", encoding="utf-8")
        (folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def plan(self, *words, code=0):
        plan = self.shop.json("nodes", "plan", "mine", *words, code=code)
        self.assertFalse([row for row in plan.get("added", []) if row["name"].startswith(("torch", "nvidia"))], plan)
        return plan

    def text(self, *words, code=0):
        out, _ = self.shop.cli("nodes", "plan", "mine", *words, code=code)
        return out

    @staticmethod
    def added(plan):
        return {row["name"]: row["version"] for row in plan["added"]}

    @staticmethod
    def row(plan, name):
        return next(row for row in plan["added"] if row["name"] == name)
