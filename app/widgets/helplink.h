// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/glossary.h"

#include <QToolButton>

namespace portico::app {

/** Who opens the guide: the window that a widget is in, or a window further up. */
class GuideDoor
{
public:
    /** Opens the guide at a heading, in front of the window that `from` is in. */
    virtual void openGuide(const QString &anchor, QWidget *from) = 0;

protected:
    GuideDoor() = default;
    ~GuideDoor() = default;
    Q_DISABLE_COPY_MOVE(GuideDoor)
};

/** “What is this?”: explains a word when it is pointed at, and opens the guide there. */
QToolButton *makeHelpLink(Topic topic, QWidget *parent);

} // namespace portico::app
