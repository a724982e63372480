# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The known failures of ComfyUI, one row each: what is printed, at which stage, and how the process ends.

`row` is the row of the failure table in the contract. A failure with an exit code ends the process; one without is
a warning and the start goes on; a negative code is a signal. Stages, in the order of start-up: arguments, paths, import, device, attention,
late (after 'ComfyUI version'), nodes, database, bind; `prompt` fails every prompt instead.
{code} is the code folder, {python} the interpreter, {address} and {port} the first address.
Level None means: written as it stands, without a tag, as an uncaught exception is.
"""

from dataclasses import dataclass
from typing import Optional

WARNING, ERROR, BARE = "WARNING", "ERROR", None


@dataclass(frozen=True)
class Failure:
    name: str
    row: int
    stage: str
    level: Optional[str]
    text: str
    code: Optional[int] = None


def _traceback(last: str, *frames: str) -> str:
    lines = "".join(f'  File "{{code}}/{frame}\n' for frame in frames)
    return "Traceback (most recent call last):\n" + lines + last


def _box(text: str) -> str:
    rule = "_" * 72
    return f"\n{rule}\nWARNING WARNING WARNING WARNING WARNING\n\n{text}\n{rule}\n"


def _bind(errno: str, reason: str, kind: str = "OSError") -> str:
    last = f"{kind}: [Errno {errno}] error while attempting to bind on address ('{{address}}', {{port}}): {reason}"
    return _traceback(last, 'main.py", line 640, in <module>', 'server.py", line 1419, in start_multi_address')


_DEVICE = ('main.py", line 261, in <module>', 'comfy/model_management.py", line 237, in get_torch_device')
_IMPORT = ('main.py", line 261, in <module>', 'execution.py", line 14, in <module>')
_PRESTART = ('main.py", line 258, in <module>', 'main.py", line 222, in execute_prestartup_script')
_EXTRA = ('main.py", line 257, in <module>', 'utils/extra_config.py", line 20, in load_extra_path_config')
_FIX = "Please install the updated requirements.txt file by running:\n{python} -m pip install -r {code}/requirements.txt"
_LOCK = (
    "Could not acquire lock on database '{code}/user/comfyui.db'. Another ComfyUI process may already be using it. "
    "Use --database-url to specify a separate database file."
)


def _attention(flag: str, package: str) -> str:
    return (
        f"\n\nTo use the `--use-{flag}-attention` feature, the `{package}` package must be installed first.\n"
        f"command:\n\t{{python}} -m pip install {package}"
    )


TABLE = [
    Failure("port-in-use", 1, "bind", ERROR, "Port {port} is already in use on address {address}. "
            "Please close the other application or use a different port with --port.", 1),
    Failure("port-in-use-old", 2, "bind", BARE, _bind("98", "address already in use"), 1),
    Failure("port-in-use-10048", 2, "bind", BARE, _bind("10048", "only one usage of each socket address "
            "(protocol/network address/port) is normally permitted"), 1),
    Failure("port-10013", 3, "bind", BARE, _bind("10013", "an attempt was made to access a socket in a way forbidden "
            "by its access permissions", "PermissionError"), 1),
    Failure("port-13", 3, "bind", BARE, _bind("13", "permission denied", "PermissionError"), 1),
    Failure("address-unavailable", 4, "bind", BARE, _bind("99", "cannot assign requested address"), 1),
    Failure("port-overflow", 4, "bind", BARE, _traceback("OverflowError: bind(): port must be 0-65535.",
            'main.py", line 640, in <module>'), 1),
    Failure("torch-without-cuda", 5, "device", BARE, _traceback(
            "AssertionError: Torch not compiled with CUDA enabled", *_DEVICE), 1),
    Failure("no-nvidia-driver", 6, "device", BARE, _traceback(
            "RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and "
            "installed a driver.", *_DEVICE), 1),
    Failure("driver-too-old", 7, "device", BARE, _traceback(
            "RuntimeError: The NVIDIA driver on your system is too old (found version 11040). "
            "Please update your GPU driver.", *_DEVICE), 1),
    Failure("capability-mismatch", 8, "device", WARNING,
            "NVIDIA GeForce RTX 5090 with CUDA capability sm_120 is not compatible with the current PyTorch "
            "installation."),
    Failure("no-kernel-image", 8, "prompt", "RuntimeError",
            "CUDA error: no kernel image is available for execution on the device"),
    Failure("hip-invalid-function", 9, "prompt", "RuntimeError", "HIP error: invalid device function"),
    Failure("oom", 10, "prompt", "OutOfMemoryError", "CUDA out of memory. Tried to allocate 12.00 GiB. GPU 0 has a "
            "total capacity of 7.78 GiB of which 1.10 GiB is free.\nThis error means you ran out of memory on your "
            "GPU."),
    Failure("oom-attention", 11, "attention", WARNING, "out of memory error, emptying cache and trying again"),
    Failure("page-file", 12, "import", BARE, _traceback("OSError: The paging file is too small for this operation to "
            "complete. (os error 1455)", *_IMPORT), 1),
    Failure("missing-core-module", 13, "import", BARE, _traceback(
            "ModuleNotFoundError: No module named 'torchsde'", *_IMPORT), 1),
    Failure("missing-node-module", 14, "nodes", WARNING, _traceback(
            "ModuleNotFoundError: No module named 'insightface'\n\n"
            "Cannot import {code}/custom_nodes/broken-pack module for custom nodes: No module named 'insightface'",
            'nodes.py", line 2301, in load_custom_node', 'custom_nodes/broken-pack/__init__.py", line 1, in <module>')),
    Failure("exit-255-frontend", 15, "late", ERROR, "\n" + "*" * 9 + " ERROR " + "*" * 11 + "\n\n"
            "comfyui-frontend-package is not installed.\n\n" + _FIX + "\n" + "*" * 27, 255),
    Failure("missing-templates", 16, "late", ERROR, "\n" + "*" * 9 + " ERROR " + "*" * 11 + "\n\n"
            "comfyui-workflow-templates is not installed.\n\n" + _FIX + "\n" + "*" * 27),
    Failure("outdated-package", 17, "late", WARNING, _box("Installed comfyui-frontend-package version 1.40.1 is "
            "lower than the recommended version 1.49.6.\n\n" + _FIX)),
    Failure("exit-255-sage", 18, "attention", ERROR, _attention("sage", "sageattention"), 255),
    Failure("exit-255-flash", 18, "attention", ERROR, _attention("flash", "flash-attn"), 255),
    Failure("exit-255-ck", 18, "attention", ERROR, "Comfy Kitchen attention is unavailable", 255),
    Failure("missing-manager", 19, "paths", WARNING, "\n\nTo use the `--enable-manager` feature, the `comfyui-manager` "
            "package must be installed first.\ncommand:\n\t{python} -m pip install -r manager_requirements.txt"),
    Failure("bad-argument", 20, "arguments", BARE, "usage: main.py [-h] [--listen [IP]] [--port PORT]\n"
            "main.py: error: unrecognized arguments: --standin-unknown", 2),
    Failure("torch-dll", 21, "import", BARE, _traceback("OSError: [WinError 126] The specified module could not be "
            'found. Error loading "C:\\bundle\\python_embeded\\Lib\\site-packages\\torch\\lib\\c10.dll" '
            "or one of its dependencies.", *_IMPORT), 1),
    Failure("database-locked", 22, "database", ERROR, "Database is locked. Another ComfyUI process is already using "
            "this database.\nTo resolve this, specify a separate database file for this instance:\n"
            "  --database-url sqlite:///path/to/another.db", 1),
    Failure("database-lock-held", 23, "database", ERROR, "Failed to initialize database. " + _LOCK),
    Failure("assets-in-use", 23, "database", ERROR, "ASSETS_STARTUP_FAILED: in_use", 1),
    Failure("no-dynamic-vram", 24, "late", WARNING, "Unsupported Pytorch detected. DynamicVRAM support requires "
            "Pytorch version 2.8 or later. Falling back to legacy ModelPatcher."),
    Failure("no-aimdo", 24, "late", WARNING, "No working comfy-aimdo install detected. DynamicVRAM support disabled."),
    Failure("cu130-needed", 25, "late", WARNING, "WARNING: You need pytorch with cu130 or higher to use optimized "
            "CUDA operations."),
    Failure("import-failed", 26, "nodes", WARNING, "Cannot import {code}/custom_nodes/broken-pack module for custom "
            "nodes: name 'undefined' is not defined"),
    Failure("extras-failed", 27, "nodes", WARNING, "WARNING: some comfy_extras/ nodes did not import correctly. This "
            "may be because they are missing some dependencies.\n\nIMPORT FAILED: nodes_standin.py\n\n"
            "This issue might be caused by new missing dependencies added the last time you updated ComfyUI.\n"
            "Please do a: pip install -r requirements.txt"),
    Failure("missing-node-type", 28, "nodes", WARNING, "invalid prompt: {{'type': 'missing_node_type', 'message': "
            "\"Node 'KJNodes' not found. The custom node may not be installed.\"}}"),
    Failure("value-not-in-list", 29, "nodes", ERROR, "Value not in list: ckpt_name: 'sdxl.safetensors' not in []"),
    Failure("foreign-origin", 30, "nodes", WARNING, "WARNING: request with non matching host and origin "
            "127.0.0.1:8188 != localhost:8188, returning 403"),
    Failure("frontend-download", 31, "late", ERROR, "Failed to initialize frontend: HTTPSConnectionPool: Max retries "
            "exceeded\nFalling back to the default frontend."),
    Failure("charmap", 32, "late", BARE, "--- Logging error ---\n" + _traceback("UnicodeEncodeError: 'charmap' codec "
            "can't encode character '\\u2588' in position 6: character maps to <undefined>", 'app/logger.py", line 51')),
    Failure("multi-gpu", 33, "late", WARNING, _box("Multiple NVIDIA GPUs detected. Use --cuda-device N, or "
            "--cuda-device all --disable-pinned-memory.")),
    Failure("interrupted-imports", 34, "import", BARE, _traceback("KeyboardInterrupt", *_IMPORT), -2),
    Failure("prestartup-failed", 35, "paths", ERROR, "Failed to execute startup-script: "
            "{code}/custom_nodes/broken-pack/prestartup_script.py / No module named 'toml'"),
    Failure("custom-nodes-missing", 36, "paths", BARE, _traceback("FileNotFoundError: [Errno 2] No such file or "
            "directory: '{code}/nowhere/custom_nodes'", *_PRESTART), 1),
    Failure("extra-paths-broken", 37, "paths", BARE, _traceback("TypeError: 'NoneType' object is not iterable",
            *_EXTRA), 1),
]

BY_NAME = {failure.name: failure for failure in TABLE}
