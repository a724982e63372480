# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T10: whatever ComfyUI starts and however its session ends, no process of it is left.

Child shapes x endings, attached and detached, each with a real session server around the stand-in ComfyUI.
A survivor is a living process that carries the session's token in its environment. PORTICO_ROUNDS repeats the lot.
"""

import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SOURCE = Path(os.environ["PORTICO_SOURCE_DIR"])
sys.path.insert(0, str(SOURCE / "tests" / "support"))
import comfyclient  # noqa: E402
import sessionworld  # noqa: E402

HELPER = Path(os.environ["PORTICO_BIN_DIR"]) / "portico-helper"
SHAPES = ["child-plain", "child-ignores-term", "child-tree", "child-setsid", "child-double-fork", "child-fork-bomb",
          "child-stopped"]
GONE_WITHIN = 20  # seconds; the graces are half a second each, the machine may be busy


def stop(world, server, holder):
    client = world.client(lease=False)
    client.send("stop")
    client.wait_for("stopped")
    client.close()


def quit_client(world, server, holder):
    holder.communicate("\n", timeout=10)
    return "may stay"


def kill_client(world, server, holder):
    holder.kill()
    holder.wait()
    return "may stay"


def terminate_server(world, server, holder):
    server.terminate()


def kill_server(world, server, holder):
    server.kill()
    server.wait()
    world.sweep()


ENDINGS = {"stop": stop, "client quits": quit_client, "client killed": kill_client,
           "server terminated": terminate_server, "server killed": kill_server}


def check(shape, mode, ending):
    """Runs one case; returns (what is wrong or None, seconds until nothing was left)."""
    with sessionworld.World(HELPER, mode=shape) as world:
        server = world.start_server(*(["--detached"] if mode == "detached" else []))
        holder = world.holder()
        watcher = world.client(lease=False)
        watcher.wait_for("ready")
        token = world.description()["token"]
        comfyclient.wait_until(lambda: len(sessionworld.marked(token)) > 1, 20, "the child of " + shape)
        begin = sessionworld.now()
        may_stay = ENDINGS[ending](world, server, holder)
        if mode == "detached" and may_stay:
            if watcher.status["state"] != "ready" or not sessionworld.marked(token):
                return "a detached session ended with its client", 0
            stop(world, server, holder)
        try:
            comfyclient.wait_until(lambda: not sessionworld.marked(token), GONE_WITHIN, "the end")
        except TimeoutError:
            return "left: " + str(sessionworld.marked(token)), 0
        seconds = sessionworld.now() - begin
        server.wait(timeout=GONE_WITHIN)
        if holder.poll() is None:
            holder.send_signal(signal.SIGTERM)
            holder.wait()
        holder.stdout.close()
        if world.description():
            return "session.json was left", seconds
        try:  # a test that runs beside this one may have been given the same free port for a moment
            comfyclient.wait_until(lambda: not comfyclient.is_listening(world.port), 5, "a free port")
        except TimeoutError:
            return "the port is still taken", seconds
        return None, seconds


def main():
    rounds = int(os.environ.get("PORTICO_ROUNDS", "1"))
    cases = [(shape, mode, ending) for _ in range(rounds) for shape in SHAPES for mode in ("attached", "detached")
             for ending in ENDINGS]
    failed, times = 0, []

    def run(case):
        try:
            return case, *check(*case)
        except Exception as error:  # a case that breaks is a failed case
            return case, f"{type(error).__name__}: {error}", 0

    with ThreadPoolExecutor(max_workers=4) as pool:
        for case, problem, seconds in pool.map(run, cases):
            if problem:
                failed += 1
                print("FAILED", *case, "-", problem, flush=True)
            else:
                times.append(seconds)
    if times:
        print(f"seconds until nothing was left: median {sessionworld.percentile(times, 0.5):.2f}, "
              f"p99 {sessionworld.percentile(times, 0.99):.2f}, most {max(times):.2f}")
    print(f"{len(cases) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main() if sys.platform == "linux" else 77)
