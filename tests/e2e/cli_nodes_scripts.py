# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""install.py of node packs, with the real uv, a real Python and a loopback index: shown, run by consent alone in a
throwaway copy, and whatever one does, the base and the store stay as they are to the last byte."""

import hashlib
import json
import signal
import time

from world import main
from composecase import skip_without_uv
from layercase import LayerCase
from packageindex import Wheel

UV = """import os, subprocess, sys
def install(*packages, free=False):
    names = () if not free else ("UV_CONSTRAINT", "PIP_CONSTRAINT")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    return subprocess.run(["uv", "pip", "install", "--python", sys.executable, *packages], env=environment).returncode
"""
HOSTILE = UV + """
import pathlib, site, sysconfig
print("the script begins in", os.getcwd())
assert install("torch==0.0.1") != 0, "torch is not held"
assert install("torch==0.0.1", free=True) == 0
assert install("easy>=1") == 0
for site in {sysconfig.get_path("purelib"), os.environ.get("PORTICO_LAYER", sysconfig.get_path("purelib"))}:
    for file in pathlib.Path(site).rglob("*.py"):
        file.chmod(0o644)
        with open(file, "r+") as opened:  # in place: a hard link would carry it home
            opened.write("# evil")
here = pathlib.Path(__file__).resolve().parent
(here / "part.py").write_text("MADE = True\\n")
(here / "settings.ini").write_text(f"wildcards = {here / 'wildcards'}\\n")
os.symlink(here.parent.parent / "models", here / "lost")
models = here.parent.parent / "models/checkpoints"
models.mkdir(parents=True, exist_ok=True)
(models / "huge.bin").write_bytes(b"x" * 100_000)
assert os.environ["COMFYUI_PATH"] == str(here.parent.parent)
assert (pathlib.Path(os.environ["COMFYUI_PATH"]) / "folder_paths.py").exists()
pathlib.Path("~/evil.txt").expanduser().write_text("x")
"""


class Scripts(LayerCase):
    def setUp(self):
        super().setUp()
        self.offer("plain", requirements="number\n")  # so that there is a layer before any script
        self.nodes("install", "plain", "--yes")
        self.before = self.bytes()

    def fill(self):
        self.index.add(Wheel("torch", "0.0.1", [], {"torch/__init__.py": "raise ImportError('evil')\n"}))
        self.index.add(Wheel("more", "1.0"))

    def tearDown(self):
        after = self.bytes()
        changed = [path for path, digest in self.before.items() if after.get(path) != digest]
        self.assertEqual(changed, [], "the base or the store changed")
        self.assertEqual(list((self.folder / "home").rglob("evil*")), [])
        super().tearDown()

    def bytes(self):
        """SHA-256 of every file of the base and of the layers that were there at first."""
        files = [*self.place.glob("gen-0001/**/*"), *self.library.glob("store/layers/*/**/*")]
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
                if path.is_file() and not path.is_symlink() and "__pycache__" not in path.parts}

    def offer(self, name, version="1.0.0", requirements="", script=""):
        super().offer(name, version, requirements, **({"install.py": script} if script else {}))

    def layer(self):
        """{name: version} of the packages in the view."""
        site = self.site()
        names = [path.name.removesuffix(".dist-info").split("-") for path in site.glob("*.dist-info")] if site else []
        return {name: version for name, version in names}

    def record(self, pack):
        return json.loads((self.place / "packs.json").read_text())["packs"][pack]

    def test_a_hostile_script_changes_a_copy(self):
        self.offer("hostile", script=HOSTILE)
        plan = self.nodes("install", "hostile")
        script = plan["steps"][0]["script"]
        self.assertEqual((script["text"], script["size"], script["hasRun"]), (HOSTILE, len(HOSTILE), False))
        text, _ = self.cli("nodes", "install", "mine", "hostile", "--show-scripts")
        self.assertIn("assert install(\"torch==0.0.1\") != 0", text)
        self.assertIn("--run-scripts", text)
        self.assertFalse((self.custom / "hostile").exists())

        done = self.nodes("install", "hostile", "--yes", "--run-scripts")
        self.assertEqual(done["steps"][0]["script"]["needs"], ["easy==1.0", "torch==0.0.1"])
        self.assertEqual(self.layer(), {"easy": "1.0", "number": "2.0"}, "torch is stripped, the rest is there")
        remarks = " ".join(done["remarks"])
        for part in ("ComfyUI/models/checkpoints", "~/evil.txt", "lost", "thrown away"):
            self.assertIn(part, remarks)
        pack = self.custom / "hostile"
        self.assertEqual((pack / "part.py").read_text(), "MADE = True\n")
        self.assertEqual((pack / "settings.ini").read_text(), f"wildcards = {pack}/wildcards\n", "led home")
        self.assertFalse((pack / "lost").is_symlink())
        self.assertFalse((self.place / "data/models/checkpoints/huge.bin").exists())
        self.assertEqual(self.record("hostile")["scriptNeeds"], ["easy==1.0", "torch==0.0.1"])
        self.assertEqual((self.state("hostile")["isChanged"], self.state("hostile")["missing"]), (False, []))

        self.offer("other", requirements="more\n")  # a later plan counts what the script added
        plan = self.nodes("install", "other", "--yes")
        self.assertEqual(self.layer(), {"easy": "1.0", "number": "2.0", "more": "1.0"})
        plan = self.nodes("plan")
        self.assertEqual([(one["pack"], one["ranBefore"]) for one in plan["scripts"]], [("hostile", True)])
        self.assertIn("torch==0.0.1", json.dumps(plan["stripped"]))
        self.nodes("remove", "hostile", "--yes")
        self.assertEqual(self.layer(), {"number": "2.0", "more": "1.0"})
        self.nodes("restore", "hostile", "--yes")
        self.assertEqual(self.layer(), {"easy": "1.0", "number": "2.0", "more": "1.0"})

    def test_without_consent_nothing_runs(self):
        self.offer("quiet", script="import pathlib\npathlib.Path('ran').touch()\n")
        done = self.nodes("install", "quiet", "--yes")
        self.assertEqual((done["steps"][0]["script"]["hasRun"], (self.custom / "quiet/ran").exists()), (False, False))
        scripts = self.nodes("plan")["scripts"]
        self.assertEqual([(one["pack"], one["ranBefore"]) for one in scripts], [("quiet", False)])
        plan = self.nodes("run-script", "quiet")
        self.assertEqual((plan["type"], (self.custom / "quiet/ran").exists()), ("plan", False))
        done = self.nodes("run-script", "quiet", "--yes")
        self.assertTrue((self.custom / "quiet/ran").exists())
        self.assertEqual(len(done["kept"]), 1)
        self.assertTrue(self.nodes("plan")["scripts"][0]["ranBefore"])
        self.assertEqual([path for path in self.registry.asked if "/install" in path and "quiet" in path][1:], [],
                         "counted as one installation")
        self.nodes("restore", "quiet", "--yes")
        self.assertFalse((self.custom / "quiet/ran").exists())
        for words, code, part in ((("plain",), 4, "has no install.py"), (("nobody",), 4, "nobody")):
            self.assertIn(part, self.nodes("run-script", *words, "--yes", code=code)["error"]["message"])
        self.nodes("disable", "quiet")
        self.assertIn("disabled", self.nodes("run-script", "quiet", "--yes", code=3)["error"]["message"])

    def test_one_that_fails_is_refused_with_its_words(self):
        self.offer("failing", script=UV + "install('easy')\nprint('a cause', flush=True)\nsys.exit('no luck')\n")
        seen = sorted(path.name for path in self.custom.iterdir()), self.layer()
        error = self.nodes("install", "failing", "--yes", "--run-scripts", code=1)["error"]
        self.assertIn("no luck", error["message"])
        self.assertIn("a cause", error["detail"])
        self.assertEqual((sorted(path.name for path in self.custom.iterdir()), self.layer()), seen)
        self.nodes("install", "failing", "--yes")
        self.assertEqual(self.layer(), {"number": "2.0"})
        # What it adds and nobody can give beside the other packs.
        self.offer("b", requirements="number>=2\n")
        self.nodes("install", "b", "--yes")
        self.offer("clash", script=UV + "assert install('number<2') == 0\n")
        error = self.nodes("install", "clash", "--yes", "--run-scripts", code=3)["error"]
        self.assertIn("number", error["message"])
        self.assertFalse((self.custom / "clash").exists())

    def test_updates_keep_what_a_script_added(self):
        settings = "from pathlib import Path\nini = Path('u.ini')\nini.exists() or ini.write_text('new')\n" \
                   "Path('made.py').exists() or Path('made.py').write_text('x = 1\\n')\n"
        self.offer("u", script=UV + settings + "assert install('easy') == 0\n")
        self.offer("w", script=UV + "assert install('more') == 0\n")
        done = self.nodes("install", "u", "w", "--yes", "--run-script", "u")
        self.assertEqual([step["script"]["hasRun"] for step in done["steps"]], [True, False])
        self.assertEqual(self.layer(), {"easy": "1.0", "number": "2.0"})
        (self.custom / "u/u.ini").write_text("mine")
        self.offer("u", "1.1.0", script=UV + settings + "assert install('easy') == 0\n")
        plan = self.nodes("update", "u")
        self.assertTrue(plan["steps"][0]["script"]["ranBefore"])
        self.nodes("update", "u", "--yes")
        self.assertEqual((self.layer(), self.record("u")["version"]), ({"easy": "1.0", "number": "2.0"}, "1.1.0"))
        self.assertEqual(((self.custom / "u/made.py").exists(), self.state("u")["isChanged"]), (True, False))
        self.offer("u", "1.2.0", script=UV + settings + "assert install('more') == 0\n")
        self.assertFalse(self.nodes("update", "u")["steps"][0]["script"]["ranBefore"])
        self.nodes("update", "u", "--yes", "--run-scripts")
        self.assertEqual(self.layer(), {"more": "1.0", "number": "2.0"})
        self.assertEqual((self.custom / "u/u.ini").read_text(), "mine", "settings outlast the script")
        self.assertEqual(self.state("u")["isChanged"], False)

    def test_a_cancel_ends_all_of_it(self):
        self.offer("slow", script="import subprocess, sys, time\nprint('waiting', flush=True)\n"
                                  "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
                                  "time.sleep(600)\n")
        process = self.spawn("--json", "nodes", "install", "mine", "slow", "--yes", "--run-scripts")
        self.wait_for(lambda: sum("time.sleep(600)" in command for _, command in self.processes()) >= 1, "the script")
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        self.assertLess(time.monotonic() - begun, 10)
        self.wait_nothing_runs()
        self.assertFalse((self.custom / "slow").exists())


skip_without_uv()
main()
