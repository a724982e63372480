# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The stand-in keeps the contract: arguments, log, folders, stop, reboot."""

import os
import socket
import subprocess
import sys
import unittest

import harness
import comfyclient
from standin import arguments

ANSI_INFO = b"\x1b[32m[INFO]\x1b[0m "


class Arguments(harness.StandInCase):
    def call(self, *flags):
        return subprocess.run([sys.executable, "-B", "main.py", *flags], cwd=self.code, capture_output=True, text=True)

    def test_help_is_on_stdout_and_ends_with_0(self):
        done = self.call("--help")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for flag in ("--listen", "--whitelist-custom-nodes", "--database-url", "--use-ck-attention"):
            self.assertIn(flag, done.stdout)
        self.assertNotIn("standin", done.stdout)

    def test_errors_are_on_stderr_and_end_with_2(self):
        rows = [
            (["--no-such-flag"], "main.py: error: unrecognized arguments: --no-such-flag"),
            (["--cpu", "--lowvram"], "main.py: error: argument --lowvram: not allowed with argument --cpu"),
            (["--user-directory", "nowhere"],
             "main.py: error: argument --user-directory: The path 'nowhere' does not exist."),
            (["--port", "x"], "main.py: error: argument --port: invalid int value: 'x'"),
        ]
        for flags, last in rows:
            with self.subTest(flags=flags):
                done = self.call(*flags)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertEqual(done.stderr.rstrip("\n").split("\n")[-1], last)

    def test_every_flag_of_the_contract_is_known(self):
        known = [name for action in arguments.make_parser()._actions for name in action.option_strings]
        self.assertEqual(len([name for name in known if name not in ("-h", "--help")]), 105)

    def test_derived_values(self):
        self.assertTrue(arguments.parse(["--windows-standalone-build"]).auto_launch)
        self.assertFalse(arguments.parse(["--windows-standalone-build", "--disable-auto-launch"]).auto_launch)
        self.assertEqual(arguments.parse(["--listen"]).listen, "0.0.0.0,::")
        self.assertTrue(arguments.parse(["--force-fp16"]).fp16_unet)

    def test_unknown_mode_ends_with_64(self):
        done = self.call("--standin-mode", "no-such-mode")
        self.assertEqual((done.returncode, done.stderr), (64, "standin: unknown mode: no-such-mode\n"))


class Start(harness.StandInCase):
    def test_ready_line_stats_and_argv(self):
        running = self.start()
        stats = running.wait_ready()
        self.assertEqual(stats["system"]["comfyui_version"], "0.33.0")
        self.assertEqual(stats["system"]["argv"][:4], ["main.py", "--cpu", "--port", str(running.port)])
        self.assertEqual(stats["system"]["os"], sys.platform)
        self.assertEqual(stats["devices"][0]["type"], "cpu")
        self.assertGreater(stats["devices"][0]["vram_total"], 1 << 20)
        self.assertIn(f"To see the GUI go to: http://127.0.0.1:{running.port}\n", running.err)

    def test_lines_come_in_order_with_tags_and_leading_newlines(self):
        err = self.run_to_end("--quick-test-for-ci").err_bytes
        marks = [ANSI_INFO + b"Checkpoint files", b"Found comfy_kitchen", b"Total VRAM", b"pytorch version: ",
                 b"Set vram state to: DISABLED", b"Device: cpu", b"Using pytorch attention", b"Python version: ",
                 b"ComfyUI version: 0.33.0", b"comfyui-frontend-package version: 1.49.6", b"web root: ",
                 ANSI_INFO + b"\nImport times for custom nodes:\n", b"Using RAM pressure cache."]
        places = [err.find(mark) for mark in marks]
        self.assertNotIn(-1, places)
        self.assertEqual(places, sorted(places))

    def test_plain_log_has_no_escape(self):
        running = self.run_to_end("--quick-test-for-ci", mode="plain-log")
        self.assertNotIn(b"\x1b", running.err_bytes)
        self.assertTrue(running.err.startswith("Checkpoint files"))

    def test_prints_arrive_late(self):
        running = self.start(environment={"PYTHONUNBUFFERED": "1"})
        running.wait_ready()
        self.assertEqual(running.out, "")
        running.stop()

    def test_log_stdout_moves_the_log(self):
        running = self.run_to_end("--quick-test-for-ci", "--log-stdout")
        self.assertIn("ComfyUI version", running.out)
        self.assertEqual(running.err, "")

    def test_port_is_refused_before_ready_and_mode_comes_from_the_environment(self):
        running = self.start(environment={"STANDIN_MODE": "never-ready"})
        comfyclient.wait_until(lambda: "RAM pressure" in running.err, harness.SECONDS, "the last line")
        self.assertFalse(comfyclient.is_listening(running.port))
        self.assertIsNone(running.process.poll())

    def test_port_in_use(self):
        with socket.socket() as holder:
            holder.bind(("127.0.0.1", 0))
            holder.listen()
            port = holder.getsockname()[1]
            running = self.run_to_end("--port", str(port))
        self.assertEqual(running.process.returncode, 1)
        self.assertIn(f"Port {port} is already in use on address 127.0.0.1. ", running.err)

    def test_address_that_is_not_ours_and_port_too_big(self):
        for flags, text in ((["--listen", "192.0.2.1"], "error while attempting to bind on address ('192.0.2.1', "),
                            (["--port", "70000"], "OverflowError: bind(): port must be 0-65535")):
            with self.subTest(flags=flags):
                running = self.run_to_end(*flags)
                self.assertEqual(running.process.returncode, 1)
                self.assertIn(text, running.err)


