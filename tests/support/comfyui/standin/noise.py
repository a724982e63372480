# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Log floods: what a bad node can do to whoever reads our pipes."""

import sys
import threading

BATCH = 500


def at_start(log, modes):
    """The finite noises, once, before ready."""
    if modes.has("flood"):
        _flood(int(modes.number("flood", 100000)))
    if modes.has("bad-utf8"):
        log.write_bytes(b"\x1b[32m[INFO]\x1b[0m bad bytes \xff\xfe\xc3\x28 \xed\xa0\x80 end of bad bytes\n")
    if modes.has("nul-bytes"):
        log.write_bytes(b"\x1b[32m[INFO]\x1b[0m before\x00\x00after NUL\n")
    if modes.has("long-line"):
        log.write_bytes(b"x" * int(modes.number("long-line", 1000000)) + b" end of long line\n")
    if modes.has("cr-only"):
        log.write_bytes(b"".join(b"\r%3d%% of a line that never ends" % n for n in range(101)))


def _flood(lines):
    out = sys.stderr.buffer
    sys.stderr.flush()
    for first in range(0, lines, BATCH):
        last = min(first + BATCH, lines)
        out.write(b"".join(b"\x1b[32m[INFO]\x1b[0m flood line %d of %d\n" % (n + 1, lines) for n in range(first, last)))
    out.flush()


def _forever():
    batch = b"".join(b"\x1b[32m[INFO]\x1b[0m endless flood line %03d of a batch\n" % n for n in range(BATCH))
    try:
        while True:
            sys.stderr.buffer.write(batch)
    except (OSError, ValueError):
        pass


def after_ready(modes):
    if modes.has("flood-forever"):
        threading.Thread(target=_forever, daemon=True, name="flood").start()
