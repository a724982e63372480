# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Which misbehaviour is wanted: a comma list of name or name=value.

Three sources, added up: the hidden flag --standin-mode, the variable STANDIN_MODE, and the first line of
standin_mode.txt beside main.py. The file matters most: a launcher gives its child a filtered environment.
An unknown name ends the program with 64, so that a test never passes on a misspelt mode.
"""

import os
import sys

EXIT_UNKNOWN_MODE = 64

BEHAVIOURS = {
    "plain-log": "no level tags and no colours, as before v0.23",
    "slow-start": "stay silent this many seconds where torch would be imported",
    "silent": "print nothing, never listen",
    "never-ready": "start up, then hang before listening",
    "hang-on-stop": "say 'Stopped server', then never end (SIGTERM does)",
    "threads-on-stop": "say 'Stopped server', then wait for threads until a second interrupt (0.3.64 does)",
    "ignore-sigint": "the signal is ignored, as when inherited from nohup",
    "ignore-sigterm": "SIGTERM is ignored",
    "slow-stop": "take this many seconds to end after SIGINT",
    "hang-http": "accept connections after ready, answer nothing",
    "crash-at-start": "uncaught exception before anything is logged, exit 1",
    "crash-loop": "uncaught exception shortly after ready at every start, or at the first N starts",
    "crash-after-ready": "uncaught exception this many seconds after ready, exit 1",
    "exit-after-ready": "this many seconds after ready, end with 0",
    "exit-code": "end with this code before anything is logged",
    "segfault": "native crash in start-up",
    "segfault-after-ready": "native crash this many seconds after ready",
    "sigkill-self": "no words, signal 9, in start-up",
    "sigkill-after-ready": "no words, signal 9, this many seconds after ready",
    "reboot-after-ready": "Manager's reboot this many seconds after ready, once per user folder",
    "reboot-always": "the same at every start",
    "flood": "this many log lines at start (100000)",
    "flood-forever": "log lines at the highest rate after ready",
    "bad-utf8": "bytes that are no UTF-8 in the log",
    "long-line": "one line of this many bytes (1000000)",
    "cr-only": "progress rewritten with carriage returns and never a newline",
    "nul-bytes": "NUL bytes in the log",
    "version": "report this ComfyUI version",
}


class Modes:
    def __init__(self, wanted: dict):
        self._wanted = wanted

    def has(self, name: str) -> bool:
        return name in self._wanted

    def text(self, name: str, otherwise: str = "") -> str:
        return self._wanted.get(name) or otherwise

    def number(self, name: str, otherwise: float = 0.0) -> float:
        return float(self._wanted.get(name) or otherwise)

    def names(self) -> list:
        return list(self._wanted)


def parse(text: str) -> dict:
    wanted = {}
    for word in text.replace("\n", ",").split(","):
        name, _, value = word.strip().partition("=")
        if name:
            wanted[name] = value
    return wanted


def _from_file(code_folder: str) -> str:
    try:
        with open(os.path.join(code_folder, "standin_mode.txt"), encoding="utf-8") as file:
            return file.readline()
    except OSError:
        return ""


def _take_flag(argv: list) -> str:
    """Removes the hidden flag from argv, so that neither usage nor system_stats show it."""
    for at, word in enumerate(argv):
        if word.startswith("--standin-mode="):
            return argv.pop(at).partition("=")[2]
        if word == "--standin-mode" and at + 1 < len(argv):
            argv.pop(at)
            return argv.pop(at)
    return ""


def read(code_folder: str, argv: list, known: list) -> Modes:
    wanted = parse(_from_file(code_folder))
    wanted.update(parse(os.environ.get("STANDIN_MODE", "")))
    wanted.update(parse(_take_flag(argv)))
    unknown = sorted(name for name in wanted if name not in BEHAVIOURS and name not in known)
    if unknown:
        sys.stderr.write("standin: unknown mode: " + ", ".join(unknown) + "\n")
        raise SystemExit(EXIT_UNKNOWN_MODE)
    return Modes(wanted)
