# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A certificate authority made on the spot with openssl, and a server's certificate signed by it."""

import subprocess
from pathlib import Path


def _openssl(*words):
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


def make(folder, names):
    """(authority.pem, server.pem, server.key); names: hosts and addresses of the server."""
    folder = Path(folder)
    authority, key = folder / "authority.pem", folder / "authority.key"
    _openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-keyout", key, "-out", authority, "-days", 2, "-subj", "/O=Portico Test/CN=Test Authority",
             "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
    request, server_key, server = folder / "s.csr", folder / "server.key", folder / "server.pem"
    _openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-keyout", server_key, "-out", request, "-subj", "/CN=" + names[0])
    alternatives = ",".join(("IP:" if name.replace(".", "").isdigit() else "DNS:") + name for name in names)
    extensions = folder / "s.ext"
    extensions.write_text(f"subjectAltName={alternatives}\nbasicConstraints=CA:FALSE\n"
                          "extendedKeyUsage=serverAuth\n", encoding="ascii")
    _openssl("x509", "-req", "-in", request, "-CA", authority, "-CAkey", key, "-CAcreateserial",
             "-out", server, "-days", 1, "-extfile", extensions)
    return authority, server, server_key
