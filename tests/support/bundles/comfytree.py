# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A ComfyUI folder around the stand-in, and the packages that a base Python is expected to have."""

import base64
import hashlib
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(os.path.dirname(HERE), "comfyui")
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", "user", "input", "output", "temp", "standin_mode.txt", ".gitignore")
EMPTY_FOLDERS = """checkpoints clip clip_vision controlnet diffusers diffusion_models embeddings loras text_encoders
    unet upscale_models vae""".split()
TORCH_FAMILY = {"torchvision": "0.24.1", "torchaudio": "2.9.1"}


def commit_of(version: str) -> str:
    """The made-up commit of a version: 40 hex digits, always the same."""
    return hashlib.sha1(f"portico stand-in {version}".encode()).hexdigest()


def write_file(root, name, data):
    path = os.path.join(root, *name.split("/"))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data.encode() if isinstance(data, str) else data)


def write_tree(target: str, version: str, mode: str = "", packs=(), environment: str = "") -> None:
    """Writes a ComfyUI folder that looks and runs like a fresh checkout of that version."""
    shutil.copytree(SOURCE, target, ignore=LEFT_BEHIND)
    write_file(target, "comfyui_version.py", f'__version__ = "{version}"\n')
    write_file(target, "pyproject.toml", f'[project]\nname = "ComfyUI"\nversion = "{version}"\n'
                                         'requires-python = ">=3.10"\n')
    write_file(target, "models/vae_approx/put_taesd_encoder_pth_and_taesd_decoder_pth_here", "")
    for name in EMPTY_FOLDERS:
        write_file(target, f"models/{name}/put_{name}_here", "")
    write_file(target, "input/example.png", _example())
    write_file(target, "output/_output_images_will_be_put_here", "")
    _write_git(target, version)
    if environment:
        write_file(target, ".comfy_environment", environment + "\n")
    if mode:
        write_file(target, "standin_mode.txt", mode + "\n")
    for name in packs:
        write_pack(os.path.join(target, "custom_nodes"), name)


def write_pack(folder: str, name: str, requirements: str = "") -> None:
    """One node pack that loads without anything."""
    write_file(folder, f"{name}/__init__.py", "NODE_CLASS_MAPPINGS = {}\n")
    write_file(folder, f"{name}/requirements.txt", requirements)
    write_file(folder, f"{name}/pyproject.toml", f'[project]\nname = "{name.lower()}"\nversion = "1.0.0"\n')


def _example():
    sys.path.insert(0, SOURCE)
    sys.dont_write_bytecode = True
    try:
        from standin import picture
    finally:
        sys.path.remove(SOURCE)
    return picture.png(64, 64, 0x808080)


def _write_git(target, version):
    """Enough of a repository to tell which commit is checked out: detached at the release tag."""
    commit = commit_of(version)
    write_file(target, ".git/HEAD", commit + "\n")
    write_file(target, ".git/packed-refs", f"# pack-refs with: peeled fully-peeled sorted \n{commit} refs/tags/v{version}\n")
    write_file(target, ".git/config", "[core]\n\trepositoryformatversion = 0\n\tbare = false\n")
    write_file(target, ".git/refs/heads/.keep", "")
    write_file(target, ".git/objects/.keep", "")


def write_torch(site_packages: str, version: str) -> None:
    """Stub distributions of the torch family with metadata and RECORD, importable, a few hundred bytes each."""
    local = version.partition("+")[2]
    cuda = f"{local[2:-1]}.{local[-1]}" if local.startswith("cu") else None
    write_distribution(site_packages, "torch", version, {
        "torch/__init__.py": "from .version import __version__\nfrom . import cuda, version\n",
        "torch/version.py": f"__version__ = {version!r}\ncuda = {cuda!r}\nhip = None\n",
        "torch/cuda.py": "def is_available():\n    return False\n"})
    for name, number in TORCH_FAMILY.items():
        full = f"{number}+{local}" if local else number
        write_distribution(site_packages, name, full, {f"{name}/__init__.py": f"__version__ = {full!r}\n"})


def write_distribution(site_packages: str, name: str, version: str, files: dict) -> None:
    """Lays a package down as an installer would, with hashes in RECORD."""
    info = f"{name}-{version}.dist-info"
    files = dict(files)
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nGenerator: portico\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/INSTALLER"] = "pip\n"
    rows = [f"{path},sha256={_record_hash(text)},{len(text.encode())}" for path, text in sorted(files.items())]
    files[f"{info}/RECORD"] = "\n".join([*rows, f"{info}/RECORD,,"]) + "\n"
    for path, text in files.items():
        write_file(site_packages, path, text)


def _record_hash(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
