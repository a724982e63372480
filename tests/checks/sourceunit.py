# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""One translation unit of several source files, for tools that read headers slowly.

The unit includes all headers first and then holds each file's text. Names that a file keeps to
itself (in an anonymous namespace, such as `Text` or `kLimit`) would clash with its neighbours': the
text says `Text3` and `kLimit3`. What follows a dot, an arrow or `::` belongs to something else and
stays. A file for which that is not enough does not compile then, and the caller reads files one by one.
"""

import re
from collections import Counter

HIDDEN = re.compile(r"^namespace \{$(.*?)^\} // namespace$", re.MULTILINE | re.DOTALL)
HEADER = re.compile(r'^#include (?:<[^>]+>|"[^"]+\.h")$', re.MULTILINE)
CONDITION = re.compile(r"^#if", re.MULTILINE)
OUTSTANDING = re.compile(r"k?[A-Z]")
TYPE = re.compile(r"^(?:struct|class|enum class|enum|using) (\w+)")
# The name before the first bracket, brace or equals sign of a line that starts at column 0.
NAMED = re.compile(r"^[A-Za-z_][^({=;]*?(?<!::)\b(\w+)(?:\[[^\]]*\])*\s*[({=;]")


NOT_NAMES = {"namespace", "operator", "else", "do", "try"}


def hidden_names(text):
    """The names that a source file declares in anonymous namespaces."""
    names = set()
    for block in HIDDEN.findall(text):
        for line in block.splitlines():
            found = TYPE.match(line) or NAMED.match(line)
            if found and found[1] not in NOT_NAMES:
                names.add(found[1])
    return names


def renamed(text, names, number):
    """The text with these names made its own; includes stay."""
    if not names:
        return text
    pattern = re.compile(rf'^#include.*$|(?<![\w.:>"])({"|".join(sorted(names))})\b(?!")', re.MULTILINE)
    return pattern.sub(lambda found: f"{found[1]}{number}" if found[1] else found[0], text)


def write_unit(target, sources):
    texts = {source: source.read_text(encoding="utf-8") for source in sources}
    hidden = {source: hidden_names(text) for source, text in texts.items()}
    count = Counter(name for names in hidden.values() for name in names)
    headers, bodies = [], []
    for number, (source, text) in enumerate(texts.items(), 1):
        if not CONDITION.search(text):  # what is included under a condition stays there
            headers += HEADER.findall(text)
            text = HEADER.sub("", text)
        # A type or constant may be called what a header of a neighbour calls one of its own.
        own = {name for name in hidden[source] if count[name] > 1 or OUTSTANDING.match(name)}
        bodies += [f'#line 1 "{source}"', renamed(text, own, number)]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join([*dict.fromkeys(headers), *bodies]) + "\n", encoding="utf-8")


def source_at(unit, line):
    """The source file that a line of a unit comes from."""
    before = unit.read_text(encoding="utf-8").splitlines()[:line]
    return next((text[len('#line 1 "'):-1] for text in reversed(before) if text.startswith("#line 1 ")), None)
