#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Every text a person sees can be translated: lupdate reads the code without a complaint, every
text belongs to a context of ours (else the program would not find its translation), and the
English plural forms are there and up to date."""

import shutil
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from tree import ROOT, Report

sys.path.insert(0, str(ROOT / "tools"))
import translations  # noqa: E402


def messages(file):
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name"), message


def check_contexts(report, folder):
    everything = Path(folder) / "portico_xx.ts"
    for line in translations.update(everything).splitlines():
        report.broken("lupdate", line)
    for context, message in messages(everything):
        if context.startswith("portico") or context == "main":
            report.ok()
        else:
            report.broken(f"context “{context}”", f"not a name of ours: “{message.findtext('source')}”")


def check_english(report, folder):
    kept = ROOT / "translations" / "portico_en.ts"
    fresh = Path(folder) / "portico_en.ts"
    shutil.copy(kept, fresh)
    translations.update(fresh)
    for context, message in messages(fresh):
        forms = [form.text or "" for form in message.iter("numerusform")]
        if len(forms) != 2 or not all(forms):
            report.broken("portico_en.ts", f"no plural forms of “{message.findtext('source')}” ({context})")
        else:
            report.ok()
    known = {(context, message.findtext("source")) for context, message in messages(kept)}
    now = {(context, message.findtext("source")) for context, message in messages(fresh)}
    if known != now:
        report.broken("portico_en.ts", "not up to date: run tools/translations.py")


def main():
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        check_contexts(report, folder)
        check_english(report, folder)
    report.finish()


main()
