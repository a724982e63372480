#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Makes pictures of every page of the window, and one sheet of them all to look at in a browser.

Usage: tools/contactsheet.py FOLDER [--only GROUP] [--looks LOOK,LOOK]
       tools/contactsheet.py --guide      (the guide's few pictures, into docs/pictures)

The pictures are made by portico-shots (tests/app/shots.cpp) of the build in PORTICO_BUILD_DIR, else
build/debug or build/test; build it first: cmake --build build/debug --target portico-shots. It needs
no screen. A look is one line of LOOKS below; without --looks all are made, some minutes each.
"""

import argparse
import html
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Look:
    theme: str = "light"
    size: str = "1120x720"
    scale: str = "1"
    language: str = "en"
    reverse: bool = False
    text: str = "1"  # how many times larger than usual


LOOKS = {
    "light": Look(),
    "dark": Look(theme="dark"),
    "small": Look(size="800x560"),
    "small-dark": Look(theme="dark", size="800x560"),
    "large": Look(size="2560x1440"),
    "150": Look(scale="1.5"),
    "200": Look(scale="2", size="800x560"),
    "large-text": Look(text="2"),
    "large-text-small": Look(text="2", size="800x560"),
    "right-to-left": Look(reverse=True),
    "german": Look(language="de", size="800x560"),
    "spanish": Look(language="es", size="800x560"),
    "french": Look(language="fr", size="800x560"),
    "japanese": Look(language="ja"),
    "chinese": Look(language="zh_CN"),
}

# The pictures of docs/guide.md, in its window's light and dark: the group that draws each, and its page there.
PICTURES = {
    "first-start": ("first", "first-start"),
    "plan": ("nodes", "plan-clash"),
    "crashed": ("diagnosis", "diagnosis-crashed"),
    "history": ("history", "history"),
    "bundles": ("bundles", "bundles"),
    "network": ("empty", "network"),
}
GUIDE_LOOKS = ("small", "small-dark")


def program():
    given = os.environ.get("PORTICO_BUILD_DIR")
    folders = [Path(given)] if given else [ROOT / "build/debug", ROOT / "build/test"]
    for folder in folders:
        if (folder / "tests/portico-shots").exists():
            return folder / "tests/portico-shots"
    sys.exit("portico-shots is not built: cmake --build build/debug --target portico-shots")


def make(shots, folder, look, group):
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": look.scale,
                   "PORTICO_LANGUAGE": look.language, "PORTICO_TEST_TEXT": look.text,
                   "PORTICO_HELPER": str(shots.parent.parent / "bin/portico-helper")}
    command = [shots, folder, look.theme, look.size, *([group] if group else []),
               *(["-reverse"] if look.reverse else [])]
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode


def make_guide(shots):
    """Draws the pages that the guide shows, and keeps them as small as they stay readable."""
    target = ROOT / "docs/pictures"
    target.mkdir(exist_ok=True)
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        for look in GUIDE_LOOKS:
            for group in sorted({group for group, _ in PICTURES.values()}):
                if make(shots, Path(folder) / look, LOOKS[look], group):
                    sys.exit(f"the pages of {group} could not be drawn")
            for name, (_, page) in PICTURES.items():
                drawn = Path(folder) / look / f"{page}-{LOOKS[look].theme}-{LOOKS[look].size}.png"
                kept = target / f"{name}{'-dark' if LOOKS[look].theme == 'dark' else ''}.png"
                if shutil.which("convert"):
                    subprocess.run(["convert", drawn, "+dither", "-colors", "128", "-strip", "-define",
                                    "png:compression-level=9", kept], check=True)
                else:
                    shutil.copy(drawn, kept)
                total += kept.stat().st_size
    print(f"{2 * len(PICTURES)} pictures, {total // 1024} KiB: {target}")


def page_name(picture):
    """portico-shots ends each name with theme and size: history-light-800x560.png."""
    return picture.stem.rsplit("-", 2)[0]


def write_sheet(folder, looks):
    pages = {}
    for look in looks:
        for picture in sorted((folder / look).glob("*.png")):
            pages.setdefault(page_name(picture), []).append((look, picture))
    rows = []
    for page, pictures in sorted(pages.items()):
        cells = "".join(
            f'<figure><a href="{html.escape(str(picture.relative_to(folder)))}">'
            f'<img loading="lazy" src="{html.escape(str(picture.relative_to(folder)))}" alt="{html.escape(page)}, {look}">'
            f"</a><figcaption>{look}</figcaption></figure>" for look, picture in pictures)
        rows.append(f"<h2>{html.escape(page)}</h2><div>{cells}</div>")
    (folder / "index.html").write_text(
        "<!DOCTYPE html><meta charset=utf-8><title>Portico, every page</title><style>"
        "body{font:14px sans-serif;margin:2em;background:#777;color:#fff}div{display:flex;flex-wrap:wrap;gap:12px}"
        "figure{margin:0}img{width:420px;display:block}figcaption{padding:4px 0}</style>"
        + "".join(rows), encoding="utf-8")
    return len(pages)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--guide", action="store_true", help="draw the guide's pictures into docs/pictures")
    parser.add_argument("--only", metavar="GROUP", help="a group of pages, as in tests/app/shots.cpp")
    parser.add_argument("--looks", default=",".join(LOOKS), help=", ".join(LOOKS))
    given = parser.parse_args()
    if given.guide:
        return make_guide(program())
    if not given.folder:
        parser.error("name a folder, or --guide")
    looks = given.looks.split(",")
    if unknown := [look for look in looks if look not in LOOKS]:
        parser.error(f"no such look: {', '.join(unknown)}")
    shots = program()
    with ThreadPoolExecutor(max_workers=max(1, (os.cpu_count() or 2) // 2)) as pool:
        codes = list(pool.map(lambda look: make(shots, given.folder / look, LOOKS[look], given.only), looks))
    count = write_sheet(given.folder, looks)
    print(f"{count} pages in {len(looks)} looks: {given.folder / 'index.html'}")
    return any(codes)


if __name__ == "__main__":
    sys.exit(main())
