# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""install.py of the kind that packs really bring, with the real pip and the real package index: its own pip is held by
the constraints, what it adds comes into the layer, and the base keeps every byte."""

import hashlib
import json
import subprocess

from world import main
from registrycase import RegistryCase, skip_without_index

SCRIPT = """import subprocess, sys
pip = [sys.executable, "-m", "pip"]
assert subprocess.run([*pip, "--version"]).returncode == 0, "no pip"
assert subprocess.run([*pip, "install", "numpy<1.20"]).returncode != 0, "numpy is not held"
subprocess.check_call([*pip, "install", "cowsay", "piexif==1.1.3"])
import cowsay
cowsay.cow("moo")
open("made.py", "w").write("from cowsay import cow\\n")
"""


class Scripts(RegistryCase):
    def base(self):
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in (self.library / "installs/mine/gen-0001").rglob("*")
                if path.is_file() and "__pycache__" not in path.parts and path.name != "portico-layer.pth"}

    def test_what_pip_adds_becomes_the_packs_need(self):
        pack = self.folder / "offered/moo"
        pack.mkdir(parents=True)
        (pack / "__init__.py").write_text("NODE_CLASS_MAPPINGS = {}\n")
        (pack / "install.py").write_text(SCRIPT)
        before = self.base()
        if not any(path.endswith("site-packages/pip/__main__.py") for path in before):
            python = next((self.library / "installs/mine/gen-0001").glob("python/bin/python3"))
            subprocess.run([python, "-m", "ensurepip"], check=False, capture_output=True)
            before = self.base()
        if not any(path.endswith("site-packages/pip/__main__.py") for path in before):
            self.skipTest("this Python has no pip")
        out, err = self.cli("--json", "nodes", "install", "mine", str(pack), "--yes", "--run-scripts", seconds=400)
        done = json.loads(out.splitlines()[-1])
        needs = done["steps"][0]["script"]["needs"]
        self.assertEqual([need.split("==")[0] for need in needs], ["cowsay", "piexif"], err)
        self.assertEqual(self.base(), before, "the base changed")
        sites = [path.name.split("-")[0] for path in (self.library / "installs/mine/view").glob("*/site/*.dist-info")]
        self.assertEqual(sorted(sites), ["cowsay", "piexif"])
        self.assertTrue((self.library / "installs/mine/data/custom_nodes/moo/made.py").exists())


skip_without_index()
main()
