# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""Marks this tree as ComfyUI for tools that recognise one by its layout, and says where its data lies, as node packs ask
the real one; the code is in standin/."""

import os
import sys


def _given(flag):
    for at, word in enumerate(sys.argv):
        if word == flag:
            return sys.argv[at + 1]
        if word.startswith(flag + "="):
            return word.split("=", 1)[1]
    return None


base_path = os.path.abspath(_given("--base-directory") or os.path.dirname(os.path.realpath(__file__)))
models_dir = os.path.join(base_path, "models")
folder_names_and_paths = {"custom_nodes": ([os.path.join(base_path, "custom_nodes")], set())}
_places = {
    "input": os.path.abspath(_given("--input-directory") or os.path.join(base_path, "input")),
    "output": os.path.abspath(_given("--output-directory") or os.path.join(base_path, "output")),
    "user": os.path.abspath(_given("--user-directory") or os.path.join(base_path, "user")),
    "temp": os.path.join(os.path.abspath(_given("--temp-directory") or base_path), "temp"),
}


def _getter(name):
    return lambda: _places[name]


def _setter(name):
    return lambda folder: _places.__setitem__(name, folder)


get_input_directory, set_input_directory = _getter("input"), _setter("input")
get_output_directory, set_output_directory = _getter("output"), _setter("output")
get_user_directory, set_user_directory = _getter("user"), _setter("user")
get_temp_directory, set_temp_directory = _getter("temp"), _setter("temp")
