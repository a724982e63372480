# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
"""extra_model_paths.yaml: the small part of YAML that such files use, and the same errors for bad ones.

It lies here and not in standin/ because the path of the real file shows in tracebacks, and launchers look for it.
"""

import os


def load_extra_path_config(path, log, folders_by_key):
    """Adds the folders of one file; raises what the real loader raises."""
    with open(path, encoding="utf-8") as file:
        config = _parse(file.read())
    for section in config:  # an empty file is None here, and fails as the real one does
        entries = config[section]
        if entries is None:
            continue
        base = _base(entries, path)
        default = entries.pop("is_default", "false") in ("true", "True")
        for key, value in entries.items():
            for line in value.split("\n"):
                if line.strip():
                    _add(folders_by_key, key, os.path.join(base, line.strip()), default, log)


def _base(entries, path):
    base = os.path.expandvars(os.path.expanduser(entries.pop("base_path", "")))
    return os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(path)), base))


def _add(folders_by_key, key, folder, default, log):
    folder = os.path.normpath(folder)
    log.info(f"Adding extra search path {key} {folder}")
    folders = folders_by_key.setdefault({"unet": "diffusion_models", "clip": "text_encoders"}.get(key, key), [])
    folders.insert(0 if default else len(folders), folder)


def _parse(text):
    config, section, block = {}, None, None
    for line in text.split("\n"):
        bare = line.split(" #")[0].rstrip()
        if not bare.strip() or bare.lstrip().startswith("#"):
            continue
        indent = len(bare) - len(bare.lstrip())
        if block and indent > block[1]:
            config[section][block[0]] = _grow(config[section][block[0]], bare.strip())
            continue
        key, _, value = bare.strip().partition(":")
        if indent == 0:
            section, block = key, None
            config[section] = None
            continue
        config[section] = config[section] or {}
        value = value.strip().strip("\"'")
        config[section][key] = "" if value in ("|", "|-", "") else value
        block = (key, indent) if value in ("|", "|-", "") else None
    return config or None


def _grow(old, line):
    """A '- item' makes a YAML list, which has no split(); a plain line extends the text block."""
    if line.startswith("- "):
        return (old if isinstance(old, list) else []) + [line[2:]]
    return old + line + "\n"
