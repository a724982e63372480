#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""`porticoctl github release` and `bundle publish --github` with a loopback GitHub: a draft that is public only when it
is whole, files compared with GitHub's digests, and a try that goes on where the one before broke."""

import hashlib

from githubcase import TOKEN, GithubCase
from world import main


class Releases(GithubCase):
    def setUp(self):
        super().setUp()
        self.one = self.folder / "studio-linux-x64-v1.2.0.zip"
        self.one.write_bytes(b"one" * 1_000_000)
        self.two = self.folder / "notes.txt"
        self.two.write_bytes(b"two")

    def release(self, *words, files=None, **more):
        return self.hub("release", *(files or (self.one, self.two)), "--tag", "v1.2.0", *words, **more)

    def only(self):
        self.assertEqual(len(self.repo.releases), 1)
        return next(iter(self.repo.releases.values()))

    def test_a_release_with_its_digests(self):
        made = self.release("--notes", "Better *and* faster.", "--title", "Studio 1.2")
        release = self.only()
        self.assertEqual((release["draft"], release["name"], release["tag_name"]), (False, "Studio 1.2", "v1.2.0"))
        self.assertEqual(sorted(release["assets"]), ["notes.txt", self.one.name])
        for asset in made["assets"]:
            self.assertEqual("sha256:" + asset["sha256"], release["assets"][asset["name"]]["digest"])
            self.assertIn(asset["sha256"], release["body"])
        self.assertTrue(release["body"].startswith("Better *and* faster."))
        creating = [head for method, path, head in self.github.requests if method == "POST" and path.endswith("/releases")]
        self.assertEqual(len(creating), 1)
        error = self.error("release", self.two, "--tag", "v1.2.0")
        self.assertEqual(error["code"], "already-exists")

    def test_an_upload_that_breaks_is_sent_again(self):
        self.github.fault("POST", "/assets", cut="unread")
        self.github.fault("POST", "/assets", status=201, obeyed=True, body={"name": "notes.txt", "size": 1, "state": "starter"})
        self.release()
        self.assertEqual(sorted(self.only()["assets"]), ["notes.txt", self.one.name])

    def test_the_next_try_goes_on_with_the_draft(self):
        self.github.fault("POST", "/assets.*notes", status=502, times=3)
        self.release(code=1)
        self.assertTrue(self.only()["draft"], "nobody sees half of it")
        self.assertEqual(sorted(self.only()["assets"]), [self.one.name])
        before = self.github.count("POST", "/assets")
        made = self.release()
        self.assertEqual([asset["wasThere"] for asset in made["assets"]], [True, False])
        self.assertEqual(self.github.count("POST", "/assets") - before, 1)
        self.assertFalse(self.only()["draft"])

    def test_what_cannot_be_released(self):
        odd = self.folder / "my bundle.zip"
        odd.write_bytes(b"x")
        self.assertIn("another name", self.release(files=[odd], code=3)["error"]["message"])
        big = self.folder / "big.zip"
        big.touch()
        with open(big, "r+b") as file:
            file.truncate(2 << 30)
        self.assertIn("volumes", self.release(files=[big], code=3)["error"]["nextStep"])
        big.unlink()
        self.assertEqual(self.error("release", self.one, "--tag", "a..b")["code"], "invalid-input")
        self.assertEqual(self.error("release", self.folder / "none", "--tag", "v1", code=4)["code"], "not-found")
        self.github.tokens[TOKEN] |= {"scopes": None, "lacks": ["contents=write"]}
        self.assertIn("contents: write", self.release(code=1)["error"]["message"])
        self.assertEqual(self.repo.releases, {})

    def test_files_go_to_the_server_alone(self):
        world = self.github.world
        shown = world.shown_release
        world.shown_release = lambda repo, release: shown(repo, release) | {
            "upload_url": self.github.blob_host + "/uploads{?name,label}"}
        error = self.release(code=3)["error"]
        self.assertEqual(error["code"], "refused")
        self.assertEqual(self.github.blob_requests, [])

    def test_a_bundle_with_its_sum(self):
        digest = hashlib.sha256(self.one.read_bytes()).hexdigest()
        (self.folder / (self.one.name + ".sha256")).write_text(f"{digest}  {self.one.name}\n")
        made = self.json("bundle", "publish", self.one, "--github", "studio/recipes")
        self.assertEqual(made["tag"], "v1.2.0", "out of its name")
        self.assertEqual(sorted(self.only()["assets"]), [self.one.name, self.one.name + ".sha256"])

    def test_what_is_too_large_goes_in_volumes(self):
        content = bytes(range(256)) * 1500
        self.one.write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        (self.folder / (self.one.name + ".sha256")).write_text(f"{digest}  {self.one.name}\n")
        made = self.json("bundle", "publish", self.one, "--github", "studio/recipes", "--volume-size", "150000")
        assets = self.only()["assets"]
        self.assertEqual(sorted(assets), sorted([f"{self.one.name}.00{number}" for number in (1, 2, 3)]
                                                + [self.one.name + ".sha256"]))
        for number in range(3):
            part = content[150000 * number:150000 * (number + 1)]
            name = f"{self.one.name}.00{number + 1}"
            self.assertEqual((assets[name]["size"], assets[name]["digest"]),
                             (len(part), "sha256:" + hashlib.sha256(part).hexdigest()))
            self.assertIn(hashlib.sha256(part).hexdigest(), self.only()["body"])
        self.assertEqual(len(made["assets"]), 4)
        self.assertEqual(sorted(path.name for path in self.folder.glob("studio-*.00*")), [], "nothing is written here")

    def test_volumes_that_were_built_go_with_their_sums(self):
        parts = []
        for number in (1, 2):
            parts.append(self.folder / f"studio-linux-x64-v1.2.0.tar.zst.00{number}")
            parts[-1].write_bytes(b"%d" % number * 1000)
        sums = "".join(f"{hashlib.sha256(part.read_bytes()).hexdigest()}  {part.name}\n" for part in parts)
        (self.folder / "studio-linux-x64-v1.2.0.tar.zst.sha256").write_text(sums)
        made = self.json("bundle", "publish", parts[0], "--github", "studio/recipes")
        self.assertEqual(made["tag"], "v1.2.0")
        self.assertEqual(sorted(self.only()["assets"]), [parts[0].name, parts[1].name, "studio-linux-x64-v1.2.0.tar.zst.sha256"])


if __name__ == "__main__":
    main()
