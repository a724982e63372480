#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What lies beside the programs is right: completions work in real shells, manual pages render, and desktop file,
metainfo, MIME types, services, plists, the Flatpak and the Windows installer are what their own tools call valid."""

import json
import os
import plistlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree
from pathlib import Path

from tree import ROOT, Report, code, files, read

BIN = Path(os.environ["PORTICO_BIN_DIR"])
LINUX = ROOT / "packaging/linux"
BASH = """source <(porticoctl completion bash)
COMP_WORDS=(porticoctl start --po); COMP_CWORD=2; _porticoctl porticoctl --po start; echo "${COMPREPLY[@]}"
COMP_WORDS=(porticoctl sta); COMP_CWORD=1; _porticoctl porticoctl sta porticoctl; echo "${COMPREPLY[@]}" """


class Place:
    """A home of this test's own, in which the built programs are on PATH."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.environment = dict(os.environ, HOME=folder, XDG_RUNTIME_DIR=folder, TERM="xterm", LC_ALL="C.UTF-8",
                                PATH=f"{BIN}:{os.environ['PATH']}", PORTICO_LIBRARY=str(self.folder / "library"))

    def run(self, *words, **options):
        return subprocess.run([str(word) for word in words], env=self.environment, capture_output=True, text=True,
                              check=False, cwd=self.folder, **options)


def expect(report, name, right, said=""):
    if right:
        report.ok()
    else:
        report.broken(name, str(said).strip()[-800:] or "it is wrong")


def tool(report, name):
    if shutil.which(name):
        return True
    report.skip(f"{name} is not installed")
    return False


def check_bash(report, place):
    if not tool(report, "bash"):
        return
    script = place.run("porticoctl", "completion", "bash").stdout
    syntax = place.run("bash", "-n", input=script)
    expect(report, "bash -n", script and syntax.returncode == 0, syntax.stderr)
    said = place.run("bash", "--norc", "-c", BASH)
    expect(report, "completing in bash", said.stdout.split("\n")[:2] == ["--port", "start status"],
           said.stdout + said.stderr)


def check_fish(report, place):
    if not tool(report, "fish"):
        return
    said = place.run("fish", "--no-config", "-c",
                     "porticoctl completion fish | source; complete -C 'porticoctl sta'; "
                     "complete -C 'porticoctl start --po'")
    words = [line.split("\t")[0] for line in said.stdout.splitlines()]
    expect(report, "completing in fish", words == ["start", "status", "--port"], said.stdout + said.stderr)


def check_zsh(report, place):
    """zsh completes at a terminal only: it gets one."""
    if not tool(report, "zsh"):
        return
    script = place.run("porticoctl", "completion", "zsh").stdout
    syntax = place.run("zsh", "-n", "-c", script)
    expect(report, "zsh -n", syntax.returncode == 0, syntax.stderr)
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(place.folder)
        os.execvpe("zsh", ["zsh", "-f", "-i"], place.environment)
    seen = b""

    def wait_for(word):
        nonlocal seen
        end = time.monotonic() + 60
        while word not in seen and time.monotonic() < end:
            if select.select([terminal], [], [], 0.2)[0]:
                seen += os.read(terminal, 4096)
        return word in seen

    os.write(terminal, b"autoload -U compinit && compinit -u -D; source <(porticoctl completion zsh); print set'-'up\n")
    ready = wait_for(b"set-up")
    seen = b""
    os.write(terminal, b"porticoctl sta\t\t")
    expect(report, "completing in zsh", ready and wait_for(b"Show what an install does"), seen)
    os.close(terminal)  # zsh gets a hang-up
    os.waitpid(pid, 0)


def check_manual(report, place):
    pages = place.folder / "pages"
    made = place.run(sys.executable, ROOT / "packaging/manpages.py", BIN, pages)
    expect(report, "packaging/manpages.py", made.returncode == 0, made.stderr)
    if made.returncode or not tool(report, "man"):
        return
    for page in sorted(pages.glob("*.1")):
        said = place.run("man", "--warnings", "-E", "UTF-8", "-l", page)
        # A package builder's container has no groff, only man's own shell.
        expect(report, page.name, said.returncode == 0 and not said.stderr and len(said.stdout) > 500,
               said.stderr or said.stdout)
    commands = re.findall(r"^  ([a-z-]+) ", place.run("porticoctl", "help").stdout, re.MULTILINE)
    page = (pages / "porticoctl.1").read_text(encoding="utf-8").replace("\\", "")
    missing = [command for command in commands if f".SS {command}" not in page]
    expect(report, "porticoctl.1", commands and not missing, f"says nothing of {', '.join(missing)}")


