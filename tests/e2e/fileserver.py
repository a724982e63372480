# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A loopback server for bundles, as a release page has it: ranges, an ETag, if wanted a limited rate."""

import contextlib
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BLOCK = 64 * 1024


class FileServer:
    """Serves files by name; `with FileServer(path, ...) as server: server.url("bundle.zip")`."""

    def __init__(self, *paths, bytes_per_second=0):
        self.files = {Path(path).name: Path(path) for path in paths}
        self.rate = bytes_per_second
        self.requests = []
        self.sent = 0
        self._busy = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def is_idle(self):
        return self._busy == 0

    def url(self, name):
        return f"http://127.0.0.1:{self._server.server_address[1]}/{name}"

    @contextlib.contextmanager
    def counted(self):
        """Around each answer's body, so that is_idle() knows."""
        with self._lock:
            self._busy += 1
        try:
            yield
        finally:
            with self._lock:
                self._busy -= 1

    def _handler(self):
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_HEAD(self):
                self.answer(with_body=False)

            def do_GET(self):
                self.answer(with_body=True)

            def answer(self, with_body):
                owner.requests.append((self.command, self.path, self.headers.get("Range")))
                path = owner.files.get(self.path.lstrip("/"))
                if not path:
                    self.send_error(404)
                    return
                size = path.stat().st_size
                first, last = 0, size - 1
                wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range") or "")
                if wanted:
                    first = int(wanted[1])
                    last = min(int(wanted[2] or last), last)
                if first > last:
                    self.send_response(416)
                    self.send_header("Content-Range", f"bytes */{size}")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                self.send_response(206 if wanted else 200)
                self.send_header("Content-Length", str(last - first + 1))
                self.send_header("Accept-Ranges", "bytes")
                self.send_header("ETag", f'"{size}"')
                if wanted:
                    self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
                self.end_headers()
                if with_body:
                    self.send_part(path, first, last)

            def send_part(self, path, first, last):
                with owner.counted(), open(path, "rb") as file:
                    file.seek(first)
                    left = last - first + 1
                    while left > 0:
                        block = file.read(min(BLOCK, left))
                        try:
                            self.wfile.write(block)
                        except OSError:
                            return
                        left -= len(block)
                        with owner._lock:
                            owner.sent += len(block)
                        if owner.rate:
                            time.sleep(len(block) / owner.rate)

            def log_message(self, *_):
                pass

        return Handler
