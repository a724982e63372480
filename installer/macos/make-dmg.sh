#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Portico authors
# SPDX-License-Identifier: MIT
#
# Usage, on a Mac: installer/macos/make-dmg.sh BUILD_FOLDER OUTPUT.dmg [OUTPUT.tar.gz]
#
# Makes a disk image of BUILD_FOLDER/bin/portico.app with Qt inside it, and an archive of the same for
# computers without a person (packaging/github/build-bundles.yml). With PORTICO_SIGNING_IDENTITY
# ("Developer ID Application: …") everything in it is signed for the hardened runtime; with
# PORTICO_NOTARY_PROFILE (made once by `xcrun notarytool store-credentials`) Apple's notary is asked
# too, and its ticket is stapled to the image. Without them the image is for one's own computer.
set -eu
build=${1:?the build folder}
output=${2:?the name of the image}
here=$(cd "$(dirname "$0")" && pwd)
app=$build/bin/portico.app
[ -d "$app" ] || { echo "There is no $app: build the target portico first." >&2; exit 4; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$app" "$work/Portico.app"
for program in porticoctl portico-helper; do
    [ -x "$work/Portico.app/Contents/MacOS/$program" ] || { echo "$program is missing in $app." >&2; exit 4; }
done
macdeployqt "$work/Portico.app" \
    "-executable=$work/Portico.app/Contents/MacOS/porticoctl" \
    "-executable=$work/Portico.app/Contents/MacOS/portico-helper"
mkdir -p "$work/Portico.app/Contents/Resources"
make_icon() { # Apple's own tools, from the one drawing that all systems share
    set -- "$work/portico.iconset" "$here/../../resources/icons/app.svg"
    mkdir "$1"
    for size in 16 32 128 256 512; do
        rsvg-convert -w $size -h $size "$2" -o "$1/icon_${size}x$size.png"
        rsvg-convert -w $((size * 2)) -h $((size * 2)) "$2" -o "$1/icon_${size}x$size@2x.png"
    done
    iconutil -c icns "$1" -o "$work/Portico.app/Contents/Resources/portico.icns"
}
make_icon

if [ -n "${PORTICO_SIGNING_IDENTITY:-}" ]; then
    # From the inside out: a signature covers the signatures within.
    find "$work/Portico.app/Contents/Frameworks" "$work/Portico.app/Contents/PlugIns" \
        \( -name '*.dylib' -o -name '*.framework' \) -prune -print0 2>/dev/null \
        | xargs -0 codesign --force --timestamp --options runtime --sign "$PORTICO_SIGNING_IDENTITY"
    for program in portico-helper porticoctl; do
        codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" \
            --sign "$PORTICO_SIGNING_IDENTITY" "$work/Portico.app/Contents/MacOS/$program"
    done
    codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" \
        --sign "$PORTICO_SIGNING_IDENTITY" "$work/Portico.app"
else
    # An unsigned program does not start on Apple silicon at all.
    codesign --force --deep --sign - "$work/Portico.app"
fi
codesign --verify --deep --strict "$work/Portico.app"

[ -z "${3:-}" ] || tar -czf "$3" -C "$work" Portico.app
mkdir "$work/image"
mv "$work/Portico.app" "$work/image/"
ln -s /Applications "$work/image/Applications"
rm -f "$output"
hdiutil create -volname Portico -srcfolder "$work/image" -fs HFS+ -format UDZO "$output"
if [ -n "${PORTICO_SIGNING_IDENTITY:-}" ] && [ -n "${PORTICO_NOTARY_PROFILE:-}" ]; then
    codesign --timestamp --sign "$PORTICO_SIGNING_IDENTITY" "$output"
    xcrun notarytool submit "$output" --keychain-profile "$PORTICO_NOTARY_PROFILE" --wait
    xcrun stapler staple "$output"
fi
