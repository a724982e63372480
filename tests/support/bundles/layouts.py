# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The shapes of the bundles that people meet, laid down in a folder. Each function returns the root's name."""

import json
import os
import shutil
import subprocess

from comfytree import commit_of, write_file, write_torch, write_tree
import foreign
import pythoncopy

UNIX_LAUNCH = """#!/bin/sh
SCRIPT_DIR=$(cd "$(dirname "$0")" && pwd)
PORT=${1:-8188}
cd "$SCRIPT_DIR/ComfyUI" || exit 1
exec "$SCRIPT_DIR/python/bin/python" main.py --enable-cors-header "*" --force-fp16 --preview-method=none --port=$PORT
"""
WINDOWS_LAUNCH = """@echo off
set SCRIPT_DIR=%~dp0
set PORT=%1
if "%PORT%"=="" set PORT=8188
cd "%SCRIPT_DIR%ComfyUI"
"%SCRIPT_DIR%python\\python.exe" main.py --enable-cors-header "*" --force-fp16 --preview-method=none --port=%PORT%
"""
RUN = ".\\python_embeded\\python.exe -s ComfyUI\\main.py --windows-standalone-build{}\npause\n"
RUN_FILES = {"run_nvidia_gpu.bat": "", "run_cpu.bat": " --cpu",
             "run_nvidia_gpu_fast_fp16_accumulation.bat": " --fast fp16_accumulation",
             "advanced/run_nvidia_gpu_disable_api_nodes.bat": " --disable-api-nodes"}
UPDATE_FILES = {
    "update/update.py": "print('Done!')\n",
    "update/update_comfyui.bat": "@echo off\n..\\python_embeded\\python.exe .\\update.py ..\\ComfyUI\\\npause\n",
    "update/update_comfyui_stable.bat": "@echo off\n..\\python_embeded\\python.exe .\\update.py ..\\ComfyUI\\ --stable\n",
    "README_VERY_IMPORTANT.txt": "Run run_nvidia_gpu.bat, or run_cpu.bat if there is no GPU.\n",
}


def put_python(target, request):
    """The real copy, as hard links where that is safe; or a header-only interpreter of another system."""
    if request.foreign:
        facts = pythoncopy.describe(request.python)
        name = foreign.interpreter_path(request.foreign)
        write_file(target, name, foreign.header(request.foreign))
        os.chmod(os.path.join(target, *name.split("/")), 0o755)
        packages = foreign.site_packages(request.foreign, facts["short"])
    else:
        source, facts = pythoncopy.provide(request.python, request.cache)
        # A folder stays and may be written to, so it must not share files with the cache.
        copy = shutil.copy2 if request.kind == "folder" else _link_or_copy
        shutil.copytree(source, target, symlinks=True, copy_function=copy)
        packages = "Lib/site-packages" if os.name == "nt" else f"lib/python{facts['short']}/site-packages"
    if request.torch != "none":
        write_torch(os.path.join(target, packages), request.torch)
    return facts


def _link_or_copy(source, target):
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _tree(root, request, environment=""):
    write_tree(os.path.join(root, "ComfyUI"), request.version, request.mode, request.packs, environment)


def anymatix(folder, request):
    root = os.path.join(folder, "anymatix")
    put_python(os.path.join(root, "python"), request)
    _tree(root, request)
    is_windows = request.foreign.startswith("windows") or (not request.foreign and os.name == "nt")
    name = "anymatix_comfyui.bat" if is_windows else "anymatix_comfyui"
    write_file(root, name, WINDOWS_LAUNCH if is_windows else UNIX_LAUNCH)
    os.chmod(os.path.join(root, name), 0o755)
    return "anymatix"


def official(folder, request):
    root = os.path.join(folder, "ComfyUI_windows_portable")
    facts = put_python(os.path.join(root, "python_embeded"), request)
    if request.foreign.startswith("windows"):
        number = facts["short"].replace(".", "")
        write_file(root, f"python_embeded/python{number}._pth", f"../ComfyUI\npython{number}.zip\n.\nimport site\n")
    _tree(root, request, "local-portable")
    for name, flags in RUN_FILES.items():
        write_file(root, name, RUN.format(flags))
    for name, text in UPDATE_FILES.items():
        write_file(root, name, text)
    shutil.copy2(os.path.join(root, "ComfyUI", "requirements.txt"), os.path.join(root, "update", "current_requirements.txt"))
    return "ComfyUI_windows_portable"


def standalone(folder, request):
    facts = put_python(os.path.join(folder, "standalone-env"), request)
    _tree(folder, request)
    local = request.torch.partition("+")[2]
    manifest = {
        "id": "linux-nvidia" if local.startswith("cu") else "linux-cpu", "tag": f"v{request.version}-env1",
        "comfyui_version": f"v{request.version}", "comfyui_commit": commit_of(request.version), "build": 1,
        "date": "2026-01-01", "python_version": facts["version"], "torch_version": request.torch,
        "torchvision_version": "0.24.1", "torchaudio_version": "2.9.1",
    }
    write_file(folder, "manifest.json", json.dumps(manifest, indent=2) + "\n")
    shutil.copy2(os.path.join(folder, "ComfyUI", "requirements.txt"), os.path.join(folder, "requirements-standin.txt"))
    return ""


def plain(folder, request):
    """A git checkout with a venv in it: not relocatable, so it is made where it stays."""
    _tree(folder, request)
    venv = os.path.join(folder, "ComfyUI", "venv")
    facts = pythoncopy.describe(request.python)
    subprocess.run([request.python, "-m", "venv", "--without-pip", venv], check=True)
    packages = "Lib/site-packages" if os.name == "nt" else f"lib/python{facts['short']}/site-packages"
    if request.torch != "none":
        write_torch(os.path.join(venv, packages), request.torch)
    return "ComfyUI"


LAYOUTS = {"anymatix": anymatix, "official": official, "standalone": standalone, "plain": plain}
