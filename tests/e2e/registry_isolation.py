#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Environments that Portico builds, found and used by the real comfy-env from the package index: a pack with two folders
that need clashing versions of one library. comfy-env builds nothing itself; what is broken is repaired by one command.
pixi cannot be had from a package index, so a scripted one starts the environments, as comfy-env asks it to.
Skipped where no index is reached."""

import shutil

from isolationcase import IsolationCase, trust
from registrycase import INDEX, skip_without_index
from world import main

BUILT = {"twolibs-old": "built", "twolibs-new": "built"}


class RealComfyEnv(IsolationCase):
    def setUp(self):
        super().setUp()
        self.environment |= trust()
        if INDEX:
            self.choose(packageIndex=INDEX)
        self.compose()

    def take(self, pack, version, more=""):
        """The pack wants that comfy-env, and the install gets it."""
        (pack / "requirements.txt").write_text(f"comfy-env=={version}\n{more}", encoding="utf-8")
        self.cli("nodes", "apply", "mine", "--yes", "--allow-builds", seconds=300)
        report = self.env("list", code=None)
        self.assertEqual((report["comfyEnv"], report["isInstalled"], report["pinsDisagree"]), (version, True, False))
        return report

    def works(self, pack):
        answers, log = self.answers(pack)
        self.assert_own_versions(answers)
        self.assertNotIn("using in-process import", log)
        self.assertEqual([call for call in self.pixi_calls() if call["words"][0] == "install"], [], "comfy-env built")

    def break_one(self):
        package = next(path for path in (self.place / "ce").glob("envs/twolibs-old*/.pixi/envs/default/lib/*/*/iniconfig"))
        shutil.rmtree(package)
        self.assertEqual(self.states(self.env("list", code=1)), {"twolibs-old": "broken", "twolibs-new": "built"})

    def test_two_that_clash_under_the_third_and_the_fourth_generation(self):
        pack = self.put_pack("0.4.22")
        self.assertEqual(self.states(self.take(pack, "0.4.22")), {"twolibs-old": "missing", "twolibs-new": "missing"})
        built = self.env("build")
        self.assertEqual(built["failed"], [])
        self.assertEqual(self.states(built), BUILT)
        self.assertEqual({env["engine"] for env in built["environments"]}, {"uv"})
        self.works(pack)

        self.break_one()
        repaired = self.env("repair")
        self.assertEqual(self.states(repaired), BUILT)
        self.assertEqual([each["name"] for each in repaired["done"]], ["twolibs-old"])
        self.works(pack)

        # The next generation spells the folders in another way and takes those of before; ComfyUI itself brings psutil.
        self.assertEqual(self.states(self.take(pack, "0.4.45", "psutil\n")), BUILT)
        self.works(pack)
        self.env("remove", "twolibs-old", "twolibs-new")
        anew = self.env("build")
        self.assertEqual(self.states(anew), BUILT)
        self.assertTrue(all("_py3" in env["folder"] for env in anew["environments"]), anew)
        self.works(pack)


if __name__ == "__main__":
    skip_without_index()
    main()
