# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A composed install on a loopback index, with a comfy-env by name, for tests of what becomes of environments."""

from composecase import ComposeCase
from isolationcase import EnvMixin
from packageindex import Wheel

PLAIN = '[pypi-dependencies]\ntinyhttp = "==1.0"\n'
CONDA = '[dependencies]\ncgal = "*"\n[pypi-dependencies]\ntinyhttp = "==1.0"\n'


class Harm:
    """What may happen to an environment in `place`."""

    def take_python(self, place):
        (place / ".pixi/envs/default/bin/python").unlink()

    def take_package(self, place):
        next(place.glob(".pixi/envs/default/lib/*/site-packages/tinyhttp/__init__.py")).unlink()

    def take_info(self, place):
        info = next(place.glob(".pixi/envs/default/lib/*/site-packages/tinyhttp-*"))
        info.rename(place / "elsewhere")


def add_env_wheels(index):
    """What the environments of any generation need, and each comfy-env."""
    for wheel in (Wheel("comfy-env", "0.4.22"), Wheel("comfy-env", "0.2.19"),
                  Wheel("numpy", "2.0.0", [], {"numpy/__init__.py": ""}),
                  Wheel("setuptools", "80.0", [], {"setuptools/__init__.py": ""})):
        index.add(wheel)


class EnvCase(Harm, EnvMixin, ComposeCase):
    """`mine` in `self.place`."""

    def setUp(self):
        super().setUp()
        self.choose_pixi()
        add_env_wheels(self.index)
        self.json(*self.words("--ref", "v0.33.0", "--name", "Mine"), seconds=120)
        self.place = self.library / "installs/mine"

    def give_comfy_env(self, version):
        """As a file alone: who it is counts, not what it does."""
        site = next(self.place.glob("gen-0001/**/site-packages"))
        info = site / f"comfy_env-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: comfy-env\nVersion: {version}\n", encoding="utf-8")

    def put(self, text, pack="ComfyUI-Some", folder="nodes"):
        place = self.place / "data/custom_nodes" / pack / folder
        place.mkdir(parents=True, exist_ok=True)
        (place / "comfy-env.toml").write_text(text, encoding="utf-8")
        return place

    def built(self):
        return sorted(path.parent.name for path in (self.place / "ce").glob("envs/*/install.hash"))
