#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Composing without a bundle, with the real uv and the real git: from a repository and a loopback package index to a
picture; cancelled and killed on the way."""

import json
import os
import signal
import time

from world import comfyclient, main
from composecase import ComposeCase, skip_without_uv
import composeworld
from gitserver import GitServer
from packageindex import Wheel, small_world


class ToAPicture(ComposeCase):
    def test_from_a_repository_to_a_picture(self):
        port = comfyclient.free_port()
        install = self.json(*self.words("--ref", "v0.33.0", "--name", "Mine", "--port", port))
        self.assertEqual((install["id"], install["layout"], install["port"]), ("mine", "composed", port))
        self.assertEqual((install["comfyVersion"], install["torchVersion"]), ("0.33.0", "2.9.1+cu130"))
        self.assertEqual(install["accelerator"], "cuda 13.0")
        generation = self.library / "installs/mine/gen-0001"

        record = json.loads((generation / "compose.json").read_text())
        commit = composeworld.git(self.repository, "rev-parse", "v0.33.0^{commit}")
        self.assertEqual(record["comfyui"]["commit"], commit)
        self.assertEqual(record["comfyui"]["kind"], "tag")
        torch = (generation / "torch.lock").read_text()
        others = (generation / "packages.lock").read_text()
        for line in ("torch==2.9.1+cu130", "torchvision==0.24.1+cu130", "nvidia-cublas==13.0.1"):
            self.assertIn(line, torch)
        self.assertNotIn("torch==", others.replace("torchsde==", ""))
        self.assertIn("tinymath==1.5", others, "what torch itself needs was obeyed")
        self.assertIn("filelock==3.20.0", others, "not the old copy of torch's index")
        self.assertIn("tinyhttp==1.0", others, "packages of the time of that version")
        self.assertEqual(others.count("=="), others.count("--hash=sha256:"))
        manifest = (self.library / "installs/mine/gen-0001.manifest").read_text()
        self.assertIn("site-packages/tinyhttp/__init__.py", manifest)
        self.assertNotIn("ComfyUI/.git/", manifest)
        self.assertEqual(list((self.library / "store/uv").glob("[!.]*")), [], "the cache was cleaned")

        self.cli("start", "mine", "--detach")
        picture = comfyclient.make_picture(port, width=48, height=32)
        self.assertTrue(picture.startswith(comfyclient.PNG_SIGNATURE))
        self.cli("stop", "mine")
        self.wait_nothing_runs()

    def test_scripts_and_interpreter_do_not_know_where_they_were_made(self):
        self.json(*self.words("--name", "Mine"))
        python = self.library / "installs/mine/gen-0001/python"
        script = (python / "bin/tinyhttp").read_text()
        self.assertNotIn("staging", script)
        moved = self.folder / "elsewhere"
        python.rename(moved)
        out = os.popen(f"'{moved}/bin/tinyhttp'").read().strip()
        self.assertEqual(os.path.realpath(out), os.path.realpath(moved))

    def test_over_http_a_branch_and_newest_packages(self):
        self.index.add(Wheel("gone-from-the-index", "1.0"))
        composeworld.git(self.folder, "clone", "-q", "--bare", str(self.repository), str(self.folder / "served.git"))
        with GitServer(self.folder) as server:
            install = self.json(*self.words("--ref", "master", "--packages", "newest", "--name", "Mine",
                                            git=server.url("plain", "served.git")))
        self.assertEqual(install["origin"].split("/", 3)[3], "plain/served.git")
        self.assertIn("tinyhttp==2.0", (self.library / "installs/mine/gen-0001/packages.lock").read_text())

    def test_what_no_bundle_fits_is_composed_without_being_asked(self):
        small_world(self.index, tag="cpu")
        served = self.folder / "Comfy-Org" / "ComfyUI"
        served.parent.mkdir()
        composeworld.git(self.folder, "clone", "-q", "--bare", str(self.repository), str(served))
        with GitServer(self.folder) as server:
            composeworld.write_settings(self.folder / "config", self.index, githubMirror=server.url("plain", ""))
            install = self.json("install", "--recommended", "--name", "Mine", "--port", comfyclient.free_port())
        self.assertEqual((install["layout"], install["accelerator"]), ("composed", "cpu"))

    def test_an_index_that_tells_no_dates(self):
        self.index.upload_times = False
        self.index.add(Wheel("gone-from-the-index", "1.0"))
        _, err = self.cli("--json", *self.words("--ref", "v0.33.0", "--name", "Mine"))
        self.assertIn("tells no dates", err)
        self.fails_beside("unsupported", "when packages were uploaded", "--packages", "as-of-version")

    def fails_beside(self, code, part, *more):
        out, _ = self.cli("--json", *self.words(*more), code=1)
        error = json.loads(out.splitlines()[-1])["error"]
        self.assertEqual(error["code"], code, error)
        self.assertIn(part, error["message"])


class Cancel(ComposeCase):
    def cancel_while(self, path):
        """Sends Ctrl+C once the index was asked for that path; the command ends at once, on a busy machine in 4 s."""
        self.index.faults[path] = "silent"
        process = self.spawn(*self.words("--ref", "v0.33.0"))
        self.wait_for(lambda: any(asked.startswith(path) for asked in self.index.requests), path)
        begun = time.monotonic()
        os.kill(process.pid, signal.SIGINT)
        process.communicate(timeout=30)
        self.assertLess(time.monotonic() - begun, 10)
        self.assertNotEqual(process.returncode, 0)
        self.wait_nothing_runs()
        self.nothing_is_left()

    def test_while_packages_are_chosen(self):
        self.cancel_while("/cu130/torch")

    def test_while_packages_are_fetched(self):
        self.cancel_while("/files/cu130/nvidia-cublas")

    def test_a_killed_composition_leaves_nothing_to_the_next_start(self):
        path = "/files/simple/torchsde/torchsde-0.2.6-py3-none-any.whl"
        self.index.faults[path + "$"] = "silent"
        process = self.spawn(*self.words("--ref", "v0.33.0"))
        self.wait_for(lambda: path in self.index.requests, path)
        process.kill()
        process.communicate()
        self.wait_nothing_runs()
        self.assertEqual(self.json("list")["installs"], [])
        self.nothing_is_left()
        self.index.faults.clear()
        self.index.requests.clear()
        self.json(*self.words("--ref", "v0.33.0", "--name", "Mine"))
        self.assertFalse([asked for asked in self.index.requests if asked.startswith("/files/cu130/torch/")
                          and asked.endswith(".whl")], "the big wheel was not fetched twice")


if __name__ == "__main__":
    skip_without_uv()
    main()
