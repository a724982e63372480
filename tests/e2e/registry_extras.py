#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The ready set of extras, planned for this platform with the real uv against the real package index: nothing of the torch
family comes along. Skipped where no index is reached."""

from registrycase import RegistryCase, skip_without_index
from world import main

EXTRAS = """ultralytics timm open-clip-torch accelerate segment-anything clip-interrogator transparent-background pixeloe
rembg colour-science ffmpy color-matcher img2texture cstr piexif simpleeval numba gitpython onnxruntime fairscale easydict
pymatting pillow-heif rich albumentations spandrel""".split()


class Extras(RegistryCase):
    def test_all_of_them_without_any_torch(self):
        plan = self.json("nodes", "extras", "mine", "--plan", "--allow-builds", seconds=300)
        rows = {row["name"]: row for row in plan["added"]}
        self.print_plan(plan)
        self.assert_no_torch(rows)
        self.assertEqual(plan["unmet"], [])
        said = "\n".join(plan["remarks"])
        missing = [name for name in EXTRAS if name not in rows and name not in said]
        self.assertEqual(missing, [], "neither planned nor said to be left out")
        wheels = {name for name, row in rows.items() if row["source"] == "wheel"}
        self.assertGreater(len(wheels & set(EXTRAS)), len(EXTRAS) * 3 / 4)
        self.assertEqual(wheels, {row["name"] for row in plan["lock"]})
        self.assertTrue({"ultralytics", "timm", "accelerate"} <= {need["by"] for need in plan["stripped"]})
        providers = [name for name in rows if name.startswith("opencv-")]
        self.assertEqual(providers, ["opencv-python-headless"])

        refused = self.json("nodes", "extras", "mine", "--plan", seconds=300)
        self.assertTrue(all(row["source"] == "wheel" for row in refused["added"]))


if __name__ == "__main__":
    skip_without_index()
    main()
