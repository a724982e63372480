// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>

namespace portico::app {

/** Which of the window's own icons: each is resources/icons/<name>.svg, one stroke style, 16 px. */
enum class IconName {
    Add,
    Play,
    Stop,
    Restart,
    Browser,
    Shield,
    Folder,
    File,
    Link,
    Computer,
    Network,
    Disk,
    Bundle,
    Settings,
    Search,
    Copy,
    Save,
    Clear,
    Remove,
    Follow,
    Wrap,
    Rename,
    Up,
    Down,
    Right,
    Close,
    Check,
    Warning,
    Failed,
    Info,
    More,
    Pending,
    Terminal,
};

/** What an icon is drawn with. */
enum class IconTint { Text, Muted, OnAccent, Accent, Ready, Busy, Crashed };

/**
 * An icon in the colours of the palette at the moment it is drawn: light and dark need no second
 * file and no reload. Sharp at every size and scale. One that points to where the reading goes
 * (Right) is mirrored with the window.
 */
QIcon makeIcon(IconName name, IconTint tint = IconTint::Text);
QPixmap iconPixmap(IconName name, IconTint tint, int size, qreal devicePixelRatio,
                   const QPalette &palette);
/** The icon of the program itself. */
QIcon applicationIcon();

} // namespace portico::app
