# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Duplicating an install, cleaning up, and moving the library, from the terminal."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from world import World, bundle, comfyclient, main


class Storage(World):
    def setUp(self):
        super().setUp()
        self.install = self.add(bundle(), "--name", "Mine")
        self.place = self.library / "installs/mine"

    def write(self, name, content=b"x"):
        path = self.library / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def port(self):
        return str(comfyclient.free_port())

    def test_a_duplicate_is_an_install_of_its_own(self):
        self.write("installs/mine/data/user/default/workflows/w.json", b"{}")
        self.write("installs/mine/data/output/picture.png")
        made = self.json("duplicate", "mine", "--port", self.port())
        self.assertEqual((made["id"], made["name"], made["duplicateOf"]), ("mine-copy", "Mine copy", "mine"))
        copy = self.library / "installs/mine-copy"
        self.assertTrue((copy / "data/user/default/workflows/w.json").exists())
        self.assertFalse((copy / "data/output/picture.png").exists())
        self.assertIn(made["method"], ("reflink", "hard-link"))
        self.assertLess(made["takenBytes"], made["bytes"] / 2)
        # Both run side by side, and each has its own pictures.
        for name in ("mine", "mine-copy"):
            self.cli("start", name, "--detach")
        for port in (self.install["port"], made["port"]):
            self.assertTrue(comfyclient.make_picture(port))
        self.assertEqual(len(list((copy / "data/output").glob("**/*.png"))), 1)
        self.assertEqual(self.json("duplicate", "mine", code=5)["error"]["code"], "busy")
        for name in ("mine", "mine-copy"):
            self.cli("stop", name)
        self.wait_nothing_runs()
        for name in ("mine", "mine-copy"):
            self.json("drift", name)
        # The first one goes, and the second does not miss it.
        self.cli("remove", "mine", "--yes", "--remove-data", "--permanently")
        self.cli("start", "mine-copy", "--detach")
        self.assertTrue(comfyclient.make_picture(made["port"]))
        self.cli("stop", "mine-copy")
        self.wait_nothing_runs()

    def test_cleaning_takes_what_nobody_needs(self):
        part = self.write("store/downloads/" + "a" * 64 + ".part", b"x" * 5000)
        busy = self.write("store/downloads/" + "b" * 64 + ".part", b"x" * 5000)
        archive = self.write("store/downloads/" + "c" * 64 + "/old.zip", b"x" * 7000)
        cache = self.write("store/uv/archive-v0/one/wheel.py", b"x" * 9000)
        layer = self.write("store/layers/0123456789abcdef/site/x.py", b"x" * 3000)
        rooted = self.write("store/layers/fedcba9876543210/site/x.py", b"x" * 3000)
        self.write("store/roots/snapshots.one.json", json.dumps(
            {"schema": 1, "name": "the snapshot “one”", "layers": ["fedcba9876543210"]}).encode())
        kept = self.write("installs/mine/kept-packs/20260101-pack/x.py", b"x" * 1000)
        edited = self.write("installs/mine/kept-packs/20260102-pack/x.py", b"x" * 1000)
        records = [{"pack": "pack", "folder": path.parent.name, "kept": "2026-01-01T00:00:00.000Z", "why": "update",
                    "hasEdits": path is edited} for path in (kept, edited)]
        self.write("installs/mine/packs.json", json.dumps({"schema": 1, "packs": {}, "kept": records}).encode())
        model = self.write("models/checkpoints/big.safetensors", b"m" * 4000)
        removed = self.write("kept/old-2026-01-01/output/mine.png", b"p" * 4000)
        with open(busy.with_suffix(".lock"), "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # a lock of another kind: no Portico holds it
        plan = self.json("clean")
        self.assertEqual(plan["type"], "plan")
        sizes = {item["path"]: item["bytes"] for item in plan["items"]}
        self.assertEqual(sizes[str(part)], 5000)
        self.assertEqual(sizes[str(archive.parent)], 7000)
        self.assertEqual(sizes[str(self.library / "store/uv")], 9000)
        self.assertEqual(sizes[str(layer.parents[1])], 3000)
        self.assertEqual(sizes[str(kept.parent)], 1000)
        self.assertEqual(plan["bytes"], sum(sizes.values()))
        self.assertTrue(all(item["why"] for item in plan["items"]))
        self.assertTrue(any(str(edited.parent) in line for line in plan["left"]), plan["left"])
        for path in (rooted, model, removed, edited):
            self.assertFalse(any(str(path).startswith(item) for item in sizes), f"{path} must stay")
        for path in (part, archive, cache, layer, kept):
            self.assertTrue(path.exists(), "a plan changes nothing")
        only = self.json("clean", "--only", "caches", "--yes")
        self.assertEqual([item["path"] for item in only["removed"]], [str(self.library / "store/uv")])
        self.assertTrue(part.exists())
        done = self.json("clean", "--yes")
        self.assertEqual(done["bytes"], plan["bytes"] - 9000)
        for path in (part, archive, cache, layer, kept):
            self.assertFalse(path.exists(), path)
        for path in (rooted, model, removed, edited):
            self.assertTrue(path.exists(), path)
        self.assertEqual(self.json("clean")["items"], [])
        self.assertEqual(self.json("clean", "--only", "models", code=2)["error"]["code"], "usage")
        self.cli("start", "mine", "--detach")
        self.cli("stop", "mine")

    def test_the_library_moves_and_everybody_finds_it(self):
        self.write("installs/mine/data/output/picture.png")
        new = self.folder / "other/Portico"
        self.cli("start", "mine", "--detach")
        self.assertEqual(self.json("move-library", new, code=5)["error"]["code"], "busy")
        self.cli("stop", "mine")
        moved = self.json("move-library", new)
        self.assertEqual((moved["to"], moved["wasRenamed"]), (str(new), True))
        self.assertFalse(self.library.exists())
        # The old path leads to the new place.
        self.assertEqual([row["id"] for row in self.json("list")["installs"]], ["mine"])
        self.assertFalse(self.library.exists())
        self.library = new
        self.assertTrue((new / "installs/mine/data/output/picture.png").exists())
        self.json("drift", "mine")
        self.cli("start", "mine", "--detach")
        self.assertTrue(comfyclient.make_picture(self.install["port"]))
        self.cli("stop", "mine")
        self.wait_nothing_runs()

    def test_a_move_to_another_disk_goes_on_where_it_was(self):
        shared = Path("/dev/shm")
        if not shared.is_dir() or shared.stat().st_dev == self.folder.stat().st_dev or not os.access(shared, os.W_OK):
            self.skipTest("there is no second disk here")
        if shutil.disk_usage(shared).free < 1 << 30:
            self.skipTest("the second disk is too small")
        for number in range(300):
            self.write(f"models/many/{number}.bin", os.urandom(100_000))
        self.write("models/second.bin", b"s" * 1000)
        os.link(self.library / "models/second.bin", self.library / "models/name.bin")
        before = {str(path.relative_to(self.library)): hashlib.sha256(path.read_bytes()).hexdigest()
                  for path in self.library.rglob("*") if path.is_file() and path.suffix not in (".lock", ".json")}
        other = Path(tempfile.mkdtemp(prefix="portico-e2e-", dir=shared))
        self.addCleanup(shutil.rmtree, other, ignore_errors=True)
        new = other / "Portico"
        process = self.spawn("move-library", new)
        self.wait_for(lambda: (other / "Portico.portico-moving/models/many").is_dir(), "the copy")
        process.kill()
        process.communicate()
        self.assertFalse(new.exists())
        self.assertEqual([row["id"] for row in self.json("list")["installs"]], ["mine"], "the old library is whole")
        moved = self.json("move-library", new)
        self.assertFalse(moved["wasRenamed"])
        self.assertGreater(moved["resumedBytes"], 0)
        self.assertEqual(os.listdir(other), ["Portico"])
        self.assertEqual([path.name for path in self.folder.glob("library*")], ["library.moved.json"])
        after = {str(path.relative_to(new)): hashlib.sha256(path.read_bytes()).hexdigest()
                 for path in new.rglob("*") if path.is_file() and path.suffix not in (".lock", ".json")}
        self.assertEqual(after, before)
        self.assertEqual((new / "models/second.bin").stat().st_nlink, 2)
        self.cli("start", "mine", "--detach")
        self.assertTrue(comfyclient.make_picture(self.install["port"]))
        self.cli("stop", "mine")
        self.wait_nothing_runs()

    def test_the_settings_follow(self):
        config = self.folder / "config"
        config.mkdir()
        self.environment["PORTICO_CONFIG_DIR"] = str(config)
        settings = config / "settings.json"
        settings.write_text(json.dumps({"schema": 1, "libraryRoot": str(self.library)}), encoding="utf-8")
        new = self.folder / "other"
        subprocess.run([str(Path(os.environ["PORTICO_BIN_DIR"]) / "porticoctl"), "move-library", str(new)],
                       env=self.environment, check=True, capture_output=True, timeout=60)
        self.assertEqual(json.loads(settings.read_text(encoding="utf-8"))["libraryRoot"], str(new))


if __name__ == "__main__":
    main()
