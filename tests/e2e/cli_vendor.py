# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Keep for offline: all that an install is made of comes into the store, is verified and repaired, and makes the same
install again where there is no network at all."""

import hashlib
import json
import os
import shutil
import subprocess
import sys

from composecase import skip_without_uv
from envcase import PLAIN, EnvCase
from snapshotcase import SnapshotCase
from world import BIN, SOURCE, comfyclient, main

#: Runs a program in a network of its own that has nothing but the loopback address, which it switches on (SIOCSIFFLAGS).
ALONE = """import fcntl, os, socket, struct, sys
with socket.socket() as s: fcntl.ioctl(s, 0x8914, struct.pack("16sh14x", b"lo", 0x1 | 0x40))
os.execv(sys.argv[1], sys.argv[1:])"""
#: The rebuild, a start and a prompt; prints what the rebuild said.
INSIDE = """import json, subprocess, sys
sys.path.insert(0, sys.argv[1])
import comfyclient
program, port = sys.argv[2:-1], int(sys.argv[-1])
done = subprocess.run([*program, "--json", "vendor", "rebuild", "mine", "--port", str(port), "--yes"], capture_output=True, text=True)
print(done.stdout.splitlines()[-1] if done.stdout else done.stderr)
if done.returncode == 0:
    subprocess.run([*program, "start", "mine", "--detach"], check=True, capture_output=True)
    assert comfyclient.make_picture(port)
    subprocess.run([*program, "stop", "mine"], check=True, capture_output=True)
