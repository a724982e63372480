# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Floods a real session server with log lines and measures it: for the test and for the bench."""

import json
import threading
import time
from pathlib import Path

import comfyclient
import sessionworld

FLOOD = Path(__file__).resolve().parent / "flood"
PING_SECONDS = 0.005


def _memory(pid, name):
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) / 1024
    raise ValueError(name)


class Follower(threading.Thread):
    """A client that reads the log and counts."""

    def __init__(self, world):
        super().__init__(daemon=True)
        self._client = world.client()
        self._client.send("followLog", **{"from": 0})
        self.lines, self.dropped, self.last = 0, 0, 0

    def run(self):
        while message := self._client.receive():
            if message["type"] == "log":
                for line in message["lines"]:
                    assert line["number"] > self.last
                    self.last = line["number"]
                    self.lines += "replaces" not in line and line["stream"] != "portico"
                self.dropped += message["dropped"]


class Pinger(threading.Thread):
    """Asks for the status all the time: how long the event loop lets a client wait."""

    def __init__(self, world):
        super().__init__(daemon=True)
        self._client = world.client(lease=False)
        self.waits = []
        self.is_over = False

    def run(self):
        self._drain()
        while not self.is_over:
            begin = time.monotonic()
            self._client.send("hello", lease=False)
            self._drain()
            self.waits.append(time.monotonic() - begin)
            time.sleep(PING_SECONDS)

    def _drain(self):
        while self._client.receive()["type"] != "welcome":
            pass


def run(helper, rate, seconds):
    """Returns a dict of figures."""
    with sessionworld.World(helper, mode=f"rate={rate},seconds={seconds}", comfyui=FLOOD) as world:
        server = world.start_server()
        follower, pinger = Follower(world), Pinger(world)
        before = _memory(server.pid, "VmRSS")
        follower.start()
        pinger.start()
        told = world.folder / "ComfyUI" / "told.txt"
        comfyclient.wait_until(told.exists, seconds * 10 + 60, "the end of the flood")
        flood = json.loads(told.read_text(encoding="utf-8"))
        comfyclient.wait_until(lambda: follower.lines + follower.dropped >= flood["lines"], 30,
                               "all lines given or counted")
        pinger.is_over = True
        pinger.join(10)
        logs = world.library / "installs" / "studio" / "logs"
        return {
            "asked": rate, "rate": flood["lines"] / flood["seconds"], "lines": flood["lines"],
            "given": follower.lines, "dropped": follower.dropped,
            "memory": _memory(server.pid, "VmHWM") - before,
            "disk": sum(file.stat().st_size for file in logs.iterdir()) / 1e6,
            "p50": sessionworld.percentile(pinger.waits, 0.5) * 1000,
            "p99": sessionworld.percentile(pinger.waits, 0.99) * 1000,
            "most": max(pinger.waits) * 1000,
        }


def text(figures):
    return ("{rate:,.0f} lines/s (asked {asked:,}): {given:,} given, {dropped:,} dropped and counted of {lines:,}; "
            "answer p50 {p50:.1f} ms, p99 {p99:.1f} ms, most {most:.1f} ms; {memory:.1f} MB more memory; "
            "{disk:.1f} MB on disk").format(**figures)
