# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Entry point of the stand-in ComfyUI: the same argv, log, API and exit codes as the real main.py, without torch."""

from standin import program

if __name__ == "__main__":
    program.main()