sys.exit(done.returncode)"""


def cut_off():
    """The beginning of a command line that runs without a network; nothing where that cannot be had."""
    words = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-r", "-n"]
    words += [sys.executable, "-c", ALONE]
    try:
        return words if subprocess.run([*words, "/bin/true"], capture_output=True, check=False).returncode == 0 else []
    except OSError:
        return []


class Vendor(SnapshotCase):
    def setUp(self):
        super().setUp()
        self.source, _ = self.git_pack("gitty")
        self.offer("reggie", "1.0.0")
        own = self.folder / "own"
        own.mkdir()
        (own / "__init__.py").write_text("NODE_CLASS_MAPPINGS = {}\n")
        (own / "table.json").write_text("{}\n")
        self.nodes("install", str(self.source), "reggie", str(own), "--yes")
        self.nodes("disable", "own")
        self.store = self.library / "store"

    def vendor(self, *words, code=0):
        return self.json("vendor", *words, code=code, seconds=120)

    def keep(self, *words, code=0):
        return self.vendor("mine", *words, "--yes", code=code)

    def sums(self, kept):
        """What `sha256sum -c` says: all that is not OK."""
        done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=kept["folder"], capture_output=True, text=True, check=False)
        lines = done.stdout.splitlines()
        self.assertEqual(len(lines), len(kept["files"]), done.stderr)
        return [line for line in lines if not line.endswith(": OK")]

    def seen(self):
        """What is kept, by content."""
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for part in ("vendored", "wheels", "roots")
                for path in sorted((self.store / part).rglob("*")) if path.is_file()}

    def path_of(self, kept, kind, name):
        return next(self.store / row["path"] for row in kept["files"] if (row["kind"], row["name"]) == (kind, name))

    def go_offline(self):
        """Every source is gone."""
        shutil.move(self.source, self.folder / "gone")
        self.index.faults, self.registry.mode = {"/": "404"}, "error"

    def test_the_same_install_again_without_any_network(self):
        before = self.seen()
        plan = self.vendor("mine")
        self.assertEqual(plan["type"], "plan")
        self.assertEqual({(row["kind"], row["name"]) for row in plan["items"] if row["kind"] != "runtime"} -
                         {("pack", "websocket_image_save.py")},
                         {("pack", "gitty"), ("pack", "reggie"), ("pack", "own"), ("wheel", "number 1.0")})
        self.assertEqual(self.seen(), before, "a plan changes nothing")
        kept = self.keep()
        self.assertEqual((kept["type"], kept["lacks"], kept["isWhole"]), ("kept", [], True))
        self.assertEqual(sorted({row["kind"] for row in kept["files"]}), ["pack", "runtime", "tool", "wheel"])
        self.assertEqual(self.sums(kept), [])
        again = self.keep()
        self.assertEqual((again["id"], again["files"], again["manifest"]), (kept["id"], kept["files"], kept["manifest"]))
        self.assertTrue(all(row["isKept"] for row in self.vendor("mine")["items"]))
        self.assertTrue(self.vendor("verify", "mine")["isWhole"])

        # Whatever becomes of the install, no cleaning takes it away.
        self.go_offline()
        self.json("remove", "mine", "--permanently", "--yes")
        self.json("clean", "--yes")
        self.assertEqual(self.sums(kept), [])
        self.assertEqual([row["id"] for row in self.vendor("list")["states"]], [kept["id"]])

        # What is kept is all that another computer needs.
        self.other = self.folder / "another library"
        for part in ("vendored", "wheels"):
            shutil.copytree(self.store / part, self.other / "store" / part, symlinks=True)
        shutil.rmtree(self.library)
        self.library = self.other
        prefix = cut_off()
        port = comfyclient.free_port()
        program = [str(BIN / "porticoctl"), "--library", str(self.library)]
        done = subprocess.run([*prefix, sys.executable, "-c", INSIDE, str(SOURCE / "tests/support"), *program, str(port)],
                              env=self.environment, capture_output=True, text=True, check=False, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        rebuilt = json.loads(done.stdout.splitlines()[0])
        self.assertEqual((rebuilt["type"], rebuilt["isSame"], rebuilt["lacks"]), ("rebuilt", True, []))
        self.assertEqual(rebuilt["manifest"], kept["manifest"])
        self.wait_nothing_runs()
        self.place = self.library / "installs/mine"
        self.own = {}
        rows = self.packs()
        self.assertEqual({name: row["isEnabled"] for name, row in rows.items()}, {"gitty": True, "reggie": True, "own": False})
        self.assertEqual(self.say(), ["gitty 1 sees number 1.0", "reggie 1.0.0 is here"])
        if not prefix:
            self.skipTest("rebuilt with every source gone; a network namespace cannot be made here")

    def test_damage_is_named_before_anything_is_replaced_and_repaired(self):
        kept = self.keep()
        upstream = self.vendor("check-upstream", "mine")
        self.assertTrue(upstream["isAllThere"])
        self.assertEqual(sorted((row["kind"], row["name"]) for row in upstream["sources"] if row["kind"] != "runtime"),
                         [("pack", "gitty"), ("pack", "own"), ("pack", "reggie"), ("wheel", "number")])
        (self.folder / "own/__init__.py").write_text("NODE_CLASS_MAPPINGS = {'Other': None}\n")
        self.registry.packs["reggie"]["versions"]["1.0.0"]["status"] = "Banned"
        shutil.rmtree(self.folder / "cache", ignore_errors=True)
        shutil.move(self.source, self.folder / "gone")
        upstream = self.vendor("check-upstream", "mine", code=1)
        self.assertEqual({row["name"]: row["state"] for row in upstream["sources"] if row["kind"] != "runtime"},
                         {"gitty": "gone", "own": "changed", "reggie": "gone", "number": "there"})
        self.assertTrue(all(row["why"] for row in upstream["sources"] if row["state"] != "there"))
        shutil.move(self.folder / "gone", self.source)
        wheel, pack = self.path_of(kept, "wheel", "number"), self.path_of(kept, "pack", "reggie")
        wheel.chmod(0o644)
        wheel.write_bytes(wheel.read_bytes() + b"x")
        pack.unlink()
        before = self.seen()
        verdict = self.vendor("verify", "mine", code=1)
        self.assertEqual({(row["name"], row["isMissing"]) for row in verdict["states"][0]["damages"]}, {("number", False), ("reggie", True)})
        self.assertEqual(len(self.sums(kept)), 2)
        said, _ = self.cli("vendor", "verify", "mine", code=1)
        self.assertIn(f"damaged: {wheel.relative_to(self.store)}", said)
        self.assertIn(f"missing: {pack.relative_to(self.store)}", said)
        error = self.vendor("rebuild", "mine", "--yes", code=4)["error"]
        self.assertEqual((error["code"], "verify" in error["nextStep"]), ("not-found", True))
        self.assertEqual(self.seen(), before, "nothing was replaced")
        self.assertEqual(sorted(path.name for path in (self.library / "installs").glob("*") if path.is_dir()), ["mine"])
        self.assertTrue(self.vendor("verify", "mine", "--repair")["isWhole"])
        self.assertEqual(self.sums(kept), [])

    def test_one_file_carries_it_to_another_library(self):
        kept = self.keep()
        carried = self.folder / "mine.tar"
        exported = self.vendor("export", "mine", str(carried))
        self.assertEqual((exported["type"], exported["manifest"], exported["bytes"]),
                         ("exported", kept["manifest"], carried.stat().st_size))
        self.assertEqual(self.vendor("export", "mine", str(carried), code=1)["error"]["code"], "already-exists")
        self.assertEqual(list(self.folder.glob("*.part")), [])
        self.go_offline()
        first, self.library = self.library, self.folder / "another library"
        self.store = self.library / "store"
        whole = carried.read_bytes()
        damaged = whole.replace(b"\x28\xb5\x2f\xfd", b"\x28\xb5\x2f\xfc")  # the beginning of each archive in it
        for content, code, error in ((damaged, 3, "hash-mismatch"), (whole[:len(whole) // 2], 1, "corrupt"),
                                     (whole.replace(b'"finished": true', b'"finished":false'), 1, "corrupt"),
                                     (b"no archive at all" * 99, 1, "unsupported")):
            carried.write_bytes(content)
            refused = self.vendor("import", str(carried), code=code)["error"]
            self.assertEqual((refused["code"], bool(refused["nextStep"])), (error, True), refused)
            self.assertEqual(self.vendor("list")["states"], [], "nothing of it came in")
        carried.write_bytes(whole)
        imported = self.vendor("import", str(carried))
        self.assertEqual((imported["id"], imported["manifest"], imported["isWhole"]), (kept["id"], kept["manifest"], True))
        self.assertEqual(self.sums(imported), [])
        self.assertEqual(self.vendor("import", str(carried))["files"], imported["files"], "a second time changes nothing")
        self.json("clean", "--yes")
        rebuilt = self.vendor("rebuild", "mine", "--yes")
        self.assertEqual((rebuilt["manifest"], rebuilt["isSame"]), (kept["manifest"], True))
        self.assertEqual(list((self.library / "staging").glob("*")), [])
        self.library = first

    def test_what_cannot_be_kept_is_named_with_its_reason(self):
        shutil.rmtree(self.store / "wheels")
        base = next(path for path in self.place.glob("gen-0001/**/main.py"))
        text = base.read_text()
        base.unlink()
        base.write_text(text + "# mine\n")
        self.go_offline()
        kept = self.keep(code=1)
        self.assertEqual([(row["kind"], row["name"]) for row in kept["lacks"]], [("wheel", "number 1.0")])
        self.assertTrue(kept["lacks"][0]["message"])
        self.assertEqual(self.sums(kept), [], "what is kept is whole")
        self.assertEqual(self.vendor("verify", "mine", code=1)["states"][0]["damages"], [])
        self.assertEqual(self.vendor("rebuild", "mine", "--yes", code=4)["error"]["code"], "not-found")
        self.index.faults = {}
        whole = self.keep()
        self.assertEqual((whole["lacks"], whole["id"]), ([], kept["id"]))
        # Beside the first one, of the store alone, in the same library: the file that was changed is as it was installed.
        rebuilt = self.vendor("rebuild", "mine", "--name", "Second", "--yes")
        self.assertEqual((rebuilt["install"], rebuilt["isSame"]), ("second", True))
        second = next(path for path in (self.library / "installs/second").glob("gen-0001/**/main.py"))
        self.assertEqual(second.read_text(), text)
        # An older state: what the install has not any more is fetched from where it came from.
        shutil.move(self.folder / "gone", self.source)
        self.registry.mode = ""
        good = self.take()
        self.commit(self.source, "2", "number==2.0")
        self.nodes("update", "gitty", "--yes")
        older = self.vendor("mine", "--snapshot", good, "--yes")
        self.assertEqual((older["manifest"], older["lacks"]), (whole["manifest"], []))
        newer = self.keep()
        self.assertNotEqual(newer["manifest"], older["manifest"])
        removed = self.vendor("remove", newer["id"], "--yes")
        self.assertEqual(removed["states"], [newer["id"]])
        self.assertGreater(removed["bytes"], 0)
        self.assertTrue(self.vendor("verify", "mine")["isWhole"], "the older one has all that is its own")

    def test_words_and_refusals(self):
        self.assertEqual(self.vendor("list")["states"], [])
        for words, code in ((("verify", "mine"), 4), (("nobody",), 4), (("rebuild",), 2), (("mine", "more"), 2),
                            (("verify", "mine", "--yes"), 2), (("export", "mine"), 2), (("import",), 2),
                            (("export", "mine", "a.tar", "more"), 2), (("import", "no-such-file.tar"), 4), (("mine", "--snapshot", "abcd"), 4)):
            error = self.vendor(*words, code=code)["error"]
            self.assertTrue(error["nextStep"], error)


class Environments(EnvCase):
    def test_an_isolated_environment_comes_along(self):
        self.put(PLAIN)
        for name, text in (("__init__.py", "NODE_CLASS_MAPPINGS = {}\n"), ("requirements.txt", "comfy-env==0.4.22\n")):
            (self.place / "data/custom_nodes/ComfyUI-Some" / name).write_text(text)
        env = self.env("build")["environments"][0]
        # What stands on a Python of this computer cannot be kept, and is named.
        is_linked = json.loads((self.place / "gen-0001/compose.json").read_text())["python"]["origin"] == "linked"
        lacks = ["runtime"] * is_linked + ["environment"] * bool(env["leansOn"])
        kept = self.json("vendor", "mine", "--yes", code=1 if lacks else 0, seconds=120)
        self.assertEqual([row["kind"] for row in kept["lacks"]], lacks)
        self.assertTrue(all("Python" in row["message"] for row in kept["lacks"]), kept["lacks"])
        self.index.faults = {"/": "404"}
        words = ("vendor", "rebuild", "mine", "--name", "Second", "--yes")
        if lacks:
            self.assertEqual(self.json(*words, code=4)["error"]["code"], "not-found")
            return
        rebuilt = self.json(*words, seconds=120)
        self.assertEqual((rebuilt["isSame"], rebuilt["manifest"]), (True, kept["manifest"]))
        self.assertEqual((rebuilt["environments"], rebuilt["lacks"]), (["some-nodes"], []))
        states = {row["name"]: row["state"] for row in self.json("env", "list", "second")["environments"]}
        self.assertEqual(states, {"some-nodes": "built"}, "in a folder of the new install")


if __name__ == "__main__":
    skip_without_uv()
    main()
