# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Node packs from the terminal: list, search, install, disable, enable, update, remove, restore."""

import json
import os
import shutil
import zipfile

import world
from nodescase import NodesCase, composeworld, folder_of, pack_files


class Changes(NodesCase):
    def test_from_the_registry_to_the_recycle_bin_and_back(self):
        self.registry.add("foo", "1.0.0", changelog="first")
        self.registry.add("foo", "1.1.0", changelog="second\nwith more")
        self.registry.add("foo", "1.2.0", changelog="third")
        plan = self.nodes("install", "foo@1.0.0")
        self.assertEqual((plan["type"], plan["steps"][0]["after"]["version"]), ("plan", "1.0.0"))
        self.assertEqual(self.packs(), {}, "a plan installs nothing")
        self.assertEqual(self.registry.installs(), [], "a plan counts no installation")
        self.nodes("install", "foo@1.0.0", "--yes")
        self.assertEqual(self.registry.installs(), ["/nodes/foo/install?version=1.0.0"])
        row = self.packs()["foo"]
        self.assertEqual((row["kind"], row["version"], row["registryId"], row["title"]), ("registry", "1.0.0", "foo", "Foo"))
        self.assertEqual(row["state"]["isChanged"], False)
        self.assertEqual((self.custom / "foo/.tracking").read_text(), "__init__.py\npyproject.toml")

        kept = self.custom / "foo/ckpts/own.bin"  # what a pack fetches itself stays with it
        kept.parent.mkdir()
        kept.write_bytes(b"model")
        plan = self.nodes("update", "foo", "--to", "1.1.0")
        self.assertEqual(plan["steps"][0]["changelog"], "1.1.0: second\nwith more")
        plan = self.nodes("update", "foo")
        self.assertEqual(plan["steps"][0]["changelog"], "1.2.0: third\n\n1.1.0: second\nwith more")
        done = self.nodes("update", "foo", "--yes")
        self.assertEqual(self.packs()["foo"]["version"], "1.2.0")
        self.assertEqual(kept.read_bytes(), b"model")
        self.assertTrue(os.path.exists(done["kept"][0] + "/__init__.py"))
        self.assertEqual(self.nodes("update", "foo", "--yes")["steps"], [], "it is up to date")

        self.nodes("restore", "foo", "--yes")
        self.assertEqual((self.packs()["foo"]["version"], self.packs()["foo"]["state"]["isChanged"]), ("1.0.0", False))
        listed = self.nodes("remove", "foo")
        self.assertGreater(listed["steps"][0]["bytes"], 0)
        self.assertIn("foo", self.packs())
        self.nodes("remove", "foo", "--yes")
        self.assertEqual(self.packs(), {})
        self.nodes("restore", "foo", "--yes")
        self.assertEqual(self.packs()["foo"]["version"], "1.0.0")
        self.nodes("remove", "foo", "--yes", "--permanently")
        self.assertEqual([path for path in self.place.glob("kept-packs/*foo*") if not path.joinpath("ckpts").exists()], [])
        self.nothing_is_left()

    def test_a_repository_with_what_is_new_and_changes_made_by_hand(self):
        source = self.repository("Bär Pack", **{"node.py": "A = 1\n"})
        first = composeworld.git(source, "rev-parse", "HEAD")
        composeworld.git(source, "tag", "v1")
        self.nodes("install", str(source), "--yes")
        row = self.packs()["Bär Pack"]
        self.assertEqual((row["kind"], row["commit"]), ("git", first))
        self.assertEqual((row["state"]["git"]["ahead"], row["state"]["git"]["behind"]), (0, 0))
        second = self.commit(source, "Say “zwei”", **{"node.py": "A = 2\n"})
        third = self.commit(source, "three", **{"more.py": ""})
        step = self.nodes("update", "Bär Pack")["steps"][0]
        self.assertEqual((step["commits"], step["commitCount"]), (["three", "Say “zwei”"], 2))

        (self.custom / "Bär Pack/node.py").write_text("A = 'mine'\n")
        (self.custom / "Bär Pack/settings.json").write_text("{}")
        self.assertEqual(self.packs()["Bär Pack"]["state"]["git"]["edited"], ["node.py"])
        self.assertEqual(self.packs()["Bär Pack"]["state"]["git"]["added"], ["settings.json"])
        self.fails("refused", "node.py", "update", "bär pack", "--yes", code=3)
        done = self.nodes("update", "bär pack", "--to", second[:10], "--stash", "--yes")
        self.assertEqual(self.packs()["Bär Pack"]["commit"], second)
        self.assertEqual((self.custom / "Bär Pack/node.py").read_text(), "A = 2\n")
        self.assertEqual((self.custom / "Bär Pack/settings.json").read_text(), "{}")
        patch = done["kept"][0] + ".patch"
        composeworld.git(self.custom / "Bär Pack", "checkout", "-q", first)
        composeworld.git(self.custom / "Bär Pack", "apply", patch)
        self.assertEqual((self.custom / "Bär Pack/node.py").read_text(), "A = 'mine'\n")
        composeworld.git(self.custom / "Bär Pack", "checkout", "-q", "--force", second)
        self.nodes("update", "Bär Pack", "--to", "v1", "--yes")
        self.assertEqual(self.packs()["Bär Pack"]["commit"], first)
        self.nodes("update", "Bär Pack", "--yes")
        self.assertEqual(self.packs()["Bär Pack"]["commit"], third, "without --to it follows the default branch again")

    def test_disabled_by_either_convention(self):
        self.registry.add("foo", "1.2.3")
        self.nodes("install", "foo", str(self.repository("gitpack")), "--yes")
        self.nodes("disable", "foo", "gitpack")
        self.assertTrue((self.custom / ".disabled/foo@1_2_3/__init__.py").is_file())
        self.assertTrue((self.custom / ".disabled/gitpack@nightly/__init__.py").is_file())
        old = folder_of(self.custom, "Old.disabled")
        self.assertEqual({name: row["isEnabled"] for name, row in self.packs().items()},
                         {"foo": False, "gitpack": False, "Old": False})
        self.nodes("enable", "foo", "Old")
        self.assertTrue((self.custom / "foo/__init__.py").is_file())
        self.assertTrue((self.custom / "Old/__init__.py").is_file())
        self.assertFalse(old.exists())
        self.assertEqual(self.nodes("enable", "foo")["steps"], [])
        self.registry.add("foo", "2.0.0")
        self.nodes("disable", "foo")
        self.nodes("update", "foo", "--yes")
        self.assertEqual((self.packs()["foo"]["version"], self.packs()["foo"]["isEnabled"]), ("2.0.0", False))
        folder_of(self.custom, "foo")
        self.fails("already-exists", "foo", "enable", "foo")

    def test_folders_files_archives_and_lists(self):
        folder_of(self.folder, "Ordner")
        (self.folder / "single.py").write_text("NODE_CLASS_MAPPINGS = {}\n")
        with zipfile.ZipFile(self.folder / "any.zip", "w") as made:
            for name, content in pack_files("zipped", "1.0.0").items():
                made.writestr(f"ComfyUI-Zipped-main/{name}", content)
        first, second = self.repository("one"), self.repository("two")
        listed = [{"url": f"file://{first}"}, {"url": f"file://{second}", "branch": "main"}, {"url": f"file://{first}"}]
        (self.folder / "repos.json").write_text(json.dumps(listed))
        self.nodes("install", "./Ordner", "single.py", "any.zip", "repos.json", "--yes")
        self.assertEqual(sorted(self.packs()), ["ComfyUI-Zipped", "Ordner", "one", "two"])
        self.assertTrue((self.custom / "single.py").is_file())
        self.assertFalse((self.custom / "Ordner/.git").exists())
        (self.folder / "Ordner/new.py").write_text("")
        self.nodes("update", "Ordner", "--yes")
        self.assertTrue((self.custom / "Ordner/new.py").is_file())
        (self.custom / "Ordner/__init__.py").write_text("mine")
        self.assertTrue(self.packs()["Ordner"]["state"]["isChanged"])
        self.fails("refused", "Ordner", "update", "Ordner", "--yes", code=3)
        self.nodes("disable", "single.py")
        self.assertTrue((self.custom / "single.py.disabled").is_file())
        self.nodes("enable", "single.py")
        self.assertTrue((self.custom / "single.py").is_file())

    def test_an_adopted_folder_keeps_its_packs_to_itself(self):
        own = self.folder / "own"
        world.make_bundle.make(world.make_bundle.Request(layout="plain", kind="folder", out=str(own)))
        custom = own / "ComfyUI/custom_nodes"
        folder_of(custom, "mine")
        adopted = self.json("add", str(own), "--name", "Own")
        rows = self.json("nodes", "list", adopted["id"])["packs"]
        self.assertIn("mine", [row["name"] for row in rows])
        self.json("nodes", "disable", adopted["id"], "mine")
        self.assertTrue((custom / ".disabled/mine/__init__.py").is_file())
        self.json("nodes", "enable", adopted["id"], "mine")
        self.assertTrue((custom / "mine/__init__.py").is_file())
        for verb in ("install", "update", "remove"):
            found = self.json("nodes", verb, adopted["id"], "mine", "--yes", code=1)["error"]
            self.assertEqual(found["code"], "unsupported")
            self.assertTrue(found["nextStep"])

    def test_nothing_is_changed_while_it_runs(self):
        self.registry.add("foo", "1.0.0")
        self.nodes("install", "foo", "--yes")
        self.registry.add("foo", "2.0.0")
        kept = self.nodes("update", "foo", "--yes")["kept"][0]
        self.assertTrue(os.path.exists(kept))
        self.json("start", self.install["id"], "--detach")
        for verb, word in (("disable", "foo"), ("install", "bar"), ("remove", "foo")):
            found = self.nodes(verb, word, "--yes", code=5)["error"]
            self.assertEqual(found["code"], "busy")
        self.assertTrue(self.packs()["foo"]["isEnabled"], "looking is allowed")
        self.json("stop", self.install["id"])
        self.wait_nothing_runs()
        self.nodes("disable", "foo")
        self.assertFalse(os.path.exists(kept), "it started well with the new one")
        self.assertEqual([path.name[16:] for path in (self.folder / "home").rglob("files/*")], ["foo"], "recycle bin")


