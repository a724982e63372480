# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A good file server on loopback with ranges and ETags, which counts what it sends.

    with RangeServer({"/bundle.zip": data}, bytes_per_second=5_000_000) as server:
        server.url("/bundle.zip"), server.sent, server.requests
"""
import hashlib
import http.server
import re
import threading
import time


class RangeServer:
    def __init__(self, files: dict[str, bytes], bytes_per_second: int = 0):
        self.files = files
        self.bytes_per_second = bytes_per_second  # of each connection; 0: as fast as it goes
        self.before_body = None  # called before a body goes out
        self.sent = 0
        self.requests: list[tuple[str, str]] = []
        self.lock = threading.Lock()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer._answer(self)

            def log_message(self, *_arguments) -> None:
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, *_arguments) -> None:
                pass  # clients are killed on purpose

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> "RangeServer":
        self._thread.start()
        return self

    def __exit__(self, *_exception) -> None:
        self._server.shutdown()
        self._server.server_close()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}{path}"

    def _answer(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        data = self.files.get(handler.path)
        wanted = handler.headers.get("Range", "")
        with self.lock:
            self.requests.append((handler.path, wanted))
        if data is None:
            handler.send_error(404)
            return
        etag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
        first, last = 0, len(data) - 1
        match = re.fullmatch(r"bytes=(\d+)-(\d*)", wanted)
        if match and handler.headers.get("If-Range", etag) == etag:
            first = int(match[1])
            last = int(match[2]) if match[2] else last
            if first >= len(data):
                handler.send_response(416)
                handler.send_header("Content-Range", f"bytes */{len(data)}")
                handler.send_header("Content-Length", "0")
                handler.end_headers()
                return
            handler.send_response(206)
            handler.send_header("Content-Range", f"bytes {first}-{last}/{len(data)}")
        else:
            handler.send_response(200)
        handler.send_header("Accept-Ranges", "bytes")
        handler.send_header("ETag", etag)
        handler.send_header("Content-Type", "application/octet-stream")
        handler.send_header("Content-Length", str(last - first + 1))
        handler.end_headers()
        if self.before_body:
            self.before_body()
        self._send(handler, memoryview(data)[first:last + 1])

    def _send(self, handler: http.server.BaseHTTPRequestHandler, body: memoryview) -> None:
        step = self.bytes_per_second // 50 if self.bytes_per_second else 256 << 10
        for at in range(0, len(body), step):
            part = body[at:at + step]
            handler.wfile.write(part)
            with self.lock:
                self.sent += len(part)
            if self.bytes_per_second:
                time.sleep(0.02)
