#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Which old generations a cleaning takes, and which no rule lets go."""

import json
import os
import shutil

from world import World, bundle, main


class OldOnesGo(World):
    def test_a_cleaning_takes_what_no_rule_keeps(self):
        self.add(bundle(), "--name", "Mine")
        place = self.library / "installs/mine"
        record = place / "install.json"
        install = json.loads(record.read_text())
        for number in range(2, 7):
            shutil.copytree(place / "gen-0001", place / f"gen-{number:04}", symlinks=True, copy_function=os.link)
            install["generations"].append({**install["generations"][0], "number": number})
        record.write_text(json.dumps({**install, "currentGeneration": 5}))
        self.json("generations", "mine", "--pin", "2")
        self.json("snapshot", "take", "mine")
        self.json("rollback", "mine")  # a snapshot names 5 now, and 4 is current
        self.json("rollback", "mine", "--to", "3")

        kept = {row["number"]: row["kept"] for row in self.json("generations", "mine")["generations"]}
        self.assertEqual(kept, {1: False, 2: True, 3: True, 4: True, 5: True, 6: True})
        plan = self.json("clean", "--only", "generations")
        self.assertEqual([item["path"] for item in plan["items"]], [str(place / "gen-0001")])
        self.assertTrue((place / "gen-0001").is_dir(), "only said")
        done = self.json("clean", "--only", "generations", "--yes")
        self.assertEqual([item["path"] for item in done["removed"]], [str(place / "gen-0001")])
        self.assertEqual(list(place.glob("gen-0001*")), [])
        self.assertEqual(sorted(row["number"] for row in self.json("generations", "mine")["generations"]), [2, 3, 4, 5, 6])
        self.assertEqual(self.json("clean", "--only", "generations")["items"], [])


if __name__ == "__main__":
    main()
