#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Where environments lie: moved and copied installs, the cache that all programs share, and whose Python they lean on."""

import json
import shutil
import subprocess

from composecase import skip_without_uv
from envcase import CONDA, PLAIN, EnvCase
from world import main

OTHER = PLAIN + "# another\n"


class Places(EnvCase):
    def interpreter(self, place):
        return place / ".pixi/envs/default/bin/python"

    def first_root(self):
        return self.folder / "home/.ce"

    def unused(self, code=None):
        return {row["folder"].rsplit("/", 1)[1]: row for row in self.env("list", code=code)["unused"]}

    def place_of(self, report, name="some-nodes"):
        return self.folder / next(env["folder"] for env in report["environments"] if env["name"] == name)

    def test_a_moved_library_says_so_and_builds_anew(self):
        self.give_comfy_env("0.4.22")
        self.put(PLAIN)
        self.put(CONDA, "ComfyUI-Conda")
        self.env("build")
        was = self.library
        self.library = self.folder / "elsewhere"
        was.rename(self.library)
        report = self.env("list", code=1)
        self.assertEqual(self.states(report), {"some-nodes": "moved", "conda-nodes": "moved"})
        for env in report["environments"]:
            self.assertIn(f"{was}/installs/mine/ce/envs/", env["problem"])
            self.assertIn("anew", env["nextStep"])
        out, _ = self.cli("env", "list", "mine", code=1)
        self.assertIn("some-nodes  made elsewhere", out)
        plan = self.json("repair", "mine", "--dry-run", code=1)
        self.assertIn("repair-environments", [step["act"] for step in plan["steps"]])
        built = self.env("build")
        self.assertEqual(self.states(built), {"some-nodes": "built", "conda-nodes": "built"})
        self.assertEqual({each["wasBuilt"] for each in built["done"]}, {True})
        prefix = subprocess.run([self.interpreter(self.place_of(built)), "-c", "import sys, tinyhttp; print(sys.prefix)"],
                                capture_output=True, text=True, check=True, env=self.environment).stdout.strip()
        self.assertEqual(prefix, str(self.place_of(built) / ".pixi/envs/default"))

    def test_a_copied_install_says_so_and_leaves_the_first_alone(self):
        self.give_comfy_env("0.4.22")
        self.put(PLAIN)
        first = self.place_of(self.env("build"))
        shutil.copytree(self.place, self.library / "installs/second", symlinks=True)
        file = self.library / "installs/second/install.json"
        install = json.loads(file.read_text(encoding="utf-8"))
        file.write_text(json.dumps({**install, "id": "second", "name": "Second"}), encoding="utf-8")
        self.assertEqual(self.states(self.json("env", "list", "second", code=1)), {"some-nodes": "moved"})
        self.assertEqual(self.states(self.env("list")), {"some-nodes": "built"})
        before = (first / "portico-env.json").read_bytes()
        self.assertEqual(self.states(self.json("env", "repair", "second", seconds=120)), {"some-nodes": "built"})
        self.assertEqual((first / "portico-env.json").read_bytes(), before)

    def test_the_shared_cache_is_cleared_with_care(self):
        self.give_comfy_env("0.2.19")
        folder = self.put(PLAIN)
        old = self.place_of(self.env("build"))
        (folder / "comfy-env.toml").write_text(OTHER, encoding="utf-8")
        self.env("build")
        foreign, busy, disabled = (self.first_root() / name for name in ("_env_abcdef", "_env_012345", "_env_dddddd"))
        for place in (foreign, busy, disabled):
            (place / ".pixi/envs/default").mkdir(parents=True)
        for place in (foreign, disabled):
            (place / ".done").touch()
        (busy / ".building").mkdir()
        sleeping = self.put(OTHER, "Sleeping.disabled")
        (sleeping / disabled.name).symlink_to(disabled / ".pixi/envs/default")

        unused = self.unused()
        self.assertEqual({name: row["isSure"] for name, row in unused.items()}, {old.name: True, foreign.name: False})
        self.assertGreater(unused[old.name]["bytes"], 1000)
        self.assertIn("ComfyUI-Some/nodes/comfy-env.toml", unused[old.name]["known"])
        self.assertIn("nobody notes", unused[foreign.name]["known"])
        removed = self.env("remove", "--unused")
        self.assertEqual(removed["removed"], [str(old)])
        self.assertIn(foreign.name, removed["left"][0])
        self.assertEqual(self.env("remove", foreign.name)["removed"], [str(foreign)])
        self.assertEqual(self.unused(), {})
        self.assertTrue(busy.exists() and disabled.exists())
        self.assertEqual(self.states(self.env("list")), {"some-nodes": "built"})
        self.assertEqual(self.env("remove", "--unused")["removed"], [])

    def test_what_another_library_links_to_stays(self):
        self.give_comfy_env("0.2.19")
        folder = self.put(PLAIN)
        place = self.place_of(self.env("build"))
        second = self.folder / "second"
        shutil.copytree(self.library, second, symlinks=True)
        mine, self.library = self.library, second
        self.assertEqual(self.states(self.env("list")), {"some-nodes": "built"})  # and is noted
        self.library = mine
        removed = self.env("remove", "some-nodes")
        self.assertEqual((removed["removed"], (folder / place.name).is_symlink()), ([], False))
        self.assertIn("another pack uses it", removed["left"][0])
        shutil.rmtree(folder.parent)
        self.assertEqual(self.unused(), {})
        self.assertTrue(place.exists())
        shutil.rmtree(second)
        self.assertEqual({name: row["isSure"] for name, row in self.unused().items()}, {place.name: True})

    def own_python(self):
        """The install's own; nothing where it is a virtual environment of the system's."""
        config = next(self.place.glob("gen-0001/**/pyvenv.cfg"), None)
        return None if config else next(self.place.glob("gen-0001/**/lib/python3.*/lzma.py")).parent

    def test_comfyuis_own_python_is_copied(self):
        self.give_comfy_env("0.4.22")
        self.put(PLAIN)
        own = self.own_python()
        if own:
            (own / "EXTERNALLY-MANAGED").touch()  # as uv leaves it in those that it keeps
        env = self.env("build")["environments"][0]
        if own:
            self.assertEqual(env["leansOn"], "")
            self.assertFalse((self.folder / env["folder"] / ".pixi/envs/default/pyvenv.cfg").exists())
        else:
            self.assertTrue(env["leansOn"] and not env["leansOn"].startswith(str(self.library)), env)

    def test_none_leans_on_a_python_that_may_go(self):
        self.give_comfy_env("0.4.22")
        self.put(PLAIN)
        own = self.own_python()
        if not own:
            self.skipTest("the install's own Python is the system's")
        (own / "lzma.py").unlink()  # a copy of it cannot be proved any more
        report = self.env("build")
        leans = report["environments"][0]["leansOn"]
        self.assertFalse(leans.startswith(str(self.library)), leans)
        subprocess.run([self.interpreter(self.place_of(report)), "-c", "import lzma, tinyhttp"], check=True, env=self.environment)


if __name__ == "__main__":
    skip_without_uv()
    main()
