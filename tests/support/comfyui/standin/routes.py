# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The routes that a launcher uses; each is served at /x and at /api/x, but /internal only as it stands."""

import json
import mimetypes
import os
import re

from . import graphnodes, jobs, lifecycle, prompts, sysinfo

JSON, HTML, PLAIN = "application/json; charset=utf-8", "text/html", "text/plain; charset=utf-8"
INDEX = b"<!doctype html><title>ComfyUI</title><p>This is the stand-in.</p>"


def _json(data, status=200):
    return status, json.dumps(data).encode(), JSON


EMPTY = (200, b"", PLAIN)
NOT_FOUND = (404, b"404: Not Found", PLAIN)


class Routes:
    def __init__(self, args, log, folders, state, queue, worker, clients, argv):
        self.args, self.log, self.folders, self.state, self.queue = args, log, folders, state, queue
        self.worker, self.clients, self.argv = worker, clients, argv

    def answer(self, method, path, query, body, headers):
        """Returns (status, bytes, content type)."""
        if path.startswith("/api/jobs") or path.startswith("/api/api/jobs"):
            return jobs.answer(self, method, path[path.index("/jobs"):], query, body)
        if path.startswith("/api/") and not path.startswith("/api/internal"):
            path = path[len("/api"):]
        for wanted, pattern, handle in TABLE:
            match = re.fullmatch(pattern, path)
            if match and method == wanted:
                try:
                    return handle(self, query, body, *match.groups())
                except json.JSONDecodeError:
                    return 400, b"400: Bad Request", PLAIN
        return NOT_FOUND

    def features(self):
        return {"supports_preview_metadata": True, "supports_model_type_tags": True,
                "max_upload_size": int(self.args.max_upload_size * 1024 * 1024),
                "extension": {"manager": {"supports_v4": True, "supports_csrf_post": True}},
                "node_replacements": True, "assets": self.args.enable_assets}


def _index(self, query, body):
    if self.args.front_end_root:
        with open(os.path.join(self.args.front_end_root, "index.html"), "rb") as file:
            return 200, file.read(), HTML
    return 200, INDEX, HTML


def _post_prompt(self, query, body):
    self.log.info("got prompt")
    request = json.loads(body)
    try:
        if not isinstance(request.get("prompt"), dict):
            raise prompts.Rejected("no_prompt", "No prompt provided", "No prompt provided")
        request["prompt_id"] = prompts.check_id(request.get("prompt_id"))
        outputs = prompts.validate(request["prompt"])
    except prompts.Rejected as rejected:
        _tell_why(self.log, rejected.body["node_errors"])
        self.log.warning(f"invalid prompt: {rejected.body['error']}")
        return _json(rejected.body, 400)
    number = self.queue.put(request["prompt"], outputs, request)
    return _json({"prompt_id": request["prompt_id"], "number": number, "node_errors": {}})


def _tell_why(log, node_errors):
    for node_id, entry in node_errors.items():
        reasons = "\n".join(f"  - {row['message']}: {row['details']}" for row in entry["errors"])
        for output in entry["dependent_outputs"]:
            log.error(f"Failed to validate prompt for output {output}:")
            log.error(f"* {entry['class_type']} {node_id}:\n{reasons}")
            log.error("Output will be ignored")


def _post_queue(self, query, body):
    request = json.loads(body)
    if request.get("clear"):
        self.queue.clear()
    self.queue.delete(request.get("delete") or [])
    return EMPTY


def _post_interrupt(self, query, body):
    self.worker.interrupt((json.loads(body) if body.strip() else {}).get("prompt_id"))
    return EMPTY


def _post_free(self, query, body):
    if json.loads(body).get("free_memory"):
        self.worker.forget()
    return EMPTY


def _history(self, query, body):
    rows = list(self.queue.history.items())
    first = int(query.get("offset", 0))
    count = int(query.get("max_items", len(rows)))
    return _json(dict(rows[first:first + count] if "offset" in query else rows[-count:] if count else []))


def _one_history(self, query, body, prompt_id):
    found = self.queue.history.get(prompt_id)
    return _json({prompt_id: found} if found else {})