class Folders(harness.StandInCase):
    def test_base_directory_needs_custom_nodes(self):
        base = os.path.join(self.folder, "base")
        os.mkdir(base)
        running = self.run_to_end("--base-directory", base, "--quick-test-for-ci")
        self.assertEqual(running.process.returncode, 1)
        self.assertRegex(running.err, r"FileNotFoundError: .*base/custom_nodes'")
        self.assertIn("in execute_prestartup_script", running.err)
        off = self.run_to_end("--base-directory", base, "--quick-test-for-ci", "--disable-all-custom-nodes")
        self.assertEqual(off.process.returncode, 0)
        os.mkdir(os.path.join(base, "custom_nodes"))
        self.assertEqual(self.run_to_end("--base-directory", base, "--quick-test-for-ci").process.returncode, 0)

    def test_custom_nodes_scan(self):
        packs = {"good": "NODE_CLASS_MAPPINGS = {}", "bad": "import no_such_module_at_all", "empty-map": "",
                 "off.disabled": "raise SystemExit(9)"}
        for name, text in packs.items():
            os.makedirs(os.path.join(self.code, "custom_nodes", name))
            with open(os.path.join(self.code, "custom_nodes", name, "__init__.py"), "w", encoding="utf-8") as file:
                file.write(text)
        err = self.run_to_end("--quick-test-for-ci").err
        self.assertRegex(err, r"Cannot import .*/bad module for custom nodes: No module named 'no_such_module_at_all'")
        self.assertRegex(err, r"seconds \(IMPORT FAILED\): .*/bad\n")
        self.assertRegex(err, r"Skip .*/empty-map module for custom nodes due to the lack of")
        self.assertRegex(err, r"\d seconds: .*/good\n")
        self.assertNotIn("off.disabled", err)
        only = self.run_to_end("--quick-test-for-ci", "--disable-all-custom-nodes", "--whitelist-custom-nodes", "good")
        self.assertIn("/good\n", only.err)
        self.assertNotIn("/bad\n", only.err)
        self.assertIn("Skipping bad due to disable_all_custom_nodes and whitelist_custom_nodes", only.err)

    def test_extra_model_paths(self):
        path = os.path.join(self.folder, "extra.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write("mine:\n    base_path: stuff\n    checkpoints: sd\n    loras: |\n        a\n        b\n")
        running = self.start("--extra-model-paths-config", path)
        running.wait_ready()
        folders = comfyclient.get_json(running.port, "/internal/folder_paths")
        self.assertEqual(folders["checkpoints"][-1], os.path.join(self.folder, "stuff", "sd"))
        self.assertIn(f"Adding extra search path loras {self.folder}/stuff/b\n", running.err)
        open(path, "w", encoding="utf-8").close()
        broken = self.run_to_end("--extra-model-paths-config", path)
        self.assertEqual(broken.process.returncode, 1)
        self.assertRegex(broken.err, r"utils/extra_config.py(.|\n)*TypeError: 'NoneType' object is not iterable")

    def test_database_lock_is_held(self):
        self.start().wait_ready()
        second = self.run_to_end("--quick-test-for-ci")
        self.assertIn("Could not acquire lock on database", second.err)
        self.assertEqual(second.process.returncode, 0)
        third = self.run_to_end("--quick-test-for-ci", "--enable-assets")
        self.assertEqual(third.process.returncode, 1)
        memory = self.run_to_end("--quick-test-for-ci", "--database-url", "sqlite:///:memory:")
        self.assertNotIn("Could not acquire lock", memory.err)


class Stop(harness.StandInCase):
    def test_interrupt_is_a_clean_stop(self):
        running = self.start()
        running.wait_ready()
        self.assertTrue(os.path.isdir(os.path.join(self.code, "temp")))
        running.process.send_signal(2)
        self.assertEqual(running.wait(1.5), 0)
        self.assertTrue(running.err.endswith("\nStopped server\n"))
        self.assertFalse(os.path.exists(os.path.join(self.code, "temp")))

    def test_terminate_is_death_by_signal_and_temp_stays(self):
        running = self.start()
        running.wait_ready()
        running.process.terminate()
        self.assertEqual(running.wait(), -15)
        self.assertTrue(os.path.isdir(os.path.join(self.code, "temp")))

    def test_interrupt_while_importing(self):
        running = self.start("--output-directory", self.folder, mode="slow-start=30")
        comfyclient.wait_until(lambda: "Setting output" in running.err, 10, "the line before the silence")
        self.assertEqual(running.stop(), -2)
        self.assertIn("KeyboardInterrupt", running.err)

    def test_reboot_leaves_a_marker_and_ends_with_0(self):
        session = os.path.join(self.folder, "session")
        running = self.start("--enable-manager", environment={"__COMFY_CLI_SESSION__": session})
        running.wait_ready()
        with self.assertRaises(OSError):
            comfyclient.request(running.port, "/v2/manager/reboot", b"", method="POST")
        self.assertEqual(running.wait(), 0)
        self.assertTrue(os.path.exists(session + ".reboot"))

    def test_reboot_without_session_keeps_the_process(self):
        running = self.start()
        running.wait_ready()
        with self.assertRaises(OSError):
            comfyclient.request(running.port, "/manager/reboot", b"", method="POST")
        running.wait_ready()
        self.assertEqual(running.err.count("To see the GUI"), 2)
        self.assertEqual(running.stop(), 0)


if __name__ == "__main__":
    unittest.main()
