# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""A stand-in for ComfyUI 0.33, standard library only.

program.py is the sequence; each other module is one part of the contract that a launcher sees:
arguments (flags), logstream (stderr), startup (lines in order), failures (known ways to die), customnodes and
utils/extra_config (folders), httpserver, websocket and routes (API), prompts, executor and graphnodes (work), lifecycle
(temp folder, lock, reboot), processes (children that outlive), noise (log floods), modes (which of it misbehaves).
"""
