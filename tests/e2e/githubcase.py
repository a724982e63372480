# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What the tests of "porticoctl github" share: a loopback GitHub, a token in a file, and the search for that token where
it must not be."""

import io
import json
import os
import threading
import zipfile
from pathlib import Path

from world import NOWHERE, World
from githubrest import GithubRest

TOKEN = "ghp_CANARY0123456789abcdefghijklmnopqrst"
REPO = "studio/recipes"


def zipped(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def step(number, name, status="completed", conclusion="success"):
    return {"number": number, "name": name, "status": status,
            "conclusion": conclusion if status == "completed" else None}


def job(number, name, steps, status="completed", conclusion="success", log=b""):
    return {"id": number, "name": name, "status": status, "conclusion": conclusion if status == "completed" else None,
            "steps": steps, "log": log}


def succeed(run):
    """A workflow of one job: waiting, running, done."""
    if run["looks"] == 1:
        run["jobs"] = [job(7, "linux-x64", [], "queued")]
    elif run["looks"] == 2:
        run["status"] = "in_progress"
        run["jobs"] = [job(7, "linux-x64", [step(1, "Get the recipe"), step(2, "Build the bundle", "in_progress")],
                           "in_progress")]
    else:
        run["status"], run["conclusion"] = "completed", "success"
        run["jobs"] = [job(7, "linux-x64", [step(1, "Get the recipe"), step(2, "Build the bundle")])]


class Watcher(threading.Thread):
    """Looks at the arguments and environments of this test's processes while they live."""

    def __init__(self, folder, secret):
        super().__init__(daemon=True)
        self.folder, self.secret, self.found, self.seen = folder.encode(), secret.encode(), [], 0
        self._end = threading.Event()

    def run(self):
        while not self._end.wait(0.02):
            for place in Path("/proc").glob("[0-9]*"):
                self.look(place)

    def look(self, place):
        try:
            words, variables = (place / "cmdline").read_bytes(), (place / "environ").read_bytes()
        except OSError:
            return
        if self.folder not in words + variables or int(place.name) == os.getpid():
            return
        self.seen += 1
        if self.secret in words + variables:
            self.found.append(words)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self.join()


class GithubCase(World):
    def setUp(self):
        super().setUp()
        self.github = GithubRest()
        self.github.__enter__()
        self.addCleanup(self.github.__exit__)
        self.github.tokens[TOKEN] = {"login": "mona", "scopes": ["repo", "workflow"]}
        self.repo = self.github.world.repository(REPO, files={"README.md": b"Our bundles\n"})
        self.repo.workflows["build.yml"] = {"inputs": ["release", "portico_run"], "answer": "details", "script": succeed}
        config = self.folder / "config"
        config.mkdir()
        (config / "settings.json").write_text(
            json.dumps({"schema": 1, "githubServer": self.github.web, **NOWHERE}), encoding="utf-8")
        self.token_file = self.folder / "token"
        self.token_file.write_text(TOKEN + "\n")
        self.token_file.chmod(0o600)
        self.environment |= {"PORTICO_CONFIG_DIR": str(config), "PORTICO_CACHE_DIR": str(self.folder / "cache"),
                             "PORTICO_GITHUB_SERVER_TOKEN_FILE": str(self.token_file)}

    def tearDown(self):
        self.assert_nowhere()
        super().tearDown()

    def hub(self, *words, code=0, repo=REPO, seconds=60):
        more = ("--repo", repo) if repo else ()
        return self.json("github", *words, *more, code=code, seconds=seconds)

    def error(self, *words, code=1, **more):
        return self.hub(*words, code=code, **more)["error"]

    def assert_nowhere(self):
        """The token lies in its own file alone, and no other host was sent it."""
        for path in self.folder.rglob("*"):
            if path.is_file() and not path.is_symlink() and path != self.token_file:
                self.assertNotIn(TOKEN.encode(), path.read_bytes(), f"{path} holds the token")
        for where, head in self.github.blob_requests:
            self.assertNotIn(TOKEN, where + str(head), "another host was sent the token")
            self.assertNotIn("authorization", {name.lower() for name in head})
        for _, where, _ in self.github.requests:
            self.assertNotIn(TOKEN, where, "the token is in an address")

    def cli(self, *words, **more):
        out, err = super().cli(*words, **more)
        self.assertNotIn(TOKEN, out + err, "the token was printed")
        return out, err
