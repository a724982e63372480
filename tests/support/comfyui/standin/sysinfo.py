# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What /system_stats and the log tell about the machine."""

import os
import sys

PRETEND_VRAM = 8192 << 20
SOME_MEMORY = 16 << 30


def memory():
    """Total and free bytes of RAM."""
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            rows = dict(line.split(":") for line in file)
        return tuple(int(rows[key].split()[0]) * 1024 for key in ("MemTotal", "MemAvailable"))
    except (OSError, KeyError, ValueError):
        return SOME_MEMORY, SOME_MEMORY // 2


def torch_version(is_cpu):
    return "2.10.0+cpu" if is_cpu else "2.10.0+cu130"


def device_name(is_cpu):
    return "cpu" if is_cpu else "cuda:0 NVIDIA GeForce RTX 3070 : cudaMallocAsync"


def _environment_name(code):
    try:
        with open(os.path.join(code, ".comfy_environment"), encoding="utf-8") as file:
            return file.readline().strip() or "local-git"
    except OSError:
        return "local-git"


def _required(code):
    """Pins of the comfy* packages in requirements.txt."""
    try:
        with open(os.path.join(code, "requirements.txt"), encoding="utf-8") as file:
            rows = [line.strip().split("==") for line in file if line.startswith("comfy") and "==" in line]
    except OSError:
        rows = []
    return dict(rows)


def stats(args, argv, code, version):
    total, free = memory()
    vram, vram_free = (total, free) if args.cpu else (PRETEND_VRAM, PRETEND_VRAM - (512 << 20))
    required = _required(code)
    folder = os.path.basename(os.path.dirname(os.path.abspath(sys.executable)))
    device = {
        "name": device_name(args.cpu), "type": "cpu" if args.cpu else "cuda", "index": None if args.cpu else 0,
        "vram_total": vram, "vram_free": vram_free, "torch_vram_total": vram if args.cpu else 0,
        "torch_vram_free": vram_free if args.cpu else 0,
    }
    system = {
        "os": sys.platform, "ram_total": total, "ram_free": free, "comfyui_version": version,
        "required_frontend_version": required.get("comfyui-frontend-package"),
        "installed_templates_version": None,
        "required_templates_version": required.get("comfyui-workflow-templates"),
        "comfy_package_versions": [{"name": n, "installed": None, "required": v} for n, v in required.items()],
        "python_version": sys.version, "pytorch_version": torch_version(args.cpu),
        "embedded_python": folder == "python_embeded", "deploy_environment": _environment_name(code), "argv": argv,
    }
    return {"system": system, "devices": [device]}
