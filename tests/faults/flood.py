# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""T11 in small: a flood of log lines neither blocks ComfyUI nor fills the memory, and every line is given or counted.

The figures of the full flood are printed by tests/bench/flood.py; here only what holds on any machine is checked.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(os.environ["PORTICO_SOURCE_DIR"]) / "tests" / "support"))
import floodrun  # noqa: E402

HELPER = Path(os.environ["PORTICO_BIN_DIR"]) / "portico-helper"


def main():
    figures = floodrun.run(HELPER, rate=200_000, seconds=3)
    print(floodrun.text(figures))
    checks = {
        "every line is given or counted": figures["given"] + figures["dropped"] >= figures["lines"],
        "lines were dropped, not kept": figures["dropped"] > 0,
        "at most 64 MB more memory": figures["memory"] <= 64,
        "a client is answered within a second": figures["most"] <= 1000,
        "at most 60 MB on disk": figures["disk"] <= 60,
    }
    for name, holds in checks.items():
        print("ok" if holds else "FAILED", name)
    failed = sum(not holds for holds in checks.values())
    print(f"{len(checks) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main() if sys.platform == "linux" else 77)
