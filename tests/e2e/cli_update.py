#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Another ComfyUI for an install, and back: real git, real uv, a picture on each side; updates that fail, and one while
ComfyUI runs."""

import json
import os
import shutil
import subprocess

from world import BIN, main
import composeworld
from composecase import skip_without_uv
from updatecase import NEXT, Releases, UpdateCase


class ThereAndBack(UpdateCase):
    def test_an_update_and_back_with_a_picture_on_each_side(self):
        self.add_pack()
        first = self.place / "gen-0001"
        manifest = (self.place / "gen-0001.manifest").read_bytes()
        self.assertIn("counting pack sees number 2.0", self.picture())
        (self.place / "data/db/gen-0001/comfyui.db").write_bytes(b"the first one's")
        commit = self.release("0.34.0")

        plan = self.update("--to", "0.34.0")[-1]
        self.assertEqual((plan["commit"], plan["comfyVersionBefore"], plan["comfyVersion"]), (commit, "0.33.0", "0.34.0"))
        self.assertEqual({row["name"]: (row["before"], row["after"]) for row in plan["requirements"]},
                         {"tinyhttp": ("tinyhttp>=1", "tinyhttp>=1.5"), "fresh-package": ("", "fresh-package")})
        self.assertEqual({row["name"]: (row["before"], row["after"]) for row in plan["packages"]},
                         {"tinyhttp": ("1.0", "1.5"), "fresh-package": ("", "3.1")})
        self.assertEqual((plan["replacesTorch"], plan["clashes"], self.current()), (False, [], 1))
        self.nothing_lies_about()

        self.index.requests.clear()
        done = self.update("--to", "0.34.0", "--yes")[-1]
        self.assertEqual((done["before"], done["generation"], done["current"]), (1, 2, True))
        self.assertEqual((done["now"]["comfyVersion"], done["now"]["torchVersion"]), ("0.34.0", "2.9.1+cu130"))
        self.assertFalse([asked for asked in self.index.requests if asked.startswith("/files/cu130/")], "torch stays")
        self.nothing_lies_about()
        second = self.place / "gen-0002"
        self.assertEqual(json.loads((second / "compose.json").read_text())["comfyui"]["commit"], commit)
        self.assertEqual(json.loads((second / "compose.json").read_text())["python"],
                         json.loads((first / "compose.json").read_text())["python"])
        self.assertIn("tinyhttp==1.5", (second / "packages.lock").read_text())
        self.assertEqual((second / "torch.lock").read_bytes(), (first / "torch.lock").read_bytes())
        self.assertEqual((self.place / "data/db/gen-0002/comfyui.db").read_bytes(), b"the first one's")
        self.assertIn("tinyhttp==1.0", (first / "packages.lock").read_text(), "the old one stays as it is")
        self.assertEqual((self.place / "gen-0001.manifest").read_bytes(), manifest)
        self.assertEqual(self.json("snapshot", "list", "mine")["snapshots"][0]["reason"], "generation")

        log = self.picture()
        self.assertIn("counting pack sees number 2.0", log)
        self.assertIn("0.34.0", log)
        (self.place / "data/db/gen-0002/comfyui.db").write_bytes(b"migrated")

        rows = self.generations()
        self.assertEqual([row["current"] for row in rows.values()], [True, False])
        self.assertEqual((rows[2]["commit"], rows[1]["comfyVersion"]), (commit, "0.33.0"))
        self.assertTrue(rows[1]["layer"] and rows[2]["layer"] and rows[1]["keptBy"])
        back = self.offline("rollback", "mine")
        self.assertEqual((back["before"], back["generation"], back["now"]["comfyVersion"]), (2, 1, "0.33.0"))
        self.assertEqual((self.place / "data/db/gen-0001/comfyui.db").read_bytes(), b"the first one's")
        self.assertEqual(self.json("snapshot", "list", "mine")["snapshots"][0]["reason"], "rollback")
        self.assertTrue(self.json("drift", "mine")["isClean"])
        self.assertIn("counting pack sees number 2.0", self.picture())
        self.assertEqual(self.offline("rollback", "mine", "--to", "2")["generation"], 2)
        self.assertEqual((self.place / "data/db/gen-0002/comfyui.db").read_bytes(), b"migrated")

        self.json("generations", "mine", "--pin", "1")
        self.assertTrue(self.generations()[1]["pinned"])
        self.assertEqual(self.update("--ref", "v0.34.0", "--yes")[-1]["changes"], False)

    def offline(self, *words):
        """Without any network, where this user may leave it."""
        leave = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-r", "-n"]
        if subprocess.run([*leave, "true"], capture_output=True, check=False).returncode != 0:
            leave = []
        done = subprocess.run([*leave, BIN / "porticoctl", "--library", self.library, "--json", *words],
                              env=self.environment, cwd=self.folder, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return json.loads(done.stdout.splitlines()[-1])


class Refused(UpdateCase):
    def test_what_fails_leaves_the_old_one(self):
        self.add_pack("number<2\n")
        self.release("0.34.0", NEXT + "number>=2\n")
        self.refuses("refused", "“counting” asks for number<2", "--to", "v0.34.0", exit_code=3)
        self.release("0.35.0", NEXT + "nowhere-to-be-found\n")
        self.refuses("not-found", "nowhere-to-be-found", "--to", "0.35.0", exit_code=4)
        self.release("0.36.0", **{"standin_mode.txt": "missing-core-module"})
        self.index.faults["/files/simple/fresh-package"] = "wrong-hash"
        self.refuses("hash-mismatch", "fresh", "--to", "0.36.0", exit_code=3)
        self.index.faults.clear()
        self.refuses("process-failed", "does not start", "--to", "0.36.0", exit_code=1)
        self.refuses("not-found", "v9.9.9", "--to", "9.9.9", exit_code=4)
        self.assertEqual(self.json("rollback", "mine", code=4)["error"]["code"], "not-found")


class WhileItRuns(UpdateCase):
    def test_it_is_built_beside_and_gone_over_to_later(self):
        self.release("0.34.0")
        self.cli("start", "mine", "--detach")
        done = self.update("--to", "0.34.0", "--yes")[-1]
        self.assertEqual((done["before"], done["generation"], done["current"], self.current()), (1, 2, False, 1))
        self.assertEqual(self.json("rollback", "mine", "--to", "2", code=5)["error"]["code"], "busy")
        self.assertEqual(self.state(self.composed), "ready", "nobody touched what runs")
        self.cli("stop", "mine")
        self.wait_nothing_runs()
        self.assertFalse((self.place / "data/db/gen-0002").exists())
        self.json("rollback", "mine", "--to", "2")
        self.picture()
        self.restored_with_its_database()
        self.release("0.32.0", composeworld.REQUIREMENTS)
        plan, done = self.update("--to", "0.32.0", "--yes")
        self.assertTrue(plan["olderThanNow"])
        self.assertEqual((done["generation"], self.current()), (3, 3))
        self.assertIn("database", " ".join(done["remarks"]))
        self.assertNotIn("fresh-package", (self.place / "gen-0003/packages.lock").read_text())
        self.assertEqual(list((self.place / "gen-0003/python").rglob("fresh_package*")), [], "nothing asks for it now")

    def restored_with_its_database(self):
        """A snapshot brings its generation with a copy of the database where that one has none, and back again."""
        newer = self.json("snapshot", "take", "mine")["id"]
        self.json("rollback", "mine")
        (self.place / "data/db/gen-0001").mkdir(parents=True, exist_ok=True)
        (self.place / "data/db/gen-0001/comfyui.db").write_bytes(b"the first one's")
        shutil.rmtree(self.place / "data/db/gen-0002", ignore_errors=True)
        done = self.json("snapshot", "restore", "mine", newer, "--yes", seconds=120)
        database = self.place / "data/db/gen-0002/comfyui.db"
        self.assertEqual((self.current(), database.read_bytes()), (2, b"the first one's"))
        database.write_bytes(b"migrated")
        self.json("snapshot", "restore", "mine", done["before"], "--yes", seconds=120)
        self.assertEqual((self.current(), (self.place / "data/db/gen-0001/comfyui.db").read_bytes()),
                         (1, b"the first one's"))
        self.json("snapshot", "restore", "mine", newer, "--yes", seconds=120)
        self.assertEqual((self.current(), database.read_bytes()), (2, b"migrated"), "its own, not another copy")
        self.nothing_lies_about()


class Tracks(UpdateCase):
    def test_stable_stays_behind_and_latest_does_not(self):
        self.release("0.34.0")
        self.release("0.35.0")
        self.environment["PORTICO_CACHE_DIR"] = str(self.folder / "cache")
        with Releases({"0.35.0": 1, "0.34.0": 40, "0.33.0": 80}) as github:
            composeworld.write_settings(self.folder / "config", self.index, githubMirror=github.address)
            self.assertEqual(self.update("--track", "latest")[-1]["target"], "v0.35.0")
            self.assertEqual(self.update()[-1]["target"], "v0.34.0")
            self.assertEqual(self.update("--track", "stable", "--yes")[-1]["now"]["comfyVersion"], "0.34.0")
            self.assertFalse(self.update("--yes")[-1]["changes"], "stable has nothing newer")
            self.cli("set", "mine", "track=latest")
            self.assertEqual(self.update()[-1]["target"], "v0.35.0")
        self.cli("set", "mine", "track=soon", code=2)
        self.assertEqual(self.update("--track", "soon", code=2)[-1]["error"]["code"], "usage")
        self.assertEqual(self.update("--to", "0.34.0", "--ref", "master", code=2)[-1]["error"]["code"], "usage")


if __name__ == "__main__":
    skip_without_uv()
    main()
