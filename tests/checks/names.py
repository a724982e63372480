#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A type's name means one thing: no two headers define it in the same namespace.

The linker keeps one of the two sets of constructors and destructors and uses it for both types, which
damages memory without a word of any compiler.
"""

import collections
import re

from tree import Report, files, read

NAMESPACE = re.compile(r"namespace ([\w:]+) \{$")
TYPE = re.compile(r"(?:struct|class|enum class|enum)\s+(\w+)\b(?!\s*<)(?!.*;\s*$)")


def main():
    places = collections.defaultdict(set)
    for name in files():
        if name.suffix != ".h" or name.parts[0] not in ("app", "core", "helper"):
            continue
        namespace = ""
        for line in read(name).splitlines():
            if found := NAMESPACE.match(line):
                namespace = found[1]
            elif found := TYPE.match(line):
                places[f"{namespace}::{found[1]}"].add(name.as_posix())
    report = Report()
    for name, headers in places.items():
        if len(headers) > 1:
            report.broken(" and ".join(sorted(headers)), f"both define {name}")
        else:
            report.ok()
    report.finish()


main()
