# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A pack with two isolated folders that need clashing versions of one library, and an install to put it in."""

import functools
import hashlib
import http.server
import json
import os
import threading

from world import SOURCE, World, comfyclient  # sets up the path to tests/support
import composeworld

LIBRARY = "iniconfig"  # pure Python, small, without needs
VERSIONS = {"old": "1.1.1", "new": "2.0.0"}
NODE = '''"""Says which {library} its own Python has."""
class Ask_{name}:
    RETURN_TYPES = ("STRING",)
    FUNCTION = "ask"
    CATEGORY = "isolation"

    @classmethod
    def INPUT_TYPES(cls):
        return {{"required": {{"text": ("STRING", {{"default": ""}})}}}}

    def ask(self, text):
        import importlib.metadata, json, os, sys
        return (json.dumps({{"text": text, "version": importlib.metadata.version({library!r}), "pid": os.getpid(),
                            "prefix": sys.prefix, "variable": os.environ.get("OF_THE_FILE")}}),)


NODE_CLASS_MAPPINGS = {{"Ask_{name}": Ask_{name}}}
NODE_DISPLAY_NAME_MAPPINGS = {{}}
'''
# After the pack is loaded each of its nodes is called once, as ComfyUI's executor would.
PACK = '''import json, os, pathlib, threading
from comfy_env import register_nodes

NODE_CLASS_MAPPINGS, NODE_DISPLAY_NAME_MAPPINGS = register_nodes()


def ask_all():
    answers = {"host": os.getpid()}
    for name, node in NODE_CLASS_MAPPINGS.items():
        try:
            answers[name] = json.loads(getattr(node(), node.FUNCTION)(text="hello")[0])
        except Exception as error:
            answers[name] = {"error": repr(error)}
    place = pathlib.Path(__file__).parent / "answers.json"
    place.with_suffix(".new").write_text(json.dumps(answers))
    place.with_suffix(".new").rename(place)


threading.Thread(target=ask_all, daemon=True).start()
'''

# What comfy-env 0.4.39 and newer demand of the ComfyUI that they run in.
MEMORY = '''import enum

EXTRA_RESERVED_VRAM = TOTAL_PINNED_MEMORY = 0
current_loaded_models = []


class VRAMState(enum.Enum):
    DISABLED = 0


vram_state = VRAMState.DISABLED


def get_torch_device():
    return "cpu"


unet_offload_device = get_torch_device


def get_total_memory(*args):
    return 1 << 33


get_free_memory = get_total_memory


def free_memory(*args, **more):
    return []


def extra_reserved_memory():
    return EXTRA_RESERVED_VRAM


minimum_inference_memory = extra_reserved_memory


def processing_interrupted():
    return False
'''


class EnvMixin:
    """What tests of environments do, on an install `mine` in `self.place`."""

    def choose(self, **settings):
        file = self.folder / "config/settings.json"
        known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"schema": 1}
        file.write_text(json.dumps({**known, **settings}), encoding="utf-8")

    def choose_pixi(self):
        self.choose(pixiProgram=str(SOURCE / "tests/support/scriptedpixi.py"))

    def behave(self, **how):
        """How the scripted pixi is to misbehave."""
        (self.folder / "home/pixi.json").write_text(json.dumps(how), encoding="utf-8")

    def env(self, act, *words, code=0, seconds=300):
        return self.json("env", act, "mine", *words, code=code, seconds=seconds)

    def states(self, report):
        return {env["name"]: env["state"] for env in report["environments"]}

    def pixi_calls(self):
        log = self.folder / "home/pixi.log"
        return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []


