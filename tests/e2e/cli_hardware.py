#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""`porticoctl hardware` with tools that answer, fail, hang or talk nonsense, and the GPU chosen for an install."""

import time
from pathlib import Path

from world import World, bundle, main

LINE = "0, GPU-5f3c0000-aaaa-bbbb-cccc-0123456789ab, 00000000:41:00.0, 0x268410DE, 8.9, 24564, 22786, 581.29, " \
       "NVIDIA GeForce RTX 4090"


class Hardware(World):
    def setUp(self):
        super().setUp()
        self.tools = self.folder / "tools"
        self.tools.mkdir()
        self.environment["PATH"] = f"{self.tools}:/usr/bin:/bin"

    def tool(self, name, script):
        file = self.tools / name
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)

    def test_a_gpu_that_its_tool_describes_is_shown_with_the_right_build(self):
        self.tool("nvidia-smi", f"echo '{LINE}'")
        answer = self.json("hardware")
        gpu = next(gpu for gpu in answer["computer"]["gpus"] if gpu["name"] == "NVIDIA GeForce RTX 4090")
        self.assertEqual((gpu["computeCapability"], gpu["vramTotal"], gpu["driver"]), ("8.9", 24564 << 20, "581.29"))
        self.assertEqual((answer["choice"]["accelerator"], answer["choice"]["torchTag"]), ("cuda 13.0", "cu130"))
        out, _ = self.cli("hardware")
        self.assertIn("NVIDIA GeForce RTX 4090 (24 GB)", out.splitlines()[0])
        self.assertIn("CUDA 13.0", out)

    def test_a_tool_that_hangs_is_ended_after_its_five_seconds(self):
        self.tool("nvidia-smi", "trap '' INT TERM; while true; do sleep 1; done")
        began = time.monotonic()
        self.json("hardware", seconds=20)
        self.assertLess(time.monotonic() - began, 9)
        self.wait_nothing_runs()

    def test_tools_that_fail_or_talk_nonsense_leave_an_answer(self):
        for script in ("exit 9", "head -c 100000 /dev/urandom", "echo '<html>'; exit 0", "kill -9 $$",
                       "yes 0,0,0 | head -c 9000000"):
            with self.subTest(script=script):
                self.tool("nvidia-smi", script)
                answer = self.json("hardware")
                self.assertTrue(answer["sentence"])
                self.assertTrue(answer["choice"]["reasons"])

    def test_the_chosen_gpu_reaches_comfyui_and_a_wrong_one_is_refused(self):
        install = self.add(bundle())
        for assignment in ("gpu=first", "gpu=0,0", "accelerator=warp"):
            self.cli("set", install["id"], assignment, code=2)
        self.cli("set", install["id"], "accelerator=rocm", code=1)
        self.assertEqual(self.json("set", install["id"], "gpu=1")["gpu"], "1")
        self.cli("start", install["id"], "--detach")
        environment = self.environment_of_comfyui()
        self.assertEqual(environment["CUDA_VISIBLE_DEVICES"], "1")
        self.assertEqual(environment["CUDA_DEVICE_ORDER"], "PCI_BUS_ID")
        self.cli("stop", install["id"])
        self.wait_nothing_runs()

    def test_the_persons_own_variable_wins_and_that_is_said(self):
        install = self.add(bundle())
        _, err = self.cli("set", install["id"], "gpu=1", "env.CUDA_VISIBLE_DEVICES=3")
        self.assertIn("CUDA_VISIBLE_DEVICES", err)
        self.cli("start", install["id"], "--detach")
        self.assertEqual(self.environment_of_comfyui()["CUDA_VISIBLE_DEVICES"], "3")
        self.cli("stop", install["id"])
        self.wait_nothing_runs()

    def environment_of_comfyui(self):
        pid = next(pid for pid, command in self.processes() if "main.py" in command)
        words = Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
        return dict(word.split("=", 1) for word in words if "=" in word)


main()
