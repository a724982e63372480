# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Packs a folder: sorted, with fixed times and owners, links and modes kept. The same input gives the same bytes."""

import gzip
import lzma
import os
import shutil
import stat
import subprocess
import tarfile
import zipfile

WHEN = (2026, 1, 1, 0, 0, 0)
WHEN_SECONDS = 1767225600
COPY_BYTES = 1 << 20
LEVELS = {"store": 0, "fast": 1, "normal": 6}
OFFICIAL_7Z = ["-m0=lzma2", "-mx=9", "-mfb=128", "-md=768m", "-ms=on", "-mf=BCJ2"]
STANDALONE_7Z = ["-m0=lzma2", "-mx=3", "-mfb=32", "-md=16m", "-ms=on", "-mf=off"]


def entries(folder):
    """All paths below the folder, parents first, sorted, '/' between the parts."""
    found = []
    for at, folders, files in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(at, name))]
        found += [os.path.join(at, name) for name in folders + files]
        folders[:] = [name for name in folders if name not in links]
    return sorted(os.path.relpath(path, folder).replace(os.sep, "/") for path in found)


def _mode(found):
    """The mode as a fresh checkout has it, whatever the umask here: 755 for what runs, 644 for the rest."""
    runs = stat.S_ISDIR(found) or found & 0o100
    return stat.S_IFMT(found) | (0o777 if stat.S_ISLNK(found) else 0o755 if runs else 0o644)


def pack_zip(folder, out, compression="fast", force_zip64=False):
    level = LEVELS[compression]
    method = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", method, compresslevel=level or None) as archive:
        for name in entries(folder):
            path = os.path.join(folder, name)
            mode = _mode(os.lstat(path).st_mode)
            row = zipfile.ZipInfo(name + ("/" if stat.S_ISDIR(mode) else ""), WHEN)
            row.create_system = 3
            row.external_attr = mode << 16 | (0x10 if stat.S_ISDIR(mode) else 0)
            row.compress_type = method if stat.S_ISREG(mode) else zipfile.ZIP_STORED
            with archive.open(row, "w", force_zip64=force_zip64) as sink:
                if stat.S_ISLNK(mode):
                    sink.write(os.fsencode(os.readlink(path)))
                elif stat.S_ISREG(mode):
                    with open(path, "rb") as source:
                        shutil.copyfileobj(source, sink, COPY_BYTES)


def _plain(row):
    row.uid = row.gid = 0
    row.uname = row.gname = ""
    row.mtime = WHEN_SECONDS
    row.mode = 0o777 if row.issym() else 0o755 if row.isdir() or row.mode & 0o100 else 0o644
    if row.islnk():
        raise ValueError(f"{row.name}: a hard link in an archive")
    return row


def _write_tar(folder, sink):
    with tarfile.open(fileobj=sink, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        for name in entries(folder):
            archive.inodes.clear()  # files of the cache are hard links; each is stored as itself
            archive.add(os.path.join(folder, name), name, recursive=False, filter=_plain)


def pack_tar(folder, out, kind="tar", compression="fast"):
    level = LEVELS[compression]
    if kind == "tar":
        with open(out, "wb") as sink:
            _write_tar(folder, sink)
    elif kind == "tar.gz":
        with open(out, "wb") as raw, gzip.GzipFile("", "wb", max(level, 1), raw, mtime=0) as sink:
            _write_tar(folder, sink)
    elif kind == "tar.xz":
        with lzma.open(out, "wb", preset=min(level, 6) if level > 1 else 0) as sink:
            _write_tar(folder, sink)
    else:
        _pack_zstd(folder, out, level)


def _pack_zstd(folder, out, level):
    tool = shutil.which("zstd")
    if tool is None:
        raise RuntimeError("tar.zst needs the zstd program")
    command = [tool, "-q", "-f", f"-{max(level, 1)}", "-o", out]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        _write_tar(folder, process.stdin)
        process.stdin.close()
        if process.wait():
            raise RuntimeError(f"zstd ended with {process.returncode}")


def sevenzip_tool():
    """The 7-Zip program under any of its names, or None."""
    return next((path for name in ("7zz", "7z", "7za") if (path := shutil.which(name))), None)


def pack_7z(folder, out, compression="fast", switches=None, volume_bytes=0):
    """Makes out, or out.001, out.002 … when a volume size is given; returns the parts."""
    tool = sevenzip_tool()
    if tool is None:
        raise RuntimeError("7z needs the program 7zz, 7z or 7za")
    out = os.path.abspath(out)
    for old in parts_of(out) + [out]:
        if os.path.exists(old):
            os.remove(old)
    switches = switches or [f"-mx={LEVELS[compression]}"]
    volumes = [f"-v{volume_bytes}b"] if volume_bytes else []
    times = ["-mtm=off", "-mtc=off", "-mta=off"]
    command = [tool, "a", "-t7z", "-snl", "-mmt=2", "-bd", "-y", *switches, *times, *volumes, out, "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"7-Zip ended with {done.returncode}: {done.stdout[-500:]}{done.stderr[-500:]}")
    return parts_of(out) if volume_bytes else [out]


def parts_of(out):
    folder, name = os.path.split(os.path.abspath(out))
    return sorted(os.path.join(folder, part) for part in os.listdir(folder)
                  if part.startswith(name + ".") and part[len(name) + 1:].isdigit())
