#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The window speaks the language that is chosen in it, at once and after the next start, and waits with that while work is
under way. The expected words are those of translations/."""

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import windowdriver
from composecase import skip_without_uv
from packageindex import Wheel
from windowcase import WindowCase
from world import BIN, main

TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"
LANGUAGES = ("de", "en", "es", "fr", "ja", "zh_CN")  # in the box, after “As the system”


def text(language, context, source):
    file = TRANSLATIONS / f"portico_{language}.ts"
    for found in ElementTree.parse(file).getroot().iter("context"):
        if found.findtext("name") == f"portico::{context}":
            for message in found.iter("message"):
                if message.findtext("source") == source:
                    return message.findtext("translation")
    raise AssertionError(f"“{source}” of {context} is not in {file.name}")


def word(language, context, source):
    """As a screen reader says it; without the key letter that Chinese and Japanese have in brackets."""
    return re.sub(r"\(&\w\)", "", text(language, context, source)).replace("&", "")


class Language(WindowCase):
    def fill(self, add):
        add(Wheel("number", "1.0"))

    def prepare(self):
        """Packages whose index is silent afterwards, so that keeping them does not end."""
        self.cli("nodes", "install", "studio", str(self.pack("First-Pack", "number==1.0\n")), "--yes", seconds=120)
        shutil.rmtree(self.library / "store/wheels")
        shutil.rmtree(self.folder / "cache", ignore_errors=True)
        self.index.faults = {"/": "silent"}

    def chosen(self):
        return json.loads((self.folder / "config/settings.json").read_text(encoding="utf-8")).get("language")

    def choose(self, language, now="en"):
        """By the keyboard, which the box's label leads to: Qt names two boxes of this page “As the system”."""
        label = "Lan&guage" if now == "en" else text(now, "app::SettingsPage", "Lan&guage")
        letter = re.search("&(.)", label)[1].lower()
        self.window.press(f"alt+{letter}", "space", "Home", *["Down"] * (1 + LANGUAGES.index(language)), "Return")

    def test_it_is_changed_at_once_and_kept(self):
        self.window.click("Settings")
        self.window.find("Library")
        self.choose("de")
        self.window.find(word("de", "app::SettingsPage", "Packages of node packs"))
        self.window.find(word("de", "app::Sidebar", "This co&mputer"))
        self.window.shoot("language-de")
        self.wait_for(lambda: self.chosen() == "de", "the choice is kept")
        self.leave()
        self.open_window()
        self.window.click(word("de", "app::Sidebar", "&Settings"))
        self.choose("ja", now="de")
        self.window.find(word("ja", "app::SettingsPage", "Packages of node packs"))
        self.window.shoot("language-ja")
        self.leave()

    def test_it_waits_for_work_that_is_under_way(self):
        self.window.click("History")
        self.window.wait_enabled("Keep for offline…")
        self.window.click("Keep for offline…")
        self.window.wait_enabled("Keep", seconds=60)
        self.window.click("Keep")
        self.window.find("Cancel Keep Studio for offline")
        self.window.click("Settings")
        self.choose("fr")
        self.window.find("The window changes its language once", begins=True)
        self.window.find("This computer")
        self.window.click("Cancel Keep Studio for offline")
        self.window.find(word("fr", "app::SettingsPage", "Packages of node packs"))
        self.leave()

    def test_the_terminal_speaks_the_systems_language(self):
        for variables, language in (({"PORTICO_LANGUAGE": "es"}, "es"), ({"LC_ALL": "de_CH.UTF-8"}, "de"),
                                    ({"LC_ALL": "zh_SG.UTF-8"}, "zh_CN"), ({"LC_ALL": "zh_TW.UTF-8"}, None)):
            said = subprocess.run([BIN / "porticoctl", "--help"], env={**self.environment, **variables}, check=True,
                                  capture_output=True, text=True).stdout
            source = "List all installs and what they do"
            self.assertIn(word(language, "cli::ListCommand", source) if language else source, said)


if __name__ == "__main__":
    windowdriver.require()
    skip_without_uv()
    main()
