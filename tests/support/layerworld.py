#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A loopback index with packages that a layer may hold, and locks of them.

As a program: `layerworld.py FOLDER` writes `<name>.lock` files and source archives into FOLDER, prints one line of JSON (the index's
address), and serves until its standard input ends; each line there is a command: "stop NAME" makes its file
unreachable, "spoil NAME" other bytes than promised, "well" as before, "count" prints how many files were fetched.
"""
import hashlib
import io
import json
import pathlib
import platform
import sys
import tarfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from packageindex import PackageIndex, Wheel, normalised  # noqa: E402

# A build of its own kind, so that no test fetches setuptools: it sits in the source itself.
BACKEND = '''import base64, hashlib, zipfile
{first}
def build_wheel(folder, config_settings=None, metadata_directory=None):
    name = "{module}-1.0-{tag}.whl"
    info = "{module}-1.0.dist-info"
    files = {{"{module}/__init__.py": "built = True\\n",
             info + "/METADATA": "Metadata-Version: 2.1\\nName: {module}\\nVersion: 1.0\\n",
             info + "/WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: {tag}\\n"}}
    record = ""
    with zipfile.ZipFile(folder + "/" + name, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            record += f"{{path}},sha256={{digest}},{{len(text)}}\\n"
        archive.writestr(info + "/RECORD", record + info + "/RECORD,,\\n")
    return name
'''
PROJECT = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n\n' \
          '[project]\nname = "{name}"\nversion = "1.0"\n'


def source_files(name, first="", tag="py3-none-any", module=None) -> dict:
    module = module or name.replace("-", "_")
    return {"pyproject.toml": PROJECT.format(name=name),
            "backend.py": BACKEND.format(first=first, module=module, tag=tag),
            "PKG-INFO": f"Metadata-Version: 2.2\nName: {name}\nVersion: 1.0\n"}


def source_archive(name, **options) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for path, text in source_files(name, **options).items():
            entry = tarfile.TarInfo(f"{name}-1.0/{path}")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return buffer.getvalue()


SOURCES = {
    "plain-source": {},
    "imports-torch": {"first": "import torch"},
    "wants-compiler": {"first": "raise SystemExit('error: no compiler was found')"},
    "says-another": {"module": "somebody_else"},
    "compiled-here": {"tag": f"cp3{sys.version_info.minor}-cp3{sys.version_info.minor}-linux_{platform.machine()}"},
}

CRASH = "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n"
TOOL = "def main():\n    import sys\n    print('beta says', sys.prefix)\n"
MANYLINUX = "py3-none-manylinux_2_5_x86_64.manylinux1_x86_64.manylinux_2_17_x86_64.manylinux2014_x86_64" \
            ".manylinux_2_5_aarch64.manylinux_2_17_aarch64.macosx_10_9_universal2.win_amd64"

WHEELS = [
    Wheel("alpha", "1.0", ["beta"], {"alpha/__init__.py": "import beta\nprint('noise', flush=True)\n",
                                     "alpha/tests/__init__.py": "raise SystemExit(3)\n"}),
    Wheel("beta", "1.0", [], {"beta/__init__.py": TOOL, "beta/data.txt": "data of beta\n"},
          scripts={"beta-tool": "beta:main"}, size=100_000),
    Wheel("beta", "2.0", [], {"beta/__init__.py": "__version__ = '2.0'\n", "beta/new.py": ""}, size=100_000),
    Wheel("needs-missing", "1.0", [], {"needs_missing/__init__.py": "import notthere.at_all\n"}),
    Wheel("needs-abi", "1.0", [],
          {"needs_abi/__init__.py": "raise ImportError('x.so: undefined symbol: _ZN3c10')\n"}),
    Wheel("needs-numpy", "1.0", [],
          {"needs_numpy/__init__.py": "raise AttributeError(\"module 'numpy' has no attribute 'float'\")\n"}),
    Wheel("needs-driver", "1.0", [], {"needs_driver/__init__.py": "raise OSError('libcuda.so.1: cannot open shared "
                                      "object file: No such file or directory')\n"}),
    Wheel("crashes", "1.0", [], {"crashes/__init__.py": CRASH}),
    Wheel("writes-home", "1.0", [], {"writes_home/__init__.py":
                                     "import os\nopen(os.path.expanduser('~/.writes_home'), 'w').close()\n"}),
    Wheel("leads-out", "1.0", [], {"leads_out.pth": "/usr/lib/python3/dist-packages\n"}),
    Wheel("climbs-out", "1.0", [], {"climbs_out.pth": "../../somewhere\n"}),
    Wheel("hooked", "1.0", [], {"hooked.pth": "import hooked\nhooked_more\n", "hooked_more/inside.py": "x = 1\n"}),
    Wheel("long-name", "1.0", tag=MANYLINUX),
    Wheel("torch", "2.9.1"),
    Wheel("wheel", "0.45.1"),  # what every build is given
]

LOCKS = {"good": ["alpha==1.0", "beta==1.0"], "newer": ["beta==2.0"],
         **{wheel.name: [f"{wheel.name}=={wheel.version}"] for wheel in WHEELS if wheel.name not in ("alpha", "beta")}}


def fill(index: PackageIndex) -> None:
    for wheel in WHEELS:
        index.add(wheel)


def lock_text(names) -> str:
    """pip's format: exact versions with the SHA-256 of the one wheel there is."""
    text = ""
    for name in names:
        wheel = next(wheel for wheel in WHEELS if f"{wheel.name}=={wheel.version}" == name)
        text += f"{normalised(wheel.name)}=={wheel.version} \\\n    --hash=sha256:" \
                f"{hashlib.sha256(wheel.bytes()).hexdigest()}\n"
    return text


def write_locks(folder: pathlib.Path) -> None:
    for name, packages in LOCKS.items():
        (folder / f"{name}.lock").write_text(lock_text(packages), encoding="utf-8")


def many(index: PackageIndex, count: int, files: int) -> str:
    """So many distributions of so many small files each; returns their lock."""
    text = ""
    for number in range(count):
        name = f"dist{number:03}"
        wheel = Wheel(name, "1.0", [], {f"{name}/part{part}.py": f"value = {part}\n" * 40 for part in range(files)})
        index.add(wheel)
        text += f"{name}==1.0 \\\n    --hash=sha256:{hashlib.sha256(wheel.bytes()).hexdigest()}\n"
    return text


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    with PackageIndex() as index:
        fill(index)
        write_locks(folder)
        for name, options in SOURCES.items():
            (folder / f"{name}-1.0.tar.gz").write_bytes(source_archive(name, **options))
        print(json.dumps({"index": index.url()}), flush=True)
        for line in sys.stdin:
            words = line.split() or ["well"]
            if words[0] == "count":
                print(sum(path.endswith(".whl") for path in index.requests), flush=True)
                continue
            faults = {"stop": "404", "spoil": "wrong-hash"}
            index.faults = {} if words[0] == "well" else {f"/files/simple/{words[1]}/": faults[words[0]]}
            print("done", flush=True)


if __name__ == "__main__":
    main()
