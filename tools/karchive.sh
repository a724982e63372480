#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Usage: tools/karchive.sh [QT_VERSION] [C++_COMPILER]
#
# KArchive for Qt 6 on a system that has no package of it (Debian 12): builds it once, as a static
# library, from Debian's own source package `kf6-karchive` into the person's cache folder, and
# prints the folder it was installed to. cmake/KArchive.cmake calls it; a second call returns at once.
#
# The source comes through apt with lists of our own in a temporary folder, so the computer's apt is
# neither changed nor in need of root. apt checks Debian's signature; we check the tarball's SHA-256.
# PORTICO_KARCHIVE_SOURCE names a folder that already holds the two tarballs (no network needed).
set -eu

version=6.13.0
suite=trixie
tarball_sha256=3c9b5dcf3abdfe2761e2153d70d9d667f1ff0fd2f6c80addba7549da954fcc90
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

here=$(cd "$(dirname "$0")" && pwd)
qt_version=${1:-$(qmake6 -query QT_VERSION)}
compiler=${2:-${CXX:-c++}}

say() { printf 'KArchive: %s\n' "$*" >&2; }
fail() {
    say "$1"
    [ -z "${2:-}" ] || say "$2"
    exit 1
}

key=$({ cat "$here/karchive.sh" "$here/karchive/"*; "$compiler" --version; "$compiler" -dumpmachine; } \
    | sha256sum | cut -c1-10)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/portico
prefix=$cache/karchive-$version-qt$qt_version-$key
if [ -e "$prefix/complete" ]; then
    echo "$prefix"
    exit 0
fi

mkdir -p "$cache"
exec 9>"$cache/karchive.lock"
flock 9 # two builds at once: the second one waits and finds the work done
if [ -e "$prefix/complete" ]; then
    echo "$prefix"
    exit 0
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/portico-karchive.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
chmod 755 "$work" # apt fetches as its own user

# The two tarballs of the source package, through apt with a private list folder.
fetch() {
    . /etc/os-release
    [ "${ID:-}" = debian ] || fail "there is no package of it here and its source is fetched on Debian only." \
        "Install KDE Frameworks 6 KArchive (tools/dependencies.sh names the package), or set PORTICO_KARCHIVE_SOURCE."
    uri=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' \
        | awk -v release="${VERSION_CODENAME:-}" '$2 == release && $3 == "main" { print $1; exit }')
    [ -n "$uri" ] || fail "apt on this computer names no place for Debian's main packages." \
        "Look at the URIs in /etc/apt/sources.list.d."
    mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/source"
    chmod 777 "$work/source"
    echo "deb-src [signed-by=$keyring] $uri $suite main" >"$work/sources.list"
    cd "$work/source"
    set -- -q -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" \
        -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Acquire::Retries=3
    say "fetching the source package of $suite"
    apt-get "$@" update >"$work/apt.log" 2>&1 \
        && apt-get "$@" source --download-only kf6-karchive >>"$work/apt.log" 2>&1 \
        || { tail -n 20 "$work/apt.log" >&2; fail "apt could not fetch the source package." "Check the network and run it again."; }
    source=$work/source
}

if [ -n "${PORTICO_KARCHIVE_SOURCE:-}" ]; then
    source=$PORTICO_KARCHIVE_SOURCE
else
    fetch
fi

tarball=$source/kf6-karchive_$version.orig.tar.xz
[ -e "$tarball" ] || fail "kf6-karchive_$version.orig.tar.xz is not in $source." \
    "Debian may have moved on: look at tools/karchive.sh."
echo "$tarball_sha256  $tarball" | sha256sum --check --status \
    || fail "$tarball does not have the expected SHA-256: not used."

say "building version $version (about 20 s, once)"
mkdir "$work/tree"
tar -C "$work/tree" --strip-components=1 -xf "$tarball"
tar -C "$work/tree" -xf "$(echo "$source"/kf6-karchive_"$version"-*.debian.tar.xz)"
cd "$work/tree"
sed -e 's/#.*//' -e '/^[[:space:]]*$/d' debian/patches/series | while read -r name _; do
    patch -s -p1 <"debian/patches/$name" || exit 1
done || fail "a patch of Debian's does not fit."

rm -rf "$prefix"
{
    cmake -G Ninja -S "$here/karchive" -B "$work/build" -DKARCHIVE_SOURCE="$work/tree" \
        -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$prefix" \
        && cmake --build "$work/build" --parallel "$(nproc)" && cmake --install "$work/build"
} >"$work/build.log" 2>&1 || { tail -n 40 "$work/build.log" >&2; fail "the build failed."; }
: >"$prefix/complete"
echo "$prefix"
