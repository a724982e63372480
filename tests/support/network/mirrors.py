# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""One https server that is everything Portico fetches from: a package index with one small package,
torch's index, releases of Python, and a mirror of GitHub with a real git repository (served the
"dumb" and the "smart" way by git's own http-backend, where git is there)."""

import hashlib
import http.server
import io
import os
import ssl
import subprocess
import threading
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

GIT = "/github/Comfy-Org/ComfyUI.git"


def wheel():
    """six 1.99: a wheel of one empty module."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        info = "six-1.99.dist-info/"
        archive.writestr("six.py", "")
        archive.writestr(info + "METADATA", "Metadata-Version: 2.1\nName: six\nVersion: 1.99\n")
        archive.writestr(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\n"
                                         "Tag: py3-none-any\n")
        archive.writestr(info + "RECORD", "six.py,,\n")
    return data.getvalue()


def make_repository(folder):
    bare = Path(folder) / "ComfyUI.git"
    git = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@t",
           "GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@t"}
    work = Path(folder) / "work"
    for words in (["init", "-q", "-b", "master", str(work)],
                  ["-C", str(work), "commit", "-q", "--allow-empty", "-m", "one"],
                  ["-C", str(work), "tag", "v0.1"],
                  ["clone", "-q", "--bare", str(work), str(bare)]):
        subprocess.run(["git", *words], check=True, env=git, capture_output=True)
    return bare


class Mirrors:
    """Serves until closed; `log` lists the paths that were asked for."""

    def __init__(self, certificate, key, repository, address="127.0.0.1"):
        self.log = []
        self.file = wheel()
        mirrors = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                mirrors.log.append(self.path)
                mirrors.answer(self)

            do_HEAD = do_GET

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass  # a client that does not trust us ends in the middle: that is the test

        self._repository = repository
        self._server = Server((address, 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True,
                                                  do_handshake_on_connect=False)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def answer(self, request):
        path = urlsplit(request.path).path
        name = "six-1.99-py3-none-any.whl"
        digest = hashlib.sha256(self.file).hexdigest()
        pages = {
            "/simple/six/": ("text/html", f'<a href="/files/{name}#sha256={digest}">{name}</a>'.encode()),
            f"/files/{name}": ("application/octet-stream", self.file),
            "/whl/cpu/torch/": ("text/html", b'<a href="torch-2.8.0-cp312.whl">torch-2.8.0-cp312.whl</a>'),
            "/python/20250818/SHA256SUMS": ("text/plain", b"0  cpython-3.12.11+20250818-x86_64.tar.gz\n"),
        }
        if path.startswith(GIT):
            return self._git(request, path)
        kind, body = pages.get(path, ("text/plain", b"nothing here"))
        self._send(request, 200 if path in pages else 404, kind, body)

    def _git(self, request, path):
        environment = {"PATH": os.environ["PATH"], "GIT_PROJECT_ROOT": str(self._repository),
                       "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": path.removeprefix(GIT),
                       "QUERY_STRING": urlsplit(request.path).query, "REQUEST_METHOD": "GET"}
        output = subprocess.run(["git", "http-backend"], env=environment, capture_output=True,
                                stdin=subprocess.DEVNULL).stdout
        head, _, body = output.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        self._send(request, int(fields.get("Status", "200")[:3]),
                   fields.get("Content-Type", "text/plain"), body)

    @staticmethod
    def _send(request, status, kind, body):
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        if request.command == "GET":
            request.wfile.write(body)

    def close(self):
        self._server.shutdown()
        self._server.server_close()
