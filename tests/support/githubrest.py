# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A GitHub on loopback, as GitHub's own server for companies lies: the REST API below /api/v3, uploads below
/api/uploads, and artifacts and logs on another host (another port) behind signed addresses. It keeps the shapes, statuses
and heads of the real one and does what it says; githubworld.py holds what it knows.

Shapes after docs.github.com/en/rest (actions/workflows, workflow-runs, workflow-jobs, artifacts; releases; git; users),
octokit/fixtures (scenarios api.github.com/release-assets, release-assets-conflict, create-file, git-refs, errors: recorded
from the real API), and for workflow_dispatch's `return_run_details` the changelog of 2026-02-19. Words of refusals as
quoted by public clients: "Bad credentials", "Resource not accessible by personal access token", "Unexpected inputs
provided: [...]", "Resource protected by organization SAML enforcement. ...".
"""

import hashlib
import http.server
import json
import re
import threading
import time
import urllib.parse

from githubworld import World, Refusal

DOCS = "https://docs.github.com/rest"


class Fault:
    """What happens instead of an answer: a status with heads and a body, a cut, a wait before the answer."""

    def __init__(self, method, path, status=0, head=None, body=None, cut=None, wait=0.0, times=1, obeyed=False):
        self.method, self.path, self.times = method, re.compile(path), times
        self.status, self.head, self.cut, self.wait = status, head or {}, cut, wait
        self.body = {"message": "Server Error"} if body is None else body
        self.obeyed = obeyed  # it is done, and then the answer is lost


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_any(self):
        self.server.github.take(self)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_any  # noqa: N815

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def reply(self, status, head, body):
        self.send_response(status)
        for name, value in head.items():
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status not in (204, 304):
            self.wfile.write(body)


class BlobHandler(Handler):
    """The other host: knows nobody, honours ranges, and remembers what it was sent."""

    def do_any(self):
        github = self.server.github
        github.blob_requests.append((self.path, dict(self.headers)))
        address = urllib.parse.urlsplit(self.path)
        data = github.blobs.get(address.path)
        if data is None or "sig=" not in address.query:
            return self.reply(403, {}, b"<Error><Code>AuthenticationFailed</Code></Error>")
        head = {"Content-Type": "application/octet-stream", "ETag": f'"{hashlib.md5(data).hexdigest()}"',
                "Accept-Ranges": "bytes"}
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        status = 200
        if wanted:
            first, last = int(wanted[1]), int(wanted[2] or len(data) - 1)
            head["Content-Range"] = f"bytes {first}-{min(last, len(data) - 1)}/{len(data)}"
            data, status = data[first:last + 1], 206
        if github.blob_cuts:
            github.blob_cuts -= 1
            self.send_response(status)
            for name, value in head.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[:len(data) // 2])
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(2)
            return None
        return self.reply(status, head, data)

    do_GET = do_HEAD = do_any  # noqa: N815


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


class GithubRest:
    """`with GithubRest() as github: github.world.repository("me/recipes"); github.tokens["…"] = {...}`."""

    def __init__(self):
        self.tokens = {}  # token -> {"login", "scopes": [...] or None for a fine-grained one, "expires"}
        self.faults = []
        self.requests = []  # (method, path, headers)
        self.blob_requests = []
        self.blobs = {}  # path -> bytes, on the other host
        self.blob_cuts = 0
        self.left = 5000
        self.lock = threading.RLock()
        self._api = Server(("127.0.0.1", 0), Handler)
        self._blob = Server(("127.0.0.1", 0), BlobHandler)
        self._api.github = self._blob.github = self
        self.world = World(self)

    def __enter__(self):
        for server in (self._api, self._blob):
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_):
        for server in (self._api, self._blob):
            server.shutdown()
            server.server_close()

    @property
    def web(self):
        return f"http://127.0.0.1:{self._api.server_address[1]}"

    @property
    def blob_host(self):
        return f"http://127.0.0.1:{self._blob.server_address[1]}"

    def fault(self, method, path, **how):
        self.faults.append(Fault(method, path, **how))

    def count(self, method, path):
        return sum(1 for each, where, _ in self.requests if each == method and re.search(path, where))

    def sign(self, path, data):
        """A signed address of the other host."""
        self.blobs[path] = data
        return f"{self.blob_host}{path}?sv=2025-11-05&se={int(time.time()) + 60}&sig=abc%3D"

    def _who(self, handler):
        words = handler.headers.get("Authorization", "").split()
        return self.tokens.get(words[1]) if len(words) == 2 and words[0] == "Bearer" else None

    def _fault_for(self, method, path):
        for fault in self.faults:
            if fault.times > 0 and fault.method == method and fault.path.search(path):
                fault.times -= 1
                return fault
        return None

    def take(self, handler):
        path = handler.path
        self.requests.append((handler.command, path, dict(handler.headers)))
        fault = self._fault_for(handler.command, path)
        if fault and fault.wait:
            time.sleep(fault.wait)
        if fault and fault.cut == "unread":
            handler.close_connection = True
            return handler.connection.shutdown(2)
        body = handler.body()
        if fault and (fault.status or fault.cut) and not fault.obeyed:
            return self._fail(handler, fault)
        status, head, answer = self._answer(handler, path, body)
        if fault and (fault.status or fault.cut):
            return self._fail(handler, fault)
        return handler.reply(status, head, answer)

    def _fail(self, handler, fault):
        if fault.cut:
            handler.close_connection = True
            return handler.connection.shutdown(2)
        body = fault.body if isinstance(fault.body, bytes) else json.dumps(fault.body).encode()
        return handler.reply(fault.status, {"Content-Type": "application/json", **fault.head}, body)

    def _answer(self, handler, path, body):
        head = {"Content-Type": "application/json; charset=utf-8", "X-GitHub-Media-Type": "github.v3; format=json"}
        who = self._who(handler)
        if who is None:
            return 401, head, json.dumps({"message": "Bad credentials", "documentation_url": DOCS, "status": "401"}).encode()
        if who["scopes"] is not None:
            head["X-OAuth-Scopes"] = ", ".join(who["scopes"])
            head["X-Accepted-OAuth-Scopes"] = "" if path.endswith("/user") else "repo"
        if who.get("expires"):
            head["github-authentication-token-expiration"] = who["expires"]
        with self.lock:
            try:
                status, answer, more = self._route(handler, who, path, body)
            except Refusal as refusal:
                status, answer, more = refusal.status, refusal.body, refusal.head
        head |= more
        data = b"" if answer is None else json.dumps(answer).encode()
        if handler.command == "GET" and status == 200:
            head["ETag"] = f'W/"{hashlib.sha256(data).hexdigest()}"'
            if handler.headers.get("If-None-Match") == head["ETag"]:
                status, data = 304, b""
        if status != 304:
            self.left -= 1
        head |= {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": str(max(self.left, 0)),
                 "X-RateLimit-Reset": str(int(time.time()) + 1800)}
        return status, head, data

    def _route(self, handler, who, path, body):
        address = urllib.parse.urlsplit(path)
        query = dict(urllib.parse.parse_qsl(address.query))
        for prefix in ("/api/v3", "/api/uploads"):
            if address.path.startswith(prefix):
                call = (handler.command, urllib.parse.unquote(address.path[len(prefix):]))
                upload = prefix == "/api/uploads"
                return self.world.do(call, who, query, body if upload else json.loads(body or b"{}"), upload)
        raise Refusal(404)
