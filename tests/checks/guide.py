#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Each translation of docs/guide.md says the same: chapter by chapter the same headings, commands, pictures and links; and it
calls buttons, pages and menu entries as the window does in that language. `guide.py FILE…` looks at single ones."""

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tree import ROOT, Report

LANGUAGES = ("de", "es", "fr", "ja", "zh_CN")
HEADING = re.compile(r"^(#{1,6}) +(.+?) *$")
CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
ITALIC = re.compile(r"(?<![*\w])\*(?![*\s])([^*]+?)\*(?!\*)")
BOLD = re.compile(r"\*\*")


@dataclass
class Chapter:
    title: str
    level: int
    commands: Counter = field(default_factory=Counter)
    targets: Counter = field(default_factory=Counter)
    inside: list = field(default_factory=list)
    names: list = field(default_factory=list)


def anchor(title):
    return "".join("-" if c == " " else c for c in title.lower() if c.isalnum() or c in "-_ ")


def take_line(chapter, line):
    """What an ordinary line holds besides its words."""
    chapter.commands.update(CODE.findall(line))
    for is_picture, target in LINK.findall(line):
        if target.startswith("#") and not is_picture:
            chapter.inside.append(target[1:])
        else:
            chapter.targets[target] += 1
    plain = BOLD.sub("", CODE.sub("", line))
    for name in ITALIC.findall(plain):
        chapter.names += re.split(r" *→ *", name)


def chapters(text):
    found, in_code = [], False
    for line in re.sub(r"^<!--.*?-->\s*", "", text, flags=re.DOTALL).splitlines():
        heading = None if in_code else HEADING.match(line)
        if heading:
            found.append(Chapter(heading[2], len(heading[1])))
        elif line.startswith("```"):
            in_code = not in_code
        elif in_code:
            found[-1].commands[re.sub(r"\s+#.*", "", line).strip()] += 1
        elif found:
            take_line(found[-1], line)
    return found


def shown(text):
    """As a control shows it: without its key letter."""
    return re.sub(r"\(&\w\)|&(?=\w)", "", text or "").rstrip("… ")


def window_words(language):
    """Each text of the program with what it is called in that language."""
    words = {}
    for message in ElementTree.parse(ROOT / f"translations/portico_{language}.ts").getroot().iter("message"):
        forms = [form.text for form in message.iter("numerusform")] or [message.findtext("translation")]
        words.setdefault(shown(message.findtext("source")), set()).update(shown(form) for form in forms)
    return words


def check_names(report, place, chapter, english, words):
    """The window's words, in any order; as many others as the English text has."""
    left = Counter(shown(name) for name in chapter.names)
    others = 0
    for name in english.names:
        wanted = words.get(shown(name))
        if not wanted:
            others += 1
            continue
        said = next((form for form in sorted(wanted) if left[form] > 0), None)
        if said is None:
            report.broken(place, f"“{name}” is nowhere called as the window calls it: {' or '.join(sorted(wanted))}")
        else:
            left[said] -= 1
            report.ok()
    if sum(left.values()) > others:
        report.broken(place, f"in italics, but no words of the window: {', '.join(left.elements())}")


def check(report, file, language, english):
    told = chapters(file.read_text(encoding="utf-8"))
    if [chapter.level for chapter in told] != [chapter.level for chapter in english]:
        report.broken(file.name, f"{len(told)} headings instead of {len(english)}, or of other levels")
        return
    words = window_words(language)
    anchors, english_anchors = ([anchor(chapter.title) for chapter in text] for text in (told, english))
    for chapter, original in zip(told, english, strict=True):
        place = f"{file.name}, “{chapter.title}”"
        for what, mine, theirs in (("commands", chapter.commands, original.commands),
                                   ("links and pictures", chapter.targets, original.targets)):
            if mine == theirs:
                report.ok()
            else:
                report.broken(place, f"other {what}: lacks {list(theirs - mine)}, has {list(mine - theirs)}")
        where = [anchors.index(name) if name in anchors else name for name in chapter.inside]
        if where == [english_anchors.index(name) for name in original.inside]:
            report.ok()
        else:
            report.broken(place, f"its links within the guide lead elsewhere: {chapter.inside}")
        check_names(report, place, chapter, original, words)


def main():
    report = Report()
    english = chapters((ROOT / "docs/guide.md").read_text(encoding="utf-8"))
    files = [Path(name) for name in sys.argv[1:]] or [ROOT / f"docs/guide.{language}.md" for language in LANGUAGES]
    for file in files:
        if file.is_file():
            check(report, file, file.name.split(".")[1], english)
        else:
            report.broken(file.name, "is not there")
    report.finish()


if __name__ == "__main__":
    main()
