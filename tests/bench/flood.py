# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Figures of the log: 200,000 lines a second for 10 seconds, and other rates given as arguments. Printed, not judged.

    PORTICO_BIN_DIR=build/release/bin python3 tests/bench/flood.py [RATE ...]
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import floodrun  # noqa: E402

SECONDS = 10


def main():
    helper = Path(os.environ["PORTICO_BIN_DIR"]) / "portico-helper"
    for rate in [int(word) for word in sys.argv[1:]] or [200_000]:
        print(floodrun.text(floodrun.run(helper, rate, SECONDS)), flush=True)


if __name__ == "__main__":
    main()
