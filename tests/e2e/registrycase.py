# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A composed install whose torch is a stand-in of the real one's shape, before the real package index. Where no index is
reached `skip_without_index` ends the program. PORTICO_PACKAGE_INDEX names another index than the usual one."""

import json
import os
import re
import subprocess
import sys
import tempfile

from world import World, comfyclient  # sets up the path to tests/support
import composeworld
from packageindex import PackageIndex, Wheel

INDEX = os.environ.get("PORTICO_PACKAGE_INDEX", "")
TRUST = ("SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")
FAMILY = re.compile(r"(torch|torchvision|torchaudio|triton|xformers)$|(?!nvidia-ml-py$)(nvidia|cuda)-")
TORCH = "__version__ = '2.9.1+cpu'\ncuda: Optional[str] = None\nhip: Optional[str] = None\n"


def why_not():
    """Why the index cannot be asked; None if it can."""
    if reason := composeworld.why_not():
        return reason
    with tempfile.TemporaryDirectory() as folder:
        index = {"UV_DEFAULT_INDEX": INDEX} if INDEX else {}
        tested = subprocess.run(["uv", "pip", "compile", "--no-config", "-q", "--cache-dir", folder, "-"], input="six",
                                env={**os.environ, "UV_HTTP_RETRIES": "0", **index}, capture_output=True, text=True,
                                check=False, timeout=120)
    return None if tested.returncode == 0 else f"the package index is not reached: {tested.stderr.strip()[:300]}"


def skip_without_index():
    if reason := why_not():
        print(f"skipped: {reason}\n0 passed, 0 failed, 1 skipped")
        sys.exit(77)


class RegistryCase(World):
    """`mine`: ComfyUI with a base of its own."""

    def setUp(self):
        super().setUp()
        self.environment |= {name: os.environ[name] for name in TRUST if name in os.environ}
        self.torch = PackageIndex().__enter__()
        self.addCleanup(self.torch.__exit__)
        self.torch.add(Wheel("torch", "2.9.1+cpu", [], {"torch/version.py": TORCH}), "cpu")
        self.torch.add(Wheel("torchvision", "0.24.1+cpu", ["torch==2.9.1"]), "cpu")
        settings = {"schema": 1, "torchIndex": self.torch.url("").rstrip("/"), **({"packageIndex": INDEX} if INDEX else {})}
        (self.folder / "config").mkdir()
        (self.folder / "config/settings.json").write_text(json.dumps(settings), encoding="utf-8")
        self.environment["PORTICO_CONFIG_DIR"] = str(self.folder / "config")
        repository = composeworld.make_repository(self.folder / "repository", "torch\ntorchvision\nnumpy\npillow\n")
        self.cli("install", "--compose", "--git", repository, "--ref", "master", "--accelerator", "cpu", "--python",
                 composeworld.this_python(), "--packages", "newest", "--name", "Mine", "--port", comfyclient.free_port(), seconds=400)

    def print_plan(self, plan):
        """For whoever wants to know what the index gave."""
        for row in plan["added"]:
            print(f"{row['source']:8} {row['name']} {row['version']} {row.get('bytes', '-')}"
                  f"{' young' if row['isYoung'] else ''}")
        for need in plan["stripped"]:
            print(f"stripped {need['text']} ({need['by']}): {need['present'] or 'none'} {need['isMet']}")
        for need in plan["unmet"]:
            print(f"unmet {need['message']}")
        print("\n".join(plan["remarks"]))

    def assert_no_torch(self, names):
        self.assertFalse([name for name in names if FAMILY.match(name)])
