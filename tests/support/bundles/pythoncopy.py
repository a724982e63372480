# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A relocatable copy of a Python that is on this machine: interpreter, standard library, nothing else.

The copy is proved before it is used: it must run from another path with an empty environment, import what the
stand-in needs, and map no file of the original. It is made once per cache folder.
"""

import atexit
import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

UNWANTED_FOLDERS = {"test", "tests", "idlelib", "tkinter", "ensurepip", "turtledemo", "lib2to3", "pydoc_data",
                    "__pycache__", "site-packages", "dist-packages"}
UNWANTED_FILES = ("_test", "_xx", "xxlimited", "_ctypes_test", "_tkinter", "turtle.py")
NEEDED = ("argparse, asyncio, base64, ctypes, faulthandler, hashlib, http.server, importlib.metadata, json, lzma, "
          "socketserver, sqlite3, struct, threading, urllib.request, venv, webbrowser, zipfile, zlib")
ASK = """
import json, sys, sysconfig
v = sysconfig.get_config_var
print(json.dumps({"executable": sys.executable, "base": sys.base_prefix, "version": sys.version.split()[0],
  "short": "%d.%d" % sys.version_info[:2], "stdlib": sysconfig.get_path("stdlib"), "libdir": v("LIBDIR") or "",
  "library": (v("INSTSONAME") or "") if v("Py_ENABLE_SHARED") else ""}))
"""
CHECK = f"""
import sys, {NEEDED}
import os
maps = open("/proc/self/maps").read() if os.path.exists("/proc/self/maps") else ""
import sysconfig
print(sys.prefix); print(sys.argv[1] in maps); print(sys.version.split()[0]); print(sysconfig.get_path("purelib") in sys.path)
"""


def describe(python: str) -> dict:
    """What the interpreter says about its own installation; a venv's Python tells of its base."""
    text = subprocess.run([python, "-I", "-c", ASK], check=True, capture_output=True, text=True).stdout
    return json.loads(text)


def provide(python: str, cache=None) -> tuple:
    """Returns (folder, facts) of a proved copy; in `cache` when given, else in a folder that goes with this process."""
    facts = describe(python)
    key = hashlib.sha256(json.dumps([facts, _own_digest()]).encode()).hexdigest()[:12]
    parent = os.path.abspath(cache or _temporary_folder())
    target = os.path.join(parent, f"python-{facts['version']}-{key}")
    if not os.path.isdir(target):
        os.makedirs(parent, exist_ok=True)
        draft = tempfile.mkdtemp(prefix="draft-", dir=parent)
        _copy(facts, os.path.join(draft, "python"))
        verify(os.path.join(draft, "python"), facts)
        _drop_caches(draft)
        try:
            os.rename(os.path.join(draft, "python"), target)
        except OSError:  # another test made it at the same time
            if not os.path.isdir(target):
                raise
        shutil.rmtree(draft, ignore_errors=True)
    return target, facts


