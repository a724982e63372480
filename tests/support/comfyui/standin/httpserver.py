# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The HTTP side: listens on every address, checks host and origin, hands requests to the route table."""

import errno
import http.server
import os
import socket
import socketserver
import sys
import threading
import time
import urllib.parse

from . import websocket
from .lifecycle import leave

LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")
FOREVER = 10 ** 9


class Listener(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = os.name == "posix"  # on Windows it would steal a port in use
    request_queue_size = 128

    def __init__(self, address, port, server):
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self.owner = server
        super().__init__((address, port), Handler)

    def server_bind(self):
        if self.address_family == socket.AF_INET6:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        socketserver.TCPServer.server_bind(self)  # without the name look-up of HTTPServer
        self.server_name, self.server_port = self.server_address[:2]

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class Server:
    def __init__(self, args, log, folders, routes, clients, modes):
        self.args, self.log, self.folders, self.routes, self.clients = args, log, folders, routes, clients
        self.modes = modes
        self.url = ""
        self.database_lock = None
        log.subscriber = clients.send_logs

    def listen(self):
        """Binds all addresses, then says so; ends the process as ComfyUI does when one cannot be had."""
        listeners = [self._bind(address.strip()) for address in self.args.listen.split(",")]
        scheme = "https" if self.args.tls_keyfile and self.args.tls_certfile else "http"
        for listener in listeners:
            if scheme == "https":
                self._add_tls(listener)
            threading.Thread(target=listener.serve_forever, daemon=True).start()
            address = listener.server_address[0]
            shown = f"[{address}]" if ":" in address else address
            self.url = self.url or f"{scheme}://{shown}:{self.args.port}"
            if not self.args.dont_print_server:
                self.log.info(f"To see the GUI go to: {scheme}://{shown}:{self.args.port}")

    def _bind(self, address):
        try:
            return Listener(address, self.args.port, self)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                self.log.error(f"Port {self.args.port} is already in use on address {address}. "
                               "Please close the other application or use a different port with --port.")
                self.folders.remove_temp()
                leave(1)
            raise OSError(error.errno, f"error while attempting to bind on address {(address, self.args.port)!r}: "
                                       f"{(error.strerror or str(error)).lower()}") from None

    def _add_tls(self, listener):
        import ssl
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.args.tls_certfile, self.args.tls_keyfile)
        listener.socket = context.wrap_socket(listener.socket, server_side=True)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "standin"

    def log_message(self, *_):
        pass

    @property
    def owner(self):
        return self.server.owner

    def _is_foreign(self):
        """The Host and Origin check: a page of another site must not drive a local ComfyUI."""
        if self.owner.args.enable_cors_header:
            return False
        if self.headers.get("Sec-Fetch-Site") == "cross-site":
            return True
        host, origin = self.headers.get("Host", ""), self.headers.get("Origin")
        if not origin or host.rsplit(":", 1)[0] not in LOOPBACK:
            return False
        other = urllib.parse.urlsplit(origin).netloc
        if other == host:
            return False
        self.owner.log.warning(f"WARNING: request with non matching host and origin {host} != {other}, returning 403")
        return True

    def _body(self):
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            parts = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _answer(self):
        if self.owner.modes.has("hang-http"):
            time.sleep(FOREVER)
        body = self._body()
        if self._is_foreign():
            return self._send(403, b"", "text/plain")
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        path = urllib.parse.unquote(url.path)
        if path in ("/ws", "/api/ws") and "websocket" in self.headers.get("Upgrade", "").lower():
            return self._upgrade(query)
        self._send(*self.owner.routes.answer(self.command, path, query, body, self.headers))

    def _send(self, status, data, content_type):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        if self.owner.args.enable_cors_header:
            self.send_header("Access-Control-Allow-Origin", self.owner.args.enable_cors_header)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _upgrade(self, query):
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", websocket.accept_key(self.headers.get("Sec-WebSocket-Key", "")))
        self.end_headers()
        self.close_connection = True
        routes = self.owner.routes
        self.owner.clients.serve(self, query.get("clientId"), routes.queue.remaining(), routes.features())

    do_GET = do_POST = do_PATCH = do_HEAD = do_DELETE = do_PUT = do_OPTIONS = _answer
