# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A working install with a pack whose nodes have an environment of their own, for people to break and repair."""

from pathlib import Path

from envcase import PLAIN, Harm, add_env_wheels
from isolationcase import EnvMixin
from packageindex import PackageIndex, small_world
from repaircase import RepairCase
import composeworld

PACK = "ComfyUI-Apart"
NAME = "apart-nodes"


class RepairEnvCase(Harm, EnvMixin, RepairCase):
    """`mine`; with `take_pack` it has the pack, its comfy-env in a layer, and its environment built by uv."""

    def setUp(self):
        super().setUp()
        self.index = PackageIndex().__enter__()
        self.addCleanup(self.index.__exit__)
        small_world(self.index)
        add_env_wheels(self.index)
        composeworld.write_settings(self.folder / "config", self.index)
        self.environment.update(PORTICO_CONFIG_DIR=str(self.folder / "config"), PORTICO_CACHE_DIR=str(self.folder / "cache"))
        self.choose_pixi()
        self.add_working()
        self.place = self.library / "installs/mine"

    def put_pack(self, comfy_env="0.4.22", text=PLAIN, name=PACK):
        pack = self.place / "data/custom_nodes" / name
        (pack / "nodes").mkdir(parents=True)
        (pack / "__init__.py").write_text("NODE_CLASS_MAPPINGS = {}\n", encoding="utf-8")
        (pack / "nodes/comfy-env.toml").write_text(text, encoding="utf-8")
        (pack / "requirements.txt").write_text(f"comfy-env=={comfy_env}\n", encoding="utf-8")
        return pack

    def take_pack(self, comfy_env="0.4.22", text=PLAIN):
        """Returns the folder of the built environment."""
        self.pack = self.put_pack(comfy_env, text)
        self.cli("nodes", "apply", "mine", "--yes", seconds=120)
        report = self.env("build")
        self.assertEqual(self.states(report), {NAME: "built"})
        return self.env_folder(report)

    def env_folder(self, report):
        return Path(report["environments"][0]["folder"])

    def repair(self, *words, code=0, seconds=240):
        return self.json("repair", "mine", *words, code=code, seconds=seconds)

    def acts(self, plan):
        return [step["act"] for step in plan["steps"]]
