#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Makes and signs what a release tells Porticos that look for updates. For its authors; packaging/README.md.

    appupdate.py key NEW.pem                        a key pair; prints the public key for PORTICO_UPDATE_KEYS
    appupdate.py public KEY.pem                     prints the public key
    appupdate.py make portico-update.json --version 1.2.3 --minimum 1.0.0 [--sequence 12] [--days 30]
                      [--note "It starts faster."]... [--notes-from METAINFO.xml] Portico-1.2.3-x64.AppImage portico-1.2.3-windows-x64.exe Portico-1.2.3-arm64.dmg
    appupdate.py sign portico-update.json KEY.pem   adds a line to portico-update.json.sig

Without --sequence it is the time, which always grows. --notes-from takes the points of that version's <release>.
The files' names end in x64 or arm64 and what they are. Needs openssl 3, which holds the private key; each
of those who sign does it on a computer of their own, and sends only the .sig line.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree
from datetime import datetime, timedelta, timezone
from pathlib import Path

KINDS = {".AppImage": ("linux", "appimage"), ".exe": ("windows", "setup"), ".dmg": ("macos", "dmg")}
PROCESSORS = {"x64": "x64", "x86_64": "x64", "amd64": "x64", "arm64": "arm64", "aarch64": "arm64"}
VERSION = re.compile(r"(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}")
MOST_NOTES = 20
LONGEST_DAYS = 30  # Portico believes none for longer than 31


def openssl(*words, given=None):
    return subprocess.run(["openssl", *map(str, words)], input=given, check=True, capture_output=True).stdout


def public_key(key):
    return openssl("pkey", "-in", key, "-pubout", "-outform", "DER")[-32:].hex()  # RFC 8410: the last 32 bytes


def described(path):
    name = path.name
    system, kind = next((value for ending, value in KINDS.items() if name.endswith(ending)), (None, None))
    found = re.search(r"(x64|x86_64|amd64|arm64|aarch64)\.\w+$", name)
    if not system or not found:
        raise SystemExit(f"{name}: its name must end in x64 or arm64 and one of {', '.join(KINDS)}.")
    with open(path, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"os": system, "architecture": PROCESSORS[found.group(1)], "kind": kind, "name": name,
            "size": path.stat().st_size, "sha256": digest}


def notes_in(metainfo, version):
    """What an AppStream file tells of a release, a sentence or point each."""
    releases = xml.etree.ElementTree.parse(metainfo).getroot().iterfind("releases/release")
    release = next((each for each in releases if each.get("version") == version), None)
    if release is None:
        raise SystemExit(f"{metainfo} has no release {version}.")
    told = [each for each in release.iter() if each.tag in ("p", "li")]
    return [" ".join("".join(each.itertext()).split()) for each in told]


def make(wish):
    if wish.notes_from:
        wish.note += notes_in(wish.notes_from, wish.version)
    for version in (wish.version, wish.minimum):
        if not VERSION.fullmatch(version):
            raise SystemExit(f"“{version}” is no version such as 1.2.3.")
    if not 1 <= wish.days <= LONGEST_DAYS:
        raise SystemExit(f"It can be valid for 1 to {LONGEST_DAYS} days: publish it anew before that.")
    if len(wish.note) > MOST_NOTES or any(not 0 < len(note) <= 1000 or "\n" in note for note in wish.note):
        raise SystemExit(f"What is new is told in up to {MOST_NOTES} sentences of one line each.")
    expires = datetime.now(timezone.utc) + timedelta(days=wish.days)
    document = {"product": "portico", "format": 1, "version": wish.version, "minimumVersion": wish.minimum,
                "sequence": wish.sequence, "expires": expires.strftime("%Y-%m-%dT%H:%M:%SZ"), "notes": wish.note,
                "files": [described(path) for path in wish.files]}
    wish.document.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


def sign(document, key):
    with tempfile.NamedTemporaryFile() as signature:  # pkeyutl -rawin wants files
        openssl("pkeyutl", "-sign", "-rawin", "-inkey", key, "-in", document, "-out", signature.name)
        line = f"{public_key(key)} {Path(signature.name).read_bytes().hex()}\n"
    signatures = Path(f"{document}.sig")
    before = signatures.read_text(encoding="ascii") if signatures.exists() else ""
    kept = [each for each in before.splitlines(keepends=True) if each[:64] != line[:64]]
    signatures.write_text("".join([*kept, line]), encoding="ascii")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name in ("key", "public"):
        verbs.add_parser(name).add_argument("key", type=Path)
    making = verbs.add_parser("make")
    making.add_argument("document", type=Path)
    making.add_argument("--version", required=True)
    making.add_argument("--minimum", required=True)
    making.add_argument("--sequence", type=int, default=int(time.time()))
    making.add_argument("--days", type=int, default=LONGEST_DAYS)
    making.add_argument("--note", action="append", default=[], help="one sentence of what is new; up to 20 of them")
    making.add_argument("--notes-from", type=Path, help="an AppStream file; its <li> and <p> of that version")
    making.add_argument("files", type=Path, nargs="+")
    signing = verbs.add_parser("sign")
    signing.add_argument("document", type=Path)
    signing.add_argument("key", type=Path)
    wish = parser.parse_args()
    if wish.verb == "make":
        make(wish)
    elif wish.verb == "sign":
        sign(wish.document, wish.key)
    else:
        if wish.verb == "key":
            if wish.key.exists():
                raise SystemExit(f"{wish.key} is there already: a key is never overwritten.")
            openssl("genpkey", "-algorithm", "ED25519", "-out", wish.key)
            wish.key.chmod(0o600)
        print(public_key(wish.key))


if __name__ == "__main__":
    sys.exit(main())
