#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Translates Portico without Qt Linguist: writes what has no translation yet as lines of text, and
takes the lines back with the translations in them.

Usage: tools/translate.py left LANGUAGE > texts.txt
       tools/translate.py fill LANGUAGE texts.txt [...]

A line is a key, a tab and a text: `left` writes the English one, `fill` reads the translation. A
line break in a text is \\n. Plural forms stand beside one another with “ || ” between them, as many
as the language has; `left` writes “(forms: N)” behind the key of such a text. What a text means
where it needs telling stands in a line before it that begins with #. One line counts for each
place that has the same text with the same comment. A translation whose placeholders, markup, key
letter (&) or blanks at its ends are not those of its text is named and left out; the exit code is 1.
"""

import hashlib
import sys
import xml.etree.ElementTree as ElementTree

import translationrules
import translations


def messages(file):
    """Each message of a .ts file as (element, text, comment, whether it has plural forms)."""
    for message in file.iter("message"):
        yield (message, message.findtext("source") or "", message.findtext("comment") or "",
               message.get("numerus") == "yes")


def key_of(text, comment, plural):
    return hashlib.sha256(f"{text}\0{comment}\0{plural}".encode()).hexdigest()[:10]


def on_a_line(text):
    return text.replace("\n", "\\n")


def left(path, language):
    seen = set()
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message, text, comment, plural in messages(context):
            key = key_of(text, comment, plural)
            if message.find("translation").get("type") != "unfinished" or key in seen:
                continue
            seen.add(key)
            print(f"# {context.findtext('name')}{': ' + on_a_line(comment) if comment else ''}")
            forms = f" (forms: {translationrules.FORMS[language]})" if plural else ""
            print(f"{key}{forms}\t{on_a_line(text)}")


def read_lines(paths):
    given = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for line in file:
                key, tab, text = line.rstrip("\n").partition("\t")
                if tab and not line.startswith("#"):
                    given[key.split(" ")[0]] = text.replace("\\n", "\n")
    return given


def set_translation(message, forms, plural):
    translation = message.find("translation")
    translation.attrib.pop("type", None)
    for form in list(translation):
        translation.remove(form)
    translation.text = None if plural else forms[0]
    for form in forms if plural else ():
        ElementTree.SubElement(translation, "numerusform").text = form


def fill(path, language, given):
    """Returns how many messages were filled and what is wrong with the lines that were not."""
    tree = ElementTree.parse(path)
    filled, wrong = 0, {}
    for message, text, comment, plural in messages(tree.getroot()):
        key = key_of(text, comment, plural)
        if key not in given or message.find("translation").get("type") != "unfinished":
            continue
        forms = given[key].split(" || ") if plural else [given[key]]
        problems = translationrules.problems(text, forms, language, plural)
        if problems:
            wrong[key] = f"{key}\t{'; '.join(problems)}: “{text}” / “{given[key]}”"
        else:
            set_translation(message, forms, plural)
            filled += 1
    tree.write(path, encoding="utf-8", xml_declaration=True)
    translations.update(path)  # in lupdate's own layout
    return filled, wrong.values()


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("left", "fill"):
        sys.exit(__doc__)
    language = sys.argv[2]
    path = translations.ROOT / "translations" / f"portico_{language}.ts"
    if sys.argv[1] == "left":
        translations.update(path)
        left(path, language)
        return
    filled, wrong = fill(path, language, read_lines(sys.argv[3:]))
    print(*wrong, f"{filled} filled, {len(wrong)} left out", sep="\n")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
