# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Marks this tree as ComfyUI for tools that recognise one by its layout; the code is in standin/."""
