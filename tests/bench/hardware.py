#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""How long `porticoctl hardware --json` takes, from exec to exit, with tools that are scripts on PATH.

Two cases: NVML answers (the stand-in library of the tests; nvidia-smi would take two seconds and must not be waited
for), and only nvidia-smi answers, after the 300 ms that the real one takes without persistence mode. The goals: 95th
percentile at most 150 ms and 600 ms. Usage: hardware.py [--runs N]; PORTICO_BIN_DIR and PORTICO_BUILD_DIR
name the programs.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

LINE = "0, GPU-5f3c0000-aaaa-bbbb-cccc-0123456789ab, 00000000:01:00.0, 0x268410DE, 8.9, 24564, 22786, 581.29, " \
       "NVIDIA GeForce RTX 4090"


def write_tool(folder, name, script):
    file = pathlib.Path(folder, name)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
    file.chmod(0o755)


def run(program, environment):
    began = time.monotonic()
    done = subprocess.run([program, "hardware", "--json"], env=environment, capture_output=True, check=True)
    milliseconds = (time.monotonic() - began) * 1000
    return milliseconds, json.loads(done.stdout)["computer"]["gpus"]


def percentile95(values):
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def measure(title, goal, runs, program, environment, source):
    times = []
    for _ in range(runs):
        milliseconds, gpus = run(program, environment)
        if not any(source in gpu["sources"] for gpu in gpus):
            sys.exit(f"{title}: no GPU by {source} in {gpus}")
        times.append(milliseconds)
    p95 = percentile95(times)
    verdict = "met" if p95 <= goal else "MISSED"
    print(f"{title}: median {statistics.median(times):.0f} ms, p95 {p95:.0f} ms, goal {goal} ms: {verdict}")
    return p95 <= goal


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=40)
    arguments = parser.parse_args()
    program = pathlib.Path(os.environ["PORTICO_BIN_DIR"], "porticoctl").resolve()
    library = pathlib.Path(os.environ["PORTICO_BUILD_DIR"], "tests", "standin").resolve()
    with tempfile.TemporaryDirectory() as folder:
        environment = {"HOME": folder, "PORTICO_CONFIG_DIR": folder, "PATH": f"{folder}:/usr/bin:/bin",
                       "LC_ALL": "C.UTF-8", "LD_LIBRARY_PATH": str(library)}
        write_tool(folder, "nvidia-smi", "sleep 2")
        is_met = measure("NVML is there", 150, arguments.runs, program, environment, "nvml")
        write_tool(folder, "nvidia-smi", f"sleep 0.3; echo '{LINE}'")
        environment["LD_LIBRARY_PATH"] = folder
        is_met &= measure("only nvidia-smi", 600, arguments.runs, program, environment, "nvidia-smi")
    return 0 if is_met else 1


sys.exit(main())
