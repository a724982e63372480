# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Snapshots from the terminal: taken by themselves and by hand, compared, restored whole and in parts, and undone."""

import json
import shutil

from composecase import skip_without_uv
from snapshotcase import SnapshotCase
from world import bundle, main


class Snapshots(SnapshotCase):
    def test_there_and_back_and_there_again(self):
        repository, first = self.git_pack("gitty")
        self.offer("reggie", "1.0.0")
        self.nodes("install", str(repository), "reggie", "--yes")
        self.json("set", "mine", "arguments=--preview-method auto", "env.HF_TOKEN=hf_one")
        good = self.take("--note", "all is well")
        self.assertEqual(self.take(), good, "the same state is kept once")

        second = self.commit(repository, "2", "number==2.0")
        self.offer("reggie", "2.0.0")
        third, _ = self.git_pack("third", "number")
        self.nodes("update", "gitty", "reggie", "--yes")
        self.nodes("install", str(third), "--yes")
        self.json("set", "mine", "arguments=--cpu", "env.HF_TOKEN=hf_two")
        (self.custom / "gitty/downloaded.bin").write_bytes(b"what the pack fetched")
        found = self.differences(good)
        self.assertEqual(found["packs", "gitty"], (first[:10], second[:10]))
        self.assertEqual(found["packs", "reggie"], ("1.0.0", "2.0.0"))
        self.assertEqual(found["packs", "third"][0], "")
        self.assertEqual(found["layer", "number"], ("1.0", "2.0"))
        self.assertEqual(found["arguments", "arguments"], ("--preview-method auto", "--cpu"))
        self.assertEqual(found["settings", "env.HF_TOKEN"], ("a secret", "another secret"))
        said, _ = self.cli("snapshot", "diff", "mine", good)
        self.assertIn("~ reggie  1.0.0 → 2.0.0", said)
        self.assertNotIn("hf_", said)

        # Nobody is asked: what is needed is here.
        shutil.move(repository, self.folder / "gone")
        self.index.faults, self.registry.mode = {"/": "404"}, "error"
        now = self.take()
        plan = self.snapshot("restore", good)
        self.assertEqual((plan["type"], plan["plan"]["lacks"]), ("plan", []))
        self.assertEqual(self.take(), now, "a plan changes nothing")
        done = self.restore(good)
        self.assertEqual((done["type"], done["before"]), ("restored", now))
        self.assertEqual(list(self.differences(good)), [("packs", "third")], "it came since, and is disabled")
        rows = self.packs()
        self.assertEqual((rows["gitty"]["commit"], rows["reggie"]["version"], rows["third"]["isEnabled"]), (first, "1.0.0", False))
        self.assertFalse(rows["gitty"]["state"]["isChanged"])
        self.assertEqual((self.custom / "gitty/downloaded.bin").read_bytes(), b"what the pack fetched")
        self.assertEqual(self.say(), ["gitty 1 sees number 1.0", "reggie 1.0.0 is here"])

        # It has started well since, so that what was kept is in the recycle bin: the sources are asked again.
        shutil.move(self.folder / "gone", repository)
        self.index.faults, self.registry.mode = {}, ""
        self.restore(now)
        self.assertEqual(self.take(), now, "undone to the bit")
        self.assertEqual(self.say(), ["gitty 2 sees number 2.0", "reggie 2.0.0 is here", "third 1 sees number 2.0"])
        self.restore(good, "--only", "arguments")
        settings = json.loads((self.place / "install.json").read_text())["settings"]
        self.assertEqual((settings["arguments"], settings["environment"]), (["--preview-method", "auto"], {"HF_TOKEN": "hf_two"}))
        self.assertEqual(self.packs()["gitty"]["commit"], second)

    def test_a_comfyui_that_cannot_start_is_restored(self):
        repository, _ = self.git_pack("gitty")
        self.offer("reggie", "1.0.0")
        self.nodes("install", str(repository), "reggie", "--yes")
        self.assertEqual(self.say(), ["gitty 1 sees number 1.0", "reggie 1.0.0 is here"])
        reasons = [row["reason"] for row in self.snapshot("list")["snapshots"]]
        self.assertEqual(reasons[0], "good-start")
        self.commit(repository, "2", "number==2.0", text="import os\nos._exit(3)\n")
        self.nodes("update", "gitty", "--yes")
        self.nodes("remove", "reggie", "--yes", "--permanently")
        self.cli("start", "mine", "--detach", code=1)
        self.cli("stop", "mine")
        self.wait_nothing_runs()
        good = next(row["id"] for row in self.snapshot("list")["snapshots"] if row["goodStart"])
        # What nobody has any more is said before anything changes.
        self.registry.packs["reggie"]["versions"]["1.0.0"]["status"] = "Banned"
        shutil.rmtree(self.folder / "cache", ignore_errors=True)
        before = self.take()
        lacks = self.snapshot("restore", good)["plan"]["lacks"]
        self.assertEqual([lack["pack"] for lack in lacks], ["reggie"])
        error = self.restore(good, code=3)["error"]
        self.assertIn("reggie", error["message"])
        self.assertEqual(self.take(), before)
        self.restore(good, "--as-far-as-possible")
        self.assertEqual(self.say(), ["gitty 1 sees number 1.0"])
        self.registry.packs["reggie"]["versions"]["1.0.0"]["status"] = "Active"
        shutil.rmtree(self.folder / "cache", ignore_errors=True)
        self.restore(good)
        self.assertEqual(self.take(), good)
        self.assertEqual(self.say(), ["gitty 1 sees number 1.0", "reggie 1.0.0 is here"])

    def test_changes_by_hand_come_back_and_layers_stay(self):
        repository, _ = self.git_pack("gitty")
        self.nodes("install", str(repository), "--yes")
        mine = (self.custom / "gitty/__init__.py").read_text() + "MINE = True\n"
        (self.custom / "gitty/__init__.py").write_text(mine)
        edited = self.take()
        self.commit(repository, "2", "number==2.0")
        self.nodes("update", "gitty", "--stash", "--yes")
        old = [row for row in self.json("layers", "list")["layers"] if row["packages"] == ["number 1.0"]]
        self.assertEqual(old[0]["usedBy"], ["snapshots of mine"])
        self.assertEqual(self.json("layers", "clean")["removed"], [])
        self.restore(edited)
        self.assertEqual((self.custom / "gitty/__init__.py").read_text(), mine)
        self.assertEqual(self.take(), edited)
        self.assertEqual([pack["state"]["git"]["edited"] for pack in self.packs().values()], [["__init__.py"]])
        # The layer is built again of the snapshot's lock where somebody took it away.
        place = json.loads((self.place / "install.json").read_text())["generations"][0]["layer"]
        self.nodes("disable", "gitty")
        shutil.rmtree(self.library / "store/layers" / place)
        self.restore(edited)
        self.assertEqual(self.say(), ["gitty 1 sees number 1.0"])
        ids = [row["id"] for row in self.snapshot("list")["snapshots"]]
        self.assertEqual(sorted(self.snapshot("remove", *ids)["removed"]), sorted(ids))
        self.assertEqual(len(self.json("layers", "clean")["removed"]), 1, "nobody names the other one now")

    def test_another_library_becomes_the_same_or_says_why_not(self):
        repository, first = self.git_pack("gitty")
        self.offer("reggie", "1.0.0")
        self.nodes("install", str(repository), "reggie", "--yes")
        self.nodes("disable", "reggie")
        self.json("set", "mine", "arguments=--preview-method auto", "env.HF_TOKEN=hf_one", "env.MODE=a")
        good = self.take("--note", "for you")
        file, managers = self.folder / "good.json", self.folder / "manager.json"
        self.snapshot("export", good, str(file))
        self.assertNotIn("hf_one", file.read_text())
        self.assertEqual(self.snapshot("export", good, str(file), code=1)["error"]["code"], "already-exists")
        self.assertEqual(self.snapshot("export", good, str(managers), "--manager")["remarks"],
                         ["ComfyUI-Manager's snapshots cannot say “reggie”."])
        written = json.loads(managers.read_text())
        self.assertEqual(written["git_custom_nodes"], {str(repository): {"hash": first, "disabled": False}})

        self.library = self.folder / "another library"
        self.add(bundle(), "--name", "Mine")
        plan = self.snapshot("import", str(file))
        self.assertEqual((plan["type"], plan["plan"]["lacks"]), ("plan", []))
        self.assertEqual(self.packs(), {})
        self.assertEqual(self.snapshot("import", str(file), "--yes")["type"], "restored")
        self.assertEqual(self.differences(plan["imported"]), {}, "the same")
        self.assertEqual(self.say(), ["gitty 1 sees number 1.0"])
        second = self.commit(repository, "2", "number==2.0")
        self.nodes("update", "gitty", "--yes")
        self.assertEqual(self.packs()["gitty"]["commit"], second)
        plan = self.snapshot("import", str(managers))
        self.assertEqual(len(plan["remarks"]), 1, "its list of packages is not taken over")
        self.snapshot("import", str(managers), "--yes")
        self.assertEqual(self.packs()["gitty"]["commit"], first)
        self.assertEqual(self.say(), ["gitty 1 sees number 1.0"])

        # Another ComfyUI: what can be had is listed apart from what cannot.
        self.library = self.folder / "a third library"
        self.add(bundle(version="0.34.0"), "--name", "Mine")
        lacks = self.snapshot("import", str(file))["plan"]["lacks"]
        self.assertIn("0.33.0", lacks[0]["message"])
        self.assertEqual(self.snapshot("import", str(file), "--yes", code=3)["error"]["code"], "refused")
        self.snapshot("import", str(file), "--as-far-as-possible", "--yes")
        self.assertEqual(self.packs()["gitty"]["commit"], first)

    def test_words_and_refusals(self):
        taken = self.take()
        self.assertEqual(self.snapshot("note", taken[:8], "the", "first")["note"], "the first")
        self.assertEqual(self.snapshot("show", "latest")["content"]["runtime"]["comfyVersion"], "0.33.0")
        said, _ = self.cli("snapshot", "list", "mine")
        self.assertIn(f"{taken[:12]}  taken by hand  “the first”", said)
        for words, code in ((("show", "mine", "abcd"), 4), (("polish", "mine"), 2), (("diff", "mine"), 2),
                            (("restore", "mine", taken, "--only", "models,everything"), 2), (("list", "mine", "--yes"), 2)):
            error = self.json("snapshot", *words, code=code)["error"]
            self.assertTrue(error["nextStep"], error)
        self.json("set", "mine", "arguments=--cpu")
        self.json("start", "mine", "--detach")
        self.assertEqual(self.restore(taken, code=5)["error"]["code"], "busy")
        self.json("stop", "mine")
        self.wait_nothing_runs()
        file = self.place / f"snapshots/{taken}.json"
        file.write_text(file.read_text().replace('"start"', '"start-and-open"', 1))
        self.assertEqual(self.restore(taken, code=1)["error"]["code"], "corrupt")
        self.assertEqual(len(self.snapshot("list")["broken"]), 1)


if __name__ == "__main__":
    skip_without_uv()
    main()
