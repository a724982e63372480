# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The log of a start, in order: each step writes what ComfyUI writes there and fails where a failure is asked for."""

import os
import signal
import sys
import time
import traceback

from utils import extra_config

from . import customnodes, failures, noise, sysinfo
from .lifecycle import leave

BREATH_SECONDS = 0.01

MODEL_KEYS = """checkpoints configs loras vae text_encoders diffusion_models clip_vision style_models embeddings
    diffusers vae_approx controlnet gligen upscale_models latent_upscale_models hypernetworks photomaker classifiers
    model_patches audio_encoders background_removal frame_interpolation geometry_estimation optical_flow
    detection""".split()
TWO_FOLDERS = {"text_encoders": ["clip"], "diffusion_models": ["unet"], "controlnet": ["t2i_adapter"]}

ATTENTION = [
    ("use_split_cross_attention", "Using split optimization for attention"),
    ("use_quad_cross_attention", "Using sub quadratic optimization for attention, if you have memory or speed issues "
                                 "try using: --use-split-cross-attention"),
    ("use_sage_attention", "Using sage attention"),
    ("use_flash_attention", "Using Flash Attention"),
    ("use_ck_attention", "Using Comfy Kitchen attention"),
]
VRAM_STATES = [("cpu", "DISABLED"), ("gpu_only", "HIGH_VRAM"), ("highvram", "HIGH_VRAM"), ("lowvram", "LOW_VRAM"),
               ("novram", "NO_VRAM")]
PACKAGES = [("comfyui-frontend-package", "1.49.6"), ("comfyui-workflow-templates", "0.11.44"),
            ("comfyui-embedded-docs", "0.5.10")]


class Startup:
    def __init__(self, args, modes, log, folders, version):
        self.args, self.modes, self.log, self.folders, self.version = args, modes, log, folders, version
        self.model_folders = self._default_model_folders()
        self._scan = None

    def _default_model_folders(self):
        found = {}
        for key in MODEL_KEYS:
            names = TWO_FOLDERS.get(key, []) + [key]
            found[key] = [os.path.join(self.folders.models, name) for name in names]
        found["custom_nodes"] = [self.folders.custom_nodes]
        found["datasets"] = [os.path.join(self.folders.base, "datasets")]
        return found

    def fail(self, stage):
        """Prints the failures asked for at this stage; ends the process when one of them is fatal."""
        for name in self.modes.names():
            failure = failures.BY_NAME.get(name)
            if failure and failure.stage == stage:
                self._show(failure)
                if failure.code is not None:
                    end(failure.code)

    def _show(self, failure):
        address = self.args.listen.split(",")[0]
        text = failure.text.format(code=self.folders.code, python=sys.executable, address=address, port=self.args.port)
        if failure.level is None:
            self.log.write(text + "\n")
        else:
            self.log.record(failure.level, text)

    def set_paths(self):
        """Steps 4 to 8: search paths, directories, Manager's greeting, prestartup scripts."""
        own = os.path.join(self.folders.code, "extra_model_paths.yaml")
        for path in ([own] if os.path.exists(own) else []) + sum(self.args.extra_model_paths_config or [], []):
            extra_config.load_extra_path_config(path, self.log, self.model_folders)
        for name in ("base", "output", "input", "user", "models"):
            if getattr(self.args, name + "_directory"):
                self.log.info(f"Setting {name} directory to: {getattr(self.folders, name)}")
        if self.args.enable_manager and not self.modes.has("missing-manager"):
            self._greet_as_manager()
        self.fail("paths")
        self._scan = customnodes.Scan(self.args, self.log, self.model_folders["custom_nodes"])
        self._scan.execute_prestartup_script()

    def _greet_as_manager(self):
        for line in ("[START] Security scan", "[DONE] Security scan", f"** Platform: {sys.platform}",
                     f"** Python version: {sys.version}", f"** Python executable: {sys.executable}",
                     f"** ComfyUI Path: {self.folders.code}", f"** User directory: {self.folders.user}"):
            print(line)
        self.log.info("[PRE] ComfyUI-Manager")

    def load_torch(self):
        """Steps 9 to 18, with the long silence of the torch import."""
        if self.args.cuda_device is not None:
            self.log.info(f"Set cuda device to: {self.args.cuda_device}")
        time.sleep(self.modes.number("slow-start"))
        self.fail("import")
        self.log.info("Checkpoint files will always be loaded safely.")
        print("standin: a line printed early that arrives late")
        self.log.info("Found comfy_kitchen backend eager: {'available': True, 'disabled': False, "
                      "'unavailable_reason': None, 'note': 'ImportError is only a word here'}")
        self.fail("device")
        total, _ = sysinfo.memory()
        vram = total if self.args.cpu else 8192 << 20
        self.log.info(f"Total VRAM {vram >> 20} MB, total RAM {total >> 20} MB")
        self.log.info(f"pytorch version: {sysinfo.torch_version(self.args.cpu)}")
        self.log.info(f"Set vram state to: {self._vram_state()}")
        self.log.info(f"Device: {sysinfo.device_name(self.args.cpu)}")
        self.fail("attention")
        chosen = [text for flag, text in ATTENTION if getattr(self.args, flag)]
        self.log.info(chosen[0] if chosen else "Using pytorch attention")
        time.sleep(BREATH_SECONDS)

    def _vram_state(self):
        return next((state for flag, state in VRAM_STATES if getattr(self.args, flag)), "NORMAL_VRAM")

    def announce(self):
        """Steps 19 to 22."""
        self.log.info(f"Python version: {sys.version}")
        self.log.info(f"ComfyUI version: {self.version}")
        self.log.info("comfy-aimdo version: 0.4.13")
        self.log.info("comfy-kitchen version: 0.2.31")
        self.fail("late")
        os.makedirs(self.folders.input, exist_ok=True)
        os.makedirs(os.path.join(self.folders.user, "default"), exist_ok=True)
        for name, version in PACKAGES:
            self.log.info(f"{name} version: {version}")
        root = self.args.front_end_root or os.path.join(self.folders.code, "web")
        self.log.info(f"[Prompt Server] web root: {root}")

    def load_nodes(self):
        """Steps 23 to 29, without the database."""
        if self.modes.has("import-failed") or self.modes.has("missing-node-module"):
            self.fail("nodes")
            self.log.info("\nImport times for custom nodes:")
            self.log.info(f"   0.1 seconds (IMPORT FAILED): {self.folders.code}/custom_nodes/broken-pack")
            self.log.info("")
        else:
            self.fail("nodes")
        self._scan.load()
        noise.at_start(self.log, self.modes)

    def announce_cache(self):
        if self.args.cache_none:
            self.log.info("Disabling intermediate node cache.")
        elif self.args.cache_lru:
            self.log.info("Using LRU cache")
        elif not self.args.cache_classic:
            self.log.info("Using RAM pressure cache.")


def end(code):
    """Ends with an exit code, or by a signal when the code is negative."""
    if code < 0 and os.name == "posix":
        sys.stderr.flush()
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    leave(code if code >= 0 else 0xC000013A)


def uncaught(log):
    """Prints the exception at hand as the interpreter would, and ends with 1."""
    log.write(traceback.format_exc())
    leave(1)