def _temporary_folder():
    folder = tempfile.mkdtemp(prefix="portico-python-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _own_digest():
    with open(__file__, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def interpreter(folder: str) -> str:
    return os.path.join(folder, "python.exe") if os.name == "nt" else os.path.join(folder, "bin", "python3")


def verify(folder: str, facts: dict) -> None:
    """Runs the copy with an empty environment from another working folder."""
    keep = {"SYSTEMROOT": os.environ["SYSTEMROOT"]} if "SYSTEMROOT" in os.environ else {}
    # A base such as /usr also holds the system's own libraries, so only its library folder is looked for.
    command = [interpreter(folder), "-B", "-I", "-c", CHECK, os.path.join(facts["base"], "lib", "python")]
    done = subprocess.run(command, env=keep, cwd=os.path.dirname(folder), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the copied Python does not run: {done.stderr.strip()}")
    prefix, maps_original, version, sees_packages = done.stdout.split("\n")[:4]
    if os.path.realpath(prefix) != os.path.realpath(folder) or maps_original == "True":
        raise RuntimeError(f"the copied Python still uses {facts['base']}")
    if version != facts["version"]:
        raise RuntimeError(f"the copied Python is {version}, not {facts['version']}")
    if sees_packages != "True":
        raise RuntimeError("the copied Python does not look where packages are put")


def _ignore(folder, names):
    return [name for name in names if name in UNWANTED_FOLDERS or name.startswith(UNWANTED_FILES)
            or name.startswith("config-") or name.endswith((".a", ".pyc"))]


def _copy(facts, target):
    if os.name == "nt":
        _copy_windows(facts, target)
        return
    short = facts["short"]
    os.makedirs(os.path.join(target, "bin"))
    binary = os.path.join(target, "bin", "python" + short)
    shutil.copy2(os.path.realpath(facts["executable"]), binary)
    for name in ("python", "python3"):
        os.symlink("python" + short, os.path.join(target, "bin", name))
    library = os.path.join(target, "lib", "python" + short)
    shutil.copytree(facts["stdlib"], library, ignore=_ignore, symlinks=False, ignore_dangling_symlinks=True)
    os.makedirs(os.path.join(library, "site-packages"))
    _take_marks_of_debian_out(library)
    shared = os.path.join(facts["libdir"], facts["library"])
    if facts["library"] and os.path.isfile(shared):
        shutil.copy2(shared, os.path.join(target, "lib", facts["library"]))
        _point_to_own_library(binary, facts["libdir"])
    _strip(target)


def _take_marks_of_debian_out(library):
    """Debian's Python says that it is not to be installed into, and has its packages in dist-packages. No bundle's does."""
    with contextlib.suppress(FileNotFoundError):
        os.remove(os.path.join(library, "EXTERNALLY-MANAGED"))
    path = os.path.join(library, "sysconfig.py")
    if not os.path.exists(path):  # a package since Python 3.13
        path = os.path.join(library, "sysconfig", "__init__.py")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if "prefix_scheme = 'posix_local'" not in text:
        return
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("prefix_scheme = 'posix_local'", "prefix_scheme = 'posix_prefix'"))
    with open(os.path.join(library, "sitecustomize.py"), "w", encoding="utf-8") as file:  # site itself is frozen in
        file.write("import site, sysconfig\nsite.addsitedir(sysconfig.get_path('purelib'))\n")


def _copy_windows(facts, target):
    os.makedirs(target)
    base = facts["base"]
    for name in os.listdir(base):
        if name.lower().endswith((".dll", ".exe")):
            shutil.copy2(os.path.join(base, name), target)
    for name in ("DLLs", "Lib"):
        shutil.copytree(os.path.join(base, name), os.path.join(target, name), ignore=_ignore)
    os.makedirs(os.path.join(target, "Lib", "site-packages"))


def _point_to_own_library(binary, old):
    """Writes $ORIGIN/../lib over the run path, which is a string in the file; no tool is needed for that."""
    new = b"$ORIGIN/../lib"
    with open(binary, "rb") as file:
        data = file.read()
    was = os.fsencode(old) + b"\0"
    if was in data and len(new) < len(was):
        data = data.replace(was, new + b"\0" * (len(was) - len(new)))
        with open(binary, "wb") as file:
            file.write(data)
    elif was in data or sys.platform == "darwin":
        raise RuntimeError(f"cannot make {binary} relocatable: its library path {old} is too short or not a run path")


def _strip(target):
    """Takes debug symbols out, where there is a tool for it; a bundle of a few megabytes makes quick tests."""
    tool = shutil.which("strip")
    if tool is None or sys.platform != "linux":
        return
    files = [os.path.join(at, name) for at, _, names in os.walk(target) for name in names
             if (name.endswith(".so") or ".so." in name or at.endswith("/bin"))]
    files = [path for path in files if not os.path.islink(path)]
    subprocess.run([tool, "--strip-unneeded", *files], check=False, capture_output=True)


def _drop_caches(folder):
    for at, folders, _ in os.walk(folder):
        if "__pycache__" in folders:
            shutil.rmtree(os.path.join(at, "__pycache__"))
            folders.remove("__pycache__")