def _post_history(self, query, body):
    request = json.loads(body)
    for prompt_id in list(self.queue.history) if request.get("clear") else request.get("delete") or []:
        self.queue.history.pop(prompt_id, None)
    return EMPTY


def _object_info(self, query, body, name=None):
    names = [name] if name else graphnodes.CLASSES
    return _json({key: graphnodes.describe(key) for key in names if key in graphnodes.CLASSES})


def _view(self, query, body):
    root = self.folders.by_type(query.get("type", "output"))
    name = query.get("filename", "")
    if root is None or not name or ".." in name or name.startswith("/"):
        return 400, b"", PLAIN
    path = os.path.abspath(os.path.join(root, query.get("subfolder", ""), os.path.basename(name)))
    if os.path.commonpath([os.path.abspath(root), path]) != os.path.abspath(root):
        return 403, b"", PLAIN
    if not os.path.isfile(path):
        return 404, b"", PLAIN
    with open(path, "rb") as file:
        return 200, file.read(), mimetypes.guess_type(path)[0] or "application/octet-stream"


def _models(self, query, body, folder=None):
    keys = {key: dirs for key, dirs in self.state.model_folders.items() if key not in ("custom_nodes", "configs")}
    if folder is None:
        return _json(list(keys))
    if folder not in keys:
        return NOT_FOUND
    return _json(sorted(name for place in keys[folder] if os.path.isdir(place) for name in os.listdir(place)
                        if name.endswith((".safetensors", ".ckpt", ".pt", ".pth", ".bin", ".sft"))))


def _logs(self, query, body):
    return _json("".join(f"{entry['t']} - {entry['m']}" for entry in self.log.entries))


def _raw_logs(self, query, body):
    return _json({"entries": list(self.log.entries), "size": {"cols": None, "rows": None}})


def _subscribe(self, query, body):
    request = json.loads(body)
    self.clients.subscribe_logs(request.get("clientId"), bool(request.get("enabled")))
    return EMPTY


def _files(self, query, body, kind):
    root = self.folders.by_type(kind)
    found = [entry for entry in os.scandir(root) if entry.is_file()] if os.path.isdir(root) else []
    found.sort(key=lambda entry: -entry.stat().st_mtime)
    return _json([f"{entry.name} [{kind}]" for entry in found])


def _reboot(self, query, body):
    lifecycle.reboot(self.folders)
    return EMPTY


TABLE = [
    ("GET", r"/(?:index\.html)?", _index),
    ("GET", "/system_stats", lambda self, q, b: _json(
        sysinfo.stats(self.args, self.argv, self.folders.code, self.state.version))),
    ("GET", "/features", lambda self, q, b: _json(self.features())),
    ("GET", "/prompt", lambda self, q, b: _json({"exec_info": {"queue_remaining": self.queue.remaining()}})),
    ("POST", "/prompt", _post_prompt),
    ("GET", "/queue", lambda self, q, b: _json(self.queue.snapshot())),
    ("POST", "/queue", _post_queue),
    ("POST", "/interrupt", _post_interrupt),
    ("POST", "/free", _post_free),
    ("GET", "/history", _history),
    ("POST", "/history", _post_history),
    ("GET", "/history/([^/]+)", _one_history),
    ("GET", "/object_info", _object_info),
    ("GET", "/object_info/([^/]+)", _object_info),
    ("GET", "/models", _models),
    ("GET", "/models/([^/]+)", _models),
    ("GET", "/view", _view),
    ("GET", "/users", lambda self, q, b: _json({"storage": "server", "migrated": True})),
    ("GET", "/settings", lambda self, q, b: _json({})),
    ("GET", "/internal/folder_paths", lambda self, q, b: _json(self.state.model_folders)),
    ("GET", "/internal/logs", _logs),
    ("GET", "/internal/logs/raw", _raw_logs),
    ("PATCH", "/internal/logs/subscribe", _subscribe),
    ("GET", "/internal/files/(output|input|temp)", _files),
    ("POST", "(?:/v2)?/manager/reboot", _reboot),
]
