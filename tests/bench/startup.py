#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Start-up and idle memory of the window, as ratios to the smallest Qt window, in one run.

Under Xvfb, which it starts itself: from exec to a window that is on the screen as xdotool sees it, and
RSS and PSS after four seconds of idling. Runs alternate, so that both see the same machine. Usage: startup.py [--runs N]; PORTICO_BIN_DIR and PORTICO_BUILD_DIR name the
programs.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

GOAL_TIME = 1.5
GOAL_MEMORY = 1.6
POLL = 0.002


def start_screen():
    """An Xvfb on a display number of its own choosing."""
    read_end, write_end = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        number = pipe.readline().strip()
    return screen, ":" + number


def memory(pid):
    rollup = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    sizes = {line.split(":")[0]: int(line.split()[1]) for line in rollup.splitlines()[1:]}
    return sizes["Rss"] / 1024, sizes["Pss"] / 1024


def is_shown(pid, environment):
    """Whether a window of the process is mapped."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(pid)],
                           env=environment, capture_output=True, text=True, check=False)
    return bool(found.stdout.strip())


def measure(command, environment, idle):
    began = time.monotonic()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    try:
        while not is_shown(child.pid, environment):
            if time.monotonic() - began > 60 or child.poll() is not None:
                raise SystemExit(f"{command[0]} showed no window")
            time.sleep(POLL)
        seconds = time.monotonic() - began
        sizes = None
        if idle:
            time.sleep(4)
            sizes = memory(child.pid)
        return seconds, sizes
    finally:
        child.kill()
        child.wait()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=7)
    runs = options.parse_args().runs
    for tool in ("Xvfb", "xdotool"):
        if not shutil.which(tool):
            print(f"{tool} is not here\n0 passed, 0 failed, 1 skipped")
            sys.exit(77)
    programs = pathlib.Path(os.environ["PORTICO_BIN_DIR"])
    smallest = pathlib.Path(os.environ["PORTICO_BUILD_DIR"]) / "tests" / "minimalwindow"
    screen, display = start_screen()
    times = {"smallest": [], "portico": []}
    sizes = {}
    try:
        with tempfile.TemporaryDirectory() as home:
            environment = {"DISPLAY": display, "HOME": home, "PATH": os.environ["PATH"],
                           "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "xcb",
                           "XDG_RUNTIME_DIR": home, "PORTICO_CONFIG_DIR": home + "/config"}
            commands = {"smallest": [str(smallest)],
                        "portico": [str(programs / "portico"), "--library", home + "/Portico"]}
            for command in commands.values():
                measure(command, environment, idle=False)  # the libraries are in memory from here on
            for run in range(runs):
                for name, command in commands.items():
                    seconds, size = measure(command, environment, idle=run == runs - 1)
                    times[name].append(seconds)
                    sizes[name] = size or sizes.get(name)
    finally:
        screen.kill()
        screen.wait()
    report(times, sizes)


def report(times, sizes):
    median = {name: statistics.median(values) for name, values in times.items()}
    for name in ("smallest", "portico"):
        print(f"{name:9} {median[name] * 1000:6.0f} ms ({min(times[name]) * 1000:.0f} to "
              f"{max(times[name]) * 1000:.0f}), RSS {sizes[name][0]:.1f} MiB, PSS {sizes[name][1]:.1f} MiB")
    time_ratio = median["portico"] / median["smallest"]
    rss_ratio = sizes["portico"][0] / sizes["smallest"][0]
    pss_ratio = sizes["portico"][1] / sizes["smallest"][1]
    good = [time_ratio <= GOAL_TIME, rss_ratio <= GOAL_MEMORY]
    print(f"start-up {time_ratio:.2f} x (goal {GOAL_TIME}), RSS {rss_ratio:.2f} x (goal {GOAL_MEMORY}), "
          f"PSS {pss_ratio:.2f} x")
    print(f"{sum(good)} passed, {len(good) - sum(good)} failed, 0 skipped")
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
