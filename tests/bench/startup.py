#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Start-up and idle memory of the window, as ratios to the smallest Qt window, in one run.

Under Xvfb, which it starts itself: from exec to the first painted pixels on the screen, and RSS and PSS after four
seconds of idling; where Chromium is installed, also of an `--app` window with an empty page, all its processes
together. Runs alternate, so that all see the same machine. Usage: startup.py [--runs N]; PORTICO_BIN_DIR and
PORTICO_BUILD_DIR name the programs.
"""

import argparse
import ctypes
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

GOAL_TIME = 1.5
GOAL_MEMORY = 1.6
GOAL_BROWSER = 0.2
POLL = 0.001
PLACE = (550, 700)  # inside of any first window, where it has no text


def start_screen():
    """An Xvfb on a display number of its own choosing."""
    read_end, write_end = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        number = pipe.readline().strip()
    return screen, ":" + number


def memory(session):
    """RSS and PSS in MiB of all processes of one session."""
    total = [0, 0]
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) != session:
                continue
            rollup = (folder / "smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue  # ended meanwhile
        sizes = {line.split(":")[0]: int(line.split()[1]) for line in rollup.splitlines()[1:]}
        total = [total[0] + sizes["Rss"] / 1024, total[1] + sizes["Pss"] / 1024]
    return total


class Pixels:
    """Looks at the middle of the screen through Xlib: without a window manager, windows lie at the top left and
    reach there; the screen itself is black, every window has another background."""

    def __init__(self, display):
        self.x11 = ctypes.CDLL("libX11.so.6")
        for name, result in (("XOpenDisplay", ctypes.c_void_p), ("XGetImage", ctypes.c_void_p),
                             ("XDefaultRootWindow", ctypes.c_ulong), ("XGetPixel", ctypes.c_ulong)):
            getattr(self.x11, name).restype = result
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(display.encode()))
        self.root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))

    def is_painted(self):
        everything, as_pixels = ctypes.c_ulong(0xFFFFFFFF), 2
        image = ctypes.c_void_p(self.x11.XGetImage(self.display, self.root, *PLACE, 1, 1, everything, as_pixels))
        pixel = self.x11.XGetPixel(image, 0, 0)
        self.x11.XDestroyImage(image)
        return pixel & 0xFFFFFF != 0


def measure(command, environment, pixels, idle):
    began = time.monotonic()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        while not pixels.is_painted():
            if time.monotonic() - began > 60 or child.poll() is not None:
                raise SystemExit(f"{command[0]} painted no window")
            time.sleep(POLL)
        seconds = time.monotonic() - began
        sizes = None
        if idle:
            time.sleep(4)
            sizes = memory(child.pid)
        return seconds, sizes
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        while pixels.is_painted():  # the screen server notices a little later
            time.sleep(POLL)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=7)
    runs = options.parse_args().runs
    if not shutil.which("Xvfb"):
        print("Xvfb is not here\n0 passed, 0 failed, 1 skipped")
        sys.exit(77)
    programs = pathlib.Path(os.environ["PORTICO_BIN_DIR"])
    smallest = pathlib.Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "minimalwindow"
    screen, display = start_screen()
    pixels = Pixels(display)
    sizes = {}
    try:
        with tempfile.TemporaryDirectory() as home:
            config = pathlib.Path(home) / "config"  # all but this computer is behind a proxy that is not there
            config.mkdir()
            (config / "settings.json").write_text(
                '{"schema": 1, "proxy": {"mode": "http", "host": "127.0.0.1", "port": 9, "user": ""}}', encoding="utf-8")
            environment = {"DISPLAY": display, "HOME": home, "PATH": os.environ["PATH"],
                           "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "xcb",
                           "XDG_RUNTIME_DIR": home, "PORTICO_CONFIG_DIR": home + "/config"}
            commands = {"smallest": [str(smallest)],
                        "portico": [str(programs / "portico"), "--library", home + "/Portico"]}
            if shutil.which("chromium"):
                commands["chromium"] = ["chromium", "--no-sandbox", "--no-first-run", "--window-size=1120,720",
                                        f"--user-data-dir={home}/chromium", "--app=data:text/html,Hello"]
            times = {name: [] for name in commands}
            for command in commands.values():
                measure(command, environment, pixels, idle=False)  # the libraries are in memory from here on
            for run in range(runs):
                for name, command in commands.items():
                    seconds, size = measure(command, environment, pixels, idle=run == runs - 1)
                    times[name].append(seconds)
                    sizes[name] = size or sizes.get(name)
    finally:
        screen.kill()
        screen.wait()
    report(times, sizes)


def report(times, sizes):
    median = {name: statistics.median(values) for name, values in times.items()}
    for name in median:
        print(f"{name:9} {median[name] * 1000:6.0f} ms ({min(times[name]) * 1000:.0f} to "
              f"{max(times[name]) * 1000:.0f}), RSS {sizes[name][0]:.1f} MiB, PSS {sizes[name][1]:.1f} MiB")
    time_ratio = median["portico"] / median["smallest"]
    rss_ratio = sizes["portico"][0] / sizes["smallest"][0]
    pss_ratio = sizes["portico"][1] / sizes["smallest"][1]
    good = [time_ratio <= GOAL_TIME, rss_ratio <= GOAL_MEMORY]
    if "chromium" in sizes:
        browser_ratio = sizes["portico"][1] / sizes["chromium"][1]
        good.append(browser_ratio <= GOAL_BROWSER)
        print(f"PSS {browser_ratio:.2f} x Chromium's (goal {GOAL_BROWSER})")
    print(f"start-up {time_ratio:.2f} x (goal {GOAL_TIME}), RSS {rss_ratio:.2f} x (goal {GOAL_MEMORY}), "
          f"PSS {pss_ratio:.2f} x")
    print(f"{sum(good)} passed, {len(good) - sum(good)} failed, 0 skipped")
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
