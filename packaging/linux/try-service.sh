#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Usage, as root: packaging/linux/try-service.sh RELEASE FOLDER_OF_THE_PACKAGES [ROOTS_FOLDER]
#
# Boots a clean Debian with systemd-nspawn (package systemd-container), installs portico-cli there, makes
# an install as the service's own comment says, and tells what systemd says of portico@studio: started and
# ready, its journal, a picture, a crash that is started again, stopped within its limit with nothing left,
# and an install that is not there. Needs the clean root of try-deb.sh. Some minutes; not part of the tests.
set -eu
release=${1:?a release: bookworm or trixie}
given=${2:?the folder of the packages}
roots=${3:-/tmp/portico-roots}
here=$(cd "$(dirname "$0")" && pwd)
[ -e "$roots/$release/.complete" ] || { echo "try-deb.sh makes the clean root; it comes first." >&2; exit 2; }
root=$roots/$release-service
trap 'rm -rf --one-file-system "$root"' EXIT
rm -rf "$root"
cp -a "$roots/$release" "$root"
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
inside apt-get -qq update
inside apt-get -qq install -y --no-install-recommends systemd-sysv dbus python3 procps >/dev/null 2>&1
cp "$given"/portico-cli_*.deb "$root/root/"
inside sh -c 'apt-get install -y --no-install-recommends /root/portico-cli_*.deb' | tail -n 1
cp -r "$here/../../tests/support" "$root/opt/support"
inside sh -c 'mkdir /opt/bundle && cd /opt/support &&
    python3 -B bundles/make_bundle.py --layout anymatix --kind zip --out /opt/bundle/studio.zip >/dev/null'
cat >"$root/opt/try.sh" <<'END'
say() { printf '\n== %s\n' "$*"; }
asked() { runuser -u portico -- env HOME=/var/lib/portico XDG_RUNTIME_DIR=/run/portico PORTICO_LIBRARY=/var/lib/portico/library "$@"; }
shown() { systemctl show "$1" -p ActiveState,SubState,Result,ExecMainStatus,NRestarts,StatusText | tr '\n' ' '; echo; }
main() { systemctl show portico@studio -p MainPID --value; }
systemd-sysusers
install -d -o portico -g portico -m 0700 /run/portico /var/lib/portico
asked porticoctl add /opt/bundle/studio.zip --name Studio --port 18188 | tail -n 1
say "started"
systemctl start portico@studio; echo "systemctl start: $?"
shown portico@studio
asked porticoctl status studio --ready; echo "status --ready: $?"
(cd /opt/support && python3 -B -c 'import comfyclient; print(len(comfyclient.make_picture(18188)), "bytes of a picture")')
say "its journal"
journalctl -q -u portico@studio -o cat -n 4
say "killed: systemd starts it again"
before=$(main); [ "$before" -gt 0 ] || { echo "it does not run"; exit 1; }
kill -9 "$before"
for i in $(seq 120); do [ "$(main)" != "$before" ] && systemctl -q is-active portico@studio && break; sleep 1; done
shown portico@studio
asked porticoctl status studio --ready; echo "status --ready: $?"
say "stopped"
began=$(date +%s); systemctl stop portico@studio; echo "systemctl stop: $? after $(($(date +%s) - began)) s"
shown portico@studio
echo "processes of the user portico: $(pgrep -c -u portico)"
say "an install that is not there"
systemctl start portico@nobody; echo "systemctl start: $?"
sleep 12; shown portico@nobody
END
cat >"$root/etc/systemd/system/try.service" <<'END'
[Unit]
After=multi-user.target
[Service]
Type=oneshot
ExecStart=/bin/sh /opt/try.sh
StandardOutput=file:/opt/said
StandardError=inherit
ExecStopPost=/usr/bin/systemctl --no-block poweroff
END
mkdir -p "$root/etc/systemd/system/default.target.wants"
ln -s ../try.service "$root/etc/systemd/system/default.target.wants/try.service"
timeout 900 systemd-nspawn -q -D "$root" --boot --register=no --keep-unit </dev/null >"$roots/service-boot.log" 2>&1 \
    || echo "systemd-nspawn ended with $?; see $roots/service-boot.log" >&2
cat "$root/opt/said"
