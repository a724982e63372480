// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/style/appearance.h"

#include <QSize>
#include <QString>

#include <functional>

class QWidget;

namespace portico {
class JobRunner;
}

namespace portico::app {

class MainWindow;
class TestLibrary;

/** Lets timers and animations run for that long. */
void settle(int milliseconds);

/** Writes pictures of one size and theme into a folder. */
struct Shooter
{
    QString folder;
    QString suffix; ///< of the files' names
    QSize size;
    Theme theme;

    /** Of a settled window. */
    void shoot(QWidget &window, const QString &name) const;
    /** Gives a window that size and theme, and shows it. */
    void prepare(TestLibrary &library, MainWindow &window) const;
};

using Shoot = std::function<void(QWidget &window, const QString &name)>;
using Prepare = std::function<void(TestLibrary &library, MainWindow &window)>;

/** A download that goes on until it is cancelled. */
void startDemoJob(JobRunner &jobs, const QString &title);
/** An archive that was not what it should be. */
void startFailedJob(JobRunner &jobs);

} // namespace portico::app