def check_desktop(report, place):
    if tool(report, "desktop-file-validate"):
        said = place.run("desktop-file-validate", LINUX / "org.portico.Portico.desktop")
        expect(report, "the desktop file", said.returncode == 0 and not said.stdout, said.stdout)
    if tool(report, "appstreamcli"):
        # As a package has it: AppStream 1.0 wants a homepage, which is the repository that builds the package.
        text = (LINUX / "org.portico.Portico.metainfo.xml.in").read_text(encoding="utf-8")
        line = '<url type="homepage">https://example.org/portico</url>'
        metainfo = place.folder / "org.portico.Portico.metainfo.xml"
        metainfo.write_text(text.replace("@portico_homepage_line@", line), encoding="utf-8")
        said = place.run("appstreamcli", "validate", "--no-net", metainfo)
        expect(report, "the metainfo", said.returncode == 0 and line in metainfo.read_text(encoding="utf-8"), said.stdout)
    if tool(report, "update-mime-database"):
        packages = place.folder / "mime/packages"
        packages.mkdir(parents=True)
        shutil.copy(LINUX / "org.portico.Portico.xml", packages)
        said = place.run("update-mime-database", place.folder / "mime")
        globs = (place.folder / "mime/globs2").read_text(encoding="utf-8")
        expect(report, "the MIME types", said.returncode == 0 and "*.portico-snapshot.json" in globs, said.stderr)


def check_outside(report):
    """Links and files lead to Portico on each system, and to the same kinds everywhere."""
    types = ("application/vnd.portico.snapshot+json", "application/vnd.portico.catalogue+json")
    desktop = (LINUX / "org.portico.Portico.desktop").read_text(encoding="utf-8")
    opens = re.search("^MimeType=(.*);$", desktop, re.MULTILINE)
    expect(report, "what the desktop file opens",
           opens and opens[1].split(";") == ["x-scheme-handler/portico", *types], desktop)
    known = xml.etree.ElementTree.parse(LINUX / "org.portico.Portico.xml").getroot()
    expect(report, "the kinds of files", [kind.get("type") for kind in known] == list(types))
    plist = plistlib.loads((ROOT / "installer/macos/Info.plist.in").read_bytes())
    schemes = [scheme for kind in plist["CFBundleURLTypes"] for scheme in kind["CFBundleURLSchemes"]]
    declared = {kind["UTTypeIdentifier"]: kind["UTTypeTagSpecification"] for kind in plist["UTExportedTypeDeclarations"]}
    opened = [name for kind in plist["CFBundleDocumentTypes"] for name in kind["LSItemContentTypes"]]
    expect(report, "what Info.plist opens", schemes == ["portico"] and opened == list(declared)
           and [tags["public.mime-type"] for tags in declared.values()] == list(types), plist)
    script = (ROOT / "installer/windows/portico.nsi").read_text(encoding="utf-8")
    for tags in declared.values():
        for ending in tags["public.filename-extension"]:
            expect(report, f".{ending} on Windows",
                   all(f'!insertmacro {what} "{ending}"' in script for what in ("Associate", "Dissociate")))


