# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Every bundle unpacks with the system's own tools, and its Python runs its ComfyUI with an empty environment."""

import hashlib
import json
import os
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import unittest
import zipfile

import harness
import archives
import foreign
import make_bundle
import pythoncopy
from make_bundle import Request, make

PYTHON_AT = {"anymatix": "anymatix/python/bin/python3", "official": "ComfyUI_windows_portable/python_embeded/bin/python3",
             "standalone": "standalone-env/bin/python3"}
COMFYUI_AT = {"anymatix": "anymatix/ComfyUI", "official": "ComfyUI_windows_portable/ComfyUI", "standalone": "ComfyUI"}
KINDS = ["zip", "7z", "7z-volumes", "tar", "tar.gz", "tar.xz", "tar.zst"]


def unpack(result, target):
    """By unzip, tar and 7z, which know nothing of us."""
    os.makedirs(target)
    kind, path = result["kind"], result["path"]
    if kind == "zip":
        command = ["unzip", "-q", path, "-d", target]
    elif kind.startswith("7z"):
        command = [archives.sevenzip_tool(), "x", "-snl", "-bd", "-y", "-o" + target, path]
    else:
        command = ["tar", "-xf", path, "-C", target]
    subprocess.run(command, check=True, capture_output=True)


@unittest.skipUnless(sys.platform == "linux", "the copy of Python is proved on Linux")
class Bundles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shelf = tempfile.mkdtemp(prefix="portico-bundles-")
        cls.cache = os.environ.get("PORTICO_TEST_CACHE") or os.path.join(cls.shelf, "cache")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.shelf, ignore_errors=True)

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="x y-", dir=self.shelf)  # a blank in the path, on purpose

    def make(self, layout, kind, **more):
        out = os.path.join(self.folder, f"{layout}.{kind}")
        return make(Request(layout=layout, kind=kind, out=out, cache=self.cache, **more))

    def run_in(self, root, layout):
        code = os.path.join(root, COMFYUI_AT[layout])
        return subprocess.run([os.path.join(root, PYTHON_AT[layout]), "-s", "main.py", "--cpu", "--quick-test-for-ci"],
                              cwd=code, env={}, capture_output=True, text=True)

    def need(self, kind):
        tool = {"zip": "unzip", "tar.zst": "zstd", "tar.xz": "xz"}.get(kind)
        if (tool and not shutil.which(tool)) or (kind.startswith("7z") and not archives.sevenzip_tool()):
            self.skipTest(f"no program for {kind}")

    def test_every_layout_in_every_kind_runs(self):
        for layout in PYTHON_AT:
            for kind in KINDS:
                with self.subTest(layout=layout, kind=kind):
                    self.need(kind)
                    result = self.make(layout, kind, version="0.31.2")
                    root = os.path.join(self.folder, "out " + layout + kind)
                    unpack(result, root)
                    done = self.run_in(root, layout)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assertIn("ComfyUI version: 0.31.2\n", done.stderr)
                    self.assertEqual(os.readlink(os.path.join(root, PYTHON_AT[layout]))[:7], "python3")
                    self.assertLess(result["size"], 20 << 20 if kind != "tar" else 40 << 20)
                    shutil.rmtree(root)

    def test_the_same_request_gives_the_same_bytes(self):
        for kind in KINDS:
            with self.subTest(kind=kind):
                self.need(kind)
                first, again = self.make("anymatix", kind), self.make("anymatix", kind)
                self.assertEqual(first["parts"], again["parts"])
                with open(first["path"], "rb") as file:
                    self.assertEqual(hashlib.sha256(file.read()).hexdigest(), first["sha256"])

    def test_zip_keeps_modes_links_and_zip64(self):
        result = self.make("anymatix", "zip", zip64=True, packs=("PackOne",))
        with zipfile.ZipFile(result["path"]) as archive:
            rows = {row.filename: row for row in archive.infolist()}
        self.assertEqual(rows["anymatix/anymatix_comfyui"].external_attr >> 16, stat.S_IFREG | 0o755)
        self.assertTrue(stat.S_ISLNK(rows["anymatix/python/bin/python"].external_attr >> 16))
        self.assertIn("anymatix/ComfyUI/custom_nodes/PackOne/__init__.py", rows)
        with open(result["path"], "rb") as file:
            head = file.read(64)
        self.assertEqual(struct.unpack("<H", head[4:6])[0], 45)

    def test_launch_script_takes_a_port(self):
        result = self.make("anymatix", "zip", mode="exit-after-ready=0.1")
        root = os.path.join(self.folder, "out")
        unpack(result, root)
        port = harness.comfyclient.free_port()
        done = subprocess.run([os.path.join(root, "anymatix", "anymatix_comfyui"), str(port)], cwd="/",
                              env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, timeout=30)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f"http://127.0.0.1:{port}\n", done.stderr)

    def test_volumes_are_cut(self):
        self.need("7z-volumes")
        result = self.make("official", "7z-volumes", volume_bytes=1 << 20)
        self.assertGreater(len(result["parts"]), 3)
        self.assertTrue(result["path"].endswith(".7z-volumes.001"))
        self.assertEqual(result["parts"][0]["size"], 1 << 20)

    def test_official_compression_is_bcj2_in_one_block(self):
        self.need("7z")
        result = self.make("official", "7z", official_compression=True)
        shown = subprocess.run([archives.sevenzip_tool(), "l", result["path"]], capture_output=True, text=True).stdout
        self.assertRegex(shown, r"Method = .*LZMA2.*BCJ2")
        self.assertRegex(shown, r"Blocks = 1\n")

    def test_foreign_interpreters_have_true_headers(self):
        magics = {"windows-x64": b"MZ", "macos-arm64": b"\xcf\xfa\xed\xfe", "linux-arm64": b"\x7fELF"}
        for platform, magic in magics.items():
            for layout in PYTHON_AT:
                with self.subTest(platform=platform, layout=layout):
                    root = os.path.join(self.folder, platform + layout)
                    unpack(self.make(layout, "zip", foreign=platform), root)
                    place = PYTHON_AT[layout].replace("bin/python3", foreign.interpreter_path(platform))
                    with open(os.path.join(root, place), "rb") as file:
                        data = file.read()
                    self.assertTrue(data.startswith(magic))
                    if platform == "windows-x64":
                        at = struct.unpack("<I", data[60:64])[0]
                        self.assertEqual(data[at:at + 6], b"PE\0\0\x64\x86")

    def test_plain_folder_and_folder_kind_do_not_share_with_the_cache(self):
        out = os.path.join(self.folder, "plain")
        make(Request(layout="plain", kind="folder", out=out))
        done = subprocess.run([os.path.join(out, "ComfyUI", "venv", "bin", "python"), "main.py", "--cpu",
                               "--quick-test-for-ci"], cwd=os.path.join(out, "ComfyUI"), env={}, capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        result = make(Request(layout="anymatix", kind="folder", out=self.folder + "/a", cache=self.cache))
        python = os.path.join(result["path"], PYTHON_AT["anymatix"])
        self.assertEqual(os.stat(python).st_nlink, 1)
        with self.assertRaises(RuntimeError):
            make(Request(layout="plain", kind="zip", out=out + ".zip"))

    def test_stub_torch_and_manifest(self):
        root = os.path.join(self.folder, "out")
        unpack(self.make("standalone", "zip", torch="2.8.0+cu128"), root)
        asked = "import importlib.metadata as m, torch; print(torch.__version__, torch.version.cuda, m.version('torch'))"
        done = subprocess.run([os.path.join(root, PYTHON_AT["standalone"]), "-c", asked], env={}, capture_output=True,
                              text=True)
        self.assertEqual(done.stdout, "2.8.0+cu128 12.8 2.8.0+cu128\n", done.stderr)
        with open(os.path.join(root, "manifest.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["torch_version"], "2.8.0+cu128")

    def test_command_line_prints_one_json_line(self):
        out = os.path.join(self.folder, "c.zip")
        done = subprocess.run([sys.executable, "-B", make_bundle.__file__, "--layout", "anymatix", "--kind", "zip",
                               "--out", out, "--cache", self.cache, "--foreign", "windows-x64"], capture_output=True,
                              text=True, check=True)
        answer = json.loads(done.stdout)
        self.assertEqual((answer["path"], answer["root"], answer["python"]), (out, "anymatix", "windows-x64"))
        self.assertEqual(done.stdout.count("\n"), 1)

    def test_marks_of_debian_go_in_each_python(self):
        for place in ("sysconfig.py", "sysconfig/__init__.py"):  # before Python 3.13, and since
            with self.subTest(place), tempfile.TemporaryDirectory() as library:
                path = os.path.join(library, place)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                for name, text in ((path, "prefix_scheme = 'posix_local'\n"), (f"{library}/EXTERNALLY-MANAGED", "")):
                    with open(name, "w", encoding="utf-8") as file:
                        file.write(text)
                pythoncopy._take_marks_of_debian_out(library)
                with open(path, encoding="utf-8") as file:
                    self.assertEqual(file.read(), "prefix_scheme = 'posix_prefix'\n")
                self.assertFalse(os.path.exists(f"{library}/EXTERNALLY-MANAGED"))


if __name__ == "__main__":
    unittest.main()
