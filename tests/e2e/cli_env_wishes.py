#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What packs with isolated folders want beside them: other packs, from a loopback registry and repository; packages of the
system, by a scripted apt-get; and which of their requirements go into the install's own packages."""

import os

from composecase import skip_without_uv
from envcase import PLAIN, EnvCase
from gitserver import GitServer
from noderegistry import NodeRegistry, pack_files
from packageindex import Wheel
from world import main
import composeworld

NAME = "portico-made-up-lib"  # of no system
SCRIPT = '#!/bin/sh\necho "$(basename "$0") $*" >> "{log}"\necho "Reading package lists..."\n{then}\n'


class Wishes(EnvCase):
    def setUp(self):
        super().setUp()
        self.registry = NodeRegistry().__enter__()
        self.choose(registryAddress=self.registry.url())
        self.environment["PORTICO_CACHE_DIR"] = str(self.folder / "cache")
        self.custom = self.place / "data/custom_nodes"

    def tearDown(self):
        self.registry.__exit__()
        super().tearDown()

    def want(self, text, pack="ComfyUI-Some"):
        (self.custom / pack / "comfy-env-root.toml").write_text(text, encoding="utf-8")

    def wanted(self):
        return {row["pack"]: row["missingPacks"] for row in self.env("list", code=None)["packs"]}

    def test_packs_that_a_pack_wants_are_planned_and_installed(self):
        self.give_comfy_env("0.4.22")
        self.put(PLAIN)
        self.registry.add("other", "1.0", pack_files("other", "1.0"))
        self.registry.add("other", "2.0", pack_files("other", "2.0"))
        more = {"comfy-env-root.toml": '[node_reqs]\nthird = { registry = "third" }\n'}
        repository = self.folder / "served/there.git"
        repository.mkdir(parents=True)
        for name, text in {**pack_files("there", "7"), **more}.items():
            (repository / name).write_text(text, encoding="utf-8")
        composeworld.git(repository, "init", "-q", "-b", "main")
        composeworld.git(repository, "add", ".")
        composeworld.git(repository, "commit", "-q", "-m", "Seven")
        composeworld.git(repository, "tag", "v7")
        (repository / "__init__.py").write_text("raise SystemExit('the tag counts')\n", encoding="utf-8")
        composeworld.git(repository, "commit", "-q", "-a", "-m", "Further")
        self.registry.add("third", "1.0", pack_files("third", "1.0"))
        with GitServer(self.folder / "served") as server:
            self.want('[node_reqs]\nComfyUI-Other = { registry = "other", version = "1.0" }\n'
                      f'ComfyUI-There = {{ github = "{server.url("plain", "there.git")}", tag = "v7" }}\n'
                      'Mine = "/etc"\nNowhere = {}\n')
            listed = self.env("list", code=1)["packs"][0]
            self.assertEqual(listed["missingPacks"], ["ComfyUI-Other", "ComfyUI-There", "Mine", "Nowhere"])
            self.assertIn("line 5", self.cli("env", "list", "mine", code=1)[0])

            plan = self.env("wishes")
            self.assertEqual({(step["act"], step["pack"]) for step in plan["steps"]},
                             {("install", "ComfyUI-Other"), ("install", "ComfyUI-There"), ("install", "third")}, plan)
            self.assertEqual(sorted(path.name for path in self.custom.iterdir() if path.is_dir()), ["ComfyUI-Some"])
            said = self.cli("env", "wishes", "mine")[1]
            for part in ("wants “ComfyUI-Other” from other 1.0", "“/etc” is no address", "does not say where", "--yes"):
                self.assertIn(part, said)
            error = self.env("wishes", "Mine", code=1)["error"]
            self.assertEqual(error["code"], "invalid-input")
            self.assertEqual(self.env("wishes", "Nobody", code=4)["error"]["code"], "not-found")

            done = self.env("wishes", "--yes")
            self.assertEqual({step["pack"] for step in done["steps"]}, {"ComfyUI-Other", "ComfyUI-There", "third"})
        self.assertIn("'1.0'", (self.custom / "ComfyUI-Other/__init__.py").read_text(encoding="utf-8"))
        self.assertIn("'7'", (self.custom / "ComfyUI-There/__init__.py").read_text(encoding="utf-8"))
        self.assertEqual(self.wanted()["ComfyUI-Some"], ["Mine", "Nowhere"])
        self.want('[node_reqs]\nComfyUI-Other = { registry = "other" }\n')
        out, _ = self.cli("env", "wishes", "mine")
        self.assertIn("Every pack that another one wants is there.", out)
        self.cli("nodes", "disable", "mine", "ComfyUI-Other")
        self.assertEqual(self.env("list", code=1)["packs"][0]["disabledPacks"], ["ComfyUI-Other"])

    def test_newer_versions_call_them_node_packs(self):
        self.give_comfy_env("0.4.46")
        self.put(PLAIN)
        self.want('[node_packs]\nOther = "owner/other"\n')
        self.assertEqual(self.wanted(), {"ComfyUI-Some": ["Other"]})

    def script(self, name, then=""):
        path = self.folder / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SCRIPT.format(log=self.folder / "ran", then=then), encoding="utf-8")
        path.chmod(0o755)

    def ran(self):
        log = self.folder / "ran"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def test_packages_of_the_system_come_by_consent_alone(self):
        self.give_comfy_env("0.2.19")
        self.put(PLAIN + f'[apt]\npackages = ["{NAME}2", "{NAME}"]\n')
        self.want(f'[apt]\npackages = ["{NAME}"]\n')
        self.script("apt-get")
        self.script("sudo", 'exec "$@"')
        self.script("pkexec", 'exec "$@"')  # asks in a window: these tests have no terminal
        self.environment["PATH"] = f"{self.folder}/bin{os.pathsep}{self.environment['PATH']}"
        line = f"apt-get install -y {NAME} {NAME}2"
        shown = line if os.geteuid() == 0 else f"sudo {line}"
        self.assertEqual(self.env("list", code=1)["packs"][0]["systemCommand"], shown)
        self.env("build")
        self.assertEqual(self.env("system"), {"packages": [NAME, f"{NAME}2"], "command": shown, "ran": False})
        out, err = self.cli("env", "system", "mine")
        self.assertEqual(out.strip(), shown, "a line to copy, and nothing else")
        self.assertIn("--yes", err)
        self.assertEqual(self.ran(), [], "nobody was asked")

        out, _ = self.cli("env", "system", "mine", "--yes")
        self.assertEqual(self.ran()[-1], line)
        self.assertEqual(self.ran()[:-1], [] if os.geteuid() == 0 else [f"pkexec {line}"])
        self.assertIn("Reading package lists", out, "its own words are seen")
        self.assertTrue(self.env("system", "--yes")["ran"])
        self.script("apt-get", "echo 'E: Unable to locate package' >&2; exit 100")
        error = self.env("system", "--yes", code=1)["error"]
        self.assertEqual((error["code"], error["detail"]), ("process-failed", "exit code 100"))
        self.put(PLAIN + '[apt]\npackages = ["a; rm -rf /"]\n')
        self.want("")
        self.assertEqual(self.env("system", "--yes", code=1)["error"]["code"], "invalid-input")

    def test_only_the_packs_own_requirements_go_into_its_packages(self):
        self.give_comfy_env("0.4.22")
        self.index.add(Wheel("easy", "1.0", [], {"easy.py": ""}))
        for folder in ("cpu", "gpu"):
            place = self.put(PLAIN, folder=f"nodes/{folder}")
            (place / "requirements.txt").write_text("of-its-own-python==1\n", encoding="utf-8")
        (self.custom / "ComfyUI-Some/requirements.txt").write_text("easy\n", encoding="utf-8")
        plan = self.json("nodes", "plan", "mine")
        self.assertEqual([row["name"] for row in plan["added"]], ["easy"], plan)
        self.assertEqual(plan["unmet"], [])
        row = next(row for row in self.json("nodes", "list", "mine")["packs"] if row["name"] == "ComfyUI-Some")
        self.assertTrue(row["wantsIsolation"])
        self.assertEqual(len(self.env("list", code=1)["environments"]), 2)


if __name__ == "__main__":
    skip_without_uv()
    main()
