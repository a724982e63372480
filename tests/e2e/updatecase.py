# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""An install composed of one release of a repository that has further ones, and a node pack that needs a package."""

import datetime
import hashlib
import http.server
import json
import threading

import composeworld
from composecase import ComposeCase
from packageindex import Wheel
from world import comfyclient

PACK = 'import number\nprint("counting pack sees number", number.VERSION, flush=True)\nNODE_CLASS_MAPPINGS = {}\n'
NEXT = composeworld.REQUIREMENTS.replace("tinyhttp>=1", "tinyhttp>=1.5") + "fresh-package\n"


class Releases:
    """A GitHub that knows of these releases of ComfyUI: {version: days ago}."""

    def __init__(self, ages):
        now = datetime.datetime.now(datetime.timezone.utc)
        rows = [{"tag_name": f"v{version}", "name": version, "body": "", "prerelease": False, "draft": False,
                 "html_url": f"https://github.com/Comfy-Org/ComfyUI/releases/tag/v{version}", "assets": [],
                 "published_at": (now - datetime.timedelta(days=age)).strftime("%Y-%m-%dT%H:%M:%SZ")}
                for version, age in ages.items()]

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = json.dumps(rows).encode() if "/releases" in self.path else b"{}"
                self.send_response(200 if "/releases" in self.path else 404)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


class UpdateCase(ComposeCase):
    def setUp(self):
        super().setUp()
        for version in ("1.0", "2.0"):
            self.index.add(Wheel("number", version, [], {"number/__init__.py": f"VERSION = {version!r}\n"}))
        self.composed = self.json(*self.words("--ref", "v0.33.0", "--name", "Mine"))
        self.place = self.library / "installs/mine"
        self.index.add(Wheel("tinyhttp", "1.5", ["tinymath"]))
        self.index.add(Wheel("fresh-package", "3.1"))

    def release(self, version, requirements=NEXT, **files):
        """A further release of the stand-in: its commit."""
        (self.repository / "comfyui_version.py").write_text(f'__version__ = "{version}"\n', encoding="utf-8")
        (self.repository / "requirements.txt").write_text(requirements, encoding="utf-8")
        for name, text in files.items():
            (self.repository / name).write_text(text, encoding="utf-8")
        composeworld.git(self.repository, "add", "-A", "-f")
        composeworld.git(self.repository, "commit", "-q", "-m", version, date="2025-10-01T00:00:00Z")
        composeworld.git(self.repository, "tag", "-a", "-m", version, f"v{version}")
        return composeworld.git(self.repository, "rev-parse", "HEAD")

    def add_pack(self, needs="number"):
        folder = self.folder / "packs/counting"
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(PACK, encoding="utf-8")
        (folder / "requirements.txt").write_text(needs + "\n", encoding="utf-8")
        return self.json("nodes", "install", "mine", folder, "--yes", seconds=120)

    def update(self, *words, code=0):
        out, _ = self.cli("--json", "update", "mine", *words, code=code, seconds=240)
        return [json.loads(line) for line in out.splitlines()]

    def generations(self):
        """{number: row}"""
        return {row["number"]: row for row in self.json("generations", "mine")["generations"]}

    def current(self):
        return json.loads((self.place / "install.json").read_text())["currentGeneration"]

    def seen(self):
        """All that an update that fails may not touch, by content."""
        files = [path for path in self.place.rglob("*") if path.is_file() and "__pycache__" not in path.parts
                 and "snapshots" not in path.parts and path.name not in ("packs.lock", "session.lock")]
        return {str(path.relative_to(self.place)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def nothing_lies_about(self):
        for place in ("staging", "journal"):
            self.assertEqual(list((self.library / place).glob("*")), [], f"left in {place}")

    def refuses(self, code, part, *words, exit_code):
        """The update ends with that error, and everything is as it was."""
        before = self.seen()
        error = self.update(*words, "--yes", code=exit_code)[-1]["error"]
        self.assertEqual(error["code"], code, error)
        self.assertIn(part, error["message"], error)
        self.assertTrue(error["nextStep"], error)
        after = self.seen()
        self.assertEqual(sorted(name for name in {*before, *after} if before.get(name) != after.get(name)), [])
        self.nothing_lies_about()

    def picture(self):
        """Starts it, has a picture made, stops it; what its log said."""
        self.cli("start", "mine", "--detach")
        picture = comfyclient.make_picture(self.composed["port"], width=48, height=32)
        self.assertTrue(picture.startswith(comfyclient.PNG_SIGNATURE))
        log, _ = self.cli("log", "mine")
        self.cli("stop", "mine")
        self.wait_nothing_runs()
        return log
