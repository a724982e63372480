// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/widgets/startbutton.h"
#include "core/base/error.h"
#include "core/base/identifiers.h"

#include <QWidget>

class QLayout;
class QStackedWidget;
class QTabBar;

namespace portico::app {

struct Context;
class Diagnoses;
class DiagnosisCards;
class EnvironmentsTab;
class FixActs;
class GuiltySearches;
class HistoryTab;
class InstallHeader;
class InstallSettingsTab;
class LogPane;
class NodesTab;
class OverviewTab;

/** One install: the header, and Overview, Log, Nodes, Environments, History and Settings below it,
 *  each made when first shown. */
class InstallPage final : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Overview, Log, Nodes, Environments, History, Settings };

    explicit InstallPage(const Context &context, QWidget *parent = nullptr);

    /** What shows all of the tab beside what stands still, in pixels, at a width. */
    int leastHeight(int width) const;
    void setInstall(const InstallId &id);
    const InstallId &install() const { return m_id; }
    void showTab(Tab tab);
    void showLog();
    /** Among the node packs where these are shown, else in the log. */
    void find();
    void findInLog();
    void beginRename();
    void pressStart();
    /** Plans that the install becomes as a snapshot's file says, and shows that. */
    void importSnapshot(const QString &file);

signals:
    void failed(const portico::Error &error);
    /** As InstallHeader tells it. */
    void freshRequested(const QString &bundleId, const QString &tag);
    void diskRequested(); ///< what takes how much space is to be seen

private:
    void fillTab(int tab);
    void makeOverview(QLayout *place);
    void makeLog(QLayout *place);
    void connectFixes();
    void askForGuilty();

    const Context &m_context;
    InstallId m_id;
    Diagnoses *m_diagnoses;
    GuiltySearches *m_guilty;
    FixActs *m_fixes;
    InstallHeader *m_header;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    OverviewTab *m_overview = nullptr;
    LogPane *m_log = nullptr;
    DiagnosisCards *m_logCards = nullptr;
    NodesTab *m_nodes = nullptr;
    EnvironmentsTab *m_environments = nullptr;
    HistoryTab *m_history = nullptr;
    InstallSettingsTab *m_settings = nullptr;
};

} // namespace portico::app
