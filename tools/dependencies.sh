#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Usage: tools/dependencies.sh [build|test]
#
# Installs what Portico needs to be built (or also tested) and is not here yet. On Debian and Ubuntu
# by apt, as root or with sudo; elsewhere it prints the command with the exact package names.
# Says nothing and takes a few hundredths of a second when nothing is missing.
set -eu
purpose=${1:-build}

# One entry a line; "a|b": either will do.
build_packages="
    g++ cmake ninja-build pkg-config
    qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libgl-dev
    libarchive-dev libgit2-dev qtkeychain-qt6-dev libssl-dev zlib1g-dev duktape-dev
    libtomlplusplus-dev
    python3"
# The window test's screen, the checks' tools, and the programs that results are compared with.
test_packages="
    xvfb xauth xdotool openbox imagemagick dbus at-spi2-core python3-pyatspi fonts-noto-core gnome-keyring libsecret-1-0
    clang-format clang-tidy clang libclang-rt-dev lld llvm g++-mingw-w64-x86-64-posix
    zsh fish man-db groff-base desktop-file-utils appstream shared-mime-info systemd nsis
    python3-venv python3-pip strace 7zip|p7zip-full zip unzip zstd xz-utils curl git openssl"

say() { printf 'Portico: %s\n' "$*"; }

# KArchive for Qt 6: a package where the system has one, else what tools/karchive.sh builds it with.
karchive_packages() {
    case "${VERSION_CODENAME:-}" in
    bookworm) echo "patch xz-utils libbz2-dev liblzma-dev libzstd-dev" ;;
    *) echo "libkf6archive-dev" ;;
    esac
}

missing_packages() {
    installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' 2>/dev/null | sed -n 's/^.i  *//p')
    for entry in $1; do
        found=no
        for name in $(echo "$entry" | tr '|' ' '); do
            case "
$installed
" in *"
$name
"*) found=yes ;; esac
        done
        [ $found = yes ] || echo "${entry%%|*}"
    done
}

install_with_apt() {
    packages="$build_packages $(karchive_packages)"
    [ "$purpose" = build ] || packages="$packages $test_packages"
    missing=$(missing_packages "$packages" | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    say "installing with apt: $missing"
    as_root=
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "this needs the system's administrator. Please run, as root:"
            say "  apt-get update && apt-get install --no-install-recommends $missing"
            exit 1
        fi
        as_root=sudo
    fi
    log=$(mktemp)
    # shellcheck disable=SC2086 # the lists are meant to be split
    if ! { $as_root apt-get -q update && $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install \
        -y --no-install-recommends $missing; } >"$log" 2>&1; then
        tail -n 20 "$log"
        rm -f "$log"
        say "apt could not install them. Put right what it says above and run this again."
        exit 1
    fi
    rm -f "$log"
}

# Elsewhere: the exact names, and no guess at whether they are here. CMake tells what it misses.
print_elsewhere() {
    say "if the build misses something, install it with:"
    case "$1" in
    fedora) names="dnf install gcc-c++ cmake ninja-build pkgconf-pkg-config qt6-qtbase-devel qt6-qtsvg-devel
        qt6-qttools-devel qt6-linguist kf6-karchive-devel libarchive-devel libgit2-devel zlib-devel
        qtkeychain-qt6-devel openssl-devel tomlplusplus-devel python3" ;;
    arch) names="pacman -S --needed gcc cmake ninja pkgconf qt6-base qt6-svg qt6-tools karchive libarchive zlib
        libgit2 qtkeychain-qt6 openssl tomlplusplus python" ;;
    suse) names="zypper install gcc-c++ cmake ninja pkgconf-pkg-config qt6-base-devel qt6-svg-devel
        qt6-tools-devel qt6-linguist-devel kf6-karchive-devel libarchive-devel libgit2-devel zlib-devel
        qtkeychain-qt6-devel libopenssl-devel tomlplusplus-devel python3" ;;
    macos) names="brew install cmake ninja pkgconf qt karchive libarchive zlib libgit2 qtkeychain openssl@3 tomlplusplus python@3" ;;
    windows) names="pacman -S --needed (in MSYS2's UCRT64 shell) mingw-w64-ucrt-x86_64-gcc
        mingw-w64-ucrt-x86_64-cmake mingw-w64-ucrt-x86_64-ninja mingw-w64-ucrt-x86_64-pkgconf
        mingw-w64-ucrt-x86_64-qt6-base mingw-w64-ucrt-x86_64-qt6-svg mingw-w64-ucrt-x86_64-qt6-tools
        mingw-w64-ucrt-x86_64-karchive mingw-w64-ucrt-x86_64-libarchive mingw-w64-ucrt-x86_64-zlib mingw-w64-ucrt-x86_64-libgit2
        mingw-w64-ucrt-x86_64-qtkeychain mingw-w64-ucrt-x86_64-openssl mingw-w64-ucrt-x86_64-tomlplusplus mingw-w64-ucrt-x86_64-python" ;;
    *) names="your system's packages of: a C++20 compiler, CMake 3.22, Ninja, pkg-config, Qt 6.4 or newer
        (base, SVG, Linguist), KDE Frameworks 6 KArchive, libarchive, libgit2, QtKeychain for Qt 6, OpenSSL 3,
        toml++, Python 3" ;;
    esac
    # shellcheck disable=SC2086
    say "  "$names
}

ID=
ID_LIKE=
[ ! -r /etc/os-release ] || . /etc/os-release
case "$(uname -s):$ID $ID_LIKE" in
*:*debian* | *:*ubuntu*) install_with_apt ;;
*:*fedora* | *:*rhel*) print_elsewhere fedora ;;
*:*arch*) print_elsewhere arch ;;
*:*suse*) print_elsewhere suse ;;
Darwin:*) print_elsewhere macos ;;
MINGW* | MSYS*) print_elsewhere windows ;;
*) print_elsewhere other ;;
esac
