#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The whole story on the real torch: a working install, a hostile pack whose needs would replace torch, the plan shows it,
the install strips it, ComfyUI still computes; then people do by hand what the pack asks for, with the real uv, ComfyUI is
broken, the verdict says so, one command repairs it without any network, ComfyUI computes again.

Skipped where the package index or a CPU build of torch is not reached. PORTICO_PACKAGE_INDEX, PORTICO_TORCH and
PORTICO_TORCH_INDEX name others than this computer is set up for."""

import json
import os
import subprocess
import sys
from pathlib import Path

from realtorch import RealTorchCase, VERSION, why_no_torch
from world import BIN, comfyclient, main
import composeworld
from packageindex import Wheel

#: ComfyUI's first lines with the real torch: it computes, and says its real version.
COMPUTES = '''import torch
if (torch.full((8, 8), 2.0) @ torch.full((8, 8), 3.0)).sum().item() != 3072:
    raise RuntimeError("torch does not compute")
from standin import sysinfo
sysinfo.torch_version = lambda is_cpu: torch.__version__
'''
PACK = '''import torch, speedup
NODE_CLASS_MAPPINGS = {}
print(f"hostile pack sees torch {torch.__version__} and speedup {speedup.__version__}", flush=True)
'''
OLD = "__version__ = '2.1.0'\ncuda = None\nhip = None\n"
#: Runs a program in a network of its own that has nothing but the loopback address, which it switches on (SIOCSIFFLAGS).
ALONE = """import fcntl, os, socket, struct, sys
with socket.socket() as s: fcntl.ioctl(s, 0x8914, struct.pack("16sh14x", b"lo", 0x1 | 0x40))
os.execv(sys.argv[1], sys.argv[1:])"""


def cut_off():
    """The beginning of a command line that runs without a network; nothing where that cannot be had."""
    words = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-r", "-n"]
    words += [sys.executable, "-c", ALONE]
    try:
        return words if subprocess.run([*words, "/bin/true"], capture_output=True, check=False).returncode == 0 else []
    except OSError:
        return []


class Story(RealTorchCase):
    def setUp(self):
        super().setUp()
        self.index.add(Wheel("torch", "2.1.0", [], {"torch/__init__.py": "from .version import __version__\n", "torch/version.py": OLD}))
        self.index.add(Wheel("speedup", "1.0", ["torch==2.1.0"]))

    def torch(self):
        """What the install's own Python imports; the last line of its error where it cannot."""
        said = subprocess.run([self.python, "-c", "import torch; print(torch.ones(2).sum().item(), torch.__version__)"],
                              env=self.environment, capture_output=True, text=True, check=False)
        return said.stdout.strip() or said.stderr.strip().splitlines()[-1]

    def computes(self):
        """A start by the command, the truth of a running ComfyUI, an end that leaves nothing."""
        self.cli("start", "mine", "--detach", seconds=120)
        self.assertEqual(self.json("status", "mine")["session"]["state"], "ready")
        self.assertEqual(comfyclient.get_json(self.port, "/system_stats")["system"]["pytorch_version"], VERSION)
        self.assertTrue(comfyclient.make_picture(self.port))
        log = self.cli("log", "mine")[0]
        self.cli("stop", "mine")
        self.wait_nothing_runs()
        return log

    def state(self):
        """Every file of the base by its size and time, but for bytecode and what leads to the layer."""
        rows = {path: path.lstat() for path in self.base.rglob("*") if "__pycache__" not in path.parts}
        return {str(path): (row.st_size, row.st_mtime_ns) for path, row in rows.items()
                if path.is_file() and path.name != "portico-layer.pth"}

    def uv(self, *words):
        done = subprocess.run(["uv", "pip", *words, "--python", str(self.python), "--break-system-packages", "--no-config",
                               "--cache-dir", str(self.folder / "uv"), "--default-index", self.index.url()],
                              env=self.environment, capture_output=True, text=True, check=False, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stderr

    def without_network(self, *words):
        """A command of porticoctl while nobody else can be reached; its last JSON document."""
        self.configure(packageIndex=composeworld.closed_address(), torchIndex=composeworld.closed_address(),
                       pythonMirror=composeworld.closed_address())
        begin = cut_off()
        self.say(f"without a network: {'in a network namespace of its own' if begin else 'every address is closed'}")
        done = subprocess.run([*begin, str(BIN / "porticoctl"), "--library", str(self.library), "--json", *words],
                              env=self.environment, cwd=self.folder, capture_output=True, text=True, check=False, timeout=180)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return json.loads(done.stdout.splitlines()[-1])

    def test_from_a_hostile_pack_to_a_repair(self):
        self.install("torch\nnumpy\n", COMPUTES)
        # From here on nothing but this test's own index is there.
        self.configure(packageIndex=self.index.url(), torchIndex=self.index.url("").rstrip("/"),
                       pythonMirror=composeworld.closed_address())
        self.assertEqual(self.torch(), f"2.0 {VERSION}")
        self.assertTrue(self.json("verify", "mine")["isClean"])
        self.say("installed, with the real torch")
        self.computes()
        whole = self.state()
        self.say(f"started and stopped; the base has {len(whole)} files")

        requirements = self.bring_hostile_pack()
        self.assertEqual(self.state(), whole, "the base is as it was")
        self.assertEqual(self.torch(), f"2.0 {VERSION}")
        self.assertIn(f"hostile pack sees torch {VERSION} and speedup 1.0", self.computes())
        self.say("the hostile pack runs on the real torch")

        self.uv("install", "-r", str(requirements))
        self.assertIn("AttributeError", self.torch())
        self.cli("start", "mine", "--detach", code=1, seconds=120)
        self.cli("stop", "mine", code=None)
        self.wait_nothing_runs()
        verdict = self.json("verify", "mine", code=1)
        for finding in verdict["findings"]:
            print(f"          {finding['kind']}: {finding['title']}")
        self.assertEqual(verdict["findings"][0]["kind"], "replaced-torch")
        said = self.cli("drift", "mine", code=1)[0]
        self.assertIn(f"torch {VERSION} → 2.1.0", said)
        self.say("broken by hand: neither torch nor ComfyUI works, and verify says so")

        outcome = self.without_network("repair", "mine", "--yes")
        self.assertTrue(outcome["isGood"] and outcome["hasStarted"], outcome)
        self.assertEqual(self.state(), whole)
        self.say("repaired, with a start of its own")
        self.assertTrue(self.json("verify", "mine")["isClean"])
        self.assertTrue(self.json("drift", "mine")["isClean"])
        self.assertIn(f"hostile pack sees torch {VERSION}", self.computes())
        self.say("started and stopped again")
        for place in ("staging", "journal"):
            self.assertEqual(list((self.library / place).glob("*")), [], f"left in {place}")

    def bring_hostile_pack(self):
        """By plan and consent; returns its requirements.txt."""
        pack = self.folder / "packs/hostile"
        pack.mkdir(parents=True)
        (pack / "__init__.py").write_text(PACK, encoding="utf-8")
        (pack / "requirements.txt").write_text("torch==2.1.0\nspeedup\n", encoding="utf-8")
        said = self.uv("install", "--dry-run", "-r", str(pack / "requirements.txt"))
        self.assertIn(f"- torch=={VERSION}", said, "it is hostile indeed")
        self.assertIn("+ torch==2.1.0", said)
        self.json("nodes", "install", "mine", pack)
        custom = self.library / "installs/mine/data/custom_nodes"
        self.assertFalse((custom / "hostile").exists(), "a plan alone does nothing")
        plan = self.json("nodes", "install", "mine", pack)["layer"]
        self.assertEqual([row["name"] for row in plan["added"]], ["speedup"])
        self.assertEqual({(need["by"], need["text"]) for need in plan["stripped"]},
                         {("hostile", "torch==2.1.0"), ("speedup", "torch==2.1.0")})
        self.say("the plan strips torch==2.1.0 twice")
        self.json("nodes", "install", "mine", pack, "--yes", seconds=120)
        return Path(custom / "hostile/requirements.txt")


if __name__ == "__main__":
    if REASON := why_no_torch():
        print(f"skipped: {REASON}\n0 passed, 0 failed, 1 skipped")
        sys.exit(77)
    main()
