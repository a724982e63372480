# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What a translation has in common with its text. Read by tools/translate.py before a translation
is taken and by tests/checks/translations.py for all that are there."""

import re

# How many plural forms Qt asks for (qttools, src/linguist/shared/numerus.cpp).
FORMS = {"en": 2, "de": 2, "es": 2, "fr": 2, "ja": 1, "zh_CN": 1}
PLACEHOLDER = re.compile(r"%L?\d+|%n")
MARKUP = re.compile(r"</?[a-z]+[^<>]*>")
KEY_LETTER = re.compile(r"(?<!&)&(?=\w)")


def key_letter(text):
    """The letter that chooses a control while Alt is held; None: it has none."""
    found = KEY_LETTER.search(text)
    return text[found.end()].upper() if found else None


def blanks(text):
    """Those at both ends that join it to its neighbours; no-break spaces belong to quotes and marks."""
    return text[:len(text) - len(text.lstrip(" \n\t"))], text[len(text.rstrip(" \n\t")):]


def wrong_form(text, form, plural):
    """What is wrong with one form of a translation."""
    def found(pattern, where):
        names = sorted(pattern.findall(where))
        # One thing may be told without its number: "one file" beside "%n files".
        return [name for name in names if not (plural and name == "%n")]
    if not form.strip():
        return "nothing there"
    if found(PLACEHOLDER, text) != found(PLACEHOLDER, form):
        return "other placeholders"
    if found(MARKUP, text) != found(MARKUP, form):
        return "other markup"
    if len(KEY_LETTER.findall(text)) != len(KEY_LETTER.findall(form)):
        return "a key letter (&) more or less"
    if blanks(text) != blanks(form):
        return "other blanks at its ends"
    return None


def problems(text, forms, language, plural):
    """What is wrong with a translation, in words; empty: nothing."""
    if plural and len(forms) != FORMS[language]:
        return [f"{len(forms)} plural forms instead of {FORMS[language]}"]
    found = [problem for form in forms if (problem := wrong_form(text, form, plural))]
    if plural and "%n" in text and not any("%n" in form for form in forms):
        found.append("the number (%n) is missing")
    return found
