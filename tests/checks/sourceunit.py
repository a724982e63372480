# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""One translation unit of several source files, for tools that read headers slowly.

The unit includes all headers first, then each source file. Names that two of the files keep to
themselves (in an anonymous namespace, such as `Text` or `kLimit`) would clash; each file gets its own
by a macro. A file that uses such a name for something of a header does not compile then, and the
caller falls back to reading files one by one.
"""

import re
from collections import Counter

HIDDEN = re.compile(r"^namespace \{$(.*?)^\} // namespace$", re.MULTILINE | re.DOTALL)
HEADER = re.compile(r'^#include (?:<[^>]+>|"[^"]+\.h")$', re.MULTILINE)
TYPE = re.compile(r"^(?:struct|class|enum class|enum|using) (\w+)")
# The name before the first bracket, brace or equals sign of a line that starts at column 0.
NAMED = re.compile(r"^[A-Za-z_][^({=;]*?\b(\w+)(?:\[[^\]]*\])*\s*[({=;]")


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


def write_unit(target, sources):
    texts = {source: source.read_text(encoding="utf-8") for source in sources}
    hidden = {source: hidden_names(text) for source, text in texts.items()}
    count = Counter(name for names in hidden.values() for name in names)
    headers = list(dict.fromkeys(line for text in texts.values() for line in HEADER.findall(text)))
    lines = headers[:]
    for number, source in enumerate(sources, 1):
        own = sorted(name for name in hidden[source] if count[name] > 1)
        lines += [f"#define {name} {name}{number}" for name in own]
        lines += [f'#include "{source}"']
        lines += [f"#undef {name}" for name in own]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
