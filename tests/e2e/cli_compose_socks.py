#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Composing where git reaches its repository through a SOCKS proxy with a login alone: git.example is a name that
only the proxy knows, and its certificate is one of an authority that the person named."""

import shutil
import ssl
import subprocess
import sys

from composecase import ComposeCase, skip_without_uv
from world import SOURCE, main

sys.path.insert(0, str(SOURCE / "tests/support/network"))

import certificates  # noqa: E402
import proxies  # noqa: E402
from gitserver import GitServer  # noqa: E402  (tests/support, which world put on the path)

LOGIN = ("me", "p@ss w:rd/%")


class ComposeSocks(ComposeCase):
    def setUp(self):
        super().setUp()
        tls, served = self.folder / "tls", self.folder / "served"
        tls.mkdir()
        served.mkdir()
        subprocess.run(["git", "clone", "-q", "--bare", str(self.repository), str(served / "comfy.git")], check=True)
        self.authority, certificate, key = certificates.make(tls, ["git.example"])
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.git = GitServer(served)
        self.git.__enter__()
        self.addCleanup(self.git.__exit__)
        server = self.git._serve()
        server.socket = context.wrap_socket(server.socket, server_side=True)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.proxy = proxies.socks_proxy({"git.example": ("127.0.0.1", server.server_address[1])}, LOGIN)
        self.addCleanup(self.proxy.close)
        self.json("network", "set", f"proxy=socks5://me@127.0.0.1:{self.proxy.port}",
                  f"certificates={self.authority}")

    def test_an_install_is_composed(self):
        self.environment["PORTICO_PROXY_PASSWORD"] = LOGIN[1]
        install = self.json(*self.words("--ref", "v0.33.0", git="https://git.example/plain/comfy.git"), seconds=180)
        self.assertEqual(set(self.proxy.log), {"git.example:443"})
        self.assertIn("0.33.0", str(install))

    def test_a_wrong_password_leaves_nothing(self):
        self.environment["PORTICO_PROXY_PASSWORD"] = "another"
        error, _ = self.fails("permission-denied", "SOCKS proxy", git="https://git.example/plain/comfy.git")
        self.assertNotIn("another", str(error))
        self.assertEqual(self.proxy.log, [])


if __name__ == "__main__":
    skip_without_uv()
    if not shutil.which("openssl"):
        print("skipped: openssl is not here\n0 passed, 0 failed, 1 skipped")
        sys.exit(77)
    main()
