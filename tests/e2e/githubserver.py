# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A loopback GitHub, as a mirror: the REST API below /api/v3 with ETags and a rate limit, release files below
/owner/name/releases/download/…; and the place of the standalone environments below /standalone."""

import hashlib
import json
import time
from pathlib import Path

from fileserver import FileServer


def sha256_of(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


class GithubServer(FileServer):
    """`with GithubServer() as github: github.release("owner/name", "v1.0", {"file.zip": path})`."""

    def __init__(self):
        self.documents = {}  # path -> (status, content type, bytes)
        self.releases = {}  # repository -> list of releases
        self.left = 60  # questions that are still answered
        self.authorizations = []  # every Authorization that was sent
        super().__init__()

    def address(self, path=""):
        return self.url(path).rstrip("/")

    def settings(self, **more):
        """What a person would set so that everything is asked here."""
        return {"githubMirror": self.address(), "standaloneMirror": self.address("standalone"), **more}

    def release(self, repository, tag, files, digests=True, date="2026-09-14T20:00:00Z", **more):
        """`files`: name -> path; `digests`: True, False, or name -> SHA-256."""
        assets = []
        for name, path in files.items():
            digest = digests.get(name) if isinstance(digests, dict) else sha256_of(path) if digests else None
            self.files[f"{repository}/releases/download/{tag}/{name}"] = Path(path)
            assets.append({
                "name": name, "state": "uploaded", "size": Path(path).stat().st_size,
                "digest": f"sha256:{digest}" if digest else None,
                "browser_download_url": f"https://github.com/{repository}/releases/download/{tag}/{name}"})
        entry = {"tag_name": tag, "name": tag, "draft": False, "prerelease": False, "published_at": date,
                 "html_url": f"https://github.com/{repository}/releases/tag/{tag}", "body": f"Notes of {tag}.",
                 "assets": assets, **more}
        self.releases.setdefault(repository, []).insert(0, entry)

    def document(self, path, content, status=200, kind="application/json"):
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.documents[path] = (status, kind, body)

    def api_path(self, repository):
        return f"/api/v3/repos/{repository}/releases"

    def _answer_for(self, path):
        if path in self.documents:
            return self.documents[path]
        for repository, releases in self.releases.items():
            if path == self.api_path(repository):
                return 200, "application/json; charset=utf-8", json.dumps(releases).encode()
        return None

    def _handler(self):
        owner = self

        class Handler(super()._handler()):
            def answer(self, with_body):
                if self.headers.get("Authorization"):
                    owner.authorizations.append(self.headers["Authorization"])
                found = owner._answer_for(self.path.partition("?")[0])
                if not found:
                    super().answer(with_body)
                    return
                owner.requests.append((self.command, self.path, self.headers.get("If-None-Match")))
                self.send_document(*found)

            def send_document(self, status, kind, body):
                is_api = self.path.startswith("/api/")
                etag = f'W/"{hashlib.sha256(body).hexdigest()}"'
                if is_api and owner.left <= 0:
                    status, body = 403, b'{"message":"API rate limit exceeded for 127.0.0.1."}'
                elif status == 200 and self.headers.get("If-None-Match") == etag:
                    status, body = 304, b""
                elif is_api:
                    owner.left -= 1
                self.send_response(status)
                if status != 304:
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(body)))
                self.send_header("ETag", etag)
                if is_api:
                    self.send_header("x-ratelimit-limit", "60")
                    self.send_header("x-ratelimit-remaining", str(max(owner.left, 0)))
                    self.send_header("x-ratelimit-reset", str(int(time.time()) + 1800))
                self.end_headers()
                self.wfile.write(body)

        return Handler
