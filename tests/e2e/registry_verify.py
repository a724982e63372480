#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""`porticoctl verify` on environments that the real pip and uv made of real packages, beside what `pip check` says of the
same. Skipped where no package index is reached. PORTICO_PACKAGE_INDEX names another index than the usual one."""

import os
import shutil
import subprocess
import sys
import unittest

from verifycase import Environment
from world import main
from packageindex import Wheel

INDEX = os.environ.get("PORTICO_PACKAGE_INDEX", "")
TRUST = ("SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "PIP_INDEX_URL", "PIP_CERT",
         "UV_DEFAULT_INDEX", "REQUESTS_CA_BUNDLE")
INDEXES = {"PIP_INDEX_URL": INDEX, "UV_DEFAULT_INDEX": INDEX} if INDEX else {}


def why_not():
    tested = subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--retries", "0", "-d", os.devnull,
                             "six==0.0"], env={**os.environ, **INDEXES}, capture_output=True, text=True, check=False)
    return None if "from versions: 0" in tested.stderr or "from versions: 1" in tested.stderr \
        else f"the package index is not reached: {tested.stderr.strip()[:300]}"


REASON = why_not()


@unittest.skipIf(REASON, REASON)
class RealPackages(Environment):
    def setUp(self):
        super().setUp()
        home = os.environ.get("HOME", "")
        self.environment |= {name: os.environ[name] for name in TRUST if name in os.environ} | INDEXES
        for name in (".config/pip/pip.conf", ".config/uv/uv.toml", ".pip/pip.conf"):  # the index of this computer
            if os.path.isfile(os.path.join(home, name)):
                target = self.folder / "home" / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(os.path.join(home, name), target)

    def test_packages_with_compiled_parts_are_clean(self):
        self.pip("install", "-q", "numpy", "markupsafe", "jinja2", "requests", "pyyaml", "packaging")
        self.assertEqual(self.lines(code=0), [])
        self.assertIn("No broken requirements found", self.pip("check"))

    def test_one_package_moves_numpy_for_all(self):
        self.pip("install", "-q", "numpy==2.1.0")
        self.pip("install", "-q", "--no-deps", self.wheel(Wheel("old-node", "1.0", requires=["numpy<2"])))
        self.assertEqual(self.lines(), ["clashing-need breaks numpy"])
        self.pip("install", "-q", "--ignore-installed", "numpy==1.26.4")
        self.assertEqual(self.lines()[0], "duplicate-metadata breaks numpy")

    @unittest.skipUnless(shutil.which("uv"), "uv is not on PATH")
    def test_uv_removes_by_halves(self):
        self.run_tool("uv", "pip", "install", "-q", "--cache-dir", self.folder / "cache", "--python", self.python,
                      "markupsafe", "idna")
        self.assertEqual(self.lines(code=0), [])
        next((self.site / "markupsafe").glob("_speedups*.so")).unlink()
        (self.site / "idna/core.py").unlink()
        self.assertEqual(self.lines(), ["half-removed breaks idna", "half-removed breaks markupsafe"])

    def test_a_wheel_for_another_python(self):
        other = "38" if sys.version_info.minor != 8 else "39"
        folder = self.folder / "other"
        self.pip("install", "-q", "--target", folder, "--platform", "manylinux2014_x86_64", "--python-version", other,
                 "--only-binary", ":all:", "--no-deps", "markupsafe==2.1.5")
        for path in folder.iterdir():
            shutil.move(path, self.site / path.name)
        self.assertEqual(self.lines(), ["wrong-abi breaks markupsafe"])


if __name__ == "__main__":
    main()
