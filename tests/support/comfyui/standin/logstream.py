# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""What ComfyUI writes: tagged records on stderr, held-back prints on stdout, tqdm bars rewritten by carriage return."""

import datetime
import io
import sys
import threading
import time
from collections import deque

COLOURS = {"DEBUG": "36", "DETAIL": "34", "INFO": "32", "WARNING": "33", "ERROR": "31", "CRITICAL": "35"}
ORDER = list(COLOURS)
EMPHASISED = ("WARNING", "ERROR", "CRITICAL")
RING_SIZE = 300


def hold_back_prints():
    """Wraps stdout again without write-through: print() on a pipe stays in the buffer, even under PYTHONUNBUFFERED."""
    old = sys.stdout
    if old is None or old.isatty():
        return
    encoding, errors = old.encoding, old.errors
    sys.stdout = io.TextIOWrapper(old.detach(), encoding=encoding, errors=errors, line_buffering=False)


class Log:
    """Writes records; keeps the last ones for /internal/logs; tells subscribers."""

    def __init__(self, level="INFO", to_stdout=False, plain=False, files=()):
        self._level = level
        self._to_stdout = to_stdout
        self._plain = plain
        self._files = list(files)
        self._lock = threading.Lock()
        self.entries = deque(maxlen=RING_SIZE)
        self.subscriber = None

    def debug(self, text):
        self.record("DEBUG", text)

    def info(self, text):
        self.record("INFO", text)

    def warning(self, text):
        self.record("WARNING", text)

    def error(self, text):
        self.record("ERROR", text)

    def record(self, level, text):
        for file_level, path in self._files:
            if ORDER.index(level) >= ORDER.index(file_level):
                with open(path, "a", encoding="utf-8") as file:
                    file.write(f"[{datetime.datetime.now():%Y-%m-%d %H:%M:%S}] [{level}] {text}\n")
        if ORDER.index(level) < ORDER.index(self._level):
            return
        low = ORDER.index(level) < ORDER.index("ERROR")
        self.write(self._tag(level) + text + "\n", sys.stdout if self._to_stdout and low else sys.stderr)

    def _tag(self, level):
        if self._plain:
            return ""
        bold = "\x1b[1m" if level in EMPHASISED else ""
        return f"{bold}\x1b[{COLOURS[level]}m[{level}]\x1b[0m "

    def success(self, text):
        """The 'Prompt executed' record is green as a whole."""
        self.info(text if self._plain else f"\x1b[32m{text}\x1b[0m")

    def write(self, text, stream=None):
        """Raw text, flushed at once; to stderr unless told."""
        stream = stream or sys.stderr
        entry = {"t": datetime.datetime.now().isoformat(), "m": text}
        with self._lock:
            self.entries.append(entry)
            try:
                stream.write(text)
                stream.flush()
            except UnicodeEncodeError:
                stream.write(text.encode("ascii", "backslashreplace").decode("ascii"))
                stream.flush()
        if self.subscriber:
            self.subscriber([entry])

    def write_bytes(self, data):
        with self._lock:
            sys.stderr.buffer.write(data)
            sys.stderr.buffer.flush()


def _clock(seconds):
    minutes, seconds = divmod(int(seconds), 60)
    return f"{minutes:02d}:{seconds:02d}"


def bar(share, width=10, unicode=True):
    """tqdm's bar: full blocks and one eighth block, or digits after # on a stream that is not UTF-8."""
    symbols = " ▏▎▍▌▋▊▉█" if unicode else " 123456789#"
    steps = len(symbols) - 1
    full, part = divmod(int(share * width * steps), steps)
    if full >= width:
        return symbols[-1] * width
    return symbols[-1] * full + symbols[part] + symbols[0] * (width - full - 1)


class Progress:
    """One tqdm bar on stderr."""

    def __init__(self, log, total):
        self._log = log
        self._total = total
        self._start = time.monotonic()
        self._unicode = (sys.stderr.encoding or "").lower().replace("-", "").startswith("utf")
        sys.stdout.flush()
        self.show(0)

    def show(self, done):
        passed = time.monotonic() - self._start
        rate = done / passed if done and passed > 0 else 0.0
        left = _clock((self._total - done) / rate) if rate else "?"
        speed = "?it/s" if not rate else f"{rate:.2f}it/s" if rate >= 1 else f"{1 / rate:.2f}s/it"
        share = done / self._total if self._total else 1.0
        frame = f"{int(share * 100):3d}%|{bar(share, 10, self._unicode)}| {done}/{self._total}"
        self._log.write(f"\r{frame} [{_clock(passed)}<{left}, {speed}]")

    def close(self):
        self._log.write("\n")
