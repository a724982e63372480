#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Writes what the programs are made of as CycloneDX 1.5: sbom.py OUTPUT.json PROGRAM…

Linked libraries are read off the programs (ldd), and whose they are, in which version and under which
licences, from dpkg and its copyright files. What is inside the programs themselves comes from STATIC. The same
programs on the same system give the same bytes; SOURCE_DATE_EPOCH sets the time.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import time
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def karchive():
    """The version that tools/karchive.sh builds; only counts where the programs link no libKF6Archive."""
    return re.search(r"^version=(\S+)", (ROOT / "tools/karchive.sh").read_text(encoding="utf-8"), re.MULTILINE)[1]


def asked(*words):
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout


def libraries(programs):
    """The real paths of the shared libraries that they load, directly or not."""
    found = set()
    for program in programs:
        listed = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
        if "not found" in listed:
            raise SystemExit(f"{program}: a library is missing:\n{listed}")
        found |= {os.path.realpath(path) for path in re.findall(r"(?:=> |^\s+)(/\S+) \(", listed, re.MULTILINE)}
    return sorted(found)


def owner(library):
    """The Debian package of a file; a merged /usr is asked by both names."""
    for path in (library, library.removeprefix("/usr")):
        if said := asked("dpkg-query", "-S", path):
            return said.split("\n")[0].rsplit(": ", 1)[0].split(",")[0]
    return None


def licences(name):
    """The short names in its machine-readable copyright file, as Debian writes them."""
    path = Path("/usr/share/doc") / name.split(":")[0] / "copyright"
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8", errors="replace")
    return sorted(set(re.findall(r"^License:[ \t]*(\S[^\n]*)$", text, re.MULTILINE)))


def component(name, version, purl, names, files=()):
    described = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    if names:
        described["licenses"] = [{"license": {"name": one}} for one in names]
    if files:
        described["properties"] = [{"name": "portico:library", "value": os.path.basename(file)} for file in files]
    return described


def packaged(found):
    files = {}
    for library in found:
        if package := owner(library):
            files.setdefault(package, []).append(library)
        else:
            files.setdefault(os.path.basename(library), []).append(library)
    release = dict(line.split("=", 1) for line in Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
                   if "=" in line)
    system = release["ID"].strip('"')
    for package in sorted(files):
        fields = "${Package}\n${Version}\n${Architecture}\n${source:Package}"
        lines = asked("dpkg-query", "-W", "-f", fields, package).split("\n")
        if len(lines) < 4:
            yield component(package, "", f"pkg:generic/{package}", [], files[package])
            continue
        name, version, architecture, source = lines
        purl = f"pkg:deb/{system}/{name}@{version}?arch={architecture}&distro={release['VERSION_CODENAME']}"
        described = component(name, version, purl, licences(package), files[package])
        described["properties"].append({"name": "portico:source", "value": source})
        yield described


def inside(found):
    """What is compiled into the programs."""
    if not any("libKF6Archive" in library for library in found):
        version = karchive()
        yield component("karchive", version, f"pkg:deb/debian/kf6-karchive@{version}?arch=source",
                        ["LGPL-2.0-or-later", "BSD-2-Clause"])
    toml = asked("dpkg-query", "-W", "-f", "${Version}", "libtomlplusplus-dev")
    if toml:
        yield component("tomlplusplus", toml, f"pkg:deb/debian/tomlplusplus@{toml}?arch=source", ["MIT"])


def main():
    output, programs = Path(sys.argv[1]), sys.argv[2:]
    version = re.search(r"project\(Portico VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
    found = libraries(programs)
    parts = [*inside(found), *packaged(found)]
    hashes = {os.path.basename(program): hashlib.sha256(Path(program).read_bytes()).hexdigest() for program in programs}
    moment = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))
    main_part = {"type": "application", "bom-ref": f"pkg:generic/portico@{version}", "name": "portico",
                 "version": version, "purl": f"pkg:generic/portico@{version}",
                 "licenses": [{"license": {"id": "MIT"}}],
                 "components": [{"type": "file", "bom-ref": f"file:{name}", "name": name,
                                 "hashes": [{"alg": "SHA-256", "content": digest}]}
                                for name, digest in sorted(hashes.items())]}
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
           "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([hashes, parts]))}",
           "metadata": {"timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", moment), "component": main_part},
           "components": parts,
           "dependencies": [{"ref": main_part["bom-ref"], "dependsOn": [part["bom-ref"] for part in parts]}]}
    output.write_text(json.dumps(bom, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{output}: {len(parts)} libraries")


main()
