#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Prints the folder of the uv that the tests of composing and of layers use: the one on PATH, else
# the version and hashes that Portico itself fetches (core/python/uvpins.cpp), put once into the
# person's cache folder by pip. Prints nothing where that cannot be: those tests are then skipped,
# and say so.
set -eu
cd "$(dirname "$0")/.."

pins=core/python/uvpins.cpp
version=$(sed -n '/^QString pinnedUvVersion/,/^}/s/.*u"\(.*\)"_s.*/\1/p' "$pins")

if found=$(command -v uv) && uv --version >/dev/null 2>&1; then
    dirname "$found"
    exit 0
fi
folder=${XDG_CACHE_HOME:-$HOME/.cache}/portico/uv-$version
if [ ! -x "$folder/bin/uv" ]; then
    printf 'Portico: fetching uv %s for the tests\n' "$version" >&2
    lock=$(mktemp)
    trap 'rm -f "$lock"' EXIT
    {
        printf 'uv==%s' "$version"
        sed -n '/^QStringList pinnedUvWheelHashes/,/^}/s/.*u"\([0-9a-f]\{64\}\)"_s.*/\1/p' "$pins" \
            | while read -r hash; do printf ' --hash=sha256:%s' "$hash"; done
        echo
    } >"$lock"
    rm -rf "$folder.new"
    if ! { python3 -m venv "$folder.new" \
        && "$folder.new/bin/python" -m pip install --quiet --only-binary :all: --require-hashes -r "$lock"; } >&2; then
        rm -rf "$folder.new"
        printf 'Portico: uv cannot be had here; what needs it is skipped\n' >&2
        exit 0
    fi
    rm -rf "$folder"
    mv "$folder.new" "$folder"
fi
echo "$folder/bin"
