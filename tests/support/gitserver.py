#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Serves the repositories of a folder over http on loopback, with git's own http-backend behind it.

    gitserver.py FOLDER

prints its address, and where openssl is here a second one with TLS and the file of its certificate; serves until its
standard input ends. Both are proxies, too (CONNECT), for user "me" with password "sesame". The first part of a path
chooses how:

    /plain/x.git    as any server does
    /login/x.git    wants user "me" and password "sesame"
    /silent/x.git   takes the connection and says nothing
    /stall/x.git    names its branches, then says nothing
    /drop/x.git     cuts the connection in the middle of the pack
    /garbage/x.git  answers every question with a web page
    /noise/x.git    names its branches, then sends bytes that are no pack
    /error/x.git    answers with status 500
    /away/x.git     redirects to /plain/
Standard library only.
"""

import base64
import http.server
import os
import select
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

LOGIN = "Basic " + base64.b64encode(b"me:sesame").decode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder = ""
    stopped = threading.Event()

    def log_message(self, *_):
        pass

    def answer(self, status, kind, data, headers=()):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def backend(self, path, query):
        """(status, content type, body) of git's own answer."""
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else self.chunked_body()
        environment = {
            "PATH": os.environ["PATH"], "GIT_PROJECT_ROOT": self.folder, "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory",
            "GIT_CONFIG_VALUE_0": "*", "PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""), "REMOTE_ADDR": "127.0.0.1"}
        done = subprocess.run(["git", "http-backend"], input=body, env=environment, capture_output=True, check=False)
        head, _, data = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        return int(fields.get("Status", "200").split()[0]), fields.get("Content-Type", "text/plain"), data

    def chunked_body(self):
        body = b""
        while self.headers.get("Transfer-Encoding") == "chunked":
            size = int(self.rfile.readline().strip() or b"0", 16)
            body += self.rfile.read(size)
            self.rfile.readline()
            if size == 0:
                break
        return body

    def hang(self):
        self.stopped.wait(120)
        self.close_connection = True

    def do_CONNECT(self):
        """A tunnel, as a proxy makes it."""
        if self.headers.get("Proxy-Authorization") != LOGIN:
            self.answer(407, "text/plain", b"who are you?", [("Proxy-Authenticate", 'Basic realm="proxy"')])
            return
        host, _, port = self.path.partition(":")
        with socket.create_connection((host, int(port)), timeout=20) as there:
            self.send_response(200, "Connection established")
            self.end_headers()
            here = self.connection
            while True:
                ready, _, _ = select.select([here, there], [], [], 20)
                data = ready and ready[0].recv(65536)
                if not data:
                    break
                (there if ready[0] is here else here).sendall(data)
        self.close_connection = True

    def do_GET(self):
        mode, _, rest = self.path.lstrip("/").partition("/")
        path, _, query = rest.partition("?")
        is_pack = path.endswith("/git-upload-pack")
        if mode == "silent" or (mode == "stall" and is_pack):
            self.hang()
        elif mode == "garbage":
            self.answer(200, "text/html", b"<!DOCTYPE html><title>Sign in to this network</title>")
        elif mode == "error":
            self.answer(500, "text/plain", b"broken")
        elif mode == "away":
            self.answer(302, "text/plain", b"", [("Location", f"/plain/{rest}")])
        elif mode == "login" and self.headers.get("Authorization") != LOGIN:
            self.answer(401, "text/plain", b"who are you?", [("WWW-Authenticate", 'Basic realm="git"')])
        elif mode == "noise" and is_pack:
            self.chunked_body()
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.answer(200, "application/x-git-upload-pack-result", b"\x00\xff" * 5000)
        else:
            status, kind, data = self.backend("/" + path, query)
            if mode == "drop" and is_pack:
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data[:len(data) // 2])
                self.close_connection = True
                self.connection.close()
                return
            self.answer(status, kind, data)

    do_POST = do_GET


class GitServer:
    """with GitServer(folder) as server: server.url("plain", "x.git")"""

    def __init__(self, folder):
        self._handler = type("Bound", (Handler,), {"folder": str(folder), "stopped": threading.Event()})
        self._server = self._serve()

    def _serve(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler)
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # clients that hang up are part of the tests
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return server

    def url(self, mode, name):
        return f"http://127.0.0.1:{self._server.server_address[1]}/{mode}/{name}"

    def tls(self, folder):
        """(address, file of its own certificate) of the same with TLS; nothing where openssl is not here."""
        if not shutil.which("openssl"):
            return None
        key, certificate = os.path.join(folder, "key.pem"), os.path.join(folder, "certificate.pem")
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate]
        subprocess.run(made, check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server = self._serve()
        server.socket = context.wrap_socket(server.socket, server_side=True)
        return f"https://localhost:{server.server_address[1]}", certificate

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._handler.stopped.set()
        self._server.shutdown()
        self._server.server_close()


if __name__ == "__main__":
    with GitServer(sys.argv[1]) as served, tempfile.TemporaryDirectory() as place:
        print(served.url("", "").rstrip("/"), *(served.tls(place) or ()), flush=True)
        sys.stdin.read()
