# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Children that a stop must not leave behind: one shape per mode.

Each child runs this very file with the name of its role, sleeps at most half an hour, and carries the parent's
environment (a test finds survivors by a token in it). Unix shapes fall back to a plain child on Windows.
"""

import os
import signal
import subprocess
import sys
import time

LIFETIME_SECONDS = 1800
FORK_BOMB_CAP = 40

SHAPES = {
    "child-plain": "one child in our group",
    "child-ignores-term": "a child deaf to SIGTERM, SIGINT and SIGHUP",
    "child-tree": "a child with a child with a child",
    "child-setsid": "a child in a session of its own",
    "child-double-fork": "a daemon: its parent is gone, its session is its own",
    "child-fork-bomb": f"children that keep making children, {FORK_BOMB_CAP} at most",
    "child-stopped": "a child stopped by SIGSTOP",
    "child-busy": "a child that is deaf and never sleeps in an interruptible way (stands for D state)",
    "child-keeps-pipes": "a daemon that keeps our stdout and stderr open",
}


def start_all(modes) -> None:
    for name in modes.names():
        if name in SHAPES:
            _start(name, new_session=name in ("child-setsid",), keep_pipes=name == "child-keeps-pipes")


def _start(role, new_session=False, keep_pipes=False):
    command = [sys.executable, "-S", os.path.abspath(__file__), role]
    silent = None if keep_pipes else subprocess.DEVNULL
    unix = {"start_new_session": new_session} if os.name == "posix" else {}
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=silent, stderr=silent, **unix)


def _go_deaf():
    for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT", "SIGUSR1"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def _detach():
    """The second half of the classical double fork; without fork the plain child stays."""
    if not hasattr(os, "fork"):
        return
    if os.fork():
        os._exit(0)
    os.setsid()
    if os.fork():
        os._exit(0)


def _multiply():
    """Every child starts the next one; the number left is handed on."""
    left = int(os.environ.get("STANDIN_FORKS_LEFT", FORK_BOMB_CAP))
    if left > 1:
        os.environ["STANDIN_FORKS_LEFT"] = str(left // 2)
        _start("child-fork-bomb")
        os.environ["STANDIN_FORKS_LEFT"] = str(left - left // 2 - 1)
        if left > 2:
            _start("child-fork-bomb")


def _busy(end):
    while time.monotonic() < end:
        time.sleep(0.0005)


def _live(role):
    end = time.monotonic() + LIFETIME_SECONDS
    if role in ("child-ignores-term", "child-busy"):
        _go_deaf()
    if role in ("child-double-fork", "child-keeps-pipes"):
        _detach()
    if role == "child-tree":
        _start("child-middle")
    if role == "child-middle":
        _start("child-plain")
    if role == "child-fork-bomb":
        _multiply()
    if role == "child-stopped" and hasattr(signal, "SIGSTOP"):
        os.kill(os.getpid(), signal.SIGSTOP)
    if role == "child-busy":
        _busy(end)
    while time.monotonic() < end:
        time.sleep(1)


if __name__ == "__main__":
    _live(sys.argv[1])
