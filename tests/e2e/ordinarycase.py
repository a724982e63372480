# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Ordinary node packs, without any comfy-env.toml, whose needs clash; isolated by Portico and asked what they see."""

import json

from isolationcase import EnvMixin

NODE = '''"""Says which {library} its own Python has."""
import importlib.metadata
import json
import os
import sys

VERSION = importlib.metadata.version({library!r})
if not VERSION.startswith({version!r}):
    raise ImportError("this is {library} " + VERSION + ", and not {version}")


class Ask:
    RETURN_TYPES = ("STRING",)
    FUNCTION = "ask"
    CATEGORY = "ordinary"

    @classmethod
    def INPUT_TYPES(cls):
        return {{"required": {{"text": ("STRING", {{"default": ""}})}}}}

    def ask(self, text):
        return (json.dumps({{"text": text, "version": VERSION, "pid": os.getpid(), "prefix": sys.prefix}}),)
'''
INIT = '''from .asking import Ask
from .more.tell import Tell

NODE_CLASS_MAPPINGS = {{"Ask_{name}": Ask, "Tell_{name}": Tell}}
NODE_DISPLAY_NAME_MAPPINGS = {{"Ask_{name}": "Ask {name}"}}
WEB_DIRECTORY = "./web"
'''
TELL = '''from nodes import MAX_RESOLUTION


class Tell:
    RETURN_TYPES = ("INT",)
    FUNCTION = "tell"

    @classmethod
    def INPUT_TYPES(cls):
        return {"required": {"number": ("INT", {"max": MAX_RESOLUTION})}}

    def tell(self, number):
        return (number + 1,)
'''
# What a pack may bring beside its nodes: paths of ComfyUI's server, and a socket that carries data of its own.
WITH_PATHS = {"more/__init__.py": """from server import PromptServer

routes = PromptServer.instance.routes


@routes.get("/clashes/list")
async def names(request):
    return None


PromptServer.instance.app.router.add_post("/clashes/save", names)
"""}
SOCKETS = {"comfy-env-root.toml": '[types]\nMESH = "custom"\n',
           "serialization.py": 'from comfy_env import register_serializer\n\nregister_serializer("Mesh", repr)\n'}
# Stands for ComfyUI's executor: calls every node once.
ASKER = '''import json, os, pathlib, threading, time, traceback

NODE_CLASS_MAPPINGS = {}
PLACE = pathlib.Path(__file__).parent / "answers.json"


def ask_all():
    import nodes
    while not PLACE.with_suffix(".ask").exists():
        time.sleep(0.1)
    PLACE.with_suffix(".ask").unlink()
    answers = {"host": os.getpid(), "web": {name: str(path) for name, path in nodes.EXTENSION_WEB_DIRS.items()}}
    for name, node in sorted(nodes.NODE_CLASS_MAPPINGS.items()):
        try:
            if name.startswith("Ask_"):
                answers[name] = json.loads(getattr(node(), node.FUNCTION)(text="hello")[0])
            elif name.startswith("Tell_"):
                answers[name] = getattr(node(), node.FUNCTION)(number=41)[0]
        except Exception:
            answers[name] = {"error": traceback.format_exc()}
    PLACE.with_suffix(".new").write_text(json.dumps(answers))
    PLACE.with_suffix(".new").rename(PLACE)


threading.Thread(target=ask_all, daemon=True).start()
'''


class OrdinaryMixin(EnvMixin):
    """On an install `mine` in `self.place`."""

    def custom(self):
        return self.place / "data/custom_nodes"

    def put(self, folder, files):
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
        return folder

    def ordinary(self, name, library, version, folder=None, **more):
        """A pack that works with that version of the library only."""
        return self.put((folder or self.custom()) / name, {
            "__init__.py": INIT.format(name=name.replace("-", "_")), "asking.py": NODE.format(library=library, version=version),
            "more/__init__.py": "", "more/tell.py": TELL, "web/main.js": "// nothing\n",
            "requirements.txt": f"{library}=={version}\n", **more})

    def asker(self):
        return self.put(self.custom() / "zz-asker", {"__init__.py": ASKER})

    def answers(self, seconds=120):
        """Starts ComfyUI, waits for what all nodes say, and stops it."""
        place = self.custom() / "zz-asker/answers.json"
        place.unlink(missing_ok=True)
        self.cli("start", "mine", "--detach", seconds=seconds)
        place.with_suffix(".ask").touch()  # all packs are loaded now
        try:
            self.wait_for(place.exists, "the answers of the nodes", seconds=seconds)
            log, _ = self.cli("log", "mine", code=None)
        finally:
            self.cli("stop", "mine", code=None)
        self.wait_nothing_runs()
        return json.loads(place.read_text(encoding="utf-8")), log

    def seen(self, folder=None):
        """All that the packs and their records are, but for what Python writes beside its modules."""
        found = {}
        for path in sorted((folder or self.custom()).rglob("*")):
            if "__pycache__" in path.parts or path.stem == "answers":
                continue
            found[str(path)] = path.read_bytes() if path.is_file() and not path.is_symlink() else None
        records = self.place / "packs.json"
        if not folder and records.exists():
            found["packs.json"] = records.read_bytes()
        return found

    def current_layer(self):
        install = json.loads((self.place / "install.json").read_text(encoding="utf-8"))
        return install["generations"][-1].get("layer", "")

    def isolate(self, pack, code=0, seconds=400):
        return self.json("env", "isolate", "mine", pack, "--yes", "--allow-builds", code=code, seconds=seconds)

    def rejoin(self, pack, *words, code=0, seconds=200):
        return self.json("env", "rejoin", "mine", pack, "--yes", *words, code=code, seconds=seconds)

    def pack_row(self, name):
        return next(row for row in self.json("nodes", "list", "mine")["packs"] if row["name"] == name)
