#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A bundle made of a recipe: what it holds, the same bytes again from recipe and lock whatever happened to the
repositories and the index meanwhile, nothing done where nothing changed; and what it refuses, saying where."""

import json
import sys
import zipfile
from pathlib import Path

from world import CACHE, comfyclient, main
from composecase import ComposeCase, skip_without_uv
import composeworld
import pythoncopy
from gitserver import GitServer
from packageindex import Wheel, small_world

PACK = "import number\nNODE_CLASS_MAPPINGS = {}\nprint('the pack sees number', number.VERSION, flush=True)\n"


class Recipes(ComposeCase):
    def setUp(self):
        super().setUp()
        small_world(self.index, tag="cpu")
        for version in ("2.0", "2.1"):
            self.give_number(version)
        self.index.add(Wheel("colours", "3.0"))
        self.python, _ = pythoncopy.provide(sys.executable, CACHE / "python")
        self.place = self.folder / "recipe"
        self.place.mkdir()
        self.out = self.folder / "out"
        self.pack = self.make_pack("telling", "number<2.1\ntorch\n")

    def tearDown(self):
        for place in ("staging", "journal", "installs"):
            left = [path for path in (self.library / place).glob("*") if path.name != "library.lock"]
            self.assertEqual(left, [], f"left in {place}")
        super().tearDown()

    def give_number(self, version, **more):
        self.index.add(Wheel("number", version, [], {"number/__init__.py": f"VERSION = '{version}'\n",
                                                     "number/tests/test_it.py": "x = 1\n"}, **more))

    def make_pack(self, name, requirements):
        folder = self.folder / "packs" / name
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(PACK, encoding="utf-8")
        (folder / "requirements.txt").write_text(requirements, encoding="utf-8")
        composeworld.git(folder, "init", "-q", "-b", "main")
        composeworld.git(folder, "add", ".")
        composeworld.git(folder, "commit", "-q", "-m", "first")
        composeworld.git(folder, "tag", "v1")
        return folder

    def move_on(self, folder):
        (folder / "more.py").write_text("more = 1\n", encoding="utf-8")
        composeworld.git(folder, "add", ".")
        composeworld.git(folder, "commit", "-q", "-m", "more")

    def recipe(self, **changes):
        content = {"schema": 1, "name": "Studio", "version": "1.2.0", "accelerator": "cpu",
                   "comfyui": {"git": str(self.repository)}, "nodes": "repos.json", "requirements": ["colours"],
                   "python": {"provider": "prefix", "prefix": str(self.python)}, "strip": ["tests"], **changes}
        file = self.place / "studio.json"
        file.write_text(json.dumps({key: value for key, value in content.items() if value is not None}, indent=1))
        (self.place / "repos.json").write_text(json.dumps([{"url": str(self.pack)}]))
        return file

    def build(self, *words, code=0, out=None, **changes):
        return self.json("bundle", "build", self.recipe(**changes), "--output", out or self.out, *words, code=code,
                         seconds=300)

    def lock(self, made):
        return json.loads(Path(made["lock"]).read_text())

    def test_recipe_and_lock_give_the_same_bytes_whatever_is_new(self):
        plan = self.json("bundle", "plan", self.recipe(), "--output", self.out)
        self.assertFalse(self.out.exists(), "a plan makes nothing")
        others = self.library / "store/uv/others.whl"
        others.parent.mkdir(parents=True)
        others.write_bytes(b"fetched for something else")
        first = self.build()
        self.assertTrue(others.exists(), "only what a build itself has fetched may go")
        self.assertEqual(first["file"], plan["file"])
        self.assertEqual(Path(first["file"]).name, "anymatix-portable-comfyui-linux-x64-v1.2.0.zip")
        self.assertEqual(self.json("list")["installs"], [], "nothing of it stays with the person")
        lock = self.lock(first)
        self.assertEqual(lock["comfyui"]["commit"], composeworld.git(self.repository, "rev-parse", "HEAD"))
        self.assertEqual(plan["comfyui"]["commit"], lock["comfyui"]["commit"])
        self.assertEqual([node["name"] for node in lock["nodes"]], ["telling"])
        self.assertEqual([package["name"] + package["version"] for package in lock["layer"]], ["number2.0"])
        self.assertIn("torch==2.9.1+cpu", [f"{each['name']}=={each['version']}" for each in lock["torch"]])
        self.assertIn("colours", [package["name"] for package in lock["packages"]], "resolved with ComfyUI's own")
        self.assertEqual(first["bundle"]["packages"], ["number==2.0"])
        with zipfile.ZipFile(first["file"]) as archive:
            names = archive.namelist()
            self.assertIn("anymatix/locks/layer.lock", names)
            self.assertIn(b"torch==2.9.1+cpu", archive.read("anymatix/locks/torch.lock"))
            self.assertFalse([name for name in names if "number/tests" in name or "__pycache__" in name])
            for name in names:  # where it was made is nobody's business, and would be another one next time
                self.assertNotIn(str(self.library).encode(), archive.read(name), name)

        unchanged = self.build()
        self.assertTrue(unchanged["unchanged"])
        self.assertEqual((unchanged["sha256"], unchanged["bundle"]), (first["sha256"], first["bundle"]))

        for folder in (self.repository, self.pack):
            self.move_on(folder)
        self.give_number("2.0.5")
        again = self.build("--lock", first["lock"], out=self.folder / "again")
        self.assertEqual(again["sha256"], first["sha256"])
        self.assertEqual(self.lock(again), lock)
        newer = self.build("--update", "--replace")
        self.assertNotEqual(newer["sha256"], first["sha256"])
        self.assertEqual(self.lock(newer)["nodes"][0]["commit"], composeworld.git(self.pack, "rev-parse", "HEAD"))
        self.assertEqual(newer["bundle"]["packages"], ["number==2.0.5"])

    def test_another_recipe_makes_another_lock_and_what_is_there_is_kept(self):
        asking = self.make_pack("asking", "number>=2.1\n")
        same = {"nodes": [{"url": str(self.pack), "ref": "v1"}, {"url": str(asking)}], "without": ["asking:number"],
                "archive": "tar.gz"}
        first = self.build(**same)
        self.assertEqual(first["bundle"]["packages"], ["number==2.0"], "a need was left out by choice")
        wrong = self.build(**same, arguments=["--fast"], code=1)["error"]
        self.assertEqual(wrong["code"], "already-exists")
        other = self.build("--lock", first["lock"], **same, arguments=["--fast"], code=1, out=self.folder / "other")
        self.assertEqual(other["error"]["code"], "invalid-input")
        damaged = Path(first["file"])
        damaged.write_bytes(damaged.read_bytes()[:-1] + b"x")
        self.assertEqual(self.build(**same, code=1)["error"]["code"], "already-exists")
        mended = self.build("--replace", **same)
        self.assertEqual((mended["sha256"], mended["unchanged"]), (first["sha256"], False))

    def test_node_packs_get_packages_of_that_time_where_the_recipe_asks_for_it(self):
        self.give_number("2.0.5", upload_time="2026-06-01T00:00:00Z")  # ComfyUI is of September 2025
        self.index.add(Wheel("latecomer", "1.0", upload_time="2026-06-01T00:00:00Z"))
        late = self.make_pack("late", "latecomer\n")
        nodes = [{"url": str(self.pack)}, {"url": str(late)}]
        then = self.build(nodes=nodes, packages="as-of-version")
        self.assertEqual(then["bundle"]["packages"], ["latecomer==1.0", "number==2.0"], "younger where there is no other")
        now = self.build("--replace", nodes=nodes, packages="newest")
        self.assertEqual(now["bundle"]["packages"], ["latecomer==1.0", "number==2.0.5"])

    def test_installs_made_of_it_start_with_its_arguments(self):
        made = self.build(nodes=None, requirements=None, arguments=["--reserve-vram", "2", "--listen", "127.0.0.1"], cors=True)
        self.assertEqual(made["bundle"]["arguments"], ["--reserve-vram", "2", "--listen", "127.0.0.1", "--enable-cors-header"])
        whole, self.library = self.library, self.folder / "another library"
        port = comfyclient.free_port()
        told, _ = self.cli("add", made["file"], "--name", "Studio", "--port", port, seconds=120)
        self.assertIn("“--reserve-vram 2”", told)
        record = json.loads((self.library / "installs/studio/install.json").read_text())
        self.assertEqual(record["settings"]["arguments"], ["--reserve-vram", "2"], "who may call it is for the person to choose")
        self.cli("start", "studio", "--detach")
        running = comfyclient.get_json(self.json("status", "studio")["session"]["port"], "/system_stats")["system"]["argv"]
        self.cli("stop", "studio")
        self.assertIn("--reserve-vram 2", " ".join(running))
        self.assertNotIn("--enable-cors-header", running)
        self.library = whole

    def fails(self, code, *parts, exit_code=1, **changes):
        error = self.build(code=exit_code, **changes)["error"]
        self.assertEqual(error["code"], code, error)
        for part in parts:
            self.assertIn(part, error["message"] + error["nextStep"], error)
        self.assertFalse(self.out.exists(), "nothing was made")

    def test_what_cannot_be_is_said_before_anything_is_fetched(self):
        self.fails("invalid-input", "studio.json, line 3", "“/name”", name=7)
        self.fails("invalid-input", "“/nods” is no field", nods=[])
        self.fails("not-found", "“ComfyUI” of the recipe", "v9.9", exit_code=4,
                   comfyui={"git": str(self.repository), "ref": "v9.9"})
        self.fails("not-found", "“telling” of the recipe", "v7",
                   nodes=[{"url": str(self.pack), "tag": "v7"}], exit_code=4)
        self.fails("not-found", "“gone” of the recipe", nodes=[{"url": str(self.folder / "gone")}], exit_code=4)
        self.fails("unsupported", "windows-x64", platform="windows-x64")
        self.fails("invalid-input", "“/python/version”", python={"provider": "miniforge"})
        self.assertEqual(self.index.requests, [], "no package was asked for")

    def test_a_repository_that_vanished_is_named(self):
        with GitServer(self.folder) as server:
            nodes = [{"url": server.url("plain", "gone.git")}]
            error = self.build(code=None, nodes=nodes)["error"]
        self.assertIn("“gone” of the recipe", error["message"])

    def test_needs_that_clash_are_named(self):
        asking = self.make_pack("asking", "number>=2.1\n")
        self.fails("refused", "number", "telling", "asking", '"without": [', exit_code=3,
                   nodes=[{"url": str(self.pack), "ref": "v1"}, {"url": str(asking)}])

    def test_a_requirement_that_nobody_has_is_named(self):
        error = self.build(code=None, nodes=None, requirements=["nothing-like-it"])["error"]
        self.assertIn("nothing-like-it", error["message"])

    def test_a_python_that_cannot_travel_is_refused(self):
        system = Path("/usr/bin/python3")
        if not system.exists() or not list(Path("/usr/lib").glob("python3*/EXTERNALLY-MANAGED")):
            self.skipTest("no Python of a distribution")
        self.fails("unsupported", "cannot be copied", python={"provider": "prefix", "prefix": "/usr"}, nodes=None)


if __name__ == "__main__":
    skip_without_uv()
    main()
