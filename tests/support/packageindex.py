#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A package index on loopback with tiny wheels made here: PEP 503 pages, PEP 691 JSON with upload times, faults by
switch.

`/simple/` is a plain index; any other first part of the path (`/cu130/`, `/whl/cpu/`) is an index of its own that only
speaks HTML, without upload times, as PyTorch's does. Standard library only.

As a program: `packageindex.py --family cu130` serves the small world of the composition tests until its standard input
ends, and prints its address as the first line.
"""

import argparse
import base64
import hashlib
import html
import http.server
import io
import json
import re
import sys
import tarfile
import threading
import zipfile
from dataclasses import dataclass, field

JSON_TYPE = "application/vnd.pypi.simple.v1+json"


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@dataclass
class Wheel:
    name: str
    version: str
    requires: list = field(default_factory=list)
    files: dict = field(default_factory=dict)  # path in site-packages -> text
    scripts: dict = field(default_factory=dict)  # console script -> "module:function"
    upload_time: str = "2025-01-01T00:00:00Z"
    tag: str = "py3-none-any"
    size: int = 0  # bytes that do not compress, to have something to download
    yanked: str = ""  # why its makers took it back
    lie: bytes = b""  # what the index says its METADATA is, where that is not true

    @property
    def stem(self) -> str:
        return f"{re.sub(r'[-_.]+', '_', self.name)}-{self.version}"

    @property
    def file_name(self) -> str:
        return f"{self.stem}-{self.tag}.whl"

    def metadata(self) -> bytes:
        text = f"Metadata-Version: 2.1\nName: {self.name}\nVersion: {self.version}\n"
        return (text + "".join(f"Requires-Dist: {need}\n" for need in self.requires)).encode()

    def bytes(self) -> bytes:
        info = f"{self.stem}.dist-info"
        module = re.sub(r"[-_.]+", "_", self.name)
        files = {f"{module}/__init__.py": f"__version__ = {self.version!r}\n", **self.files}
        content = {path: text.encode() for path, text in files.items()}
        if self.size:
            seed, blob = hashlib.sha256(self.stem.encode()).digest(), bytearray()
            while len(blob) < self.size:
                seed = hashlib.sha256(seed).digest()
                blob += seed
            content[f"{module}/blob.bin"] = bytes(blob)
        content[f"{info}/METADATA"] = self.metadata()
        wheel = f"Wheel-Version: 1.0\nGenerator: portico\nRoot-Is-Purelib: true\nTag: {self.tag}\n"
        content[f"{info}/WHEEL"] = wheel.encode()
        if self.scripts:
            lines = "".join(f"{name} = {target}\n" for name, target in self.scripts.items())
            content[f"{info}/entry_points.txt"] = ("[console_scripts]\n" + lines).encode()
        record = ""
        for path, data in content.items():
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record += f"{path},sha256={digest},{len(data)}\n"
        content[f"{info}/RECORD"] = (record + f"{info}/RECORD,,\n").encode()
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for path, data in content.items():
                archive.writestr(zipfile.ZipInfo(path, (2025, 1, 1, 0, 0, 0)), data)
        return buffer.getvalue()


@dataclass
class Sdist(Wheel):
    """A source archive; `setup` is its setup.py, without which it cannot be built."""

    setup: str = "raise SystemExit('built')\n"

    @property
    def file_name(self) -> str:
        return f"{self.stem}.tar.gz"

    def bytes(self) -> bytes:
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
            files = {"setup.py": self.setup.encode(), "PKG-INFO": self.metadata().replace(b"2.1", b"1.2", 1)}
            for path, data in files.items():
                entry = tarfile.TarInfo(f"{self.stem}/{path}")
                entry.size = len(data)
                archive.addfile(entry, io.BytesIO(data))
        return buffer.getvalue()


class PackageIndex:
    """`add(wheel, index)` fills it; `faults` maps a beginning of a path (a whole one ends in "$") to "404", "401",
    "500", "garbage", "silent", "drop" or "wrong-hash" (bytes that are not those the page promises)."""

    def __init__(self, upload_times=True):
        self.indexes = {}  # "simple" -> {normalised name -> {file name -> (bytes, Wheel)}}
        self.faults = {}
        self.upload_times = upload_times
        self.requests = []
        self.stopped = threading.Event()
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # clients that hang up are part of the tests
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def add(self, wheel: Wheel, index="simple"):
        projects = self.indexes.setdefault(index, {})
        projects.setdefault(normalised(wheel.name), {})[wheel.file_name] = (wheel.bytes(), wheel)

    def url(self, index="simple") -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/{index}"

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def fault(self, path):
        return next((kind for start, kind in self.faults.items() if (path + "$").startswith(start)), None)

    def page(self, index, name, wants_json):
        """(content type, bytes) of a project's page; nothing when there is none."""
        files = self.indexes.get(index, {}).get(name)
        if files is None:
            return None
        digests = {file: hashlib.sha256(data).hexdigest() for file, (data, _) in files.items()}
        base = f"/files/{index}/{name}"
        if wants_json and index == "simple":
            rows = [{"filename": file, "url": f"{base}/{file}", "hashes": {"sha256": digests[file]}, "size": len(data),
                     "core-metadata": not isinstance(wheel, Sdist), "yanked": wheel.yanked or False,
                     **({"upload-time": wheel.upload_time} if self.upload_times else {})}
                    for file, (data, wheel) in files.items()]
            versions = sorted({wheel.version for _, wheel in files.values()})
            document = {"meta": {"api-version": "1.1"}, "name": name, "versions": versions, "files": rows}
            return JSON_TYPE, json.dumps(document).encode()
        rows = "".join(f'<a href="{base}/{html.escape(file.replace("+", "%2B"))}#sha256={digests[file]}" '
                       f'data-core-metadata="true">{file}</a><br>\n' for file in files)
        return "text/html", f"<!DOCTYPE html><html><body>\n{rows}</body></html>".encode()


