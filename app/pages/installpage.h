// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/startbutton.h"
#include "core/base/error.h"
#include "core/base/identifiers.h"

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace portico::app {

struct Context;
class InstallHeader;
class InstallSettingsTab;
class LogPane;
class OverviewTab;

/** One install: the header, and Overview, Log and Settings below it, each made when first shown. */
class InstallPage final : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Overview, Log, Settings };

    explicit InstallPage(const Context &context, QWidget *parent = nullptr);

    void setInstall(const InstallId &id);
    const InstallId &install() const { return m_id; }
    void showTab(Tab tab);
    void showLog();
    void findInLog();
    void beginRename();
    void pressStart();

signals:
    void failed(const portico::Error &error);
    /** As InstallHeader tells it. */
    void freshRequested(const QString &bundleId, const QString &tag);

private:
    void fillTab(int tab);

    const Context &m_context;
    InstallId m_id;
    InstallHeader *m_header;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    OverviewTab *m_overview = nullptr;
    LogPane *m_log = nullptr;
    InstallSettingsTab *m_settings = nullptr;
};

} // namespace portico::app
