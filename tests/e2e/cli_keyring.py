#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Secrets in a real keyring, on a bus of its own: the proxy's password and GitHub's token, given to porticoctl and to
the window's pages (without a screen); kept there alone, used by the next program, forgotten."""

import os
import subprocess
import sys
from pathlib import Path

from world import BIN, SOURCE, World, main

sys.path.insert(0, str(SOURCE / "tests/support/network"))

import githubrest  # noqa: E402
import keyringsession  # noqa: E402  (tests/support, which world put on the path)
import proxies  # noqa: E402

PAGES = Path(os.environ["PORTICO_BUILD_DIR"]) / "tests"
PASSWORD = "p@ss wörd"
TOKEN = "ghp_0123456789"


class Keyring(World):
    def setUp(self):
        super().setUp()
        self.environment["PORTICO_CONFIG_DIR"] = str(self.folder / "config")
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]

    def give(self, secret, *words, code=0):
        """Runs porticoctl with a line on its standard input; returns what it said."""
        ran = subprocess.run([str(BIN / "porticoctl"), "--library", str(self.library), *words], input=secret + "\n",
                             env=self.environment, capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(ran.returncode, code, ran.stdout + ran.stderr)
        self.assertNotIn(secret or TOKEN, ran.stdout + ran.stderr, "a secret is shown to nobody")
        return ran.stdout + ran.stderr

    def assert_nowhere(self, secret):
        """It lies in no file that is Portico's, and not in plain in the keyring's."""
        for folder in (self.folder, Path(os.environ["HOME"])):
            for path in folder.rglob("*"):
                if path.is_file() and not path.is_symlink():
                    self.assertNotIn(secret.encode(), path.read_bytes(), f"{path} holds it")

    def test_the_token_is_kept_and_forgotten(self):
        self.assertFalse(self.json("token")["token"])
        self.assertIn("keychain", self.give(TOKEN, "token", "--set"))
        answer = self.json("token")  # another program, another connection to the keyring
        self.assertTrue(answer["token"])
        self.assertIn("Saved", answer["state"])
        self.assert_nowhere(TOKEN)
        self.give(TOKEN + "x", "token", "--set")  # another one, while the first is there
        self.assertTrue(self.json("token")["token"])
        self.cli("token", "--forget")
        self.assertFalse(self.json("token")["token"])

    def test_a_login_on_a_companys_own_github(self):
        with githubrest.GithubRest() as github:
            wrong = self.give("ghp_nonsense", "github", "login", "--server", github.web, code=1)
            self.assertIn("does not accept the token", wrong)
            github.tokens[TOKEN] = {"login": "mona", "scopes": ["repo", "workflow"]}
            told = self.give(TOKEN, "github", "login", "--server", github.web)
            self.assertIn("mona on 127.0.0.1", told)
            self.assertIn("Saved in this computer's keychain", told)
            self.assertEqual(self.json("github", "whoami")["login"], "mona")  # another program, and the same server
            self.assertFalse(self.json("token")["token"], "it is not github.com's")
            self.assert_nowhere(TOKEN)
            self.cli("github", "logout")
            self.assertIn("github login", self.json("github", "whoami", code=1)["error"]["nextStep"])

    def test_the_proxys_password_is_kept_and_used(self):
        with proxies.http_proxy(login=("me", PASSWORD)) as proxy:
            address = f"proxy=http://me@127.0.0.1:{proxy.port}"
            self.cli("network", "set", address, "no-proxy=", "package-index=https://index.example/simple")
            test = ("network", "test", "package-index")
            self.assertEqual(self.json(*test, code=1)["tests"][0]["code"], "permission-denied")
            self.assertIn("keychain", self.give(PASSWORD, "network", "set", address, "--password"))
            proxy.names["index.example"] = ("127.0.0.1", 9)  # nobody is there: only the login is of interest
            outcome = self.json(*test, code=1)["tests"][0]
            self.assertNotEqual(outcome["code"], "permission-denied", outcome)
            self.assertEqual(set(proxy.log), {"index.example:443"})
            self.assert_nowhere(PASSWORD)
            self.give("", "network", "set", address, "--password")
            proxy.log.clear()
            self.assertEqual(self.json(*test, code=1)["tests"][0]["code"], "permission-denied")
            self.assertEqual(proxy.log, [])

    def test_the_pages_keep_them_there_too(self):
        for program, function in (("app_networkpage", "thePasswordIsKeptInAKeyring"),
                                  ("app_settingspage", "theTokenIsKeptInAKeyring")):
            if not (PAGES / program).exists():
                self.skipTest(f"{program} is not built")
            with self.subTest(program=program):
                ran = subprocess.run([str(PAGES / program), function], capture_output=True, text=True, timeout=60,
                                     env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=False)
                self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
                self.assertIn(f"::{function}()\n", ran.stdout)
                self.assertNotIn("SKIP", ran.stdout)


if __name__ == "__main__":
    if "PORTICO_TEST_KEYRING" in os.environ:
        main()
    if missing := keyringsession.missing():
        print(f"skipped: {missing} not installed\n0 passed, 0 failed, 1 skipped")
        sys.exit(keyringsession.NOT_HERE)
    inside = keyringsession.run([sys.executable, "-B", __file__], timeout=300)
    print(inside.stdout, inside.stderr, sep="")
    if inside.returncode == keyringsession.NOT_HERE:
        print("skipped: the keyring daemon does not start here\n0 passed, 0 failed, 1 skipped")
    sys.exit(inside.returncode)
