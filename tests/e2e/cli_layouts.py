#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Every layout in every kind of archive becomes an install; one of each layout is started."""

import shutil

from world import World, bundle, comfyclient, main

LAYOUTS = ("anymatix", "official", "standalone")
KINDS = ("zip", "7z", "7z-volumes", "tar", "tar.gz", "tar.xz", "tar.zst")
TOOLS = {"7z": ("7zz", "7z"), "7z-volumes": ("7zz", "7z"), "tar.zst": ("zstd",)}


class Layouts(World):
    def check(self, layout, kind, starts):
        if kind in TOOLS and not any(shutil.which(tool) for tool in TOOLS[kind]):
            self.skipTest(f"no {TOOLS[kind][0]} here to make a {kind} with")
        made = bundle(layout, kind)
        install = self.add(made, "--name", f"{layout} {kind}")
        self.assertEqual((install["layout"], install["comfyVersion"]), (layout, "0.33.0"))
        if starts:
            self.cli("start", install["id"], "--detach")
            self.assertTrue(comfyclient.make_picture(install["port"]))
            self.cli("stop", install["id"])
            self.wait_nothing_runs()


def add_tests():
    for layout in LAYOUTS:
        for number, kind in enumerate(KINDS):
            starts = number == LAYOUTS.index(layout)
            def test(self, layout=layout, kind=kind, starts=starts):
                self.check(layout, kind, starts)
            name = f"test_{layout}_as_{kind.replace('.', '_').replace('-', '_')}"
            setattr(Layouts, name + ("_and_started" if starts else ""), test)


add_tests()
main()
