#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Repair of node packs: what is gone or damaged comes back, offline where it can; what somebody changed by hand stays, and is
kept where it is undone by consent; what packs lack becomes a layer."""

import json
import shutil
import subprocess
import unittest

from nodescase import NodesCase, composeworld, folder_of
from world import main
from packageindex import PackageIndex, Wheel


class PackCase(NodesCase):
    def plan(self, code=1):
        return self.json("repair", self.install["id"], "--dry-run", code=code)

    def steps(self, code=1):
        return [(step["act"], step["pack"]) for step in self.plan(code)["steps"]]

    def repair(self, *words):
        """The stand-in's torch computes nothing, so the exit code says nothing here."""
        outcome = self.json("repair", self.install["id"], "--yes", "--no-start", *words, code=None)
        self.nothing_is_left()
        return outcome

    def installed_repository(self, **files):
        source = self.repository("Pack", **{"nodes/one.py": "A = 1\n", "nodes/two.py": "B = 2\n", "web/main.js": "x\n", **files})
        self.nodes("install", str(source), "--yes")
        shutil.rmtree(source)  # the pack's own repository is all there is
        return self.custom / "Pack"


class Checkouts(PackCase):
    def test_what_is_gone_or_damaged_comes_back_and_what_was_edited_stays(self):
        pack = self.installed_repository()
        shutil.rmtree(pack / "nodes")
        (pack / "__init__.py").write_text("", encoding="utf-8")
        (pack / "web/main.js").write_text("by hand\n", encoding="utf-8")
        (pack / "settings.json").write_text("{}", encoding="utf-8")
        broken = self.seen()
        plan = self.plan()
        self.assertEqual([(step["act"], step["needsNetwork"], step["needsConsent"]) for step in plan["steps"]],
                         [("put-back-pack", False, False), ("put-back-edits", False, True)])
        self.assertEqual(sorted(plan["steps"][0]["lines"]), ["__init__.py", "nodes/one.py", "nodes/two.py"])
        self.assertEqual(plan["steps"][1]["lines"], ["web/main.js"])
        self.assertEqual(plan["steps"][0]["source"], "its own repository")
        self.assertEqual(self.seen(), broken, "a plan changes nothing")

        outcome = self.repair()
        self.assertEqual(outcome["notDone"], [])
        self.assertEqual((pack / "nodes/two.py").read_text(), "B = 2\n")
        self.assertEqual((pack / "__init__.py").read_text(), "NODE_CLASS_MAPPINGS = {}\n")
        self.assertEqual((pack / "web/main.js").read_text(), "by hand\n")
        self.assertTrue((pack / "settings.json").exists())
        self.assertEqual(self.steps(code=0), [("put-back-edits", "Pack")], "which is an offer, not a fault")
        before = self.seen()
        self.repair()
        self.assertEqual(self.seen(), before, "a second repair changes nothing")

    def test_what_was_changed_by_hand_is_undone_by_consent_and_taken_back(self):
        pack = self.installed_repository()
        (pack / "web/main.js").write_text("by hand\n", encoding="utf-8")
        self.repair("--put-back-edits")
        self.assertEqual((pack / "web/main.js").read_text(), "x\n")
        self.assertEqual(self.steps(code=0), [])
        self.assertIn("+by hand", next(self.place.glob("kept-packs/*Pack.patch")).read_text())
        self.assertEqual((next(self.place.glob("kept-packs/*Pack")) / "web/main.js").read_text(), "by hand\n")
        self.nodes("restore", "Pack", "--yes")
        self.assertEqual((pack / "web/main.js").read_text(), "by hand\n")
        self.assertEqual(self.steps(code=0), [("put-back-edits", "Pack")])

    def test_a_checkout_without_its_past_that_nobody_recorded(self):
        source = self.repository("Shallow", **{"a.py": "A = 1\n"})
        self.commit(source, "second", **{"a.py": "A = 2\n"})
        self.custom.mkdir(parents=True, exist_ok=True)
        subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{source}", str(self.custom / "Shallow")], check=True)
        shutil.rmtree(source)
        (self.custom / "Shallow/a.py").unlink()
        composeworld.git(self.custom / "Shallow", "rm", "-q", "--cached", "a.py")
        self.assertEqual(self.steps(), [("put-back-pack", "Shallow")])
        self.assertEqual(self.repair()["notDone"], [])
        self.assertEqual((self.custom / "Shallow/a.py").read_text(), "A = 2\n")

    def test_a_repository_that_is_damaged_itself(self):
        pack = self.installed_repository()
        (pack / "__init__.py").unlink()
        (pack / ".git/HEAD").write_bytes(b"")
        remarks = " ".join(self.plan(code=None)["remarks"])
        self.assertIn("Pack", remarks)
        self.repair()
        self.assertTrue((pack / "nodes/one.py").exists())


