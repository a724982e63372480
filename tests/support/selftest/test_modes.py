# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Every misbehaviour of the stand-in does what its name says."""

import os
import subprocess
import time
import unittest

import harness
import comfyclient
from standin import failures, processes

#: A piece of every failure's text that the diagnosis patterns of the contract match, by row.
PATTERNS = {
    1: r"Port \d+ is already in use on address \S+?\. ", 2: r"\[Errno (10048|98|48)\] error while attempting to bind",
    3: r"\[Errno (10013|13)\].*bind on address", 4: r"\[Errno 99\].*bind on address|OverflowError: bind\(\): port must",
    5: "AssertionError: Torch not compiled with CUDA enabled", 6: "RuntimeError: Found no NVIDIA driver on your system",
    7: r"The NVIDIA driver on your system is too old \(found version (\d+)\)",
    8: r"no kernel image is available for|CUDA capability sm_\d+ is not compatible with the current PyTorch installation",
    9: "HIP error: invalid device function", 10: r"CUDA out of memory", 11: "emptying cache and trying again",
    12: "os error 1455", 13: r"ModuleNotFoundError: No module named '([^']+)'",
    14: r"Cannot import \S+ module for custom nodes: No module named", 15: r"comfyui-frontend-package is not installed\.",
    16: r"comfyui-workflow-templates is not installed\.",
    17: r"Installed (\S+) version (\S+) is lower than the recommended version (\S+)\.",
    18: r"To use the .--use-(sage|flash)-attention. feature, the .([\w-]+). package must be installed"
        "|Comfy Kitchen attention is unavailable",
    19: "To use the .--enable-manager. feature, the .comfyui-manager. package must be installed first",
    20: r"(?m)^main\.py: error:", 21: r'OSError: \[WinError (126|1114|193)\].*Error loading ".*\\torch\\lib\\(\S+?)"',
    22: r"Database is locked\. Another ComfyUI process is already using this database",
    23: r"Could not acquire lock on database '(.+?)'|ASSETS_STARTUP_FAILED: (\w+)",
    24: r"Unsupported Pytorch detected\. DynamicVRAM|No working comfy-aimdo install detected",
    25: "You need pytorch with cu130 or higher", 26: "Cannot import", 27: r"some comfy_(extras|api_nodes)/ nodes did not",
    28: "'type': 'missing_node_type'", 29: "Value not in list: ", 30: "request with non matching host and origin",
    31: r"Failed to initialize frontend: (.|\n)*Falling back to the default frontend\.",
    32: "UnicodeEncodeError: 'charmap' codec", 33: "Multiple NVIDIA GPUs detected", 34: "KeyboardInterrupt",
    35: r"Failed to execute startup-script: (.+?) / ", 36: r"FileNotFoundError: .*'(.*custom_nodes[^']*)'",
    37: "utils/extra_config.py",
}


class Failures(harness.StandInCase):
    def test_the_table_has_every_row(self):
        self.assertEqual(sorted({failure.row for failure in failures.TABLE}), list(range(1, 38)))

    def test_text_and_exit_code(self):
        for failure in failures.TABLE:
            if failure.stage == "prompt":
                continue
            with self.subTest(mode=failure.name):
                flags = [] if failure.stage == "bind" else ["--quick-test-for-ci"]
                running = self.run_to_end(*flags, mode=failure.name)
                self.assertEqual(running.process.returncode, failure.code or 0, running.err)
                self.assertRegex(running.err, PATTERNS[failure.row])
                self.assertNotIn("{code}", running.err)

    def test_failing_prompts(self):
        for failure in [failure for failure in failures.TABLE if failure.stage == "prompt"]:
            with self.subTest(mode=failure.name):
                running = self.start(mode=failure.name)
                running.wait_ready()
                entry = comfyclient.wait_history(running.port, comfyclient.post_prompt(running.port))
                kind, data = entry["status"]["messages"][-1]
                self.assertEqual((kind, data["exception_type"]), ("execution_error", failure.level))
                self.assertRegex(data["exception_message"], PATTERNS[failure.row])
                self.assertRegex(running.err, r"!!! Exception during processing !!! \S+")
                self.assertEqual(running.stop(), 0)


