# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""The one custom node file that a fresh ComfyUI tree has."""


class SaveImageWebsocket:
    RETURN_TYPES = ()
    OUTPUT_NODE = True
    CATEGORY = "api/image"


NODE_CLASS_MAPPINGS = {"SaveImageWebsocket": SaveImageWebsocket}
