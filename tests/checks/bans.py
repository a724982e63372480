#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Words that have no place in a part of the code, each with its reason."""

import re
from dataclasses import dataclass

from tree import Report, code, files, read, without_comments


@dataclass
class Ban:
    pattern: str
    reason: str
    folders: tuple
    allowed: tuple = ()  # beginnings of paths where it is right


BANS = [
    Ban(r"\bQEventLoop\b|\bprocessEvents\b|\bwaitFor\w*", "the window never waits: start a Job",
        ("app",)),
    Ban(r"(->|\.)exec\(", "a nested event loop: open(), popup() or a Job", ("app",),
        ("app/main.cpp", "app/cli/main.cpp")),
    Ban(r"\bQ_OS_\w+|\b_WIN32\b|\b__APPLE__\b|\b__linux__\b",
        "systems differ in core/platform and helper/platform only; rules are functions of Os",
        ("app", "core", "helper"),
        ("core/platform/", "helper/platform/", "app/main.cpp", "app/cli/main.cpp", "helper/main.cpp")),
    Ban(r"\binstance\(\)|\bqApp\b", "nothing is global: pass it through the constructor",
        ("app", "core", "helper"), ("app/main.cpp", "app/cli/main.cpp", "helper/main.cpp")),
    Ban(r"\bqWait\(|QTest::qSleep", "a test waits for a fact: QTRY_*", ("tests",),
        ("tests/support/", "tests/bench/")),
    Ban(r"\bignoreSslErrors\b|\bVerifyNone\b|\bQueryPeer\b|certificate_check\b|\bSSL_VERIFY_NONE\b"
        r"|trusted-host|allow-insecure-host|GIT_SSL_NO_VERIFY|bypass_ssl|tls-no-verify",
        "TLS is never weakened: add the authority instead", ("app", "core", "helper"),
        # ComfyUI itself, at our own loopback address, with a certificate that its owner made
        ("core/server/readyprobe.cpp", "core/server/comfyconversation.cpp")),
    Ban(r"\bthrow\b(?!\(\))", "errors are values: return an Error", ("app", "core", "helper")),
]
LOOSE_END = re.compile(r"\b(TO" r"DO|FIX" r"ME|HA" r"CK|XX" r"X)\b")


def main():
    report = Report()
    for ban in BANS:
        pattern = re.compile(ban.pattern)
        for name in code(*ban.folders):
            if name.as_posix().startswith(ban.allowed):
                continue
            found = False
            for number, line in enumerate(without_comments(read(name)).splitlines(), 1):
                if match := pattern.search(line):
                    found = True
                    report.broken(f"{name}:{number}", f"“{match[0]}”: {ban.reason}")
            report.ok(not found)
    for name in files():
        if name.suffix in (".cpp", ".h", ".py", ".sh", ".cmake", ".txt", ".md"):
            for number, line in enumerate(read(name).splitlines(), 1):
                if match := LOOSE_END.search(line):
                    report.broken(f"{name}:{number}", f"“{match[0]}”: finish it, or open an issue")
            report.ok()
    report.finish()


main()
