# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The custom_nodes scan: which entries count, what is run, and what the log says about each."""

import importlib.util
import os
import sys
import time
import traceback

import nodes


def _entries(folder):
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name == "__pycache__" or name.endswith(".disabled"):
            continue
        if os.path.isdir(path) or name.endswith(".py"):
            yield name, path


class Scan:
    def __init__(self, args, log, folders):
        self._log = log
        self._folders = folders
        self._only = set(args.whitelist_custom_nodes) if args.disable_all_custom_nodes else None
        self._manager = args.enable_manager

    @property
    def is_off(self):
        return self._only is not None and not self._only

    def _wanted(self, name):
        return self._only is None or name in self._only

    def execute_prestartup_script(self):
        """Raises FileNotFoundError for a missing folder, as ComfyUI does."""
        if self.is_off:
            return
        times = []
        for folder in self._folders:
            for name, path in _entries(folder):
                script = os.path.join(path, "prestartup_script.py")
                if os.path.isfile(script) and self._wanted(name):
                    start = time.perf_counter()
                    times.append((time.perf_counter() - start, path, self._run(script)))
        self._report("Prestartup", times)

    def _run(self, script):
        try:
            _execute(script, "standin_prestartup")
            return True
        except Exception as error:
            self._log.error(f"Failed to execute startup-script: {script} / {error}")
            return False

    def load(self):
        if self.is_off:
            self._log.info("Skipping loading of custom nodes")
            return
        times = []
        for folder in self._folders:
            for name, path in _entries(folder):
                if not self._wanted(name):
                    self._log.info(f"Skipping {name} due to disable_all_custom_nodes and whitelist_custom_nodes")
                    continue
                if self._manager and "comfyui-manager" in name.lower():
                    self._log.info(f"Blocked by policy: {path}")
                    continue
                start = time.perf_counter()
                done = self._load_one(path)
                times.append((time.perf_counter() - start, path, done))
        self._report("Import", times)

    def _load_one(self, path):
        file = os.path.join(path, "__init__.py") if os.path.isdir(path) else path
        try:
            module = _execute(file, "standin_node_" + "".join(c if c.isalnum() else "_" for c in path))
        except Exception as error:
            self._log.warning(traceback.format_exc())
            self._log.warning(f"Cannot import {path} module for custom nodes: {error}")
            return False
        if hasattr(module, "NODE_CLASS_MAPPINGS") or hasattr(module, "comfy_entrypoint"):
            _register(module, path)
            return True
        self._log.warning(f"Skip {path} module for custom nodes due to the lack of NODE_CLASS_MAPPINGS or "
                          "comfy_entrypoint (need one).")
        return False

    def _report(self, kind, times):
        if not times:
            return
        word = "IMPORT FAILED" if kind == "Import" else "PRESTARTUP FAILED"
        self._log.info(f"\n{kind} times for custom nodes:")
        for seconds, path, done in sorted(times):
            self._log.info(f"{seconds:6.1f} seconds{'' if done else f' ({word})'}: {path}")
        self._log.info("")


def _register(module, path):
    """As ComfyUI: a node knows the pack that it came from."""
    name = os.path.splitext(os.path.basename(path))[0] if os.path.isfile(path) else os.path.basename(path)
    for node, cls in (getattr(module, "NODE_CLASS_MAPPINGS", None) or {}).items():
        if isinstance(cls, type):
            cls.RELATIVE_PYTHON_MODULE = "custom_nodes." + name
        nodes.NODE_CLASS_MAPPINGS[node] = cls
    web = os.path.join(path, getattr(module, "WEB_DIRECTORY", None) or "")
    if getattr(module, "WEB_DIRECTORY", None) and os.path.isdir(web):
        nodes.EXTENSION_WEB_DIRS[name] = web


def _execute(file, name):
    submodules = [os.path.dirname(file)] if file.endswith("__init__.py") else None
    spec = importlib.util.spec_from_file_location(name, file, submodule_search_locations=submodules)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module
