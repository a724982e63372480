#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""`porticoctl bundle publish`: a bundle goes to a folder that others read, another Portico installs it from there, starts
it and makes a picture; and what is refused leaves the team's catalogue as it was."""

import json
import os
import zipfile
from pathlib import Path

from world import NOWHERE, World, bundle, comfyclient, main

CANARY = "ghp_CANARY_of_the_environment_0123456789"


class Publish(World):
    builds = {}  # words -> (what was said, name -> bytes): a bundle is made once for all tests

    def setUp(self):
        super().setUp()
        self.share = self.folder / "our share ünï"
        self.made = self.build("1.0")
        self.environment["PORTICO_CONFIG_DIR"] = str(self.folder / "config")
        self.environment["PORTICO_CACHE_DIR"] = str(self.folder / "cache")
        (self.folder / "config").mkdir()
        (self.folder / "config/settings.json").write_text(json.dumps(
            {"schema": 1, "githubMirror": "http://127.0.0.1:9", "standaloneMirror": "http://127.0.0.1:9/s", **NOWHERE}))

    def build(self, *words):
        out = self.folder / "out"
        if words not in self.builds:
            if not (self.library / "installs/studio").exists():
                self.add(bundle(), "--name", "Studio")
            made = self.json("bundle", "build", "studio", "--output", out, "--replace", "--version-name", *words, seconds=300)
            self.builds[words] = made, {path.name: path.read_bytes() for path in out.iterdir()}
        made, files = self.builds[words]
        out.mkdir(exist_ok=True)
        for name, content in files.items():
            (out / name).write_bytes(content)
        return made | {"file": str(out / Path(made["file"]).name)}

    def publish(self, file, *words, code=0, to=None):
        return self.json("bundle", "publish", file, *(to or ("--folder", self.share)), "--accelerator", "cpu", *words,
                         code=code, seconds=120)

    def catalogue(self):
        return json.loads((self.share / "catalogue.json").read_text(encoding="utf-8"))

    def test_another_portico_installs_it(self):
        published = self.publish(self.made["file"], "--notes", "For the *whole* team.")
        name = Path(self.made["file"]).name
        self.assertEqual(sorted(path.name for path in self.share.iterdir()), sorted([name, "catalogue.json"]))
        entry = self.catalogue()["bundles"][0]
        self.assertEqual(entry["files"], [{"url": name, "size": self.made["bytes"], "sha256": self.made["sha256"]}])

        self.library = self.folder / "another library"
        self.environment["PORTICO_GITHUB_TOKEN"] = CANARY
        self.cli("sources", "add", self.share / "catalogue.json")
        listed = self.json("catalogue", "--all", "--wait", "5")["bundles"]
        self.assertEqual([each["id"] for each in listed], [published["id"]])
        port = comfyclient.free_port()
        install = self.json("install", "--bundle", published["id"], "--name", "Theirs", "--port", port, "--require-hash",
                            seconds=120)
        self.cli("start", install["id"], "--detach")
        running = self.processes()
        self.assertTrue(running)
        for pid, command in running:
            self.assertNotIn(CANARY.encode(), Path(f"/proc/{pid}/environ").read_bytes(), command)
        self.assertTrue(comfyclient.make_picture(self.json("status", install["id"])["session"]["port"]))
        self.cli("stop", install["id"])

    def test_again_and_another_of_that_name(self):
        first = self.publish(self.made["file"])
        self.assertTrue(self.publish(self.made["file"])["wasThere"])
        self.assertEqual(len(self.catalogue()["bundles"]), 1)
        document = self.catalogue() | {"id": "studio", "name": "Ours", "keptBy": "mona"}
        (self.share / "catalogue.json").write_text(json.dumps(document))
        other = self.build("1.0", "--cors")
        before = (self.share / "catalogue.json").read_bytes()
        error = self.publish(other["file"], code=1)["error"]
        self.assertEqual(error["code"], "already-exists")
        self.assertEqual((self.share / "catalogue.json").read_bytes(), before)
        second = self.publish(other["file"], "--replace")
        self.assertNotEqual(second["id"], first["id"], "an id is never used again")
        entry, = self.catalogue()["bundles"]
        self.assertEqual(entry["files"][0]["sha256"], other["sha256"])
        self.assertEqual((self.share / entry["files"][0]["url"]).read_bytes(), Path(other["file"]).read_bytes())
        self.assertEqual(len(list(self.share.rglob("*.zip"))), 1, "the old one is gone, after the catalogue")
        self.assertEqual((self.catalogue()["keptBy"], second["id"].split("/")[1]), ("mona", "studio"))
        third = Path(other["file"]).with_name("another-linux-x64-v2.0.zip")
        third.write_bytes(Path(other["file"]).read_bytes())
        self.publish(third, to=("--catalogue", self.share / "catalogue.json"))
        self.assertEqual(len(self.catalogue()["bundles"]), 2)

    def test_tracks_stay_where_a_bundle_is_published_again(self):
        first = self.publish(self.made["file"])
        catalogue = self.share / "catalogue.json"
        self.json("catalogue", "promote", catalogue, first["id"], "--to", "stable")
        self.publish(self.made["file"])
        other = Path(self.made["file"]).with_name("another-linux-x64-v2.0.zip")
        other.write_bytes(Path(self.made["file"]).read_bytes())
        self.publish(other)
        self.assertEqual([each.get("track") for each in self.catalogue()["bundles"]], ["stable", "testing"])

    def test_what_is_refused_changes_nothing(self):
        damaged = self.folder / Path(self.made["file"]).name
        data = bytearray(Path(self.made["file"]).read_bytes())
        with zipfile.ZipFile(self.made["file"]) as archive:
            largest = max(archive.infolist(), key=lambda entry: entry.compress_size)
        data[largest.header_offset + largest.compress_size // 2] ^= 0xff  # in its content, not in what describes it
        damaged.write_bytes(data)
        self.assertEqual(self.publish(damaged, code=1)["error"]["code"], "corrupt")
        self.assertEqual(self.publish(bundle()["path"], code=1)["error"]["code"], "unsupported")
        sums = Path(self.made["file"] + ".sha256")
        right = sums.read_text()
        sums.write_text("0" * 64 + right[64:])
        self.assertEqual(self.publish(self.made["file"], code=3)["error"]["code"], "hash-mismatch")
        sums.write_text(right)
        self.assertEqual(self.publish(self.folder / "none.zip", code=4)["error"]["code"], "not-found")
        self.assertEqual([path.name for path in self.share.glob("*")] if self.share.exists() else [], [])
        self.share.mkdir(exist_ok=True)
        (self.share / "catalogue.json").write_text('{"schema": 1, "id": "x y", "name": "n", "bundles": [{}]}')
        error = self.publish(self.made["file"], code=1)["error"]
        self.assertIn("/id", error["message"])
        self.assertEqual(os.listdir(self.share), ["catalogue.json"])
        self.json("bundle", "publish", self.made["file"], code=2)
        self.assertEqual(list((self.library / "staging").glob("*")), [])


if __name__ == "__main__":
    main()
