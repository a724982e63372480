#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""`porticoctl github` with a loopback GitHub: whose the token is, pushing a recipe, starting a workflow and finding that
run and no other, its steps, its artifacts; and GitHub's refusals as sentences. The token is nowhere else."""

import hashlib
import re
import signal
import time

from githubcase import REPO, TOKEN, GithubCase, Watcher, job, step, succeed, zipped
from world import SOURCE, main


class Account(GithubCase):
    def test_whose_the_token_is_and_what_it_may(self):
        self.github.tokens[TOKEN]["expires"] = "2020-12-01 10:00:00 UTC"
        account = self.hub("whoami", repo=None)
        self.assertEqual((account["login"], account["kind"], account["scopes"]), ("mona", "classic", ["repo", "workflow"]))
        self.assertEqual(account["expires"], "2020-12-01T10:00:00Z")
        self.assertIn("expires", account["remarks"][0])
        self.assertIn(str(self.token_file), account["kept"])
        self.assertIn("not from a keychain", account["kept"])
        self.github.tokens[TOKEN] |= {"scopes": None, "expires": None}
        self.assertEqual(self.hub("whoami", repo=None)["kind"], "fine-grained")
        self.github.tokens[TOKEN]["scopes"] = ["gist"]
        remarks = " ".join(self.hub("whoami", repo=None)["remarks"])
        self.assertIn("“repo”", remarks)
        self.assertIn("“workflow”", remarks)

    def test_a_token_file_that_others_may_read_is_refused(self):
        self.token_file.chmod(0o640)
        error = self.error("whoami", code=3, repo=None)
        self.assertIn("may be read by others", error["message"])
        self.assertIn("chmod 600", error["nextStep"])
        self.assertEqual(self.github.requests, [])

    def test_the_services_credentials(self):
        del self.environment["PORTICO_GITHUB_SERVER_TOKEN_FILE"]
        self.assertIn("github login", self.error("whoami", repo=None)["nextStep"])
        folder = self.folder / "credentials"
        folder.mkdir()
        self.token_file = self.token_file.rename(folder / "portico-github-server-token")
        self.environment["CREDENTIALS_DIRECTORY"] = str(folder)
        self.assertIn("credentials", self.hub("whoami", repo=None)["kept"])

    def test_an_expired_token(self):
        del self.github.tokens[TOKEN]
        error = self.error("whoami", repo=None)
        self.assertEqual(error["code"], "permission-denied")
        self.assertIn("expired", error["message"])
        self.assertIn("/settings/tokens", error["nextStep"])

    def test_a_token_for_github_com_goes_to_no_other_server(self):
        del self.environment["PORTICO_GITHUB_SERVER_TOKEN_FILE"]
        self.environment["PORTICO_GITHUB_TOKEN_FILE"] = str(self.token_file)
        self.assertIn("No token for 127.0.0.1", self.error("runs")["message"])
        self.assertEqual(self.github.requests, [])