class Behaviours(harness.StandInCase):
    def test_ways_to_end(self):
        rows = [("crash-at-start", 1, "RuntimeError"), ("crash-after-ready=0.2", 1, "To see the GUI"),
                ("exit-after-ready=0.2", 0, "To see the GUI"), ("exit-code=77", 77, ""),
                ("segfault", -11, "Fatal Python error: Segmentation fault"), ("sigkill-self", -9, "Using pytorch"),
                ("segfault-after-ready=0.2", -11, "To see the GUI"), ("sigkill-after-ready=0.2", -9, "To see the GUI"),
                ("crash-loop", 1, "To see the GUI")]
        for mode, code, text in rows:
            with self.subTest(mode=mode):
                running = self.run_to_end(mode=mode)
                self.assertEqual(running.process.returncode, code)
                self.assertIn(text, running.err)

    def test_crash_loop_can_end(self):
        codes = [self.run_to_end(mode="crash-loop=2,exit-after-ready=1").process.returncode for _ in range(3)]
        self.assertEqual(codes, [1, 1, 0])

    def test_reboot_after_ready_happens_once(self):
        session = {"__COMFY_CLI_SESSION__": os.path.join(self.folder, "session")}
        first = self.run_to_end(mode="reboot-after-ready=0.2", environment=session)
        self.assertEqual(first.process.returncode, 0)
        os.remove(session["__COMFY_CLI_SESSION__"] + ".reboot")
        second = self.start(environment=session)
        second.wait_ready()
        with self.assertRaises(subprocess.TimeoutExpired):
            second.wait(1)
        os.remove(os.path.join(self.code, "standin_mode.txt"))
        for _ in range(2):
            self.assertEqual(self.run_to_end(mode="reboot-always=0.1", environment=session).process.returncode, 0)

    def test_deaf_ones_need_a_stronger_signal(self):
        for mode, signals in (("ignore-sigint", [2]), ("hang-on-stop", [2]), ("ignore-sigint,ignore-sigterm", [2, 15])):
            with self.subTest(mode=mode):
                running = self.start(mode=mode)
                running.wait_ready()
                for number in signals:
                    running.process.send_signal(number)
                    with self.assertRaises(subprocess.TimeoutExpired):
                        running.wait(0.8)
                running.process.send_signal(9 if len(signals) == 2 else 15)
                self.assertEqual(running.wait(), -9 if len(signals) == 2 else -15)

    def test_threads_on_stop_ends_with_the_second_interrupt(self):
        running = self.start(mode="threads-on-stop")
        running.wait_ready()
        running.process.send_signal(2)
        with self.assertRaises(subprocess.TimeoutExpired):
            running.wait(0.8)
        running.process.send_signal(2)
        self.assertEqual(running.wait(), 0)

    def test_slow_start_and_slow_stop(self):
        running = self.start(mode="slow-start=1.5,slow-stop=1.5")
        start = time.monotonic()
        running.wait_ready()
        self.assertGreater(time.monotonic() - start, 1.4)
        start = time.monotonic()
        self.assertEqual(running.stop(), 0)
        self.assertGreater(time.monotonic() - start, 1.4)

    def test_silent(self):
        running = self.start(mode="silent")
        with self.assertRaises(subprocess.TimeoutExpired):
            running.wait(0.8)
        self.assertEqual((running.out, running.err), ("", ""))

    def test_hang_http_accepts_and_says_nothing(self):
        running = self.start(mode="hang-http")
        comfyclient.wait_until(lambda: comfyclient.is_listening(running.port), harness.SECONDS, "a listener")
        with self.assertRaises(TimeoutError):
            comfyclient.get_json(running.port, "/system_stats", seconds=0.5)

    def test_version(self):
        running = self.start(mode="version=0.99.1")
        self.assertEqual(running.wait_ready()["system"]["comfyui_version"], "0.99.1")

    def test_noise(self):
        rows = [("flood=100000", b"flood line 100000 of 100000\n"), ("bad-utf8", b"\xff\xfe\xc3\x28"),
                ("nul-bytes", b"before\x00\x00after"), ("long-line", b"x" * 1000000), ("cr-only", b"\r100% of a line")]
        for mode, data in rows:
            with self.subTest(mode=mode):
                running = self.run_to_end("--quick-test-for-ci", mode=mode)
                self.assertEqual(running.process.returncode, 0)
                self.assertIn(data, running.err_bytes)

    def test_endless_flood_is_fast_and_stops(self):
        running = self.start(mode="flood-forever")
        running.wait_ready()
        time.sleep(0.5)
        self.assertEqual(running.stop(), 0)
        self.assertGreater(len(running.err_bytes), 1 << 20)


@unittest.skipUnless(os.path.isdir("/proc/self"), "survivors are found in /proc")
class Children(harness.StandInCase):
    def test_each_shape_outlives_its_parent(self):
        wanted = {"child-tree": 3, "child-fork-bomb": 10}
        for shape in processes.SHAPES:
            with self.subTest(shape=shape):
                running = self.start(mode=shape)
                running.wait_ready()
                count = wanted.get(shape, 1)
                comfyclient.wait_until(lambda: len(self.children(running)) >= count, 10, f"{count} children")
                running.process.kill()
                running.process.wait()
                left = comfyclient.survivors(running.token)
                self.assertGreaterEqual(len(left), count)
                self.assertLessEqual(len(left), processes.FORK_BOMB_CAP)
                self.check(shape, left, running)
                running.end()
                comfyclient.wait_until(lambda: not comfyclient.survivors(running.token), 5, "nothing left")

    def children(self, running):
        return [row for row in comfyclient.survivors(running.token) if row[0] != running.process.pid]

    def check(self, shape, left, running):
        pid, state, _ = left[0]
        if shape == "child-stopped":
            self.assertEqual(state, "T")
        if shape in ("child-setsid", "child-double-fork", "child-keeps-pipes"):
            self.assertNotEqual(os.getsid(pid), running.process.pid)
        if shape in ("child-ignores-term", "child-busy"):
            os.kill(pid, 15)
            time.sleep(0.3)
            self.assertEqual(comfyclient.survivors(running.token)[0][0], pid)
        if shape == "child-plain":
            self.assertEqual(os.getsid(pid), running.process.pid)


if __name__ == "__main__":
    unittest.main()