class IsolationCase(EnvMixin, World):
    """`mine`: the stand-in ComfyUI without torch, and the pack in its place."""

    def setUp(self):
        super().setUp()
        (self.folder / "config").mkdir()
        self.environment["PORTICO_CONFIG_DIR"] = str(self.folder / "config")
        self.choose_pixi()

    def compose(self, requirements="numpy\npillow\n"):
        repository = composeworld.make_repository(self.folder / "repository", requirements)
        (repository / "comfy/model_management.py").write_text(MEMORY, encoding="utf-8")
        composeworld.git(repository, "add", ".")
        composeworld.git(repository, "commit", "-q", "-m", "Say how much memory there is")
        self.cli("install", "--compose", "--git", repository, "--ref", "master", "--accelerator", "cpu", "--python",
                 composeworld.this_python(), "--packages", "newest", "--name", "Mine", "--port", comfyclient.free_port(), seconds=400)
        self.place = self.library / "installs/mine"

    def put_pack(self, comfy_env, name="ComfyUI-TwoLibs", more=""):
        """Returns its folder."""
        pack = self.place / "data/custom_nodes" / name
        for which, version in VERSIONS.items():
            folder = pack / "nodes" / which
            folder.mkdir(parents=True)
            (folder / "comfy-env.toml").write_text(
                f'[pypi-dependencies]\n{LIBRARY} = "=={version}"\n\n[env_vars]\nOF_THE_FILE = "{which}"\n', encoding="utf-8")
            (folder / "__init__.py").write_text(NODE.format(name=which, library=LIBRARY), encoding="utf-8")
        (pack / "nodes/__init__.py").write_text("", encoding="utf-8")
        (pack / "__init__.py").write_text(PACK, encoding="utf-8")
        (pack / "comfy-env-root.toml").write_text("", encoding="utf-8")
        (pack / "requirements.txt").write_text(f"comfy-env=={comfy_env}\n{more}", encoding="utf-8")
        return pack

    def answers(self, pack, seconds=120):
        """Starts ComfyUI, waits for what the pack's nodes say, and stops it."""
        (pack / "answers.json").unlink(missing_ok=True)
        self.cli("start", "mine", "--detach", seconds=seconds)
        try:
            self.wait_for((pack / "answers.json").exists, "an answer of the pack's nodes", seconds=seconds)
            log, _ = self.cli("log", "mine", code=None)
        finally:
            self.cli("stop", "mine", code=None)
        self.wait_nothing_runs()
        return json.loads((pack / "answers.json").read_text(encoding="utf-8")), log

    def assert_own_versions(self, answers):
        """Each node answered from a process of its own with its own library."""
        for which, version in VERSIONS.items():
            answer = answers.get(f"Ask_{which}")
            self.assertIsNotNone(answer, f"Ask_{which} was not registered: {answers}")
            self.assertEqual(answer.get("version"), version, answers)
            self.assertEqual((answer["text"], answer["variable"]), ("hello", which))
            self.assertNotEqual(answer["pid"], answers["host"], "it ran in ComfyUI's own process")
            self.assertTrue(answer["prefix"].endswith(".pixi/envs/default"), answer)
        self.assertNotEqual(answers["Ask_old"]["pid"], answers["Ask_new"]["pid"])


class WheelFarm:
    """An index of CUDA wheels with a list of their hashes, as comfy-env's newest."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        self.wheels = []
        handler = functools.partial(QuietFiles, directory=str(folder))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def add(self, wheel):
        (self.folder / wheel.file_name).write_bytes(wheel.bytes())
        self.wheels.append(wheel)

    def publish(self, lie=False):
        rows = [{"filename": wheel.file_name, "url": self.url + wheel.file_name.replace("+", "%2B"),
                 "sha256": hashlib.sha256(b"other" if lie else wheel.bytes()).hexdigest()} for wheel in self.wheels]
        listed = {"schema": 1, "packages": {self.wheels[0].name: {"torch_free": False, "wheels": rows}}}
        (self.folder / "packages.json").write_text(json.dumps(listed), encoding="utf-8")


class QuietFiles(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def trust():
    """What a program needs to reach the package index that this computer is set up for."""
    names = ("SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")
    return {name: os.environ[name] for name in names if name in os.environ}
