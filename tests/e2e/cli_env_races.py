#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Several programs want the same isolated environments, and people who change their mind: one build serves all, whoever is
alive is waited for, whoever is dead is not, and a cancel counts within a second wherever it comes."""

import json
import os
import platform
import signal
import sys
import time

from composecase import skip_without_uv
from envcase import CONDA, PLAIN, EnvCase
from isolationcase import WheelFarm
from packageindex import Wheel
from world import main

AT_ONCE = 8
LIMIT = 10  # far from the minutes that a silent server would take; how long it took is printed, a busy machine needs 3 s


class Races(EnvCase):
    def ask_at_once(self):
        """Eight programs build; returns how many of them said that they built each."""
        askers = [self.spawn("--json", "env", "build", "mine") for _ in range(AT_ONCE)]
        said = [asker.communicate(timeout=240)[0] for asker in askers]
        self.assertEqual([asker.returncode for asker in askers], [0] * AT_ONCE, said)
        built = {}
        for text in said:
            document = json.loads(text.splitlines()[-1])
            # Another one of the eight may be looking at it just now.
            self.assertLessEqual(set(self.states(document).values()), {"built", "building"}, document)
            for each in document["done"]:
                built[each["name"]] = built.get(each["name"], 0) + each["wasBuilt"]
        self.assertEqual(set(self.states(self.env("list")).values()), {"built"})
        return built

    def test_eight_ask_and_one_builds_for_the_later_generations(self):
        self.give_comfy_env("0.4.22")
        self.put(PLAIN, folder="nodes/one")
        self.put(CONDA, folder="nodes/two")
        self.behave(wait=1)
        self.assertEqual(self.ask_at_once(), {"some-one": 1, "some-two": 1})
        self.assertEqual([call["words"][0] for call in self.pixi_calls()], ["install"])

    def test_eight_ask_and_one_builds_for_the_first_generation(self):
        self.give_comfy_env("0.2.19")
        places = [self.put(PLAIN, "A", "nodes/x"), self.put(PLAIN, "B", "nodes/y")]
        self.assertEqual(sum(self.ask_at_once().values()), 1, "equal files share one environment")
        links = [next(place.glob("_env_*")).resolve() for place in places]
        self.assertEqual(links[0], links[1])
        self.assertTrue((links[0] / "bin/python").exists())

    def test_who_is_alive_is_waited_for_and_who_is_dead_is_not(self):
        for version in ("0.4.22", "0.2.19"):
            with self.subTest(version=version):
                self.give_only(version)
                self.put(CONDA)
                before = len(self.pixi_calls())
                self.behave(hang=600)
                first = self.spawn("--json", "env", "build", "mine")
                self.wait_for(lambda: len(self.pixi_calls()) > before, "the first at work")
                self.assertEqual(set(self.states(self.env("list", code=1)).values()), {"building"})
                self.behave()
                second = self.spawn("--json", "env", "build", "mine")
                time.sleep(4)
                self.assertIsNone(second.poll(), "it waits")
                self.assertEqual(len(self.pixi_calls()), before + 1, "a live build is left alone")
                first.kill()
                first.communicate()
                out, err = second.communicate(timeout=120)
                self.assertEqual(second.returncode, 0, out + err)
                self.assertEqual(len(self.pixi_calls()), before + 2, "a dead one is taken over")
                self.assertEqual(json.loads(out.splitlines()[-1])["done"], [{"name": "some-nodes", "wasBuilt": True}])
                self.assertIn(str(first.pid), err, "it says whom it waits for")

    def give_only(self, version):
        for info in self.place.glob("gen-0001/**/site-packages/comfy_env-*"):
            for file in info.iterdir():
                file.unlink()
            info.rmdir()
        self.give_comfy_env(version)

    def cancel_when(self, begun, what, *words):
        """Asks it to end as soon as it is there, and says how long that takes."""
        process = self.spawn("env", "build", "mine", *words)
        self.wait_for(begun, what)
        time.sleep(0.3)
        self.assertIsNone(process.poll(), f"it has ended before {what}")
        asked = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        took = time.monotonic() - asked
        print(f"cancelled in {took:.2f} s while {what}")
        self.assertLess(took, LIMIT, what)
        self.assertNotEqual(process.returncode, 0)
        self.wait_nothing_runs()
        states = self.states(self.env("list", code=1))
        self.assertEqual(set(states.values()), {"missing"}, what)
        self.assertEqual(list((self.place / "ce/.portico/staging").glob("*")), [], what)

    def asked_for(self, part):
        return lambda: any(part in path for path in self.index.requests)

    def test_a_cancel_counts_within_a_second_in_each_phase(self):
        self.give_comfy_env("0.4.22")
        self.put(PLAIN)
        for fault, what in (("/cu130/torch", "torch is resolved"), ("/files/cu130/torch/torch-2.9.1+cu130", "torch is fetched"),
                            ("/simple/tinyhttp", "the packages are resolved"),
                            ("/files/simple/tinyhttp/tinyhttp-1.0-py3-none-any.whl$", "the packages are fetched")):
            self.index.requests.clear()
            self.index.faults = {fault: "silent"}
            with self.subTest(what=what):
                self.cancel_when(self.asked_for(fault.rstrip("$")), what)
            self.index.faults = {}
        self.put(CONDA)
        self.behave(hang=60)
        self.cancel_when(self.pixi_calls, "pixi works")

    def test_a_cancel_counts_while_another_builds(self):
        self.give_comfy_env("0.4.22")
        self.put(CONDA)
        self.behave(hang=600)
        first = self.spawn("env", "build", "mine")
        self.wait_for(self.pixi_calls, "the first at work")
        second = self.spawn("env", "build", "mine")
        time.sleep(2)
        asked = time.monotonic()
        second.send_signal(signal.SIGINT)
        second.communicate(timeout=30)
        self.assertLess(time.monotonic() - asked, LIMIT)
        self.assertIsNone(first.poll(), "the other goes on")
        first.send_signal(signal.SIGINT)
        first.communicate(timeout=30)

    def test_a_cancel_counts_while_cuda_wheels_come(self):
        self.give_comfy_env("0.4.22")
        self.put('[cuda]\npackages = ["cu-mesh"]\n')
        cp = f"cp{sys.version_info.major}{sys.version_info.minor}"
        with WheelFarm(self.folder / "farm") as farm:
            tag = f"{cp}-{cp}-linux_{platform.machine()}"
            farm.add(Wheel("cu-mesh", "0.0.1+cu130torch2.9", [], {"cu_mesh.py": "x = 1\n"}, tag=tag))
            farm.publish()
            listed = self.folder / "farm/packages.json"
            text = listed.read_text(encoding="utf-8")
            silent = self.index.url("silent/cu_mesh-0.0.1%2Bcu130torch2.9")
            listed.write_text(text.replace(farm.url + farm.wheels[0].file_name.replace("+", "%2B"), silent), encoding="utf-8")
            self.choose(cudaWheelIndex=farm.url)
            self.index.faults = {"/silent": "silent"}
            self.cancel_when(self.asked_for("/silent"), "a CUDA wheel is fetched")
            os.unlink(listed)
            self.choose(cudaWheelIndex=self.index.url("silent/"))
            self.index.requests.clear()
            self.cancel_when(self.asked_for("/silent"), "the list of CUDA wheels is fetched")


if __name__ == "__main__":
    skip_without_uv()
    main()
