# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The command line of ComfyUI 0.33: every flag, the exclusive groups, the checks and the derived values.

Rows are (flags, options, group). A flag without options is a switch. Help texts are our own.
"""

import argparse
import os

CODE_FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def existing_folder(path: str) -> str:
    if not os.path.exists(path):
        raise argparse.ArgumentTypeError(f"The path '{path}' does not exist.")
    if not os.path.isdir(path):
        raise argparse.ArgumentTypeError(f"'{path}' is not a directory.")
    return path


def _text(**more):
    return dict(type=str, **more)


def _whole(**more):
    return dict(type=int, **more)


def _real(**more):
    return dict(type=float, **more)


VALUES = [
    ("--listen", _text(default="127.0.0.1", metavar="IP", nargs="?", const="0.0.0.0,::")),
    ("--port", _whole(default=8188)),
    ("--tls-keyfile", _text()),
    ("--tls-certfile", _text()),
    ("--enable-cors-header", _text(metavar="ORIGIN", nargs="?", const="*")),
    ("--max-upload-size", _real(default=100)),
    ("--base-directory", _text()),
    ("--models-directory", dict(type=existing_folder)),
    ("--extra-model-paths-config", _text(metavar="PATH", nargs="+", action="append")),
    ("--output-directory", _text()),
    ("--temp-directory", _text()),
    ("--input-directory", _text()),
    ("--user-directory", dict(type=existing_folder)),
    ("--cuda-device", _text(metavar="DEVICE_ID")),
    ("--default-device", _whole(metavar="DEFAULT_DEVICE_ID")),
    ("--oneapi-device-selector", _text(metavar="SELECTOR_STRING")),
    ("--directml", _whole(nargs="?", metavar="DIRECTML_DEVICE", const=-1)),
    ("--preview-method", dict(choices=["none", "auto", "latent2rgb", "taesd"], default="none")),
    ("--preview-size", _whole(default=512)),
    ("--reserve-vram", _real()),
    ("--vram-headroom", _real(default=0)),
    ("--async-offload", _whole(nargs="?", const=2, metavar="NUM_STREAMS")),
    ("--default-hashing-function", dict(choices=["md5", "sha1", "sha256", "sha512"], default="sha256")),
    ("--fast", dict(nargs="*", choices=["fp16_accumulation", "fp8_matrix_mult", "cublas_ops", "autotune"])),
    ("--whitelist-custom-nodes", _text(nargs="+", default=[])),
    ("--verbose", _text(nargs="*", action="append", metavar="LEVEL")),
    ("--front-end-version", _text(default="comfyanonymous/ComfyUI@latest")),
    ("--front-end-root", dict(type=existing_folder)),
    ("--comfy-api-base", _text(default="https://api.comfy.org")),
    ("--database-url", _text(default="sqlite:///" + os.path.join(CODE_FOLDER, "user", "comfyui.db"))),
    ("--feature-flag", _text(action="append", default=[], metavar="KEY[=VALUE]")),
]

SWITCHES = """
    auto-launch disable-auto-launch cpu-vae fp16-intermediates force-channels-last supports-fp8-compute
    enable-triton-backend disable-triton-backend disable-xformers enable-manager disable-nvml-pressure
    disable-async-offload disable-dynamic-vram enable-dynamic-vram fast-disk disable-cuda-graphs force-non-blocking
    disable-smart-memory deterministic debug-hang disable-pinned-memory mmap-torch-files disable-mmap
    dont-print-server quick-test-for-ci windows-standalone-build disable-metadata disable-all-custom-nodes
    disable-api-nodes multi-user log-stdout enable-compress-response-body enable-assets enable-asset-hashing
    list-feature-flags
""".split()

EXCLUSIVE = [
    "cuda-malloc disable-cuda-malloc",
    "force-fp32 force-fp16",
    "fp32-unet fp64-unet bf16-unet fp16-unet fp8_e4m3fn-unet fp8_e5m2-unet fp8_e8m0fnu-unet",
    "fp16-vae fp32-vae bf16-vae",
    "fp8_e4m3fn-text-enc fp8_e5m2-text-enc fp16-text-enc fp32-text-enc bf16-text-enc",
    "cache-ram cache-classic cache-lru cache-none high-ram",
    "use-split-cross-attention use-quad-cross-attention use-pytorch-cross-attention use-sage-attention"
    " use-flash-attention use-ck-attention",
    "force-upcast-attention dont-upcast-attention",
    "disable-manager-ui enable-manager-legacy-ui",
    "gpu-only highvram lowvram novram cpu",
]

WITH_VALUE_IN_GROUP = {
    "cache-ram": _real(nargs="*", metavar="GB"),
    "cache-lru": _whole(default=0),
}

LEVELS = ["DEBUG", "DETAIL", "INFO", "WARNING", "ERROR", "CRITICAL"]


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py")
    for flag, options in VALUES:
        parser.add_argument(flag, **options)
    for name in SWITCHES:
        parser.add_argument("--" + name, action="store_true")
    for names in EXCLUSIVE:
        group = parser.add_mutually_exclusive_group()
        for name in names.split():
            group.add_argument("--" + name, **WITH_VALUE_IN_GROUP.get(name, {"action": "store_true"}))
    return parser


def _read_verbose(parser, rows):
    """Returns the log level and the files that take a copy: [(level, path)]."""
    level, files = "INFO", []
    for row in rows or []:
        if len(row) > 2 or (row and row[0] not in LEVELS):
            parser.error(f"argument --verbose: invalid choice: {' '.join(row)!r}")
        if len(row) == 2:
            files.append((row[0], row[1]))
        else:
            level = row[0] if row else "DEBUG"
    return level, files


def parse(argv: list) -> argparse.Namespace:
    """Parses as the real program does: help on stdout and 0, errors on stderr and 2."""
    parser = make_parser()
    args = parser.parse_args(argv)
    args.log_level, args.log_files = _read_verbose(parser, args.verbose)
    args.auto_launch = (args.auto_launch or args.windows_standalone_build) and not args.disable_auto_launch
    args.cache_classic = args.cache_classic or args.high_ram
    args.fp16_unet = args.fp16_unet or args.force_fp16
    args.enable_manager = args.enable_manager or args.enable_manager_legacy_ui
    return args
