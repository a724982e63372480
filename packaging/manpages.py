#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Makes the manual pages out of what the programs themselves say, so that there is one text only.

    manpages.py FOLDER_OF_THE_PROGRAMS FOLDER_FOR_THE_PAGES [--date 2026-11-22]

Their date is that of the newest version in linux/debian/changelog, so that each build of it makes the same pages.
porticoctl.1 comes from `porticoctl help --json`, portico.1 from `portico --help` (left out where the
window was not built).
"""

import argparse
import email.utils
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# Qt's layout of an entry: the names, then the description, which goes on below itself.
ENTRY = re.compile(r"^  (\S.*?)(?: {2,}| (?=[A-Z]))(.*)$")
GOES_ON = re.compile(r"^ {6,}(\S.*)$")

EXIT_CODES = [("0", "done"), ("1", "failed, or something broken was found"), ("2", "the command line makes no sense"),
              ("3", "refused: unsafe input, another hash than promised, or none under --require-hash"),
              ("4", "not found"), ("5", "busy: another Portico or session holds it")]
VARIABLES = [("PORTICO_LIBRARY", "The library, where --library does not name one."),
             ("PORTICO_CONFIG_DIR", "The folder of the settings."),
             ("PORTICO_CACHE_DIR", "The folder for what can be fetched again.")]


def escaped(text):
    """Text of the programs as roff shows it, letter by letter."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


def bold(text):
    return f"\\fB{escaped(text)}\\fR"


def paragraphs(text):
    """A description. Lines that are indented are a table: a word with what it does, and how it is used below."""
    lines = []
    for line in text.split("\n"):
        if found := re.match(r"^  (\S+) {2,}(\S.*)$", line):
            lines += [".TP", bold(found[1]), escaped(found[2])]
        elif line.startswith("  ") and lines:
            lines += [".br", escaped(line.strip())]
        elif lines:
            lines += [".PP", escaped(line)]
        else:
            lines.append(escaped(line.strip()))
    return lines


def term(name, value, description):
    shown = ", ".join(bold(part) for part in name) + (f" \\fI{escaped(value)}\\fR" if value else "")
    return [".TP", shown, escaped(description) or "\\&"]


def page(name, summary, date, version, body):
    return "\n".join([f'.\\" Made by packaging/manpages.py from what {name} says of itself.',
                      f'.TH {name.upper()} 1 "{date}" "Portico {version}" "Portico"',
                      # No hyphens, no stretched lines: addresses and options are read exactly.
                      ".nh", ".ad l", ".SH NAME", f"{escaped(name)} \\- {escaped(summary)}", *body, ""])


def options_of(entries):
    return [line for option in entries for line in term(option["names"], option["value"], option["description"])]


def command_section(command):
    lines = [".SS " + escaped(f'{command["name"]} {command["syntax"]}'.strip()), escaped(command["summary"]) + "."]
    if command["description"]:
        lines += [".PP", *paragraphs(command["description"])]
    for argument in command["arguments"]:
        lines += term([argument["name"].replace("|", " | ")], "", argument["description"])
    return lines + options_of(command["options"])


def porticoctl_page(run, date, version):
    told = json.loads(run("help", "--json"))
    sentence = run("help").split("\n")[0].strip()
    body = [".SH SYNOPSIS", f"{bold('porticoctl')} [\\fB\\-\\-library\\fR \\fIDIR\\fR] [\\fB\\-\\-json\\fR] "
            "\\fIcommand\\fR ...", ".SH DESCRIPTION", escaped(sentence),
            "It is the twin of the window,", ".BR portico (1),", "and does every same thing from a terminal.",
            ".SH OPTIONS", *options_of(told["options"]), ".SH COMMANDS"]
    for command in told["commands"]:
        body += command_section(command)
    body += [".SH EXIT STATUS"] + [line for code in EXIT_CODES for line in term([code[0]], "", code[1])]
    body += [".SH ENVIRONMENT"] + [line for variable in VARIABLES for line in term([variable[0]], "", variable[1])]
    body += [".SH SEE ALSO", ".BR portico (1)"]
    return page("porticoctl", "install, run, repair and update portable ComfyUI", date, version, body)


def help_entries(text):
    """[(names, description)] of the help text of a Qt program."""
    entries = []
    for line in text.split("\n"):
        if found := ENTRY.match(line):
            entries.append([found[1], found[2]])
        elif (found := GOES_ON.match(line)) and entries:
            entries[-1][1] += " " + found[1]
    return entries


def portico_page(run, date, version):
    text = run("--help")
    sentence = text.split("\n")[1].strip()
    body = [".SH SYNOPSIS", f"{bold('portico')} [\\fIoption\\fR ...] [\\fIbundle\\fR]", ".SH DESCRIPTION",
            escaped(sentence), ".SH OPTIONS"]
    for names, description in help_entries(text):
        value = re.search(r" <(.+)>$", names)
        plain = names[:value.start()] if value else names
        body += term(plain.split(", "), value[1] if value else "", description)
    body += [".SH ENVIRONMENT"] + [line for variable in VARIABLES for line in term([variable[0]], "", variable[1])]
    body += [".SH SEE ALSO", ".BR porticoctl (1)"]
    return page("portico", "a window for portable ComfyUI", date, version, body)


def runner(program, home):
    environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", HOME=home, QT_QPA_PLATFORM="offscreen",
                       XDG_RUNTIME_DIR=home)
    return lambda *words: subprocess.run([str(program), *words], env=environment, capture_output=True, text=True,
                                         encoding="utf-8", check=True).stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("programs", type=Path)
    parser.add_argument("pages", type=Path)
    changelog = (Path(__file__).parent / "linux/debian/changelog").read_text(encoding="utf-8")
    released = email.utils.parsedate_to_datetime(re.search(r"^ -- .*>  (.+)$", changelog, re.MULTILINE)[1])
    parser.add_argument("--date", default=released.strftime("%Y-%m-%d"))
    asked = parser.parse_args()
    asked.pages.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="portico-manual-") as home:
        ctl = runner(asked.programs / "porticoctl", home)
        version = ctl("--version").split()[1]
        (asked.pages / "porticoctl.1").write_text(porticoctl_page(ctl, asked.date, version), encoding="utf-8")
        window = asked.programs / "portico"
        if window.exists():
            text = portico_page(runner(window, home), asked.date, version)
            (asked.pages / "portico.1").write_text(text, encoding="utf-8")
    return 0


sys.exit(main())
