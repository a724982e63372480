// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/context.h"
#include "app/models/advice.h"
#include "app/models/appupdates.h"
#include "app/models/environments.h"
#include "app/models/health.h"
#include "app/models/sessions.h"
#include "app/models/setup.h"
#include "app/services.h"
#include "app/style/appearance.h"
#include "app/window/mainwindow.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"
#include "core/settings/settingsstore.h"
#include "tests/app/findwidget.h"

#include <QTemporaryDir>

#include <memory>

namespace portico::app {

/** A library in a temporary folder with real records, and everything that main() builds on it. */
class TestLibrary
{
public:
    TestLibrary();
    ~TestLibrary();

    /** An install as a bundle would leave it, without a runtime that could be started. */
    InstallId addRecord(const QString &name,
                        const QString &accelerator = QStringLiteral("cuda 13.0"));
    /** A folder of the person's own, taken in, without anything in it. */
    InstallId addAdopted(const QString &name);
    /** A ComfyUI folder around the stand-in that really starts, on a port that was free just now;
     *  taken in as an install. */
    Result<InstallId> addStandIn(const QString &name, const QString &modes = {});

    QString settingsFolder() const { return m_folder.path() + QStringLiteral("/config"); }
    QString root() const { return m_folder.path() + QStringLiteral("/Portico"); }
    /** Builds stores and window; records added before are there. */
    MainWindow &open();
    void close();
    const Context &context() const { return *m_context; }

private:
    struct Built;
    QTemporaryDir m_folder;
    std::unique_ptr<Built> m_built;
    std::unique_ptr<Context> m_context;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace portico::app
