#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""No package registry's host and no path of one computer is written into the tree."""

import re

from tree import ROOT, Report, files

WORDS = re.compile(
    rb"(deb|security|snapshot)\.debian\." rb"org|pypi\." rb"org|pythonhosted\." rb"org"
    rb"|registry\.npmjs\." rb"org|/wo" rb"rk/main|/wo" rb"rk/shared|\.lib" rb"rary/")
# The one place that names the usual package index, for whoever sets no other.
ALLOWED = {"core/net/networkchain.cpp"}


def main():
    report = Report()
    for name in files():
        found = WORDS.search((ROOT / name).read_bytes())
        if found and name.as_posix() not in ALLOWED:
            report.broken(name, f"it names “{found[0].decode()}”")
        else:
            report.ok()
    report.finish()


main()
