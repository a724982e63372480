# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A Comfy Registry on loopback: the answers of its REST interface (openapi.yml of Comfy-Org/registry-backend) for packs
that a test makes. `registry.asked` lists the paths of all requests in their order; `registry.mode` makes it fail."""

import http.server
import io
import json
import threading
import urllib.parse
import zipfile


def archive(files):
    """A zip as the registry keeps it: without a folder at its top. `files`: {name: text or bytes}."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return stream.getvalue()


def pack_files(identifier, version, requirements="", **more):
    """The files of a node pack with one node."""
    project = f'[project]\nname = "{identifier}"\nversion = "{version}"\n[tool.comfy]\nPublisherId = "me"\n' \
              f'DisplayName = "{identifier.title()}"\n'
    files = {"__init__.py": f"NODE_CLASS_MAPPINGS = {{}}\nVERSION = {version!r}\n", "pyproject.toml": project, **more}
    if requirements:
        files["requirements.txt"] = requirements
    return files


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def send(self, status, body, kind="application/json"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def json(self, value, status=200):
        self.send(status, json.dumps(value).encode())

    def do_GET(self):  # noqa: N802
        registry = self.server.registry
        address = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(address.query))
        parts = [urllib.parse.unquote(part) for part in address.path.strip("/").split("/")]
        registry.asked.append(self.path)
        if registry.mode == "html":
            return self.send(200, b"<!doctype html><title>Log in</title>", "text/html")
        if registry.mode == "nonsense":
            return self.send(200, b'{"nodes": 7, "id": 8}')
        if registry.mode == "error":
            return self.send(500, b"{}")
        if parts[0] == "files":
            return self.file("/".join(parts[1:]))
        if parts == ["nodes", "search"] and "comfy_node_search" in query:
            return self.page(query, [], query["comfy_node_search"])
        if parts[:1] == ["nodes"] and len(parts) <= 2 and parts[1:] in ([], ["search"]):
            return self.page(query, query.get("search", "").lower().split())
        if parts[0] == "nodes" and parts[1] in registry.packs:
            return self.pack(parts[1], parts[2:], query)
        return self.json({"message": "not found"}, 404)

    def file(self, name):
        if name in self.server.registry.files:
            return self.send(200, self.server.registry.files[name], "application/zip")
        return self.send(404, b"")

    def page(self, query, words, kind=None):
        packs = self.server.registry.packs
        nodes = [self.node(name) for name in sorted(packs) if kind is None or kind in packs[name]["nodes"]]
        nodes = [node for node in nodes if all(word in json.dumps(node).lower() for word in words)]
        limit, page = int(query.get("limit", 10)), int(query.get("page", 1))
        self.json({"total": len(nodes), "nodes": nodes[(page - 1) * limit:page * limit], "page": page, "limit": limit,
                   "totalPages": max(1, -(-len(nodes) // limit))})

    def node(self, identifier):
        pack = self.server.registry.packs[identifier]
        last = list(pack["versions"])[-1] if pack["versions"] else None
        return {"id": identifier, "name": pack["name"], "description": pack["description"], "author": "me",
                "publisher": {"id": "me", "name": "Me"}, "license": '{"file": "LICENSE"}', "downloads": 12,
                "repository": f"https://git.invalid/me/{identifier}", "status": "NodeStatusActive", "rating": 0,
                "icon": "", "tags": ["image"], "latest_version": self.version(identifier, last) if last else None}

    def version(self, identifier, number):
        made = self.server.registry.packs[identifier]["versions"][number]
        return {"id": f"{identifier}-{number}", "version": number, "createdAt": made["created"], "deprecated": False,
                "changelog": made["changelog"], "dependencies": made["dependencies"], "node_id": identifier,
                "downloadUrl": made["url"], "status": f"NodeVersionStatus{made['status']}", "status_reason": ""}

    def pack(self, identifier, more, query):
        versions = self.server.registry.packs[identifier]["versions"]
        if not more:
            return self.json(self.node(identifier))
        if more == ["install"]:
            number = query.get("version") or (list(versions) or [""])[-1]
            return self.json(self.version(identifier, number)) if number in versions else self.json({}, 404)
        if more == ["versions"]:
            offered = [number for number in versions if versions[number]["status"] in ("Active", "Pending")]
            return self.json([self.version(identifier, number) for number in offered])
        if more[0] == "versions" and more[1] in versions:
            return self.json(self.version(identifier, more[1]))
        return self.json({"message": "not found"}, 404)


class NodeRegistry:
    def __init__(self):
        self.packs, self.files, self.asked, self.mode = {}, {}, [], ""
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.registry = self
        self.server.daemon_threads = True
        self.thread = None

    def url(self, path=""):
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    def add(self, identifier, version=None, files=None, *, data=None, status="Active", changelog="", name="",
            description="", dependencies=(), nodes=()):
        """One more version of a pack; without a version only its name. `data`: other bytes than a proper archive; `nodes`:
        the types of its nodes."""
        pack = self.packs.setdefault(identifier, {"name": "", "description": "", "versions": {}, "nodes": []})
        pack["nodes"] += nodes
        pack["name"] = name or pack["name"] or identifier
        pack["description"] = description or pack["description"]
        if version is None:
            return
        file = f"{identifier}/{version}/node.zip"
        self.files[file] = archive(files or pack_files(identifier, version)) if data is None else data
        day = len(pack["versions"]) + 1
        pack["versions"][version] = {"created": f"2026-01-{day:02}T00:00:00Z", "changelog": changelog, "status": status,
                                     "url": self.url(f"/files/{file}"), "dependencies": list(dependencies)}

    def installs(self):
        """The requests that count an installation."""
        return [path for path in self.asked if "/install" in path]

    def __enter__(self):
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        if self.thread:
            self.server.shutdown()
            self.thread.join()
            self.thread = None
        self.server.server_close()
