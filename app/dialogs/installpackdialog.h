// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/dialogs/extraspanel.h"
#include "app/dialogs/registrypanel.h"
#include "app/widgets/taborder.h"

class QStackedWidget;
class QTabBar;

namespace portico::app {

class PackPlacePanel;

/** Every way to get a node pack: the registry, an address, a folder or file, a list of addresses;
 *  and extras, packages that no pack asks for. It only asks what is wanted; the plan comes next. */
class InstallPackDialog final : public ReadingOrderDialog
{
    Q_OBJECT

public:
    enum Source { Registry, Address, Place, List, Extras };

    /** What it needs to know and to ask. */
    struct Subject
    {
        QString install{};       ///< its name
        QStringList installed{}; ///< registry ids of packs that are there
        RegistrySearch search{};
        ExtrasPanel::Present extras = ExtrasPanel::Present::No;
    };

    InstallPackDialog(const Subject &subject, JobRunner &background, QWidget *parent);

    /** Columns of the registry are as they were made last time; once, before it is shown. */
    void keepTable(SettingsStore &settings);

    /** `place`: of the registry, the words that are looked for. */
    void showSource(Source source, const QString &place);

signals:
    void chosen(const portico::app::PackOrder &order);

private:
    void buildTabs();
    void showPanel();
    void refresh();
    void finish();
    PackPanel *panel() const;

    QTabBar *m_sources;
    QStackedWidget *m_panels;
    RegistryPanel *m_registry;
    QLabel *m_remark;
    QPushButton *m_accept = nullptr;
};

} // namespace portico::app
