#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Every text a person sees can be translated: lupdate reads the code without a complaint, every
text belongs to a context of ours (else the program would not find its translation), the English
plural forms are there, and every other language is whole, up to date and keeps what a translation
has in common with its text (tools/translationrules.py)."""

import shutil
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from tree import ROOT, Report

sys.path.insert(0, str(ROOT / "tools"))
import translationrules  # noqa: E402
import translations  # noqa: E402

LANGUAGES = ("de", "es", "fr", "ja", "zh_CN")


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
    check_same_texts(report, kept, fresh)


def check_same_texts(report, kept, fresh):
    known, now = ({(context, message.findtext("source"), message.findtext("comment"))
                   for context, message in messages(file)} for file in (kept, fresh))
    for context, text, _ in sorted(now ^ known, key=str):
        report.broken(kept.name, f"not up to date, run tools/translations.py: “{text}” ({context})")


def check_language(report, folder, language):
    kept = ROOT / "translations" / f"portico_{language}.ts"
    fresh = Path(folder) / kept.name
    shutil.copy(kept, fresh)
    translations.update(fresh)
    check_same_texts(report, kept, fresh)
    letters = {}
    for context, message in messages(fresh):
        text, translation = message.findtext("source"), message.find("translation")
        plural = message.get("numerus") == "yes"
        forms = [form.text or "" for form in translation] if plural else [translation.text or ""]
        wrong = translationrules.problems(text, forms, language, plural)
        if translation.get("type") == "unfinished":
            report.broken(kept.name, f"not translated: “{text}” ({context})")
        elif wrong:
            report.broken(kept.name, f"{', '.join(wrong)}: “{text}” / “{' || '.join(forms)}” ({context})")
        else:
            report.ok()
        letters.setdefault(context, []).append((translationrules.key_letter(text),
                                                translationrules.key_letter(forms[0]), forms[0]))
    for context, pairs in letters.items():
        check_key_letters(report, kept, context, [pair for pair in pairs if pair[0]])


def check_key_letters(report, kept, context, pairs):
    """Where the English letters of a context differ from one another, the translated ones do."""
    for i, (english, ours, text) in enumerate(pairs):
        for other_english, other_ours, other_text in pairs[:i]:
            if ours and ours == other_ours and english != other_english:
                report.broken(kept.name, f"both have the key letter {ours}: “{text}”, “{other_text}” ({context})")


def main():
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        check_contexts(report, folder)
        check_english(report, folder)
        for language in LANGUAGES:
            check_language(report, folder, language)
    report.finish()


main()
