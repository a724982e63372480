#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""How long the catalogue takes from what is kept on disk: `porticoctl --json catalogue --offline --all`, from exec to
exit, so with the program's start and the look at the computer. The goal: 95th percentile at most 100 ms, with lists
as long as GitHub's are (50 releases with notes of 8 KiB and four assets each, 40 builds of four variants).

Usage: catalogue.py [--runs N]; PORTICO_BIN_DIR and PORTICO_SOURCE_DIR name the programs and the tests.
"""

import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(os.environ["PORTICO_SOURCE_DIR"], "tests", "e2e")))
from githubserver import GithubServer  # noqa: E402

GOAL = 100
ASSETS = ("nvidia", "nvidia_cu126", "amd", "intel")


def release(repository, tag, names, number):
    login = {"login": "github-actions[bot]", "id": 41898282, "avatar_url": "https://avatars.githubusercontent.com/in/15368",
             "type": "Bot", "site_admin": False}
    assets = [{"url": f"https://api.github.com/repos/{repository}/releases/assets/{number}", "id": number, "node_id": "RA_x",
               "name": name, "label": "", "uploader": login, "content_type": "application/x-7z-compressed", "state": "uploaded",
               "size": 1_900_000_000, "digest": "sha256:" + f"{number:064x}", "download_count": 1, "created_at": "2026-09-14T20:00:00Z",
               "browser_download_url": f"https://github.com/{repository}/releases/download/{tag}/{name}"} for name in names]
    return {"tag_name": tag, "name": tag, "draft": False, "prerelease": False, "published_at": "2026-09-14T20:00:00Z",
            "author": login, "assets": assets, "body": "* a line of what is new by @somebody in #12345\r\n" * 180}


def fill(github):
    comfy = "Comfy-Org/ComfyUI"
    github.document(github.api_path(comfy), [
        release(comfy, f"v0.{minor}.0", [f"ComfyUI_windows_portable_{name}.7z" for name in ASSETS], minor)
        for minor in range(60, 10, -1)])
    anymatix = "Anymatix/anymatix-portable-comfyui"
    github.document(github.api_path(anymatix), [
        release(anymatix, f"v1.{n}.0", [f"anymatix-portable-comfyui-linux-x64-v1.{n}.0.zip"], n) for n in range(10)])
    environments = "Comfy-Org/ComfyUI-Standalone-Environments"
    variants = [f"{system}-{kind}" for system in ("win", "linux") for kind in ("nvidia", "amd", "intel-xpu")] + ["mac-mps"]
    tags = [f"v0.{minor}.0-env1" for minor in range(60, 20, -1)]
    builds = {variant: [{"tag": tag, "comfyui_version": tag[:-5], "comfyui_commit": "f" * 40, "build": 1, "date": "2026-09-14T20:00:00Z",
                         "file": f"comfyui-standalone-{variant}-{tag}.7z", "size": 3_800_000_000, "python_version": "3.13.12",
                         "torch_version": "2.11.0+cu130"} for tag in tags] for variant in variants}
    github.document("/standalone/latest.json", {variant: list_[0] for variant, list_ in builds.items()})
    for variant, list_ in builds.items():
        github.document(f"/standalone/{variant}/releases.json", {"releases": list_})
    github.document(github.api_path(environments), [
        release(environments, tag, [f"comfyui-standalone-{variant}-{tag}.7z.{part:03d}" for variant in variants for part in (1, 2)], 7)
        for tag in tags])


def run(program, environment, *words):
    began = time.monotonic()
    done = subprocess.run([program, "--json", "catalogue", *words], env=environment, capture_output=True, check=True)
    return (time.monotonic() - began) * 1000, json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=40)
    arguments = parser.parse_args()
    program = pathlib.Path(os.environ["PORTICO_BIN_DIR"], "porticoctl").resolve()
    with tempfile.TemporaryDirectory() as folder, GithubServer() as github:
        fill(github)
        pathlib.Path(folder, "settings.json").write_text(json.dumps({"schema": 1, **github.settings()}), encoding="utf-8")
        environment = {"HOME": folder, "PORTICO_CONFIG_DIR": folder, "PORTICO_CACHE_DIR": f"{folder}/cache",
                       "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        cold, _ = run(program, environment, "--refresh")
        kept = sum(path.stat().st_size for path in pathlib.Path(folder, "cache").rglob("*") if path.is_file())
        times, before = [], resource.getrusage(resource.RUSAGE_CHILDREN)
        for _ in range(arguments.runs):
            milliseconds, seen = run(program, environment, "--offline", "--all")
            if len(seen["bundles"]) < 250:
                sys.exit(f"only {len(seen['bundles'])} bundles came from the cache")
            times.append(milliseconds)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / len(times)
    p95 = sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]
    verdict = "met" if p95 <= GOAL else "MISSED"
    print(f"catalogue from the cache ({len(seen['bundles'])} bundles, {kept / 1e6:.1f} MB kept): median "
          f"{statistics.median(times):.0f} ms, p95 {p95:.0f} ms, goal {GOAL} ms: {verdict}; processor time {processor:.0f} ms; asked anew on loopback: {cold:.0f} ms")
    return 0 if p95 <= GOAL else 1


sys.exit(main())
