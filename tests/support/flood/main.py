# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A ComfyUI that only talks: so many lines a second for so many seconds, then serves on quietly.

Rate and seconds come from standin_mode.txt beside this file ("rate=200000,seconds=3"). At the end it writes how many
lines it wrote, and how many seconds that took, into told.txt.
"""

import argparse
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BURSTS_PER_SECOND = 100
LINE = b"[INFO] a line of the flood, about as long as the lines of a chatty node pack are in practice\n"


def wishes():
    folder = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(folder, "standin_mode.txt"), encoding="utf-8") as file:
        pairs = dict(word.split("=") for word in file.read().strip().split(","))
    return folder, int(pairs["rate"]), float(pairs["seconds"])


def flood():
    folder, rate, seconds = wishes()
    burst = LINE * (rate // BURSTS_PER_SECOND)
    lines, begin = 0, time.monotonic()
    for turn in range(int(seconds * BURSTS_PER_SECOND)):
        sys.stderr.buffer.write(burst)
        lines += rate // BURSTS_PER_SECOND
        wait = begin + (turn + 1) / BURSTS_PER_SECOND - time.monotonic()
        if wait > 0:
            time.sleep(wait)
    sys.stderr.buffer.flush()
    with open(os.path.join(folder, "told.part"), "w", encoding="utf-8") as file:
        json.dump({"lines": lines, "seconds": time.monotonic() - begin}, file)
    os.replace(os.path.join(folder, "told.part"), os.path.join(folder, "told.txt"))


class Stats(BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps({"system": {"argv": sys.argv, "comfyui_version": "0.0.0"}, "devices": []}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        if self.path == "/system_stats":
            self.server.was_asked.set()

    def log_message(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser()
    for flag in ("--port", "--listen"):
        parser.add_argument(flag)
    for flag in ("--cpu", "--disable-auto-launch"):
        parser.add_argument(flag, action="store_true")
    args = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", int(args.port)), Stats)
    server.was_asked = threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.was_asked.wait()
    flood()
    threading.Event().wait()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(0)