class BadInput(NodesCase):
    def test_archives(self):
        self.registry.add("broken", "1.0.0", data=b"PK\x03\x04 and then nothing of a zip")
        self.registry.add("page", "1.0.0", data=b"<!doctype html><title>Log in</title>" * 20)
        self.registry.add("escape", "1.0.0", files={**pack_files("escape", "1.0.0"), "../../../escaped.py": "evil"})
        self.registry.add("empty", "1.0.0", files={"README.md": "nothing"})
        self.registry.add("banned", "1.0.0", status="Banned")
        self.registry.add("banned", "0.9.0")
        self.fails("corrupt", "broken", "install", "broken", "--yes")
        self.fails("http-status", "web page", "install", "page", "--yes")
        self.fails("refused", "escape", "install", "escape", "--yes", code=3)
        self.assertFalse(list(self.library.rglob("escaped.py")))
        self.fails("refused", "__init__.py", "install", "empty", "--yes", code=3)
        self.fails("refused", "withdrawn", "install", "banned@1.0.0", "--yes", code=3)
        self.assertEqual(self.registry.installs(), [])

    def test_names(self):
        self.registry.add("foo", "1.0.0")
        self.fails("not-found", "unknown-pack", "install", "unknown-pack", "--yes", code=4)
        self.fails("not-found", "9.9.9", "install", "foo@9.9.9", "--yes", code=4)
        self.fails("not-found", "nowhere", "install", "./nowhere", "--yes", code=4)
        self.fails("not-found", "no-such-branch", "install", f"{self.repository('r')}@no-such-branch", "--yes", code=4)
        self.fails("not-found", "bar", "disable", "bar", code=4)
        self.fails("not-found", "bar", "restore", "bar", code=4)
        for typed in ("ssh://git@host/x", "git@host:me/x", "a b", "ünicode", "foo@", "foo@1 2"):
            self.assertTrue(self.nodes("install", typed, "--yes", code=1)["error"]["nextStep"], typed)
        self.fails("refused", "git.invalid", "install", "http://git.invalid/x", "--yes", code=3)
        self.fails("refused", "library lies in it", "install", str(self.folder), "--yes", code=3)
        self.nodes("install", "foo", "--yes")
        self.fails("already-exists", "foo", "install", "foo", "--yes")
        self.fails("already-exists", "foo", "install", str(self.repository("FOO")), "--yes")
        self.nodes("disable", "foo")
        self.fails("already-exists", "disabled", "install", "foo", "--yes")
        twice = self.repository("twice")
        copy = self.folder / "other/twice"
        shutil.copytree(twice, copy)
        self.fails("already-exists", "twice", "install", str(twice), str(copy), "--yes")
        self.cli("nodes", "list", code=2)
        self.cli("nodes", "fly", "x", code=2)
        self.cli("nodes", "list", self.install["id"], "--stash", code=2)
        self.cli("nodes", "list", "no-such-install", code=4)

    def test_lists(self):
        for number, text in enumerate(("", "[", "{}", "[]", '[{"url": ""}]', '[{"url": "ssh://x/y"}]', "[7]")):
            path = self.folder / f"list{number}.json"
            path.write_text(text)
            found = self.nodes("install", str(path), "--yes", code=1)["error"]
            self.assertIn(path.name, found["message"])
        self.nothing_is_left()


