# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""One file says what a library holds: it is compared, made so, and written down; also where it is interrupted, and where
there is no network at all."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys

from cli_vendor import cut_off
from composecase import skip_without_uv
from snapshotcase import SnapshotCase
from updatecase import UpdateCase
from world import BIN, bundle, comfyclient, main

HOSTS = 6


class SiteFile:
    """`self.declare(...)` writes the file, `self.apply(...)` runs `porticoctl apply` on it."""

    def declare(self, *installs, **more):
        self.file = self.folder / "site.json"
        self.file.write_text(json.dumps({"schema": 1, "installs": installs, **more}, indent=2), encoding="utf-8")

    def apply(self, *words, code=0):
        return self.json("apply", self.file, *words, code=code, seconds=240)

    def drift(self, code=1):
        """{(install, part, name): (before, after)}"""
        answer = self.apply("--check", code=code)
        self.assertEqual((answer["type"], answer["matches"]), ("check", code == 0))
        return {(row["install"], row["part"], row["name"]): (row["before"], row["after"]) for row in answer["differences"]}

    def is_done(self):
        """Nothing differs, and a second time does nothing."""
        self.assertEqual(self.drift(code=0), {})
        before = self.all_files()
        again = self.apply("--yes")
        self.assertEqual((again["type"], again["matches"]), ("plan", True))
        self.assertEqual(self.all_files(), before)

    def all_files(self):
        """Of the library, by content."""
        files = [path for path in self.library.rglob("*") if path.is_file() and "__pycache__" not in path.parts
                 and not path.name.endswith(".lock")]
        return {str(path.relative_to(self.library)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


class Apply(SiteFile, SnapshotCase):
    def setUp(self):
        super().setUp()
        self.source, self.first = self.git_pack("gitty")
        self.second = self.commit(self.source, "2", "number==2.0")
        for version in ("1.0.0", "1.1.0"):
            self.offer("reggie", version)
        self.plain = self.folder / "own"
        self.plain.mkdir()
        (self.plain / "__init__.py").write_text("NODE_CLASS_MAPPINGS = {}\n")

    def mine(self, commit=None, version="1.0.0", **more):
        """What most tests declare of an install."""
        return {"name": "Mine", "nodes": [{"git": str(self.source), "commit": commit or self.first},
                                          {"registry": "reggie", "version": version},
                                          {"folder": "own", "enabled": False}], **more}

    def test_an_install_becomes_what_is_declared_and_stays_it(self):
        (self.custom / "stranger").mkdir()
        (self.custom / "stranger/__init__.py").write_text("NODE_CLASS_MAPPINGS = {}\n")
        port = comfyclient.free_port()
        settings = {"port": port, "arguments": ["--fast"], "models": ["shared"], "environment": {"KIND": "a", "HF_TOKEN": "x"},
                    "track": "latest"}
        self.declare(self.mine(settings=settings, comfyui="0.33.0"))
        before = self.all_files()
        found = self.drift()
        self.assertEqual(set(found), {("Mine", "packs", "gitty"), ("Mine", "packs", "reggie"), ("Mine", "packs", "own"),
                                      ("Mine", "settings", "port"), ("Mine", "settings", "arguments"),
                                      ("Mine", "settings", "modelFolders"), ("Mine", "settings", "env.KIND"),
                                      ("Mine", "settings", "env.HF_TOKEN"), ("Mine", "settings", "track")})
        self.assertEqual(found["Mine", "settings", "arguments"], ("", "--fast"))
        self.assertEqual(found["Mine", "settings", "env.HF_TOKEN"], ("", "…"), "a secret is not told")
        plan = self.apply()
        self.assertEqual((plan["type"], plan["matches"]), ("plan", False))
        self.assertIn({"install": "Mine", "pack": "stranger"}, plan["others"])
        self.assertEqual(self.all_files(), before, "neither changes anything")

        done = self.apply("--yes")
        self.assertEqual((done["type"], done["matches"], len(done["done"])), ("applied", True, 1))
        self.is_done()
        self.assertIn("apply", [row["reason"] for row in self.json("snapshot", "list", "mine")["snapshots"]])
        rows = self.packs()
        self.assertEqual({name: row["isEnabled"] for name, row in rows.items()},
                         {"gitty": True, "reggie": True, "own": False, "stranger": True})
        self.assertEqual(rows["gitty"]["commit"], self.first)
        install = json.loads((self.place / "install.json").read_text())
        self.assertEqual((install["port"], install["settings"]["modelFolders"]), (port, [str(self.folder / "shared")]))
        self.assertEqual(self.say(), ["gitty 1 sees number 1.0", "reggie 1.0.0 is here"])

        # Whoever changes it behind the file's back is named, and it comes back. What is not declared stays.
        (self.custom / "gitty/__init__.py").write_text("NODE_CLASS_MAPPINGS = {'Mine': None}\n")
        self.json("set", "mine", "arguments=--slow", "env.OTHER=1")
        self.nodes("disable", "reggie")
        self.nodes("update", "reggie", "--to", "1.1.0", "--yes")
        (self.plain / "__init__.py").write_text("NODE_CLASS_MAPPINGS = {'New': None}\n")
        found = self.drift()
        self.assertEqual(set(found), {("Mine", "packs", "gitty"), ("Mine", "packs", "reggie"), ("Mine", "packs", "own"),
                                      ("Mine", "settings", "arguments")})
        self.assertEqual(found["Mine", "packs", "reggie"], ("1.1.0, disabled", "reggie 1.0.0"))
        self.apply("--yes")
        self.is_done()
        install = json.loads((self.place / "install.json").read_text())
        self.assertEqual((install["settings"]["arguments"], install["settings"]["environment"]["OTHER"]), (["--fast"], "1"))
        self.assertIn("NODE_CLASS_MAPPINGS = {'Mine': None}\n",
                      [path.read_text() for path in self.place.glob("kept-packs/*/__init__.py")], "edits are kept aside")

        # Another commit with other packages; an empty value takes a variable away.
        self.declare(self.mine(commit=self.second, settings={"environment": {"KIND": ""}}))
        self.assertEqual(set(self.drift()), {("Mine", "packs", "gitty"), ("Mine", "settings", "env.KIND")})
        self.apply("--yes")
        self.is_done()
        self.assertEqual(self.say(), ["gitty 2 sees number 2.0", "reggie 1.0.0 is here"])

    def test_an_install_is_made_of_its_bundle_and_an_interruption_is_made_good(self):
        made, port = bundle(), comfyclient.free_port()
        origin = {"bundle": made["path"], "sha256": made["sha256"]}
        self.declare(self.mine(), {**self.mine(), "name": "Second", "from": origin, "settings": {"port": port}})
        self.assertEqual(self.drift()["Second", "install", ""], ("", made["path"]))
        # Killed between two steps: the first install is as declared, the second one is made, and has none of its packs.
        process = self.spawn("apply", self.file, "--yes")
        self.wait_for((self.library / "installs/second/install.json").exists, "the second install")
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        self.wait_nothing_runs()
        left = {install for install, _, _ in self.drift()}
        self.assertEqual(left, {"Second"})
        done = self.apply("--yes")
        self.assertTrue(done["matches"], done)
        self.is_done()
        second = self.library / "installs/second"
        self.assertEqual(json.loads((second / "install.json").read_text())["port"], port)
        self.assertEqual(self.tree(second / "data/custom_nodes"), self.tree(self.custom))
        # The other bytes than promised, and nothing to make it of: neither leaves anything.
        for origin, code in (({"bundle": made["path"], "sha256": "0" * 64}, 3), (None, 2)):
            self.declare({"name": "Third", **({"from": origin} if origin else {})})
            error = self.apply("--yes", code=code)["error"]
            self.assertTrue(error["nextStep"], error)
            self.assertFalse((self.library / "installs/third").exists())

    def tree(self, folder):
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*")
                if path.is_file() and not {".git", "__pycache__"} & set(path.parts)}

    def test_one_file_makes_the_same_install_on_every_host_without_a_network(self):
        self.declare(self.mine(settings={"arguments": ["--fast"]}))
        self.apply("--yes")
        kept = self.json("vendor", "mine", "--yes", seconds=120)
        written = self.folder / "usb/site.json"
        written.parent.mkdir()
        answer = self.json("apply", written, "--write")
        self.assertEqual(answer["type"], "written")
        self.assertEqual(self.json("apply", written, "--write", code=1)["error"]["code"], "already-exists")
        self.file = written
        self.is_done()
        site = json.loads(written.read_text())
        install, = site["installs"]
        self.assertEqual((install["from"], install["settings"]["arguments"]), ({"kept": kept["id"]}, ["--fast"]))
        self.assertEqual(install["layer"]["lock"][0].split()[0], "number==1.0")
        install["from"]["library"] = "."
        install["manifest"] = kept["manifest"]
        install["settings"]["port"] = comfyclient.free_port()
        written.write_text(json.dumps(site))
        for part in ("vendored", "wheels"):
            shutil.copytree(self.library / "store" / part, written.parent / "store" / part, symlinks=True)
        shutil.move(self.source, self.folder / "gone")
        shutil.move(self.plain, self.folder / "gone too")
        self.index.faults, self.registry.mode = {"/": "404"}, "error"
        first, prefix = self.library, cut_off()
        for host in range(HOSTS):
            self.library = self.folder / f"host {host}"
            words = [*prefix, str(BIN / "porticoctl"), "--library", str(self.library), "--json", "apply", str(written), "--yes"]
            done = subprocess.run(words, env=self.environment, capture_output=True, text=True, check=False, timeout=120)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            applied = json.loads(done.stdout.splitlines()[-1])
            self.assertEqual((applied["type"], applied["matches"]), ("applied", True), applied)
            self.assertEqual(self.drift(code=0), {}, "the manifest hash is part of what is compared")
        self.is_done()
        # The same from one exported file; what it holds must be what is declared.
        exported = {**site, "installs": [{**install, "from": {"kept": kept["id"], "library": "mine.tar"}}]}
        self.file = self.folder / "usb/exported.json"
        self.file.write_text(json.dumps(exported))
        host, self.library = self.library, first
        self.json("vendor", "export", "mine", written.parent / "mine.tar", seconds=120)
        self.library = self.folder / "host by file"
        self.assertTrue(self.apply("--yes")["matches"])
        self.file.write_text(json.dumps(exported).replace(kept["id"], kept["id"][:-12] + "0" * 12))
        shutil.rmtree(self.library)
        self.assertEqual(self.apply("--yes", code=3)["error"]["code"], "refused")
        self.file, self.library = written, host
        # Another file than was kept is another manifest, and is told; nothing puts it right by itself.
        pack = self.library / "installs/mine/data/custom_nodes/reggie"
        (pack / "notes.txt").write_text("mine\n")
        self.assertEqual(list(self.drift()), [("Mine", "manifest", "")])
        self.assertFalse(self.apply("--yes", code=1)["matches"])
        # A damaged copy makes nothing.
        archive = next((written.parent / "store/vendored/files").glob("*/*"))
        archive.chmod(0o644)
        archive.write_bytes(archive.read_bytes() + b"x")
        self.library = self.folder / "another host"
        self.assertEqual(self.apply("--yes", code=3)["error"]["code"], "hash-mismatch")
        self.assertEqual(list((self.library / "installs").glob("*/install.json")), [])
        self.library = first
        if not prefix:
            self.skipTest("made with every source gone; a network namespace cannot be made here")

    def test_a_lock_decides_over_what_is_newer(self):
        counting = self.folder / "counting"
        counting.mkdir()
        (counting / "__init__.py").write_text("NODE_CLASS_MAPPINGS = {}\n")
        (counting / "requirements.txt").write_text("number\n")
        declared = {"name": "Mine", "nodes": [{"folder": "counting"}]}
        self.declare(declared)
        self.apply("--yes")
        site = self.folder / "written.json"
        self.json("apply", site, "--write")
        layer = json.loads(site.read_text())["installs"][0]["layer"]
        self.assertEqual(layer["lock"][0].split()[0], "number==2.0")
        # A lock that is no more than an older version, in a file of its own: for whom it was made nobody knows, so it is
        # planned with that version and must come out so.
        wheel = hashlib.sha256(self.index.indexes["simple"]["number"]["number-1.0-py3-none-any.whl"][0]).hexdigest()
        (self.folder / "old.lock").write_text(f"number==1.0 --hash=sha256:{wheel}\n")
        self.declare({**declared, "layer": {"lock": "old.lock"}})
        self.assertEqual(self.drift(), {("Mine", "layer", "number"): ("2.0", "1.0")})
        self.apply("--yes")
        self.is_done()
        # Of the base that it was made for it is taken as it is.
        self.declare({**declared, "layer": layer})
        self.apply("--yes")
        self.is_done()
        # No such file is what the index has.
        self.declare({**declared, "layer": {"lock": [f"number==1.0 --hash=sha256:{'0' * 64}"]}})
        self.assertEqual(self.apply("--yes", code=3)["error"]["code"], "hash-mismatch")
        self.assertEqual(self.drift(), {("Mine", "layer", "number"): ("2.0", "1.0")})

    def test_what_makes_no_sense_or_is_not_safe_is_named_by_line_and_field(self):
        for install, code, part in (
                ({"nods": []}, 2, "“/installs/0/nods”"),
                ({"comfyui": "newest"}, 2, "“/installs/0/comfyui” is no version"),
                ({"nodes": [{"git": "https://e.invalid/a", "commit": "main"}]}, 2, "“/installs/0/nodes/0/commit” is no commit"),
                ({"nodes": [{"registry": "a"}]}, 2, "“/installs/0/nodes/0/version” is missing"),
                ({"nodes": [{"folder": "a", "name": "../../etc"}]}, 3, "“/installs/0/nodes/0/name”"),
                ({"nodes": [{"git": "http://e.invalid/a", "commit": "0" * 40}]}, 3, "“/installs/0/nodes/0/git”"),
                ({"from": {"bundle": "http://e.invalid/a.zip", "sha256": "0" * 64}}, 3, "“/installs/0/from/bundle”"),
                ({"from": {"kept": "../else"}}, 3, "“/installs/0/from/kept”"),
                ({"settings": {"port": 0}}, 2, "“/installs/0/settings/port” is no port")):
            self.declare({"name": "Mine", **install})
            for words in (("--check",), ("--yes",)):
                error = self.apply(*words, code=code)["error"]
                self.assertIn(part, error["message"])
                self.assertIn("site.json, line ", error["message"])
        self.file.write_text("{")
        self.assertIn("site.json", self.apply(code=2)["error"]["message"])
        self.assertEqual(self.json("apply", self.folder / "nowhere.json", code=4)["error"]["code"], "not-found")
        self.json("apply", self.file, "--check", "--yes", code=2)


class Versions(SiteFile, UpdateCase):
    def test_a_version_is_updated_to_and_gone_back_to_without_a_network(self):
        self.release("0.34.0")
        self.declare({"name": "Mine", "comfyui": "0.34.0"})
        self.assertEqual(self.drift(), {("Mine", "comfyui", ""): ("0.33.0", "0.34.0")})
        self.assertTrue(self.apply("--yes")["matches"])
        self.is_done()
        shutil.rmtree(self.repository)
        self.index.faults = {"/": "404"}
        self.declare({"name": "Mine", "comfyui": "0.33.0"})
        self.assertTrue(self.apply("--yes")["matches"])
        self.assertEqual(self.current(), 1)
        self.is_done()
        self.declare({"name": "Mine", "comfyui": "0.35.0"})
        self.assertTrue(self.apply("--yes", code=4)["error"]["nextStep"])


if __name__ == "__main__":
    skip_without_uv()
    main()
