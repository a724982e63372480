#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Brings translations/*.ts up to date with the texts in the code. Run it after changing a text.

Usage: tools/translations.py [LANGUAGE]

With a language ("de") a new file is begun. The English file holds plural forms only, because the
texts in the code are English; "(s)" is filled in here, other plurals are yours to write.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("app", "core", "helper")
EMPTY_FORMS = re.compile(
    r"(<source>)([^<]*\(s\)[^<]*)(</source>\s*<translation) type=\"unfinished\">"
    r"(\s*)<numerusform></numerusform>\s*<numerusform></numerusform>")


def lupdate():
    for name in ("/usr/lib/qt6/bin/lupdate", "lupdate6", "lupdate-qt6", "lupdate"):
        if found := shutil.which(name):
            return found
    sys.exit("lupdate of Qt 6 is not installed (see tools/dependencies.sh).")


def update(file, root=ROOT):
    """Updates one .ts file from the code; returns lupdate's complaints."""
    options = ["-pluralonly"] if file.stem.endswith("_en") else []
    done = subprocess.run(
        [lupdate(), "-silent", "-no-obsolete", "-locations", "none", "-source-language", "en",
         "-target-language", file.stem.split("_", 1)[1], *options, *FOLDERS, "-I.", "-ts", str(file)],
        cwd=root, capture_output=True, text=True, check=True)
    if options:
        fill_english(file)
    return (done.stdout + done.stderr).strip()


def fill_english(file):
    def forms(found):
        start, source, middle, space = found.groups()
        one, many = source.replace("(s)", ""), source.replace("(s)", "s")
        return (f"{start}{source}{middle}>{space}<numerusform>{one}</numerusform>"
                f"{space}<numerusform>{many}</numerusform>")
    text = file.read_text(encoding="utf-8")
    file.write_text(EMPTY_FORMS.sub(forms, text), encoding="utf-8")


def main():
    languages = sys.argv[1:]
    files = [ROOT / "translations" / f"portico_{language}.ts" for language in languages]
    for file in files or sorted((ROOT / "translations").glob("portico_*.ts")):
        complaints = update(file)
        if complaints:
            print(complaints)
        left = file.read_text(encoding="utf-8").count('type="unfinished"')
        print(f"{file.relative_to(ROOT)}: {left} left to translate")


if __name__ == "__main__":
    main()