def check_versions(report):
    """The version is told in several places, and is the same everywhere."""
    version = re.search(r"project\(Portico VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
    changelog = (LINUX / "debian/changelog").read_text(encoding="utf-8")
    expect(report, "debian/changelog", changelog.startswith(f"portico ({version}) "), f"its newest is not {version}")
    metainfo = (LINUX / "org.portico.Portico.metainfo.xml.in").read_text(encoding="utf-8")
    newest = re.search('<release version="([^"]+)"', metainfo)
    expect(report, "the newest release of the metainfo", newest and newest[1] == version, f"it is not {version}")
    for name in ("README.md", "docs/guide.md"):
        told = set(re.findall(r"portico(?:-cli)?_([0-9.]+)_amd64\.deb", (ROOT / name).read_text(encoding="utf-8")))
        expect(report, f"the packages that {name} names", told == {version}, f"{told} instead of {version}")


def check_same_bytes(report):
    """Nothing in the programs tells when or in which folder they were built."""
    resources = [path for folder in ("app", "core") for path in (BIN.parent / folder).rglob("qrc_*.cpp")]
    # Their later formats hold the time of each file, which is that of the checkout.
    timed = [path.name for path in resources if "int version = 1;" not in path.read_text(encoding="utf-8")]
    expect(report, "resources without times", resources and not timed, f"of another format: {', '.join(timed)}")
    telling = [str(name) for name in code("app", "core", "helper")
               if re.search(r"\b__(DATE|TIME|TIMESTAMP|FILE)__\b|source_location", read(name))]
    expect(report, "sources that tell when or where", not telling, ", ".join(telling))


def check_flatpak(report, place):
    """The manifest is read by flatpak-builder, and what comes from the network is pinned."""
    if not tool(report, "flatpak-builder"):
        return
    said = place.run("flatpak-builder", "--show-manifest", ROOT / "packaging/flatpak/org.portico.Portico.yml")
    expect(report, "the Flatpak's manifest", said.returncode == 0, said.stderr)
    modules = json.loads(said.stdout)["modules"] if said.returncode == 0 else []
    fetched = [(module["name"], source) for module in modules for source in module["sources"] if source["type"] != "dir"]
    loose = [name for name, source in fetched
             if not re.fullmatch("[0-9a-f]{40}|[0-9a-f]{64}", source.get("commit") or source.get("sha256") or "")]
    expect(report, "what the Flatpak fetches", fetched and not loose, f"no commit or hash: {', '.join(loose)}")


def check_services(report, place):
    if not tool(report, "systemd-analyze"):
        return
    for kind in ("system", "user"):
        unit = place.folder / kind / "portico@.service"
        unit.parent.mkdir()
        text = (LINUX / f"portico@.{kind}.service.in").read_text(encoding="utf-8")
        unit.write_text(text.replace("@CMAKE_INSTALL_FULL_BINDIR@", str(BIN)), encoding="utf-8")
        said = place.run("systemd-analyze", "verify", f"--{kind}", "--man=no", unit)
        ours = [line for line in said.stderr.splitlines() if "portico" in line]
        expect(report, f"the {kind} service", not ours, "\n".join(ours))


def check_other_systems(report, place):
    for name in ("portico.manifest",):
        tree = xml.etree.ElementTree.parse(ROOT / "installer/windows" / name)
        text = xml.etree.ElementTree.tostring(tree.getroot(), encoding="unicode")
        expect(report, name, re.search("longPathAware[^>]*>true<", text) and 'level="asInvoker"' in text)
    for name in files():
        if name.name.endswith((".plist", ".plist.in")):
            plist = plistlib.loads((ROOT / name).read_bytes())
            expect(report, name, bool(plist))
    if tool(report, "makensis"):
        stage = place.folder / "stage"
        stage.mkdir()
        for program in ("portico.exe", "porticoctl.exe", "portico-helper.exe"):
            (stage / program).write_bytes(b"MZ")
        said = place.run("makensis", "-V2", "-WX", f"-DSTAGE={stage}", "-DVERSION=0.1.0",
                         f"-DOUTPUT={place.folder / 'portico-0.1.0-windows-x64.exe'}", ROOT / "installer/windows/portico.nsi")
        expect(report, "the Windows installer", said.returncode == 0 and any(place.folder.glob("*-x64.exe")),
               said.stdout + said.stderr)
    for script in ("installer/macos/make-dmg.sh", "packaging/linux/try-deb.sh", "packaging/linux/try-service.sh"):
        said = place.run("sh", "-n", ROOT / script)
        expect(report, script, said.returncode == 0, said.stderr)


def main():
    report = Report()
    with tempfile.TemporaryDirectory(prefix="portico-packaging-") as folder:
        place = Place(folder)
        for check in (check_bash, check_fish, check_zsh, check_manual, check_desktop, check_flatpak,
                      check_services, check_other_systems):
            check(report, place)
    check_outside(report)
    check_versions(report)
    check_same_bytes(report)
    report.finish()


main()