class Push(GithubCase):
    def setUp(self):
        super().setUp()
        self.recipe = self.folder / "recipe"
        (self.recipe / ".github/workflows").mkdir(parents=True)
        (self.recipe / ".git").mkdir()
        (self.recipe / ".git/config").write_text("secret")
        (self.recipe / "recipe.json").write_text('{"name": "studio"}')
        (self.recipe / ".github/workflows/build.yml").write_bytes(
            (SOURCE / "packaging/github/build-bundles.yml").read_bytes())

    def test_a_folder_becomes_one_commit(self):
        pushed = self.hub("push", self.recipe, "--message", "Our recipe")
        self.assertEqual((pushed["branch"], pushed["changed"]), ("main", True))
        self.assertEqual(sorted(self.repo.files()), [".github/workflows/build.yml", "README.md", "recipe.json"])
        commit = self.repo.commits[self.repo.refs["main"]]
        self.assertEqual((commit["message"], len(commit["parents"])), ("Our recipe", 1))
        self.assertFalse(self.hub("push", self.recipe)["changed"], "nothing new, no commit")
        self.hub("push", self.recipe / "recipe.json", "--to", "linux", "--branch", "next")
        self.assertIn("linux/recipe.json", self.repo.files("next"))
        self.assertNotIn("linux/recipe.json", self.repo.files("main"))

    def test_somebody_else_pushes_in_between(self):
        self.github.fault("PATCH", "/git/refs/heads/main", status=422, body={"message": "Update is not a fast forward"})
        self.assertTrue(self.hub("push", self.recipe)["changed"])
        self.assertEqual(self.github.count("POST", "/git/commits"), 2, "built upon theirs")

    def test_a_repository_without_a_commit(self):
        empty = self.github.world.repository("studio/empty")
        self.hub("push", self.recipe, repo="studio/empty")
        self.assertEqual(sorted(empty.files()), [".github/workflows/build.yml", "recipe.json"])

    def test_what_is_refused_is_said(self):
        self.github.tokens[TOKEN]["scopes"] = ["gist"]
        self.github.fault("GET", "/repos/studio/recipes$", status=404, body={"message": "Not Found"},
                          head={"X-OAuth-Scopes": "gist", "X-Accepted-OAuth-Scopes": "repo"})
        self.assertIn("lacks the right “repo”", self.error("push", self.recipe)["message"])
        sso = "required; url=" + self.github.web + "/orgs/studio/sso?authorization_request=A1B2"
        self.github.fault("POST", "/git/blobs", status=403, head={"X-GitHub-SSO": sso},
                          body={"message": "Resource protected by organization SAML enforcement."})
        error = self.error("push", self.recipe)
        self.assertIn("single sign-on", error["message"])
        self.assertIn("/orgs/studio/sso?authorization_request=A1B2", error["nextStep"])
        self.github.fault("POST", "/git/blobs", status=403, body={
            "message": "The 'studio' organization requires two-factor authentication"})
        self.assertIn("two-factor", self.error("push", self.recipe)["message"])
        self.github.tokens[TOKEN] |= {"scopes": None, "lacks": ["contents=write"]}
        self.assertIn("“contents: write”", self.error("push", self.recipe)["message"])
        self.repo.may_push = False
        self.assertIn("not write to it", self.error("push", self.recipe)["message"])
        self.assertEqual(self.error("push", self.recipe, repo="studio/none", code=4)["code"], "not-found")
        self.assertEqual(self.error("push", self.recipe, repo="nonsense")["code"], "invalid-input")
        (self.recipe / "model.bin").write_bytes(b"x" * (6 << 20))
        self.assertIn("5 MiB", self.error("push", self.recipe, code=3)["message"])


