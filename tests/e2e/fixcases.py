# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The rows of comfyui-contract.md 3.4 that have a fix, in ComfyUI's words (those of tst_knownfailures.cpp): number, what the
log says, and what pressing the fix must do. The `do_...` of cli_fixes.py carry the last one out and look."""

TRACE = "Traceback (most recent call last):\n"
NOT_LOADED = "Cannot import /c/custom_nodes/broken module for custom nodes: "

CASES = [
    (1, "Port 8188 is already in use on address 127.0.0.1. Please close the other application.", "port"),
    (2, "OSError: [Errno 98] error while attempting to bind on address ('127.0.0.1', 8188): address already in use", "port"),
    (3, "PermissionError: [Errno 13] error while attempting to bind on address ('0.0.0.0', 80): permission denied", "port"),
    (4, "OSError: [Errno 99] error while attempting to bind on address ('10.1.2.3', 8188): cannot assign", "removed --listen 10.1.2.3"),
    (4, "OverflowError: bind(): port must be 0-65535.", "port"),
    (5, TRACE + "AssertionError: Torch not compiled with CUDA enabled", "repair"),
    (6, "RuntimeError: Found no NVIDIA driver on your system.", "opened https://www.nvidia.com/drivers"),
    (7, "RuntimeError: The NVIDIA driver on your system is too old (found version 11040).", "opened https://www.nvidia.com/drivers"),
    (8, "NVIDIA GeForce RTX 5090 with CUDA capability sm_120 is not compatible with the current PyTorch installation.", "builds"),
    (8, "CUDA error: no kernel image is available for execution on the device", "builds"),
    (9, "!!! Exception during processing !!! HIP error: invalid device function", "builds"),
    (10, "Got an OOM, unloading all loaded models.", "added --novram"),
    (12, "OSError: The paging file is too small for this operation to complete. (os error 1455)", "added --cache-none"),
    (13, TRACE + '  File "/c/main.py", line 261, in <module>\nModuleNotFoundError: No module named \'torchsde\'', "repair"),
    (14, NOT_LOADED + "No module named 'tinytool'", "packages tinytool"),
    (15, "comfyui-frontend-package is not installed.", "repair"),
    (16, "comfyui-workflow-templates is not installed.", "repair"),
    (17, "Installed comfyui-frontend-package version 1.40.1 is lower than the recommended version 1.49.6.", "repair"),
    (18, "To use the `--use-sage-attention` feature, the `sageattention` package must be installed first.", "removed --use-sage-attention"),
    (19, "To use the `--enable-manager` feature, the `comfyui-manager` package must be installed first.", "removed --enable-manager"),
    (20, "main.py: error: unrecognized arguments: --no-such-flag", "removed --no-such-flag"),
    (20, "main.py: error: argument --lowvram: not allowed with argument --cpu", "removed --lowvram"),
    (21, 'OSError: [WinError 126] The specified module could not be found. Error loading "C:\\b\\torch\\lib\\c10.dll" or one of '
         "its dependencies.", "opened https://aka.ms/vc14/vc_redist.x64.exe"),
    (22, "Database is locked. Another ComfyUI process is already using this database.", "leftover"),
    (23, "Failed to initialize database. Could not acquire lock on database '/c/user/comfyui.db'.", "leftover"),
    (24, "No working comfy-aimdo install detected. DynamicVRAM support disabled.", "repair"),
    (25, "WARNING: You need pytorch with cu130 or higher to use optimized CUDA operations.", "builds"),
    (26, NOT_LOADED + "name 'undefined' is not defined", "disabled broken"),
    (27, "WARNING: some comfy_extras/ nodes did not import correctly.", "repair"),
    (28, "Node 'FaceDetailer (pipe)' not found. The custom node may not be installed", "found impact"),
    (29, "Value not in list: ckpt_name: 'sdxl.safetensors' not in []", "opened models"),
    (30, "WARNING: request with non matching host and origin 127.0.0.1:8188 != localhost:8188, returning 403", "opened http://127.0.0.1:"),
    (31, "Failed to initialize frontend: Max retries exceeded", "removed --front-end-version x@1.0"),
    (33, "Multiple NVIDIA GPUs are visible on Windows with pinned memory enabled.", "gpu 0"),
    (35, "Failed to execute startup-script: /c/custom_nodes/broken/prestartup_script.py / name 'x' is not defined", "disabled broken"),
    (36, TRACE + "FileNotFoundError: [Errno 2] No such file or directory: 'FOLDER/nowhere/custom_nodes'", "folder nowhere/custom_nodes"),
    (37, TRACE + '  File "FOLDER/utils/extra_config.py", line 20, in load_extra_path_config\nTypeError: no', "opened FOLDER/extra_model_paths.yaml"),
    # Beyond the contract.
    (0, NOT_LOADED + "cannot import name 'a' from 'b' (/s/b.py)", "updated broken"),
    (0, NOT_LOADED + "Numba needs NumPy 2.0 or less. Got NumPy 2.1.", "packages tinytool"),
    (0, "[ComfyUI-Manager] Starting dependency installation/(de)activation for the extension", "cleared"),
    (0, TRACE + '  File "/c/main.py", line 1, in <module>\nRuntimeError: nobody knows this', "guilty"),
    (0, "OSError: [Errno 28] No space left on device: '/c/temp'", "disk"),
]
