#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Usage: ./run.sh [arguments of Portico]
#        ./run.sh COMMAND ...             a command of porticoctl, such as: ./run.sh list
#
# Installs what is missing, builds Portico (Release, into build/release) and starts it: the window
# where there is a display, else the main job without one (porticoctl selfcheck). Quick when
# nothing changed.
set -eu
cd "$(dirname "$0")"
from=$OLDPWD

say() { printf 'Portico: %s\n' "$*" >&2; }

tools/dependencies.sh build >&2
. tools/build.sh
build_preset release "" portico porticoctl portico-helper
bin=$PWD/build/release/bin
cd "$from"

case "${1:-}" in
"" | -*) ;;
*) exec "$bin/porticoctl" "$@" ;;
esac
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]; then
    say "opening the window ($bin/portico)"
    exec "$bin/portico" "$@"
fi
say "there is no display: checking the main job in the terminal ($bin/porticoctl selfcheck)"
exec "$bin/porticoctl" selfcheck "$@"
