#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A bundle made of an install: the same bytes twice, what `unzip` and its own script start elsewhere, what another
Portico adds; and what it refuses."""

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from world import bundle, comfyclient, main
from composecase import ComposeCase, skip_without_uv
import composeworld
from gitserver import GitServer
from packageindex import Wheel

PACK = """import number
class Tell:
    RETURN_TYPES = ("STRING",)
    FUNCTION = "tell"
    INPUT_TYPES = classmethod(lambda cls: {"required": {}})
    def tell(self):
        return (number.VERSION,)
NODE_CLASS_MAPPINGS = {"TellNumber": Tell}
print("the pack sees number", number.VERSION, flush=True)
"""


class Bundles(ComposeCase):
    def setUp(self):
        super().setUp()
        self.index.add(Wheel("number", "2.0", [], {"number/__init__.py": "VERSION = '2.0'\n"},
                             scripts={"number-tool": "number:main"}))
        self.add(bundle(), "--name", "Studio")
        self.place = self.library / "installs/studio"
        self.out = self.folder / "out"

    def tearDown(self):
        for place in ("staging", "journal"):
            self.assertEqual(list((self.library / place).glob("*")), [], f"left in {place}")
        super().tearDown()

    def give_pack(self):
        folder = self.folder / "packs/telling"
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(PACK, encoding="utf-8")
        (folder / "requirements.txt").write_text("number>=2\ntorch\n", encoding="utf-8")
        self.json("nodes", "install", "studio", folder, "--yes", seconds=120)

    def build(self, *words, code=0, out=None):
        return self.json("bundle", "build", "studio", "--output", out or self.out, *words, code=code, seconds=300)

    def start_by_script(self, folder, *words):
        port = comfyclient.free_port()
        log = open(folder / "log.txt", "wb")
        process = subprocess.Popen([folder / "anymatix/anymatix_comfyui", str(port), *words], cwd="/",
                                   env=self.environment, stdout=log, stderr=log, start_new_session=True)
        comfyclient.wait_ready(port)
        return process, port

    def test_unzip_and_its_own_script_suffice(self):
        self.give_pack()
        (self.place / "data/models/checkpoints").mkdir(parents=True, exist_ok=True)
        (self.place / "data/models/checkpoints/mine.safetensors").write_bytes(b"a person's")
        plan = self.build("--plan")
        self.assertFalse(self.out.exists(), "a plan makes nothing")
        made = self.build()
        self.assertEqual(Path(made["file"]).name, Path(plan["file"]).name)
        self.assertEqual(Path(made["file"]).name, "anymatix-portable-comfyui-linux-x64-v0.33.0.zip")
        self.assertEqual([pack["name"] for pack in made["bundle"]["packs"]], ["telling", "websocket_image_save.py"])
        self.assertEqual(made["bundle"]["packages"], ["number==2.0"])
        self.assertEqual(hashlib.sha256(Path(made["file"]).read_bytes()).hexdigest(), made["sha256"])
        subprocess.run(["sha256sum", "--quiet", "-c", made["file"] + ".sha256"], cwd=self.out, check=True)

        elsewhere = self.folder / "else where ünï"
        subprocess.run(["unzip", "-q", made["file"], "-d", elsewhere], check=True)
        root = elsewhere / "anymatix"
        subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=root, check=True)
        self.assertFalse(list(root.rglob("mine.safetensors")), "models stay with the person")
        self.assertFalse(list(root.rglob("portico-layer.pth")), "its packages are inside")
        shutil.rmtree(self.library / "store", ignore_errors=True)  # nothing of it is needed there
        process, port = self.start_by_script(elsewhere)
        self.assertIn("main.py", Path(f"/proc/{process.pid}/cmdline").read_text(), "the script became ComfyUI")
        self.assertTrue(comfyclient.make_picture(port))
        process.terminate()
        process.wait(30)
        self.assertIn("the pack sees number 2.0", (elsewhere / "log.txt").read_text())
        wrong = subprocess.run([root / "anymatix_comfyui_linux", "80a"], capture_output=True, text=True, check=False)
        self.assertEqual((wrong.returncode, wrong.stderr), (2, 'The port is a number, such as 8188, not "80a".\n'))

    def test_the_same_install_gives_the_same_bytes_and_another_portico_adds_it(self):
        self.give_pack()
        first = self.build()
        self.cli("start", "studio", "--detach")  # leaves bytecode and a database behind
        self.cli("stop", "studio")
        second = self.build(out=self.folder / "again")
        self.assertEqual(first["sha256"], second["sha256"])
        self.assertEqual(self.json("bundle", "verify", first["file"], seconds=120)["files"], first["files"])

        self.library = self.folder / "another library"
        install = self.json("add", first["file"], "--sha256", first["sha256"], "--port", comfyclient.free_port(), seconds=120)
        self.cli("start", install["id"], "--detach")
        status = self.json("status", install["id"])["session"]
        self.assertTrue(comfyclient.make_picture(status["port"]))
        self.cli("stop", install["id"])

    def give_checkout(self, server):
        """A pack out of a repository that is served on loopback; returns its folder there."""
        source = self.folder / "served/telling.git"
        source.mkdir(parents=True)
        (source / "__init__.py").write_text(PACK, encoding="utf-8")
        (source / "requirements.txt").write_text("number>=2\n", encoding="utf-8")
        composeworld.git(source, "init", "-q", "-b", "main")
        composeworld.git(source, "add", ".")
        composeworld.git(source, "commit", "-q", "-m", "first")
        self.json("nodes", "install", "studio", "git+" + server.url("plain", "telling.git"), "--yes", seconds=120)
        return source

    def add_elsewhere(self, made, name):
        self.library = self.folder / name
        self.json("add", made["file"], "--sha256", made["sha256"], "--name", "Studio", "--port",
                  comfyclient.free_port(), seconds=120)
        return {pack["name"]: pack for pack in self.json("nodes", "list", "studio")["packs"]}

    def test_an_added_bundle_knows_where_its_parts_came_from(self):
        with GitServer(self.folder / "served") as server:
            source = self.give_checkout(server)
            first = composeworld.git(source, "rev-parse", "HEAD")
            made = self.build()
            said = {pack["name"]: pack for pack in made["bundle"]["packs"]}["telling"]
            self.assertEqual((said["commit"], said["origin"]), (first, server.url("plain", "telling.git")))

            packs = self.add_elsewhere(made, "another library")
            record = json.loads((self.library / "installs/studio/install.json").read_text(encoding="utf-8"))
            self.assertEqual(record["generations"][0]["accelerator"], made["bundle"]["accelerator"])
            row = packs["telling"]
            self.assertEqual((row["commit"], row["origin"], row["kind"]), (first, said["origin"], "folder"))
            self.assertIs(row["state"]["isChanged"], False)
            again = self.build(out=self.folder / "again")
            self.assertEqual(again["bundle"], made["bundle"])
            self.assertEqual(again["sha256"], made["sha256"], "a bundle of an added bundle is that bundle")

            (source / "more.py").write_text("more = 1\n", encoding="utf-8")
            composeworld.git(source, "add", ".")
            composeworld.git(source, "commit", "-q", "-m", "more of it")
            plan = self.json("nodes", "update", "studio", "telling", seconds=120)
            self.assertIn("more of it", json.dumps(plan), "it is told what is new since its commit")
            self.json("nodes", "update", "studio", "telling", "--yes", seconds=120)
            row = {pack["name"]: pack for pack in self.json("nodes", "list", "studio")["packs"]}["telling"]
            self.assertEqual((row["kind"], row["commit"]), ("git", composeworld.git(source, "rev-parse", "HEAD")))

    def rewritten(self, made, name, **changes):
        """The bundle with other words about its pack, as anybody could write them."""
        file = self.folder / name
        with zipfile.ZipFile(made["file"]) as whole, zipfile.ZipFile(file, "w") as copy:
            for entry in whole.infolist():
                content = whole.read(entry)
                if entry.filename == "anymatix/bundle.json":
                    record = json.loads(content)
                    for pack in record["packs"]:
                        pack.update(changes.get("pack", {}) if pack["name"] == "telling" else {})
                    record.update(changes.get("record", {}))
                    content = json.dumps(record).encode()
                copy.writestr(entry, content)
        return {"file": str(file), "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}

    def test_what_a_bundle_says_of_itself_is_not_believed_blindly(self):
        with GitServer(self.folder / "served") as server:
            self.give_checkout(server)
            (self.place / "data/custom_nodes/telling/mine.py").write_text("mine = 1\n", encoding="utf-8")
            (self.place / "data/custom_nodes/telling/__init__.py").write_text(PACK + "# mine\n", encoding="utf-8")
            made = self.build()
        hostile = {
            "a password": {"pack": {"origin": "https://me:sesame@host.invalid/x.git"}},
            "a file": {"pack": {"origin": "file:///etc"}},
            "a program": {"pack": {"origin": "ext::sh -c id"}},
            "no commit": {"pack": {"commit": "--upload-pack=id"}},
            "a folder above": {"pack": {"name": "../../studio"}},
            "another list": {"record": {"files": "0" * 64}},
            "no text": {"record": {"packs": [7]}},
            "no list": {"record": {"packs": {"telling": 1}}},
        }
        for name, changes in hostile.items():
            with self.subTest(name):
                packs = self.add_elsewhere(self.rewritten(made, f"{name}.zip", **changes), name)
                self.assertEqual((packs["telling"]["commit"], packs["telling"]["origin"]), ("", ""))
                self.assertFalse((self.library / "installs/studio/packs.json").exists())
        packs = self.add_elsewhere(made, "as it is")
        self.assertIs(packs["telling"]["state"]["isChanged"], True, "it came with edits, and that stays known")
        error = self.json("nodes", "update", "studio", "telling", "--yes", code=3)["error"]
        self.assertIn("changed by hand", error["message"])

    def test_what_is_there_is_kept_unless_it_is_to_be_replaced(self):
        first = self.build("--format", "tar.gz", "--version-name", "1.2.0", "--name", "team")
        self.assertEqual(Path(first["file"]).name, "team-linux-x64-v1.2.0.tar.gz")
        error = self.build("--format", "tar.gz", "--version-name", "1.2.0", "--name", "team", code=1)["error"]
        self.assertEqual(error["code"], "already-exists")
        again = self.build("--format", "tar.gz", "--version-name", "1.2.0", "--name", "team", "--replace", "--cors")
        self.assertNotEqual(again["sha256"], first["sha256"], "its script has another argument")
        self.assertEqual(sorted(path.name for path in self.out.iterdir()),
                         ["team-linux-x64-v1.2.0.tar.gz", "team-linux-x64-v1.2.0.tar.gz.sha256"])

    def test_files_that_are_not_as_installed_are_refused_by_name(self):
        file = next(self.place.glob("gen-0001/**/main.py"))
        file.write_text(file.read_text() + "# edited\n")
        error = self.build(code=3)["error"]
        self.assertIn("ComfyUI/main.py", error["message"])
        self.assertIn("porticoctl repair studio", error["nextStep"])
        self.assertFalse(self.out.exists())

    def test_a_name_that_no_file_can_have_is_refused(self):
        error = self.build("--version-name", "1/2", code=1)["error"]
        self.assertIn("“/”", error["message"])
        self.assertEqual(self.build("--format", "rar", code=2)["error"]["code"], "usage")

    def test_a_damaged_bundle_is_named(self):
        made = self.build()
        damaged = self.folder / "damaged.zip"
        with zipfile.ZipFile(made["file"]) as whole, zipfile.ZipFile(damaged, "w") as copy:
            for entry in whole.infolist():
                content = whole.read(entry)
                copy.writestr(entry, b"print(1)\n" if entry.filename.endswith("/nodes.py") else content)
        error = self.json("bundle", "verify", damaged, code=3, seconds=120)["error"]
        self.assertIn("ComfyUI/nodes.py", error["message"])
        with open(damaged, "r+b") as file:
            os.truncate(file.fileno(), 100_000)
        self.assertEqual(self.json("bundle", "verify", damaged, code=1, seconds=120)["error"]["code"], "corrupt")

    def test_a_bundle_of_another_program_is_started(self):
        check = self.json("bundle", "verify", bundle()["path"], seconds=120)
        self.assertIn("no list of its files", check["remarks"][0])

    def test_a_pack_that_cannot_be_imported_does_not_stop_the_bundle(self):
        folder = self.place / "data/custom_nodes/broken"
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text("import nothing_of_that_name\n", encoding="utf-8")
        self.assertEqual(self.build()["bundle"]["packs"][0]["name"], "broken")


if __name__ == "__main__":
    skip_without_uv()
    main()