class Archives(PackCase):
    def install_foo(self):
        self.registry.add("foo", "1.0.0", {"__init__.py": "NODE_CLASS_MAPPINGS = {}\n", "one.py": "A = 1\n",
                                           "pyproject.toml": '[project]\nname = "foo"\nversion = "1.0.0"\n',
                                           "data/table.json": "[]"})
        self.nodes("install", "foo", "--yes")
        return self.custom / "foo"

    def break_foo(self, pack):
        (pack / "one.py").write_bytes(bytes(6))  # as a computer without power leaves it
        (pack / "__init__.py").unlink()
        shutil.rmtree(pack / "data", ignore_errors=True)
        return {"__init__.py", "data/table.json", "one.py"}

    def test_from_the_archive_that_was_kept(self):
        pack = self.install_foo()
        whole = self.seen()
        broken = self.break_foo(pack)
        self.registry.__exit__()  # there is no registry any more
        plan = self.plan()
        self.assertEqual([(step["act"], step["needsNetwork"]) for step in plan["steps"]], [("put-back-pack", False)])
        self.assertEqual(set(plan["steps"][0]["lines"]), broken)
        self.assertEqual(self.repair()["notDone"], [])
        self.assertEqual({name: data for name, data in self.seen().items() if name in whole}, whole)
        self.assertEqual(self.packs()["foo"]["state"]["isChanged"], False)
        self.assertEqual(self.steps(code=0), [])
        self.registry = type(self.registry)().__enter__()

    def test_from_the_registry_where_nothing_was_kept(self):
        pack = self.install_foo()
        self.break_foo(pack)
        shutil.rmtree(self.library / "store/downloads")
        plan = self.plan()
        self.assertTrue(plan["steps"][0]["needsNetwork"])
        self.assertEqual(plan["steps"][0]["source"], "foo 1.0.0")
        counted = self.registry.installs()
        self.assertEqual(self.repair()["notDone"], [])
        self.assertEqual((pack / "one.py").read_text(), "A = 1\n")
        self.assertEqual(self.registry.installs(), counted, "a repair is no installation")

    def test_another_archive_under_the_same_version_is_not_taken(self):
        pack = self.install_foo()
        self.break_foo(pack)
        shutil.rmtree(self.library / "store/downloads")
        self.registry.add("foo", "1.0.0", {"__init__.py": "import evil\n", "one.py": "A = 2\n"})
        outcome = self.repair()
        self.assertEqual(len(outcome["notDone"]), 1, outcome)
        self.assertIn("one.py", outcome["notDone"][0])
        self.assertEqual((pack / "one.py").read_bytes(), bytes(6), "nothing was touched")
        self.assertFalse((pack / "__init__.py").exists())

    def test_a_folder_that_is_gone_and_one_that_is_not(self):
        source = folder_of(self.folder, "Copied")
        self.nodes("install", str(source), "--yes")
        pack = self.custom / "Copied"
        (pack / "__init__.py").unlink()
        self.assertEqual(self.repair()["notDone"], [])
        self.assertTrue((pack / "__init__.py").exists())
        (pack / "__init__.py").unlink()
        shutil.rmtree(source)
        step = self.plan()["steps"][0]
        self.assertIn("Copied", step["obstacle"]["message"])
        self.assertEqual(len(self.repair()["notDone"]), 1)
        shutil.rmtree(pack)
        plan = self.plan(code=0)
        self.assertIn("“Copied”", plan["remarks"][0])


@unittest.skipIf(composeworld.why_not(), composeworld.why_not())
class Needs(PackCase):
    def test_what_a_pack_lacks_becomes_a_layer(self):
        with PackageIndex() as index:
            index.add(Wheel("sharpener", "1.4", requires=["edges"]))
            index.add(Wheel("edges", "0.2"))
            settings = self.folder / "config/settings.json"
            settings.write_text(json.dumps({**json.loads(settings.read_text()), "packageIndex": index.url()}), encoding="utf-8")
            pack = self.custom / "By-Hand"
            pack.mkdir(parents=True)
            (pack / "__init__.py").write_text("import sharpener\nNODE_CLASS_MAPPINGS = {}\n", encoding="utf-8")
            (pack / "requirements.txt").write_text("sharpener>=1\ntorch\n", encoding="utf-8")
            plan = self.plan()
            self.assertEqual([step["act"] for step in plan["steps"]], ["meet-pack-needs"])
            self.assertEqual(plan["steps"][0]["lines"], ["By-Hand: sharpener>=1"])
            self.assertEqual(self.repair()["notDone"], [])
            self.assertTrue(list(self.place.glob("view/*/site/edges")))
            self.assertEqual(self.steps(code=0), [])
            (pack / "requirements.txt").write_text("sharpener>=1\nnobody-has-it\n", encoding="utf-8")
            self.assertEqual([step["act"] for step in self.plan()["steps"]], ["meet-pack-needs"])
            outcome = self.repair()
            self.assertEqual(len(outcome["notDone"]), 1, outcome)
            self.assertTrue(list(self.place.glob("view/*/site/edges")), "the layer of before serves")


if __name__ == "__main__":
    main()
