#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A few pages look as they did: portico-shots draws them offscreen, light and dark, and each is compared with its picture in
tests/app/pictures at a quarter of its size, so that a letter drawn a little differently does not count and a control that
moved, vanished or lost its colour does. Meant to change? Look at the new pictures, then: tests/app/pictures.py --keep

Skipped where the pictures' font (Noto Sans) is not the system's, or ImageMagick is missing."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

KEPT = Path(__file__).resolve().parent / "pictures"
PAGES = ("nodes", "nodes-empty", "nodes-environments-broken", "drift", "plan-clash", "repair-plan", "install-pack-list")
THEMES = ("light", "dark")
SIZE = "1120x720"
# The mean difference of the worst block of 32 x 32 pixels: a vanished button makes 0.09, a page moved by 4 pixels 0.11, letters
# that are drawn a little softer 0.02.
MOST = 0.05


def skip(why):
    print(f"skipped: {why}\n0 passed, 0 failed, 1 skipped")
    sys.exit(77)


def draw(folder, theme):
    build = Path(os.environ.get("PORTICO_BUILD_DIR", KEPT.parents[2] / "build/debug"))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1", "LC_ALL": "C.UTF-8",
                   "PORTICO_HELPER": str(build / "bin/portico-helper")}
    subprocess.run([build / "tests/portico-shots", folder, theme, SIZE, "nodes"], env=environment, check=True,
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def quarter(picture, target):
    subprocess.run(["convert", picture, "-resize", "25%", "-strip", "-define", "png:compression-level=9", target], check=True)


def difference(kept, now):
    """Of the block that differs most, from 0 to 1; 1 for pictures of different sizes."""
    sizes = {subprocess.run(["identify", "-format", "%wx%h", file], capture_output=True, text=True, check=True).stdout
             for file in (kept, now)}
    if len(sizes) != 1:
        return 1.0
    said = subprocess.run(["convert", kept, now, "-compose", "difference", "-composite", "-separate", "-evaluate-sequence", "max",
                           "-filter", "box", "-resize", "12.5%", "-format", "%[fx:maxima]", "info:"],
                          capture_output=True, text=True, check=True)
    return float(said.stdout)


def main():
    if not all(shutil.which(tool) for tool in ("convert", "identify", "fc-match")):
        skip("ImageMagick or fontconfig is not here")
    if "Noto Sans" not in subprocess.run(["fc-match", "sans", "family"], capture_output=True, text=True, check=True).stdout:
        skip("the pictures are drawn with Noto Sans, which is not this system's font")
    keep = "--keep" in sys.argv
    passed, failed = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for theme in THEMES:
            draw(folder, theme)
            for page in PAGES:
                name = f"{page}-{theme}.png"
                now = Path(folder) / f"quarter-{name}"
                quarter(Path(folder) / f"{page}-{theme}-{SIZE}.png", now)
                if keep:
                    shutil.copy(now, KEPT / name)
                elif not (KEPT / name).exists():
                    failed += 1
                    print(f"{name} was never kept")
                elif (most := difference(KEPT / name, now)) > MOST:
                    failed += 1
                    print(f"{page}, {theme}: looks different ({most:.3f} at most, {MOST} allowed)")
                else:
                    passed += 1
    print(f"{passed} passed, {failed} failed, 0 skipped")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
