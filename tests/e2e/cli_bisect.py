#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""`porticoctl bisect`: finds the guilty node pack by halves, with real starts, and leaves no trace."""

import json
import signal
import time

from world import World, bundle, comfyclient, main

GOOD = "NODE_CLASS_MAPPINGS = {}\n"
CRASHES = "import os, sys\nsys.stderr.flush()\nos._exit(3)\n"
NATIVE = "import faulthandler, os, signal\nfaulthandler.enable()\nos.kill(os.getpid(), signal.SIGSEGV)\n"
HANGS = "import time\ntime.sleep(3600)\n"
FAILS = "import a_module_that_nobody_has\n"
# What preparing a start writes anew each time.
WRITTEN_AT_EVERY_START = {"model-paths.yaml", "constraints.txt"}
# Either of the two is well alone; whichever comes second ends the process.
PAIR = ("import os, sys\nif getattr(sys, 'standin_pair', None):\n    os._exit(4)\n"
        "sys.standin_pair = True\n" + GOOD)


class Bisect(World):
    def setUp(self):
        super().setUp()
        self.install = self.add(bundle(), "--name", "Studio")
        self.home = self.library / "installs" / self.install["id"]
        self.nodes = self.home / "data" / "custom_nodes"

    def packs(self, count, **bad):
        """`count` packs; those named like pack_07="code" have that code instead of a good one."""
        for number in range(count):
            name = f"pack_{number:02}"
            folder = self.nodes / name
            folder.mkdir(parents=True)
            (folder / "__init__.py").write_text(bad.get(name, GOOD), encoding="utf-8")

    def tree(self):
        """Path, size and time of all that is the install's."""
        return {str(path.relative_to(self.home)): (path.stat().st_size, path.stat().st_mtime_ns)
                for path in self.home.rglob("*")
                if path.is_file() and "__pycache__" not in path.parts and path.name not in ("flags.json", "install.lock")}

    def bisect(self, *words, code=0):
        before = self.tree()
        answer = self.json("bisect", "studio", *words, code=code, seconds=120)
        after = self.tree()
        changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        self.assertEqual(changed - WRITTEN_AT_EVERY_START, set(), "the install is as it was")
        self.assertEqual(list((self.library / "staging").glob("*")), [])
        self.wait_nothing_runs()
        return answer

    def test_one_of_fifty_that_ends_the_process(self):
        self.packs(50, pack_37=CRASHES)
        answer = self.bisect()
        self.assertEqual((answer["result"], answer["packs"]), ("found", ["pack_37"]))
        self.assertLessEqual(answer["rounds"], 8)
        self.assertEqual(answer["commands"], ["porticoctl nodes disable studio pack_37"])
        print(f"found 1 of 51 in {answer['rounds']} rounds")

    def test_a_native_crash_names_its_pack_at_once(self):
        self.packs(20, pack_11=NATIVE)
        answer = self.bisect()
        self.assertEqual((answer["result"], answer["packs"]), ("found", ["pack_11"]))
        self.assertLessEqual(answer["rounds"], 3)

    def test_a_pack_that_hangs(self):
        self.packs(4, pack_02=HANGS)
        answer = self.bisect("--ready-limit", "4")
        self.assertEqual((answer["result"], answer["packs"]), ("found", ["pack_02"]))

    def test_a_pack_that_cannot_be_imported(self):
        self.packs(12, pack_05=FAILS)
        answer = self.bisect()
        self.assertEqual((answer["result"], answer["packs"]), ("found", ["pack_05"]))
        self.assertEqual(answer["diagnoses"][0]["id"], "pack-module-missing")

    def test_two_that_fail_only_together(self):
        self.packs(8, pack_01=PAIR, pack_06=PAIR)
        answer = self.bisect()
        self.assertEqual((answer["result"], answer["packs"]), ("together", ["pack_01", "pack_06"]))
        self.assertIn("only when", answer["sentence"])

    def test_no_pack_is_guilty(self):
        self.packs(50)
        code = next(self.home.glob("gen-0001/**/main.py")).parent
        (code / "standin_mode.txt").write_text("torch-without-cuda\n", encoding="utf-8")
        answer = self.bisect()
        self.assertEqual((answer["result"], answer["rounds"]), ("no-pack", 2))
        self.assertEqual(answer["diagnoses"][0]["id"], "torch-without-cuda")

    def test_nothing_goes_wrong(self):
        self.packs(3)
        answer = self.bisect()
        self.assertEqual((answer["result"], answer["rounds"], answer["packs"]), ("does-not-fail", 1, []))

    def test_a_command_judges(self):
        self.packs(6, pack_03="import folder_paths, pathlib\n" + GOOD)
        judge = self.folder / "judge.py"
        judge.write_text("import json, os, sys, urllib.request\n"
                         "assert os.environ['PORTICO_URL'] == sys.argv[1]\n"
                         "stats = json.load(urllib.request.urlopen(sys.argv[1] + 'system_stats'))\n"
                         "argv = stats['system']['argv']\n"
                         "sys.exit('pack_03' in argv)\n", encoding="utf-8")
        answer = self.bisect("--command", f"python3 {judge} {{url}}")
        self.assertEqual((answer["result"], answer["packs"]), ("found", ["pack_03"]))

    def test_a_session_that_runs_beside_it_is_left_alone(self):
        self.packs(6, pack_03=FAILS)
        self.cli("start", "studio", "--detach")
        before = self.json("status", "studio")["session"]
        answer = self.json("bisect", "studio", seconds=120)
        self.assertEqual(answer["packs"], ["pack_03"])
        after = self.json("status", "studio")["session"]
        self.assertEqual((after["state"], after["pid"], after["port"]),
                         ("ready", before["pid"], before["port"]))
        self.assertTrue(comfyclient.get_json(after["port"], "/system_stats"))
        self.cli("stop", "studio")

    def test_ctrl_c_ends_it_and_leaves_nothing(self):
        self.packs(6, pack_02=HANGS)
        process = self.spawn("bisect", "studio")
        comfyclient.wait_until(lambda: any("main.py" in command for _, command in self.processes()), 30, "a round")
        started = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        self.assertNotEqual(process.returncode, 0)
        self.wait_nothing_runs()
        print(f"cancelled in {time.monotonic() - started:.1f} s")
        self.assertEqual(list((self.library / "staging").glob("*")), [])

    def test_what_cannot_be_searched(self):
        self.cli("bisect", "nobody", code=4)
        (self.nodes / "websocket_image_save.py").unlink(missing_ok=True)
        self.cli("bisect", "studio", code=4)
        self.packs(1)
        self.start_once_to_learn_the_flags()
        flags = self.home / "flags.json"
        kept = json.loads(flags.read_text(encoding="utf-8"))
        kept["flags"].remove("--whitelist-custom-nodes")
        flags.write_text(json.dumps(kept), encoding="utf-8")
        _, err = self.cli("bisect", "studio", code=1)
        self.assertIn("too old", err)

    def start_once_to_learn_the_flags(self):
        self.cli("start", "studio", "--detach")
        self.cli("stop", "studio")


if __name__ == "__main__":
    main()
