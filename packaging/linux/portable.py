#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Makes Portico's portable archive for Linux, or an AppImage, of a build folder.

    portable.py BUILD OUTPUT.tar.gz             e.g. portico-linux-x64.tar.gz; writes OUTPUT.tar.gz.sha256, too
    portable.py BUILD OUTPUT.AppImage RUNTIME   e.g. Portico-0.1.0-x64.AppImage; RUNTIME is the file of AppImage's project
                                                type2-runtime that mounts what follows it; needs mksquashfs
    portable.py BUILD OUTPUT.AppDir             the AppImage's folder, to look at or for appimagetool

All carry Qt and every other library but those that belong to a desktop (NOT_CARRIED), so they run on systems
whose C library is as new as that of the build computer. Needs patchelf. The same build gives the same bytes:
names sorted, no owners, times from SOURCE_DATE_EPOCH (without it: of the last commit).
"""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# As AppImage's own list has it: the C library, drivers, and what talks to the screen, fonts and sound. libOpenGL is
# missing on many of them.
NOT_CARRIED = re.compile(
    r"^(ld-linux.*|lib(c|m|dl|rt|pthread|resolv|util|nsl|anl|stdc\+\+|gcc_s|GL|EGL|GLX|GLdispatch|GLESv2|gbm|drm"
    r"|X11|X11-xcb|xcb|xcb-dri2|xcb-dri3|fontconfig|freetype|harfbuzz|expat|z|thai|fribidi|asound|ICE|SM"
    r"|wayland-client|p11-kit|uuid)\.so.*)$")
# Plugins that Portico uses; others would bring libraries along for nothing.
PLUGINS = ("platforms/libqxcb.so", "platforms/libqoffscreen.so", "platforms/libqwayland-generic.so", "tls/*.so",
           "iconengines/libqsvgicon.so", "imageformats/libqsvg.so", "imageformats/libqico.so", "xcbglintegrations/*.so",
           "platforminputcontexts/*.so", "platformthemes/libqxdgdesktopportal.so", "networkinformation/*.so",
           "wayland-shell-integration/libxdg-shell.so", "wayland-decoration-client/*.so")
# Loaded by their names while running, so that nothing is linked to them: TLS of Qt Network. They lie beside
# the library that stands for them.
ALSO = {"libcrypto.so.3": ("libssl.so.3",)}
QT_CONF = "[Paths]\nPrefix = {prefix}\nPlugins = lib/plugins\nTranslations = share/qt6/translations\n"


def run(*words):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=True).stdout


def moment():
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return int(given or run("git", "-C", ROOT, "log", "-1", "--format=%ct"))


def qt(name):
    for program in ("qtpaths6", "qmake6"):
        if shutil.which(program):
            return Path(run(program, "-query", name).strip())
    raise SystemExit("qtpaths6 of Qt is not here: it says where the plugins are.")


def needed(file):
    """{name: path} of the libraries that a program or library loads, directly or not."""
    listed = run("ldd", file)
    if "not found" in listed:
        raise SystemExit(f"{file}: a library is missing:\n{listed}")
    return dict(re.findall(r"^\s+(\S+) => (/\S+) \(", listed, re.MULTILINE))


def carry(stage):
    """Plugins and libraries into `lib`, and the programs told to look there before anywhere else."""
    plugins = qt("QT_INSTALL_PLUGINS")
    carried = [path for path in (stage / "bin").iterdir()] + [stage / "libexec/portico/portico-helper"]
    for pattern in PLUGINS:
        for plugin in sorted(plugins.glob(pattern)):
            place = stage / "lib/plugins" / plugin.relative_to(plugins)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(plugin, place)
            carried.append(place)
    libraries = {}
    for file in carried:
        libraries.update(needed(file))
    for name in ALSO.keys() & libraries.keys():
        libraries.update({also: os.path.join(os.path.dirname(libraries[name]), also) for also in ALSO[name]})
    for name, path in sorted(libraries.items()):
        if not NOT_CARRIED.match(name):
            shutil.copy(os.path.realpath(path), stage / "lib" / name)
            carried.append(stage / "lib" / name)
    for file in carried:
        file.chmod(0o755 if file.parent.name in ("bin", "portico") else 0o644)
        subprocess.run(["strip", "--strip-unneeded", str(file)], check=True)
        inside = os.path.relpath(stage / "lib", file.parent)
        run("patchelf", "--force-rpath", "--set-rpath", "$ORIGIN" if inside == "." else f"$ORIGIN/{inside}", file)
    for folder, prefix in (("bin", ".."), ("libexec/portico", "../..")):
        (stage / folder / "qt.conf").write_text(QT_CONF.format(prefix=prefix), encoding="utf-8")
    translations = stage / "share/qt6/translations"
    translations.mkdir(parents=True)
    for file in sorted(qt("QT_INSTALL_TRANSLATIONS").glob("qtbase_*.qm")):
        shutil.copy(file, translations)


def stage_build(build, stage):
    environment = dict(os.environ, DESTDIR="")
    for component in ("cli", "window", "licence"):
        subprocess.run(["cmake", "--install", str(build), "--prefix", str(stage), "--component", component],
                       env=environment, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(stage / "lib/systemd", ignore_errors=True)  # they name the path of a package
    shutil.rmtree(stage / "lib/sysusers.d", ignore_errors=True)
    (stage / "lib").mkdir(exist_ok=True)
    carry(stage)
    programs = [stage / "bin/portico", stage / "bin/porticoctl", stage / "libexec/portico/portico-helper"]
    subprocess.run([sys.executable, ROOT / "packaging/sbom.py", build / "portico.cdx.json",
                    *(build / "bin" / program.name for program in programs)], check=True,
                   env=dict(os.environ, SOURCE_DATE_EPOCH=str(moment())))
    shutil.copy(build / "portico.cdx.json", stage / "share/doc/Portico")


def tell(output):
    digest = hashlib.sha256(output.read_bytes()).hexdigest()
    Path(f"{output}.sha256").write_text(f"{digest}  {output.name}\n", encoding="utf-8")
    print(f"{output}: {output.stat().st_size} bytes, SHA-256 {digest}")


def write_archive(folder, output):
    """A tar.gz without anything that depends on when and by whom it was made."""
    def plain(entry):
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = moment()
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with open(output, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed, \
            tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in sorted(folder.rglob("*")):
            archive.add(path, path.relative_to(folder.parent), recursive=False, filter=plain)
    tell(output)


def write_appdir(stage, output):
    shutil.rmtree(output, ignore_errors=True)
    shutil.copytree(stage, output / "usr", symlinks=True)
    name = "org.portico.Portico"
    shutil.copy(output / f"usr/share/applications/{name}.desktop", output)
    shutil.copy(output / f"usr/share/icons/hicolor/scalable/apps/{name}.svg", output)
    (output / ".DirIcon").symlink_to(f"{name}.svg")
    shutil.copy(ROOT / "packaging/appimage/AppRun", output / "AppRun")
    (output / "AppRun").chmod(0o755)
    for path in output.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def write_appimage(stage, output, runtime):
    """The runtime, and behind it the folder as a squashfs, without anything that depends on when it was made."""
    folder, image = stage.parent / "Portico.AppDir", stage.parent / "image"
    write_appdir(stage, folder)
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run(["mksquashfs", folder, image, "-quiet", "-no-progress", "-root-owned", "-noappend", "-comp", "zstd",
                    "-mkfs-time", str(moment()), "-all-time", str(moment()), "-root-mode", "755"],
                   env=environment, check=True)
    program = bytearray(runtime.read_bytes())
    program[8:11] = b"AI\x02"  # how desktops know an AppImage of the second type
    output.write_bytes(bytes(program) + image.read_bytes())
    output.chmod(0o755)
    tell(output)


def main():
    if len(sys.argv) < 3 or len(sys.argv) != (4 if sys.argv[2].endswith(".AppImage") else 3):
        raise SystemExit(__doc__)
    build, output = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    for tool in ("patchelf", *(["mksquashfs"] if output.suffix == ".AppImage" else [])):
        if not shutil.which(tool):
            raise SystemExit(f"{tool} is not installed.")
    version = re.search(r"project\(Portico VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
    with tempfile.TemporaryDirectory(prefix="portico-portable-") as folder:
        stage = Path(folder) / f"portico-{version}"
        stage.mkdir()
        stage_build(build, stage)
        if output.suffix == ".AppDir":
            write_appdir(stage, output)
            print(f"{output}: an AppImage's folder")
        elif output.suffix == ".AppImage":
            write_appimage(stage, output, Path(sys.argv[3]))
        else:
            write_archive(stage, output)


main()
