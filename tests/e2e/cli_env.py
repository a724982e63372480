#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""porticoctl env on a loopback index with the real uv, and with a scripted pixi: what it calls it with, what its failures
mean, one build for many askers, kills and cancels."""

import hashlib
import json
import platform
import signal
import sys
import time

from composecase import skip_without_uv
from envcase import CONDA, PLAIN, EnvCase
from isolationcase import WheelFarm
from packageindex import Wheel
from world import main


class Env(EnvCase):
    def test_lists_builds_repairs_and_removes(self):
        self.give_comfy_env("0.4.22")
        self.assertEqual(self.env("list")["environments"], [])
        folder = self.put(PLAIN)
        listed = self.env("list", code=1)["environments"][0]
        self.assertEqual((listed["name"], listed["state"]), ("some-nodes", "missing"))

        report = self.env("build")
        env = report["environments"][0]
        self.assertEqual((env["state"], env["engine"], env["problem"]), ("built", "uv", ""))
        self.assertEqual(report["tag"], f"py{listed['python'].replace('.', '')}-torch2-9-cu130")
        place = self.place / "ce/envs" / f"some-nodes-{report['tag']}"
        stamp = json.loads((place / "env.stamp.json").read_text(encoding="utf-8"))
        self.assertEqual((stamp["abi_tag"], stamp["torch_pin"]), (report["tag"], "==2.9.*"))
        self.assertTrue((place / "install.hash").read_text(encoding="utf-8").startswith("v2:"))
        packages = {path.name.split("-")[0] for path in place.glob(".pixi/envs/default/lib/*/site-packages/*.dist-info")}
        self.assertTrue({"torch", "torchvision", "torchaudio", "tinyhttp", "numpy", "pip"} <= packages, packages)
        self.assertNotIn("comfy_env", packages)
        log = (place / "install.log").read_text(encoding="utf-8")
        self.assertTrue(log.startswith("# comfy-env install log"), log)
        self.assertEqual(list((self.place / "ce/.portico/staging").glob("*")), [])

        self.assertEqual(self.env("build")["done"], [], "nothing to do")
        self.assertEqual(self.env("build", "some-nodes", "--again")["done"], [{"name": "some-nodes", "wasBuilt": True}])

        for harm in (self.take_python, self.take_package, self.take_info):
            with self.subTest(harm=harm.__name__):
                harm(place)
                self.assertEqual(self.states(self.env("list", code=1)), {"some-nodes": "broken"})
                self.assertEqual(self.states(self.env("repair")), {"some-nodes": "built"})

        (folder / "comfy-env.toml").write_text(PLAIN + "# more\n", encoding="utf-8")
        self.assertEqual(self.states(self.env("list", code=1)), {"some-nodes": "stale"})
        self.assertEqual(self.states(self.env("build")), {"some-nodes": "built"})

        (folder / "comfy-env.toml").rename(folder / "gone")
        unused = self.env("list")["unused"]
        self.assertEqual([row["folder"] for row in unused], [str(place)])
        self.assertGreater(unused[0]["bytes"], 0)
        self.assertEqual(self.env("remove", "--unused")["removed"], [str(place)])
        self.assertFalse(place.exists())

    def test_unreadable_files_are_told_with_their_line(self):
        self.give_comfy_env("0.4.22")
        self.put("python = 3.10\n", "ComfyUI-Wrong")
        self.put(PLAIN, "ComfyUI-Right")
        report = self.env("build", code=1)
        self.assertEqual(self.states(report), {"right-nodes": "built", "wrong-nodes": "unreadable"})
        problem = next(env["problem"] for env in report["environments"] if env["state"] == "unreadable")
        self.assertIn("ComfyUI-Wrong/nodes/comfy-env.toml, line 1", problem)
        self.put("", "comfyui-right")
        report = self.env("list", code=1)
        self.assertEqual([env["state"] for env in report["environments"]].count("unreadable"), 3, "one name, two folders")

    def test_what_a_pack_wants_beside_its_environments(self):
        self.give_comfy_env("0.4.22")
        pack = self.put(PLAIN).parent
        (pack / "comfy-env-root.toml").write_text('[node_reqs]\nComfyUI-Other = "owner/other"\n', encoding="utf-8")
        wishes = self.env("list", code=1)["packs"][0]
        self.assertEqual((wishes["pack"], wishes["missingPacks"], wishes["problem"]), (pack.name, ["ComfyUI-Other"], ""))
        (pack / "comfy-env-root.toml").write_text('[types]\n[apt]\npackages = ["libgl1"]\n', encoding="utf-8")
        self.assertIn(f"{pack.name}/comfy-env-root.toml, line 2", self.env("list", code=1)["packs"][0]["problem"])

    def test_cuda_wheels_by_their_hash(self):
        self.give_comfy_env("0.4.22")
        self.put('[cuda]\npackages = ["cu-mesh"]\n')
        cp = f"cp{sys.version_info.major}{sys.version_info.minor}"
        tags = [f"{cp}-{cp}-linux_aarch64", f"{cp}-{cp}-linux_x86_64", f"{cp}-{cp}-win_amd64"]
        with WheelFarm(self.folder / "farm") as farm:
            self.choose(cudaWheelIndex=farm.url)
            report = self.env("build", code=1)
            self.assertEqual(report["failed"][0]["code"], "not-found", "nobody offers it")
            self.assertIn("cu-mesh", report["failed"][0]["message"])
            for tag in tags:
                farm.add(Wheel("cu-mesh", "0.0.1+cu130torch2.9", ["torch==1.0"], {"cu_mesh.py": f"TAG = {tag!r}\n"}, tag=tag))
            farm.publish(lie=True)
            self.assertEqual(self.env("build", code=1)["failed"][0]["code"], "hash-mismatch")
            farm.publish()
            self.assertEqual(self.states(self.env("build")), {"some-nodes": "built"})
        module = next((self.place / "ce/envs").glob("*/.pixi/envs/default/lib/*/site-packages/cu_mesh.py"))
        self.assertIn(platform.machine(), module.read_text(encoding="utf-8"), "the other processor's comes first")
        stamp = json.loads(next((self.place / "ce/envs").glob("*/env.stamp.json")).read_text(encoding="utf-8"))
        self.assertEqual(stamp["provenance"], "install_workspace:bootstrap")

    def test_first_generation_is_shared_and_linked(self):
        self.give_comfy_env("0.2.19")
        one, two = self.put(PLAIN, "A", "nodes/x"), self.put(PLAIN, "B", "deep/er/y")
        (one.parent.parent / "comfy-env-root.toml").write_text('[apt]\npackages = ["libnobody-has1"]\n', encoding="utf-8")
        report = self.env("build")
        self.assertTrue(report["packs"][0]["systemCommand"].endswith("apt-get install -y libnobody-has1"), "shown, never run")
        digest = hashlib.sha256(PLAIN.encode() + b"0.2.19").hexdigest()[:6]
        place = self.folder / "home/.ce" / f"_env_{digest}"
        self.assertEqual({env["folder"] for env in report["environments"]}, {str(place)})
        self.assertEqual(sum(each["wasBuilt"] for each in report["done"]), 1, "equal files share one")
        for folder in (one, two):
            self.assertEqual((folder / place.name).resolve(), (place / ".pixi/envs/default").resolve())
        self.assertTrue((place / ".done").exists())
        self.assertEqual(json.loads((place / ".comfy-env-meta.json").read_text())["config_content"], PLAIN)
        (place / ".done").rename(place / "done")
        (place / ".building").mkdir()
        self.assertEqual(set(self.states(self.env("list", code=1)).values()), {"building"}, "comfy-env's own lock")
        self.assertEqual(self.env("build", code=None)["failed"][0]["code"], "busy")
        (place / "done").rename(place / ".done")
        (place / ".building").rmdir()
        (one / "_env_000000").symlink_to(place)  # of before: comfy-env takes whichever comes first
        self.assertIn("broken", self.states(self.env("list", code=1)).values())
        self.env("repair")
        self.assertFalse((one / "_env_000000").is_symlink())

    def test_pixi_is_asked_as_comfy_env_asks_it(self):
        self.give_comfy_env("0.4.22")
        self.put(CONDA)
        report = self.env("build")
        env = report["environments"][0]
        self.assertEqual((env["state"], env["engine"]), ("built", "pixi"))
        self.assertIn("cgal", env["reason"])
        call = self.pixi_calls()[-1]
        manifest = f"{env['folder']}/pixi.toml"
        self.assertEqual(call["words"], ["install", "--manifest-path", manifest])
        self.assertEqual(call["cwd"], env["folder"])
        variables = call["variables"]
        self.assertEqual(variables["UV_PYTHON_INSTALL_DIR"], f"{self.place}/ce/_no_python")
        self.assertEqual((variables["UV_PYTHON_PREFERENCE"], variables["PIXI_NO_PROGRESS"]), ("only-system", "true"))
        lock = (self.place / "ce/envs").glob("*/pixi.lock")
        stamp = json.loads(next((self.place / "ce/envs").glob("*/env.stamp.json")).read_text(encoding="utf-8"))
        self.assertEqual(stamp["pixi_lock_sha256"], hashlib.sha256(next(lock).read_bytes()).hexdigest())

    def test_what_pixis_failures_mean(self):
        self.give_comfy_env("0.4.22")
        self.put(CONDA)
        for words, code in (("error: failed to fetch repodata: error sending request for url", "network"),
                            ("× failed to solve requirements\n  × Cannot solve the request because of: cgal *", "unsupported"),
                            ("No space left on device (os error 28)", "disk-full"),
                            ("× failed to parse pixi.toml: unknown field `pakages`", "invalid-input"),
                            ("something new", "process-failed")):
            with self.subTest(code=code):
                self.behave(fail=words, code=1)
                report = self.env("build", code=1)
                self.assertEqual(report["failed"][0]["code"], code)
                self.assertIn(words.split()[-1], report["failed"][0]["detail"])
                self.assertEqual(report["environments"][0]["state"], "missing", "half an environment was left")
                log = next((self.place / "ce/envs").glob("*/install.log")).read_text(encoding="utf-8")
                self.assertIn(words.split()[-1], log)
        self.behave()
        self.assertEqual(self.states(self.env("build")), {"some-nodes": "built"})

    def test_eight_at_once_are_one_build(self):
        self.give_comfy_env("0.4.22")
        self.put(CONDA)
        self.behave(wait=1)
        askers = [self.spawn("--json", "env", "build", "mine") for _ in range(8)]
        said = [asker.communicate(timeout=120)[0] for asker in askers]
        self.assertEqual([asker.returncode for asker in askers], [0] * 8, said)
        self.assertEqual([call["words"][0] for call in self.pixi_calls()], ["install"])
        built = sum(each["wasBuilt"] for text in said for each in json.loads(text.splitlines()[-1])["done"])
        self.assertEqual(built, 1)

    def test_a_kill_leaves_nothing_that_counts(self):
        self.give_comfy_env("0.4.22")
        for text, engine in ((PLAIN, "uv"), (CONDA, "pixi")):
            folder = self.put(text)
            self.behave(wait=1 if engine == "pixi" else 0)
            hits = 0
            for delay in (0.1, 0.3, 0.6, 1.0, 1.6):
                with self.subTest(engine=engine, delay=delay):
                    process = self.spawn("--json", "env", "build", "mine", "some-nodes", "--again")
                    time.sleep(delay)
                    hits += process.poll() is None
                    process.kill()
                    process.communicate()
                    self.wait_nothing_runs()
                    state = self.states(self.env("list", code=None))["some-nodes"]
                    self.assertIn(state, ("missing", "built", "stale"))
                    staging = self.place / "ce/.portico/staging"
                    self.assertEqual([path for path in staging.glob("*")], [], "staging was not swept")
                    half = [path for path in (self.place / "ce/envs").glob("*/.pixi") if state == "missing"]
                    self.assertEqual(half, [], "comfy-env would take this for an environment")
            self.assertGreater(hits, 1, "the kills came too late")
            self.behave()
            self.assertEqual(self.states(self.env("build")), {"some-nodes": "built"})
            (folder / "comfy-env.toml").unlink()

    def test_cancel_ends_within_a_second(self):
        self.give_comfy_env("0.4.22")
        self.put(CONDA)
        self.behave(hang=60)
        process = self.spawn("env", "build", "mine")
        self.wait_for(lambda: self.pixi_calls(), "pixi at work")
        time.sleep(0.3)
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
        took = time.monotonic() - begun
        self.assertLess(took, 1.5, "a second, and the end of the process")
        self.behave()
        self.assertEqual(self.states(self.env("list", code=1)), {"some-nodes": "missing"})


if __name__ == "__main__":
    skip_without_uv()
    main()
