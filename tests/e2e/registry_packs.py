#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The requirements of 25 much installed node packs (fixtures/popularpacks.json), planned together with the real uv against
the real package index. Whoever cannot go along is named; the others still get a plan. Skipped where no index is reached."""

import json
from pathlib import Path

from registrycase import RegistryCase, skip_without_index
from world import main

FACTS = Path(__file__).parent / "fixtures" / "popularpacks.json"


class PopularPacks(RegistryCase):
    def test_all_of_them_together(self):
        nodes = self.library / "installs/mine/data/custom_nodes"
        names = []
        for pack in json.loads(FACTS.read_text(encoding="utf-8"))["packs"]:
            names.append(pack["pack"].split("/")[1])
            folder = nodes / names[-1]
            folder.mkdir(parents=True)
            (folder / "__init__.py").write_text("NODE_CLASS_MAPPINGS = {}\n")
            (folder / "requirements.txt").write_text("\n".join(pack["requirements"]) + "\n", encoding="utf-8")

        plan = self.json("nodes", "plan", "mine", "--allow-builds", seconds=300, code=None)
        self.print_plan(plan)
        self.assert_no_torch(row["name"] for row in plan["added"])
        self.assertGreater(len(plan["added"]), 50)
        named = {pack for need in plan["unmet"] for pack in need["packs"]}
        self.assertLessEqual(named, set(names))
        self.assertTrue(all(need["packs"] for need in plan["unmet"]), "somebody is named")

        without = [word for pack in sorted(named) for word in ("--without", pack)]
        rest = self.json("nodes", "plan", "mine", "--allow-builds", *without, seconds=300)
        self.assertEqual(rest["unmet"], [])
        self.assert_no_torch(row["name"] for row in rest["added"])
        print(f"{len(names)} packs, {len(rest['added'])} packages; cannot go along: {', '.join(sorted(named)) or 'none'}")


if __name__ == "__main__":
    skip_without_index()
    main()