def _handler(index: PackageIndex):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def answer(self, status, kind="text/plain", data=b""):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            if self.path.startswith("/files/"):  # a file never changes, as every index says
                self.send_header("Cache-Control", "max-age=365000000, immutable")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        def do_HEAD(self):
            self.do_GET()

        def do_GET(self):
            path = http.server.urllib.parse.unquote(self.path.split("?")[0]).rstrip("/")
            index.requests.append(path)
            fault = index.fault(path)
            if fault == "silent":
                index.stopped.wait(120)
                self.close_connection = True
            elif fault == "drop":
                self.send_response(200)
                self.send_header("Content-Length", "1000000")
                self.end_headers()
                self.wfile.write(b"x" * 1000)
                self.close_connection = True
            elif fault == "garbage":
                self.answer(200, "text/html", b"\x00\xff<<<not an index")
            elif fault in ("401", "404", "500"):
                self.answer(int(fault), data=fault.encode())
            elif path.startswith("/files/"):
                self.send_file(path, fault)
            else:
                name = path.rpartition("/")[2]
                page = index.page(path.rpartition("/")[0].strip("/"), name, JSON_TYPE in self.headers.get("Accept", ""))
                self.answer(200, *page) if page else self.answer(404, data=b"no such project")

        def send_file(self, path, fault):
            where, name, file = path.removeprefix("/files/").rsplit("/", 2)
            found = index.indexes.get(where, {}).get(name, {}).get(file.removesuffix(".metadata"))
            if not found:
                self.answer(404)
                return
            data = found[0]
            if file.endswith(".metadata"):  # PEP 658: a resolution needs no whole wheel
                self.answer(200, "text/plain", found[1].lie or found[1].metadata())
                return
            if fault == "wrong-hash":
                data = Wheel(found[1].name, found[1].version, files={"evil.py": "print(1)\n"}).bytes()
            self.answer(200, "application/octet-stream", data)

    return Handler


def small_world(index: PackageIndex, tag="cu130", size=0):
    """A torch family with labels under `/<tag>/` and the packages that the stand-in ComfyUI of the tests asks for."""
    label = f"+{tag}"
    torch_version = f"__version__ = '2.9.1{label}'\ncuda = None\n"
    needs = ["filelock", "sympy>=1.13.3", "tinymath<2", "nvidia-cublas==13.0.1; platform_system != 'none'"]
    index.add(Wheel("torch", f"2.9.1{label}", needs, {"torch/version.py": torch_version}, size=size), tag)
    index.add(Wheel("torchvision", f"0.24.1{label}", ["torch==2.9.1", "tinymath"]), tag)
    index.add(Wheel("torchaudio", f"2.9.1{label}", ["torch==2.9.1"]), tag)
    index.add(Wheel("nvidia-cublas", "13.0.1", size=size), tag)
    for old in ("filelock", "sympy"):  # PyTorch's index carries old copies of these
        index.add(Wheel(old, "1.13.3"), tag)
    index.add(Wheel("torch", "2.9.1", ["plain-torch-must-not-come"]))
    index.add(Wheel("torch", "2.13.0", ["plain-torch-must-not-come"], upload_time="2026-06-01T00:00:00Z"))
    index.add(Wheel("torchvision", "0.24.1", ["torch==2.9.1"]))
    index.add(Wheel("torchaudio", "2.9.1", ["torch==2.9.1"]))
    index.add(Wheel("filelock", "3.20.0"))
    index.add(Wheel("sympy", "1.14.0"))
    index.add(Wheel("pip", "25.0"))
    index.add(Wheel("tinymath", "1.5"))
    index.add(Wheel("tinymath", "2.0"))
    index.add(Wheel("torchsde", "0.2.6", ["torch>=1.6", "tinymath"]))
    program = "__version__ = '1.0'\n\ndef main():\n    import sys\n    print(sys.prefix)\n"
    index.add(Wheel("tinyhttp", "1.0", ["tinymath"], {"tinyhttp/__init__.py": program},
                    scripts={"tinyhttp": "tinyhttp:main"}))
    index.add(Wheel("tinyhttp", "2.0", ["gone-from-the-index"], upload_time="2026-06-01T00:00:00Z"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--family", default="cu130")
    parser.add_argument("--size", type=int, default=0)
    options = parser.parse_args()
    with PackageIndex() as index:
        small_world(index, options.family, options.size)
        print(index.url(), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
