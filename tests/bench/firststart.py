#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""From exec of the window on an empty library to its recommendation, painted: the main button in the accent's colour.

Cold: nothing is kept of the catalogue; it comes from a loopback GitHub, and the GPU from a recorded nvidia-smi on
PATH. Kept: the same with the catalogue on disk. Table: from asking for the list of builds to its rows, painted,
in another program that has only what is on disk. Under Xvfb, which it starts itself.
Usage: firststart.py [--runs N]; PORTICO_BIN_DIR, PORTICO_BUILD_DIR and PORTICO_SOURCE_DIR as for tests.
"""

import argparse
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(os.environ["PORTICO_SOURCE_DIR"])
for folder in ("tests/bench", "tests/e2e", "tests/support"):
    sys.path.insert(0, str(SOURCE / folder))

from githubserver import GithubServer  # noqa: E402
from screenpixels import ScreenPixels  # noqa: E402
from startup import start_screen  # noqa: E402

GOAL = 1.0
GOAL_TABLE = 0.1
ACCENT, ACCENT_HOVER = 0x3B57D0, 0x2F48B8  # of the main button; the pointer may lie on it
MUCH = 8000  # of the main button; icons have less
COMPUTER = "linux-two-rtx-3090.json"
PLENTY = 60  # releases of ComfyUI in the loopback catalogue


def recorded_tools(folder):
    """nvidia-smi as it answered on another computer, as a program on PATH."""
    recorded = json.loads((SOURCE / "tests/core/hardware/computers" / COMPUTER).read_text(encoding="utf-8"))
    answer = recorded["tools"]["nvidia-smi"]
    text = answer["output"] if isinstance(answer, dict) else answer
    text = "\n".join(text) if isinstance(text, list) else text
    (folder / "answer.csv").write_text(text, encoding="utf-8")
    program = folder / "nvidia-smi"
    program.write_text(f"#!/bin/sh\ncat '{folder}/answer.csv'\n", encoding="utf-8")
    program.chmod(0o755)


def fill(github):
    """Some pages of releases, with the sizes that real ones have."""
    something = pathlib.Path(__file__)
    for number in range(PLENTY):
        github.release("Comfy-Org/ComfyUI", f"v0.{number}.0", {
            f"ComfyUI_windows_portable_{variant}.7z": something
            for variant in ("nvidia", "nvidia_cu126", "amd", "intel")}, body="Notes. " * 400)
    for repository in ("Anymatix/anymatix-portable-comfyui", "Comfy-Org/ComfyUI-Standalone-Environments"):
        github.document(github.api_path(repository), [])
    entry = {"tag": "v0.34.0-env1", "comfyui_version": "v0.34.0", "comfyui_commit": "f" * 40, "build": 1,
             "date": "2026-08-19T04:15:02Z", "file": "comfyui-standalone-linux-nvidia-v0.34.0-env1.7z",
             "size": 2811000000, "python_version": "3.13.12", "torch_version": "2.11.0+cu130"}
    github.document("/standalone/latest.json", {"linux-nvidia": entry})
    github.document("/standalone/linux-nvidia/releases.json", {"releases": [entry]})


def button_pixels(pixels):
    return pixels.count(ACCENT) + pixels.count(ACCENT_HOVER)


def measure(command, environment, pixels):
    began = time.monotonic()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                             start_new_session=True)
    try:
        while button_pixels(pixels) < MUCH:
            if time.monotonic() - began > 30 or child.poll() is not None:
                raise SystemExit("the window recommended nothing")
            time.sleep(0.005)
        return time.monotonic() - began
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        while button_pixels(pixels) > 0:  # the screen server notices a little later
            time.sleep(0.005)


def table_milliseconds(environment, library):
    program = pathlib.Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "cataloguepage"
    run = subprocess.run([str(program), library + "/Portico"], env=environment, capture_output=True, text=True,
                         timeout=30, check=True)
    milliseconds, builds = map(int, run.stdout.split())
    if builds == 0:
        raise SystemExit("nothing was kept")
    return milliseconds, builds


def report_table(tables):
    taken = [milliseconds for milliseconds, _ in tables]
    median = statistics.median(taken)
    print(f"table of {tables[0][1]} builds from what is kept, painted: {median:.0f} ms ({min(taken)} to {max(taken)}, "
          f"goal {GOAL_TABLE * 1000:.0f})")
    return int(median <= GOAL_TABLE * 1000)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=7)
    runs = options.parse_args().runs
    if not shutil.which("Xvfb"):
        print("Xvfb is not here\n0 passed, 0 failed, 1 skipped")
        sys.exit(77)
    screen, display = start_screen()
    times = {"cold": [], "kept": []}
    tables = []
    try:
        pixels = ScreenPixels(display)
        with tempfile.TemporaryDirectory() as name, GithubServer() as github:
            home = pathlib.Path(name)
            fill(github)
            recorded_tools(home)
            config = home / "config"
            config.mkdir()
            (config / "settings.json").write_text(
                json.dumps({"schema": 1, "theme": "light", **github.settings(),
                            "proxy": {"mode": "http", "host": "127.0.0.1", "port": 9, "user": ""}}), encoding="utf-8")
            environment = {
                "DISPLAY": display, "HOME": name, "PATH": f"{name}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8",
                "QT_QPA_PLATFORM": "xcb", "XDG_RUNTIME_DIR": name, "PORTICO_CONFIG_DIR": str(config),
                "PORTICO_CACHE_DIR": f"{name}/cache"}
            command = [str(pathlib.Path(os.environ["PORTICO_BIN_DIR"]) / "portico"), "--library", name + "/Portico"]
            for run in range(runs + 1):  # the first one brings the libraries into memory
                github.left = 1000
                shutil.rmtree(home / "cache", ignore_errors=True)
                for kind, taken in times.items():
                    seconds = measure(command, environment, pixels)
                    if run > 0:
                        taken.append(seconds)
                tables.append(table_milliseconds(environment, name))
        pixels.close()
    finally:
        screen.kill()
        screen.wait()
    good = report_table(tables[1:])
    for kind, taken in times.items():
        median = statistics.median(taken)
        good += median <= GOAL
        print(f"first start to recommendation, {kind:4} {median * 1000:6.0f} ms ({min(taken) * 1000:.0f} to "
              f"{max(taken) * 1000:.0f}, n={len(taken)}, goal {GOAL * 1000:.0f})")
    print(f"{good} passed, {len(times) + 1 - good} failed, 0 skipped")
    sys.exit(0 if good == len(times) + 1 else 1)


if __name__ == "__main__":
    main()
