# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A comfy-env for loopback indexes: what register_nodes() of its fourth generation does with a pack's folders, in little.
It looks where the real one looks, starts what the real one starts (the environment's Python, by name and folder), and keeps
its rules: a folder without an environment is imported in-process; a node runs by the module and name of its class."""

from packageindex import Wheel

VERSION = "0.4.45"
MODULE = '''import importlib, inspect, json, os, pathlib, re, runpy, subprocess, sys, tempfile

SERIALIZERS = []

# ComfyUI's server runs in another process, and most of it is not there.
STUB = """
import sys, types
class Instance:
    def __getattr__(self, name):
        raise AttributeError("PromptServer.instance." + name + " is not available in an isolated node process")
server = sys.modules["server"] = types.ModuleType("server")
server.PromptServer = type("PromptServer", (), {"instance": Instance()})
server.__comfy_env_stub__ = True
"""
SCAN = STUB + """
import importlib, json, os, sys
folder, package, out = sys.argv[1:4]
sys.path.insert(0, folder)
sys.path.insert(1, os.environ["COMFYUI_BASE"])
module = importlib.import_module(package)
found = {name: {"module": node.__module__, "class": node.__name__, "function": node.FUNCTION, "returns": node.RETURN_TYPES,
                "inputs": node.INPUT_TYPES()} for name, node in module.NODE_CLASS_MAPPINGS.items()}
json.dump(found, open(out, "w"))
"""
CALL = STUB + """
import importlib, json, os, sys
folder, module, name, function, out = sys.argv[1:6]
sys.path.insert(0, folder)
sys.path.insert(1, os.environ["COMFYUI_BASE"])
node = getattr(importlib.import_module(module), name)
json.dump(getattr(node(), function)(**json.load(sys.stdin)), open(out, "w"))
"""


def _run(env, script, *words, text=""):
    import folder_paths
    variables = {**os.environ, "COMFYUI_ISOLATION_WORKER": "1", "COMFYUI_BASE": str(pathlib.Path(folder_paths.__file__).parent)}
    with tempfile.TemporaryDirectory() as place:
        out = os.path.join(place, "out.json")
        done = subprocess.run([str(env / ".pixi/envs/default/bin/python"), "-c", script, *words, out], input=text, text=True,
                              env=variables, stderr=subprocess.PIPE, check=False)
        if done.returncode != 0:
            print(done.stderr, file=sys.stderr)
            raise RuntimeError("exit code " + str(done.returncode))
        return json.load(open(out))


def _proxy(env, folder, meta):
    def call(self, **inputs):
        return tuple(_run(env, CALL, folder, meta["module"], meta["class"], meta["function"], text=json.dumps(inputs)))
    return type(meta["class"], (), {"FUNCTION": "call", "call": call, "RETURN_TYPES": tuple(meta["returns"]),
                                    "INPUT_TYPES": classmethod(lambda cls: meta["inputs"])})


def register_serializer(*words):
    SERIALIZERS.append(words)


def _check_sockets(pack):
    root, own = pack / "comfy-env-root.toml", pack / "serialization.py"
    if not root.exists() or '"custom"' not in root.read_text():
        return
    before = len(SERIALIZERS)
    if own.exists():
        runpy.run_path(str(own))
    if len(SERIALIZERS) == before:
        raise ValueError(f"{pack.name}: [types] declares custom socket(s), and nothing carries them")


def register_nodes():
    frame = inspect.stack()[1]
    pack = pathlib.Path(os.path.abspath(frame.filename)).parent
    _check_sockets(pack)
    caller = inspect.getmodule(frame.frame).__name__
    name = re.sub(r"[^a-z0-9-]+", "-", re.sub("^(ComfyUI|comfyui)[-_]", "", pack.name).lower()).strip("-")
    mappings = {}
    for folder in sorted(path.parent for path in pack.glob("nodes/*/comfy-env.toml")):
        envs = list(pathlib.Path(os.environ["COMFY_ENV_ROOT"]).glob(f"envs/{name}-{folder.name}_*"))
        if not envs:
            print(f"[comfy-env] isolation env not found: using in-process import", file=sys.stderr)
            mappings.update(importlib.import_module(f".nodes.{folder.name}", caller).NODE_CLASS_MAPPINGS)
            continue
        try:
            found = _run(envs[0], SCAN, str(pack), f"nodes.{folder.name}")
        except RuntimeError as error:
            print(f"[comfy-env] Metadata scan failed for {folder.name}: {error}", file=sys.stderr)
            continue
        mappings.update({node: _proxy(envs[0], str(pack), meta) for node, meta in found.items()})
    return mappings, {}
'''


def wheel() -> Wheel:
    return Wheel("comfy-env", VERSION, [], {"comfy_env/__init__.py": MODULE})
