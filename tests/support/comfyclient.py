# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What an end-to-end test asks of a running ComfyUI, real or stand-in. Standard library only.

Every function takes the port of a server on 127.0.0.1 and raises TimeoutError, urllib.error.HTTPError or
AssertionError with a sentence; none prints.
"""

import contextlib
import json
import os
import random
import socket
import struct
import time
import urllib.error
import urllib.parse
import urllib.request

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
REQUEST_SECONDS = 10
POLL_SECONDS = 0.1


def free_port() -> int:
    """A port that was free a moment ago. Below those that systems give out by themselves (from 32768 or 49152), so no
    connection of another test takes it before it is used."""
    while True:
        port = random.randrange(20_000, 32_000)
        with contextlib.closing(socket.socket()) as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def request(port: int, path: str, body=None, method=None, headers=None, seconds=REQUEST_SECONDS):
    """Returns (status, bytes, content type). A dict becomes JSON. An HTTP error is an answer, not an exception."""
    data = json.dumps(body).encode() if isinstance(body, (dict, list)) else body
    ask = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data=data, method=method, headers=headers or {})
    if data is not None and "Content-Type" not in (headers or {}):
        ask.add_header("Content-Type", "application/json")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(ask, timeout=seconds) as answer:
            return answer.status, answer.read(), answer.headers.get("Content-Type", "")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), error.headers.get("Content-Type", "")


def get_json(port: int, path: str, seconds: float = REQUEST_SECONDS):
    status, data, _ = request(port, path, seconds=seconds)
    assert status == 200, f"GET {path} answered {status}"
    return json.loads(data)


def is_listening(port: int) -> bool:
    with contextlib.closing(socket.socket()) as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(ask, seconds: float, what: str):
    """Asks until the answer is true; returns it."""
    end = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {seconds:g} s")
        time.sleep(POLL_SECONDS)


def wait_ready(port: int, seconds: float = 60) -> dict:
    """Waits for GET /system_stats; returns its answer."""
    def ask():
        try:
            return get_json(port, "/system_stats")
        except (OSError, AssertionError, ValueError):
            return None
    return wait_until(ask, seconds, f"ComfyUI ready on port {port}")


def picture_workflow(width=64, height=48, color=0xFF0000, prefix="probe/acc", node="SaveImage") -> dict:
    """The workflow that needs no model. Change a value each time: the same graph is answered from the cache."""
    inputs = {"images": ["1", 0]}
    if node == "SaveImage":
        inputs["filename_prefix"] = prefix
    size = {"width": width, "height": height, "batch_size": 1, "color": color}
    return {"1": {"class_type": "EmptyImage", "inputs": size}, "2": {"class_type": node, "inputs": inputs}}


def slow_workflow(steps=20, seconds=5.0) -> dict:
    """Stand-in only: a prompt that takes long and can be interrupted."""
    return {"1": {"class_type": "SlowSteps", "inputs": {"steps": steps, "seconds": seconds}}}


def post_prompt(port: int, workflow=None, client_id=None) -> str:
    """Queues a workflow (the model-free one unless told); returns the prompt's id."""
    body = {"prompt": workflow or picture_workflow()}
    if client_id:
        body["client_id"] = client_id
    status, data, _ = request(port, "/prompt", body)
    assert status == 200, f"POST /prompt answered {status}: {data.decode(errors='replace')}"
    return json.loads(data)["prompt_id"]


def interrupt(port: int, prompt_id=None) -> None:
    status, _, _ = request(port, "/interrupt", {"prompt_id": prompt_id} if prompt_id else {})
    assert status == 200, f"POST /interrupt answered {status}"


def wait_history(port: int, prompt_id: str, seconds: float = 60) -> dict:
    """Waits until the prompt is done, well or badly; returns its history entry."""
    return wait_until(lambda: get_json(port, f"/history/{prompt_id}").get(prompt_id), seconds, f"prompt {prompt_id}")


def images_of(entry: dict) -> list:
    """The image rows of a history entry, in node order."""
    return [row for output in entry["outputs"].values() for row in output.get("images", [])]


def fetch_png(port: int, row: dict, size=None) -> bytes:
    """Fetches one image through /view; checks that it is a PNG, and its (width, height) if told."""
    status, data, kind = request(port, "/view?" + urllib.parse.urlencode(row))
    assert status == 200, f"/view answered {status} for {row}"
    assert kind == "image/png", f"/view sent {kind}"
    assert data.startswith(PNG_SIGNATURE), f"no PNG: {data[:16]!r}"
    found = struct.unpack(">II", data[16:24])
    assert size is None or found == tuple(size), f"picture is {found}, not {size}"
    return data


def make_picture(port: int, seconds: float = 60, **workflow) -> bytes:
    """The whole acceptance: prompt, history, picture."""
    workflow.setdefault("color", time.time_ns() % 0xFFFFFF)
    entry = wait_history(port, post_prompt(port, picture_workflow(**workflow)), seconds)
    assert entry["status"]["status_str"] == "success", f"prompt failed: {entry['status']}"
    return fetch_png(port, images_of(entry)[0], (workflow.get("width", 64), workflow.get("height", 48)))


def survivors(token: str) -> list:
    """Processes whose environment holds the token: [(pid, state, command line)]. Ours and zombies are left out."""
    found = []
    for name in os.listdir("/proc") if os.path.isdir("/proc") else []:
        if not name.isdigit() or int(name) == os.getpid():
            continue
        with contextlib.suppress(OSError):
            if token.encode() not in _read(f"/proc/{name}/environ"):
                continue
            state = _read(f"/proc/{name}/stat").rsplit(b")", 1)[1].split()[0].decode()
            command = _read(f"/proc/{name}/cmdline").replace(b"\0", b" ").decode(errors="replace").strip()
            if state != "Z":
                found.append((int(name), state, command))
    return sorted(found)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
