# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""ComfyUI folders as people have them: each function lays one down and returns the folder that is added."""

import json
import os
import shutil
import subprocess

from world import CACHE, make_bundle

import comfytree
import pythoncopy

MODEL = b"m" * 5000


def official(folder):
    """The unpacked official portable, with a model and a node pack of the person's."""
    make_bundle.make(make_bundle.Request(layout="official", kind="folder", out=str(folder), cache=str(CACHE / "python")))
    root = folder / "ComfyUI_windows_portable"
    write(root / "ComfyUI/models/checkpoints/own.safetensors", MODEL)
    return root


def checkout(folder, base=None):
    """A checkout of ComfyUI with the virtual environment that its README has people make, of a Python that may be copied or
    of that in `base`."""
    comfy = folder / "ComfyUI"
    comfytree.write_tree(str(comfy), "0.33.0")
    environment(base or relocatable(), comfy / "venv")
    write(comfy / "models/checkpoints/own.safetensors", MODEL)
    write(comfy / "models/ultralytics/bbox/face.pt", MODEL)  # a folder that only a node pack knows
    return comfy


def stability_matrix(folder):
    """Data/Packages/ComfyUI with its venv, of a Python of Stability Matrix; models in Data/Models, which the package's
    extra_model_paths.yaml names; both in one folder for the portable mode."""
    data = folder / "Stability Matrix/Data"
    comfy = data / "Packages/ComfyUI"
    comfytree.write_tree(str(comfy), "0.33.0")
    base = data / "Assets/Python/cpython-3.12-linux-x86_64-gnu"
    base.parent.mkdir(parents=True)
    shutil.copytree(relocatable(), base, symlinks=True)
    environment(base, comfy / "venv")
    write(data / "settings.json", json.dumps({"Version": 1, "InstalledPackages": [
        {"DisplayName": "ComfyUI", "PackageName": "ComfyUI", "LibraryPath": "Packages/ComfyUI",
         "LaunchCommand": "main.py", "PreferredSharedFolderMethod": "Configuration"}]}).encode())
    models = data / "Models"
    write(models / "StableDiffusion/own.safetensors", MODEL)
    write(models / "Lora/style.safetensors", MODEL)
    write(models / "LyCORIS/other.safetensors", MODEL)
    write(comfy / "extra_model_paths.yaml", (
        f"stability_matrix:\n  checkpoints: {models}/StableDiffusion\n  vae: {models}/VAE\n"
        f"  loras: |-\n    {models}/Lora\n    {models}/LyCORIS\n").encode())
    return comfy


def comfy_desktop(folder):
    """standalone-env without torch and ComfyUI/.venv with it, as Comfy Desktop has them."""
    root = folder / "ComfyUI-Installs/ComfyUI"
    base = root / "standalone-env"
    base.parent.mkdir(parents=True)
    shutil.copytree(relocatable(), base, symlinks=True)
    comfytree.write_tree(str(root / "ComfyUI"), "0.33.0")
    environment(base, root / "ComfyUI/.venv")
    write(root / "manifest.json", b'{"id": "linux-nvidia"}\n')
    write(root / "ComfyUI/models/checkpoints/own.safetensors", MODEL)
    return root


def relocatable():
    """A Python that may be copied."""
    return pythoncopy.provide(make_bundle.sys.executable, str(CACHE / "python"))[0]


def environment(base, target):
    """A virtual environment of it with a stub torch and a program, as pip installs them."""
    subprocess.run([os.path.join(base, "bin/python3"), "-m", "venv", "--without-pip", str(target)], check=True)
    site = next(target.glob("lib/python3*/site-packages"))
    comfytree.write_torch(str(site), "2.9.1+cu130")
    script = f"#!{target}/bin/python3\nimport sys\nprint(sys.prefix)\n"
    write(target / "bin/whereami", script.encode())
    (target / "bin/whereami").chmod(0o755)
    comfytree.write_distribution(str(site), "whereami", "1.0", {"whereami.py": "pass\n"})
    record = site / "whereami-1.0.dist-info/RECORD"
    record.write_text(f"../../../bin/whereami,sha256=x,{len(script)}\n" + record.read_text())


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
