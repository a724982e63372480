#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""GitHub through the real window, against one on loopback, with the token in a real keyring of a session of its own:
signing in with a token that is refused and with a good one; a recipe that is pushed, built and watched to its end; what
it made; a run that is cancelled, and one that fails."""

import json
import sys
import tempfile
import unittest

import windowdriver
from world import main
from githubcase import REPO, TOKEN, GithubCase, job, step, succeed, zipped
from windowcase import OnDesktop
import keyringsession

REFUSED = "ghp_REFUSED0123456789abcdefghijklmnopqrst"


class WindowGithub(OnDesktop, GithubCase):
    screen = "1280x1300"  # all of the page at once

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="portico-keyring-")
        cls.addClassCleanup(folder.cleanup)
        keyring = keyringsession.Daemon(cls.desktop.environment["DBUS_SESSION_BUS_ADDRESS"], folder.name)
        cls.addClassCleanup(keyring.close)
        if not keyring.wait():
            raise unittest.SkipTest("the keyring daemon does not start here")

    def setUp(self):
        super().setUp()
        self.token_file.unlink()
        self.server = self.github.web.removeprefix("http://")
        del self.environment["PORTICO_GITHUB_SERVER_TOKEN_FILE"]
        self.recipe = self.folder / "studio.json"
        self.recipe.write_text(json.dumps({"schema": 1, "name": "Studio", "version": "1.2.0", "accelerator": "cpu",
                                           "comfyui": {"ref": "v0.33.0"}}))
        self.artifact = zipped({"studio-linux-x64-v1.2.0.zip": b"a bundle" * 1000})
        settings = self.folder / "config/settings.json"
        settings.write_text(json.dumps({"theme": "light", **json.loads(settings.read_text()),
                                        "recipes": [str(self.recipe)], "bundleFolder": str(self.folder / "out")}))

    def open_page(self):
        self.open_window()
        self.window.resize(1120, 1200)
        self.window.click("Bundles")

    def sign_in(self):
        self.window.click("Sign in to GitHub")
        self.window.wait_enabled("Sign in")

    def enter(self, token):
        self.window.fill("GitHub token", token)
        self.window.click("Sign in")

    def build_there(self):
        """Starts the workflow with the recipe; the run."""
        self.window.click("Build on GitHub…: Studio")
        self.window.fill("Repository", "nonsense")
        self.window.find("A repository is named owner/name.")
        self.window.fill("Repository", REPO)
        self.window.fill("Workflow", "build.yml")
        self.window.fill("Message", "Our new recipe")
        before = set(self.repo.runs)
        self.window.shoot("github-run-form")
        self.window.click("Start")
        self.wait_for(lambda: set(self.repo.runs) - before, "the run")
        return self.repo.runs[max(self.repo.runs)]

    def test_from_a_refused_token_to_what_a_run_made(self):
        go_on = []

        def script(run):
            if not go_on:
                run["status"] = "in_progress"
                run["jobs"] = [job(7, "linux-x64", [step(1, "Get the recipe"),
                                                    step(2, "Build the bundle", "in_progress")], "in_progress")]
            else:
                run["looks"] = 9
                succeed(run)
                if not self.repo.artifacts:
                    self.github.world.add_artifact(self.repo, run, "bundle-linux-x64", self.artifact)
        self.repo.workflows["build.yml"]["script"] = script
        self.open_page()
        self.window.find("Nobody is signed in.", begins=True)
        self.sign_in()
        self.window.shoot("github-token")
        self.enter(REFUSED)
        self.window.find(f"{self.server} does not accept the token", begins=True)
        self.window.shoot("github-token-refused")
        self.wait_for(lambda: self.window.has_focus("GitHub token"), "the field for another one")
        windowdriver.xdotool("type", "--delay", "2", TOKEN)
        self.window.press("Return")
        self.window.find(f"Signed in as mona on {self.server}.")
        self.window.shoot("github-token-good")
        self.window.click("Close")
        self.window.find("Saved in this computer's keychain", begins=True)

        self.build_there()
        self.window.find("Build the bundle: running", begins=True, seconds=60)
        self.window.shoot("github-run-watched")
        self.assertEqual(json.loads(self.repo.files()["recipe.json"]), json.loads(self.recipe.read_text()))
        self.assertEqual(self.repo.commits[self.repo.refs["main"]]["message"], "Our new recipe")
        self.assertNotIn("Download what it made", self.window.names())
        go_on.append(True)
        self.window.wait_enabled("Download what it made", seconds=60)
        self.window.shoot("github-run-done")
        self.window.click("Download what it made")
        self.window.find("Downloaded to ", begins=True)
        made = self.folder / "out/studio-recipes-run-1/bundle-linux-x64/studio-linux-x64-v1.2.0.zip"
        self.assertEqual(made.read_bytes(), b"a bundle" * 1000)
        self.window.find(f"Check: {made.name}")
        self.window.shoot("github-downloaded")
        self.assert_nowhere()

        self.window.kill()  # the next window asks the keyring
        self.open_page()
        self.window.find(f"Signed in as mona on {self.server}.")
        self.window.click("Token of GitHub")
        self.window.click("Forget the GitHub token")
        self.window.click("Close")
        self.window.find("Nobody is signed in.", begins=True)

    def test_a_run_is_cancelled_and_one_fails(self):
        def forever(run):
            run["status"] = "in_progress"
            run["jobs"] = [job(7, "linux-x64", [step(1, "Build the bundle", "in_progress")], "in_progress")]

        def fails(run):
            run["status"], run["conclusion"] = "completed", "failure"
            log = b"2026-11-21T20:01:00.0000000Z timm==9 does not exist\n"
            run["jobs"] = [job(8, "linux-x64", [step(1, "Build the bundle", conclusion="failure")],
                               conclusion="failure", log=log)]
        self.repo.workflows["build.yml"]["script"] = forever
        self.open_page()
        self.sign_in()
        self.enter(TOKEN)
        self.window.find(f"Signed in as mona on {self.server}.")
        self.window.click("Close")
        run = self.build_there()
        self.window.wait_enabled("Cancel the run", seconds=60)
        self.window.click("Cancel the run")
        self.wait_for(lambda: run["conclusion"] == "cancelled", "GitHub is asked")
        self.window.find("cancelled", seconds=60)
        self.window.wait_gone("Cancel the run")
        self.window.shoot("github-cancelled")

        self.repo.workflows["build.yml"]["script"] = fails
        self.build_there()
        self.window.find("The last lines of its log", seconds=60)
        self.window.shoot("github-failed")
        self.window.click("Show its runs")
        self.window.find("Look: run 2")
        self.window.find("Look: run 1")
        self.window.shoot("github-runs")


if __name__ == "__main__":
    windowdriver.require()
    if missing := keyringsession.missing():
        print(f"skipped: {missing} not installed\n0 passed, 0 failed, 1 skipped")
        sys.exit(keyringsession.NOT_HERE)
    main()
