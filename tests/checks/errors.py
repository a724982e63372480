#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Every error of the program says what, where and why in a whole sentence, and what to do next.

Usage: tests/checks/errors.py [--list]   (--list prints each place, its code, message and next step)

What a machine can judge of that, it judges here, for each place that makes an Error:
- the message is a whole, translated sentence without blame and without words of programmers;
- what is about a thing with a name (a file, an address, an install) names it: the text has a place for it;
- there is a next step, and it is a sentence, too, or ends in a command to type.
`None` stands for words that come from elsewhere: another Error, listed where it was made, or another program.
"""

import re
import sys

from errorplaces import Finder
from tree import Report

# What ends with nothing to do: the person asked for it.
WITHOUT_NEXT_STEP = {"Cancelled"}

# Of these kinds there is always a thing with a name …
NAMED = {"NotFound", "AlreadyExists", "Corrupt", "HashMismatch", "DiskFull", "PermissionDenied", "ReadOnly", "Io"}

# … but for these, of which there is only one at the place where the sentence is shown.
ONLY_ONE = {
    "Nobody tells which releases of ComfyUI there are.",
    "The token is good, but could not be kept.",
    "The token could not be kept.",
    "The proxy's password could not be kept.",
    "It is not there any more.",  # shown in the row of the thing
    "The update changed on this computer after it was fetched; it was not used.",
    "The list of CUDA wheels cannot be understood.",
    "This desktop has no terminal that Portico knows.",
    "There is no Python 3.10 or newer on this computer.",
    "There is no such Python to be had.",  # uv's words, which do not tell it, are beside it
    "The disk became full while packages were put in.",
    "The list of the layer's packages is gone, too.",
    "No port can be opened on this computer's own address 127.0.0.1.",
    "The folder for temporary files cannot be written.",
    "What ComfyUI sent is not a picture.",
}

BLAME = re.compile(r"\b(you (failed|forgot|did not)|your (fault|mistake)|invalid|illegal|bad|stupid|fatal|abort(ed)?|oops)\b", re.I)
JARGON = re.compile(r"\b(errno|exception|null|nullptr|undefined|segfault|stack ?trace|assertion|stdout|stderr|malformed|"
                    r"parse|parsing|deserialis\w+|boolean|EOF|enum|syntax error)\b", re.I)
# A sentence ends so: a full stop, or words of another that bring their own.
WHOLE = re.compile(r"([.…?]”?|[:.] %n|[:.] %\d|[:.] [“\"]?%\d[”\"]?\.?)$")
COMMAND = re.compile(r"(: (porticoctl|chmod|sudo) .+|: %\d|: --\S+ .+|: --\S+|https://\S+…)$|^Usage: ")
# Pieces between quotes that are put together with the text of another sentence.
PIECES = {"” or “", "not named", "this install"}


def faults_of_message(place, text):
    if not WHOLE.search(text) and not COMMAND.search(text):
        yield f"the message is no whole sentence: “{text}”"
    if text[:1].islower() and not text.startswith(("uv", "pixi", "git", "comfy-env")):
        yield f"the message begins in the middle of a sentence: “{text}”"
    if found := BLAME.search(text) or JARGON.search(text):
        yield f"the message says “{found[0]}”: “{text}”"
    if place.code in NAMED and "%" not in text and text not in ONLY_ONE:
        yield f"the message does not name what it is about: “{text}”"


def faults_of(place):
    if not place.message:
        yield "there is no message, or it is not translated"
    for text in place.message:
        if text is not None and text not in PIECES:
            yield from faults_of_message(place, text)
    if not place.next_step and place.code not in WITHOUT_NEXT_STEP:
        yield f"there is no next step after “{place.message[0] if place.message else ''}”"
    for text in place.next_step:
        if text is not None and text not in PIECES and not (WHOLE.search(text) or COMMAND.search(text)):
            yield f"the next step is no whole sentence: “{text}”"


def show(place):
    print(f"{place.where} [{place.code}]")
    for mark, texts in (("  ", place.message), ("→ ", place.next_step)):
        for text in texts or ["(none)"]:
            print(f"    {mark}{'(words from elsewhere)' if text is None else text}")


def main():
    places = Finder().places()
    if "--list" in sys.argv[1:]:
        for place in places:
            show(place)
        print(f"{len(places)} places")
        return
    report = Report()
    if len(places) < 500:
        report.broken("tests/checks/errorplaces.py", f"only {len(places)} places were found: it does not see them")
    for place in places:
        faults = list(faults_of(place))
        for fault in faults:
            report.broken(place.where, fault)
        report.ok(not faults)
    report.finish()


main()
