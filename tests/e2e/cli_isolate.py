#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""porticoctl env isolate and rejoin on a loopback index, with a comfy-env that does in little what the real one does: a trial
decides, nothing is half done, the pack is what it was, and everything else about it goes on working."""

import shutil

from composecase import skip_without_uv  # sets up the path to tests/support
import composeworld
from isolatecase import IsolateCase
from ordinarycase import SOCKETS, WITH_PATHS
from packageindex import Wheel
from world import main


class Isolate(IsolateCase):
    def test_isolated_and_back_as_it_was(self):
        pack = self.ordinary("ComfyUI-Clashes", "clashing", "2.0", **{
            "__pycache__/x.pyc": "old", "data/model.bin": "m" * 9000, **WITH_PATHS, **SOCKETS})
        before, layer = self.seen(), self.current_layer()
        plan = self.json("nodes", "plan", "mine", code=1)
        self.assertEqual(plan["canIsolate"], ["ComfyUI-Clashes", "Keeps"], plan["unmet"])
        shown = self.json("env", "isolate", "mine", "ComfyUI-Clashes")
        self.assertEqual((shown["act"], shown["isComplete"]), ("isolate", True))
        self.assertIn("/clashes/list, /clashes/save", " ".join(shown["steps"][0]["remarks"]))
        self.assertEqual(self.seen(), before, "a plan changes nothing")

        done = self.isolate("ComfyUI-Clashes")
        self.assertIn("2 node", " ".join(done["remarks"]))
        self.assertIn("/clashes/list, /clashes/save", " ".join(done["remarks"]), "the trial saw what it loses")
        inner = pack / "nodes/isolated/ComfyUI-Clashes"
        moved = {path.replace(str(pack), str(inner)): bytes for path, bytes in self.seen_in(before, pack).items()}
        self.assertEqual(self.seen(inner), moved, "the pack's files are what they were")
        config = (pack / "nodes/isolated/comfy-env.toml").read_text(encoding="utf-8")
        self.assertIn("clashing = '==2.0'", config)
        self.assertIn("tinyhttp = '*'", config, "what ComfyUI has counts by name")
        self.assertNotIn("torch =", config)
        row = self.pack_row("ComfyUI-Clashes")
        self.assertTrue(row["isIsolated"] and row["state"]["needsMet"], row)
        self.assertIn("/clashes/save", row["losses"][0])
        self.assertEqual((pack / "comfy-env-root.toml").read_text(encoding="utf-8"), SOCKETS["comfy-env-root.toml"])
        self.assertEqual(self.states(self.env("list")), {"clashes-isolated": "built"})
        self.assertEqual(self.json("nodes", "plan", "mine")["canIsolate"], [])
        answers, _ = self.answers()
        self.assertEqual(answers["Ask_Keeps"]["version"], "1.0", answers)
        self.assertEqual(answers["Ask_ComfyUI_Clashes"].get("version"), "2.0", answers)
        self.assertNotEqual(answers["Ask_ComfyUI_Clashes"]["pid"], answers["host"])
        self.assertEqual(answers["Tell_ComfyUI_Clashes"], 42)
        self.assertEqual(answers["web"]["ComfyUI-Clashes"], str(inner / "web"))

        self.rejoin("ComfyUI-Clashes")
        after = self.seen()
        after.pop("packs.json"), before.pop("packs.json", None)
        self.assertEqual(after, before)
        self.assertEqual((pack / "__pycache__/x.pyc").read_text(), "old")
        self.assertEqual(self.current_layer(), layer)
        self.assertEqual(list((self.place / "ce").glob("envs/*")), [], "its environment went, too")
        self.nothing_else_is_left()

    def refused(self, pack, part, code="refused", exit_code=3):
        before, layer = self.seen(), self.current_layer()
        error = self.isolate(pack, code=exit_code)["error"]
        self.assertEqual(error["code"], code, error)
        self.assertIn(part, error["message"], error)
        self.assertTrue(error["nextStep"])
        self.assertEqual(self.seen(), before)
        self.assertEqual(self.current_layer(), layer)
        self.assertEqual(list((self.place / "ce").glob("envs/*")), [])
        self.nothing_else_is_left()
        return error

    def test_a_trial_that_loses_nodes_puts_everything_back(self):
        harms = {
            "imports what nobody brings": ("Imports", {"asking.py": "import nobody_has_this\nclass Ask: pass\n"}, "nobody_has_this"),
            "has fewer nodes alone": ("Fewer", {"__init__.py": FEWER}, "Only_here"),
            "hides its classes": ("Hides", {"__init__.py": HIDDEN}, "Hidden"),
            "asks for what is nowhere": ("Nowhere", {"requirements.txt": "clashing==9.0\n"}, "clashing"),
        }
        for title, (name, files, part) in harms.items():
            with self.subTest(title):
                pack = self.ordinary(name, "clashing", "2.0", **files)
                try:
                    code = ("refused", 3) if name != "Nowhere" else ("unsupported", 1)
                    self.refused(name, part, *code)
                finally:
                    shutil.rmtree(pack)

    def test_what_cannot_be_isolated_is_told(self):
        self.put(self.custom() / "Own", {"__init__.py": "NODE_CLASS_MAPPINGS = {}\n", "nodes/comfy-env.toml": ""})
        self.refused("Own", "comfy-env.toml", "unsupported", 1)
        shutil.rmtree(self.custom() / "Own")
        self.refused("Gone", "Gone", "not-found", 4)
        (self.custom() / "single.py").write_text("NODE_CLASS_MAPPINGS = {}\n", encoding="utf-8")
        self.refused("single.py", "single file", "unsupported", 1)
        (self.custom() / "Linked").symlink_to(self.ordinary("Linked", "clashing", "2.0", folder=self.folder / "elsewhere"))
        self.refused("Linked", "is a link to a folder elsewhere", "unsupported", 1)
        (self.custom() / "Linked").unlink()
        self.put(self.custom() / "Old", {"requirements.txt": "comfy-env==0.2.19\n"})
        self.assertIn("Old", self.refused("Keeps", "comfy-env 0.2.19, which is too old", "unsupported", 1)["nextStep"])

    def test_the_rest_of_its_life_goes_on(self):
        self.ordinary("Git", "clashing", "2.0", **{".gitignore": "__pycache__/\n"})
        folder = self.custom() / "Git"
        composeworld.git(folder, "init", "-q", "-b", "main")
        composeworld.git(folder, "add", "-A")
        composeworld.git(folder, "commit", "-q", "-m", "first")
        commit = composeworld.git(folder, "rev-parse", "HEAD")
        self.isolate("Git")
        self.assertIn("already", " ".join(self.isolate("Git")["remarks"]))
        inner = folder / "nodes/isolated/Git"
        row = self.pack_row("Git")
        self.assertEqual((row["kind"], row["commit"], row["state"]["git"]["edited"], row["state"]["git"]["added"]), ("git", commit, [], []))
        (inner / "asking.py").write_text((inner / "asking.py").read_text() + "# more\n", encoding="utf-8")
        self.assertEqual(self.pack_row("Git")["state"]["git"]["edited"], ["asking.py"])
        error = self.json("nodes", "update", "mine", "Git", "--yes", code=4)["error"]
        self.assertIn("Nobody knows where", error["message"])

        self.cli("nodes", "disable", "mine", "Git", "--yes")
        self.assertIn("Enable it first", self.json("nodes", "update", "mine", "Git", code=3)["error"]["nextStep"])
        self.assertEqual(self.env("list")["environments"], [])
        self.assertFalse(self.pack_row("Git")["isEnabled"])
        self.cli("nodes", "enable", "mine", "Git", "--yes")
        self.assertEqual(self.states(self.env("list")), {"git-isolated": "built"})
        answers, _ = self.answers()
        self.assertEqual(answers["Ask_Git"].get("version"), "2.0", answers)

        # comfy-env would import it into ComfyUI's own Python; the wrapper does not let it.
        shutil.rmtree(next((self.place / "ce").glob("envs/git-isolated*")))
        answers, log = self.answers()
        self.assertNotIn("Ask_Git", answers)
        self.assertIn("repair the environments", log)
        self.env("repair")
        self.assertEqual(self.answers()[0]["Ask_Git"].get("version"), "2.0")
        self.rejoin("Git")
        self.assertEqual(composeworld.git(folder, "status", "--porcelain"), "M asking.py")


    def test_an_update_goes_into_the_wrapper_and_back(self):
        self.index.add(Wheel("clashing", "3.0"))
        origin = self.ordinary("Git", "clashing", "2.0", folder=self.folder / "origin", **{".gitignore": "__pycache__/\n"})
        composeworld.git(origin, "init", "-q", "-b", "main")
        first = self.commit(origin)
        composeworld.git(self.custom(), "clone", "-q", origin, "Git")
        self.isolate("Git")
        inner = self.custom() / "Git/nodes/isolated/Git"
        (inner / "kept.json").write_text("{}", encoding="utf-8")  # the pack's own, which no version brings
        built = self.env_record()

        self.put(origin, {"readme.md": "more\n"})
        second = self.commit(origin)
        self.assertEqual(self.update("Git")["steps"][0]["after"]["commit"], second)
        self.assertEqual(self.pack_row("Git")["commit"], second)
        self.assertEqual((inner / "readme.md").read_text(), "more\n")
        self.assertTrue((inner / "kept.json").exists())
        self.assertEqual(self.env_record(), built, "the same needs: nothing was built anew")

        self.put(origin, {"asking.py": "import nobody_has_this\n"})
        self.commit(origin)
        self.put(origin, {"requirements.txt": "clashing==3.0\n"})
        self.commit(origin)
        before = self.seen()
        self.assertIn("nobody_has_this", self.update("Git", code=3)["error"]["message"])
        self.assertEqual(self.seen(), before)
        self.assertEqual(self.states(self.env("list")), {"git-isolated": "built"}, "it is again what the old version needs")

        self.ordinary("Git", "clashing", "3.0", folder=self.folder / "origin")
        third = self.commit(origin)
        self.update("Git")
        self.assertEqual(self.states(self.env("list")), {"git-isolated": "built"})
        self.cli("nodes", "restore", "mine", "Git", "--yes", seconds=200)
        self.assertEqual(self.pack_row("Git")["commit"], second)
        self.assertEqual(self.states(self.env("list")), {"git-isolated": "built"})
        self.assertEqual(self.answers()[0]["Ask_Git"].get("version"), "2.0")

        self.update("Git")
        self.assertEqual(self.answers()[0]["Ask_Git"].get("version"), "3.0")
        self.rejoin("Git")
        row = self.pack_row("Git")
        self.assertEqual((row["commit"], row["isIsolated"], row["state"]["isChanged"]), (third, False, False), first)
        self.assertEqual(composeworld.git(self.custom() / "Git", "status", "--porcelain"), "?? kept.json")

    def commit(self, folder):
        composeworld.git(folder, "add", "-A")
        composeworld.git(folder, "commit", "-q", "-m", "more")
        return composeworld.git(folder, "rev-parse", "HEAD")

    def update(self, pack, code=0):
        return self.json("nodes", "update", "mine", pack, "--yes", code=code, seconds=200)

    def env_record(self):
        return next((self.place / "ce").glob("envs/git-isolated*/portico-env.json")).read_bytes()

    def test_a_new_pack_comes_isolated(self):
        offered = self.ordinary("New", "clashing", "2.0", folder=self.folder / "offered")
        plan = self.json("nodes", "install", "mine", offered)
        self.assertEqual((plan["isComplete"], plan["canIsolate"]), (False, ["Keeps", "New"]), plan["layer"]["unmet"])
        done = self.json("nodes", "install", "mine", offered, "--isolate", "New", "--yes", seconds=120)
        self.assertEqual([step["act"] for step in done["steps"]], ["install"])
        self.assertTrue(self.pack_row("New")["isIsolated"])
        self.assertFalse(self.pack_row("New")["state"]["isChanged"])
        answers, _ = self.answers()
        self.assertEqual((answers["Ask_New"].get("version"), answers["Ask_Keeps"]["version"]), ("2.0", "1.0"), answers)
        inner = self.custom() / "New/nodes/isolated/New"
        files = {path.replace(str(inner), ""): bytes for path, bytes in self.seen(inner).items()}
        self.rejoin("New")
        self.assertEqual({path.replace(str(self.custom() / "New"), ""): bytes
                          for path, bytes in self.seen(self.custom() / "New").items()}, files)
        self.assertFalse(self.pack_row("New")["state"]["isChanged"])
        self.assertEqual(self.answers()[0]["Ask_Keeps"]["version"], "1.0", "what it needs is left out again")


FEWER = '''import os
from .asking import Ask

NODE_CLASS_MAPPINGS = {"Ask_Fewer": Ask}
if os.environ.get("COMFYUI_ISOLATION_WORKER") != "1":
    NODE_CLASS_MAPPINGS["Only_here"] = Ask
'''.replace("from .asking import Ask\n", '''class Ask:
    RETURN_TYPES = ()
    FUNCTION = "ask"

    @classmethod
    def INPUT_TYPES(cls):
        return {}

''')
HIDDEN = '''def make():
    class Inner:
        RETURN_TYPES = ()
        FUNCTION = "ask"

        @classmethod
        def INPUT_TYPES(cls):
            return {}

    return Inner


NODE_CLASS_MAPPINGS = {"Hidden": make()}
'''


if __name__ == "__main__":
    skip_without_uv()
    main()