class Registry(NodesCase):
    def test_search_works_without_a_network_and_says_its_age(self):
        for name, text in (("face-tools", "Detects faces"), ("upscale", "Makes images larger"), ("übersetzer", "")):
            self.registry.add(name if name.isascii() else "translator", "1.0.0", name=name, description=text)
        self.assertEqual([node["id"] for node in self.json("nodes", "search", "faces")["nodes"]], ["face-tools"])
        everything = self.json("nodes", "search")
        self.assertEqual((everything["total"], everything["pages"]), (3, 1))
        info = self.json("nodes", "info", "upscale")
        self.assertEqual([version["version"] for version in info["versions"]], ["1.0.0"])
        self.cli("nodes", "search", "--refresh")
        for mode in ("html", "error", "nonsense"):
            self.registry.mode = mode
            kept = self.json("nodes", "search", "faces")
            if mode != "nonsense":
                self.assertTrue(kept["freshness"]["isKept"])
                self.assertTrue(kept["freshness"]["asked"])
                self.assertEqual([node["id"] for node in kept["nodes"]], ["face-tools"])
        self.registry.__exit__()
        kept = self.json("nodes", "search", "LARGER images")  # never asked before: found in what is kept of the list
        self.assertEqual([node["id"] for node in kept["nodes"]], ["upscale"])
        self.assertTrue(kept["freshness"]["isKept"])
        out, err = self.cli("nodes", "info", "upscale")
        self.assertIn("upscale", out)
        self.assertIn("kept", err)
        self.assertEqual(self.json("nodes", "info", "never-seen", code=1)["error"]["code"], "network")
        self.registry = type(self.registry)().__enter__()

    def test_another_registry_for_one_command(self):
        with type(self.registry)() as other:
            other.add("elsewhere", "1.0.0")
            self.assertEqual(self.json("nodes", "info", "elsewhere", "--registry", other.url())["id"], "elsewhere")
            self.assertEqual(self.json("nodes", "info", "elsewhere", code=4)["error"]["code"], "not-found")
            self.json("nodes", "info", "elsewhere", "--registry", "gopher://x", code=3)

    def test_what_strangers_wrote_is_plain_text(self):
        self.registry.add("evil", "1.0.0", name="Nice\u001b[2J\u202e pack", description="line\u0007\nsecond")
        out, _ = self.cli("nodes", "info", "evil")
        self.assertNotIn("\u001b", out)
        self.assertNotIn("\u202e", out)


world.main()
