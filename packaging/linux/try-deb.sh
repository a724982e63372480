#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Usage, as root: packaging/linux/try-deb.sh RELEASE FOLDER_OF_THE_PACKAGES [ROOTS_FOLDER]
#                 packaging/linux/try-deb.sh --archive RELEASE PORTABLE.tar.gz [ROOTS_FOLDER]
#
# Makes a clean root of a Debian release (bookworm, trixie) with debootstrap, installs the two .deb
# there by apt (or unpacks the portable archive), does the main job as an ordinary user (self-check; an
# install added, started, asked for a picture, stopped and removed: in the terminal, then in the window
# under Xvfb by try_window.py), removes the packages and tells what they left behind. Pictures of the
# window: ROOTS_FOLDER/pictures. Takes some minutes; not part of the tests. The clean root is kept in
# ROOTS_FOLDER (default: /tmp/portico-roots) for the next time, the used one is removed.
set -eu
archive=no
[ "${1:-}" != --archive ] || { archive=yes; shift; }
release=${1:?a release: bookworm or trixie}
given=${2:?the folder of the packages, or the archive}
roots=${3:-/tmp/portico-roots}
here=$(cd "$(dirname "$0")" && pwd)
say() { printf '\n== %s\n' "$*"; }
mirror=$(apt-get indextargets --format '$(REPO_URI) $(COMPONENT) $(ORIGIN)' 'Created-By: Packages' \
    | awk '$2 == "main" && $3 == "Debian" { print $1; exit }')
[ -n "$mirror" ] || { echo "apt on this computer names no place for Debian's packages." >&2; exit 4; }

mkdir -p "$roots"
clean=$roots/$release
if [ ! -e "$clean/.complete" ]; then
    say "debootstrap $release"
    rm -rf "$clean"
    debootstrap --variant=minbase "$release" "$clean" "$mirror" >"$roots/$release.log" 2>&1 \
        || { tail "$roots/$release.log"; exit 1; }
    touch "$clean/.complete"
fi
root=$roots/$release-used
leave() {
    umount -l "$root/proc" "$root/dev" 2>/dev/null || true
    rm -rf --one-file-system "$root"
}
trap leave EXIT
leave
cp -a "$clean" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev" && mount --make-rslave "$root/dev"
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
person() { chroot "$root" su - person -c "LC_ALL=C.UTF-8 $*"; }
files() { (cd "$root" && find etc usr var/lib opt home -xdev \( -type f -o -type l \) | grep -Ev '^var/lib/(dpkg|apt)/' | sort); }

inside apt-get -qq update
say "tools of this try only: Python for the demo bundle"
inside apt-get -qq install -y --no-install-recommends python3 >/dev/null 2>&1
inside useradd --create-home --shell /bin/bash person
if [ $archive = no ]; then
    inside apt-get -qq install -y --no-install-recommends man-db >/dev/null 2>&1
    files >"$roots/before"
    cp "$given"/*.deb "$root/root/"
    before=$(inside dpkg-query -f '.\n' -W | wc -l)
    say "porticoctl alone"
    inside sh -c 'apt-get install -y --no-install-recommends /root/portico-cli_*.deb' | tail -n 3
    inside dpkg-query -W -f '${Package} ${Version} ${Installed-Size} KiB\n' portico-cli
    echo "packages that came along: $(($(inside dpkg-query -f '.\n' -W | wc -l) - before - 1))"
    inside sh -c "dpkg-query -W -f '\${Package}\n' | grep -E 'libqt6(gui|widgets)|libx11|libgl1' && echo 'GUI libraries came along' || echo 'no GUI library came along'"
else
    tar -xzf "$given" -C "$root/opt"
    folder=$(basename "$(ls -d "$root"/opt/portico-*)")
    inside sh -c "ln -s /opt/$folder/bin/* /usr/local/bin/"
    # What every desktop has; the archive brings the rest.
    inside apt-get -qq install -y --no-install-recommends libgl1 libegl1 libfontconfig1 libharfbuzz0b libx11-xcb1 libxkbcommon-x11-0 >/dev/null 2>&1
fi
person porticoctl --version
person porticoctl selfcheck

say "an install of its own: add, start, picture, stop"
cp -r "$here/../../tests/support" "$root/opt/support"
person "mkdir bundle && cd bundle && python3 -B /opt/support/bundles/make_bundle.py --layout anymatix --kind zip --out \$PWD/studio.zip"
person "porticoctl add bundle/studio.zip --name Studio --port 18188"
person "porticoctl start studio --detach && porticoctl status studio --ready"
person "cd /opt/support && python3 -B -c 'import comfyclient; print(len(comfyclient.make_picture(18188)), \"bytes of a picture\")'"
person "porticoctl stop studio; porticoctl log studio --lines 3"

if [ $archive = no ]; then
    say "the window"
    inside sh -c 'apt-get install -y --no-install-recommends /root/portico_*.deb' | tail -n 3
    inside dpkg-query -W -f '${Package} ${Version} ${Installed-Size} KiB\n' portico portico-cli
    inside sh -c 'man portico | head -n 4; man --warnings porticoctl >/dev/null'
    inside apt-get -qq install -y --no-install-recommends bash-completion >/dev/null 2>&1
    person "bash -c '. /usr/share/bash-completion/bash_completion
        _completion_loader porticoctl 2>/dev/null || _comp_load porticoctl; complete -p porticoctl'"
    inside ls /usr/share/zsh/vendor-completions/_porticoctl /usr/share/fish/vendor_completions.d/porticoctl.fish
    for name in $(inside dpkg-query -W -f '${Recommends} ' portico portico-cli | tr -d ,); do
        inside apt-cache show "$name" >/dev/null 2>&1 || { echo "recommended, but not in $release: $name"; exit 1; }
    done
fi
inside apt-get -qq install -y --no-install-recommends xvfb openbox xdotool dbus-daemon at-spi2-core python3-pyatspi \
    imagemagick fonts-dejavu-core >/dev/null 2>&1
person "porticoctl remove studio --yes --remove-data --permanently" | tail -n 1
cp "$here/../../tests/e2e/windowdriver.py" "$here/try_window.py" "$root/opt/support/"
person "cd /opt/support && PORTICO_BUILD_DIR=\$HOME/bundle /usr/bin/python3 -B try_window.py \$HOME/bundle/studio.zip 18188"
rm -rf "$roots/pictures"
cp -r "$root/home/person/bundle/screenshots/e2e" "$roots/pictures"

say "and away with it"
if [ $archive = no ]; then
    inside apt-get -qq purge -y portico portico-cli bash-completion xvfb openbox xdotool dbus-daemon at-spi2-core python3-pyatspi \
        imagemagick fonts-dejavu-core >/dev/null
    inside apt-get -qq autoremove --purge -y >/dev/null
    files >"$roots/after"
    echo "left behind in the system and the home folder (libraries of other packages apart):"
    diff "$roots/before" "$roots/after" | grep '^>' | grep -v ' usr/share/\|cache\| var/lib/\|opt/support\|opt/window\|home/person/bundle' || echo "nothing"
    echo "of Portico itself: $(cd "$root" && find etc usr var/lib -xdev -iname '*portico*' | tr '\n' ' ')"
fi