class Runs(GithubCase):
    def trigger(self, *words, **more):
        return self.hub("trigger", "--every", "0.05", *words, **more)

    def test_from_the_start_to_what_it_made(self):
        made = zipped({"studio-linux-x64-v1.zip": b"a bundle" * 100_000})

        def script(run):
            succeed(run)
            if run["status"] == "completed":
                self.github.world.add_artifact(self.repo, run, "bundle-linux-x64", made)
            if run["looks"] == 1:  # somebody else's is newer
                self.github.world.new_run(self.repo, "build.yml", "hubot", "main")
        self.repo.workflows["build.yml"]["script"] = script
        self.github.blob_cuts = 1
        out = self.folder / "artifacts"
        with Watcher(str(self.folder), TOKEN) as watcher:
            run = self.trigger("--input", "release=v1", "--output-dir", out)
        self.assertEqual((watcher.found, watcher.seen > 0), ([], True))
        self.assertEqual((run["actor"], run["conclusion"], run["id"]), ("mona", "success", min(self.repo.runs)))
        self.assertEqual([each["name"] for each in run["jobs"][0]["steps"]], ["Get the recipe", "Build the bundle"])
        artifact = run["artifacts"][0]
        self.assertEqual((artifact["verified"], artifact["sha256"]), (True, hashlib.sha256(made).hexdigest()))
        self.assertEqual((out / "bundle-linux-x64/studio-linux-x64-v1.zip").read_bytes(), b"a bundle" * 100_000)
        self.assertEqual([path.name for path in out.iterdir()], ["bundle-linux-x64"])
        ranges = [head.get("Range") for _, head in self.github.blob_requests]
        self.assertTrue(any(each and not each.startswith("bytes=0-") for each in ranges), ranges)
        error = self.error("download", run["id"], "--output-dir", out)
        self.assertEqual(error["code"], "already-exists")

    def test_an_older_server_does_not_name_the_run(self):
        workflow = self.repo.workflows["build.yml"]
        workflow["answer"] = "old"
        other = []

        def also(body_of):  # the same person begins another one at the same time
            def dispatch(*arguments):
                other.append(self.github.world.new_run(self.repo, "build.yml", "mona", "main"))
                return body_of(*arguments)
            return dispatch
        self.patch_dispatch(also)
        run = self.trigger()
        self.assertNotIn(run["id"], [each["id"] for each in other])
        self.assertRegex(run["title"], r"^Build [0-9a-f]{12}$", "found by its mark")
        workflow |= {"answer": "silent", "inputs": []}
        self.assertEqual(self.error("trigger", code=5)["code"], "busy", "two new ones, and no mark: nobody guesses")

    def patch_dispatch(self, change):
        world = self.github.world
        world.routes = [(method, path, change(answer) if answer == world.dispatch else answer)
                        for method, path, answer in world.routes]

    def test_a_workflow_without_the_mark(self):
        self.repo.workflows["build.yml"] |= {"answer": "old", "inputs": []}
        self.github.world.new_run(self.repo, "build.yml", "mona", "main")  # from before
        run = self.trigger()
        self.assertEqual(run["id"], max(self.repo.runs))
        self.assertEqual(len(self.repo.runs), 2)

    def test_a_broken_connection_starts_nothing_twice(self):
        self.github.fault("POST", "/dispatches", cut="after", obeyed=True)
        run = self.trigger()
        self.assertEqual((run["id"], len(self.repo.runs)), (max(self.repo.runs), 1))
        self.github.fault("POST", "/dispatches", status=502, obeyed=True)
        self.trigger()
        self.assertEqual(len(self.repo.runs), 2)

    def test_a_workflow_that_cannot_be_started(self):
        self.assertIn("Unexpected inputs", self.error("trigger", "--input", "nonsense=1")["message"])
        self.assertIn("No ref found", self.error("trigger", "--branch", "gone")["message"])
        self.assertEqual(self.error("trigger", "--workflow", "none.yml", code=4)["code"], "not-found")
        self.github.tokens[TOKEN] |= {"scopes": None, "lacks": ["actions=write"]}
        self.assertIn("actions: write", self.error("trigger")["message"])

    def test_a_workflow_that_fails_says_its_last_lines(self):
        log = "\ufeff" + "".join(f"2026-11-21T20:00:0{i % 10}.1234567Z line {i}\n" for i in range(200)) \
            + "2026-11-21T20:01:00.0000000Z \x1b[31m✗ timm==9 does not exist\x1b[0m\n" \
            + "2026-11-21T20:01:00.0000000Z ##[error]Process completed with exit code 1.\n" \
            + "2026-11-21T20:01:01.0000000Z Post job cleanup.\n"

        def script(run):
            run["status"], run["conclusion"] = "completed", "failure"
            run["jobs"] = [job(6, "windows-x64", [step(1, "Build the bundle")]),
                           job(7, "linux-x64", [step(1, "Get the recipe"), step(2, "Build the bundle", conclusion="failure"),
                                                step(3, "Keep the bundle", conclusion="skipped")],
                               conclusion="failure", log=log.encode())]
        self.repo.workflows["build.yml"]["script"] = script
        error = self.error("trigger", "--watch", "--every", "0.05")
        self.assertIn("“Build the bundle” of “linux-x64” failed", error["message"])
        lines = error["detail"].splitlines()
        self.assertEqual(lines[-2:], ["✗ timm==9 does not exist", "##[error]Process completed with exit code 1."])
        self.assertLess(len(lines), 40)

    def test_watching_through_troubles(self):
        self.github.fault("GET", "/jobs", status=502, times=2)
        self.github.fault("GET", r"/actions/runs/\d+$", cut="at once", times=1)
        self.github.fault("GET", "/user$", status=403, head={"Retry-After": "1"},
                          body={"message": "You have exceeded a secondary rate limit."})
        out, err = self.cli("github", "trigger", "--repo", REPO, "--watch", "--every", "0.05")
        self.assertIn("linux-x64: Build the bundle succeeded", err)
        self.assertIn("waiting for 1 second", err)
        self.assertIn("succeeded", out)

    def test_who_stops_watching_leaves_the_run_alone(self):
        self.repo.workflows["build.yml"]["script"] = lambda run: None
        process = self.spawn("github", "trigger", "--repo", REPO, "--watch", "--every", "0.2")
        self.wait_for(lambda: self.github.count("GET", "/jobs") > 1, "two looks")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1, err)
        self.assertIn("goes on", err)
        self.assertEqual(self.github.count("POST", "/cancel"), 0)

    def test_a_rate_limit_that_lasts(self):
        self.github.fault("GET", "/repos/studio/recipes$", status=403, body={"message": "API rate limit exceeded"}, head={
            "X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(time.time()) + 1800)})
        error = self.error("runs", code=5)
        self.assertIn("answers again at", error["message"])

    def test_cancelling_and_listing(self):
        run = self.trigger()
        self.assertTrue(self.hub("cancel", run["id"])["cancelled"])
        error = self.error("cancel", run["id"], code=2)
        self.assertIn("is over", error["message"])
        self.github.world.new_run(self.repo, "build.yml", "mona", "main")
        listed = self.hub("runs", "--workflow", "build.yml", "--branch", "main")["runs"]
        self.assertEqual([each["status"] for each in listed], ["queued", "completed"])
        self.assertEqual(self.hub("runs", "--branch", "other")["runs"], [])
        self.assertEqual(self.error("watch", "abc", code=2)["code"], "usage")

    def test_artifacts_that_are_gone_or_wrong(self):
        run = self.github.world.new_run(self.repo, "build.yml", "mona", "main")
        out = self.folder / "out"
        self.assertIn("left no artifacts", self.error("download", run["id"], "--output-dir", out, code=4)["message"])
        expired = self.github.world.add_artifact(self.repo, run, "old", b"", expired=True)
        error = self.error("download", run["id"], "--output-dir", out, code=4)
        self.assertIn("“old” expired on", error["message"])
        expired["expired"] = False
        self.github.fault("GET", "/zip$", status=410, body={"message": "Artifact has expired"}, times=9)
        self.github.fault("GET", r"/artifacts/\d+$", status=404)
        self.assertIn("“old” expired", self.error("download", run["id"], "--output-dir", out, code=4)["message"])
        self.github.faults.clear()
        good = self.github.world.add_artifact(self.repo, run, "good", zipped({"a": b"1"}))
        good["data"] = zipped({"a": b"2"})
        error = self.error("download", run["id"], "--output-dir", out, "--name", "good", code=3)
        self.assertEqual(error["code"], "hash-mismatch")
        self.assertIn("It left: old, good.",
                      self.error("download", run["id"], "--output-dir", out, "--name", "none", code=4)["nextStep"])
        self.assertFalse(list(out.glob("*")), "nothing half is left")


class Workflow(GithubCase):
    """The file for teams: its form. GitHub alone can run it."""

    def test_the_file_for_teams(self):
        text = (SOURCE / "packaging/github/build-bundles.yml").read_text(encoding="utf-8")
        for runner in ("ubuntu-24.04,", "ubuntu-24.04-arm", "windows-2025", "macos-15"):
            self.assertIn(f"runner: {runner}", text)
        self.assertIn("bundle build recipe.json", text)
        self.assertRegex(text, r"(?m)^run-name: .*\$\{\{ inputs\.portico_run \}\}$")
        self.assertNotRegex(text, r"run:[^\n]*\$\{\{ inputs", "no input is pasted into a script")
        try:
            import yaml
        except ImportError:
            self.skipTest("no PyYAML here: its form was not looked at")
        document = yaml.safe_load(text)
        inputs = document[True]["workflow_dispatch"]["inputs"]  # `on` is true in YAML 1.1
        self.assertEqual(set(inputs), {"release", "portico_run"})
        self.assertEqual(document["permissions"], {"contents": "read"})
        build, release = document["jobs"]["build"], document["jobs"]["release"]
        self.assertEqual([each["name"] for each in build["strategy"]["matrix"]["include"]],
                         ["linux-x64", "linux-arm64", "windows-x64", "macos-arm64"])
        self.assertEqual((release["needs"], release["permissions"]), ("build", {"contents": "write"}))
        for each in build["steps"] + release["steps"]:
            self.assertTrue(re.fullmatch(r"actions/[\w-]+@v\d+", each["uses"]) if "uses" in each else each["run"])


if __name__ == "__main__":
    main()
