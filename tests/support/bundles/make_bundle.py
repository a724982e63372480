# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Makes a real bundle: a real relocatable Python around the stand-in ComfyUI, in one of the layouts people meet.

    make_bundle.py --layout anymatix --kind zip --out FILE [--cache DIR] [--mode STANDIN_MODE] …

Prints one JSON line: path (the first part of volumes), parts, size, sha256, layout, kind, root, version, python.
From Python: make(Request(layout="official", kind="7z", out="x.7z", cache="…")) returns the same as a dict.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
from dataclasses import dataclass

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import archives  # noqa: E402
import foreign as foreign_platforms  # noqa: E402
import layouts  # noqa: E402
import pythoncopy  # noqa: E402

KINDS = ["zip", "7z", "7z-volumes", "tar", "tar.gz", "tar.xz", "tar.zst", "folder"]
VOLUME_BYTES = 4 << 20


@dataclass
class Request:
    layout: str
    kind: str
    out: str
    python: str = sys.executable
    version: str = "0.33.0"
    mode: str = ""
    packs: tuple = ()
    compression: str = "fast"
    torch: str = "2.9.1+cu130"
    foreign: str = ""
    cache: str = ""
    zip64: bool = False
    official_compression: bool = False
    volume_bytes: int = VOLUME_BYTES


def make(request: Request) -> dict:
    """Makes the bundle; raises RuntimeError when a tool is missing or the Python cannot be copied."""
    if request.layout == "plain" and request.kind != "folder":
        raise RuntimeError("the plain layout holds a venv, which cannot move: use --kind folder")
    lay = layouts.LAYOUTS[request.layout]
    if request.kind == "folder":
        os.makedirs(request.out, exist_ok=True)
        return _answer(request, [os.path.abspath(request.out)], lay(request.out, request))
    place = request.cache or os.path.dirname(os.path.abspath(request.out))  # one file system, so that links work
    os.makedirs(place, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bundle-", dir=place) as folder:
        root = lay(folder, request)
        return _answer(request, _pack(folder, request), root)


def _pack(folder, request):
    out = os.path.abspath(request.out)
    if request.kind == "zip":
        archives.pack_zip(folder, out, request.compression, request.zip64)
    elif request.kind.startswith("7z"):
        switches = archives.OFFICIAL_7Z if request.official_compression else None
        if request.layout == "standalone" and not switches:
            switches = archives.STANDALONE_7Z
        volume = request.volume_bytes if request.kind == "7z-volumes" else 0
        return archives.pack_7z(folder, out, request.compression, switches, volume)
    else:
        archives.pack_tar(folder, out, request.kind, request.compression)
    return [out]


def sha256_of(path: str) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _answer(request, parts, root):
    is_folder = request.kind == "folder"
    rows = [] if is_folder else [
        {"path": part, "size": os.path.getsize(part), "sha256": sha256_of(part)} for part in parts]
    return {
        "path": parts[0], "size": sum(row["size"] for row in rows), "sha256": rows[0]["sha256"] if rows else None,
        "parts": rows, "layout": request.layout, "kind": request.kind, "root": root, "version": request.version,
        "python": request.foreign or pythoncopy.describe(request.python)["version"],
    }


def read_arguments(argv):
    parser = argparse.ArgumentParser(description="Makes a bundle around the stand-in ComfyUI.")
    parser.add_argument("--layout", choices=list(layouts.LAYOUTS), required=True)
    parser.add_argument("--kind", choices=KINDS, required=True)
    parser.add_argument("--out", required=True, help="the archive, or the folder with --kind folder")
    parser.add_argument("--python", default=sys.executable, help="whose installation is copied")
    parser.add_argument("--version", default="0.33.0", help="the ComfyUI version it says it is")
    parser.add_argument("--mode", default="", help="written to standin_mode.txt")
    parser.add_argument("--with-pack", dest="packs", action="append", default=[], metavar="NAME")
    parser.add_argument("--compression", choices=list(archives.LEVELS), default="fast")
    parser.add_argument("--torch", default="2.9.1+cu130", help="version of the stub torch, or none")
    parser.add_argument("--foreign", choices=foreign_platforms.PLATFORMS, default="")
    parser.add_argument("--cache", default="", help="keeps the Python copy between runs")
    parser.add_argument("--zip64", action="store_true", help="zip64 records even for small files")
    parser.add_argument("--official-compression", action="store_true", help="the 7-Zip switches of ComfyUI's releases")
    parser.add_argument("--volume-bytes", type=int, default=VOLUME_BYTES)
    return Request(**vars(parser.parse_args(argv)))


if __name__ == "__main__":
    try:
        print(json.dumps(make(read_arguments(sys.argv[1:]))))
    except RuntimeError as problem:
        sys.exit(f"make_bundle: {problem}")
