#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""porticoctl install, catalogue and versions against a loopback GitHub: the right bundle is chosen, downloaded,
verified, unpacked and listed; what is wrong is refused with nothing half done."""

import json
import os
import shutil
from pathlib import Path

from githubserver import GithubServer
from world import World, bundle, comfyclient, main

ANYMATIX = "Anymatix/anymatix-portable-comfyui"
COMFY = "Comfy-Org/ComfyUI"
ENVIRONMENTS = "Comfy-Org/ComfyUI-Standalone-Environments"
ZIP = "anymatix-portable-comfyui-linux-x64-v1.2.0.zip"
ZIP_ID = "anymatix/v1.2.0/linux-x64"


class Catalogue(World):
    def setUp(self):
        super().setUp()
        self.github = GithubServer()
        self.github.__enter__()
        self.addCleanup(self.github.__exit__)
        self.config = self.folder / "config"
        self.config.mkdir()
        self.environment["PORTICO_CONFIG_DIR"] = str(self.config)
        self.environment["PORTICO_CACHE_DIR"] = str(self.folder / "cache")
        self.choose()
        self.github.release(COMFY, "v0.37.0", {})
        self.github.release(COMFY, "v0.38.0", {}, date="2026-09-29T03:11:02Z")
        self.github.release(ENVIRONMENTS, "v0.1.0-env1", {})
        self.github.document("/standalone/latest.json", {})

    def choose(self, **more):
        """What the person set."""
        settings = {"schema": 1, **self.github.settings(**more)}
        (self.config / "settings.json").write_text(json.dumps(settings), encoding="utf-8")

    def team(self, made, **more):
        """A catalogue of the team with one bundle that is made for this computer."""
        shutil.copyfile(made["path"], self.folder / "team.zip")
        choice = self.json("hardware")["choice"]["accelerator"]
        entry = {"id": "studio-1", "name": "Studio build", "comfyVersion": "0.37.0", "os": "linux",
                 "architecture": os.uname().machine.replace("x86_64", "x64").replace("aarch64", "arm64"),
                 "accelerator": choice["text"] if isinstance(choice, dict) else choice,
                 "files": [{"url": "team.zip", "sha256": made["sha256"], "size": made["size"]}], **more}
        path = self.folder / "studio.json"
        path.write_text(json.dumps({"schema": 1, "id": "studio", "name": "Studio", "bundles": [entry]}))
        return str(path)

    def installs(self):
        return self.json("list")["installs"]

    def assert_nothing_half_done(self):
        self.assertEqual(self.installs(), [])
        for name in ("staging", "journal", "installs"):
            folder = self.library / name
            left = [p.name for p in folder.iterdir() if not p.name.endswith(".lock")] if folder.exists() else []
            self.assertEqual(left, [], f"left in {name}")

    def fail_with(self, code, *words):
        document = self.json(*words, code=code)
        self.assertTrue(document["error"]["message"] and document["error"]["nextStep"])
        return document["error"]

    def test_recommended_is_downloaded_verified_added_and_started(self):
        made = bundle()
        self.choose(teamCatalogues=[self.team(made)])
        seen = self.json("catalogue")
        self.assertEqual(seen["recommendation"]["bundle"], "team/studio/studio-1")
        self.assertTrue(seen["recommendation"]["reasons"])
        self.assertEqual(seen["stableVersion"], "0.37.0")
        missing = self.fail_with(4, "install", "--recommended", "--version", "v0.36.0")
        self.assertIn("--compose --ref v0.36.0", missing["nextStep"])
        install = self.json("install", "--recommended", "--version", "0.37.0", "--port", comfyclient.free_port())
        self.assertEqual((install["name"], install["verified"]), ("Studio build", True))
        self.assertEqual(install["sha256"], made["sha256"])
        self.assertEqual([one["id"] for one in self.installs()], [install["id"]])
        self.cli("start", install["id"], "--detach")
        self.assertTrue(comfyclient.make_picture(install["port"]))
        self.cli("stop", install["id"])
        self.wait_nothing_runs()

    def test_chosen_bundle_comes_through_the_mirror_with_its_digest(self):
        made = bundle()
        self.github.release(ANYMATIX, "v1.2.0", {ZIP: made["path"]})
        install = self.json("install", "--bundle", ZIP_ID, "--name", "Chosen", "--require-hash")
        self.assertEqual((install["name"], install["verified"]), ("Chosen", True))
        self.assertEqual(install["origin"], f"{self.github.address()}/{ANYMATIX}/releases/download/v1.2.0/{ZIP}")

    def test_digest_that_does_not_match_is_refused(self):
        self.github.release(ANYMATIX, "v1.2.0", {ZIP: bundle()["path"]}, digests={ZIP: "0" * 64})
        error = self.fail_with(3, "install", "--bundle", ZIP_ID)
        self.assertEqual(error["code"], "hash-mismatch")
        self.assert_nothing_half_done()

    def test_asset_that_vanished_says_so(self):
        made = bundle()
        path = self.team(made)
        served = self.folder / "served.json"
        served.write_text(Path(path).read_text().replace('"team.zip"', f'"{self.github.url("gone.zip")}"'))
        self.choose(teamCatalogues=[str(served)])
        error = self.fail_with(4, "install", "--bundle", "team/studio/studio-1")
        self.assertIn("not at its address any more", error["message"])
        self.assert_nothing_half_done()

    def test_bundle_without_a_hash_is_remembered_and_a_change_refused(self):
        made = bundle()
        served = self.folder / "served.zip"
        shutil.copyfile(made["path"], served)
        self.github.release(ANYMATIX, "v1.2.0", {ZIP: served}, digests=False)
        entry = self.json("catalogue", ZIP_ID)
        self.assertFalse(entry["hasPublishedHash"])
        self.assertEqual(self.fail_with(3, "install", "--bundle", ZIP_ID, "--require-hash")["code"], "unverified")
        out, err = self.cli("install", "--bundle", ZIP_ID)
        self.assertIn(made["sha256"], err)
        self.assertFalse(self.installs()[0]["verified"])
        self.json("install", "--bundle", ZIP_ID)  # the same again

        other = bundle(mode="slow")
        shutil.copyfile(other["path"], served)
        self.github.release(ANYMATIX, "v1.2.0", {ZIP: served}, digests=False)
        shutil.rmtree(self.folder / "cache")
        error = self.fail_with(3, "install", "--bundle", ZIP_ID)
        self.assertEqual(error["code"], "refused")
        self.assertIn(other["sha256"], error["message"])
        self.assertEqual(len(self.installs()), 2)
        # The way out that the error names.
        self.json("install", "--bundle", ZIP_ID, "--sha256", other["sha256"])
        self.json("install", "--bundle", ZIP_ID)

    def test_volumes_of_a_standalone_environment_become_one_install(self):
        if not shutil.which("7zz") and not shutil.which("7z"):
            self.skipTest("no 7-Zip here to make volumes with")
        made = bundle("standalone", "7z-volumes")
        tag, variant = "v0.33.0-env1", "linux-nvidia"
        name = f"comfyui-standalone-{variant}-{tag}.7z"
        paths = [part["path"] for part in made["parts"]]
        parts = {f"{name}.{number:03d}": path for number, path in enumerate(paths, 1)}
        self.assertGreater(len(parts), 1)
        self.github.release(ENVIRONMENTS, tag, parts)
        entry = {"tag": tag, "comfyui_version": "v0.33.0", "comfyui_commit": "f" * 40, "build": 1,
                 "date": "2026-08-19T04:15:02Z", "file": name, "size": sum(Path(path).stat().st_size for path in paths),
                 "python_version": "3.13.12", "torch_version": "2.9.1+cu130"}
        self.github.document("/standalone/latest.json", {variant: entry})
        self.github.document(f"/standalone/{variant}/releases.json", {"releases": [entry]})
        install = self.json("install", "--bundle", f"standalone/{tag}/{variant}", "--require-hash")
        self.assertEqual((install["layout"], install["verified"], install["comfyVersion"]), ("standalone", True, "0.33.0"))
        downloads = self.library / "store" / "downloads"
        self.assertEqual([p for p in downloads.rglob("*.7z.*")], [], "volumes stay after the install")

    def test_catalogue_is_kept_when_the_network_goes(self):
        self.github.release(ANYMATIX, "v1.2.0", {ZIP: bundle()["path"]})
        self.assertEqual({s["state"] for s in self.json("catalogue", "--refresh")["sources"]}, {"fresh"})
        asked = len(self.github.requests)
        self.json("catalogue", "--refresh")  # unchanged: conditional requests only
        self.assertTrue(all(etag for _, _, etag in self.github.requests[asked:]))
        self.github.left = 0
        limited = self.json("catalogue", "--refresh", "--all")
        states = {s["id"]: s for s in limited["sources"]}
        self.assertEqual(states["anymatix"]["problem"]["code"], "busy")
        self.assertIn(ZIP_ID, [b["id"] for b in limited["bundles"]])
        asked = len(self.github.requests)
        self.json("catalogue", "--refresh")
        api = [path for _, path, _ in self.github.requests[asked:] if path.startswith("/api/")]
        self.assertEqual(api, [], "a server that refused was asked again")
        self.github.__exit__()
        offline = self.json("catalogue", "--offline", "--all")
        self.assertIn(ZIP_ID, [b["id"] for b in offline["bundles"]])
        self.assertTrue(all("ageSeconds" in s for s in offline["sources"]))

    def test_sources_that_answer_nonsense_leave_the_others_alone(self):
        self.github.release(ANYMATIX, "v1.2.0", {ZIP: bundle()["path"]})
        self.github.document(self.github.api_path(COMFY), b"<!DOCTYPE html><title>Log in</title>", kind="text/html")
        self.github.document("/standalone/latest.json", b'{"linux-nvidia": {"tag": "v0.3')
        self.choose(teamCatalogues=[str(self.folder / "nowhere.json")])
        seen = self.json("catalogue", "--all")
        states = {s["id"]: s for s in seen["sources"]}
        self.assertEqual(states["anymatix"]["state"], "fresh")
        for broken in ("official", "standalone", "team:nowhere.json"):
            self.assertEqual(states[broken]["state"], "failed")
            self.assertTrue(states[broken]["problem"]["message"])
        self.assertIn(ZIP_ID, [b["id"] for b in seen["bundles"]])

    def test_versions_has_both_tracks(self):
        seen = self.json("versions")
        self.assertEqual((seen["latest"], seen["stable"]), ("0.38.0", "0.37.0"))
        self.assertIn("Notes of v0.37.0", self.cli("versions", "0.37.0")[0])
        self.fail_with(4, "versions", "0.1.0")

    def test_sources_are_tried_before_they_are_added(self):
        path = self.team(bundle())
        self.assertEqual(self.json("sources", "add", path)["entries"], 1)
        self.assertIn("team/studio/studio-1", [b["id"] for b in self.json("catalogue", "--all")["bundles"]])
        Path(path).write_text(Path(path).read_text().replace('"linux"', '"beos"'))
        other = shutil.copyfile(path, self.folder / "other.json")
        self.assertIn("/bundles/0/os", self.fail_with(1, "sources", "add", other)["message"])
        self.assertEqual([s["address"] for s in self.json("sources")["sources"]], [ANYMATIX, path])
        self.json("sources", "remove", path)
        self.fail_with(4, "sources", "remove", path)
        self.github.release("Studio/bundles", "v1.2.0", {ZIP: bundle()["path"]})
        self.json("sources", "add", "Studio/bundles")
        self.assertIn("anymatix:Studio/bundles/v1.2.0/linux-x64", [b["id"] for b in self.json("catalogue", "--all")["bundles"]])

    def test_token_never_goes_to_a_mirror(self):
        self.assertFalse(self.json("token")["token"])
        self.environment["PORTICO_GITHUB_TOKEN"] = "secret-of-the-person"
        self.assertTrue(self.json("token")["token"])
        out, err = self.cli("catalogue", "--refresh")
        self.assertTrue([path for _, path, _ in self.github.requests if path.startswith("/api/")])
        self.assertEqual(self.github.authorizations, [])
        self.assertNotIn("secret-of-the-person", out + err)

    def test_what_is_not_there_and_what_makes_no_sense(self):
        self.fail_with(4, "install", "--bundle", "official/v9.9.9/nvidia")
        self.fail_with(2, "install")
        self.fail_with(2, "install", "--recommended", "--bundle", "x")
        self.fail_with(2, "install", "--recommended", "--track", "newest")
        self.fail_with(2, "install", "--recommended", "--version", "newest")


main()
